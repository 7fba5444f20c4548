"""Eight boxes for the eight groups of a recovery key or a receipt, each checked as it is typed."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from strikelog.domain.messages import mark
from strikelog.domain.recovery_keys import GROUP_DIGITS, GROUPS, digits_of, is_group
from strikelog.gui import style
from strikelog.gui.language import say
from strikelog.gui.style import Look, Tone
from strikelog.gui.widgets.labels import label, paragraph

_ACROSS = 4
_WRONG = mark("Group {group} is mistyped. Compare it with the paper.")


class GroupsEditor(QWidget):
    """Reads digits of any script; goes on by itself; takes a whole key that is pasted.

    `changed` after every keystroke, `submitted` on Enter.
    """

    changed = Signal()
    submitted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.boxes = [self._box(place) for place in range(1, GROUPS + 1)]
        self._told = paragraph("", Look.SMALL)
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(style.GAP)
        grid.setVerticalSpacing(style.HAIR)
        for place, box in enumerate(self.boxes):
            line, across = divmod(place, _ACROSS)
            number = label(str(place + 1), Look.TINY)
            number.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
            grid.addWidget(number, 2 * line, across)
            grid.addWidget(box, 2 * line + 1, across)
        digits = QWidget()
        # Digits are read from left to right in every language.
        digits.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        digits.setLayout(grid)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(style.HAIR)
        column.addWidget(digits)
        column.addWidget(self._told)
        self.setFocusProxy(self.boxes[0])

    def text(self) -> str:
        """Give what was typed, the groups parted by spaces."""
        return " ".join(digits_of(box.text()) for box in self.boxes)

    def set_text(self, text: str) -> None:
        """Fill the boxes from a text, such as one that was pasted."""
        digits = digits_of(text)
        for place, box in enumerate(self.boxes):
            box.setText(digits[place * GROUP_DIGITS : (place + 1) * GROUP_DIGITS])

    @property
    def is_complete(self) -> bool:
        """True when every group is possible where it stands."""
        return all(is_group(box.text(), place) for place, box in enumerate(self.boxes, start=1))

    def clear(self) -> None:
        """Forget what was typed."""
        self.set_text("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            box = next((one for one in self.boxes if one is watched), None)
            if box is not None and self._took(box, event):
                return True
        return super().eventFilter(watched, event)

    def _box(self, place: int) -> QLineEdit:
        box = QLineEdit()
        box.setMaxLength(GROUP_DIGITS)
        box.setAlignment(Qt.AlignmentFlag.AlignCenter)
        box.setAccessibleName(say(mark("Group {group} of 8")).format(group=place))
        box.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhPreferNumbers
        )
        box.installEventFilter(self)
        box.textChanged.connect(self._notice)
        box.returnPressed.connect(self.submitted)
        return box

    def _took(self, box: QLineEdit, event: QKeyEvent) -> bool:
        """Paste into all boxes; step back from an empty one."""
        place = self.boxes.index(box)
        if event.matches(QKeySequence.StandardKey.Paste):
            pasted = digits_of(QGuiApplication.clipboard().text())
            if len(pasted) > GROUP_DIGITS:
                self.set_text(pasted)
                self.boxes[-1].setFocus()
                return True
        if event.key() == Qt.Key.Key_Backspace and not box.text() and place:
            self.boxes[place - 1].setFocus()
            return True
        return False

    def _notice(self) -> None:
        wrong = [place for place, box in enumerate(self.boxes, start=1) if _is_wrong(box, place)]
        for place, box in enumerate(self.boxes, start=1):
            style.flag(box, "marked", place in wrong)
        self._told.setText(say(_WRONG).format(group=wrong[0]) if wrong else "")
        style.flag(self._told, "tone", str(Tone.GRAVE) if wrong else "")
        self._go_on()
        self.changed.emit()

    def _go_on(self) -> None:
        place = next((at for at, box in enumerate(self.boxes) if box.hasFocus()), None)
        if place is None or place + 1 == GROUPS:
            return
        box = self.boxes[place]
        if is_group(box.text(), place + 1) and box.cursorPosition() == GROUP_DIGITS:
            self.boxes[place + 1].setFocus()
            self.boxes[place + 1].selectAll()


def _is_wrong(box: QLineEdit, place: int) -> bool:
    """Tell a group that is whole and impossible; one under way is not judged."""
    typed = box.text()
    whole = len(typed) == GROUP_DIGITS
    return (whole and not is_group(typed, place)) or len(digits_of(typed)) < len(typed)
