"""Boxes for small whole numbers."""

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QSpinBox


def count_box(least: int, most: int) -> QSpinBox:
    """Return a box for a number, in the digits 0-9 that the program writes in every language."""
    box = QSpinBox()
    plain = QLocale.c()
    plain.setNumberOptions(QLocale.NumberOption.OmitGroupSeparator)
    box.setLocale(plain)
    box.setRange(least, most)
    return box
