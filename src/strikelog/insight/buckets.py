"""Values of incidents sorted into buckets, brought up to date one incident at a time."""

from collections import defaultdict
from collections.abc import Collection, Hashable, Mapping
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Buckets(Generic[K, V]):
    """Keeps each incident's value in each of its buckets, told in the order of the incidents."""

    def __init__(self) -> None:
        self._held: dict[K, dict[str, tuple[int, V]]] = defaultdict(dict)
        self._of: dict[str, dict[K, V]] = {}
        self._told: dict[K, tuple[V, ...]] = {}

    def put(self, incident_id: str, place: int, values: Mapping[K, V]) -> None:
        """Take an incident's values in, in place of what it had; `place` orders incidents."""
        known = self._of.get(incident_id)
        if known == values:
            return
        self.drop(incident_id)
        self._of[incident_id] = dict(values)
        for key, value in values.items():
            self._held[key][incident_id] = (place, value)
            self._told.pop(key, None)

    def drop(self, incident_id: str) -> None:
        """Forget an incident."""
        for key in self._of.pop(incident_id, ()):
            held = self._held[key]
            del held[incident_id]
            self._told.pop(key, None)
            if not held:
                del self._held[key]

    def told(self, key: K) -> tuple[V, ...]:
        """Give the values of one bucket; empty when there is none."""
        if key not in self._told:
            if key not in self._held:
                return ()
            ordered = sorted(self._held[key].values(), key=_place)
            self._told[key] = tuple(value for _, value in ordered)
        return self._told[key]

    @property
    def buckets(self) -> Collection[K]:
        """Every bucket that holds anything."""
        return self._held.keys()


def _place(held: tuple[int, object]) -> int:
    return held[0]
