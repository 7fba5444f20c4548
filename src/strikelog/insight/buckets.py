"""Values of incidents sorted into buckets, brought up to date one incident at a time."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Row(Generic[V]):
    """Values in the order of their places; no two have the same place."""

    def __init__(self) -> None:
        self._places: list[int] = []
        self._values: list[V] = []
        self._told: tuple[V, ...] | None = None

    def put(self, place: int, value: V) -> None:
        """Take a value in; those that come in order come at no cost."""
        self._told = None
        if not self._places or place > self._places[-1]:
            self._places.append(place)
            self._values.append(value)
            return
        at = bisect_left(self._places, place)
        self._places.insert(at, place)
        self._values.insert(at, value)

    def drop(self, place: int) -> None:
        """Forget the value at a place."""
        self._told = None
        at = bisect_left(self._places, place)
        del self._places[at], self._values[at]

    def told(self) -> tuple[V, ...]:
        """Give the values in order."""
        if self._told is None:
            self._told = tuple(self._values)
        return self._told

    def __len__(self) -> int:
        """How many values it holds."""
        return len(self._places)


class Buckets(Generic[K, V]):
    """Keeps each incident's value in each of its buckets, told in the order of the incidents."""

    def __init__(self) -> None:
        self._held: dict[K, Row[V]] = defaultdict(Row)
        self._of: dict[str, tuple[int, tuple[K, ...]]] = {}

    def put(self, incident_id: str, place: int, values: tuple[tuple[K, V], ...]) -> None:
        """Take an incident's values in, in place of what it had; `place` orders incidents."""
        self.drop(incident_id)
        self._of[incident_id] = (place, tuple([key for key, _ in values]))
        for key, value in values:
            self._held[key].put(place, value)

    def fill(self, found: Iterable[tuple[str, int, K, V]]) -> None:
        """Take in incidents that were not known, each with its place, one bucket and its value."""
        of, rows = self._of, self._held
        last: K | None = None  # most lie in one bucket, and to look it up takes longer
        row: Row[V] = Row()
        keys: tuple[K, ...] = ()
        for incident_id, place, key, value in found:
            if key is not last:
                last, row, keys = key, rows[key], (key,)
            of[incident_id] = (place, keys)
            row.put(place, value)

    def drop(self, incident_id: str) -> None:
        """Forget an incident."""
        place, keys = self._of.pop(incident_id, (0, ()))
        for key in keys:
            row = self._held[key]
            row.drop(place)
            if not row:
                del self._held[key]

    def told(self, key: K) -> tuple[V, ...]:
        """Give the values of one bucket; empty when there is none."""
        return self._held[key].told() if key in self._held else ()

    @property
    def buckets(self) -> Collection[K]:
        """Every bucket that holds anything."""
        return self._held.keys()
