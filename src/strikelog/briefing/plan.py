"""What goes into a briefing, as one value: numbers with units, sentences with sources, tables.

Pure: the same material and the same wish give the same plan. Pages are made of it elsewhere.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from ..domain.casefiles import CaseFile
from ..domain.progress import Progress, Silent
from ..domain.records import IncidentGroup
from ..insight.since import Since
from .breakdowns import Breakdown, breakdown, by_method, by_place, by_site_type
from .citations import Citation
from .counting import TileNumber, settled, tiles
from .desk import Desk
from .furniture import Tlp
from .held_beside import HeldBeside
from .incident_notes import IncidentNote, note_of
from .ledger import Figure
from .levels import banner, is_provisional
from .material import Asked, BriefingOffice, Material, state_of
from .messages import key_messages
from .origins import FigureOrigin, annex_of
from .period_lines import PeriodRow, period_rows
from .photographs import Photograph
from .published import PublishedTotal, beside, published_totals
from .rows import IncidentRow, incident_row
from .scope import countries, default_title, grades_used, period_words, span, weight
from .speech import Said, Sentence
from .surroundings import (
    RepeatedSite,
    repeated_sites,
    second_strikes,
    series,
)
from .trend import Trend, trend
from .wave_lines import wave_sentences
from .where_map import WhereMap, where_map

__all__ = ["MOST_SHORT_ROWS", "BriefingPlan", "make_plan"]

MOST_SHORT_ROWS = 8
"""The incidents that a single page names at most."""


@dataclass(frozen=True, kw_only=True)
class BriefingPlan:
    """Everything a briefing says, in the order in which it says it."""

    asked: Asked
    office: BriefingOffice
    title: str
    period: str
    tlp: Tlp
    messages: tuple[tuple[Said, ...], ...]
    tiles: tuple[TileNumber, ...]
    places: Breakdown
    where_map: WhereMap | None
    trend: Trend | None
    periods: tuple[PeriodRow, ...]
    rows: tuple[IncidentRow, ...]
    ranking: tuple[str, ...]
    n_incidents: int
    breakdowns: tuple[Breakdown, ...]
    repeats: tuple[RepeatedSite, ...]
    n_repeats: int
    series: tuple[Said, ...]
    second_strikes: tuple[Said, ...]
    waves: tuple[Said, ...]
    notes: tuple[IncidentNote, ...]
    totals: tuple[PublishedTotal, ...]
    grades: tuple[str, ...]
    sources: tuple[Citation, ...]
    figures: tuple[Figure, ...]
    state: str
    has_provisional: bool
    origins: tuple[FigureOrigin, ...] = ()
    since: Since | None = None
    photographs: tuple[Photograph, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Tell whether no incident may be shown."""
        return self.n_incidents == 0

    def foremost(self, most: int) -> tuple[IncidentRow, ...]:
        """The lines of the incidents with most people harmed and most sources, by date."""
        chosen = set(self.ranking[:most])
        return tuple(row for row in self.rows if row.incident_id in chosen)


def make_plan(
    material: Material,
    asked: Asked,
    office: BriefingOffice,
    *,
    progress: Progress | None = None,
) -> BriefingPlan:
    """Decide what a briefing says; sources and figures are numbered in the order of the pages.

    Over very many incidents each section takes noticeable time, so it can be stopped before each.
    """
    stop = progress or Silent()
    shown = material.once(Material.shown_at, asked.level)
    stop.report(0, None)
    desk = Desk.of(shown, asked)
    told = _told(desk, stop)
    stop.report(0, None)
    origins = _origins(desk)
    count = len(desk.sources)
    cases, tongue = desk.material.cases, desk.tongue
    return BriefingPlan(
        asked=asked,
        office=office,
        title=asked.title or default_title(desk.material, asked),
        period=period_words(tongue, cases),
        tlp=banner(asked.level, cases),
        messages=told.messages,
        tiles=settled(tongue, told.tiles, desk.ledger, sources=count),
        places=told.places,
        where_map=told.where_map,
        trend=told.trend,
        periods=told.periods,
        rows=told.rows,
        ranking=_ranking(desk),
        n_incidents=len(cases),
        breakdowns=told.breakdowns,
        repeats=told.repeats,
        n_repeats=len(desk.numbers.repeats),
        series=told.series,
        second_strikes=told.second_strikes,
        waves=told.waves,
        notes=told.notes,
        totals=told.totals,
        grades=grades_used(desk.full),
        origins=_as_settled(origins, desk.ledger.figures),
        sources=desk.sources.entries,
        figures=desk.ledger.figures,
        state=desk.material.once(state_of),
        has_provisional=any(map(is_provisional, cases)),
    )


_NOWHERE = Breakdown("", ())


@dataclass
class _Told:
    """What the sections say, as far as they have been planned."""

    messages: tuple[tuple[Said, ...], ...] = ()
    tiles: tuple[TileNumber, ...] = ()
    places: Breakdown = _NOWHERE
    where_map: WhereMap | None = None
    trend: Trend | None = None
    periods: tuple[PeriodRow, ...] = ()
    rows: tuple[IncidentRow, ...] = ()
    breakdowns: tuple[Breakdown, ...] = ()
    repeats: tuple[RepeatedSite, ...] = ()
    series: tuple[Said, ...] = ()
    second_strikes: tuple[Said, ...] = ()
    waves: tuple[Said, ...] = ()
    notes: tuple[IncidentNote, ...] = ()
    totals: tuple[PublishedTotal, ...] = ()


def _told(desk: Desk, progress: Progress) -> _Told:
    """Plan the sections of the template in their order, and nothing that is not printed."""
    told = _Told()
    for section in desk.asked.template.sections:
        for plan in _SECTIONS.get(section, ()):
            progress.report(0, None)
            plan(desk, told)
        if section == "messages" and desk.asked.template.layout == "one-page":
            _where(desk, told)
    return told


def _messages(desk: Desk, told: _Told) -> None:
    told.messages = key_messages(desk)


def _tiles(desk: Desk, told: _Told) -> None:
    if desk.material.cases:
        told.tiles = tiles(desk.tongue, desk.numbers, desk.ledger)


def _where(desk: Desk, told: _Told) -> None:
    tongue, level, ledger = desk.tongue, desk.asked.level, desk.ledger
    told.where_map = where_map(tongue, desk.material, level, ledger)
    told.places = by_place(tongue, desk.material, level, ledger)


def _when(desk: Desk, told: _Told) -> None:
    material, step = desk.material, desk.asked.template.step
    told.trend = trend(desk.tongue, material.cases, material.periods, desk.ledger, step)


def _in_force(desk: Desk, told: _Told) -> None:
    told.periods = period_rows(
        desk.tongue,
        desk.material.periods,
        desk.material.cases,
        sources=desk.sources,
        ledger=desk.ledger,
        known=desk.material.known,
    )


def _noted(desk: Desk) -> list[CaseFile]:
    """The incidents that get a note."""
    return desk.foremost(desk.asked.template.most_notes)


def _table(desk: Desk, told: _Told) -> None:
    has_notes = desk.asked.template.has("notes")
    noted = frozenset(case.incident.id for case in _noted(desk) if has_notes)
    is_short = desk.asked.template.layout == "one-page"
    cases = desk.foremost(MOST_SHORT_ROWS) if is_short else desk.full
    told.rows = tuple(incident_row(desk, case, noted) for case in cases)


def _repeats(desk: Desk, told: _Told) -> None:
    tongue, level, ledger = desk.tongue, desk.asked.level, desk.ledger
    told.repeats = repeated_sites(tongue, desk.top_repeats(), desk.all_by_id, level, ledger)
    told.series = series(tongue, _groups(desk), desk.material.cases, desk.sources, ledger)
    if level.is_internal and desk.material.is_whole:
        told.waves = wave_sentences(tongue, desk.full, desk.sources, ledger)


def _second_strikes(desk: Desk, told: _Told) -> None:
    told.second_strikes = second_strikes(desk.full, desk.writer)


def _notes(desk: Desk, told: _Told) -> None:
    told.notes = tuple(note_of(case, desk.writer) for case in _noted(desk))


def _others(desk: Desk, told: _Told) -> None:
    told.totals = _totals(desk)


def _divided(desk: Desk, told: _Told) -> None:
    told.breakdowns = _breakdowns(desk)


_SECTIONS: Mapping[str, tuple[Callable[[Desk, _Told], None], ...]] = {
    "messages": (_messages,),
    "tiles": (_tiles,),
    "where": (_where,),
    "when": (_when,),
    "periods": (_in_force,),
    "table": (_table,),
    "breakdowns": (_divided,),
    "repeats": (_repeats,),
    "second_strikes": (_second_strikes,),
    "notes": (_notes,),
    "others": (_others,),
}
"""What plans the sections that hold numbers or cite sources."""


def _as_settled(
    origins: Iterable[FigureOrigin], figures: Iterable[Figure]
) -> tuple[FigureOrigin, ...]:
    """The lines of the annex with the words that figures have in the end."""
    words = {one.key: one.words for one in figures}
    changed = (
        one if one.words == words[one.key] else replace(one, words=words[one.key])
        for one in origins
    )
    return tuple(changed)


def _origins(desk: Desk) -> tuple[FigureOrigin, ...]:
    if not desk.asked.template.has("ledger"):
        return ()
    cases, tongue = desk.material.cases, desk.asked.tongue
    return annex_of(desk.ledger.figures, cases, sources=desk.sources, tongue=tongue)


def _ranking(desk: Desk) -> tuple[str, ...]:
    ranked = sorted(desk.full, key=lambda case: weight(desk.material, case), reverse=True)
    return tuple(case.incident.id for case in ranked)


_BY_ATTACKER = Sentence("Attacks by reported attacker", "الهجمات بحسب الجهة المهاجِمة المذكورة")


def _breakdowns(desk: Desk) -> tuple[Breakdown, ...]:
    chosen = (_DIVIDED[key](desk) for key in desk.asked.template.breakdowns)
    return tuple(one for one in chosen if one.bars)


def _by_party(desk: Desk) -> Breakdown:
    tongue, title = desk.tongue, desk.tongue.say(_BY_ATTACKER)
    return breakdown(tongue, title, desk.parties(), desk.ledger, unit="attack", rule="attribution")


_DIVIDED: Mapping[str, Callable[[Desk], Breakdown]] = {
    "site_type": lambda desk: by_site_type(desk.tongue, desk.material.cases, desk.ledger),
    "method": lambda desk: by_method(desk.tongue, desk.material.cases, desk.ledger),
    "attribution": _by_party,
}
"""What makes each breakdown that a template may ask for."""


_OPEN_ENDED = frozenset({"series", "pattern"})


def _groups(desk: Desk) -> list[IncidentGroup]:
    """Groups with an incident here, and sequences of which no incident is recorded yet."""
    ids = {case.incident.group_id for case in desk.full}
    shown = bool(desk.material.cases)
    return [
        one
        for one in desk.material.groups
        if one.id in ids or (one.group_type in _OPEN_ENDED and shown)
    ]


def _totals(desk: Desk) -> tuple[PublishedTotal, ...]:
    material = desk.material
    if not material.cases:
        return ()
    first, last = span(material.cases)
    cases = desk.full if material.is_whole else ()
    return published_totals(
        desk.tongue,
        beside(material.totals, first, last, countries(material.cases), material.known),
        material.figures,
        every={one.id: one for one in material.totals},
        sources=desk.sources,
        ledger=desk.ledger,
        known=material.known,
        held=HeldBeside(cases, desk.known, desk.ledger),
    )
