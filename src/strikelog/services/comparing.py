"""A workbook against the vault: what becomes of each of its rows."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

from ..domain.display import title_of
from ..domain.errors import BadValue, StrikelogError
from ..domain.fields import field_of
from ..domain.messages import mark
from ..domain.progress import Progress, Silent
from ..domain.records import Record, named
from ..domain.validation import Problem
from ..exchange.layout import DELETE, ID, OP
from ..exchange.merging import Content, FieldChange, Outcome, RowChange, compare, group_of
from ..exchange.reading import Raw, ReadSheet, ReadWorkbook
from ..exchange.rows import (
    LeadsNowhere,
    RefusedCell,
    RowReader,
    RowReading,
    asked_for,
    base_content,
    content_of,
    record_of,
    shown_lists,
)
from ..storage.loading import Loader
from ..storage.versions import KnownVersion
from .fitting import fresh_nonsense
from .linking import (
    KnownIds,
    NamesInFile,
    cut_loose_ends,
    is_required,
    under_own_names,
)
from .masked_rows import UnderAnotherName, read_masked
from .origins import Origin, Origins, start_content
from .planning import DELETED, PlannedRow, deletion
from .sorting import Pile, Sorting, Touched


class OwnerDeleted(BadValue):
    """A new row belongs to a record that was deleted here."""

    message = mark(
        "This row belongs to a record that was deleted here. Bring that record back first."
    )


class WrittenOnce(BadValue):
    """A row changes or deletes a record that is written once."""

    message = mark("Entries of this sheet are never changed or deleted; ours stands.")


class Nonsense(StrikelogError):
    """A value passes as one but cannot be true."""

    message = mark("{problem}")


class Comparison:
    """Compares one workbook with one vault; `run` fills the lists.

    `fates` tells what became of each row by (sheet, number); `untouched` counts the rest.
    `received` holds what there is to remember of a record once its row is decided.
    """

    def __init__(
        self,
        book: ReadWorkbook,
        loader: Loader,
        origins: Origins,
        *,
        check: Callable[[Record], Sequence[Problem]],
        language: str,
    ) -> None:
        self._book = book
        self._loader = loader
        self._origins = origins
        self._check = check
        self._language = language
        self._kinds = named(sheet.kind for sheet in book.sheets)
        self._names = NamesInFile(loader, self._kinds, origins.pseudonyms)
        self._readers: dict[str, RowReader] = {}
        self.planned: list[PlannedRow] = []
        self.refused: list[RefusedCell] = []
        self.doubts: list[RefusedCell] = []
        self.unknown_columns: list[str] = []
        self.fates: dict[tuple[str, int], str] = {}
        self.titles: dict[tuple[str, int], str] = {}
        self.received: dict[str, list[KnownVersion]] = {}
        self.untouched = 0

    def run(self, progress: Progress | None = None) -> None:
        """Compare every row."""
        report = (progress or Silent()).report
        sorting = Sorting(self._book, self._loader, self._names)
        piles = [self._sorted(sorting, sheet) for sheet in self._book.sheets]
        for done, pile in enumerate(piles):
            report(done, len(piles), pile.sheet.name)
            self.unknown_columns += [f"{pile.sheet.name}: {key}" for key in pile.sheet.unknown]
            self._strangers(pile)
            self._judge_all(pile)
        self._follow_links(piles)

    def _sorted(self, sorting: Sorting, sheet: ReadSheet) -> Pile:
        self._readers[sheet.name] = RowReader(sheet, self._language, self._names.resolve)
        pile = sorting.pile_of(sheet)
        for number, row, why in pile.refused:
            self._refuse(sheet, number, row, why)
        for number in pile.taken_before:
            self._settle(sheet, number, "unchanged")
        return pile

    def _follow_links(self, piles: Iterable[Pile]) -> None:
        untouched = {record_id for pile in piles for record_id in pile.untouched}
        known = KnownIds(self._loader, tuple(self._kinds.values()), self._book.withheld)
        for cut in cut_loose_ends(self.planned, untouched, known):
            self.refused += [
                self._nowhere(cut.row, key, one, is_gone=one in known.gone)
                for key, one in cut.ids.items()
            ]
            self.fates[cut.row.sheet, cut.row.number] = cut.fate

    def _nowhere(self, row: PlannedRow, key: str, value: str, *, is_gone: bool) -> RefusedCell:
        why = OwnerDeleted() if is_gone else LeadsNowhere(text=value)
        return self._readers[row.sheet].refuse(row.number, key, value, why)

    # -- rows nobody touched -----------------------------------------------------------------

    def _strangers(self, pile: Pile) -> None:
        """Judge untouched rows that are new here or as another office changed them; count others.

        Of what we sent, an untouched row says nothing, even where the record goes by another id
        for partners.
        """
        kind = pile.sheet.kind
        known, moved = self._origins.moved(kind, pile.untouched)
        ours = self._known(kind, moved)
        is_masked = self._origins.is_ours and self._origins.is_redacted
        for record_id, (number, row) in pile.untouched.items():
            if record_id in moved:
                self._judge(pile, Touched(number, row, record_id), ours.get(record_id))
            elif record_id in known or is_masked or record_id in self._names.pseudonyms:
                self.untouched += 1
            else:
                self._judge(pile, Touched(number, row, record_id), None)

    def _known(self, kind: type[Record], ids: Iterable[str]) -> dict[str, Record]:
        found = self._loader.by_ids(kind, sorted(ids))
        self._origins.look_up(found.values())
        return dict(found)

    # -- rows somebody touched ---------------------------------------------------------------

    def _judge_all(self, pile: Pile) -> None:
        ours = self._known(pile.sheet.kind, {one.id for one in pile.touched})
        for touched in pile.touched:
            self._judge(pile, touched, ours.get(touched.id))

    def _judge(self, pile: Pile, touched: Touched, ours: Record | None) -> None:
        sheet = pile.sheet
        if touched.id in self._names.pseudonyms:
            self._judge_masked(sheet, touched)
        elif ours is not None and sheet.kind.about.append_only:
            self._refuse(sheet, touched.number, touched.row, WrittenOnce())
        elif str(touched.row[sheet.places[OP]]).strip().upper() == DELETE:
            self._delete(sheet, touched, ours)
        elif ours is None:
            self._add(sheet, touched)
        else:
            self._change(sheet, touched, ours)

    def _judge_masked(self, sheet: ReadSheet, touched: Touched) -> None:
        """Take what partners may say of a source they know under another name, and no more."""
        ours = self._loader.one(sheet.kind, self._names.pseudonyms[touched.id])
        base = self._book.base.row(sheet.kind, touched.id)
        is_deletion = str(touched.row[sheet.places[OP]]).strip().upper() == DELETE
        if ours is None or ours.deleted or base is None or is_deletion:
            self._refuse(sheet, touched.number, touched.row, UnderAnotherName())
            return
        masked = read_masked(self._readers[sheet.name], touched, ours, base)
        reading, theirs = masked.reading, masked.theirs
        self._origins.look_up([theirs])
        if not reading.refused and self._origins.was_settled(masked.origin, theirs):
            self._settle(sheet, touched.number, "unchanged")
            return
        self._report(reading, touched, theirs)
        if not reading.refused:
            self.received[ours.id] = self._origins.received(masked.origin, theirs)
        self._plan(masked.planned(touched.number), is_refused=bool(reading.refused))

    def _delete(self, sheet: ReadSheet, touched: Touched, ours: Record | None) -> None:
        if ours is None or ours.deleted:
            self._settle(sheet, touched.number, "unchanged")
            return
        origin = self._origins.of(ours)
        if self._origins.was_spared(origin, ours):
            self._settle(sheet, touched.number, "unchanged")
            return
        ours_moved = origin.exported is None or content_of(origin.exported) != content_of(ours)
        change = deletion(Outcome.CONFLICT if ours_moved else Outcome.DELETED)
        self.received[ours.id] = self._origins.spared(origin, ours)
        row = PlannedRow(sheet.name, touched.number, ours, ours, change, origin.start)
        self._plan(row)

    def _add(self, sheet: ReadSheet, touched: Touched) -> None:
        base = self._book.base.row(sheet.kind, touched.id)
        known = record_of(sheet.kind, touched.id, base_content(base)) if base else None
        reading = self._readers[sheet.name].read(touched.number, touched.row, known)
        if known is None:
            theirs = sheet.kind(id=touched.id, **reading.values)
        else:
            values: dict[str, Any] = {**shown_lists(sheet, touched.row, known), **reading.values}
            theirs = replace(known, **values)
        theirs = under_own_names(theirs, self._names.pseudonyms)
        theirs = self._without_nonsense(sheet, touched, theirs, reading)
        self._report(reading, touched, theirs)
        if any(is_required(sheet.kind, one.key) for one in reading.refused):
            self._settle(sheet, touched.number, "parked")
            return
        fate = "refused" if reading.refused else "inserted"
        self._settle(sheet, touched.number, fate)
        if base is not None and not reading.refused:
            self.received[touched.id] = self._origins.received_new(base, known, theirs)
        self.planned.append(PlannedRow(sheet.name, touched.number, None, theirs))

    def _without_nonsense(
        self, sheet: ReadSheet, touched: Touched, theirs: Record, reading: RowReading
    ) -> Record:
        """Empty the fields of a new record that could never be stored, and refuse their cells."""
        for problem in self._check(theirs):
            if not problem.refuses:
                continue
            key = problem.key or ID
            # A value that stands there by default contradicts nobody: the field is left open.
            if key == ID or getattr(theirs, key) != field_of(sheet.kind, key).default:
                reading.refused.append(self._nonsense(sheet, touched, problem))
            if key != ID:
                emptied: dict[str, Any] = {key: field_of(sheet.kind, key).empty}
                theirs = replace(theirs, **emptied)
        return theirs

    def _nonsense(self, sheet: ReadSheet, touched: Touched, problem: Problem) -> RefusedCell:
        key = problem.key if problem.key in sheet.places else ID
        raw = touched.row[sheet.places[key]]
        why = Nonsense(problem=problem.sentence(self._language))
        return self._readers[sheet.name].refuse(touched.number, key, raw, why)

    def _change(self, sheet: ReadSheet, touched: Touched, ours: Record) -> None:
        origin = self._origins.of(ours)
        reference = ours if origin.exported is None else origin.exported
        reading = self._readers[sheet.name].read(touched.number, touched.row, reference)
        theirs = replace(reference, **reading.values)
        if not reading.refused and self._origins.was_settled(origin, theirs):
            self._settle(sheet, touched.number, "unchanged")
            return
        asked = self._origins.told(origin, ours, asked_for(sheet, reference, reading))
        change = self._compared(origin, ours, asked)
        row = PlannedRow(sheet.name, touched.number, ours, theirs, change, origin.start)
        row = self._sensible(sheet, touched, row, reading)
        self._report(reading, touched, theirs)
        if not reading.refused:
            self.received[ours.id] = self._origins.received(origin, theirs)
        self._plan(row, is_refused=bool(reading.refused))

    def _compared(self, origin: Origin, ours: Record, asked: Content) -> RowChange:
        was = start_content(origin)
        if not ours.deleted:
            return compare(was, content_of(ours), asked)
        is_question = not self._origins.was_undone(ours)
        return _against_deletion(was, asked, is_question=is_question)

    def _sensible(
        self, sheet: ReadSheet, touched: Touched, row: PlannedRow, reading: RowReading
    ) -> PlannedRow:
        """Leave out changes that would make our record nonsense, and refuse their cells."""
        if not row.change.proposals:
            return row
        assert row.before is not None
        bad = fresh_nonsense(row.before, row.after(frozenset()), self._check)
        reading.refused += [self._nonsense(sheet, touched, one) for one in bad]
        groups = {group_of(one.key) for one in bad}
        changed = {one.together for one in row.change.fields}
        return row.without(frozenset(groups if groups <= changed else changed)) if bad else row

    def _report(self, reading: RowReading, touched: Touched, theirs: Record) -> None:
        self.refused += reading.refused
        self.doubts += reading.doubts
        if reading.refused or reading.doubts:
            sheet = type(theirs).about.sheet
            self.titles[sheet, touched.number] = title_of(theirs, self._language)

    def _plan(self, row: PlannedRow, *, is_refused: bool = False) -> None:
        fate = "updated" if row.change.fields else "unchanged"
        if row.change.conflicts:
            fate = "conflicts"
        elif is_refused:
            fate = "refused"
        self.fates[row.sheet, row.number] = fate
        if row.change.fields:
            self.planned.append(row)

    def _settle(self, sheet: ReadSheet, number: int, fate: str) -> None:
        self.fates[sheet.name, number] = fate

    def _refuse(self, sheet: ReadSheet, number: int, row: Raw, why: StrikelogError) -> None:
        reader = self._readers[sheet.name]
        self.refused.append(reader.refuse(number, ID, row[sheet.places[ID]], why))
        self._settle(sheet, number, "refused")


def _against_deletion(was: Content | None, asked: Content, *, is_question: bool) -> RowChange:
    """Ask whether a record deleted here but edited there should come back.

    One that is gone because an import was undone comes back with it, unasked.
    """
    if is_question and was is not None and all(asked[key] == was.get(key) for key in asked):
        return RowChange()
    outcome = Outcome.CONFLICT if is_question else Outcome.CHANGED
    return RowChange(
        (FieldChange(DELETED, outcome, base=False, ours=True, result=False, together=DELETED),)
    )
