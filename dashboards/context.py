"""What every page gets handed: the archive, the taxonomy, the zone and the clock."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from analytics.archive import Archive, Facts
from analytics.filters import UNCLASSIFIED
from analytics.jobs import Jobs
from analytics.search import SearchIndex
from analytics.store import Store
from models.taxonomy import Taxonomy

if TYPE_CHECKING:
    from models.classifier import Classifier

NEUTRAL = "#8a8f98"


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """The dashboard's surroundings, fixed when the app is made. ``notice`` is shown on every page when not empty.

    ``models`` gives the model of a name and version, to explain its labels; without it labels are not explained.
    ``jobs`` is None where nobody does long work; its kinds are ``analytics.jobs.KINDS``.
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

    def facts(self) -> Facts:
        """The facts in the dashboard's zone."""
        return self.archive.facts(self.zone)

    def name(self, code: str) -> str:
        """The English name of a section or topic."""
        return "Unclassified" if code == UNCLASSIFIED else self.taxonomy.name(code)

    def colour(self, code: str) -> str:
        """The colour of a section or topic."""
        return NEUTRAL if code == UNCLASSIFIED else self.taxonomy.colour(code)
