"""The receipt that goes back to a partner: what was taken of their workbook, refused, and why."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from string import ascii_uppercase
from typing import TYPE_CHECKING, BinaryIO

from ..domain.display import title_of
from ..domain.errors import StrikelogError
from ..domain.messages import mark, translate
from ..domain.progress import Progress
from ..domain.records import Record, Source
from ..domain.sharing import STRICT, is_protected
from .deciding import Decisions, Verdict, is_unwanted, verdict_on
from .import_preview import Preview
from .planning import DELETED, PlannedRow, ProposedChange, Sides, proposals
from .recording import now

if TYPE_CHECKING:
    from ..exchange.reading import ReadSheet
    from ..exchange.receipts import CellResult
    from ..exchange.rows import RefusedCell

Judge = Callable[[PlannedRow, Decisions], Verdict]
"""Gives what really became of a row's changes under some decisions."""

_KEPT_WHY = mark("We decided to keep our value.")
_NOT_WANTED = mark("We decided not to take this record.")
_WAITING_WHY = {
    "conflict": mark("We changed it as well; somebody will decide."),
    "cleared": mark("The cell was emptied; somebody will decide whether that was meant."),
    "deleted": mark("You marked it for deletion; somebody will decide."),
    "changed": mark("Somebody will decide."),
}
_NOT_SHARED = mark("(not shared)")


class WorkbookGone(StrikelogError):
    """The workbook that was taken in is no longer there, or has changed since."""

    message = mark(
        "The receipt was not written: “{name}” is not there any more as it was taken in. "
        "Put the file back and try again."
    )


@dataclass(frozen=True, slots=True)
class Receipt:
    """A finished receipt: its file, its hash, and how many cells it tells of by what became."""

    path: Path
    sha256: str
    counts: Mapping[str, int]


def write_receipt_of(
    preview: Preview,
    path: Path,
    decisions: Decisions,
    *,
    office: str,
    language: str,
    judge: Judge = verdict_on,
    gate: Callable[[BinaryIO], None] = lambda _: None,
    progress: Progress | None = None,
) -> Receipt:
    """Write the receipt for a workbook; never tells more of ours than its profile shares."""
    from ..exchange.reading import read_workbook
    from ..exchange.receipts import FATES, ReceiptContent, write_receipt

    if preview.path is None or not preview.path.is_file():
        raise WorkbookGone(name=preview.name)
    book = read_workbook(preview.path, progress)
    if book.sha256 != preview.sha256:
        raise WorkbookGone(name=preview.name)
    sheets = {one.name: one for one in book.sheets}
    told = _Telling(preview, decisions, language, sheets=sheets, judge=judge)
    cells = list(told.cells())
    content = ReceiptContent(book, cells, preview.counts, now(), office, language)
    digest = write_receipt(path, content, gate=gate, progress=progress)
    counts = {fate: sum(one.fate == fate for one in cells) for fate in FATES}
    return Receipt(path, digest, counts)


class _Telling:
    """Says of each cell somebody touched what became of it."""

    def __init__(
        self,
        preview: Preview,
        decisions: Decisions,
        language: str,
        *,
        sheets: "Mapping[str, ReadSheet]",
        judge: Judge,
    ) -> None:
        self._preview = preview
        self._decisions = decisions
        self._language = language
        self._sheets, self._judge = sheets, judge
        self._rows = {(row.sheet, row.number): row for row in preview.planned}
        self._is_shared = preview.profile == "partner"

    def cells(self) -> Iterator["CellResult"]:
        """Give the results: what was refused first, then row by row."""
        for refused in self._preview.refused:
            yield self._refused(refused)
        for row in self._preview.planned:
            yield from self._of_row(row)

    def _refused(self, cell: "RefusedCell") -> "CellResult":
        from ..exchange.layout import columns_of
        from ..exchange.receipts import CellResult

        number = int(cell.cell.lstrip(ascii_uppercase) or 0)
        row, sheet = self._rows.get((cell.sheet, number)), self._sheets.get(cell.sheet)
        columns = columns_of(sheet.kind) if sheet else ()
        label = next((one.label for one in columns if one.key == cell.key), cell.key)
        return CellResult(
            sheet=cell.sheet,
            row=number,
            key=cell.key,
            fate="refused",
            title=self._title(row) if row else self._preview.titles.get((cell.sheet, number), ""),
            label=translate(label, self._language),
            theirs=cell.text,
            why=cell.reason,
        )

    def _title(self, row: PlannedRow) -> str:
        told = row.before if row.before is not None and self._may_tell(row, "") else row.theirs
        return title_of(told, self._language)

    def _of_row(self, row: PlannedRow) -> Iterator["CellResult"]:
        verdict = self._judge(row, self._decisions)
        unwanted = is_unwanted(row, self._decisions)
        for one in proposals(row, self._name, self._language, Sides()):
            if self._is_typed(row, one.key):
                yield self._cell(row, one, _fate(one, verdict, unwanted=unwanted))

    def _is_typed(self, row: PlannedRow, key: str) -> bool:
        """Leave out what a new record holds because nothing else was said."""
        from ..exchange.layout import FIRST_ROW, TLP

        sheet = self._sheets.get(row.sheet)
        if not row.is_new or sheet is None:
            return True
        at = sheet.places.get(TLP if key == "tlp" else key)
        cells = sheet.rows[row.number - FIRST_ROW]
        return at is not None and at < len(cells) and cells[at] not in ("", None)

    def _name(self, record_id: str) -> str:
        return self._preview.names.get(record_id) or record_id[:8]

    def _cell(self, row: PlannedRow, one: ProposedChange, fate: str) -> "CellResult":
        from ..exchange.layout import OP, TLP
        from ..exchange.receipts import CellResult

        key = {DELETED: OP, "tlp": TLP}.get(one.key, one.key)
        return CellResult(
            sheet=row.sheet,
            row=row.number,
            key=key,
            fate=fate,
            title=self._title(row),
            label=one.label,
            theirs="D" if key == OP else one.new,
            ours="" if fate == "taken" or row.is_new else self._ours(row, one),
            why=self._why(row, one, fate),
        )

    def _why(self, row: PlannedRow, one: ProposedChange, fate: str) -> str:
        if fate == "kept":
            return translate(_NOT_WANTED if row.is_new else _KEPT_WHY, self._language)
        if fate == "waiting":
            return translate(_WAITING_WHY.get(one.kind, _WAITING_WHY["changed"]), self._language)
        return ""

    def _ours(self, row: PlannedRow, one: ProposedChange) -> str:
        if self._may_tell(row, one.key):
            return one.old
        return translate(_NOT_SHARED, self._language)

    def _may_tell(self, row: PlannedRow, key: str) -> bool:
        """Tell whether the profile of their file shares a field of our record."""
        from ..exchange.decisions import PARTNER

        if not self._is_shared or row.before is None:
            return True
        if _stays_home(row.before):
            return False
        shown = PARTNER[type(row.before).__name__].shown
        titles = row.before.about.title if not key else (key,)
        return all(one in shown for one in titles)


def _stays_home(record: Record) -> bool:
    is_hidden = isinstance(record, Source) and is_protected(record, from_partners=False)
    return record.tlp in STRICT or is_hidden


def _fate(one: ProposedChange, verdict: Verdict, *, unwanted: bool) -> str:
    if unwanted or one.group in verdict.declined:
        return "kept"
    return "waiting" if one.group in verdict.waiting else "taken"
