"""The demonstration archive: invented articles, shifted so that the newest are from this week."""

import hashlib
import shutil
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
from rubrika.pipeline import IngestReport, ingest

NOTICE: Final = "Demonstration: every article, person and outlet here is invented."
# The agency prints the section above its articles, the others do not: both kinds of label can be seen.
_PRINTS_SECTIONS: Final = "khazarinform.example"
_MARKER: Final = "demo.json"


def load_demo(home: Path, *, notes: Callable[[str], None], today: date | None = None) -> Store:
    """The demonstration archive in ``home``: loaded on the first call, found again on later ones, and made anew when
    it was made by another version or in another week.

    :class:`UsageError` where ``home`` holds anything else.
    """
    today = today or datetime.now(UTC).date()
    current = {"made_from": _fingerprint(), "week": list(today.isocalendar()[:2])}
    marker = home / _MARKER
    if marker.is_file():
        if marker.read_bytes() == orjson.dumps(current):
            return open_store(home)
    elif home.exists() and any(home.iterdir()):
        raise UsageError(f"{home} is not a demonstration archive: name another folder for it with --home")
    notes("loading the demonstration archive (some seconds)")
    with tempfile.TemporaryDirectory(prefix=".rubrika-demo-", dir=home.absolute().parent) as folder:
        made = Path(folder) / "home"  # an interrupted load leaves nothing half done behind
        report = _fill(open_store(made, create=True), today=today, notes=notes)
        (made / _MARKER).write_bytes(orjson.dumps(current))
        shutil.rmtree(home, ignore_errors=True)
        made.rename(home)
    notes(f"loaded {report.new} articles, {report.duplicate} of them reprints")
    return open_store(home)


def _fill(store: Store, *, today: date, notes: Callable[[str], None]) -> IngestReport:
    taxonomy = load_taxonomy()
    with tempfile.TemporaryDirectory() as folder:
        lines = Path(folder) / "demo.jsonl"
        lines.write_bytes(b"".join(orjson.dumps(record) + b"\n" for record in demo_records(taxonomy, today=today)))
        return ingest(
            [lines],
            store=store,
            classifier=load_classifier(),
            recogniser=load_recogniser(),
            known_sections=taxonomy.printed_codes(),
            notes=notes,
        )


def demo_records(taxonomy: Taxonomy, *, today: date) -> Iterator[dict[str, Any]]:
    """The demonstration articles as outlets would deliver them: dated to end this week, without topics, in time order.

    Whole weeks are added, so that weekdays stay. Some articles come a second time, from an outlet that reprints them.
    """
    originals = {record["id"]: record for record in _lines("articles.jsonl")}
    reprints = [originals[given["of"]] | given for given in _lines("reprints.jsonl")]
    records = sorted([*originals.values(), *reprints], key=lambda record: datetime.fromisoformat(record["published"]))
    newest = datetime.fromisoformat(records[-1]["published"]).date()
    shift = timedelta(weeks=(today - newest).days // 7)
    for record in records:
        prints = record["source"] == _PRINTS_SECTIONS
        yield {
            **{key: record[key] for key in ("id", "url", "source", "lang", "title", "text")},
            "published": (datetime.fromisoformat(record["published"]) + shift).isoformat(),
            "section": taxonomy.name(record["section"], record["lang"]) if prints else None,
        }


def _lines(name: str) -> list[dict[str, Any]]:
    return [orjson.loads(line) for line in data_path("demo", name).read_bytes().splitlines()]


def _fingerprint() -> str:
    """Changes with the articles and with the shipped model."""
    files = sorted([*data_path("demo").glob("*.jsonl"), *data_path("pretrained").rglob("manifest.json")])
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()
