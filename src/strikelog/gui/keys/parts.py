"""Small parts that the screens and dialogs of keys share."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from strikelog.gui import style


def column_of(*parts: QWidget | QLayout) -> QWidget:
    """Return widgets and layouts one below the other."""
    ground = QWidget()
    column = QVBoxLayout(ground)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(style.GAP)
    for part in parts:
        if isinstance(part, QLayout):
            column.addLayout(part)
        else:
            column.addWidget(part)
    return ground


def fit_to_content(dialog: QWidget) -> None:
    """Give a dialog the height its wrapped sentences need, once they have their places."""
    QTimer.singleShot(0, dialog, dialog.adjustSize)
