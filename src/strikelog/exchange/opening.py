"""Opening a file of any table format that a stranger made."""

from pathlib import Path

from ..domain.progress import Progress
from .confined import META
from .kept import reader
from .workbooks import Workbook


def open_workbook(path: Path, progress: Progress | None = None) -> Workbook:
    """Read a file of any table format; raises a StrikelogError that says why it cannot be read."""
    with reader() as kept:
        return kept.open(path, progress)


def is_ours(given: Workbook | Path) -> bool:
    """Tell whether strikelog itself made a workbook, by the sheet that says so.

    A file is merely glanced at; one that cannot be read is not ours.
    """
    if isinstance(given, Workbook):
        return any(sheet.name == META for sheet in given.sheets)
    with reader() as kept:
        return kept.is_ours(given)
