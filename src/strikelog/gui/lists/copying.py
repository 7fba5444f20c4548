"""Rows as text for the clipboard: tab-separated, as spreadsheets and letters take it."""

from collections.abc import Iterable, Sequence

from strikelog.gui.lists.model import PagedModel

MOST_ROWS = 5000
"""More than this is an export, not a copy."""


def as_text(model: PagedModel, rows: Iterable[int], columns: Sequence[int]) -> str:
    """Return the labels and the rows as they are shown, without what separates cells."""
    lines = [[model.columns[column].label for column in columns]]
    for row in rows:
        lines.append([_said(model, row, column) for column in columns])
    return "\n".join("\t".join(line) for line in lines)


def _said(model: PagedModel, row: int, column: int) -> str:
    cell = model.cell(row, column)
    both = f"{cell.text} ({cell.second})" if cell.second else cell.text
    return " ".join(both.split())
