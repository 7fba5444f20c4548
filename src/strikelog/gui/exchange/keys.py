"""Keys of a page that hold wherever in it the keyboard is."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


def listen(page: QWidget, acts: Mapping[str, Callable[[], None]]) -> None:
    """Let keys do something while the keyboard is anywhere in a page."""
    context = Qt.ShortcutContext.WidgetWithChildrenShortcut
    for keys, act in acts.items():
        QShortcut(QKeySequence(keys), page, context=context).activated.connect(act)
