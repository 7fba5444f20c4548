"""Drop-down lists of a few answers, each with its machine word."""

from collections.abc import Iterable

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QComboBox

from strikelog.gui import style


class Combo(QComboBox):
    """A list of answers that may be narrower than its longest one."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)

    def offer(self, answers: Iterable[tuple[str, str]], answer: str) -> None:
        """Offer (machine word, words) and show the one that holds; nothing is signalled."""
        was_blocked = self.blockSignals(True)
        self.clear()
        for key, words in answers:
            self.addItem(words, key)
        self.setCurrentIndex(max(0, self.findData(answer)))
        self.blockSignals(was_blocked)

    @property
    def answer(self) -> str:
        """The machine word of the answer shown."""
        return str(self.currentData() or "")

    def minimumSizeHint(self) -> QSize:
        return QSize(style.FIELD_MIN, super().minimumSizeHint().height())
