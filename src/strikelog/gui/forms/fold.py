"""A heading that opens and closes what stands below it; built when it is first opened."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from strikelog.gui import style
from strikelog.gui.icons import icon
from strikelog.gui.scrolling import bring_into_sight
from strikelog.gui.style import Look
from strikelog.gui.widgets.labels import ElidedLabel


class Fold(QWidget):
    """One group: its title, a summary while it is closed, its content while it is open."""

    opened = Signal()

    def __init__(self, title: str, build: Callable[[], QWidget]) -> None:
        super().__init__()
        self._build = build
        self._content: QWidget | None = None
        self._head = QPushButton(title)
        self._head.setIconSize(QSize(style.SMALL_ICON, style.SMALL_ICON))
        self._head.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._head.setAutoDefault(False)
        self._head.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        style.dress(self._head, Look.FOLD)
        self._head.clicked.connect(self._turn)
        self._text = ""
        self._summary = ElidedLabel("", Look.SMALL)
        line = QHBoxLayout()
        line.setSpacing(style.GAP)
        line.addWidget(self._head)
        line.addWidget(self._summary, 1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(style.GAP)
        self._column.addLayout(line)
        self._sign()

    @property
    def is_open(self) -> bool:
        """True while the content shows."""
        return self._content is not None and not self._content.isHidden()

    @property
    def title(self) -> str:
        """What the heading says."""
        return self._head.text()

    def summarise(self, text: str) -> None:
        """Say in one line what is inside."""
        self._text = text
        self._summary.show_text("" if self.is_open else text)

    def open(self, *, shown: bool = True) -> None:
        """Show or hide the content."""
        if shown and self._content is None:
            self._content = self._build()
            self._column.addWidget(self._content)
            self.opened.emit()
        if self._content is not None:
            self._content.setVisible(shown)
        if shown:
            bring_into_sight(self)
        self.summarise(self._text)
        self._sign()

    def _turn(self) -> None:
        self.open(shown=not self.is_open)

    def _sign(self) -> None:
        self._head.setIcon(icon("chevron-down" if self.is_open else "chevron-right"))
        self._head.setAccessibleDescription("" if self.is_open else self._summary.text())
