"""A line for a passphrase: hidden unless the eye is open, never offered to input methods."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from strikelog.domain.messages import mark
from strikelog.gui.icons import icon
from strikelog.gui.language import say


class Secret(QLineEdit):
    """A line for a passphrase: hidden unless the eye is open, never offered to input methods."""

    def __init__(self, hint: str, *, hidden: bool = True) -> None:
        super().__init__()
        self.setPlaceholderText(hint)
        self.setAccessibleName(hint)
        # Typed words stay out of the learning dictionaries of keyboards.
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhNoAutoUppercase
        )
        self._eye = self.addAction(icon("eye"), QLineEdit.ActionPosition.TrailingPosition)
        self._eye.setToolTip(say(mark("Show what is typed")))
        self._eye.setCheckable(True)
        self._eye.toggled.connect(self._show)
        self._eye.setChecked(not hidden)
        self._show(not hidden)

    def _show(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.setEchoMode(mode)
        self._eye.setIcon(icon("eye-off" if shown else "eye"))
