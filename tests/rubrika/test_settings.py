"""rubrika.toml, and the feeds that it names."""

from pathlib import Path

import pytest

from analytics.errors import UsageError
from analytics.store import open_store
from rubrika.fetch import FetchError, FetchSettings
from rubrika.polling import poll
from rubrika.settings import Feed, Settings, load_settings

FEED = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>t</title><link>https://agency.example</link>
<item><title>Quota raised</title><link>https://agency.example/1</link><description>The quota was raised by a third.</description>
<pubDate>Mon, 18 May 2026 08:00:00 +0400</pubDate></item></channel></rss>"""
WHOLE = """
[fetch]
private = true
seconds = 5
[[feeds]]
url = "https://agency.example/rss"
source = "agency.example"
[[views]]
name = "migration"
topic = ["migration"]
bucket = "day"
[[alerts]]
view = "migration"
rule = "rise"
to = ["file:alerts.txt", "https://hook.example/x", "mailto:editor@agency.example"]
[smtp]
host = "mail.example"
sender = "rubrika@agency.example"
"""


def settings_of(tmp_path: Path, text: str) -> Settings:
    (tmp_path / "rubrika.toml").write_text(text, encoding="utf-8")
    return load_settings(tmp_path)


def test_a_home_without_a_file_has_the_defaults(tmp_path: Path) -> None:
    assert load_settings(tmp_path) == Settings()


def test_a_whole_file(tmp_path: Path) -> None:
    found = settings_of(tmp_path, WHOLE)
    assert found.fetch == FetchSettings(private=True, seconds=5)
    assert found.feeds == (Feed(url="https://agency.example/rss", source="agency.example"),)
    assert found.smtp is not None
    assert found.smtp.port == 587


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[", "cannot be read"),
        ("colour = 1", "colour is not known"),
        ('feeds = "x"', "feeds is written as"),
        ("[[feeds]]\nsource = 'x'", "a value is missing: url"),
        ("[[feeds]]\nurl = 3", "url is not of the kind str"),
        ("[fetch]\nprivate = 'yes'", "private is not of the kind bool"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(UsageError, match=r"rubrika\.toml") as caught:
        settings_of(tmp_path, text)
    assert says in str(caught.value)


def test_feeds_are_polled_and_one_that_fails_stops_no_other(tmp_path: Path) -> None:
    settings = Settings(feeds=(Feed(url="https://down.example/rss"), Feed(url="https://agency.example/rss")))

    def get(url: str, _: FetchSettings) -> bytes:
        if "down" in url:
            raise FetchError(f"{url} answered 503")
        return FEED

    store, notes = open_store(tmp_path / "home", create=True), []  # type: ignore[var-annotated]
    report, failed = poll(settings, store=store, notes=notes.append, get=get)
    assert (report.new, failed) == (1, ["https://down.example/rss"])
    assert notes == ["https://down.example/rss answered 503"]
    again, _ = poll(settings, store=store, get=get)
    assert (again.new, again.unchanged) == (0, 1)
