"""The ledger of numbers: what every printed figure counts, by which rule, and from which records.

A number is printed through the ledger, which hands back its words; so none stands on a page
without a unit and the records behind it.
"""

from collections.abc import Iterable
from dataclasses import dataclass

__all__ = ["Figure", "Ledger"]


@dataclass(frozen=True, slots=True)
class Figure:
    """One printed number; the key is unique in its document and the same for the same content."""

    key: str
    words: str
    unit: str
    rule: str
    incident_ids: tuple[str, ...] = ()
    claim_ids: tuple[str, ...] = ()

    def __str__(self) -> str:
        return self.words


class Ledger:
    """Collects the figures of one document in the order of printing."""

    def __init__(self) -> None:
        self._figures: list[Figure] = []

    def enter(
        self,
        words: str,
        *,
        unit: str,
        rule: str,
        incident_ids: Iterable[str] = (),
        claim_ids: Iterable[str] = (),
    ) -> str:
        """Enter a number and give its words back, to be printed."""
        key = f"F{len(self._figures) + 1}"
        figure = Figure(key, words, unit, rule, tuple(incident_ids), tuple(claim_ids))
        self._figures.append(figure)
        return figure.words

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Every figure entered so far."""
        return tuple(self._figures)

    def __len__(self) -> int:
        return len(self._figures)
