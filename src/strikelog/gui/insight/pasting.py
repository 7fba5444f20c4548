"""Addresses of archived copies, pasted where their links are listed: matched, shown, entered."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from strikelog.domain.messages import mark
from strikelog.gui import style
from strikelog.gui.insight.blocks import Pasting
from strikelog.gui.language import apart, number, say, upright
from strikelog.gui.style import Look
from strikelog.gui.widgets.buttons import primary_button
from strikelog.gui.widgets.card import row
from strikelog.gui.widgets.labels import label, paragraph
from strikelog.services.preserving import Copies, copies_in

_TITLE = mark("Addresses of the copies")
_HOW = mark(
    "One a line, as the archive gives them. Most name the page they are of; where one does not,"
    " write the link before it. On a line of the list, Ctrl+V enters a single address."
)
_HINT = mark("Paste here what the archive gave you")
_FOUND = mark("Copies found: {count}. Links without one: {rest}.")
_LINE = mark("Line {line}: {why}")
_ENTER = mark("Enter the copies")
_LINES, _MOST_TOLD = 4, 6


class PastingView(QWidget):
    """Emits `entered` with the address of a copy by source."""

    entered = Signal(object)

    def __init__(self, block: Pasting) -> None:
        super().__init__()
        self._links = block.links
        self.copies = Copies({})
        self.text = QPlainTextEdit()
        self.text.setPlaceholderText(say(_HINT))
        self.text.setAccessibleName(say(_TITLE))
        self.text.setTabChangesFocus(True)
        self.text.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.text.setFixedHeight(_LINES * style.CONTROL)
        self.told = paragraph("", Look.SMALL)
        self.enter = primary_button(say(_ENTER), "check")
        self.enter.setEnabled(False)
        self.text.textChanged.connect(self._weigh)
        self.enter.clicked.connect(self._enter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(style.GAP)
        column.addWidget(label(say(_TITLE), Look.SUBHEADING))
        column.addWidget(paragraph(say(_HOW), Look.SMALL))
        column.addWidget(self.text)
        line = row(self.told, self.enter)
        line.setStretch(0, 1)
        column.addLayout(line)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
        else:
            super().keyPressEvent(event)

    def _weigh(self) -> None:
        text = self.text.toPlainText()
        self.copies = copies_in(text, self._links)
        self.enter.setEnabled(bool(self.copies.by_source))
        self.told.setText(_words(self.copies, len(self._links)) if text.strip() else "")

    def _enter(self) -> None:
        if self.copies.by_source:
            self.entered.emit(dict(self.copies.by_source))


def _words(copies: Copies, links: int) -> str:
    """Say how many lines found their link, and of the others why not."""
    count, rest = len(copies.by_source), links - len(copies.by_source)
    said = [say(_FOUND).format(count=upright(number(count)), rest=upright(number(rest)))]
    for one in copies.unread[:_MOST_TOLD]:
        said.append(say(_LINE).format(line=upright(number(one.line)), why=apart(say(one.why))))
    return "\n".join(said)
