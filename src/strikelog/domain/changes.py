"""What changed, as a value: the one message from services to whoever shows records."""

from dataclasses import dataclass

EVERYTHING = frozenset({"*"})


@dataclass(frozen=True, slots=True)
class Changes:
    """Entities and ids touched by one change; `ids` is empty when there are too many to name."""

    entities: frozenset[str] = frozenset()
    ids: frozenset[str] = frozenset()
    label: str = ""

    def concerns(self, *entities: str) -> bool:
        """Tell whether any of the named entities may have changed."""
        return self.entities == EVERYTHING or not self.entities.isdisjoint(entities)
