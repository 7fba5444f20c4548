"""Where the comparison of each row starts: what it was exported as, and what both sides last had.

A row says what its record held when it was exported and what it held before. A returned file of
ours starts from what we sent; a file of another office from the newest content that was also ours.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from ..domain.fields import content_fields
from ..domain.records import Record, Source
from ..exchange.decisions import PARTNER
from ..exchange.layout import DELETE, ID, PROFILES
from ..exchange.merging import Content
from ..exchange.reading import BaseRow, ReadWorkbook
from ..exchange.rows import base_content, content_of, record_of
from ..exchange.versions import edit_name, version_of
from ..storage.database import Connection, Database
from ..storage.versions import KnownVersion, exchanges_of, marks_of
from .lineage import Past, line_of, received
from .planning import Sides
from .pseudonyms import own_names


@dataclass(frozen=True, slots=True)
class Origin:
    """What a row was exported as, and the content its comparison starts from; None if unknown."""

    base: BaseRow | None
    exported: Record | None
    start: Record | None


UNKNOWN = Origin(None, None, None)
"""Of a row that nobody exported, or whose memory is lost."""


class Origins:
    """Tells for one workbook where its rows come from."""

    def __init__(self, book: ReadWorkbook, database: Database, connection: Connection) -> None:
        self._book = book
        self._connection = connection
        self._schema = schema = database.schema
        self.pseudonyms = own_names(database, connection, _sources_in(book))
        self._passed = exchanges_of(connection, schema, book.export_id) if book.export_id else {}
        self._past = Past(connection, schema)
        profile = PROFILES.get(book.meta.get("profile", ""))
        self.is_redacted = bool(profile and profile.is_shared)
        self.is_ours = "out" in self._passed

    @property
    def sides(self) -> Sides:
        """Who sent the workbook and when; of a file of ours nobody knows who filled it in."""
        meta = self._book.meta
        office = "" if self.is_ours else meta.get("office", "")
        exported = meta.get("exported_at", "")
        return Sides(office, self._book.saved_at or exported, exported if self.is_ours else "")

    def moved(self, kind: type[Record], ids: Collection[str]) -> tuple[set[str], set[str]]:
        """Sort the ids of rows as exported: those known here, and those that differ from ours."""
        held = marks_of(self._connection, self._schema, kind, ids)
        if self.is_ours:
            return set(held), set()
        told = self._book.base.marks(kind)
        return set(held), {one for one, marks in held.items() if told.get(one) != marks}

    def look_up(self, records: Iterable[Record]) -> None:
        """Read the past of records whose rows will be asked about."""
        self._past.look_up(records)

    def of(self, ours: Record) -> Origin:
        """Give the origin of a row about a record of ours."""
        base = self._book.base.row(type(ours), ours.id)
        if base is None:
            return self._from_history(ours)
        exported = record_of(type(ours), ours.id, base_content(base))
        return Origin(base, exported, self._start(ours, base, exported))

    def _from_history(self, ours: Record) -> Origin:
        """Look for what we sent in our own history, where the file has lost it."""
        head = self._passed.get("out")
        if head is None or self.is_redacted:
            return UNKNOWN
        sent = self._past.at(ours, head)
        return Origin(None, sent, sent)

    def _start(self, ours: Record, base: BaseRow, exported: Record) -> Record | None:
        if self.is_ours:
            return exported
        # One that went back to an earlier content has that content in its line.
        is_back = base.version in base.line and "in" not in self._passed
        if self._past.has(ours.id, base.version) and not is_back:
            return exported
        line = base.line if is_back else line_of(base)
        return self._past.parting(ours, line)

    def was_settled(self, origin: Origin, theirs: Record) -> bool:
        """Tell whether this very edit by hand was taken in or decided before."""
        if origin.exported is None:
            return False
        return self._past.has(theirs.id, _edit(origin, theirs))

    def was_undone(self, ours: Record) -> bool:
        """Tell whether a record is gone only because what brought it was undone."""
        return ours.deleted and self._past.went_by_undo(ours.id)

    def received(self, origin: Origin, theirs: Record) -> list[KnownVersion]:
        """Give what there is to remember of a row once everything in it is decided."""
        is_edited = origin.exported is None or version_of(theirs) != version_of(origin.exported)
        base = None if self.is_ours else origin.base
        found = received(theirs, base, theirs if is_edited else None, self._past)
        if is_edited and origin.exported is not None:
            found.append(
                KnownVersion(type(theirs).__name__, theirs.id, _edit(origin, theirs), None)
            )
        return found

    def received_new(
        self, base: BaseRow, exported: Record | None, theirs: Record
    ) -> list[KnownVersion]:
        """Give what there is to remember of a record that is new here: what it held elsewhere."""
        entity = type(theirs).__name__
        found = [KnownVersion(entity, theirs.id, version) for version in base.line]
        if exported is not None and version_of(exported) != version_of(theirs):
            content = base_content(base)
            found.append(KnownVersion(entity, theirs.id, base.version, content))
        return found

    def was_spared(self, origin: Origin, ours: Record) -> bool:
        """Tell whether this very wish to delete a record was turned down before."""
        return self._past.has(ours.id, _deletion(origin))

    def spared(self, origin: Origin, ours: Record) -> list[KnownVersion]:
        """Give what there is to remember of a wish to delete a record, once it is decided."""
        return [KnownVersion(type(ours).__name__, ours.id, _deletion(origin))]

    def told(self, origin: Origin, ours: Record, asked: Content) -> Content:
        """Leave out what a form made for partners blanked or made coarser, where we have more.

        What was typed over it by hand counts.
        """
        if not self.is_redacted or (self.is_ours and origin.exported is not None):
            return asked
        poorer = _poorer(type(ours))
        sent = asked if origin.exported is None else content_of(origin.exported)
        held = content_of(ours)
        return {
            key: wanted
            for key, wanted in asked.items()
            if not (key in poorer and key in held and wanted == sent.get(key))
        }


def _sources_in(book: ReadWorkbook) -> set[str]:
    sheets = (one for one in book.sheets if one.kind is Source and one.rows)
    return {str(row[one.places[ID]]) for one in sheets for _, row in one.numbered()}


def _poorer(kind: type[Record]) -> frozenset[str]:
    """Name what a form for partners may hold less of: also marks, and sources by another name."""
    known = PARTNER[kind.__name__]
    sources = {one.key for one in content_fields(kind) if Source.__name__ in one.target}
    return known.coarser | known.withheld | sources | {"tlp"}


def _edit(origin: Origin, theirs: Record) -> str:
    assert origin.exported is not None
    return edit_name(version_of(origin.exported), version_of(theirs))


def _deletion(origin: Origin) -> str:
    return edit_name("" if origin.exported is None else version_of(origin.exported), DELETE)


def start_content(origin: Origin) -> Content | None:
    """Give what a comparison starts from; None when nobody knows."""
    return None if origin.start is None else content_of(origin.start)
