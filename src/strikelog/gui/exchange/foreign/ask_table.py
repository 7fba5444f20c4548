"""A table in which one column is answered row by row: Enter, a letter or a click asks."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent

from strikelog.gui import style
from strikelog.gui.editors.suggestions import Suggestion
from strikelog.gui.exchange.foreign.answer_line import AnswerLine
from strikelog.gui.exchange.foreign.kept_rows import KeptRows
from strikelog.gui.lists.columns import Cell, Column
from strikelog.gui.lists.table import RecordTable
from strikelog.gui.preferences import Preferences


class AskTable(RecordTable):
    """Emits `answered` with the place of a row and the machine word that was chosen for it."""

    answered = Signal(int, str)

    def __init__(
        self,
        columns: Sequence[Column],
        *,
        name: str,
        label: str,
        preferences: Preferences,
        asked_column: int,
    ) -> None:
        super().__init__(columns, name=name, label=label, preferences=preferences)
        self._column = asked_column
        self._line: AnswerLine | None = None
        self._asked = -1
        self.row_activated.connect(self.ask)
        self.typed.connect(self._ask_typed)
        self.verticalScrollBar().valueChanged.connect(self.put_away)
        self.horizontalScrollBar().valueChanged.connect(self.put_away)

    # -- what a table of answers knows

    def answers(self, place: int, typed: str) -> Sequence[Suggestion]:
        """Offer answers for a row."""
        raise NotImplementedError

    def answer(self, place: int) -> str:
        """Give the words of the answer that holds for a row now."""
        raise NotImplementedError

    def row_cells(self, place: int) -> tuple[Cell, ...]:
        """Put a row into cells."""
        raise NotImplementedError

    # -- asking

    def show_places(self, count: int, *, keeps_place: bool) -> None:
        """Show so many rows; the current one stays, or it is the first one again."""
        self.put_away()
        source = KeptRows(count, self.row_cells)
        current = self.current_key if keeps_place else None
        self.show_rows(source, source.keys())
        if not keeps_place:
            self.scrollToTop()
        if count and (current is None or current >= count):
            self.go_to(0)

    def ask(self, place: int, typed: str = "") -> None:
        """Ask for the answer of a row, within the row."""
        row = self.rows.row_of(place)
        if row is None:
            return
        index = self.rows.index(row, self._column)
        self.setCurrentIndex(index)
        self.scrollTo(index)
        line = self._opened()
        self._asked = place
        line.show_answer(self.answer(place))
        room = self.visualRect(index)
        top = room.y() + (room.height() - style.CONTROL) // 2
        line.setGeometry(room.x() + 2, top, room.width() - 4, style.CONTROL)
        line.show()
        line.open(typed)

    def put_away(self) -> None:
        """Close the line in which an answer is chosen; nothing changes."""
        if self._line is None or self._line.isHidden():
            return
        had_focus = self._line.hasFocus()
        self._line.hide()
        self._asked = -1
        if had_focus:
            self.setFocus()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        is_plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        is_left = event.button() == Qt.MouseButton.LeftButton
        if index.isValid() and index.column() == self._column and is_left and is_plain:
            self.ask(self.rows.key_at(index.row()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.put_away()
        super().resizeEvent(event)

    def _opened(self) -> AnswerLine:
        if self._line is None:
            name = self.rows.columns[self._column].label
            self._line = AnswerLine(self._offered, name, self.viewport())
            self._line.chosen.connect(self._choose)
            self._line.left.connect(self.put_away)
            self._line.hide()
        return self._line

    def _offered(self, typed: str) -> Sequence[Suggestion]:
        return self.answers(self._asked, typed) if self._asked >= 0 else ()

    def _choose(self, key: str) -> None:
        place = self._asked
        self.put_away()
        if place >= 0:
            self.answered.emit(place, key)

    def _ask_typed(self, text: str) -> None:
        if self.current_key is not None and text.strip():
            self.ask(self.current_key, text)
