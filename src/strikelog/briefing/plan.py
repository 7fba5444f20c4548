"""What goes into a briefing, as one value: numbers with units, sentences with sources, tables.

Pure: the same material and the same wish give the same plan. Pages are made of it elsewhere.
"""

from dataclasses import dataclass

from ..domain.records import IncidentGroup
from ..insight.since import Since
from .breakdowns import Breakdown, breakdown, by_method, by_place, by_site_type
from .citations import Citation
from .counting import TileNumber, tiles
from .desk import Desk
from .furniture import Tlp
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
from .where_map import WhereMap, where_map

__all__ = ["BriefingPlan", "make_plan"]


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


def make_plan(material: Material, asked: Asked, office: BriefingOffice) -> BriefingPlan:
    """Decide what a briefing says; sources and figures are numbered in the order of the pages."""
    desk = Desk.of(material.shown_at(asked.level), asked)
    cases, ledger, tongue = desk.material.cases, desk.ledger, desk.tongue
    messages = key_messages(desk)
    periods = _periods(desk)
    selected = desk.foremost(asked.template.most_notes)
    noted = frozenset(case.incident.id for case in selected)
    rows = tuple(incident_row(desk, case, noted) for case in desk.full)
    said_series = series(tongue, _groups(desk), cases, desk.sources, ledger)
    seconds = second_strikes(desk.full, desk.writer)
    notes = tuple(note_of(case, desk.writer) for case in selected)
    totals = _totals(desk)
    return BriefingPlan(
        asked=asked,
        office=office,
        title=asked.title or default_title(desk.material, asked),
        period=period_words(tongue, cases),
        tlp=banner(asked.level, cases),
        messages=messages,
        tiles=tiles(tongue, desk.numbers, ledger, sources=len(desk.sources)) if cases else (),
        places=by_place(tongue, desk.material, asked.level, ledger),
        where_map=where_map(tongue, desk.material, asked.level, ledger),
        trend=trend(tongue, cases, desk.material.periods, ledger, asked.template.step),
        periods=periods,
        rows=rows,
        ranking=_ranking(desk),
        n_incidents=len(cases),
        breakdowns=_breakdowns(desk),
        repeats=repeated_sites(tongue, desk.top_repeats(), desk.all_by_id, asked.level, ledger),
        n_repeats=len(desk.numbers.repeats),
        series=said_series,
        second_strikes=seconds,
        notes=notes,
        totals=totals,
        grades=grades_used(desk.full),
        origins=_origins(desk),
        sources=desk.sources.entries,
        figures=ledger.figures,
        state=state_of(desk.material),
        has_provisional=any(map(is_provisional, cases)),
    )


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
    cases, ledger, tongue = desk.material.cases, desk.ledger, desk.tongue
    title = tongue.say(_BY_ATTACKER)
    parties = breakdown(tongue, title, desk.parties(), ledger, unit="attack", rule="attribution")
    every = {
        "site_type": by_site_type(tongue, cases, ledger),
        "method": by_method(tongue, cases, ledger),
        "attribution": parties,
    }
    chosen = (every[key] for key in desk.asked.template.breakdowns)
    return tuple(one for one in chosen if one.bars)


def _periods(desk: Desk) -> tuple[PeriodRow, ...]:
    return period_rows(
        desk.tongue,
        desk.material.periods,
        desk.material.cases,
        sources=desk.sources,
        ledger=desk.ledger,
        known=desk.material.known,
    )


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
    return published_totals(
        desk.tongue,
        beside(material.totals, first, last, countries(material.cases), material.known),
        material.figures,
        every={one.id: one for one in material.totals},
        sources=desk.sources,
        ledger=desk.ledger,
        known=material.known,
    )
