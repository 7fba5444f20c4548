"""The language of the window: direction, the toolkit's own words, numbers inside other scripts."""

from PySide6.QtCore import QCoreApplication, Qt

from strikelog.gui.language import apart, language, number, set_language, upright


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
