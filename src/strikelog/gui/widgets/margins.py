"""Margins at the start and the end of lines, which change sides with the language."""

from PySide6.QtCore import QMargins, Qt
from PySide6.QtGui import QGuiApplication


def margins(*, start: int = 0, top: int = 0, end: int = 0, bottom: int = 0) -> QMargins:
    """Give margins in pixels; a layout does not turn its own round when lines run leftwards."""
    if QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft:
        return QMargins(end, top, start, bottom)
    return QMargins(start, top, end, bottom)
