"""Exporting: what a filter matches, with everything it leans on, as a workbook for somebody."""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from .. import __version__
from ..domain.accesses import GIVEN_OUT
from ..domain.errors import StrikelogError
from ..domain.filter_text import filter_text
from ..domain.filters import ALL, Filter
from ..domain.messages import mark
from ..domain.progress import Progress
from ..domain.records import Incident, Location, Site
from ..domain.sharing import NOBODY, Partner
from ..storage.accesses import note_given
from ..storage.database import Connection, Database
from ..storage.exchanges import Exchange, note_exchange
from ..storage.history import History, StepInfo
from ..storage.loading import Loader
from ..storage.versions import keep_versions
from .auditing import outgoing
from .export_planning import ExportPlan, PlanWatch, say_risks
from .gathering import Gathering
from .recording import now
from .release_gate import NotReleased, ReleaseGate
from .settings import Settings
from .sharing import Partners, masking_of, surroundings_of

if TYPE_CHECKING:
    from ..exchange.front import About
    from ..exchange.layout import Profile
    from ..exchange.removals import Ledger, Removal
    from ..exchange.writing import WorkbookContent
    from .lineage import Lines

_UNFIT = re.compile(r"[^\w-]+")
_EVERYBODY = "everybody"


class PartnerNotMeant(StrikelogError):
    """A partner was named for a workbook that is not for partners."""

    message = mark(
        "Only the profile “partner” is made for one partner; “{profile}” is the same for all."
    )


@dataclass(frozen=True, slots=True)
class ExportResult:
    """A finished export: rows by sheet, and what was left out because of its sharing level."""

    path: Path
    export_id: str
    sha256: str
    counts: Mapping[str, int]
    removed: tuple["Removal", ...] = ()
    profile: str = "full"
    partner: str = ""
    is_noted: bool = True
    """False where the vault could only be read, so that nothing tells of it later."""


@dataclass(frozen=True)
class _Prepared:
    """Content that is fit for who gets it, and the account of what was left out of it."""

    form: "Profile"
    content: "WorkbookContent"
    ledger: "Ledger"
    partner: Partner
    lines: "Lines | None" = None
    head: int | None = None
    masked: Mapping[str, str] = field(default_factory=dict)
    """Ids in the file, by ours, where they are not the same."""


def file_name(profile: str, office: str, day: date, export_id: str) -> str:
    """Give the name a workbook is offered under."""
    short = _UNFIT.sub("-", office).strip("-").lower() or "office"
    return f"strikelog_{profile}_{short}_{day:%Y%m%d}_{export_id[:8]}.xlsx"


class Exporting:
    """Writes workbooks from one vault."""

    def __init__(
        self, database: Database, settings: Settings, clock: Callable[[], datetime] = now
    ) -> None:
        self._database = database
        self._settings = settings
        self._clock = clock
        self._gate = ReleaseGate(database)
        self.partners = Partners(database)

    def suggested_name(self, profile: str, export_id: str) -> str:
        """Give the file name for an export of today."""
        office = self._settings.office.office or ""
        return file_name(profile, office, self._clock().date(), export_id)

    def export(
        self,
        path: Path,
        where: Filter = ALL,
        *,
        profile: str = "full",
        partner: str | None = None,
        language: str = "en",
        export_id: str | None = None,
        progress: Progress | None = None,
    ) -> ExportResult:
        """Write a workbook of what matches; nothing stays of one that could not be finished.

        An empty filter exports everything that lives in the vault. `partner` is the name of the
        one it is for. The finished file gets its name only once the release gate has found nothing
        in it; raises NotReleased, PartnerNotMeant and what writing raises.
        """
        from ..exchange.writing import write_workbook

        about = self._about(where, export_id or str(uuid4()), profile)
        with self._prepared(where, about, profile, partner, language) as made:
            try:
                written = write_workbook(
                    path,
                    made.content,
                    profile=profile,
                    language=language,
                    gate=self._gate.guard(profile, progress),
                    progress=progress,
                )
            except NotReleased as blocked:
                raise self._traced(blocked, made.masked) from None
        result = ExportResult(
            path,
            about.export_id,
            written.sha256,
            written.counts,
            tuple(made.ledger.removals()),
            profile,
            made.partner.name,
            is_noted=not self._database.read_only,
        )
        try:
            self._note(result, made, self._clock())
        except StrikelogError:
            path.unlink(missing_ok=True)  # what is not in the log has not gone out
            raise
        return result

    def plan(
        self,
        where: Filter = ALL,
        *,
        profile: str = "full",
        partner: str | None = None,
        language: str = "en",
        progress: Progress | None = None,
    ) -> ExportPlan:
        """Say what an export would hold, what is left out of it, and what it still risks."""
        from ..exchange.previewing import preview_tables

        about = self._about(where, str(uuid4()), profile, signed=False)
        watch = PlanWatch(profile)
        with self._prepared(where, about, profile, partner, language) as made:
            tables = preview_tables(
                made.content, made.form, language, watch=watch.see, progress=progress
            )
        incidents = next((one.count for one in tables if one.name == "Flat"), 0)
        return ExportPlan(
            profile=profile,
            partner=made.partner,
            tables=tuple(tables),
            removed=tuple(made.ledger.removals()),
            risks=tuple(say_risks(watch, profile, incidents)),
        )

    def _traced(self, blocked: NotReleased, masked: Mapping[str, str]) -> NotReleased:
        """Say of each hit which record of the vault it stands in."""
        ours = {theirs: own for own, theirs in masked.items()}
        kinds = {one.about.sheet: one.__name__ for one in self._database.schema.records}
        # What a row was is kept beside it and repeats what it says.
        shown = [hit for hit in blocked.hits if not hit.sheet.startswith("_")]
        hits = tuple(
            replace(hit, record=ours.get(hit.record, hit.record), entity=entity)
            if (entity := kinds.get(hit.sheet, Incident.__name__ if hit.sheet == "Flat" else ""))
            else replace(hit, record="")
            for hit in shown or blocked.hits
        )
        return NotReleased(count=len(hits), hits=hits)

    # -- content -----------------------------------------------------------------------------

    @contextmanager
    def _prepared(
        self, where: Filter, about: "About", profile: str, partner: str | None, language: str
    ) -> Iterator[_Prepared]:
        """Give the content of an export over one connection, and so of one state of the vault."""
        from ..exchange.layout import profile_of

        form = profile_of(profile)
        if partner and profile != "partner":
            raise PartnerNotMeant(profile=profile)
        meant = self._partner(partner)
        with self._database.reading() as connection:
            gathering = Gathering(
                connection, self._database.schema, where, whole_tree=form.blank_rows > 0
            )
            if form.one_way:
                made = self._for_all(gathering, form, about)
            elif form.is_shared:
                made = self._for_partner(gathering, form, about, partner=meant, language=language)
            else:
                made = self._for_us(gathering, form, about)
            yield self._watched(made, connection)

    def _watched(self, made: _Prepared, connection: Connection) -> _Prepared:
        """Let every row name what its record held when it travelled before."""
        from .lineage import Lines

        if not made.form.has_base:
            return made
        schema = self._database.schema
        lines = Lines(connection, schema, for_partners=made.form.is_shared)
        head = History(connection, schema, self._database.audit_key).head()[0]
        sheets = [
            replace(sheet, records=lines.watched(sheet.records)) for sheet in made.content.sheets
        ]
        content = replace(made.content, sheets=sheets, line=lines.of)
        return replace(made, content=content, lines=lines, head=head)

    def _partner(self, name: str | None) -> Partner:
        if not name:
            return NOBODY
        if self._database.read_only:
            known = (one for one in self.partners.all() if one.is_called(name))
            return next(known, Partner("", name))
        return self.partners.called(name)

    def _for_us(self, gathering: Gathering, form: "Profile", about: "About") -> _Prepared:
        from ..exchange.removals import Ledger

        return _Prepared(form, self._content(gathering, form, about), Ledger(), NOBODY)

    def _for_partner(
        self,
        gathering: Gathering,
        form: "Profile",
        about: "About",
        *,
        partner: Partner,
        language: str,
    ) -> _Prepared:
        from ..exchange.sharing import Sharing

        around = surroundings_of(gathering.connection, gathering.schema, partner)
        masking = masking_of(self._database, partner.id)
        sharing = Sharing(around, masking, partner, language)
        gathering.fit, gathering.removed = sharing.records, around.removed
        content = self._content(gathering, form, about)
        content = replace(content, cases=sharing.cases(content.cases), flat=sharing.flat)
        return _Prepared(form, content, sharing.ledger, partner, masked=sharing.masked)

    def _for_all(self, gathering: Gathering, form: "Profile", about: "About") -> _Prepared:
        from ..exchange.publishing import Publishing, crowded_districts

        crowded = _crowded(gathering.connection, self._database, crowded_districts)
        publishing = Publishing(crowded, masking_of(self._database, _EVERYBODY))
        content = self._content(gathering, form, about)
        content = replace(content, cases=publishing.cases(content.cases), flat=publishing.flat)
        return _Prepared(form, content, publishing.ledger, NOBODY, masked=publishing.masked)

    def _about(
        self, where: Filter, export_id: str, profile: str, *, signed: bool = True
    ) -> "About":
        from ..exchange.front import About

        office, at = self._settings.office, self._clock()
        is_public = profile == "public"
        return About(
            export_id=export_id,
            # Everybody is told the day and no more.
            exported_at=_start_of_day(at) if is_public else at,
            app_version=__version__,
            office=office.office or "",
            filter_text=filter_text(where),
            methodology=office.methodology or "",
            licence=office.licence or "",
            contact=office.contact or "",
            history=outgoing(self._database, at=at).plain if signed and not is_public else {},
        )

    def _content(self, gathering: Gathering, form: "Profile", about: "About") -> "WorkbookContent":
        from ..exchange.writing import RecordSheet, WorkbookContent

        kinds = form.kinds(self._database.schema.records)
        filled = [kind for kind in kinds if not form.registers or form.is_register(kind)]
        filled.sort(key=lambda kind: kind is Location)
        return WorkbookContent(
            about=about,
            kinds=kinds,
            sheets=[
                RecordSheet(kind, gathering.at_most(kind), gathering.records(kind))
                for kind in filled
            ],
            cases=gathering.cases() if form.has_flat else (),
            cases_at_most=gathering.incidents if form.has_flat else 0,
        )

    # -- what is written down about it -------------------------------------------------------

    def _note(self, result: ExportResult, made: _Prepared, at: datetime) -> None:
        """Note the export in the log of workbooks and in the chain of the history."""
        if self._database.read_only:
            return
        with self._database.writing() as connection:
            exchange = Exchange(
                at, "out", result.export_id, result.sha256, result.profile, result.counts
            )
            exchange = replace(exchange, head=made.head, partner=made.partner.name)
            note_exchange(connection, self._database.schema, exchange)
            if made.lines:
                keep_versions(connection, made.lines.released, head=made.head or 0, step=0)
        office = self._settings.office
        facts = {"sha256": result.sha256, "level": result.profile, "partner": made.partner.name}
        note_given(
            self._database,
            StepInfo(office.user_code or "u01", GIVEN_OUT),
            at,
            export_id=result.export_id,
            facts=facts,
        )


def _start_of_day(at: datetime) -> datetime:
    return at - timedelta(
        hours=at.hour, minutes=at.minute, seconds=at.second, microseconds=at.microsecond
    )


def _crowded(
    connection: Connection,
    database: Database,
    count: "Callable[..., frozenset[str]]",
) -> frozenset[str]:
    """Give the districts in which many sites are recorded."""
    loader = Loader(connection, database.schema)
    places = {one.id: one for one in loader.all(Location)}
    return count(loader.all(Site), places)
