"""Buttons in their few looks; each has a text or, where only an icon shows, an accessible name."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QToolButton

from strikelog.gui import style
from strikelog.gui.icons import icon
from strikelog.gui.style import Ink, Look

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class PressedByReturn(QPushButton):
    """A button that Return presses as well as Space, wherever it stands; Qt does so in dialogs."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _is_press(event):
            self.click()
        else:
            super().keyPressEvent(event)


class _IconButton(QToolButton):
    """The same of a button that shows an icon alone."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _is_press(event):
            self.click()
        else:
            super().keyPressEvent(event)


def _is_press(event: QKeyEvent) -> bool:
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    is_plain = held == Qt.KeyboardModifier.NoModifier
    return event.key() in _ENTER and is_plain and not event.isAutoRepeat()


def plain_button(text: str, picture: str | None = None) -> QPushButton:
    """Return an outlined button."""
    return _button(text, picture, Ink.MUTED)


def primary_button(text: str, picture: str | None = None) -> QPushButton:
    """Return the filled button of a page's main action; one a page."""
    button = _button(text, picture, Ink.ON_PRIMARY)
    style.dress(button, Look.PRIMARY)
    return button


def danger_button(text: str, picture: str | None = None) -> QPushButton:
    """Return the button of an action that takes something away; Return alone never presses it."""
    button = _button(text, picture, Ink.GRAVE, kind=QPushButton)
    style.dress(button, Look.DANGER)
    return button


def link_button(text: str, picture: str | None = None) -> QPushButton:
    """Return a button that looks like a link."""
    button = _button(text, picture, Ink.ACCENT)
    style.dress(button, Look.LINK)
    return button


def add_button(text: str) -> QPushButton:
    """Return a dashed "+ …" button that adds a chip or a row."""
    button = _button(text, "plus", Ink.MUTED)
    style.dress(button, Look.ADD)
    return button


def icon_button(picture: str, name: str, *, size: int = style.ICON) -> QToolButton:
    """Return a button that shows an icon alone; `name` is its tooltip and accessible name."""
    button = _IconButton()
    button.setIcon(icon(picture))
    button.setIconSize(QSize(size, size))
    button.setToolTip(name)
    button.setAccessibleName(name)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button


def _button(
    text: str, picture: str | None, ink: Ink, *, kind: type[QPushButton] = PressedByReturn
) -> QPushButton:
    button = kind(text)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setAutoDefault(False)
    if picture is not None:
        button.setIcon(icon(picture, ink))
        button.setIconSize(QSize(style.ICON, style.ICON))
    return button
