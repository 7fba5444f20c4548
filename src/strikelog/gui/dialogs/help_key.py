"""F1 in a dialog: the guide opens over it, at the page that speaks of what the dialog does.

The window's own shortcut does not reach into dialogs. The key is watched on the windows of the
screen, as the key that locks is, so that no dialog has to bind it, whoever made it.
"""

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from strikelog.gui.dialogs.guide import FIRST
from strikelog.gui.dialogs.help import HelpDialog, guide_page
from strikelog.gui.main_window import MainWindow

_ROOT = "strikelog.gui."
_PAGE_OF_ROOM = {
    "backups": "backups.md",
    "briefing": "briefings.md",
    "dialogs.exporting": "sharing.md",
    "duplicates": "duplicates.md",
    "exchange": "excel.md",
    "exchange.foreign": "partners.md",
    "exchange.partners_sheet": "sharing.md",
    "filtering": "finding.md",
    "forms": "recording.md",
    "identities": "people.md",
    "insight": "insight.md",
    "keys": "keys.md",
    "locking": "protection.md",
    "map": "maps.md",
    "media": "media.md",
    "window.jumping": "finding.md",
}


class HelpKey(QObject):
    """Opens the guide over whichever dialog has the keyboard when F1 is pressed."""

    def __init__(self, app: QGuiApplication, parent: QObject) -> None:
        super().__init__(parent)
        app.focusWindowChanged.connect(self._watch)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and _asks(event):
            dialog = QApplication.activeWindow()
            if isinstance(dialog, QDialog) and not isinstance(dialog, HelpDialog):
                HelpDialog(dialog, page_about(dialog)).open()
                return True
        return super().eventFilter(watched, event)

    def _watch(self, window: QWindow | None) -> None:
        if window is not None:
            # Installed twice it is still asked once.
            window.installEventFilter(self)


def page_about(widget: QWidget) -> str:
    """Give the page of the guide on a widget, or on what it was opened from."""
    for one in _upwards(widget):
        if isinstance(one, MainWindow):
            return guide_page(one.page.icon if one.page is not None else "")
        if found := _page_of_room(type(one).__module__):
            return found
    return FIRST


def _page_of_room(module: str) -> str:
    """Look a module up, then the rooms it stands in."""
    place = module.removeprefix(_ROOT) if module.startswith(_ROOT) else ""
    while place:
        if place in _PAGE_OF_ROOM:
            return _PAGE_OF_ROOM[place]
        place = place.rpartition(".")[0]
    return ""


def _upwards(widget: QWidget | None) -> Iterator[QWidget]:
    while widget is not None:
        yield widget
        widget = widget.parentWidget()


def _asks(event: QKeyEvent) -> bool:
    plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
    return event.key() == Qt.Key.Key_F1 and plain and not event.isAutoRepeat()
