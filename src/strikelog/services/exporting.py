"""Exporting: what a filter matches, with everything it leans on, as a workbook."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from .. import __version__
from ..domain.errors import StrikelogError
from ..domain.filter_text import filter_text
from ..domain.filters import ALL, Filter
from ..domain.progress import Progress
from ..domain.records import Location
from ..storage.database import Connection, Database
from ..storage.exchanges import Exchange, note_exchange
from ..storage.history import History
from .auditing import outgoing
from .gathering import Gathering
from .recording import now
from .settings import Settings

if TYPE_CHECKING:
    from ..exchange.front import About
    from ..exchange.layout import Profile
    from ..exchange.writing import WorkbookContent
    from .lineage import Lines

_UNFIT = re.compile(r"[^\w-]+")


@dataclass(frozen=True, slots=True)
class ExportResult:
    """A finished export: rows by sheet, and what was removed because of its sharing level."""

    path: Path
    export_id: str
    sha256: str
    counts: Mapping[str, int]
    removed: list[str] = field(default_factory=list)


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
        language: str = "en",
        export_id: str | None = None,
        progress: Progress | None = None,
    ) -> ExportResult:
        """Write a workbook of what matches; nothing stays of one that could not be finished.

        An empty filter exports everything that lives in the vault.
        """
        from ..exchange.layout import profile_of
        from ..exchange.writing import write_workbook
        from .lineage import Lines

        form = profile_of(profile)
        about = self._about(where, export_id or str(uuid4()))
        with self._database.reading() as connection:
            whole = form.blank_rows > 0
            gathering = Gathering(connection, self._database.schema, where, whole_tree=whole)
            head = self._head(connection)
            lines = Lines(connection, self._database.schema, for_partners=form.is_shared)
            content = self._content(gathering, form, about, lines)
            written = write_workbook(
                path, content, profile=profile, language=language, progress=progress
            )
        result = ExportResult(path, about.export_id, written.sha256, written.counts)
        try:
            self._note(result, profile, about.exported_at, head)
        except StrikelogError:
            path.unlink(missing_ok=True)  # what is not in the log has not gone out
            raise
        return result

    def _about(self, where: Filter, export_id: str) -> "About":
        from ..exchange.front import About

        office, at = self._settings.office, self._clock()
        return About(
            export_id=export_id,
            exported_at=at,
            app_version=__version__,
            office=office.office or "",
            filter_text=filter_text(where),
            methodology=office.methodology or "",
            licence=office.licence or "",
            contact=office.contact or "",
            history=outgoing(self._database, at=at).plain,
        )

    def _head(self, connection: Connection) -> int:
        return History(connection, self._database.schema, self._database.audit_key).head()[0]

    def _content(
        self, gathering: Gathering, form: "Profile", about: "About", lines: "Lines"
    ) -> "WorkbookContent":
        from ..exchange.writing import RecordSheet, WorkbookContent

        kinds = form.kinds(self._database.schema.records)
        filled = [kind for kind in kinds if not form.registers or form.is_register(kind)]
        filled.sort(key=lambda kind: kind is Location)
        return WorkbookContent(
            about=about,
            kinds=kinds,
            sheets=[
                RecordSheet(kind, gathering.at_most(kind), lines.watched(gathering.records(kind)))
                for kind in filled
            ],
            cases=gathering.cases() if form.has_flat else (),
            cases_at_most=gathering.incidents if form.has_flat else 0,
            line=lines.of,
        )

    def _note(self, result: ExportResult, profile: str, at: datetime, head: int) -> None:
        if self._database.read_only:
            return
        with self._database.writing() as connection:
            exchange = Exchange(
                at,
                "out",
                result.export_id,
                result.sha256,
                profile,
                result.counts,
                head=head,
            )
            note_exchange(connection, self._database.schema, exchange)
