"""Making briefings and dossiers: what a filter matches, gathered, planned and printed."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from ..domain.casefiles import CaseFile
from ..domain.errors import StrikelogError
from ..domain.fields import fields_of
from ..domain.filter_text import term_words
from ..domain.filters import ALL, Condition, Filter, Op, Order
from ..domain.messages import mark
from ..domain.progress import Progress, Silent
from ..domain.records import (
    Actor,
    AggregateClaim,
    CasualtyFigure,
    Incident,
    IncidentGroup,
    IncidentSite,
    Location,
    Period,
    Record,
    Site,
    Source,
)
from ..domain.summaries import IncidentSummary
from .finding import Finding
from .placing import of_areas, of_cases
from .settings import Settings

if TYPE_CHECKING:
    from ..briefing.levels import Level
    from ..briefing.material import Asked, BriefingOffice, Material

FEW = 400
"""Up to so many incidents are read whole; of more, only those that get a line are."""

PRINTED = 24
"""Lines in the table of a briefing over more incidents than that."""

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
        self, finding: Finding, settings: Settings, head: Callable[[], str] = lambda: ""
    ) -> None:
        self._finding = finding
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
        from ..briefing.document import write_document
        from ..briefing.levels import Level
        from ..briefing.one_page import one_page
        from ..briefing.plan import make_plan
        from ..briefing.situation import situation

        if template not in TEMPLATES:
            raise UnknownTemplate(template=template, known=", ".join(TEMPLATES))
        _check_language(language)
        wanted = Level.named(level)
        material = self._material(where, wanted, progress or Silent())
        asked = _asked(material, wanted, as_of=as_of, title=title or "", scope=scope_words(where))
        plan = make_plan(material, asked, self._office())
        document = situation(plan) if template == "situation" else one_page(plan)
        pages = write_document(path, document, progress=progress)
        return _result(path, pages, len(plan.figures), plan.n_incidents)

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
        from ..briefing.document import write_document
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
        material = self._surroundings().holding([case, *self._siblings(case)])
        asked = _asked(Material().holding([case]), wanted, as_of=as_of)
        problems = self._finding.problems(incident_id)
        plan = make_dossier_plan(case, material, asked, self._office(), problems=problems)
        pages = write_document(path, dossier(plan), progress=progress)
        return _result(path, pages, len(plan.figures), 1)

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
        from ..briefing.document import write_document
        from ..briefing.record_sheet import Printing, record_sheet

        if type(record) not in self._finding.kinds:
            raise NotPrinted
        _check_language(language)
        day = (record.updated_at or datetime.now(UTC)).date()
        printing = Printing(self._names_around(record))
        office = self._settings.office.office or "Strikelog"
        document = record_sheet(record, printing, office=office, as_of=day)
        pages = write_document(path, document, progress=progress)
        return _result(path, pages, 0, int(isinstance(record, Incident)))

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

    # -- gathering -------------------------------------------------------------------------

    def _material(self, where: Filter, level: "Level", progress: Progress) -> "Material":
        """Read whole case files of few incidents; of many, rows, and the foremost whole."""
        progress.report(0, None)
        around = self._surroundings()
        if len(self._finding.keys(Incident, where)) <= FEW:
            cases = self._finding.case_files(where)
            return replace(around.holding(cases), positions=of_cases(cases))
        return self._large_material(where, level, around)

    def _large_material(self, where: Filter, level: "Level", around: "Material") -> "Material":
        from ..briefing.levels import may_appear
        from ..briefing.material import Material
        from ..briefing.scope import weight

        incidents, summaries = self._rows(where)
        hits = self._hits({one.id for one in incidents})
        known = {} if level.is_internal else self._sites(hits)
        thin = [
            CaseFile(incident=one, sites_hit=tuple(hits.get(one.id, ())), known=known)
            for one in incidents
        ]
        shown = [case for case in thin if may_appear(case, level)]
        rows = Material(summaries=summaries)
        ranked = sorted(shown, key=lambda case: weight(rows, case), reverse=True)[:PRINTED]
        whole = {case.incident.id: case for case in self._whole([c.incident.id for c in ranked])}
        return replace(
            around,
            cases=tuple(whole.get(case.incident.id, case) for case in shown),
            summaries=summaries,
            full_ids=frozenset(whole),
            positions=of_areas(summaries, self._finding),
        )

    def _rows(self, where: Filter) -> tuple[list[Incident], dict[str, IncidentSummary]]:
        """Read incidents and their summaries as rows of the few columns that are counted."""
        columns = [*_COUNTED, *_BESIDE]
        keys = self._finding.keys(Incident, where, Order("date_edtf"))
        incidents, summaries = [], {}
        for row in self._finding.rows(Incident, keys, columns):
            values = dict(zip(columns, row, strict=True))
            own = {key: values[key] for key in _COUNTED}
            incident = Incident(**own)  # type: ignore[arg-type]
            incidents.append(incident)
            shown = {key: values[key] for key in _BESIDE}
            summaries[incident.id] = IncidentSummary(**shown)  # type: ignore[arg-type]
        return incidents, summaries

    def _hits(self, incident_ids: set[str]) -> dict[str, list[IncidentSite]]:
        found: dict[str, list[IncidentSite]] = {}
        for hit in self._finding.all(IncidentSite):
            if hit.incident_id in incident_ids:
                found.setdefault(hit.incident_id, []).append(hit)
        return found

    def _sites(self, hits: Mapping[str, list[IncidentSite]]) -> dict[str, Record]:
        """The sites hit, which say how finely their place may be named."""
        ids = {one.site_id for some in hits.values() for one in some if one.site_id}
        return {one.id: one for one in self._finding.owned(Site, "id", sorted(ids))}

    def _whole(self, incident_ids: Sequence[str]) -> list[CaseFile]:
        if not incident_ids:
            return []
        condition = Condition("id", Op.IS, tuple(incident_ids))
        return self._finding.case_files(Filter((condition,)))

    def _siblings(self, case: CaseFile) -> list[CaseFile]:
        """The other incidents on the sites of a case."""
        sites = [site.id for site in case.sites]
        hits = self._finding.owned(IncidentSite, "site_id", sites) if sites else []
        ids = {hit.incident_id for hit in hits if hit.incident_id} - {case.incident.id}
        return self._whole(sorted(ids))

    def _surroundings(self) -> "Material":
        """Totals of others, periods and groups, with the records they refer to; no cases."""
        from ..briefing.material import Material

        totals = self._finding.all(AggregateClaim)
        periods = self._finding.all(Period)
        groups = self._finding.all(IncidentGroup)
        ids = [one.id for one in totals]
        return Material(
            totals=tuple(totals),
            figures=tuple(self._finding.owned(CasualtyFigure, "owner_id", ids)),
            periods=tuple(periods),
            groups=tuple(groups),
            known=self._known([*totals, *periods, *groups]),
        )

    def _known(self, records: Iterable[Record]) -> dict[str, Record]:
        """The sources, places and actors that records name, and the places above those."""
        ids = {one for record in records for one in _named(record)}
        known: dict[str, Record] = {}
        for kind in (Source, Actor, Location):
            known.update((one.id, one) for one in self._finding.owned(kind, "id", sorted(ids)))
        return known


_COUNTED = (
    "id",
    "ref",
    "tlp",
    "rev",
    "updated_at",
    "date_edtf",
    "event_type",
    "delivery",
    "weapon",
    "responders_hit",
    "certainty",
    "grading",
    "in_totals",
    "workflow",
)
"""Fields of an incident that a briefing over many needs; none of them is a link."""

_BESIDE = (
    "site_types",
    "governorate",
    "district",
    "country",
    "killed_low",
    "killed_high",
    "injured_low",
    "injured_high",
    "actors",
    "origins",
)
"""Columns of the list row that are counted or ranked by."""

_NAMING = frozenset(
    {"source_id", "via_source_id", "source_ids", "location_ids", "actor_ids", "declared_by_ids"}
)


def _named(record: Record) -> Iterable[str]:
    """The ids of what a record names."""
    for field in fields_of(type(record)):
        if field.key in _NAMING:
            held = getattr(record, field.key)
            yield from held if isinstance(held, tuple) else [held] if held else []


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


def _result(path: Path, pages: int, figures: int, incidents: int) -> BriefingResult:
    from ..briefing.document import DocumentNotSaved

    try:
        digest = sha256(path.read_bytes()).hexdigest()
    except OSError:
        path.unlink(missing_ok=True)  # a paper that cannot be read back was not saved
        raise DocumentNotSaved(name=path.name) from None
    return BriefingResult(path, pages, figures, digest, incidents)
