"""Arabic and Latin stand on one line in fields."""

import pytest
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QLineEdit

from strikelog.gui import style
from strikelog.gui.widgets.lines import keep_level


@pytest.fixture
def line(qtbot):
    """A shown line that keeps its level."""
    made = QLineEdit()
    keep_level(made)
    qtbot.addWidget(made)
    made.resize(240, style.CONTROL)
    made.show()
    return made


def height_of_text(line, family):
    """Where the text stands in the line, measured from above to its foot."""
    font = QFont(style.font())
    font.setFamilies([family])
    return line.cursorRect().y() + QFontMetrics(font).ascent()


def test_arabic_stands_as_high_as_latin(line):
    line.setText("Idlib")
    latin = height_of_text(line, style.FAMILIES[0])

    line.setText("إدلب")

    assert abs(height_of_text(line, style.FAMILIES[1]) - latin) <= 1


def test_latin_typed_after_arabic_stands_where_it_stood(line):
    line.setText("Idlib")
    before = line.cursorRect().y()

    line.setText("إدلب")
    line.setText("Idlib")

    assert line.cursorRect().y() == before
