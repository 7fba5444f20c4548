"""What rules say of the claims of one incident alone: origins, contradictions, grade, tasks."""

from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from ..domain.casefiles import CaseFile
from ..domain.differences import Difference, differences
from ..domain.origins import Origin, origins
from .buckets import Row
from .findings import OfIncident
from .grading import GradeBeside, suggested_grade
from .independence import Independence
from .thresholds import DEFAULTS, Thresholds
from .worklists import Task, tasks


class Weighed(NamedTuple):
    """What is told of the claims of one incident; `place` orders incidents."""

    place: int
    incident_id: str
    origins: OfIncident[Independence] | None
    contradictions: OfIncident[tuple[Difference, ...]] | None
    grade: GradeBeside | None
    tasks: tuple[Task, ...]


def weighed(case: CaseFile, place: int = 0, rule: Thresholds = DEFAULTS) -> Weighed:
    """Weigh the claims of one incident."""
    groups, differ, incident_id = origins(case), differences(case), case.incident.id
    return Weighed(
        place=place,
        incident_id=incident_id,
        origins=OfIncident(incident_id, Independence(groups)) if groups else None,
        contradictions=OfIncident(incident_id, differ) if differ else None,
        grade=_grade(case, rule, groups) if case.claims else None,
        tasks=tasks(case, groups=groups),
    )


def _grade(case: CaseFile, rule: Thresholds, groups: tuple[Origin, ...]) -> GradeBeside:
    given = (case.latest_assessment or case.incident).grading or "unassessed"
    return GradeBeside(case.incident.id, suggested_grade(case, rule, groups=groups), given)


class Weighings:
    """What is told of the claims of each incident of one vault, kept up to date one at a time."""

    def __init__(self, known: Iterable[Weighed] = ()) -> None:
        self._known: dict[str, Weighed] = {}
        self._is_ordered = True
        self._tasks = _Tasks()
        for one in known:
            self.put(one)

    def put(self, one: Weighed) -> None:
        """Take an incident in, in place of what was known of it."""
        before = self._known.get(one.incident_id)
        self._is_ordered &= before is not None or not self._known or one.place > self._last.place
        self._known[one.incident_id] = one
        if before is None or before.tasks != one.tasks:
            self._tasks.drop(before)
            self._tasks.put(one)

    @property
    def _last(self) -> Weighed:
        return self._known[next(reversed(self._known))]

    def drop(self, incident_id: str) -> None:
        """Forget an incident."""
        self._tasks.drop(self._known.pop(incident_id, None))

    def each(self, among: Collection[str] | None = None) -> Iterator[Weighed]:
        """Give what is known of each incident, or of some, in the order of entry."""
        if not self._is_ordered:
            ordered = sorted(self._known.values(), key=lambda one: one.place)
            self._known = {one.incident_id: one for one in ordered}
            self._is_ordered = True
        every = self._known.values()
        return iter(every) if among is None else (one for one in every if one.incident_id in among)

    def origins(self, among: Collection[str] | None = None) -> Iterator[OfIncident[Independence]]:
        """Give reports and independent origins of each incident that anyone reports."""
        return (one.origins for one in self.each(among) if one.origins is not None)

    def contradictions(
        self, among: Collection[str] | None = None
    ) -> Iterator[OfIncident[tuple[Difference, ...]]]:
        """Give the fields on which the claims of an incident differ."""
        return (one.contradictions for one in self.each(among) if one.contradictions is not None)

    def grades(self, among: Collection[str] | None = None) -> Iterator[GradeBeside]:
        """Give the suggested grade of each incident beside the one in force."""
        return (one.grade for one in self.each(among) if one.grade is not None)

    def worklists(self, among: Collection[str] | None = None) -> tuple[Task, ...]:
        """Give what is still to be done, each record once a list."""
        if among is None:
            return self._tasks.told()
        some = _Tasks()
        for one in self.each(among):
            some.put(one)
        return some.told()


_SLOTS = 1 << 20
"""More than any incident has tasks."""

_SHARED = frozenset({"Source", "Evidence"})
"""Classes of records that several incidents may name; the first of them has the task."""


class _Tasks:
    """Tasks in the order of their incidents, those about one shared record once."""

    def __init__(self) -> None:
        self._row: Row[Task] = Row()
        self._holders: dict[tuple[str, str], dict[int, Task]] = {}

    def put(self, one: Weighed) -> None:
        """Take the tasks of an incident in."""
        for slot, task in self._slots(one):
            if task.entity not in _SHARED:
                self._row.put(slot, task)
                continue
            holders = self._holders.setdefault((task.worklist, task.record_id), {})
            first = min(holders, default=None)
            holders[slot] = task
            if first is None or slot < first:
                if first is not None:
                    self._row.drop(first)
                self._row.put(slot, task)

    def drop(self, one: Weighed | None) -> None:
        """Forget the tasks of an incident; what it shared goes to the next that has it."""
        for slot, task in self._slots(one) if one else ():
            if task.entity not in _SHARED:
                self._row.drop(slot)
                continue
            holders = self._holders[task.worklist, task.record_id]
            was_first = slot == min(holders)
            del holders[slot]
            if was_first:
                self._row.drop(slot)
                if holders:
                    self._row.put(min(holders), holders[min(holders)])
            if not holders:
                del self._holders[task.worklist, task.record_id]

    def told(self) -> tuple[Task, ...]:
        """Give the tasks."""
        return self._row.told()

    @staticmethod
    def _slots(one: Weighed) -> Iterator[tuple[int, Task]]:
        return ((one.place * _SLOTS + n, task) for n, task in enumerate(one.tasks))
