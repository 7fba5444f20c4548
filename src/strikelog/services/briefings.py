"""Making briefings and dossiers: what a filter matches, gathered, planned and printed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from ..domain.errors import StrikelogError
from ..domain.filter_text import term_words
from ..domain.filters import ALL, Filter
from ..domain.messages import mark
from ..domain.progress import Progress, Silent
from ..domain.records import (
    Incident,
    Record,
    Source,
)
from .briefing_gathering import Gathering
from .finding import Finding
from .issuing import Issuing
from .photographs import AvailablePhotograph, Photographs
from .settings import Settings

if TYPE_CHECKING:
    from ..briefing.levels import Level
    from ..briefing.material import Asked, BriefingOffice, Material

TEMPLATES = ("situation", "one-page")


class LanguageMissing(StrikelogError):
    """Briefings are not yet made in that language."""

    message = mark("Briefings are made in English for now; “{language}” is not available yet.")


class UnknownTemplate(StrikelogError):
    """There is no template of that name."""

    message = mark("There is no briefing template “{template}”. Templates are: {known}.")


class NotPrinted(StrikelogError):
    """A sheet was asked for of a record that is none of the vault's own, such as a person."""

    message = mark("Records of people are not printed.")


class NotForLevel(StrikelogError):
    """An incident may not leave the office at that level, or not at all."""

    message = mark(
        "“{code}” cannot be printed at the level “{level}”: drafts, rumours, rejected and merged"
        " records never are, and records in review only at the level full."
    )


class NoSuchIncident(StrikelogError):
    """A dossier was asked for an incident that is not in the vault."""

    message = mark("There is no incident “{code}” in this vault.")


@dataclass(frozen=True, slots=True)
class BriefingResult:
    """A finished document: pages, numbers in its ledger, incidents shown, digest of the file."""

    path: Path
    pages: int
    figures: int
    sha256: str
    incidents: int


class Briefings:
    """Prints what one vault holds."""

    def __init__(
        self,
        finding: Finding,
        settings: Settings,
        issuing: Issuing,
        head: Callable[[], str] = lambda: "",
        photographs: Photographs | None = None,
    ) -> None:
        self._finding = finding
        self._issuing = issuing
        self._photographs = photographs
        self._gathering = Gathering(finding)
        self._head = head
        self._settings = settings

    def make(
        self,
        path: Path,
        where: Filter = ALL,
        *,
        template: str = "situation",
        level: str = "full",
        language: str = "en",
        title: str | None = None,
        as_of: date | None = None,
        progress: Progress | None = None,
    ) -> BriefingResult:
        """Write a briefing over a filter; the same records and wishes give the same bytes.

        Without `as_of` the data are as of the day of their newest change. Raises UnknownTemplate,
        LanguageMissing, UnknownLevel, DocumentNotSaved.
        """
        from ..briefing.levels import Level
        from ..briefing.one_page import one_page
        from ..briefing.plan import make_plan
        from ..briefing.situation import situation

        if template not in TEMPLATES:
            raise UnknownTemplate(template=template, known=", ".join(TEMPLATES))
        _check_language(language)
        wanted = Level.named(level)
        material = self._gathering.material(where, wanted, progress or Silent())
        asked = _asked(material, wanted, as_of=as_of, title=title or "", scope=scope_words(where))
        plan = make_plan(material, asked, self._office())
        document = situation(plan) if template == "situation" else one_page(plan)
        issued = self._issuing.write(
            path,
            document,
            kind="briefing",
            level=level,
            incidents=plan.n_incidents,
            records=material.records,
            progress=progress,
        )
        return BriefingResult(
            path, issued.pages, len(plan.figures), issued.sha256, plan.n_incidents
        )

    def dossier(
        self,
        path: Path,
        incident_id: str,
        *,
        level: str = "full",
        language: str = "en",
        as_of: date | None = None,
        progress: Progress | None = None,
    ) -> BriefingResult:
        """Write the dossier of one incident.

        Raises NoSuchIncident, NotForLevel, LanguageMissing, UnknownLevel, DocumentNotSaved.
        """
        from ..briefing.dossier import dossier
        from ..briefing.dossier_plan import make_dossier_plan
        from ..briefing.levels import Level, may_appear
        from ..briefing.material import Material

        _check_language(language)
        wanted = Level.named(level)
        case = self._finding.case_file(incident_id)
        if case is None:
            raise NoSuchIncident(code=incident_id)
        if not may_appear(case, wanted):
            raise NotForLevel(code=case.incident.ref or case.incident.id, level=level)
        material = self._gathering.surroundings().holding([case, *self._gathering.siblings(case)])
        asked = _asked(Material().holding([case]), wanted, as_of=as_of)
        problems = self._finding.problems(incident_id)
        plan = make_dossier_plan(case, material, asked, self._office(), problems=problems)
        issued = self._issuing.write(
            path,
            dossier(plan),
            kind="dossier",
            level=level,
            incidents=1,
            records=material.records,
            progress=progress,
        )
        return BriefingResult(path, issued.pages, len(plan.figures), issued.sha256, 1)

    def sheet(
        self,
        path: Path,
        record: Record,
        *,
        language: str = "en",
        progress: Progress | None = None,
    ) -> BriefingResult:
        """Write one record of any class, field by field, for use inside the office.

        Raises NotPrinted, LanguageMissing, DocumentNotSaved.
        """
        from ..briefing.record_sheet import Printing, record_sheet

        if type(record) not in self._finding.kinds:
            raise NotPrinted
        _check_language(language)
        day = (record.updated_at or datetime.now(UTC)).date()
        printing = Printing(self._names_around(record))
        office = self._settings.office.office or "Strikelog"
        document = record_sheet(record, printing, office=office, as_of=day)
        count = int(isinstance(record, Incident))
        issued = self._issuing.write(
            path, document, kind="sheet", level="full", incidents=count, progress=progress
        )
        return BriefingResult(path, issued.pages, 0, issued.sha256, count)

    def photographs_available(
        self, where: Filter = ALL, level: str = "full"
    ) -> list[AvailablePhotograph]:
        """Give the pictures of the incidents that a filter finds, those that may be shown first."""
        return self._photographs.available(where, level) if self._photographs else []

    def _names_around(self, record: Record) -> dict[str, str]:
        """Name what a record links to; confidential sources by that word alone."""
        from ..briefing.levels import is_confidential

        ids = {one for value in vars(record).values() for one in _texts(value)}
        names = self._finding.names(ids)
        for one in ids & names.keys():
            source = self._finding.get(Source, one)
            if source is not None and is_confidential(source):
                names[one] = "confidential source"
        return names

    def _office(self) -> "BriefingOffice":
        from ..briefing.material import BriefingOffice

        office = self._settings.office
        return BriefingOffice(
            name=office.office or "",
            contact=office.contact or "",
            series=office.series or "",
            licence=office.licence or "",
            methodology=office.methodology or "",
            history=self._head(),
        )


def scope_words(where: Filter) -> str:
    """What was asked for, as the chips of a list say it."""
    return "; ".join(term_words(term, Incident) for term in where.terms)


def _texts(value: object) -> tuple[str, ...]:
    if isinstance(value, tuple):
        return value
    return (value,) if isinstance(value, str) else ()


def _check_language(language: str) -> None:
    if language != "en":
        raise LanguageMissing(language=language)


def _asked(
    material: "Material", level: "Level", *, as_of: date | None, title: str = "", scope: str = ""
) -> "Asked":
    """The wish, with the day of the newest change where no day was asked for."""
    from ..briefing.material import Asked, newest_change

    day = as_of or newest_change(material) or datetime.now(UTC).date()
    return Asked(as_of=day, level=level, title=title, scope=scope)
