"""What the records say, asked of one vault: the rules of `insight` over what a filter matches.

Asking writes nothing. The results hold ids; `Finding.names` gives the names. What people decided
about a result is kept by its key (`insight.findings.key_of`); dismissed ones are left out unless
asked for.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from ..domain.changes import Changes
from ..domain.differences import Difference
from ..domain.filters import ALL, Filter
from ..domain.progress import Progress, Silent
from ..domain.records import AggregateClaim, Incident, Location, Period, Record
from ..insight.coverage import Coverage
from ..insight.double_taps import DoubleTap
from ..insight.findings import OfIncident, key_of
from ..insight.grading import GradeBeside
from ..insight.independence import Independence
from ..insight.patterns import SiteLedger
from ..insight.pauses import Pause
from ..insight.ranges import Ends
from ..insight.reconciliation import Reconciliation, people_of
from ..insight.survey import Survey
from ..insight.thresholds import DEFAULTS, Thresholds
from ..insight.waves import Waves
from ..insight.worklists import Task
from ..storage.database import DatabaseReadOnly
from .finding import Finding
from .findings import Decision, Findings, dismissed_keys
from .insight_memory import InsightMemory
from .kept_runs import KeptRun, KeptRuns, Moved, NoSuchRun, moved_since
from .settings import Settings

_DECLARED = frozenset({"ceasefire", "unilateral_pause", "humanitarian_pause", "deescalation_zone"})
"""Types of periods in which somebody promised not to attack."""

Found = TypeVar("Found")


class Insights:
    """Asks the rules over the incidents of one vault, and keeps what people decide."""

    def __init__(
        self,
        finding: Finding,
        findings: Findings | None = None,
        settings: Settings | None = None,
        kept: KeptRuns | None = None,
    ) -> None:
        self._finding = finding
        self._findings = findings
        self._kept = kept
        self._settings = settings
        self._memory = InsightMemory(finding.database)

    @property
    def thresholds(self) -> Thresholds:
        """What the rules go by, as the office has set it."""
        return self._settings.thresholds if self._settings else DEFAULTS

    def forget(self) -> None:
        """Let go of what is kept in memory; the next question reads the records again."""
        self._memory.forget()

    # -- decisions -----------------------------------------------------------------------------

    def decisions(self) -> Mapping[str, Decision]:
        """Give what was decided and stands, by the key of the finding."""
        return self._findings.decisions() if self._findings else {}

    @property
    def can_write(self) -> bool:
        """Tell whether decisions and answers can be kept just now."""
        return self._findings is not None and not self._finding.database.read_only

    def accept(self, found: object, reason: str = "") -> Changes:
        """Write what a finding means, as one step; raises NothingToAccept, FindingGone."""
        return self._deciding().accept(found, reason)

    def dismiss(self, found: object, reason: str) -> Changes:
        """Remember that a finding is none, and why; raises ReasonMissing."""
        return self._deciding().dismiss(found, reason)

    def reopen(self, found: object, reason: str = "") -> Changes:
        """Forget what was decided about a finding."""
        return self._deciding().reopen(found, reason)

    def keep(self, found: Reconciliation) -> KeptRun:
        """Keep a reconciliation with the state of the records, for good; raises TotalGone."""
        if self._kept is None:
            raise DatabaseReadOnly
        return self._kept.keep(found)

    def runs(self, total_id: str | None = None) -> list[KeptRun]:
        """Give the reconciliations that were kept, of one total or of all, newest first."""
        return self._kept.listed(total_id) if self._kept else []

    def run(self, number: int) -> KeptRun:
        """Give one reconciliation that was kept; raises NoSuchRun."""
        if self._kept is None:
            raise NoSuchRun(number=number)
        return self._kept.numbered(number)

    def since(
        self, run: KeptRun, progress: Progress | None = None
    ) -> tuple[Reconciliation, tuple[Moved, ...]] | None:
        """Answer again what was kept, and give what moved; None where the total was deleted."""
        total = self._finding.get(AggregateClaim, run.total_id)
        if total is None or total.deleted:
            return None
        (now,) = self.reconcile([total], progress)
        return now, moved_since(run, now)

    def _deciding(self) -> Findings:
        if self._findings is None:
            raise DatabaseReadOnly
        return self._findings

    def _left(self, rule: str, found: Iterable[Found], dismissed: bool) -> list[Found]:
        """Leave out what was dismissed, unless it is asked for."""
        every = [] if dismissed else [one for one in self.decisions().values() if one.rule == rule]
        gone = dismissed_keys(every)
        return [one for one in found if not gone or key_of(one) not in gone]

    # -- incidents beside each other -----------------------------------------------------------

    def repeats(
        self, where: Filter = ALL, progress: Progress | None = None, *, dismissed: bool = False
    ) -> list[SiteLedger]:
        """Give the ledgers of sites struck more than once, the most often struck first."""
        periods = self._finding.all(Period)
        places = self._places(periods)
        with self._memory.survey(self.thresholds, progress or Silent()) as every:
            found = self._of(every, where).repeats(periods, places)
        return self._left("repeats", found, dismissed)

    def double_taps(
        self, where: Filter = ALL, progress: Progress | None = None, *, dismissed: bool = False
    ) -> list[OfIncident[DoubleTap]]:
        """Give what strikes of one incident, or of two on one spot, amount to.

        Each stands under the incident that came first.
        """
        with self._memory.survey(self.thresholds, progress or Silent()) as every:
            found = self._of(every, where).double_taps()
        told = (OfIncident(one.incident_ids[0], one) for one in found)
        return self._left("double-taps", told, dismissed)

    def waves(
        self, where: Filter = ALL, progress: Progress | None = None, *, dismissed: bool = False
    ) -> Waves:
        """Find protected sites struck within a day of each other."""
        with self._memory.survey(self.thresholds, progress or Silent()) as every:
            found = self._of(every, where).waves()
        return replace(found, found=tuple(self._left("waves", found.found, dismissed)))

    def windows(
        self, where: Filter = ALL, progress: Progress | None = None, *, dismissed: bool = False
    ) -> list[Pause]:
        """Sort the attacks around each declared pause, cease-fire or zone."""
        periods = self._finding.all(Period)
        declared = [one for one in periods if one.period_type in _DECLARED]
        places = self._places(declared)
        with self._memory.survey(self.thresholds, progress or Silent()) as every:
            found = self._of(every, where).windows(declared, places)
        return self._left("windows", found, dismissed)

    def coverage(self, where: Filter = ALL, progress: Progress | None = None) -> Coverage:
        """Lay out what is held by month and governorate, beside what others say."""
        totals = self._finding.all(AggregateClaim)
        places = self._places(totals)
        dated = self._dated_otherwise(where, progress or Silent())
        with self._memory.survey(self.thresholds, progress or Silent()) as every:
            return self._of(every, where).coverage(totals, places, dated)

    def _dated_otherwise(self, where: Filter, progress: Progress) -> list[tuple[str, Difference]]:
        """Give the incidents whose claims differ on the date."""
        with self._memory.weighings(self.thresholds, progress) as known:
            found = known.contradictions(self._among(where))
            each = ((one.incident_id, field) for one in found for field in one.said)
            return [(incident_id, field) for incident_id, field in each if field.key == "date_edtf"]

    def reconcile(
        self, totals: Sequence[AggregateClaim] = (), progress: Progress | None = None
    ) -> list[Reconciliation]:
        """Hold published totals, or all of them, beside what is recorded."""
        every = self._finding.all(AggregateClaim)
        replaced = {one.supersedes_id for one in every if one.supersedes_id}
        asked = totals or every
        places = self._places(asked)
        with self._memory.survey(self.thresholds, progress or Silent()) as survey:
            return [
                survey.reconcile(total, places, replaced_ids=replaced, people=self._people)
                for total in asked
            ]

    # -- the claims of each incident -----------------------------------------------------------

    def origins(
        self, where: Filter = ALL, progress: Progress | None = None
    ) -> list[OfIncident[Independence]]:
        """Give reports and independent origins of each incident that anyone reports."""
        with self._memory.weighings(self.thresholds, progress or Silent()) as known:
            return list(known.origins(self._among(where)))

    def contradictions(
        self, where: Filter = ALL, progress: Progress | None = None, *, dismissed: bool = False
    ) -> list[OfIncident[tuple[Difference, ...]]]:
        """Give the fields on which the claims of an incident differ."""
        with self._memory.weighings(self.thresholds, progress or Silent()) as known:
            found = list(known.contradictions(self._among(where)))
        return self._left("contradictions", found, dismissed)

    def grades(
        self, where: Filter = ALL, progress: Progress | None = None, *, dismissed: bool = False
    ) -> list[GradeBeside]:
        """Give the grade that claims suggest for each incident, beside the one in force."""
        with self._memory.weighings(self.thresholds, progress or Silent()) as known:
            found = list(known.grades(self._among(where)))
        return self._left("grades", found, dismissed)

    def worklists(
        self, where: Filter = ALL, progress: Progress | None = None, *, dismissed: bool = False
    ) -> list[Task]:
        """Give what is still to be done, each record once a list."""
        with self._memory.weighings(self.thresholds, progress or Silent()) as known:
            found = known.worklists(self._among(where))
        return self._left("worklists", found, dismissed)

    # -- reading -------------------------------------------------------------------------------

    def _of(self, every: Survey, where: Filter) -> Survey:
        among = self._among(where)
        return every if among is None else every.narrowed(among)

    def _among(self, where: Filter) -> Collection[str] | None:
        """Give the ids of the incidents a filter matches; None where it matches all."""
        if where == ALL:
            return None
        keys = self._finding.keys(Incident, where)
        return {str(row[0]) for row in self._finding.rows(Incident, keys, ["id"])}

    def _people(self, total: AggregateClaim, incident_ids: Sequence[str]) -> Mapping[str, Ends]:
        cases = self._memory.with_figures(incident_ids)
        return {incident_id: people_of(case, total).ends for incident_id, case in cases.items()}

    def _places(self, about: Iterable[Period | AggregateClaim]) -> dict[str, Record]:
        """Give the places that periods or totals name, and those above them."""
        found: dict[str, Record] = {}
        front = {place for one in about for place in one.location_ids}
        while front:
            places = self._finding.owned(Location, "id", sorted(front))
            found.update((one.id, one) for one in places)
            front = {one.parent_id for one in places if one.parent_id} - found.keys()
        return found
