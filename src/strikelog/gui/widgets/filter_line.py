"""The filter as a line of text: typed, pasted, corrected where it is not understood."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from strikelog.domain.messages import mark
from strikelog.gui import style
from strikelog.gui.icons import icon
from strikelog.gui.language import say
from strikelog.gui.style import Look, Tone
from strikelog.gui.widgets.labels import paragraph


class FilterLine(QWidget):
    """Emits `entered` with the text on Enter, `left` on Escape; what is wrong stands below it."""

    entered = Signal(str)
    left = Signal()

    def __init__(self, hint: str) -> None:
        super().__init__()
        self._text = _Line()
        self._text.setPlaceholderText(hint)
        self._text.setAccessibleName(say(mark("Filter as text")))
        # The words before the colons are codes; in Arabic, too, they read from the left.
        self._text.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._text.addAction(icon("list-filter"), QLineEdit.ActionPosition.LeadingPosition)
        self._problem = paragraph("", Look.SMALL)
        self._problem.setProperty("tone", str(Tone.GRAVE))
        self._problem.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(style.HAIR)
        column.addWidget(self._text)
        column.addWidget(self._problem)
        self.setFocusProxy(self._text)
        self._text.returnPressed.connect(self._enter)
        self._text.left.connect(self.left)
        self._text.textEdited.connect(self._forgive)

    @property
    def text(self) -> str:
        """What stands in the line."""
        return self._text.text()

    def show_text(self, text: str) -> None:
        """Replace the text, such as by the text form of the chips; no problem is left."""
        self._text.setText(text)
        self._forgive()

    def show_problem(self, sentence: str, *, start: int = -1, length: int = 0) -> None:
        """Say what was not understood and select it, for typing over it."""
        self._problem.setText(sentence)
        self._problem.show()
        self._text.setAccessibleDescription(sentence)
        style.flag(self._text, "bad", "true")
        if start >= 0:
            self._text.setSelection(start, length)

    def _forgive(self) -> None:
        self._problem.hide()
        self._text.setAccessibleDescription("")
        style.flag(self._text, "bad", "false")

    def _enter(self) -> None:
        self.entered.emit(self._text.text().strip())


class _Line(QLineEdit):
    """A line that tells when Escape leaves it."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
