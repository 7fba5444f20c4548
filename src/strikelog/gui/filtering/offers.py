"""What can be asked of a record class, each thing once, and suggestions while a name is typed."""

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

from PySide6.QtCore import QObject

from strikelog.domain.filter_fields import filter_fields
from strikelog.domain.filters import FilterField, Meaning
from strikelog.domain.records import Record
from strikelog.gui.language import say
from strikelog.gui.tasks import Latest, Tasks

_NEVER_ASKED = frozenset({"deleted", "codelist_version", "id", "rev"})
_FIRST = (
    *("date", "place", "governorate", "site", "type", "weapon", "means", "killed", "injured"),
    *("actor", "workflow", "grading", "pattern", "event", "source", "period"),
)
"""What people filter by most, in the order they are offered it."""

_TARGETS = {"site": ("Site",), "actors": ("Actor",), "actor": ("Actor",)}
"""Record classes whose names a summary field holds."""


class Named(Protocol):
    """A record as it is offered while typing."""

    @property
    def title(self) -> str:
        """Name."""

    @property
    def detail(self) -> str:
        """What tells it from others of that name."""


class Offering(Protocol):
    """Whoever knows the names of records."""

    def choices(self, targets: Iterable[str], typed: str, limit: int = 12) -> Sequence[Named]:
        """Offer records for what was typed so far."""


def offered_fields(entity: type[Record]) -> list[FilterField]:
    """Give what an entity can be filtered by, each thing once, what is asked most first."""
    found: dict[str, FilterField] = {}
    said_by_another: set[str] = set()
    for each in filter_fields(entity).values():
        apart = each.meaning in (Meaning.PRESENCE, Meaning.NEAR)
        key = each.name if apart else each.field.key
        if key not in _NEVER_ASKED and key not in said_by_another:
            found.setdefault(key, each)
            said_by_another.add(each.high_key)
    return sorted(found.values(), key=_place)


def _place(each: FilterField) -> int:
    return _FIRST.index(each.name) if each.name in _FIRST else len(_FIRST)


def presence_choices(entity: type[Record]) -> list[tuple[str, str]]:
    """Give name and label of every field one can ask to be filled or missing."""
    asked = [each for each in offered_fields(entity) if each.meaning is not Meaning.PRESENCE]
    return [(each.name, say(each.label)) for each in asked if each.meaning is not Meaning.NEAR]


def targets_of(each: FilterField) -> tuple[str, ...]:
    """Name the record classes whose names are values of a field; none for plain text."""
    if each.meaning in (Meaning.PLACE, Meaning.NAME):
        return each.field.target
    return _TARGETS.get(each.field.key, ()) if each.in_summary else ()


class Suggestions(QObject):
    """Asks for names beside the window; only the answer to the newest question arrives."""

    def __init__(self, finding: Offering, tasks: Tasks) -> None:
        super().__init__()
        self._finding = finding
        self._latest = Latest(tasks, self)

    def ask(
        self, targets: Sequence[str], typed: str, done: Callable[[Sequence[Named]], None]
    ) -> None:
        """Give `done` the records whose names begin like what was typed, in any spelling."""
        self._latest.run(lambda _progress: self._finding.choices(targets, typed), done)

    def forget(self) -> None:
        """Nobody waits for the answer any more."""
        self._latest.drop()
