"""Where the person was when the vault was locked, and when it locks; kept inside the vault."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

from ..storage.database import Database

_PLACE = "resume.place"
_LOCK = "settings.lock"

IDLE_MINUTES = 3
LEAST_MINUTES, MOST_MINUTES = 1, 15


@dataclass(frozen=True)
class Draft:
    """Text that stands in a field and could not be saved as its value."""

    record: str
    field: str
    text: str


@dataclass(frozen=True)
class Whereabouts:
    """What was open, and how far it had got; ids and keys, never words for the outside.

    `page` names the page, `where` its filter as text, `row` the key of the current row, `form` the
    id of the record whose form was open, `is_new` that nothing of it was stored yet. `focus` is
    the record and field that had the keyboard. `capture` is what stood in the quick capture.
    """

    page: str = ""
    where: str = ""
    row: int | None = None
    form: str = ""
    is_new: bool = False
    focus: tuple[str, str] = ("", "")
    scroll: int = 0
    drafts: tuple[Draft, ...] = ()
    capture: Mapping[str, str] = field(default_factory=dict)


class Resuming:
    """Keeps the whereabouts and the lock's settings of one vault."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @property
    def idle_minutes(self) -> int:
        """After how long without input to lock; within its limits whatever the vault holds."""
        try:
            minutes = int(self._database.facts(_LOCK).get(_LOCK, IDLE_MINUTES))
        except ValueError:
            minutes = IDLE_MINUTES
        return max(LEAST_MINUTES, min(MOST_MINUTES, minutes))

    def save_idle_minutes(self, minutes: int) -> None:
        """Keep after how long without input to lock."""
        self._database.remember(_LOCK, str(minutes))

    def leave(self, place: Whereabouts) -> None:
        """Keep where the person is, for the next time the vault is opened."""
        if not self._database.read_only:
            self._database.remember(_PLACE, json.dumps(asdict(place), ensure_ascii=False))

    def take(self) -> Whereabouts | None:
        """Give where the person was, once; it is forgotten by that."""
        text = self._database.facts(_PLACE).get(_PLACE)
        if text is None:
            return None
        if not self._database.read_only:
            self._database.remember(_PLACE, None)
        return _read(text)


def _read(text: str) -> Whereabouts | None:
    """Read what was left; what another version of the program left otherwise is nothing."""
    try:
        plain = json.loads(text)
        drafts = tuple(Draft(**one) for one in plain.pop("drafts", ()))
        first, second = plain.pop("focus", ("", ""))
        return Whereabouts(**plain, drafts=drafts, focus=(first, second))
    except (ValueError, TypeError, AttributeError):
        return None
