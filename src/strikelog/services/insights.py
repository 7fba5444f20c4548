"""What the records say, asked of one vault: the rules of `insight` over what a filter matches.

Nothing here writes. The results hold ids; `Finding.names` gives the names.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from ..domain.casefiles import CaseFile
from ..domain.differences import Difference, differences
from ..domain.filters import ALL, Filter
from ..domain.progress import Progress, Silent
from ..domain.records import AggregateClaim, Incident, Location, Period, Record
from ..domain.sitehits import hits_of
from ..insight.coverage import Coverage, coverage
from ..insight.independence import Independence, independence
from ..insight.double_taps import DoubleTap, double_tap
from ..insight.patterns import SiteLedger, repeat_strikes
from ..insight.pauses import Pause, around
from ..insight.reconciliation import Reconciliation, reconcile
from ..insight.struck import struck_in
from ..insight.waves import Waves, waves
from ..insight.worklists import Task, tasks
from .finding import Finding

_DECLARED = frozenset({"ceasefire", "unilateral_pause", "humanitarian_pause", "deescalation_zone"})
"""Types of periods in which somebody promised not to attack."""

_BATCH = 500


Said = TypeVar("Said")


@dataclass(frozen=True, slots=True)
class OfIncident(Generic[Said]):
    """What a rule says of one incident."""

    incident_id: str
    said: Said


class Insights:
    """Asks the rules over the incidents of one vault."""

    def __init__(self, finding: Finding) -> None:
        self._finding = finding

    def repeats(self, where: Filter = ALL, progress: Progress | None = None) -> list[SiteLedger]:
        """Give the ledgers of sites struck more than once, the most often struck first."""
        hits = [hit for case in self._cases(where, progress) for hit in hits_of(case)]
        found = repeat_strikes(hits, self._periods(), known=self._places())
        return sorted(found, key=lambda ledger: -len(ledger.strikes))

    def double_taps(
        self, where: Filter = ALL, progress: Progress | None = None
    ) -> list[OfIncident[DoubleTap]]:
        """Give the incidents whose strikes follow each other, with the verdict and its reason."""
        judged = (
            OfIncident(case.incident.id, double_tap(case)) for case in self._cases(where, progress)
        )
        return [one for one in judged if one.said.verdict != "none"]

    def waves(self, where: Filter = ALL, progress: Progress | None = None) -> Waves:
        """Find protected sites struck within a day of each other."""
        return waves(one for case in self._cases(where, progress) for one in struck_in(case))

    def windows(self, where: Filter = ALL, progress: Progress | None = None) -> list[Pause]:
        """Sort the attacks around each declared pause, cease-fire or zone."""
        cases, places = list(self._cases(where, progress)), self._places()
        declared = [one for one in self._periods() if one.period_type in _DECLARED]
        return [around(period, cases, known=places) for period in declared]

    def origins(
        self, where: Filter = ALL, progress: Progress | None = None
    ) -> list[OfIncident[Independence]]:
        """Give reports and independent origins of each incident that anyone reports."""
        found = (
            OfIncident(case.incident.id, independence(case))
            for case in self._cases(where, progress)
        )
        return [one for one in found if one.said.n_reports]

    def contradictions(
        self, where: Filter = ALL, progress: Progress | None = None
    ) -> list[OfIncident[tuple[Difference, ...]]]:
        """Give the fields on which the claims of an incident differ."""
        found = (
            OfIncident(case.incident.id, differences(case)) for case in self._cases(where, progress)
        )
        return [one for one in found if one.said]

    def coverage(self, where: Filter = ALL, progress: Progress | None = None) -> Coverage:
        """Lay out what is held by month and governorate, beside what others say."""
        totals = self._finding.all(AggregateClaim)
        return coverage(self._cases(where, progress), totals, known=self._places())

    def worklists(self, where: Filter = ALL, progress: Progress | None = None) -> list[Task]:
        """Give what is still to be done, each record once a list."""
        found = (task for case in self._cases(where, progress) for task in tasks(case))
        return list({(one.worklist, one.record_id): one for one in found}.values())

    def reconcile(
        self, totals: Sequence[AggregateClaim] = (), progress: Progress | None = None
    ) -> list[Reconciliation]:
        """Hold published totals, or all of them, beside what is recorded."""
        every = self._finding.all(AggregateClaim)
        replaced = {one.supersedes_id for one in every if one.supersedes_id}
        cases, places = list(self._cases(ALL, progress)), self._places()
        return [
            reconcile(total, cases, known=places, replaced_ids=replaced)
            for total in (totals or every)
        ]

    def _cases(self, where: Filter, progress: Progress | None) -> Iterator[CaseFile]:
        """Give the matching incidents with what hangs on them, some at a time."""
        keys = self._finding.keys(Incident, where)
        report = (progress or Silent()).report
        for start in range(0, len(keys), _BATCH):
            report(start, len(keys))
            yield from self._finding.cases_by_keys(keys[start : start + _BATCH])

    def _periods(self) -> list[Period]:
        return self._finding.all(Period)

    def _places(self) -> dict[str, Record]:
        return {one.id: one for one in self._finding.all(Location)}
