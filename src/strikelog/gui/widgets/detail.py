"""The pane beside a list: a card whose content scrolls when there is more of it than room."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from strikelog.gui import style
from strikelog.gui.style import Look
from strikelog.gui.widgets.card import Card


class DetailPane(Card):
    """Shows one thing at a time; `show_content` replaces it and goes back to its top."""

    def __init__(self) -> None:
        super().__init__(margin=style.HAIR)
        self._scroller = QScrollArea()
        self._scroller.setFrameShape(QFrame.Shape.NoFrame)
        self._scroller.setWidgetResizable(True)
        self._scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.body.addWidget(self._scroller)

    def show_content(self, content: QWidget) -> None:
        """Show another widget; the pane owns it and deletes the one before."""
        style.dress(content, Look.FRAME)
        self._scroller.setWidget(content)
        self._scroller.verticalScrollBar().setValue(0)

    @property
    def scroll_position(self) -> int:
        """How far down the content is scrolled."""
        return self._scroller.verticalScrollBar().value()

    def scroll_to(self, position: int) -> None:
        """Return to a place in the content, as when the same record is shown again."""
        self._scroller.verticalScrollBar().setValue(position)

    @property
    def content(self) -> QWidget | None:
        """What the pane shows."""
        return self._scroller.widget()


def detail_column() -> tuple[QWidget, QVBoxLayout]:
    """Return an empty content for the pane and the column to fill."""
    content = QWidget()
    column = QVBoxLayout(content)
    margin = style.MARGIN - style.HAIR - 2
    column.setContentsMargins(margin, margin, margin, margin)
    column.setSpacing(style.GAP)
    return content, column
