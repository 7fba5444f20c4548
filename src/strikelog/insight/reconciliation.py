"""A total that others published, beside what our own records hold (rule 12).

Counted in the total's own unit, over its sites, area, period and parties; every record is named
with the reason why it counts, may count, or does not. The total is never added to anything.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ..domain.casefiles import CaseFile
from ..domain.messages import mark
from ..domain.records import AggregateClaim, Location, Record
from .gists import Gist, Told, gists
from .periods import Match, Window, match
from .ranges import NOBODY_STATES, AdoptedRange, Ends, adopted_range
from .struck import Struck

_UNITS = {"person": "person", "attack_event": "attack", "distinct_facility": "site"}
_OUTCOMES = {"people_killed": "killed", "people_injured": "injured"}
_WELL_GRADED = frozenset({"fair", "confirmed"})
_LEFT_OUT = frozenset({"discounted"})
_HEALTH = frozenset(
    "hospital clinic first_aid_post maternity_child blood_lab_pharmacy ambulance".split()
)
_SCHOOLS = frozenset({"kindergarten", "school", "university"})
_KINDS = {"health_unspecified": _HEALTH, "education_unspecified": _SCHOOLS}
_ANY_KIND = frozenset({"mixed_civilian", "unknown"})

IN_SCOPE = mark("in scope, graded {grading}")
GRADE_LOW = mark("graded {grading}")
DATE_UNSURE = mark("its date may lie outside the period")
PLACE_UNSURE = mark("its place may lie outside the area")
KIND_UNSURE = mark("the kind of site is not known")
PARTY_UNSURE = mark("a source, but not our assessment, names the party")
SITE_UNKNOWN = mark("the site is not identified")
NOT_AN_ATTACK = mark("merged, rejected or a duplicate")
DISCOUNTED = mark("graded discounted")
OTHER_TIME = mark("outside the period")
OTHER_PLACE = mark("outside the area")
OTHER_KIND = mark("another kind of site")
OTHER_PARTY = mark("nobody names the party")
NO_FIGURE = mark("no source gives a number")

UNIT_UNSTATED = mark("the total does not say what it counts")
PERIOD_UNSTATED = mark("the total does not say since when it counts")
UNIT_NOT_HELD = mark("our records do not count this unit")
REPLACED = mark("its publisher replaced it by a later total")


class Judged(NamedTuple):
    """One incident and why it is in its list; `reasons` are marked texts."""

    incident_id: str
    reasons: tuple[str, ...]
    grading: str = "unassessed"


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """What a total says and what we hold, in the total's unit.

    `low` counts what is certain and graded fair or better, `high` adds what is possible (None: a
    number nobody closes). `gap` is what the total has beyond ours, at least and at most, None
    where it is open; below zero ours has more. `verdict` is consistent, we_hold_fewer,
    we_hold_more, not_comparable or superseded, `why` its marked reason where there is one.
    """

    total_id: str
    unit: str
    verdict: str
    why: str = ""
    low: int = 0
    high: int | None = 0
    gap: tuple[int | None, int | None] = (None, None)
    counted: tuple[Judged, ...] = ()
    possible: tuple[Judged, ...] = ()
    excluded: tuple[Judged, ...] = ()
    rule: str = "reconciliation"

    @property
    def is_comparable(self) -> bool:
        """Tell whether the two ranges could be held beside each other."""
        return self.verdict not in ("not_comparable", "superseded")


People = Callable[[AggregateClaim, Sequence[str]], Mapping[str, Ends]]
"""Gives the range adopted for each of some incidents, of the people a total speaks of."""


def reconcile(
    total: AggregateClaim,
    told: Iterable[Told],
    *,
    known: Mapping[str, Record],
    replaced_ids: Iterable[str] = (),
    people: People | None = None,
) -> Reconciliation:
    """Hold a published total beside our records; `known` has the locations the total names.

    `people` is asked where gists are given, which hold no numbers of people.
    """
    if found := not_held_beside(total, replaced_ids):
        return found
    every = list(told)
    scope = Scope(total, known)
    lists: dict[Match, list[Judged]] = {one: [] for one in Match}
    by_id = {gist.incident_id: gist for gist in gists(every)}
    for gist in by_id.values():
        found_in, judged = scope.judge(gist)
        lists[found_in].append(judged)
    listed = {one: tuple(some) for one, some in lists.items()}
    return scope.result(listed, by_id.__getitem__, people or _people_in(every))


def not_held_beside(
    total: AggregateClaim, replaced_ids: Iterable[str] = ()
) -> Reconciliation | None:
    """Give the answer about a total that cannot be compared, with the reason; None if it can."""
    unit = _UNITS.get(total.unit or "", "")
    if total.id in set(replaced_ids):
        return Reconciliation(total.id, unit, "superseded", REPLACED)
    if why := _why_not(total, unit):
        return Reconciliation(total.id, unit, "not_comparable", why)
    return None


def _people_in(told: Iterable[Told]) -> People:
    cases = {one.incident.id: one for one in told if isinstance(one, CaseFile)}

    def people(total: AggregateClaim, incident_ids: Sequence[str]) -> Mapping[str, Ends]:
        return {one: people_of(cases[one], total).ends for one in incident_ids if one in cases}

    return people


def _why_not(total: AggregateClaim, unit: str) -> str:
    if not unit:
        return UNIT_UNSTATED if total.unit in (None, "unclear") else UNIT_NOT_HELD
    if unit == "person" and total.measure not in _OUTCOMES:
        return UNIT_NOT_HELD
    return "" if total.start_edtf else PERIOD_UNSTATED


Lists = Mapping[Match, tuple[Judged, ...]]
"""Incidents with why they count, may count, or do not."""


class Scope:
    """What a total speaks of, and whether an incident lies in it."""

    def __init__(self, total: AggregateClaim, known: Mapping[str, Record]) -> None:
        self._total = total
        self._unit = _UNITS[total.unit or ""]
        self._window = _window(total)
        self._areas = frozenset(total.location_ids)
        named = (known.get(area) for area in self._areas)
        # Whoever is placed only in the unit around an area may or may not lie in it.
        self._around = {
            parent for area in named if isinstance(area, Location)
            for parent in _upwards(area, known)
        }  # fmt: skip
        self._kinds = frozenset(total.site_types)
        self._wanted = self._kinds.union(*(_KINDS.get(one, frozenset()) for one in self._kinds))
        self._any_kind = not self._wanted or bool(self._wanted & _ANY_KIND)
        self._parties = frozenset(total.actor_ids)
        # Many attacks share a day; each is looked at once.
        self._days: dict[str, Match] = {}
        tests = (self._place, self._kind, self._party)
        self._tests = tuple(zip(tests, _REFUSALS, strict=True))

    def judge(self, gist: Gist) -> tuple[Match, Judged]:
        """Tell whether an incident counts, and every reason against or for doubt."""
        found_in, reasons = self._judged(gist)
        return found_in, Judged(gist.incident_id, reasons, gist.grading)

    def _judged(self, gist: Gist) -> tuple[Match, tuple[str, ...]]:
        if not gist.is_attack:
            return Match.NO, _NO_ATTACK
        if gist.grading in _LEFT_OUT:
            return Match.NO, _DISCOUNTED
        when = self._when(gist)
        if when is Match.NO:  # as of most
            return Match.NO, _OTHER_TIME
        found = [when]
        for find, refusal in self._tests:
            match_of = find(gist)
            if match_of is Match.NO:
                return Match.NO, refusal
            found.append(match_of)
        doubts = tuple(self._doubts(gist, found))
        return (Match.POSSIBLE, doubts) if doubts else (Match.CERTAIN, _COUNTS)

    def _doubts(self, gist: Gist, found: Sequence[Match]) -> Iterable[str]:
        for match_of, reason in zip(found, _DOUBTS, strict=True):
            if match_of is Match.POSSIBLE:
                yield reason
        if self._unit == "site" and not any(one.site_id for one in self.struck(gist)):
            yield SITE_UNKNOWN
        if gist.grading not in _WELL_GRADED:
            yield GRADE_LOW

    def _when(self, gist: Gist) -> Match:
        occurred = gist.occurred
        day = occurred.edtf if occurred is not None else ""
        found = self._days.get(day)
        if found is None:
            found = self._days[day] = match(occurred, self._window)
        return found

    def _place(self, gist: Gist) -> Match:
        if not self._areas or not self._areas.isdisjoint(gist.place_ids):
            return Match.CERTAIN
        nearest = gist.places[0].id if gist.places else None
        return Match.POSSIBLE if nearest is None or nearest in self._around else Match.NO

    def _kind(self, gist: Gist) -> Match:
        """Tell whether a site of the right kind was struck; people are counted wherever."""
        if self._any_kind or self._unit == "person":
            return Match.CERTAIN
        types = [one.site_type for one in gist.struck]
        if not self._wanted.isdisjoint(types):
            return Match.CERTAIN
        return Match.NO if _UNTOLD.isdisjoint(types) else Match.POSSIBLE

    def _party(self, gist: Gist) -> Match:
        if not self._parties or not self._parties.isdisjoint(gist.blamed_by_us):
            return Match.CERTAIN
        return Match.NO if self._parties.isdisjoint(gist.blamed) else Match.POSSIBLE

    def struck(self, gist: Gist) -> list[Struck]:
        """Give the sites of the right kind that an incident struck."""
        if self._any_kind:
            return list(gist.struck)
        return [one for one in gist.struck if one.site_type in self._wanted]

    # -- the answer ----------------------------------------------------------------------------

    def result(
        self, lists: Lists, gist_of: Callable[[str], Gist], people: People
    ) -> Reconciliation:
        """Count what lies in the scope, and hold it beside the total."""
        if self._unit == "person":
            return self._of_people(lists, people)
        counted = [gist_of(one.incident_id) for one in lists[Match.CERTAIN]]
        possible = [gist_of(one.incident_id) for one in lists[Match.POSSIBLE]]
        low, high = self._measured(counted, possible)
        return self._answer(low, high, lists)

    def _measured(self, counted: list[Gist], possible: list[Gist]) -> tuple[int, int]:
        if self._unit == "attack":
            return len(counted), len(counted) + len(possible)
        sure = {one.site_id for gist in counted for one in self.struck(gist) if one.site_id}
        maybe = {
            one.site_id or one.hit_id
            for gist in possible
            for one in self.struck(gist) or gist.struck
        }
        return len(sure), len(sure | maybe)

    def _of_people(self, lists: Lists, people: People) -> Reconciliation:
        """Add people, and set apart the incidents for which nobody gives a number."""
        inside = (*lists[Match.CERTAIN], *lists[Match.POSSIBLE])
        ranges = people(self._total, [one.incident_id for one in inside])
        stated = {key for key, ends in ranges.items() if ends != NOBODY_STATES}
        silent = tuple(
            Judged(one.incident_id, (NO_FIGURE,), one.grading)
            for one in inside
            if one.incident_id not in stated
        )
        kept = {
            one: tuple(judged for judged in lists[one] if judged.incident_id in stated)
            for one in (Match.CERTAIN, Match.POSSIBLE)
        }
        kept[Match.NO] = (*lists[Match.NO], *silent)
        low = sum(ranges[one.incident_id][0] or 0 for one in kept[Match.CERTAIN])
        in_scope = (*kept[Match.CERTAIN], *kept[Match.POSSIBLE])
        return self._answer(low, _highest(ranges[one.incident_id] for one in in_scope), kept)

    def _answer(self, low: int, high: int | None, said: Lists) -> Reconciliation:
        return Reconciliation(
            total_id=self._total.id,
            unit=self._unit,
            verdict=_verdict(self._total, low, high),
            low=low,
            high=high,
            gap=_gap(self._total, low, high),
            counted=said[Match.CERTAIN],
            possible=said[Match.POSSIBLE],
            excluded=said[Match.NO],
        )


_COUNTS = (IN_SCOPE,)
_UNTOLD = frozenset({None, "unknown", "mixed_civilian"})
_DOUBTS = (DATE_UNSURE, PLACE_UNSURE, KIND_UNSURE, PARTY_UNSURE)
_OTHER_TIME, *_REFUSALS = (OTHER_TIME,), (OTHER_PLACE,), (OTHER_KIND,), (OTHER_PARTY,)
_NO_ATTACK, _DISCOUNTED = (NOT_AN_ATTACK,), (DISCOUNTED,)


def _highest(ranges: Iterable[Ends]) -> int | None:
    """Add the upper ends; one that is open leaves the sum open."""
    highs = [high for _, high in ranges]
    known = [high for high in highs if high is not None]
    return sum(known) if len(known) == len(highs) else None


def _window(total: AggregateClaim) -> Window:
    """Give the time a total covers; its day of counting closes what has no end."""
    start, end = total.start_edtf, total.end_edtf or total.as_of
    starts = start.padded if start else (None, None)
    ends = end.padded if end else (None, None)
    return Window(starts[0], starts[1], ends[0], ends[1])


def _upwards(area: Location, known: Mapping[str, Record]) -> Iterable[str]:
    parent = known.get(area.parent_id or "")
    while isinstance(parent, Location):
        yield parent.id
        parent = known.get(parent.parent_id or "")


def people_of(case: CaseFile, total: AggregateClaim) -> AdoptedRange:
    """Give the people a total speaks of, as adopted for one incident."""
    return adopted_range(case, _OUTCOMES[total.measure or ""], civ_status=_status(total))


def people_told(gist: Gist, total: AggregateClaim) -> Ends | None:
    """Give the people a total speaks of as far as a gist tells them: of no status by itself."""
    if gist.people is None or _status(total) is not None:
        return None
    return gist.people[_OUTCOMES[total.measure or ""]]


def _status(total: AggregateClaim) -> str | None:
    return total.civ_status if total.civ_status not in (None, "unknown") else None


def _stated_low(total: AggregateClaim) -> int | None:
    """Give the least a total speaks of; "almost 100" is no less than that many, give or take."""
    return total.high if total.qualifier == "almost" and total.low is None else total.low


def _verdict(total: AggregateClaim, low: int, high: int | None) -> str:
    stated = _stated_low(total)
    if high is not None and stated is not None and high < stated:
        return "we_hold_fewer"
    if total.high is not None and low > total.high:
        return "we_hold_more"
    return "consistent"


def _gap(total: AggregateClaim, low: int, high: int | None) -> tuple[int | None, int | None]:
    """Give what the total has beyond ours: at least, and at most."""
    stated = _stated_low(total)
    least = stated - high if stated is not None and high is not None else None
    most = total.high - low if total.high is not None else None
    return least, most
