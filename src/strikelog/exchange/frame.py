"""The frame of a workbook: sheets, styles, widths, validation and names, without a single row.

openpyxl makes it; `Frame` then gives each sheet's XML as what stands before and after its rows.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from io import BytesIO
from typing import Literal
from zipfile import ZipFile

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.packaging.custom import StringProperty
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.styles.numbers import FORMAT_TEXT
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from .cells import Look
from .layout import column_letter

NAVY, GREY, PALE, INK, MUTED = "1F3A57", "EEF0F2", "F5F6F7", "1D2329", "6A747E"

RECEIPT_COLOURS = {"taken": "CFE8D5", "kept": "F6E3B4", "refused": "F3C9C5", "waiting": "CCDFF3"}
"""What became of a cell, as a receipt shows it: green, amber, red, blue."""

CREATOR = "strikelog"

_FORMATS = {
    Look.TEXT: FORMAT_TEXT,
    Look.LONG: FORMAT_TEXT,
    Look.NUMBER: "0",
    Look.COORDINATE: "0.000000",
}


@dataclass(frozen=True, slots=True)
class SheetFrame:
    """How one sheet looks before it has rows.

    `widths` and `styles` go by column from the left; `freeze` is the first cell that scrolls.
    """

    name: str
    widths: Sequence[float] = ()
    styles: Sequence[str] = ()
    freeze: str | None = None
    filtered: str | None = None
    validations: Sequence[DataValidation] = ()
    state: Literal["visible", "hidden", "veryHidden"] = "visible"
    is_register: bool = False
    right_to_left: bool = False
    has_grid: bool = True
    tab: str | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """A defined name and the cells it stands for."""

    name: str
    cells: str


@dataclass(frozen=True)
class Frame:
    """Every part of the package except the rows, and the numbers of the cell styles by name."""

    parts: Mapping[str, bytes]
    sheets: Mapping[str, tuple[bytes, bytes]]
    styles: Mapping[str, int]

    def part_of(self, sheet: str) -> str:
        """Give the name of the package's part that holds a sheet."""
        return f"xl/worksheets/sheet{list(self.sheets).index(sheet) + 1}.xml"


def make_frame(
    sheets: Sequence[SheetFrame],
    names: Sequence[Named],
    *,
    title: str,
    export_id: str,
    at: datetime,
    is_bare: bool = False,
) -> Frame:
    """Build the frame; the same arguments give the same bytes.

    One that `is_bare` holds no hidden names, which spreadsheets keep for their filters.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    made = [_add_sheet(book, sheet) for sheet in sheets]
    styles = _style_numbers(made[0], mirrored=any(one.right_to_left for one in sheets))
    for one in names:
        book.defined_names[one.name] = DefinedName(one.name, attr_text=one.cells)
    export = StringProperty(name="export_id", value=export_id)
    book.custom_doc_props.append(export)  # type: ignore[attr-defined] # its stubs are older
    book.properties.creator = book.properties.lastModifiedBy = CREATOR
    book.properties.title = title
    book.properties.created = at.astimezone(UTC).replace(tzinfo=None)
    frame = _taken_apart(book, [sheet.name for sheet in sheets], styles, at)
    return _without_hidden_names(frame) if is_bare else frame


_HIDDEN_NAME = re.compile(rb'<definedName [^>]*hidden="1"[^>]*>[^<]*</definedName>')


def _without_hidden_names(frame: Frame) -> Frame:
    book = _HIDDEN_NAME.sub(b"", frame.parts["xl/workbook.xml"])
    return replace(frame, parts={**frame.parts, "xl/workbook.xml": book})


def _add_sheet(book: Workbook, described: SheetFrame) -> Worksheet:
    sheet = book.create_sheet(described.name)
    assert isinstance(sheet, Worksheet)
    sheet.sheet_state = described.state
    sheet.sheet_view.rightToLeft = described.right_to_left
    sheet.sheet_view.showGridLines = described.has_grid
    sheet.sheet_properties.tabColor = described.tab
    sheet.freeze_panes = described.freeze
    if described.filtered:
        sheet.auto_filter.ref = described.filtered
    for at, width in enumerate(described.widths):
        column = sheet.column_dimensions[column_letter(at + 1)]
        column.width = width
        if at < len(described.styles):
            _DRESSES[described.styles[at]].put_on(column)
    for validation in described.validations:
        sheet.add_data_validation(validation)
    if described.is_register:
        sheet.protection.sheet = True
        sheet.protection.autoFilter = False
        sheet.protection.sort = False
    sheet.page_setup.orientation = "landscape"
    if not described.has_grid:
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        sheet.page_setup.fitToHeight = 0
    sheet.page_margins = PageMargins(left=0.4, right=0.4, top=0.5, bottom=0.5)
    sheet.print_title_rows = "2:2" if described.filtered else None
    return sheet


def _style_numbers(sheet: Worksheet, *, mirrored: bool) -> dict[str, int]:
    """Register every cell style in the workbook of a sheet and give its number by name."""
    made = {name: WriteOnlyCell(sheet) for name in _DRESSES}
    for name, cell in made.items():
        _DRESSES[name].put_on(cell)
        if mirrored and name in _PROSE:
            cell.alignment = cell.alignment + _RIGHT_TO_LEFT
        if mirrored and name == "count":
            cell.alignment = Alignment(horizontal="right", vertical="top")
    return {name: int(cell.style_id) for name, cell in made.items()}


_TOP = Alignment(vertical="top")
_PLAIN = Font(name="Calibri", size=10, color=INK)
_WRAPPED = Alignment(vertical="top", wrap_text=True)
_MIDDLE = Alignment(vertical="center", wrap_text=True)
# Without it a full stop goes to the wrong end of a line of Arabic.
_RIGHT_TO_LEFT = Alignment(readingOrder=2)
_PROSE = frozenset({"label", "label_grey", "title", "heading", "name", "plain"})
"""Styles of texts in the language of the workbook."""

_HAIR = Border(bottom=Side(style="hair", color="CFD4D9"))


@dataclass(frozen=True)
class _Dress:
    """Font, fill, alignment and format of one cell style."""

    format: str = FORMAT_TEXT
    font: Font = _PLAIN
    fill: str | None = None
    alignment: Alignment = _TOP
    border: Border | None = None
    locked: bool = True

    def put_on(self, target: object) -> None:
        """Style a cell or a column."""
        worn: dict[str, object] = {
            "number_format": self.format,
            "font": self.font,
            "alignment": self.alignment,
            "protection": Protection(locked=self.locked),
        }
        if self.fill:
            worn["fill"] = PatternFill("solid", fgColor=self.fill)
        if self.border:
            worn["border"] = self.border
        for name, value in worn.items():
            setattr(target, name, value)


_BOLD_WHITE = Font(name="Calibri", size=10, bold=True, color="FFFFFF")
_QUIET = Font(name="Calibri", size=9, color=MUTED)
_DRESSES: Mapping[str, _Dress] = {
    "key": _Dress(font=_QUIET),
    "label": _Dress(font=_BOLD_WHITE, fill=NAVY, alignment=_MIDDLE),
    "label_grey": _Dress(font=_BOLD_WHITE, fill=MUTED, alignment=_MIDDLE),
    "hxl": _Dress(font=_QUIET, fill=PALE, border=_HAIR),
    "title": _Dress(font=Font(name="Calibri", size=18, bold=True, color=NAVY)),
    "heading": _Dress(font=Font(name="Calibri", size=11, bold=True, color=NAVY), border=_HAIR),
    "name": _Dress(font=Font(name="Calibri", size=10, color=MUTED)),
    "mono": _Dress(font=Font(name="Consolas", size=9, color=INK)),
    "plain": _Dress(alignment=_WRAPPED),
    # «Fill» cuts a long text at the edge of its cell.
    "digest_grey": _Dress(
        font=_QUIET, fill=GREY, alignment=Alignment(horizontal="fill", vertical="top")
    ),
    "count": _Dress(format="0", alignment=Alignment(horizontal="left", vertical="top")),
    **{name: _Dress(fill=colour, border=_HAIR) for name, colour in RECEIPT_COLOURS.items()},
    **{
        look.value: _Dress(
            format=_FORMATS[look],
            alignment=_WRAPPED if look is Look.LONG else _TOP,
            locked=False,
        )
        for look in Look
    },
    **{
        f"{look.value}_grey": _Dress(
            format=_FORMATS[look], font=Font(name="Calibri", size=10, color=MUTED), fill=GREY
        )
        for look in Look
    },
}
"""Every cell style by name; those of a kind's look have a grey twin for what nobody edits."""

# The library takes a sheet without rows for one of a single cell.
_DIMENSION = re.compile(rb"<dimension [^>]*/>")
_NO_ROWS = re.compile(rb"<sheetData\s*/>|<sheetData>\s*</sheetData>")
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")
_PROGRAM = re.compile(rb"<Application>[^<]*</Application>\s*<AppVersion>[^<]*</AppVersion>")


def _taken_apart(
    book: Workbook, sheets: Sequence[str], styles: Mapping[str, int], at: datetime
) -> Frame:
    stream = BytesIO()
    book.save(stream)
    with ZipFile(stream) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    halves: dict[str, tuple[bytes, bytes]] = {}
    for number, sheet in enumerate(sheets, start=1):
        whole = _DIMENSION.sub(b"", parts.pop(f"xl/worksheets/sheet{number}.xml"))
        before, after = _NO_ROWS.split(whole, maxsplit=1)
        halves[sheet] = (b"%s<sheetData>" % before, b"</sheetData>%s" % after)
    moment = at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    # The library stamps the present moment and its own name.
    parts["docProps/core.xml"] = _MODIFIED.sub(
        rb"\g<1>" + moment + rb"\g<2>", parts["docProps/core.xml"]
    )
    parts["docProps/app.xml"] = _PROGRAM.sub(
        b"<Application>strikelog</Application>", parts["docProps/app.xml"]
    )
    return Frame(parts=parts, sheets=halves, styles=styles)
