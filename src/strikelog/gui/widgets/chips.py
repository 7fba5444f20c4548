"""Filter chips: each names one condition; click to edit, × or Delete to take it away."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QToolButton, QWidget

from strikelog.domain.messages import mark
from strikelog.gui import style
from strikelog.gui.icons import icon
from strikelog.gui.language import say
from strikelog.gui.style import Ink, Look
from strikelog.gui.widgets.buttons import add_button, link_button
from strikelog.gui.widgets.card import row
from strikelog.gui.widgets.flow import FlowLayout

_REMOVE_KEYS = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


@dataclass(frozen=True)
class Chip:
    """What a chip stands for (`key`) and what it says (`text`)."""

    key: str
    text: str


class FilterChip(QFrame):
    """One condition of the filter."""

    edit_requested = Signal(str)
    removed = Signal(str)

    def __init__(self, chip: Chip) -> None:
        super().__init__()
        self.chip = chip
        style.dress(self, Look.CHIP)
        self.setFixedHeight(style.CHIP)
        self._name = QPushButton(chip.text)
        self._name.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._name.setAccessibleName(chip.text)
        self._name.clicked.connect(self._edit)
        self._name.installEventFilter(self)
        line = QHBoxLayout(self)
        line.setContentsMargins(style.HAIR, 0, style.HAIR, 0)
        line.setSpacing(0)
        line.addWidget(self._name)
        line.addWidget(self._cross(), alignment=Qt.AlignmentFlag.AlignVCenter)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and _asks_to_remove(event):
            self._remove()
            return True
        return super().eventFilter(watched, event)

    def _cross(self) -> QToolButton:
        cross = QToolButton()
        cross.setIcon(icon("x", Ink.PICKED))
        cross.setIconSize(QSize(style.SPACE, style.SPACE))
        cross.setFixedSize(style.PILL, style.PILL)
        cross.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        words = say(mark("Remove filter: {name}")).format(name=self.chip.text)
        cross.setToolTip(words)
        cross.setAccessibleName(words)
        cross.clicked.connect(self._remove)
        return cross

    def _edit(self) -> None:
        self.edit_requested.emit(self.chip.key)

    def _remove(self) -> None:
        self.removed.emit(self.chip.key)


def _asks_to_remove(event: QKeyEvent) -> bool:
    return event.type() == QEvent.Type.KeyPress and event.key() in _REMOVE_KEYS


class ChipRow(QWidget):
    """All conditions of the filter, and what can be done with them."""

    add_requested = Signal()
    edit_requested = Signal(str)
    remove_requested = Signal(str)
    clear_requested = Signal()
    save_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._chips: list[FilterChip] = []
        self._add = add_button(say(mark("Add filter")))
        self._clear = link_button(say(mark("Clear all")))
        self._save = link_button(say(mark("Save view")))
        self._add.clicked.connect(self.add_requested)
        self._clear.clicked.connect(self.clear_requested)
        self._save.clicked.connect(self.save_requested)
        self._flow = FlowLayout()
        self._flow.addWidget(self._add)
        self._links = row(self._clear, self._save, gap=style.SPACE)
        self._links.setAlignment(Qt.AlignmentFlag.AlignTop)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(style.SPACE)
        line.addLayout(self._flow, 1)
        line.addLayout(self._links)
        self.show_chips(())

    @property
    def add_chip_button(self) -> QPushButton:
        """The "Add filter" button, to open a menu below it."""
        return self._add

    @property
    def chips(self) -> list[FilterChip]:
        """The chips as shown, in order."""
        return list(self._chips)

    def add_links(self, *links: QPushButton) -> None:
        """Put further links behind "Save view"."""
        for link in links:
            self._links.addWidget(link)

    def show_chips(self, chips: Sequence[Chip]) -> None:
        """Replace all chips."""
        for old in self._chips:
            self._flow.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._chips = [self._made(chip) for chip in chips]
        for place, chip in enumerate(self._chips):
            self._flow.insert(place, chip)
            chip.show()
        for link in (self._clear, self._save):
            link.setVisible(bool(chips))
        self.updateGeometry()

    def _made(self, chip: Chip) -> FilterChip:
        made = FilterChip(chip)
        made.edit_requested.connect(self.edit_requested)
        made.removed.connect(self.remove_requested)
        return made
