"""What a page shows while it has nothing to show: why, and what to do first."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from strikelog.gui import style
from strikelog.gui.style import Ink, Look
from strikelog.gui.widgets.buttons import plain_button, primary_button
from strikelog.gui.widgets.labels import label, paragraph
from strikelog.gui.widgets.pictures import Picture

_CENTER = Qt.AlignmentFlag.AlignHCenter


class EmptyState(QWidget):
    """A large icon, a heading, one sentence, and the button of the first step."""

    action_requested = Signal()

    def __init__(
        self, picture: str, heading: str, sentence: str, *, action: str = "", sign: str = "plus"
    ) -> None:
        super().__init__()
        self._sentence = paragraph(sentence, Look.MUTED)
        self._sentence.setAlignment(_CENTER)
        self._sentence.setFixedWidth(style.SENTENCE_WIDTH)
        # Without it a centred layout gives a long sentence two lines and cuts off the rest.
        self._sentence.setMinimumHeight(self._sentence.heightForWidth(style.SENTENCE_WIDTH))
        self._button = primary_button(action, sign)
        self._others = QHBoxLayout()
        self._others.setSpacing(style.GAP)
        self._button.clicked.connect(self.action_requested)
        if not action:
            self._button.hide()
        drawing = Picture(picture, Ink.FAINT, size=style.BIG_ICON)
        column = QVBoxLayout(self)
        column.setSpacing(style.SPACE)
        column.addStretch(2)
        for part in (drawing, label(heading, Look.HEADING), self._sentence, self._button):
            column.addWidget(part, alignment=_CENTER)
        column.addLayout(self._others)
        column.setAlignment(self._others, _CENTER)
        column.addStretch(3)

    def offer(self, text: str, picture: str) -> QPushButton:
        """Add a button for another thing one could do first, and return it."""
        button = plain_button(text, picture)
        self._others.addWidget(button)
        return button
