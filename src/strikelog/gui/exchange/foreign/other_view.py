"""What is said of a table that is no list of incidents: what it is, why, and what to do."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from strikelog.domain.messages import mark
from strikelog.gui import style
from strikelog.gui.exchange.foreign.sheet_grid import Cells, Extent, SheetGrid
from strikelog.gui.language import say
from strikelog.gui.style import Ink, Look
from strikelog.gui.widgets.buttons import plain_button
from strikelog.gui.widgets.card import Card, row
from strikelog.gui.widgets.labels import label, paragraph
from strikelog.gui.widgets.pictures import Picture

_HEADINGS = {
    "other": mark("This table is not a list of incidents"),
    "no_header": mark("No row of headings was found"),
    "pivot": mark("This is a pivot table, not a list of incidents"),
    "code_book": mark("This is a code book, not a list of incidents"),
    "notes": mark("This sheet holds notes, not a list of incidents"),
    "empty": mark("This sheet is empty"),
}
_WHAT_NOW = {
    "other": mark(
        "If each row is an incident all the same, say which columns tell when and where it"
        " happened. If they stand in another file, add that file's columns: the rows are put"
        " together by their numbers."
    ),
    "no_header": mark("Click the row whose cells name the columns and say so below the sheet."),
    "pivot": mark(
        "It counts rows of another table, in which each row is an incident. Ask your partner for"
        " that one. A total that matters can be recorded under “Published totals”."
    ),
    "code_book": mark("It explains the codes of another table."),
}
_MORE_TABLES = mark("The other tables of this file can be chosen above.")
_ONLY_TABLE = mark("The file holds no other table.")
_USABLE = ("other", "no_header")
_JOINABLE = "other"
JOIN = mark("Add columns of another file…")


class OtherView(QWidget):
    """Emits `used` when the table shall be taken for incidents all the same.

    `join_requested` asks for another file whose columns belong beside these.
    """

    used = Signal()
    join_requested = Signal()
    heading_chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.heading = label("", Look.HEADING)
        self.reason = paragraph("")
        self.what_now = paragraph("", Look.MUTED)
        self.use = plain_button(say(mark("Each row is an incident")), "list")
        self.use.clicked.connect(self.used)
        self.join = plain_button(say(JOIN), "table")
        self.join.clicked.connect(self.join_requested)
        self.sheet = SheetGrid()
        self.sheet.heading_chosen.connect(self.heading_chosen)
        told = Card()
        told.body.addLayout(
            row(Picture("info", Ink.ACCENT, size=style.NAV_ICON), self.heading, None)
        )
        for part in (self.reason, self.what_now):
            part.setAlignment(part.alignment() | Qt.AlignmentFlag.AlignTop)
            told.body.addWidget(part)
        told.body.addLayout(row(self.use, self.join, None))
        grid = Card(margin=style.HAIR_LINE)
        grid.body.addWidget(self.sheet)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(style.SPACE)
        column.addWidget(told)
        column.addWidget(grid, 1)

    def show_kind(self, kind: str, reason: str, *, is_only: bool) -> None:
        """Say what a table is; `is_only` tells that the file holds no other."""
        self.heading.setText(say(_HEADINGS[kind]))
        self.reason.setText(reason)
        told = [_WHAT_NOW[kind]] if kind in _WHAT_NOW else []
        told.append(_ONLY_TABLE if is_only else _MORE_TABLES)
        self.what_now.setText(" ".join(say(one) for one in told))
        self.use.setVisible(kind in _USABLE)
        self.join.setVisible(kind == _JOINABLE)

    def take_keyboard(self) -> None:
        """Put the keyboard on what one would do first."""
        (self.use if self.use.isVisibleTo(self) else self.sheet.table).setFocus()

    def show_sheet(self, rows: Cells, extent: Extent) -> None:
        """Show the sheet it stands in."""
        self.sheet.show_sheet(rows, extent)
