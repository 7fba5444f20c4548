"""Runs of briefings: kept when one is written, found again, and compared with the next."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from ..domain.briefing_runs import BriefingRun, RunFigure, RunIncident
from ..domain.casefiles import CaseFile
from ..domain.display import code_of
from ..domain.errors import StrikelogError
from ..domain.messages import mark
from ..domain.records import Incident, Source
from ..insight.retractions import Retraction, retractions, standing_marks
from ..insight.since import Fate, Gone, Since, compare
from ..storage.briefing_runs import briefing_run, briefing_runs, keep_briefing
from ..storage.database import Database
from .finding import Finding
from .settings import Settings

if TYPE_CHECKING:
    from ..briefing.citations import Citation
    from ..briefing.ledger import Figure

__all__ = ["BriefingRuns", "RunNotFound"]

_LARGEST = 200_000_000
_STATE = re.compile(r"[0-9a-f]{12}")
_NUMBER = re.compile(r"#?(\d{1,9})")


class RunNotFound(StrikelogError):
    """No briefing of this vault is meant."""

    message = mark(
        "“{name}” is no briefing that was written from this vault. Give the file as it was"
        " written, or the number of the run from the list of briefings."
    )


class Told(Protocol):
    """What a plan tells of itself to be kept."""

    @property
    def figures(self) -> "tuple[Figure, ...]":
        """Every figure."""

    @property
    def title(self) -> str:
        """Its title."""

    @property
    def state(self) -> str:
        """The digest of its records."""


class BriefingRuns:
    """Keeps what each briefing of one vault said."""

    def __init__(
        self,
        database: Database,
        finding: Finding,
        settings: Settings,
        clock: Callable[[], datetime],
    ) -> None:
        self._database = database
        self._finding = finding
        self._settings = settings
        self._clock = clock

    def listed(self) -> list[BriefingRun]:
        """Give every written briefing without its figures, newest first."""
        with self._database.reading() as connection:
            return briefing_runs(connection, self._database.schema)

    def read(self, number: int) -> BriefingRun:
        """Give a run whole; raises RunNotFound."""
        with self._database.reading() as connection:
            found = briefing_run(connection, self._database.schema, number)
        if found is None:
            raise RunNotFound(name=f"#{number}")
        return found

    def find(self, named: str) -> BriefingRun:
        """Give the run of a number or of a PDF, whole; raises RunNotFound.

        A file is known by its bytes; one that was saved anew by the state of the records that is
        printed at the foot of its pages.
        """
        if found := _NUMBER.fullmatch(named):
            return self.read(int(found[1]))
        return self._of_file(Path(named))

    def next_issue(self, series: str) -> int:
        """Give the number that the next briefing of a series would have."""
        issues = [one.issue or 0 for one in self.listed() if one.series == series]
        return max(issues, default=0) + 1

    def keep(self, run: BriefingRun, file_sha256: str) -> int:
        """Keep a run of a file that was written; gives its number, 0 where nothing is kept."""
        if self._database.read_only:
            return 0
        with self._database.writing() as connection:
            whole = replace(run, file_sha256=file_sha256)
            return keep_briefing(connection, self._database.schema, whole)

    def drafted(
        self,
        told: Told,
        cases: Iterable[CaseFile],
        *,
        as_of: date,
        template: str,
        where: str,
        level: str,
        language: str,
        issue: int | None = None,
    ) -> BriefingRun:
        """Give the run that a plan would leave."""
        office = self._settings.office
        return BriefingRun(
            at=self._clock(),
            actor=office.user_code or "u01",
            as_of=as_of,
            template=template,
            where=where,
            level=level,
            language=language,
            title=told.title,
            state=told.state,
            file_sha256="",
            series=office.series or "",
            issue=issue,
            figures=tuple(_kept(one) for one in told.figures),
            incidents={case.incident.id: _incident(case) for case in cases},
        )

    def since(
        self,
        before: BriefingRun,
        after: BriefingRun,
        cases: Iterable[CaseFile] = (),
        listed: Iterable["Citation"] = (),
    ) -> Since:
        """Tell what is different, what became of incidents that are gone, and what was taken back.

        `cases` are the incidents of `after`, `listed` its list of sources.
        """
        found = compare(before, after, self._fates(before, after.incidents))
        numbers = {one.source_id: one.number for one in listed}
        taken_back = (self._named(one, numbers) for one in retractions(before, cases))
        return replace(found, retractions=tuple(taken_back))

    def _named(self, one: Retraction, numbers: Mapping[str, int]) -> Retraction:
        """Give a retraction its source's number and kind; no kind that the list does not tell."""
        from ..briefing.levels import is_confidential

        number, source = numbers.get(one.source_id, 0), self._finding.get(Source, one.source_id)
        is_told = source is not None and (number or not is_confidential(source))
        kind = (source.source_type or "") if source is not None and is_told else ""
        return replace(one, number=number, kind=kind)

    def _fates(self, before: BriefingRun, still: Mapping[str, RunIncident]) -> dict[str, Gone]:
        missing = {key: one.code for key, one in before.incidents.items() if key not in still}
        return {key: self._fate(key, code) for key, code in missing.items()}

    def _fate(self, incident_id: str, code: str) -> Gone:
        found = self._finding.get(Incident, incident_id)
        if found is None or found.deleted:
            return Gone(code, Fate.DELETED)
        if found.merged_into_id:
            into = self._finding.get(Incident, found.merged_into_id)
            return Gone(code, Fate.MERGED, code_of(into) if into else "")
        if found.workflow == "rejected" or found.certainty in ("rumour", "rejected"):
            return Gone(code, Fate.WITHDRAWN)
        if found.workflow in ("draft", "in_review"):
            return Gone(code, Fate.BACK)
        return Gone(code, Fate.OUTSIDE)

    def _of_file(self, path: Path) -> BriefingRun:
        try:
            content = path.read_bytes()
        except OSError as problem:
            raise RunNotFound(name=path.name) from problem
        digest = sha256(content).hexdigest()
        runs = self.listed()
        named = next((one for one in runs if one.file_sha256 == digest), None)
        named = named or next(iter(_of_state(runs, content)), None)
        if named is None or len(content) > _LARGEST:
            raise RunNotFound(name=path.name)
        return self.read(named.number)


def _of_state(runs: Iterable[BriefingRun], content: bytes) -> Iterable[BriefingRun]:
    """The runs whose state stands on the pages of a file, newest first."""
    from ..briefing.finished import Finished, PaperNotRead

    try:
        parts = list(Finished(content).parts())
    except PaperNotRead:
        return
    printed = {state for part in parts for state in _STATE.findall(part.text)}
    yield from (one for one in runs if one.state[:12] in printed)


def _kept(figure: "Figure") -> RunFigure:
    return RunFigure(
        of=figure.of,
        words=figure.words,
        unit=figure.unit,
        rule=figure.rule,
        about=figure.about,
        low=figure.low,
        high=figure.high,
        incident_ids=figure.incident_ids,
    )


def _incident(case: CaseFile) -> RunIncident:
    """An incident with a digest of its own records and of what was claimed of it."""
    judged = case.latest_assessment
    grading = (judged.grading if judged else case.incident.grading) or ""
    return RunIncident(code_of(case.incident), _state(case), grading, standing_marks(case))


def _state(case: CaseFile) -> str:
    own = (case.incident, *case.owned())
    revisions = sorted(f"{one.id} {one.rev}" for one in own)
    return sha256("\n".join(revisions).encode()).hexdigest()[:16]
