"""The language of the window: direction, the toolkit's own words, numbers inside other scripts."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QTextDocument

from strikelog import gui
from strikelog.gui.language import apart, language, number, set_language, upright
from strikelog.gui.widgets.labels import paragraph
from strikelog.gui.widgets.margins import margins

_SIDES = re.compile(r"setContentsMargins\(([^(),]+), [^(),]+, ([^(),]+), [^(),]+\)")
"""What is given for the left and for the right."""


def test_arabic_turns_the_layout_and_english_turns_it_back(qapp):
    set_language(qapp, "ar")
    assert qapp.layoutDirection() == Qt.LayoutDirection.RightToLeft

    set_language(qapp, "en")

    assert qapp.layoutDirection() == Qt.LayoutDirection.LeftToRight
    assert language() == "en"


def test_the_toolkit_speaks_the_language_too_and_stops_when_it_changes(qapp):
    def word():
        return QCoreApplication.translate("QPlatformTheme", "Cancel")

    set_language(qapp, "ar")
    arabic = word()
    set_language(qapp, "en")

    assert arabic != "Cancel"
    assert word() == "Cancel"


def test_ranges_and_names_are_kept_apart_from_their_sentence():
    assert upright("4–7") == "\u20664–7\u2069"
    assert apart("حلب") == "\u2068حلب\u2069"


def test_thousands_are_separated():
    assert number(12906) == "12\u202f906"


@pytest.mark.parametrize(("language", "sides"), [("en", (8, 2)), ("ar", (2, 8))])
def test_margins_change_sides_with_the_language(qapp, language, sides):
    set_language(qapp, language)

    found = margins(start=8, top=1, end=2, bottom=3)
    set_language(qapp, "en")

    assert (found.left(), found.right()) == sides
    assert (found.top(), found.bottom()) == (1, 3)


def test_no_layout_sets_margins_of_its_own_at_one_side_alone():
    uneven = [
        f"{file.name}: {left}, {right}"
        for file in Path(gui.__file__).parent.rglob("*.py")
        for left, right in _SIDES.findall(file.read_text("utf-8"))
        if left != right
    ]
    assert uneven == []


@pytest.mark.parametrize(
    ("text", "turned"),
    [
        ("«\u2068Hass\u2069» ليس بلداً.", True),
        ("“\u2068حاس\u2069” is no country.", False),
        ("12", True),
    ],
)
def test_a_paragraph_begins_as_its_sentence_does_and_not_as_a_name_in_it(qapp, text, turned):
    set_language(qapp, "ar")

    shown = paragraph("")
    shown.setText(text)
    set_language(qapp, "en")

    direction = shown.findChild(QTextDocument).firstBlock().textDirection()
    assert (direction == Qt.LayoutDirection.RightToLeft) is turned
