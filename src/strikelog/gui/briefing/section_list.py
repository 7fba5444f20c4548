"""The sections of a briefing in their order: ticked or not, moved by mouse or keyboard."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from strikelog.domain.briefing_templates import Section
from strikelog.domain.messages import mark
from strikelog.gui import style
from strikelog.gui.language import say
from strikelog.gui.style import Look
from strikelog.gui.widgets.buttons import icon_button
from strikelog.gui.widgets.labels import label

__all__ = ["SectionList"]

_LINE = 26


class _Lines(QListWidget):
    """The list itself; Alt with an arrow moves the current line."""

    step_requested = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        is_alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if is_alt and Qt.Key(event.key()) in steps:
            self.step_requested.emit(steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)


class SectionList(QWidget):
    """Chooses and orders sections; emits `changed` when a person did."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.lines = _Lines()
        self.lines.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.lines.setAccessibleName(say(mark("Sections in their order")))
        self.lines.setUniformItemSizes(True)
        style.dress(self.lines, Look.VALUES)
        self._up = icon_button("arrow-up", say(mark("Move up")))
        self._down = icon_button("arrow-down", say(mark("Move down")))
        self._is_filling = False
        self._arrange()
        self.lines.itemChanged.connect(self._tell)
        self.lines.model().rowsMoved.connect(self._tell)
        self.lines.currentRowChanged.connect(self._enable)
        self.lines.step_requested.connect(self.move)
        self._up.clicked.connect(lambda: self.move(-1))
        self._down.clicked.connect(lambda: self.move(1))

    def show_sections(self, known: Mapping[str, Section], chosen: Sequence[str]) -> None:
        """Show the chosen sections ticked in their order, then the others as they usually go."""
        self._is_filling = True
        self.lines.clear()
        for key in dict.fromkeys((*chosen, *known)):
            self.lines.addItem(_item(key, known[key], is_chosen=key in chosen))
        line = max(_LINE, self.lines.sizeHintForRow(0))
        self.lines.setFixedHeight(self.lines.count() * line + 2 * style.HAIR)
        self.lines.setCurrentRow(0)
        self._is_filling = False
        self._enable()

    @property
    def chosen(self) -> tuple[str, ...]:
        """The ticked sections in their order."""
        items = (self.lines.item(row) for row in range(self.lines.count()))
        return tuple(
            item.data(Qt.ItemDataRole.UserRole)
            for item in items
            if item.checkState() is Qt.CheckState.Checked
        )

    def move(self, steps: int) -> None:
        """Move the current section up or down."""
        row = self.lines.currentRow()
        target = row + steps
        if row < 0 or not 0 <= target < self.lines.count():
            return
        model, top = self.lines.model(), QModelIndex()
        model.moveRow(top, row, top, target + (1 if steps > 0 else 0))
        self.lines.setCurrentRow(target)

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.addWidget(label(say(mark("Sections")), Look.SUBHEADING), 1)
        head.addWidget(self._up)
        head.addWidget(self._down)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(style.HAIR)
        column.addLayout(head)
        column.addWidget(self.lines)

    def _enable(self) -> None:
        row = self.lines.currentRow()
        self._up.setEnabled(row > 0)
        self._down.setEnabled(0 <= row < self.lines.count() - 1)

    def _tell(self) -> None:
        if not self._is_filling:
            self._enable()
            self.changed.emit()


def _item(key: str, section: Section, *, is_chosen: bool) -> QListWidgetItem:
    item = QListWidgetItem(say(section.name))
    item.setData(Qt.ItemDataRole.UserRole, key)
    flags = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled
    if section.is_needed:
        item.setToolTip(say(mark("No briefing can do without this section.")))
    else:
        flags |= Qt.ItemFlag.ItemIsUserCheckable
    item.setFlags(flags | Qt.ItemFlag.ItemIsEnabled)
    item.setCheckState(Qt.CheckState.Checked if is_chosen else Qt.CheckState.Unchecked)
    return item
