"""Views that are dressed before they are first shown."""

from PySide6.QtWidgets import QWidget


def dress_ahead(view: QWidget) -> None:
    """Let every part of a view that is still hidden look up its style.

    Where a view has many parts, that alone would hold the window up at the moment it is shown.
    """
    for part in (view, *view.findChildren(QWidget)):
        part.ensurePolished()
