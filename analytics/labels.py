"""What people say of an article's section and topics: an append-only log, and what it amounts to.

    labels = Labels(store)
    line = labels.say("9f…", "section", "sport", who="anna", codes=codes)     its section is sport
    labels.say("9f…", "section", UNCLASSIFIED, who="anna", codes=codes)       it belongs on none of the shelves
    labels.say("9f…", "topic", "migration", verdict="is not", who="anna", codes=codes)
    labels.take_back(line.label_id, who="anna")

The last word on an article, a target and a code counts. One that was taken back leaves none: the section is then what
people said of it before, else the printed one, else the prediction; a topic is as predicted.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final, Literal

import polars as pl

from analytics.audit import Audit
from analytics.errors import UsageError
from analytics.filters import UNCLASSIFIED
from analytics.schema import LABELS
from analytics.store import Store
from analytics.text import stable_hash, tidy_line

Target = Literal["section", "topic"]
Verdict = Literal["is", "is not", "taken back"]
TARGETS: Final[tuple[Target, ...]] = ("section", "topic")
VERDICTS: Final[tuple[Verdict, ...]] = ("is", "is not")
TAKEN_BACK: Final = "taken back"
_LONGEST: Final = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """One line of the log. ``holds``: it is the last word on its code and was not taken back."""

    label_id: str
    article_id: str
    target: Target
    code: str
    verdict: Verdict
    who: str
    when: datetime
    note: str = ""
    holds: bool = False

    def as_dict(self) -> dict[str, object]:
        """JSON-ready values."""
        return {name: getattr(self, name) for name in LABELS} | {"when": self.when.isoformat(), "holds": self.holds}


class Labels:
    """The labels that people gave to the articles of one store."""

    def __init__(self, store: Store, *, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._store = store
        self._clock = clock

    def of(self, article_id: str) -> list[Label]:
        """Everything that was said of an article, oldest first."""
        rows = self._store.scan("labels").filter(pl.col("article_id") == article_id).collect()
        rows = rows.sort("when", maintain_order=True)
        held = set(in_force(rows).get_column("label_id"))
        return [Label(**row, holds=row["label_id"] in held) for row in rows.iter_rows(named=True)]

    def say(
        self,
        article_id: str,
        target: str,
        code: str,
        *,
        who: str,
        codes: Collection[str],
        verdict: str = "is",
        note: str = "",
    ) -> Label:
        """Write one label down; ``codes`` are those that may be given, and for a section :data:`UNCLASSIFIED` besides.

        :class:`UsageError` for an article, target, code or verdict that there is none of.
        """
        if target not in TARGETS or verdict not in VERDICTS:
            raise UsageError(f"a label is of {' or '.join(TARGETS)}, its verdict {' or '.join(VERDICTS)}")
        none_of_them = (target, code, verdict) == ("section", UNCLASSIFIED, "is")
        if code not in codes and not none_of_them:
            raise UsageError(f"there is no code {code}; choose from {', '.join(sorted(codes))}")
        known = self._store.scan("articles").filter(pl.col("article_id") == article_id).select("article_id").head(1)
        if known.collect().is_empty():
            raise UsageError(f"there is no article {article_id}")
        note = tidy_line(note)
        if len(note) > _LONGEST:
            raise UsageError(f"a note on a label has at most {_LONGEST} characters")
        return self._write(article_id, target, code, verdict, who, note)

    def take_back(self, label_id: str, *, who: str) -> Label:
        """Take a label back that holds; the line that says so. :class:`UsageError` where there is none of this id."""
        rows = self._store.scan("labels").filter(pl.col("label_id") == label_id).collect()
        held = self.of(rows.item(0, "article_id")) if rows.height else []
        found = next((label for label in held if label.label_id == label_id and label.holds), None)
        if found is None:
            raise UsageError(f"there is no label {label_id} that holds")
        return self._write(found.article_id, found.target, found.code, TAKEN_BACK, who, "")

    def _write(self, article_id: str, target: Target, code: str, verdict: Verdict, who: str, note: str) -> Label:
        now = self._clock()
        line = Label(
            label_id=stable_hash(article_id, target, code, verdict, who, now.isoformat()),
            article_id=article_id,
            target=target,
            code=code,
            verdict=verdict,
            who=who,
            when=now,
            note=note,
            holds=verdict != TAKEN_BACK,
        )
        row = {name: getattr(line, name) for name in LABELS}
        self._store.append("labels", pl.DataFrame([row], schema=LABELS))
        act = "label-take-back" if verdict == TAKEN_BACK else "label"
        Audit(self._store.home, clock=self._clock).record(
            act, who=who, about=article_id, detail=f"{target} {verdict} {code}"
        )
        return line


def in_force(rows: pl.DataFrame) -> pl.DataFrame:
    """Of some rows of the table those that hold: the last of each article, target and code, unless it was taken back."""
    last = rows.sort("when", maintain_order=True).unique(
        ["article_id", "target", "code"], keep="last", maintain_order=True
    )
    return last.filter(pl.col("verdict") != TAKEN_BACK)
