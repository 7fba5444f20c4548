"""Attacks parted by what they hit, how, and who is named: certain and possible counts a part."""

from collections.abc import Iterable
from dataclasses import dataclass, field

Sorted = tuple[str, bool, tuple[str, ...]]
"""The id of an attack, whether it matches only possibly, and the parts it belongs to."""


@dataclass(slots=True)
class Part:
    """One part of a breakdown; `key` is a code or a name, empty for what nobody stated."""

    key: str
    certain_ids: list[str] = field(default_factory=list)
    possible_ids: list[str] = field(default_factory=list)
    unit: str = "attack"

    @property
    def low(self) -> int:
        """How many for certain."""
        return len(self.certain_ids)

    @property
    def high(self) -> int:
        """Up to how many."""
        return len(self.certain_ids) + len(self.possible_ids)

    @property
    def incident_ids(self) -> tuple[str, ...]:
        """All attacks of the part."""
        return (*self.certain_ids, *self.possible_ids)


def breakdown(attacks: Iterable[Sorted]) -> tuple[Part, ...]:
    """Part attacks, the largest part first; one that belongs to several counts in each."""
    parts: dict[str, Part] = {}
    for incident_id, is_possible, keys in attacks:
        for key in dict.fromkeys(keys or ("",)):
            part = parts.setdefault(key, Part(key))
            (part.possible_ids if is_possible else part.certain_ids).append(incident_id)
    return tuple(sorted(parts.values(), key=lambda one: (-one.high, -one.low, one.key)))
