"""What goes into a briefing, as one value: numbers with units, sentences with sources, tables.

Pure: the same material and the same wish give the same plan. Pages are made of it elsewhere.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from ..domain.casefiles import CaseFile
from ..domain.counts import number_words, range_words
from ..domain.records import IncidentGroup, Record
from ..domain.text import isolate
from ..insight.independence import independence
from ..insight.patterns import SiteLedger
from ..insight.ranges import adopted_range
from .citations import Bibliography, Citation, withheld_names
from .counting import (
    Breakdown,
    TileNumber,
    breakdown,
    by_method,
    by_month,
    by_place,
    by_site_type,
    numbers_of,
    tiles,
)
from .furniture import Tlp
from .incident_notes import IncidentNote, Writer, code_of, event_title, note_of, targets
from .ledger import Figure, Ledger
from .levels import banner, is_provisional, place_name, released_places
from .material import Asked, BriefingOffice, Material, state_of
from .nouns import CHILDREN, CIVILIANS, PERSONS, label, method_cell, site_nouns
from .parties import attribution_cell, category
from .published import PublishedTotal, beside, published_totals
from .scope import (
    by_date,
    countries,
    default_title,
    governorates,
    grades_used,
    kinds_of_sources,
    period_words,
    span,
    struck_kinds,
    weight,
)
from .surroundings import (
    PeriodRow,
    RepeatedSite,
    breach_sentences,
    period_rows,
    repeat_sentence,
    repeated_sites,
    second_strikes,
    series,
)
from .wording import Said, counted, day_words, including, is_single, people

__all__ = ["BriefingPlan", "IncidentRow", "make_plan"]

MOST_NOTES = 10
MOST_SITES = 12
MOST_KINDS = 4
_MOST_CODES = 6


@dataclass(frozen=True, slots=True)
class IncidentRow:
    """One line of the incident table."""

    incident_id: str
    code: str
    is_provisional: bool
    date: str
    place: str
    place_above: str
    target: str
    method: str
    killed: str
    injured: str
    damage: str
    attribution: str
    grading: str
    single: bool
    cites: tuple[int, ...]


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
    months: Breakdown | None
    periods: tuple[PeriodRow, ...]
    rows: tuple[IncidentRow, ...]
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

    @property
    def is_empty(self) -> bool:
        """Tell whether no incident may be shown."""
        return self.n_incidents == 0

    @property
    def n_more(self) -> int:
        """How many incidents are counted but have no line in the table."""
        return self.n_incidents - len(self.rows)


def make_plan(material: Material, asked: Asked, office: BriefingOffice) -> BriefingPlan:
    """Decide what a briefing says."""
    return _Planner(material.shown_at(asked.level), asked, office).plan()


class _Planner:
    """Builds one plan; sources and figures get their numbers in the order of the pages."""

    def __init__(self, material: Material, asked: Asked, office: BriefingOffice) -> None:
        self._material = material
        self._asked = asked
        self._office = office
        self._ledger = Ledger()
        self._full = sorted(material.full_cases, key=by_date)
        self._by_id = {case.incident.id: case for case in self._full}
        known = {key: one for case in self._full for key, one in case.known.items()}
        self._sources = Bibliography({**known, **material.known}, asked.level)
        self._writer = Writer(asked.level, self._sources, withheld_names(self._full))
        self._numbers = numbers_of(material)

    def plan(self) -> BriefingPlan:
        material, asked, ledger = self._material, self._asked, self._ledger
        messages = self._messages()
        periods = self._periods()
        rows = tuple(self._row(case) for case in self._full)
        repeats = repeated_sites(self._top_repeats(), self._by_id, asked.level)
        said_series = series(self._groups(), material.cases, self._sources)
        seconds = second_strikes(self._full, self._writer)
        notes = tuple(note_of(case, self._writer) for case in self._selected())
        totals = self._totals()
        return BriefingPlan(
            asked=asked,
            office=self._office,
            title=asked.title or default_title(material, asked),
            period=period_words(material.cases),
            tlp=banner(asked.level, material.cases),
            messages=messages,
            tiles=tiles(self._numbers, ledger, sources=len(self._sources)),
            places=by_place(material, asked.level, ledger),
            months=by_month(material.cases, ledger),
            periods=periods,
            rows=rows,
            n_incidents=len(material.cases),
            breakdowns=self._breakdowns(),
            repeats=repeats,
            n_repeats=len(self._numbers.repeats),
            series=said_series,
            second_strikes=seconds,
            notes=notes,
            totals=totals,
            grades=grades_used(self._full),
            sources=self._sources.entries,
            figures=ledger.figures,
            state=state_of(material),
            has_provisional=any(map(is_provisional, material.cases)),
        )

    # -- key messages ----------------------------------------------------------------------

    def _messages(self) -> tuple[tuple[Said, ...], ...]:
        """Three to five messages: how many, whom, again, against what, and what others say."""
        if not self._material.cases:
            return ()
        said = [
            (self._how_many(),),
            (self._who_was_harmed(),),
            self._again(),
            breach_sentences(self._full, self._known(), self._sources)[:1],
            self._by_whom(),
        ]
        return tuple(one for one in said if one)

    def _known(self) -> dict[str, Record]:
        return {**self._material.known, **{one.id: one for one in self._material.periods}}

    def _how_many(self) -> Said:
        numbers, material = self._numbers, self._material
        attacks = self._enter(len(numbers.attack_ids), "attack", numbers.attack_ids)
        place = governorates(material, self._asked.level)
        where = f" in {place}" if place else ""
        verb = "was" if len(numbers.attack_ids) == 1 else "were"
        said = [
            f"{attacks} {verb} reported{where}, {period_words(material.cases)}",
            self._sites_struck(),
        ]
        kinds = kinds_of_sources(self._full, self._sources)
        said.append(f"Reported by: {kinds}" if kinds and material.is_whole else "")
        return Said(" ".join(f"{one}." for one in said if one))

    def _sites_struck(self) -> str:
        """The second half of the first message: sites are another unit than attacks."""
        sites, unnamed = self._numbers.sites.sites, self._numbers.sites.unidentified
        apart = f"{counted(unnamed.low, 'attack')} hit a site that is not identified"
        if not sites.low:
            return apart if unnamed.low else ""
        struck = self._enter(sites.low, "site", self._numbers.attack_ids)
        kinds = struck_kinds(self._material.cases)
        what = f" ({site_nouns(kinds, sites.low)})" if 0 < len(kinds) <= MOST_KINDS else ""
        return f"They hit {struck}{what}{f'; {apart}' if unnamed.low else ''}"

    def _enter(self, number: int, unit: str, ids: Iterable[str]) -> str:
        words = counted(number, unit)
        return self._ledger.enter(words, unit=unit, rule=f"{unit}s", incident_ids=ids)

    def _who_was_harmed(self) -> Said:
        killed = self._numbers.killed
        noun = CIVILIANS if self._numbers.civilians_only else PERSONS
        if killed.low is None:
            return Said(f"No source gives a number of {noun.many} killed in these attacks.")
        high = None if killed.is_at_least else killed.high
        said = self._ledger.enter(
            people(killed.low, high, noun),
            unit="person",
            rule=killed.rule,
            incident_ids=killed.incident_ids,
        )
        verb = "was" if is_single(killed.low, high) else "were"
        text = f"{including(said, *self._children())} {verb} reported killed: {self._how_known()}."
        return Said(f"{text[:1].upper()}{text[1:]}", self._cites(killed.incident_ids))

    def _children(self) -> list[str]:
        children = self._numbers.children
        if children is None or children.low is None:
            return []
        high = None if children.is_at_least else children.high
        return [people(children.low, high, CHILDREN)]

    def _how_known(self) -> str:
        """From how many attacks a sum of people comes, and how many state no number."""
        killed = self._numbers.killed
        stated = counted(len(killed.incident_ids), "attack")
        said = f"{range_words(killed.low, killed.high)} in {stated}"
        kinds = kinds_of_sources(
            [self._by_id[one] for one in killed.incident_ids if one in self._by_id], self._sources
        )
        said = f"{said}, by {kinds}" if kinds and self._material.is_whole else said
        rest = len(killed.unstated_ids)
        said = f"{said}; no number is given for {counted(rest, 'attack')}" if rest else said
        apart = len(self._numbers.attack_ids) - rest - len(killed.incident_ids)
        return (
            f"{said}; {counted(apart, 'attack')} not yet counted in totals" if apart > 0 else said
        )

    def _cites(self, incident_ids: Iterable[str]) -> tuple[int, ...]:
        """The sources whose figures are behind a number, as far as they fit a line."""
        cited: dict[int, None] = {}
        for key in incident_ids:
            case = self._by_id.get(key)
            for claim in case.claims if case else ():
                if case and case.figures_of(claim.id):
                    cited.update(dict.fromkeys(self._sources.cite_claim(claim)))
        return tuple(cited)[:_MOST_CODES]

    def _again(self) -> tuple[Said, ...]:
        top = self._top_repeats()
        if not top:
            return ()
        return repeat_sentence(top[0], self._by_id, self._writer, self._ledger)

    def _by_whom(self) -> tuple[Said, ...]:
        if not self._material.is_whole:
            return ()
        groups = self._parties()
        named = [one for name, ids in groups.items() if name != "Not established" for one in ids]
        admitted = [
            c for c in self._full if any(a.confidence == "admitted" for a in c.attributions)
        ]
        total = len(self._full)
        said = self._ledger.enter(
            f"{number_words(len(named))} of {counted(total, 'attack')}",
            unit="attack",
            rule="attribution",
            incident_ids=named,
        )
        own = (
            f"{counted(len(admitted), 'attack')} acknowledged by a party"
            if admitted
            else "none has been acknowledged by a party"
        )
        return (Said(f"Sources name an attacker for {said}; {own}."),)

    # -- tables ----------------------------------------------------------------------------

    def _row(self, case: CaseFile) -> IncidentRow:
        incident, level = case.incident, self._asked.level
        places = [one for one in released_places(case, level) if one.level != "0"]
        found = independence(case)
        judged = case.latest_assessment
        cites = [n for claim in case.claims for n in self._sources.cite_claim(claim)]
        return IncidentRow(
            incident_id=incident.id,
            code=code_of(incident),
            is_provisional=is_provisional(case),
            date=day_words(incident.date_edtf),
            place=place_name(places[0]) if places else isolate(incident.place_text or ""),
            place_above=", ".join(one.name or "" for one in places[1:] if one.level in ("1", "2")),
            target=targets(case, level) or event_title(case),
            method=method_cell(incident.event_type, incident.delivery, incident.weapon),
            killed=self._people_cell(case, "killed"),
            injured=self._people_cell(case, "injured"),
            damage=_damage_cell(case),
            attribution=attribution_cell(case),
            grading=label("GRADING", judged.grading if judged else "unassessed"),
            single=found.n_origins <= 1,
            cites=tuple(dict.fromkeys(cites)),
        )

    def _people_cell(self, case: CaseFile, outcome: str) -> str:
        adopted = adopted_range(case, outcome)
        if not adopted.is_stated:
            return "–"
        return self._ledger.enter(
            range_words(adopted.low, adopted.high),
            unit="person",
            rule=adopted.rule,
            incident_ids=(case.incident.id,),
            claim_ids=adopted.claim_ids,
        )

    def _breakdowns(self) -> tuple[Breakdown, ...]:
        cases, ledger = self._material.cases, self._ledger
        parties = breakdown(
            "Attacks by reported attacker",
            self._parties(),
            ledger,
            unit="attack",
            rule="attribution",
        )
        every = (by_site_type(cases, ledger), by_method(cases, ledger), parties)
        return tuple(one for one in every if one.bars)

    def _parties(self) -> dict[str, list[str]]:
        groups: dict[str, list[str]] = {}
        for case in self._material.cases:
            whole = case.incident.id in self._by_id
            name = category(case) if whole else self._category_of_row(case)
            groups.setdefault(name, []).append(case.incident.id)
        return groups

    def _category_of_row(self, case: CaseFile) -> str:
        actors = self._material.summary(case).actors
        if actors and " / " in actors:
            return "Sources differ on the attacker"
        return isolate(actors) if actors else "Not established"

    def _top_repeats(self) -> list[SiteLedger]:
        whole = [one for one in self._numbers.repeats if one.incident_ids[0] in self._by_id]
        return sorted(whole, key=lambda one: (-len(one.strikes), one.site_id))[:MOST_SITES]

    def _selected(self) -> list[CaseFile]:
        """The incidents that get a note: all, or those with most harm and most sources."""
        ranked = sorted(self._full, key=lambda case: weight(self._material, case), reverse=True)
        chosen = {case.incident.id for case in ranked[:MOST_NOTES]}
        return [case for case in self._full if case.incident.id in chosen]

    # -- surroundings ----------------------------------------------------------------------

    def _periods(self) -> tuple[PeriodRow, ...]:
        return period_rows(
            self._material.periods,
            self._material.cases,
            sources=self._sources,
            ledger=self._ledger,
            known=self._material.known,
        )

    def _groups(self) -> list[IncidentGroup]:
        """Groups with an incident here, and patterns of which no incident is recorded yet."""
        ids = {case.incident.group_id for case in self._material.cases}
        open_ended = ("series", "pattern")
        return [
            one
            for one in self._material.groups
            if one.id in ids or (one.group_type in open_ended and self._material.cases)
        ]

    def _totals(self) -> tuple[PublishedTotal, ...]:
        material = self._material
        if not material.cases:
            return ()
        every = {one.id: one for one in material.totals}
        first, last = span(material.cases)
        chosen = beside(material.totals, first, last, countries(material.cases), material.known)
        return published_totals(
            chosen,
            material.figures,
            every=every,
            sources=self._sources,
            ledger=self._ledger,
            known=material.known,
        )


_DAMAGE_WORDS = {
    "destroyed": "destroyed",
    "major": "major damage",
    "minor": "minor damage",
    "damaged_unspecified": "damaged",
    "none": "no damage",
}


def _damage_cell(case: CaseFile) -> str:
    """The worst damage recorded, in a word."""
    found = [hit.damage for hit in case.sites_hit if hit.damage in _DAMAGE_WORDS]
    worst = min(found, key=list(_DAMAGE_WORDS).index, default=None)
    return _DAMAGE_WORDS.get(worst or "", "")
