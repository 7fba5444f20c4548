"""The editor of yes, no, and not known: three buttons, because blank is an answer too."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from strikelog.domain.display import NO, YES
from strikelog.domain.fields import Field
from strikelog.domain.messages import mark
from strikelog.gui import style
from strikelog.gui.editors.editor import Editor
from strikelog.gui.language import say

_ANSWERS = ((True, YES), (False, NO), (None, mark("Not known")))
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}


class AnswerEditor(Editor):
    """Three buttons of which one is pressed; arrows go from one to the next."""

    def __init__(self, field: Field) -> None:
        self._row = QWidget()
        self.buttons = [QPushButton(say(text)) for _, text in _ANSWERS]
        super().__init__(field, self._row, self.buttons[0])
        self._group = QButtonGroup(self, exclusive=True)
        line = QHBoxLayout(self._row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(style.HAIR)
        for place, button in enumerate(self.buttons):
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.setAccessibleName(f"{say(field.label)}: {button.text()}")
            if place:
                button.installEventFilter(self)
            self._group.addButton(button, place)
            line.addWidget(button)
        line.addStretch(1)
        self._group.idClicked.connect(self._answered)

    def display(self, value: object) -> None:
        """Press the button of the answer."""
        place = next(at for at, (answer, _) in enumerate(_ANSWERS) if answer is value)
        self.buttons[place].setChecked(True)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = _STEPS.get(Qt.Key(event.key()))
            if step is not None:
                self._go(step)
                return True
        if event.type() is QEvent.Type.FocusOut and not self._has_focus():
            self.left.emit()
        return super().eventFilter(watched, event)

    def _has_focus(self) -> bool:
        return any(button.hasFocus() for button in self.buttons)

    def _go(self, step: int) -> None:
        if self._row.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            step = -step
        place = min(max(self._group.checkedId() + step, 0), len(self.buttons) - 1)
        self.buttons[place].setFocus()
        self.buttons[place].click()

    def _answered(self, place: int) -> None:
        self.give(_ANSWERS[place][0])
