"""Workbooks for reading: sheets whose every cell has a look of its own, as receipts are."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile

from .cells import CellValue
from .frame import Frame
from .parts import batches, member, replacing
from .sheets import LINE_HEIGHT, lines_of, styled_row

Cells = Sequence[tuple[CellValue, str]]
"""A row as values with the name of the style of each."""

_LETTERS = 58
_TALLEST = 6


def write_package(path: Path, frame: Frame, sheets: Iterable[tuple[str, Iterable[Cells]]]) -> None:
    """Write a workbook over a path at once; a failure leaves what was there."""
    with replacing(path) as stream:
        pack(stream, frame, sheets)


def pack(stream: BinaryIO, frame: Frame, sheets: Iterable[tuple[str, Iterable[Cells]]]) -> None:
    """Write the members of a workbook: the frame, then each sheet by its name."""
    with ZipFile(stream, "w", ZIP_DEFLATED) as package:
        for name, part in frame.parts.items():
            package.writestr(member(name), part)
        for name, rows in sheets:
            told = (line_of(frame, at, cells) for at, cells in enumerate(rows, start=1))
            put_sheet(package, frame, name, told)


def put_sheet(package: ZipFile, frame: Frame, name: str, rows: Iterable[str]) -> None:
    """Write one sheet, row by row."""
    before, after = frame.sheets[name]
    with package.open(member(frame.part_of(name)), "w", force_zip64=True) as part:
        part.write(before)
        for batch in batches(rows):
            part.write("".join(batch).encode())
        part.write(after)


def line_of(
    frame: Frame,
    number: int,
    cells: Cells,
    *,
    hidden: bool = False,
    least: int = 1,
) -> str:
    """Write one row, as high as its wrapped texts need, at least some lines."""
    wrapped = [lines_of(value, _LETTERS) for value, look in cells if look == "plain"]
    titled = 2 * any(look == "title" for _, look in cells)
    tall = max([least, titled, *wrapped])
    return styled_row(
        number,
        [(value, frame.styles[look]) for value, look in cells],
        hidden=hidden,
        height=min(tall, _TALLEST) * LINE_HEIGHT if tall > 1 else None,
    )
