"""Feeds over the network into the archive."""

import tempfile
from collections.abc import Callable, Collection
from pathlib import Path

from analytics.entities import Recogniser
from analytics.errors import RubrikaError
from analytics.store import Store
from models.classifier import Classifier
from rubrika.fetch import FetchSettings, fetch
from rubrika.pipeline import IngestReport, ingest
from rubrika.settings import Settings

Get = Callable[[str, FetchSettings], bytes]


def poll(
    settings: Settings,
    *,
    store: Store,
    known_sections: Collection[str] = (),
    codes: Collection[str] = (),
    classifier: Classifier | None = None,
    recogniser: Recogniser | None = None,
    notes: Callable[[str], None] | None = None,
    get: Get = fetch,
) -> tuple[IngestReport, list[str]]:
    """Fetch every feed and ingest it; the sums over all feeds, and the addresses that failed. One that fails is said."""
    total, failed = IngestReport(), []
    with tempfile.TemporaryDirectory() as scratch:
        for number, feed in enumerate(settings.feeds):
            file = Path(scratch) / f"{number}.xml"
            try:
                file.write_bytes(get(feed.url, settings.fetch))
            except RubrikaError as error:
                failed.append(feed.url)
                if notes:
                    notes(str(error))
                continue
            one = ingest(
                [file],
                store=store,
                format="feed",
                default_source=feed.source,
                known_sections=known_sections,
                codes=codes,
                classifier=classifier,
                recogniser=recogniser,
                notes=notes,
            )
            for name in ("read", "new", "changed", "unchanged", "duplicate", "rejected", "labelled"):
                setattr(total, name, getattr(total, name) + getattr(one, name))
            # The file is ours and gone when this is read: what counts is where its articles came from.
            total.unreadable += [line.replace(str(file), feed.url) for line in one.unreadable]
            total.reasons += [line.replace(str(file), feed.url) for line in one.reasons]
    return total, failed
