"""What every page gets handed: the archive, the taxonomy, the zone, the clock, and the reader's language."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from flask import has_request_context, request

from analytics.archive import Archive, Facts
from analytics.filters import UNCLASSIFIED
from analytics.indexing import SearchIndex
from analytics.jobs import Jobs
from analytics.store import Store
from dashboards.remembered import Remembered
from dashboards.words import LANGUAGES, SOURCE_LANGUAGE, Words, words
from models.taxonomy import Taxonomy

if TYPE_CHECKING:
    from models.classifier import Classifier

NEUTRAL = "#8a8f98"
_COOKIE = "rubrika-language"  # set by assets/rubrika.js


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """The dashboard's surroundings, fixed when the app is made. ``notice`` is shown on every page when not empty.

    ``models`` gives the model of a name and version, to explain its labels; without it labels are not explained.
    ``jobs`` is None where nobody does long work; its kinds are ``analytics.jobs.KINDS``.
    ``remembered`` keeps answers that took long while the archive stays as it is.
    ``say`` is the language of whoever asks: a callback begins with ``context.here()``.
    """

    archive: Archive
    store: Store
    index: SearchIndex
    taxonomy: Taxonomy
    zone: str
    clock: Callable[[], datetime]
    notice: str = ""
    models: Callable[[str], "Classifier"] | None = None
    jobs: Jobs | None = None
    say: Words = field(default_factory=words)
    remembered: Remembered = field(default_factory=Remembered)

    def here(self) -> "Context":
        """The same for whoever asks now, in their language."""
        return replace(self, say=reader())

    @property
    def tz(self) -> ZoneInfo:
        """The dashboard's zone as datetimes take it."""
        return ZoneInfo(self.zone)

    def facts(self) -> Facts:
        """The facts in the dashboard's zone."""
        return self.archive.facts(self.zone)

    def name(self, code: str) -> str:
        """The name of a section or topic in the reader's language."""
        return self.say("Unclassified") if code == UNCLASSIFIED else self.taxonomy.name(code, self.say.lang)

    def entity(self, key: str) -> str:
        """The name of a person, body or place in the reader's language."""
        facts = self.facts()
        return facts.called.name(facts.names.root(key), self.say.lang)

    def colour(self, code: str) -> str:
        """The colour of a section or topic."""
        return NEUTRAL if code == UNCLASSIFIED else self.taxonomy.colour(code)

    def language(self, lang: str) -> str:
        """The name of an article's language."""
        names = {
            "ru": self.say("Russian"), "az": self.say("Azerbaijani"), "en": self.say("English"),
            "tr": self.say("Turkish"), "uk": self.say("Ukrainian"), "ka": self.say("Georgian"),
        }  # fmt: skip
        return names.get(lang, lang)

    def moment(self, when: datetime | None, *, day_only: bool = False) -> str:
        """A point in time in the dashboard's zone."""
        return self.say.moment(when, zone=self.zone, day_only=day_only)


def reader() -> Words:
    """The words of whoever asks now: the language chosen on the page, else the browser's, else English."""
    if not has_request_context():
        return words()
    chosen = request.cookies.get(_COOKIE, "")
    return words(chosen if chosen in LANGUAGES else request.accept_languages.best_match(LANGUAGES) or SOURCE_LANGUAGE)
