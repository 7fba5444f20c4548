"""What of an item is shown before anyone asks for it: graphic material stays behind a veil.

Asking is per item and lasts for this sitting; nothing of it is written down.
"""

from enum import StrEnum

from PySide6.QtCore import QObject, Signal

from strikelog.domain.display import code_words
from strikelog.domain.messages import mark
from strikelog.gui.language import language, say

_HIDDEN = frozenset({"graphic", "sensitive"})


class Veil(StrEnum):
    """How much of a picture is seen."""

    NONE = "none"
    SOFT = "soft"
    """Grey and out of focus: nobody has said yet what it shows."""
    FULL = "full"
    """Nothing at all: it is known to be hard to look at."""


_NOT_VIEWED = mark("Not viewed")


def warning(graphic: str) -> str:
    """Say in a word or two why an item is veiled, by code of GRAPHIC; blank for what is safe."""
    if graphic in _HIDDEN:
        return code_words("GRAPHIC", graphic, language())
    return say(_NOT_VIEWED) if graphic == "unknown" else ""


class Asking(QObject):
    """Remembers what was asked for; `changed` carries the id of an item whose veil changed."""

    changed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._asked: set[str] = set()

    def veil(self, evidence_id: str, graphic: str | None) -> Veil:
        """Tell what may be shown of an item that is marked so."""
        if graphic == "no" or evidence_id in self._asked:
            return Veil.NONE
        return Veil.FULL if graphic in _HIDDEN else Veil.SOFT

    def is_asked(self, evidence_id: str) -> bool:
        """Tell whether someone asked to see the item."""
        return evidence_id in self._asked

    def show(self, evidence_id: str) -> None:
        """Lift the veil of an item until the end of the sitting."""
        if evidence_id not in self._asked:
            self._asked.add(evidence_id)
            self.changed.emit(evidence_id)

    def hide(self, evidence_id: str) -> None:
        """Let the veil down again."""
        if evidence_id in self._asked:
            self._asked.remove(evidence_id)
            self.changed.emit(evidence_id)
