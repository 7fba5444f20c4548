"""Three-way comparison of one row: as exported, as we hold it, as it came back.

Pure values in and out: contents are canonical plain JSON by machine key, where a key that is
missing or None means "nothing recorded". Nobody's text is ever overwritten silently.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from ..domain.values import Plain

Content = Mapping[str, Plain]

TOGETHER = (
    ("date_edtf", "time_local", "tz"),
    ("lat", "lon", "geo_prec", "geo_method"),
    ("low", "high", "qualifier", "as_reported"),
    ("actor_id", "logic", "confidence"),
    ("quote", "quote_lang", "quote_en"),
)
"""Fields that are decided together, because half of one account and half of another is neither."""


class Outcome(Enum):
    """What a row's cell asks for."""

    NEW = "new"
    CHANGED = "changed"
    CLEARED = "cleared"
    DELETED = "deleted"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field that would become another value.

    `result` is what our record would hold after taking it; for a conflict, what taking theirs would
    make of it. `together` names the group of fields that are decided as one.
    """

    key: str
    outcome: Outcome
    base: Plain
    ours: Plain
    result: Plain
    together: str


@dataclass(frozen=True, slots=True)
class RowChange:
    """Everything one row would change; no fields means that nothing is to do."""

    fields: tuple[FieldChange, ...] = ()

    @property
    def conflicts(self) -> tuple[FieldChange, ...]:
        """Those fields that both sides changed differently."""
        return tuple(one for one in self.fields if one.outcome is Outcome.CONFLICT)

    @property
    def proposals(self) -> tuple[FieldChange, ...]:
        """Those fields that only they changed."""
        return tuple(one for one in self.fields if one.outcome is not Outcome.CONFLICT)


NOTHING = RowChange()
"""A row that changes nothing."""


def group_of(key: str) -> str:
    """Name the group a field is decided with: its first field, or the field itself."""
    return next((group[0] for group in TOGETHER if key in group), key)


def compare(base: Content | None, ours: Content, theirs: Content) -> RowChange:
    """Compare a row with our record; only keys of `theirs` count, a column left out is kept.

    Without a base nobody can tell who changed what, so every difference is a conflict.
    """
    differing = [key for key in theirs if theirs[key] != ours.get(key)]
    disputed = _disputed(base, ours, theirs)
    changes = (_change(key, base, ours, theirs, disputed) for key in differing)
    return RowChange(tuple(one for one in changes if one is not None))


def _change(
    key: str, base: Content | None, ours: Content, theirs: Content, disputed: frozenset[str]
) -> FieldChange | None:
    """Judge a field in which their row differs from our record."""
    was = None if base is None else base.get(key)
    now, wanted, group = ours.get(key), theirs[key], group_of(key)
    if base is None or group in disputed:
        return FieldChange(key, Outcome.CONFLICT, was, now, wanted, group)
    if wanted == was:
        return None
    if isinstance(was, list) or isinstance(now, list) or isinstance(wanted, list):
        return _set_change(key, was, now, wanted)
    if now != was:
        return FieldChange(key, Outcome.CONFLICT, was, now, wanted, group)
    outcome = Outcome.CLEARED if wanted is None else Outcome.CHANGED
    return FieldChange(key, outcome, was, now, wanted, group)


def _set_change(key: str, was: Plain, now: Plain, wanted: Plain) -> FieldChange | None:
    """Merge several values as sets: what either side added or removed counts."""
    old, mine, new = _values(was), _values(now), _values(wanted)
    merged = sorted((mine | (new - old)) - (old - new))
    result: Plain = merged or None
    if result == now:
        return None
    outcome = Outcome.CLEARED if result is None else Outcome.CHANGED
    return FieldChange(key, outcome, was, now, result, key)


def _values(held: Plain) -> set[str]:
    return set(held) if isinstance(held, list) else set()


def _disputed(base: Content | None, ours: Content, theirs: Content) -> frozenset[str]:
    """Name the groups of several fields in which both sides changed something, and differ."""
    if base is None:
        return frozenset()
    return frozenset(group[0] for group in TOGETHER if _is_disputed(group, base, ours, theirs))


def _is_disputed(group: tuple[str, ...], base: Content, ours: Content, theirs: Content) -> bool:
    shared = [key for key in group if key in theirs]
    by_them = any(theirs[key] != base.get(key) for key in shared)
    by_us = any(ours.get(key) != base.get(key) for key in shared)
    return by_them and by_us and any(theirs[key] != ours.get(key) for key in shared)


def taken(change: RowChange, accepted: frozenset[str]) -> Iterator[FieldChange]:
    """Give the fields that come in: all proposals not in conflict, and conflicts decided for them.

    `accepted` holds the groups of conflicts in which theirs was chosen.
    """
    for one in change.fields:
        if one.outcome is not Outcome.CONFLICT or one.together in accepted:
            yield one
