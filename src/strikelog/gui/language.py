"""The language of the window: what to translate into, and which way the layout runs."""

from PySide6.QtCore import QLibraryInfo, QLocale, Qt, QTranslator
from PySide6.QtWidgets import QApplication

from strikelog.domain.count_words import number_words
from strikelog.domain.messages import is_right_to_left, translate
from strikelog.domain.text import isolate, isolate_ltr

_TOOLKIT = "toolkit words"


def set_language(app: QApplication, language: str) -> None:
    """Turn the application to a language; windows made afterwards speak it."""
    app.setProperty("language", language)
    _translate_toolkit(app, language)
    QLocale.setDefault(QLocale(language))
    mirrored = is_right_to_left(language)
    direction = Qt.LayoutDirection.RightToLeft if mirrored else Qt.LayoutDirection.LeftToRight
    app.setLayoutDirection(direction)


def _translate_toolkit(app: QApplication, language: str) -> None:
    """Let the toolkit's own menus, such as those of text fields, speak the language."""
    known = app.findChild(QTranslator, _TOOLKIT)
    if known is not None:
        app.removeTranslator(known)
        known.deleteLater()
        known.setObjectName("")
    words = QTranslator(app)
    words.setObjectName(_TOOLKIT)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if words.load(f"qtbase_{language}", folder):
        app.installTranslator(words)


def language() -> str:
    """Return the language of the window as a BCP 47 tag."""
    app = QApplication.instance()
    return (app.property("language") if app is not None else None) or "en"


def say(text: str) -> str:
    """Translate a marked text into the language of the window."""
    return translate(text, language())


def number(value: int) -> str:
    """Write a count as print does: with thin spaces between thousands."""
    return number_words(value)


def upright(text: str) -> str:
    """Isolate figures, ranges, codes and coordinates: 4–7 stays 4–7 inside Arabic."""
    return isolate_ltr(text)


def apart(text: str) -> str:
    """Isolate a name of unknown script from the sentence around it."""
    return isolate(text)
