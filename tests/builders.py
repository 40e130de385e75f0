"""Small real things to test with."""

import itertools
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import orjson

_COUNT = itertools.count(1)
START = datetime(2026, 5, 18, 8, 0, tzinfo=UTC)  # a Monday


def make_record(**given: Any) -> dict[str, Any]:
    """One article as a JSON-ready record, different from all others."""
    number = next(_COUNT)
    record = {
        "id": f"t{number}",
        "url": f"https://gazeta.example/{number}",
        "source": "gazeta.example",
        "lang": "en",
        "title": f"Article number {number}",
        "text": f"The town council of quarter {number} met on plan {number}.",
        "published": (START + timedelta(hours=number % 24)).isoformat(),
    }
    return record | given


def write_lines(path: Path, *records: dict[str, Any]) -> Path:
    """A JSON Lines file."""
    path.write_bytes(b"".join(orjson.dumps(record) + b"\n" for record in records))
    return path
