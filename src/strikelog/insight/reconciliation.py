"""A total that others published, beside what our own records hold (rule 12).

Counted in the total's own unit, over its sites, area, period and parties; every record is named
with the reason why it counts, may count, or does not. The total is never added to anything.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..domain.casefiles import CaseFile
from ..domain.messages import mark
from ..domain.records import AggregateClaim, Attribution, IncidentSite, Location, Record, Site
from .periods import Match, Window, match
from .ranges import AdoptedRange, adopted_range
from .struck import DIRECTLY
from .totals import is_an_attack

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


@dataclass(frozen=True, slots=True)
class Judged:
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


def reconcile(
    total: AggregateClaim,
    cases: Iterable[CaseFile],
    *,
    known: Mapping[str, Record],
    replaced_ids: Iterable[str] = (),
) -> Reconciliation:
    """Hold a published total beside our records; `known` has the locations the total names."""
    unit = _UNITS.get(total.unit or "", "")
    if total.id in set(replaced_ids):
        return Reconciliation(total.id, unit, "superseded", REPLACED)
    if why := _why_not(total, unit):
        return Reconciliation(total.id, unit, "not_comparable", why)
    scope = _Scope(total, known)
    lists: dict[Match, list[tuple[CaseFile, Judged]]] = {one: [] for one in Match}
    for case in cases:
        found, judged = scope.judge(case)
        lists[found].append((case, judged))
    counted, possible = lists[Match.CERTAIN], lists[Match.POSSIBLE]
    low, high = _measured(total, unit, [one for one, _ in counted], [one for one, _ in possible])
    return Reconciliation(
        total_id=total.id,
        unit=unit,
        verdict=_verdict(total, low, high),
        low=low,
        high=high,
        gap=_gap(total, low, high),
        counted=tuple(judged for _, judged in counted),
        possible=tuple(judged for _, judged in possible),
        excluded=tuple(judged for _, judged in lists[Match.NO]),
    )


def _why_not(total: AggregateClaim, unit: str) -> str:
    if not unit:
        return UNIT_UNSTATED if total.unit in (None, "unclear") else UNIT_NOT_HELD
    if unit == "person" and total.measure not in _OUTCOMES:
        return UNIT_NOT_HELD
    return "" if total.start_edtf else PERIOD_UNSTATED


class _Scope:
    """What a total speaks of, and whether an incident lies in it."""

    def __init__(self, total: AggregateClaim, known: Mapping[str, Record]) -> None:
        self._total = total
        self._window = _window(total)
        self._areas = frozenset(total.location_ids)
        named = (known.get(area) for area in self._areas)
        # Whoever is placed only in the unit around an area may or may not lie in it.
        self._around = {
            parent for area in named if isinstance(area, Location)
            for parent in _upwards(area, known)
        }  # fmt: skip
        self._kinds = frozenset(total.site_types)

    def judge(self, case: CaseFile) -> tuple[Match, Judged]:
        """Tell whether an incident counts, and every reason against or for doubt."""
        grading = _grading(case)
        refused = self._refused(case, grading)
        if refused:
            return Match.NO, Judged(case.incident.id, (refused,), grading)
        doubts = tuple(self._doubts(case, grading))
        if doubts:
            return Match.POSSIBLE, Judged(case.incident.id, doubts, grading)
        return Match.CERTAIN, Judged(case.incident.id, (IN_SCOPE,), grading)

    def _refused(self, case: CaseFile, grading: str) -> str:
        if not is_an_attack(case):
            return NOT_AN_ATTACK
        if grading in _LEFT_OUT:
            return DISCOUNTED
        if match(case.incident.date_edtf, self._window) is Match.NO:
            return OTHER_TIME
        if self._place(case) is Match.NO:
            return OTHER_PLACE
        if self._kind(case) is Match.NO:
            return OTHER_KIND
        return OTHER_PARTY if self._party(case) is Match.NO else self._unstated(case)

    def _unstated(self, case: CaseFile) -> str:
        is_people = self._total.unit == "person"
        return NO_FIGURE if is_people and not _people(case, self._total).is_stated else ""

    def _doubts(self, case: CaseFile, grading: str) -> Iterable[str]:
        if match(case.incident.date_edtf, self._window) is Match.POSSIBLE:
            yield DATE_UNSURE
        if self._place(case) is Match.POSSIBLE:
            yield PLACE_UNSURE
        if self._kind(case) is Match.POSSIBLE:
            yield KIND_UNSURE
        if self._party(case) is Match.POSSIBLE:
            yield PARTY_UNSURE
        if self._total.unit == "distinct_facility" and not any(
            hit.site_id for hit in _struck(case, self._kinds)
        ):
            yield SITE_UNKNOWN
        if grading not in _WELL_GRADED:
            yield GRADE_LOW

    def _place(self, case: CaseFile) -> Match:
        places = {place.id for place in case.places}
        if not self._areas or places & self._areas:
            return Match.CERTAIN
        nearest = case.places[0].id if case.places else None
        return Match.POSSIBLE if nearest is None or nearest in self._around else Match.NO

    def _kind(self, case: CaseFile) -> Match:
        """Tell whether a site of the right kind was struck; people are counted wherever."""
        if not self._kinds or self._total.unit == "person" or self._kinds & _ANY_KIND:
            return Match.CERTAIN
        if _struck(case, self._kinds):
            return Match.CERTAIN
        known = {_type_of(case, hit) for hit in case.sites_hit if hit.site_role in DIRECTLY}
        return Match.POSSIBLE if known & {None, "unknown", "mixed_civilian"} else Match.NO

    def _party(self, case: CaseFile) -> Match:
        wanted = frozenset(self._total.actor_ids)
        if not wanted:
            return Match.CERTAIN
        own = [one for one in case.attributions_of(case.incident.id) if _blames(one, wanted)]
        if any(one.logic in (None, "sole", "joint") for one in own):
            return Match.CERTAIN
        is_blamed = any(_blames(one, wanted) for one in case.attributions)
        return Match.POSSIBLE if is_blamed else Match.NO


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


def _grading(case: CaseFile) -> str:
    judged = case.latest_assessment or case.incident
    return judged.grading or "unassessed"


def _struck(case: CaseFile, kinds: frozenset[str]) -> list[IncidentSite]:
    wanted = kinds.union(*(_KINDS.get(kind, frozenset()) for kind in kinds))
    every = not wanted or bool(wanted & _ANY_KIND)
    return [
        hit
        for hit in case.sites_hit
        if hit.site_role in DIRECTLY and (every or _type_of(case, hit) in wanted)
    ]


def _type_of(case: CaseFile, hit: IncidentSite) -> str | None:
    site = case.find(Site, hit.site_id)
    return (site.site_type if site else None) or hit.site_type


def _blames(attribution: Attribution, wanted: frozenset[str]) -> bool:
    return attribution.part == "attacker" and attribution.actor_id in wanted


def _people(case: CaseFile, total: AggregateClaim) -> AdoptedRange:
    return adopted_range(case, _OUTCOMES[total.measure or ""], civ_status=_status(total))


def _status(total: AggregateClaim) -> str | None:
    return total.civ_status if total.civ_status not in (None, "unknown") else None


def _measured(
    total: AggregateClaim, unit: str, counted: list[CaseFile], possible: list[CaseFile]
) -> tuple[int, int | None]:
    if unit == "person":
        return _added(total, counted, possible)
    if unit == "attack":
        return len(counted), len(counted) + len(possible)
    kinds = frozenset(total.site_types)
    sure = {hit.site_id for case in counted for hit in _struck(case, kinds) if hit.site_id}
    maybe = {
        hit.site_id or hit.id for case in possible for hit in _struck(case, kinds) or case.sites_hit
    }
    return len(sure), len(sure | maybe)


def _added(
    total: AggregateClaim, counted: list[CaseFile], possible: list[CaseFile]
) -> tuple[int, int | None]:
    low = sum(_people(case, total).low or 0 for case in counted)
    highs = [_people(case, total).high for case in (*counted, *possible)]
    open_ended = any(high is None for high in highs)
    return low, None if open_ended else sum(high for high in highs if high is not None)


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
