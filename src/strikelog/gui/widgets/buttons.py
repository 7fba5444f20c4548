"""Buttons in their few looks; each has a text or, where only an icon shows, an accessible name."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QPushButton, QToolButton

from strikelog.gui import style
from strikelog.gui.icons import icon
from strikelog.gui.style import Ink, Look


def plain_button(text: str, picture: str | None = None) -> QPushButton:
    """Return an outlined button."""
    return _button(text, picture, Ink.MUTED)


def primary_button(text: str, picture: str | None = None) -> QPushButton:
    """Return the filled button of a page's main action; one a page."""
    button = _button(text, picture, Ink.ON_PRIMARY)
    style.dress(button, Look.PRIMARY)
    return button


def danger_button(text: str, picture: str | None = None) -> QPushButton:
    """Return the button of an action that takes something away."""
    button = _button(text, picture, Ink.GRAVE)
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
    button = QToolButton()
    button.setIcon(icon(picture))
    button.setIconSize(QSize(size, size))
    button.setToolTip(name)
    button.setAccessibleName(name)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button


def _button(text: str, picture: str | None, ink: Ink) -> QPushButton:
    button = QPushButton(text)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setAutoDefault(False)
    if picture is not None:
        button.setIcon(icon(picture, ink))
        button.setIconSize(QSize(style.ICON, style.ICON))
    return button
