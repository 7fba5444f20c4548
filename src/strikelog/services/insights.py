"""What the records say, asked of one vault: the rules of `insight` over what a filter matches.

Asking writes nothing. The results hold ids; `Finding.names` gives the names. What people decided
about a result is kept by its key (`insight.findings.key_of`); dismissed ones are left out unless
asked for.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from ..domain.casefiles import CaseFile
from ..domain.changes import Changes
from ..domain.differences import Difference, differences
from ..domain.filters import ALL, Filter
from ..domain.progress import Progress, Silent
from ..domain.records import AggregateClaim, Incident, Location, Period, Record
from ..domain.sitehits import hits_of
from ..insight.coverage import Coverage, coverage
from ..insight.double_taps import DoubleTap, double_tap
from ..insight.findings import OfIncident, key_of
from ..insight.independence import Independence, independence
from ..insight.patterns import SiteLedger, repeat_strikes
from ..insight.pauses import Pause, around
from ..insight.reconciliation import Reconciliation, reconcile
from ..insight.struck import struck_in
from ..insight.waves import Waves, waves
from ..insight.worklists import Task, tasks
from ..storage.database import DatabaseReadOnly
from .finding import Finding
from .findings import Decision, Findings, dismissed_keys

_DECLARED = frozenset({"ceasefire", "unilateral_pause", "humanitarian_pause", "deescalation_zone"})
"""Types of periods in which somebody promised not to attack."""

_BATCH = 500


Found = TypeVar("Found")


class Insights:
    """Asks the rules over the incidents of one vault, and keeps what people decide."""

    def __init__(self, finding: Finding, findings: Findings | None = None) -> None:
        self._finding = finding
        self._findings = findings

    # -- decisions -----------------------------------------------------------------------------

    def decisions(self) -> Mapping[str, Decision]:
        """Give what was decided and stands, by the key of the finding."""
        return self._findings.decisions() if self._findings else {}

    def accept(self, found: object, reason: str = "") -> Changes:
        """Write what a finding means, as one step; raises NothingToAccept, FindingGone."""
        return self._deciding().accept(found, reason)

    def dismiss(self, found: object, reason: str) -> Changes:
        """Remember that a finding is none, and why; raises ReasonMissing."""
        return self._deciding().dismiss(found, reason)

    def reopen(self, found: object, reason: str = "") -> Changes:
        """Forget what was decided about a finding."""
        return self._deciding().reopen(found, reason)

    def _deciding(self) -> Findings:
        if self._findings is None:
            raise DatabaseReadOnly
        return self._findings

    def _left(self, found: Iterable[Found], dismissed: bool) -> list[Found]:
        """Leave out what was dismissed, unless it is asked for."""
        gone = frozenset() if dismissed else dismissed_keys(self.decisions().values())
        return [one for one in found if not gone or key_of(one) not in gone]

    # -- rules ---------------------------------------------------------------------------------

    def repeats(
        self, where: Filter = ALL, progress: Progress | None = None, *, dismissed: bool = False
    ) -> list[SiteLedger]:
        """Give the ledgers of sites struck more than once, the most often struck first."""
        hits = [hit for case in self._cases(where, progress) for hit in hits_of(case)]
        found = repeat_strikes(hits, self._periods(), known=self._places())
        return sorted(self._left(found, dismissed), key=lambda ledger: -len(ledger.strikes))

    def double_taps(
        self, where: Filter = ALL, progress: Progress | None = None, *, dismissed: bool = False
    ) -> list[OfIncident[DoubleTap]]:
        """Give the incidents whose strikes follow each other, with the verdict and its reason."""
        judged = (
            OfIncident(case.incident.id, double_tap(case)) for case in self._cases(where, progress)
        )
        return self._left((one for one in judged if one.said.verdict != "none"), dismissed)

    def waves(
        self, where: Filter = ALL, progress: Progress | None = None, *, dismissed: bool = False
    ) -> Waves:
        """Find protected sites struck within a day of each other."""
        found = waves(one for case in self._cases(where, progress) for one in struck_in(case))
        return replace(found, found=tuple(self._left(found.found, dismissed)))

    def windows(
        self, where: Filter = ALL, progress: Progress | None = None, *, dismissed: bool = False
    ) -> list[Pause]:
        """Sort the attacks around each declared pause, cease-fire or zone."""
        cases, places = list(self._cases(where, progress)), self._places()
        declared = [one for one in self._periods() if one.period_type in _DECLARED]
        found = [around(period, cases, known=places) for period in declared]
        return self._left(found, dismissed)

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
        self, where: Filter = ALL, progress: Progress | None = None, *, dismissed: bool = False
    ) -> list[OfIncident[tuple[Difference, ...]]]:
        """Give the fields on which the claims of an incident differ."""
        found = (
            OfIncident(case.incident.id, differences(case)) for case in self._cases(where, progress)
        )
        return self._left((one for one in found if one.said), dismissed)

    def coverage(self, where: Filter = ALL, progress: Progress | None = None) -> Coverage:
        """Lay out what is held by month and governorate, beside what others say."""
        totals = self._finding.all(AggregateClaim)
        return coverage(self._cases(where, progress), totals, known=self._places())

    def worklists(
        self, where: Filter = ALL, progress: Progress | None = None, *, dismissed: bool = False
    ) -> list[Task]:
        """Give what is still to be done, each record once a list."""
        found = (task for case in self._cases(where, progress) for task in tasks(case))
        once = {(one.worklist, one.record_id): one for one in found}
        return self._left(once.values(), dismissed)

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
