"""How large a window may be on the screen it stands on."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QWidget

from strikelog.gui import style


def room_for(window: QWidget) -> QSize:
    """Give the largest content a window may have here, with its frame and title still on screen."""
    room = window.screen().availableGeometry().size()
    return room - QSize(2 * style.HAIR, style.TITLE_BAR)


def fit_to_screen(window: QWidget) -> None:
    """Fill the screen with a window that would not fit; make no window larger than it was."""
    room = room_for(window)
    if window.width() <= room.width() and window.height() <= room.height():
        return
    window.resize(window.size().boundedTo(room))
    window.setWindowState(window.windowState() | Qt.WindowState.WindowMaximized)


def keep_on_screen(window: QWidget) -> None:
    """Make a small window no larger than the screen, and put it in the middle of that."""
    window.resize(window.size().boundedTo(room_for(window)))
    free = window.screen().availableGeometry()
    corner = free.center() - window.rect().center()
    window.move(corner.x(), max(free.top() + style.TITLE_BAR // 2, corner.y()))


def grow_to_content(dialog: QWidget) -> None:
    """Give a dialog the height its wrapped sentences need by now; it never shrinks meanwhile."""
    layout = dialog.layout()
    wanted = layout.totalHeightForWidth(dialog.width()) if layout is not None else 0
    if wanted > dialog.height():
        dialog.resize(dialog.width(), wanted)
