"""The filter as one line of text that can be typed, pasted and copied."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from strikelog.domain.filter_text import FilterError, filter_text, parse_filter
from strikelog.domain.filters import Filter
from strikelog.domain.messages import mark
from strikelog.domain.records import Record
from strikelog.gui import style
from strikelog.gui.errors import sentence
from strikelog.gui.language import language, say
from strikelog.gui.style import Look
from strikelog.gui.widgets.buttons import icon_button, primary_button
from strikelog.gui.widgets.card import row
from strikelog.gui.widgets.labels import paragraph
from strikelog.gui.widgets.lines import EscapableLine

HINT = mark('type:hospital date:2019-05..2019-11 place:Idleb killed>=5 "double tap"')


class FilterLine(QFrame):
    """Shows the canonical text; `applied` with what was typed, once it can be read."""

    applied = Signal(object)
    left = Signal()

    def __init__(self, entity: type[Record]) -> None:
        super().__init__()
        style.dress(self, Look.FRAME)
        self._entity = entity
        self._text = EscapableLine()
        # Filters are written from left to right, whatever the language of the window.
        self._text.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._text.setAccessibleName(say(mark("Filter as text")))
        self._text.setPlaceholderText(say(HINT))
        self._problem = paragraph("")
        self._problem.setProperty("tone", "grave")
        self._problem.hide()
        apply = primary_button(say(mark("Apply")))
        close = icon_button("x", say(mark("Leave the filter as it was")))
        apply.clicked.connect(self._apply)
        close.clicked.connect(self.left)
        self._text.returnPressed.connect(self._apply)
        self._text.escaped.connect(self.left)
        self._text.textEdited.connect(self._problem.hide)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(style.HAIR)
        column.addLayout(row(self._text, apply, close))
        column.addWidget(self._problem)
        self.setFocusProxy(self._text)

    @property
    def text(self) -> str:
        """What stands in the line."""
        return self._text.text()

    @property
    def problem(self) -> str:
        """What is wrong with the text; empty while nothing is."""
        return "" if self._problem.isHidden() else self._problem.text()

    def start(self, where: Filter) -> None:
        """Show a filter and put the keyboard behind it."""
        self._text.setText(filter_text(where))
        self._problem.hide()
        self._text.setFocus()
        self._text.end(False)

    def _apply(self) -> None:
        try:
            where = parse_filter(self._text.text(), self._entity, language())
        except FilterError as error:
            self._show_problem(error)
            return
        self.applied.emit(where)

    def _show_problem(self, error: FilterError) -> None:
        """Say what is wrong, and select the text from where it goes wrong."""
        self._problem.setText(sentence(error))
        self._problem.show()
        begin = int(str(error.params.get("position", 0)))
        wrong = str(error.params.get("text", ""))
        self._text.setSelection(begin, max(1, len(wrong)))
        self._text.setFocus()
