"""What a briefing is made from, as plain values: cases, totals of others, periods, the office."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256
from typing import Any, Self, TypeVar

from ..domain.briefing_templates import PLAIN, Template
from ..domain.casefiles import CaseFile
from ..domain.distances import Point
from ..domain.records import AggregateClaim, CasualtyFigure, IncidentGroup, Period, Record
from ..domain.summaries import IncidentSummary
from ..domain.text import isolate
from ..drawing.basemap import Outline
from ..insight.summaries import summarise
from .figure_marks import Marks
from .levels import Level, is_shareable, may_appear, without_restricted
from .speech import ENGLISH, Named, Tongue, tongue_of

T = TypeVar("T")

__all__ = [
    "Asked",
    "BriefingOffice",
    "Material",
    "Position",
    "names_beside",
    "newest_change",
    "state_of",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefingOffice:
    """Who issues a briefing, as it stands in its masthead and at its end."""

    name: str = ""
    contact: str = ""
    series: str = ""
    issue: int | None = None
    logo: tuple[bytes, tuple[int, int]] | None = None
    """A JPEG and its size in pixels."""
    licence: str = ""
    citation: str = ""
    methodology: str = ""
    history: str = ""
    """Head of the history in words; printed in internal papers alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What somebody asked for: the scope in words, the level, the title, the day of the data.

    `language` is that of the pages; `marks` tells what becomes of the keys of figures, `template`
    which sections stand in which order.
    """

    as_of: date
    level: Level = Level.FULL
    title: str = ""
    scope: str = ""
    language: str = "en"
    marks: Marks = Marks.NONE
    template: Template = PLAIN

    @property
    def tongue(self) -> Tongue:
        """What its sentences are said in."""
        return tongue_of(self.language)


@dataclass(frozen=True, slots=True)
class Position:
    """Where an incident may be shown: degrees, the name there, whether it stands for an area.

    `country` is its three letters; the place lies within `doubt_km` of the point. Positions that
    differ in their doubt alone are one mark.
    """

    point: Point
    name: str = ""
    is_area: bool = False
    country: str = ""
    doubt_km: float = field(default=0.0, compare=False)


@dataclass(frozen=True, kw_only=True)
class Material:
    """The records of a briefing.

    `cases` may be thin for a large selection: an incident with its places hit alone. `full_ids`
    names those that are whole; only they are described one by one. `summaries` covers all of them.
    `known` holds what totals, periods and groups refer to; `positions` what a map may show.
    """

    cases: tuple[CaseFile, ...] = ()
    summaries: Mapping[str, IncidentSummary] = field(default_factory=dict)
    full_ids: frozenset[str] = frozenset()
    totals: tuple[AggregateClaim, ...] = ()
    figures: tuple[CasualtyFigure, ...] = ()
    periods: tuple[Period, ...] = ()
    groups: tuple[IncidentGroup, ...] = ()
    known: Mapping[str, Record] = field(default_factory=dict)
    positions: Mapping[str, Position] = field(default_factory=dict)
    local_names: Mapping[str, str] = field(default_factory=dict)
    """Areas and parties named in summaries, with their names in their own script."""
    outlines: tuple[Outline, ...] = ()
    """Boundaries the office brought itself, drawn on its maps."""
    held_back: tuple[CaseFile, ...] = ()
    """Of a large selection, the thin cases that its level leaves out; nothing prints them."""
    _found: dict[Hashable, Any] = field(
        default_factory=dict, init=False, repr=False, compare=False, hash=False
    )

    def holding(self, cases: Iterable[CaseFile]) -> Self:
        """The same around other case files, all of them whole."""
        every = tuple(cases)
        summaries = {case.incident.id: summarise(case) for case in every}
        places = (place for case in every for place in case.places)
        return replace(
            self,
            cases=every,
            summaries=summaries,
            full_ids=frozenset(summaries),
            local_names=names_beside(places),
        )

    def shown_at(self, level: Level) -> Self:
        """The same without what must not appear at a level."""
        return replace(
            self,
            cases=tuple(
                without_restricted(one, level) for one in self.cases if may_appear(one, level)
            ),
            totals=tuple(one for one in self.totals if is_shareable(one, level)),
        )

    @property
    def full_cases(self) -> tuple[CaseFile, ...]:
        """The cases that are whole."""
        return tuple(case for case in self.cases if case.incident.id in self.full_ids)

    def once(self, what: Callable[..., T], *given: Hashable) -> T:
        """What a function finds in this material, worked out once however often it is asked.

        For what goes through every record, and is asked again for each order of the pages.
        """
        asked = (what, *given)
        if asked not in self._found:
            self._found[asked] = what(self, *given)
        return self._found[asked]  # type: ignore[no-any-return]

    @property
    def is_whole(self) -> bool:
        """Tell whether every case is."""
        return all(case.incident.id in self.full_ids for case in self.cases)

    def local(self, tongue: Tongue, name: str) -> str:
        """An area or party of a summary as readers call it."""
        return name if tongue is ENGLISH else isolate(self.local_names.get(name, name))

    def records(self) -> Sequence[Record]:
        """Every record it is made of, each once."""
        return _records(self)

    def summary(self, case: CaseFile) -> IncidentSummary:
        """What a list shows of a case."""
        return self.summaries[case.incident.id]


def names_beside(records: Iterable[Named]) -> dict[str, str]:
    """The names of places or parties in their own script, by those in Latin letters."""
    return {one.name: one.name_local for one in records if one.name and one.name_local}


def _records(material: Material) -> Sequence[Record]:
    records: dict[str, Record] = {}
    for case in material.cases:
        for one in (case.incident, *case.owned(), *case.links, *case.evidence):
            records[one.id] = one
        if case.incident.id in material.full_ids:
            records.update({one.id: one for one in (*case.sources, *case.sites)})
    for one in (*material.totals, *material.figures, *material.periods, *material.groups):
        records[one.id] = one
    return list(records.values())


def state_of(material: Material) -> str:
    """A digest of the state of the records: which, each at which revision."""
    states = sorted(f"{type(one).__name__} {one.id} {one.rev}" for one in _records(material))
    return sha256("\n".join(states).encode()).hexdigest()


def newest_change(material: Material) -> date | None:
    """The day on which the newest of the records was last changed."""
    moments = (one.updated_at or one.created_at for one in _records(material))
    return max((moment.date() for moment in moments if moment), default=None)
