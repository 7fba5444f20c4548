"""The language of the first screens: the system's at the very first start, the other one at hand.

Whoever reads no English must not have to find the settings in English, behind a passphrase.
"""

from dataclasses import replace

from PySide6.QtCore import QLocale, QObject

from strikelog.domain.messages import LANGUAGE_NAMES, LANGUAGES
from strikelog.gui.language import language
from strikelog.gui.start.looks import Looks
from strikelog.gui.start.screens import StartWindow
from strikelog.services.settings import Appearance


def at_first(appearance: Appearance, *, was_chosen: bool) -> Appearance:
    """Give the look to begin with: in the system's language, unless one was chosen before."""
    spoken = QLocale.system().name().partition("_")[0]
    if was_chosen or spoken not in LANGUAGES:
        return appearance
    return replace(appearance, language=spoken)


class OtherTongue(QObject):
    """Turns the first screens into the other language, at the press of its name."""

    def __init__(self, window: StartWindow, looks: Looks) -> None:
        super().__init__(window)
        self._window = window
        self._looks = looks
        window.tongue.clicked.connect(self._turn)
        window.screen_changed.connect(self._name)
        self._name()

    def _turn(self) -> None:
        self._looks.change(replace(self._looks.appearance, language=_other()))
        self._window.show_again()

    def _name(self) -> None:
        self._window.tongue.setText(LANGUAGE_NAMES[_other()])


def _other() -> str:
    """Give the language that the window does not speak now."""
    return next(one for one in LANGUAGES if one != language())
