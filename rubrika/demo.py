"""The demonstration archive: invented articles, shifted so that the newest are from this week."""

import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, Final

import orjson

from analytics.entities import load_recogniser
from analytics.errors import UsageError
from analytics.resources import data_path
from analytics.store import Store, open_store
from models.registry import load_classifier
from models.taxonomy import Taxonomy, load_taxonomy
from rubrika.pipeline import ingest

NOTICE: Final = "Demonstration: every article, person and outlet here is invented."
# The agency prints the section above its articles, the others do not: both kinds of label can be seen.
_PRINTS_SECTIONS: Final = "khazarinform.example"
_MARKER: Final = "demo.json"


def load_demo(home: Path, *, notes: Callable[[str], None], today: date | None = None) -> Store:
    """The demonstration archive in ``home``, loaded on the first call and found again on later ones.

    :class:`UsageError` where ``home`` holds somebody's own archive.
    """
    if (home / _MARKER).is_file():
        return open_store(home)
    if (home / "home.json").exists():
        raise UsageError(f"{home} is an archive of your own: name another folder for the demonstration with --home")
    store = open_store(home, create=True)
    taxonomy = load_taxonomy()
    notes("loading the demonstration archive (about half a minute)")
    with tempfile.TemporaryDirectory() as folder:
        lines = Path(folder) / "demo.jsonl"
        with lines.open("wb") as out:
            for record in demo_records(taxonomy, today=today or datetime.now(UTC).date()):
                out.write(orjson.dumps(record) + b"\n")
        report = ingest(
            [lines],
            store=store,
            classifier=load_classifier(),
            recogniser=load_recogniser(),
            known_sections=taxonomy.printed_codes(),
            notes=notes,
        )
    (home / _MARKER).write_bytes(orjson.dumps({"articles": report.new}))
    notes(f"loaded {report.new} articles")
    return store


def demo_records(taxonomy: Taxonomy, *, today: date) -> Iterator[dict[str, Any]]:
    """The demonstration articles as an outlet would deliver them: dated to end this week, without topics.

    Whole weeks are added, so that weekdays stay; what would then lie in the future is moved a week back.
    """
    records = [orjson.loads(line) for line in data_path("demo", "articles.jsonl").read_bytes().splitlines()]
    newest = max(datetime.fromisoformat(record["published"]) for record in records).date()
    shift = timedelta(weeks=(today - newest).days // 7)
    for record in records:
        published = datetime.fromisoformat(record["published"]) + shift
        prints = record["source"] == _PRINTS_SECTIONS
        yield {
            **{key: record[key] for key in ("id", "url", "source", "lang", "title", "text")},
            "published": published.isoformat(),
            "section": taxonomy.name(record["section"], record["lang"]) if prints else None,
        }
