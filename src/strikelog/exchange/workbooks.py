"""What is read from a file of any table format: sheets of plain values, and what was left alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ..domain.messages import mark, translate
from .files.packing import Cell

__all__ = ["SENTENCES", "Cell", "Merge", "Notice", "Row", "Sheet", "Workbook"]

Row = Sequence[Cell]


class Merge(NamedTuple):
    """Cells shown as one, counted from 0 and with both ends; the value stands in the first."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


FORMULAS = "formulas"
ERRORS = "errors"
HIDDEN_SHEETS = "hidden_sheets"
HIDDEN_ROWS = "hidden_rows"
OTHER_SHEETS = "other_sheets"
COMMENTS = "comments"
MACROS = "macros"
EXTERNAL_LINKS = "external_links"
CONNECTIONS = "connections"
EMBEDDED = "embedded_files"
HYPERLINKS = "hyperlinks"
PROTECTED = "protected"
TWICE = "twice"
CUT = "cut"
ENCODING = "encoding"

SENTENCES: Mapping[str, str] = {
    FORMULAS: mark("Cells with formulas: {count}. Only their last results were read."),
    ERRORS: mark("Cells in which a formula failed, such as #REF!: {count}. They were left empty."),
    HIDDEN_SHEETS: mark("Hidden sheets: {count} ({where})."),
    HIDDEN_ROWS: mark(
        "Rows hidden by a filter or by hand: {count} ({where}). They were read like all others."
    ),
    OTHER_SHEETS: mark("Sheets that hold no cells, such as charts: {count} ({where})."),
    COMMENTS: mark("Comments: {count}. They were not read."),
    MACROS: mark("The file holds macros. They were not run."),
    EXTERNAL_LINKS: mark("Links to other workbooks: {count}. They were not followed."),
    CONNECTIONS: mark("Connections to data elsewhere: {count}. They were not opened."),
    EMBEDDED: mark("Files inside the workbook: {count}. They were not opened."),
    HYPERLINKS: mark("Cells with a web link: {count}. The links were kept, not opened."),
    PROTECTED: mark("The workbook is protected against changes, which does not hinder reading."),
    TWICE: mark("Parts that the file holds more than once: {count}. One of each was read."),
    CUT: mark("After {count} rows the rest of the sheet was left unread ({where})."),
    ENCODING: mark(
        "The file does not say how its letters are written; {where} was assumed. "
        "Check a few names before importing."
    ),
}
"""What is said of each kind of notice, by its machine word."""


@dataclass(frozen=True, slots=True)
class Notice:
    """Something about a file that a person should know: `where` names sheets, cells or the like."""

    what: str
    count: int = 1
    where: str = ""

    def sentence(self, language: str = "en") -> str:
        """Say it in a language."""
        said = translate(SENTENCES[self.what], language)
        return said.format(count=f"{self.count:,}", where=self.where)


@dataclass(frozen=True)
class Sheet:
    """The cells of a sheet from its first row on; rows may differ in length.

    The row at place 0 is the one a person sees as number 1. Links lead from cells, by row and
    column, to web addresses.
    """

    name: str
    visible: bool
    rows: Sequence[Row]
    merged: tuple[Merge, ...] = ()
    links: Mapping[tuple[int, int], str] = field(default_factory=dict)


@dataclass(frozen=True)
class Workbook:
    """A file that was read; `format` is one of xlsx, xlsm, xls, ods, csv and tsv."""

    name: str
    sha256: str
    format: str
    sheets: tuple[Sheet, ...]
    notices: tuple[Notice, ...] = ()

    @property
    def visible(self) -> tuple[Sheet, ...]:
        """The sheets a person sees."""
        return tuple(sheet for sheet in self.sheets if sheet.visible)
