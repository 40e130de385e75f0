"""Files as readers get them, and what they make of those, for tests."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from analytics.article import Item, Reject
from analytics.errors import InputError
from analytics.readers import read

LINE = {"id": "7", "title": "Мост открыт", "text": "Мост открыли утром.", "published": "2024-03-19"}

FEED = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Пример</title><link>https://www.primer.az/</link><language>ru-RU</language>
<item><title>Мост &amp; дорога</title><link>https://primer.az/1</link><guid>g1</guid><category>Транспорт</category>
<category>Дороги</category><pubDate>Tue, 19 Mar 2024 14:00:00 +0400</pubDate><description>Коротко</description>
<content:encoded><![CDATA[<p>Мост открыли.</p><p>Дорогу <b>тоже</b>.</p><script>x()</script>]]></content:encoded></item>
<item><title>Причал</title><link>https://primer.az/2</link><pubDate>19 Mar 2024 14:00</pubDate>
<description>&lt;p&gt;Причал построят.&lt;/p&gt;</description></item>
<item><link>https://primer.az/3</link></item>
</channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Örnək</title><entry><title>Körpü açılıb</title><id>urn:1</id>
<link href="https://ornek.az/1"/><updated>2024-03-19T10:00:00Z</updated><category term="Nəqliyyat"/>
<author><name>Rəna Qasımova</name></author>
<content type="html">&lt;p&gt;Körpü səhər açılıb.&lt;/p&gt;</content></entry></feed>"""


def jsonl(path: Path, *rows: Any) -> Path:
    path.write_bytes(b"".join(row if isinstance(row, bytes) else json.dumps(row).encode() + b"\n" for row in rows))
    return path


def items(path: Path, **options: Any) -> list[Item]:
    found = list(read(path, **options))
    assert all(isinstance(each, Item) for each in found), found
    return [each for each in found if isinstance(each, Item)]


def until_error(found: Iterator[Item | Reject]) -> tuple[list[Item | Reject], str]:
    """What came before the error, and its message."""
    before: list[Item | Reject] = []
    try:
        for each in found:
            before.append(each)
    except InputError as error:
        return before, str(error)
    pytest.fail("no InputError")
