"""Workbooks and briefings, against what the libraries need for the same cells."""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from python_calamine import load_workbook

from strikelog.services.workspace import Workspace
from strikelog.storage.vault import Vault

from .measuring import Line, in_turns, ms, seconds
from .vaults import PASSPHRASE, vault_of

Cells = dict[str, list[list[object]]]


@contextmanager
def opened(incidents: int) -> Iterator[Workspace]:
    """Open a cached vault with all its services."""
    workspace = Workspace.over(Vault.open(vault_of(incidents), PASSPHRASE))
    try:
        yield workspace
    finally:
        workspace.close()


def cells_of(path: Path) -> Cells:
    """Read every cell of a workbook and nothing else."""
    book = load_workbook(path)
    return {
        name: book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        for name in book.sheet_names
    }


def write_bare(path: Path, cells: Cells) -> None:
    """Write the same cells by openpyxl's write-only mode, every text typed as text."""
    book = Workbook(write_only=True)
    for name, rows in cells.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append([_cell(sheet, value) for value in row])
    book.save(path)


def _cell(sheet: object, value: object) -> object:
    if not isinstance(value, str) or not value:
        return value or None
    cell = WriteOnlyCell(sheet, value)
    cell.data_type, cell.number_format = "s", "@"
    return cell


def measure_workbook(incidents: int, runs: int = 1) -> list[Line]:
    """Time export and import preview of everything."""
    with opened(incidents) as workspace, tempfile.TemporaryDirectory() as folder:
        path, bare = Path(folder) / "full.xlsx", Path(folder) / "bare.xlsx"
        first = seconds(lambda: workspace.exporting.export(path))
        cells = cells_of(path)
        exports = in_turns(
            (lambda: workspace.exporting.export(path), lambda: write_bare(bare, cells)), runs
        )
        cells.clear()
        previews = in_turns(
            (lambda: workspace.importing.preview(path), lambda: cells_of(path)), runs
        )
        changed = workspace.importing.preview(path).is_empty
    assert changed, "an untouched workbook changes nothing"
    exports[0].append(first)
    size = f"{incidents:,}"
    return [
        _line("Excel export, against write-only openpyxl", size, exports),
        _line("import preview, against reading the cells", size, previews),
    ]


def _line(name: str, size: str, times: Sequence[Sequence[float]]) -> Line:
    ours, bare = (sorted(part)[len(part) // 2] for part in times)
    ratio = ours / bare
    return Line(name, size, ms(ours), ms(bare), ratio, "<= 1.5x", ratio <= 1.5)
