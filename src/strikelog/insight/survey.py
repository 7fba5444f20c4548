"""Every rule that holds incidents beside each other, kept up to date one incident at a time.

A survey takes incidents in, one after the other, and keeps of each only what the rules need. What
a rule sorts them into is made when the rule is first asked, and then kept up to date. What rules
say of the claims of one incident alone stands in `weighing`. It gives the same answers however it
came to know what it knows: built in one go, or put right after every edit.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from ..domain.casefiles import CaseFile
from ..domain.differences import Difference
from ..domain.records import AggregateClaim, Period, Record
from .buckets import Buckets
from .coverage import Coverage, Month, Spot, claimed_elsewhere, laid_out, spots_of
from .double_tap_pairs import Pairs
from .double_taps import DoubleTap, told_apart
from .gists import Adopted, Gist, gist_of
from .patterns import SiteLedger
from .pauses import Part, Pause, Sides
from .periods import Match
from .ranges import Ends
from .reconciliation import (
    Judged,
    People,
    Reconciliation,
    Scope,
    not_held_beside,
    people_told,
)
from .repeats import Repeats
from .thresholds import DEFAULTS, Thresholds
from .waves import WaveFinder, Waves

Known = Mapping[str, Record]
"""Places by id, for the areas that periods and totals name."""


class Noted(NamedTuple):
    """What is kept of one incident: its gist, and what its strikes amount to."""

    place: int
    gist: Gist
    tap: DoubleTap | None


def noted(
    case: CaseFile, place: int, rule: Thresholds = DEFAULTS, *, people: Adopted | None = None
) -> Noted:
    """Note one incident; its claims matter only where they may say that helpers were there.

    `people` are given by whoever knows them without the figures.
    """
    gist = gist_of(case, people=people)
    return Noted(place, gist, told_apart(case, rule) if gist.is_attack else None)


class Survey:
    """What the rules know of the incidents of one vault."""

    def __init__(self, rule: Thresholds = DEFAULTS) -> None:
        self.rule = rule
        self._noted: dict[str, Noted] = {}
        self._in_order, self._last_place = True, -1
        self._people: dict[str, dict[str, Ends]] = {}
        # Each is made when its rule is first asked.
        self._repeats: Repeats | None = None
        self._pairs: Pairs | None = None
        self._waves: WaveFinder | None = None
        self._cells: Buckets[Spot, str] | None = None
        self._windows: dict[str, tuple[object, Sides, Buckets[Part, str]]] = {}
        self._totals: dict[str, tuple[object, Scope, Buckets[Match, Judged]]] = {}

    # -- what is known -------------------------------------------------------------------------

    def __len__(self) -> int:
        """How many incidents are known."""
        return len(self._noted)

    def put(self, one: Noted) -> None:
        """Take an incident in, in place of what was known of it."""
        gist, incident_id = one.gist, one.gist.incident_id
        before = self._noted.get(incident_id)
        if before is None:
            self._in_order &= one.place > self._last_place
            self._last_place = one.place
        self._noted[incident_id] = one
        self._forget_parts(before)
        if self._repeats is not None:
            self._repeats.put(gist)
        if self._pairs is not None:
            self._pairs.put(gist)
        if self._waves is not None:
            self._waves.put(incident_id, gist.struck if gist.is_attack else ())
        if self._cells is not None:
            _put_spots(self._cells, one)
        for _, sides, parts in self._windows.values():
            _put_part(parts, sides, one)
        for _, scope, lists in self._totals.values():
            _put_judged(lists, scope, one)

    def drop(self, incident_id: str) -> None:
        """Forget an incident."""
        known = self._noted.pop(incident_id, None)
        if known is None:
            return
        self._forget_parts(known)
        for kept in (self._pairs, self._waves, self._cells):
            if kept is not None:
                kept.drop(incident_id)
        for _, _, parts in self._windows.values():
            parts.drop(incident_id)
        for _, _, lists in self._totals.values():
            lists.drop(incident_id)

    def _forget_parts(self, known: Noted | None) -> None:
        if known is None:
            return
        for ranges in self._people.values():
            ranges.pop(known.gist.incident_id, None)
        if self._repeats is not None:
            self._repeats.drop(known.gist)

    def narrowed(self, incident_ids: Collection[str]) -> "Survey":
        """Give a survey of some of the incidents alone."""
        some = Survey(self.rule)
        for one in self._each():
            if one.gist.incident_id in incident_ids:
                some.put(one)
        return some

    def _each(self) -> Iterable[Noted]:
        """Give what is known of each incident, in the order of entry."""
        if not self._in_order:
            ordered = sorted(self._noted.values(), key=lambda one: one.place)
            self._noted = {one.gist.incident_id: one for one in ordered}
            self._in_order = True
        return self._noted.values()

    # -- what the rules say --------------------------------------------------------------------

    def repeats(self, periods: Iterable[Period], known: Known) -> tuple[SiteLedger, ...]:
        """Give the ledgers of sites struck in more than one incident, the most struck first."""
        every = tuple(periods)
        named = [place for period in every for place in period.location_ids]
        if self._repeats is None:
            self._repeats = Repeats()
            for one in self._each():
                self._repeats.put(one.gist)
        return self._repeats.told(every, known, (every, _areas(named, known)))

    def double_taps(self) -> tuple[DoubleTap, ...]:
        """Give what strikes amount to: of one incident, then of two."""
        if self._pairs is None:
            self._pairs = Pairs(self.rule)
            for one in self._each():
                self._pairs.put(one.gist)
        alone = [one.tap for one in self._each() if one.tap is not None]
        return (*alone, *self._pairs.told())

    def waves(self) -> Waves:
        """Find protected sites struck within a day of each other."""
        if self._waves is None:
            self._waves = WaveFinder.by(self.rule)
            for one in self._each():
                for struck in one.gist.struck if one.gist.is_attack else ():
                    self._waves.add(struck)
        return self._waves.told()

    def windows(self, periods: Iterable[Period], known: Known) -> tuple[Pause, ...]:
        """Sort the attacks around each window."""
        return tuple(self._window(period, known) for period in periods)

    def _window(self, period: Period, known: Known) -> Pause:
        made_from = (period, _areas(period.location_ids, known))
        kept = self._windows.get(period.id)
        if kept is None or kept[0] != made_from:
            sides = Sides(period, known, self.rule.pause_days)
            parts: Buckets[Part, str] = Buckets()
            every = ((one, sides.part_of(one.gist)) for one in self._each())
            parts.fill(
                (one.gist.incident_id, one.place, part, one.gist.incident_id)
                for one, part in every
                if part is not None
            )
            kept = self._windows[period.id] = (made_from, sides, parts)
        _, sides, parts = kept
        return sides.pause({part: parts.told(part) for part in Part})

    def coverage(
        self,
        totals: Iterable[AggregateClaim],
        known: Known,
        dated: Iterable[tuple[str, Difference]] = (),
    ) -> Coverage:
        """Lay out what is held by month and governorate, beside what others say.

        `dated` are incidents whose claims differ on the date.
        """
        if self._cells is None:
            self._cells = Buckets()
            for one in self._each():
                _put_spots(self._cells, one)
        held = {spot: self._cells.told(spot) for spot in self._cells.buckets}
        claimed: dict[tuple[Month, str], tuple[str, ...]] = {}
        for incident_id, difference in dated:
            noted_one = self._noted.get(incident_id)
            if noted_one is not None and noted_one.gist.is_attack:
                for key, claims in claimed_elsewhere(noted_one.gist, difference):
                    claimed[key] = (*claimed.get(key, ()), *claims)
        return laid_out(held, totals, known, claimed=claimed)

    def reconcile(
        self,
        total: AggregateClaim,
        known: Known,
        *,
        replaced_ids: Collection[str] = (),
        people: People,
    ) -> Reconciliation:
        """Hold a published total beside what is known."""
        if found := not_held_beside(total, replaced_ids):
            return found
        made_from = (total, _areas(total.location_ids, known))
        kept = self._totals.get(total.id)
        if kept is None or kept[0] != made_from:
            scope = Scope(total, known)
            lists: Buckets[Match, Judged] = Buckets()
            lists.fill(
                (one.gist.incident_id, one.place, *scope.judge(one.gist)) for one in self._each()
            )
            kept = self._totals[total.id] = (made_from, scope, lists)
            self._people[total.id] = {}
        _, scope, lists = kept
        told = {found_in: lists.told(found_in) for found_in in Match}
        return scope.result(told, self._gist, partial(self._remembered, people))

    def _gist(self, incident_id: str) -> Gist:
        return self._noted[incident_id].gist

    def _remembered(
        self, people: People, total: AggregateClaim, incident_ids: Sequence[str]
    ) -> Mapping[str, Ends]:
        """Ask only for the people nothing here tells of incidents that changed since."""
        known = self._people[total.id]
        missing = []
        for incident_id in incident_ids:
            if incident_id not in known:
                told = people_told(self._gist(incident_id), total)
                if told is None:
                    missing.append(incident_id)
                else:
                    known[incident_id] = told
        if missing:
            known.update(people(total, missing))
        return {one: known[one] for one in incident_ids if one in known}


def _put_spots(cells: Buckets[Spot, str], one: Noted) -> None:
    incident_id = one.gist.incident_id
    spots = spots_of(one.gist)
    cells.put(incident_id, one.place, tuple([(spot, incident_id) for spot in spots]))


def _put_part(parts: Buckets[Part, str], sides: Sides, one: Noted) -> None:
    part = sides.part_of(one.gist)
    parts.put(one.gist.incident_id, one.place, ((part, one.gist.incident_id),) if part else ())


def _put_judged(lists: Buckets[Match, Judged], scope: Scope, one: Noted) -> None:
    lists.put(one.gist.incident_id, one.place, (scope.judge(one.gist),))


def _areas(location_ids: Sequence[str], known: Known) -> tuple[Record | None, ...]:
    """Give the places an answer depends on: those named, and those above them."""
    found: dict[str, Record | None] = {}
    front = list(location_ids)
    while front:
        place_id = front.pop()
        if place_id not in found:
            place = found[place_id] = known.get(place_id)
            above = getattr(place, "parent_id", None)
            front += [above] if above else []
    return tuple(found.values())
