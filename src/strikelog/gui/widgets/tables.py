"""Tables of short lines: whole rows are picked, no grid, and Tab goes on to the next part."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QTableView

from strikelog.gui import style
from strikelog.gui.style import Look


def dress_as_lines(
    table: QTableView, name: str, *, look: Look = Look.VALUES, height: int = style.CONTROL
) -> None:
    """Give a table of lines its look and manners, and the name that is read out."""
    style.dress(table, look)
    table.setAccessibleName(name)
    table.setFrameShape(QFrame.Shape.NoFrame)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setTabKeyNavigation(False)
    table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
    table.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(height)
    head = table.horizontalHeader()
    head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
