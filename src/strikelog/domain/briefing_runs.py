"""What a briefing said when it was written: the run that is kept of it, to be compared with later.

A run names records by their ids and figures by what they count, so that the next issue can tell
which published numbers moved, and why. It stays in the vault.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

__all__ = ["BriefingRun", "RunFigure", "RunIncident"]


@dataclass(frozen=True, slots=True)
class RunFigure:
    """A printed figure: `of` is what it counts, the same in every issue."""

    of: str
    words: str
    unit: str
    rule: str
    about: str = ""
    low: int | None = None
    high: int | None = None
    incident_ids: tuple[str, ...] = ()

    @property
    def value(self) -> tuple[int | None, int | None, str]:
        """What is compared: the number; its words where it has no ends."""
        return self.low, self.high, self.words if self.low is self.high is None else ""


@dataclass(frozen=True, slots=True)
class RunIncident:
    """An incident as it was printed: its code, the state of its records, and its grade.

    `standing` marks the claims that nobody had taken back; a run kept before they were noted has
    none.
    """

    code: str
    state: str
    grading: str = ""
    standing: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class BriefingRun:
    """One written briefing; `number` is given when it is kept, `issue` is that of the series."""

    at: datetime
    actor: str
    as_of: date
    template: str
    where: str
    level: str
    language: str
    title: str
    state: str
    file_sha256: str
    series: str = ""
    issue: int | None = None
    number: int = 0
    figures: tuple[RunFigure, ...] = ()
    incidents: Mapping[str, RunIncident] = field(default_factory=dict)
