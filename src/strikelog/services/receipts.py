"""The receipt that goes back to a partner: what was taken of their workbook, refused, and why."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import datetime
from pathlib import Path
from string import ascii_uppercase
from typing import TYPE_CHECKING, Any, BinaryIO, Self

from ..domain.display import title_of
from ..domain.errors import StrikelogError
from ..domain.messages import mark, translate
from ..domain.progress import Progress
from ..domain.records import Record, Source
from ..domain.sharing import STRICT, is_protected
from .deciding import Decisions, Verdict, is_unwanted, verdict_on
from .import_preview import Preview
from .planning import DELETED, PlannedRow, ProposedChange, Sides, proposals

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


Line = tuple[str, int, str, str, str, str, str, str, str]
"""What became of a cell, as `CellResult` holds it."""


@dataclass(frozen=True)
class Told:
    """What a receipt says before it is put beside the workbook that it answers.

    `fresh` are the sheets and rows of new records: of those it tells what was typed alone.
    """

    name: str
    sha256: str
    profile: str
    counts: Mapping[str, int]
    office: str
    language: str
    at: datetime
    lines: tuple[Line, ...]
    fresh: frozenset[tuple[str, int]]

    @property
    def level(self) -> str:
        """The level its workbook was made for, which the receipt may not exceed."""
        return self.profile if self.profile == "partner" else "full"

    def to_plain(self) -> dict[str, Any]:
        """Give it as JSON holds it."""
        plain = {one.name: getattr(self, one.name) for one in fields(self)}
        return plain | {"at": self.at.isoformat(), "fresh": sorted(self.fresh)}

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> Self:
        """Make one of JSON."""
        read: dict[str, Any] = {
            "at": datetime.fromisoformat(plain["at"]),
            "lines": tuple(tuple(one) for one in plain["lines"]),
            "fresh": frozenset((sheet, row) for sheet, row in plain["fresh"]),
        }
        return cls(**{**plain, **read})


def told_of(
    preview: Preview,
    decisions: Decisions,
    *,
    office: str,
    language: str,
    at: datetime,
    judge: Judge = verdict_on,
) -> Told:
    """Say what became of a workbook; never tells more of ours than its profile shares."""
    telling = _Telling(preview, decisions, language, judge=judge)
    return Told(
        name=preview.name,
        sha256=preview.sha256,
        profile=preview.profile,
        counts=dict(preview.counts),
        office=office,
        language=language,
        at=at,
        lines=tuple(telling.lines()),
        fresh=frozenset((row.sheet, row.number) for row in preview.planned if row.is_new),
    )


def write_told(
    told: Told,
    file: Path | None,
    path: Path,
    *,
    gate: Callable[[BinaryIO], None] = lambda _: None,
    progress: Progress | None = None,
) -> Receipt:
    """Write the receipt beside the sheets of its workbook; raises WorkbookGone."""
    from ..exchange.reading import read_workbook
    from ..exchange.receipts import FATES, CellResult, ReceiptContent, write_receipt

    if file is None or not file.is_file():
        raise WorkbookGone(name=told.name)
    book = read_workbook(file, progress)
    if book.sha256 != told.sha256:
        raise WorkbookGone(name=told.name)
    sheets = {one.name: one for one in book.sheets}
    results = [CellResult(*line) for line in told.lines]
    typed = (one for one in results if _is_typed(one, told, sheets))
    cells = [_labelled(one, sheets, told.language) for one in typed]
    book = replace(book, name=told.name)
    content = ReceiptContent(book, cells, told.counts, told.at, told.office, told.language)
    digest = write_receipt(path, content, gate=gate, progress=progress)
    counts = {fate: sum(one.fate == fate for one in cells) for fate in FATES}
    return Receipt(path, digest, counts)


def _is_typed(one: "CellResult", told: Told, sheets: "Mapping[str, ReadSheet]") -> bool:
    """Leave out what a new record holds because nothing else was said."""
    from ..exchange.layout import FIRST_ROW

    sheet = sheets.get(one.sheet)
    if (one.sheet, one.row) not in told.fresh or sheet is None or one.fate == "refused":
        return True
    at = sheet.places.get(one.key)
    cells = sheet.rows[one.row - FIRST_ROW]
    return at is not None and at < len(cells) and cells[at] not in ("", None)


def _labelled(one: "CellResult", sheets: "Mapping[str, ReadSheet]", language: str) -> "CellResult":
    """Name the column of a refused cell as its sheet does."""
    from ..exchange.layout import columns_of

    if one.label:
        return one
    sheet = sheets.get(one.sheet)
    columns = columns_of(sheet.kind) if sheet else ()
    label = next((each.label for each in columns if each.key == one.key), one.key)
    return replace(one, label=translate(label, language))


class _Telling:
    """Says of each cell somebody touched what became of it."""

    def __init__(
        self, preview: Preview, decisions: Decisions, language: str, *, judge: Judge
    ) -> None:
        self._preview = preview
        self._decisions = decisions
        self._language = language
        self._judge = judge
        self._rows = {(row.sheet, row.number): row for row in preview.planned}
        self._is_shared = preview.profile == "partner"

    def lines(self) -> Iterator[Line]:
        """Give the results: what was refused first, then row by row."""
        for refused in self._preview.refused:
            yield self._refused(refused)
        for row in self._preview.planned:
            yield from self._of_row(row)

    def _refused(self, cell: "RefusedCell") -> Line:
        number = int(cell.cell.lstrip(ascii_uppercase) or 0)
        row = self._rows.get((cell.sheet, number))
        named = self._preview.titles.get((cell.sheet, number), "")
        title = self._title(row) if row else named
        return (cell.sheet, number, cell.key, "refused", title, "", cell.text, "", cell.reason)

    def _title(self, row: PlannedRow) -> str:
        told = row.before if row.before is not None and self._may_tell(row, "") else row.theirs
        return title_of(told, self._language)

    def _of_row(self, row: PlannedRow) -> Iterator[Line]:
        verdict = self._judge(row, self._decisions)
        unwanted = is_unwanted(row, self._decisions)
        for one in proposals(row, self._name, self._language, Sides()):
            yield self._cell(row, one, _fate(one, verdict, unwanted=unwanted))

    def _name(self, record_id: str) -> str:
        return self._preview.names.get(record_id) or record_id[:8]

    def _cell(self, row: PlannedRow, one: ProposedChange, fate: str) -> Line:
        from ..exchange.layout import OP, TLP

        key = {DELETED: OP, "tlp": TLP}.get(one.key, one.key)
        theirs = "D" if key == OP else one.new
        ours = "" if fate == "taken" or row.is_new else self._ours(row, one)
        why = self._why(row, one, fate)
        return (row.sheet, row.number, key, fate, self._title(row), one.label, theirs, ours, why)

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
