"""The ledger of numbers: what every printed figure counts, by which rule, and from which records.

A number is printed through the ledger, which hands back its words; so none stands on a page
without a unit and the records behind it. Where wanted, the words carry the key of the figure with
them (see `figure_marks.py`), so that the page can print it and a reader can point at the number.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from ..domain.claimed import Axes
from .figure_marks import Marks, marked

__all__ = ["Figure", "Ledger"]


@dataclass(frozen=True, slots=True)
class Figure:
    """One printed number.

    The key is unique in its document. `of` says what is counted and is the same in every issue,
    whatever the number; `about` is what tells it from others of its rule, in print: the name of a
    bar, whoever published it. `low` and `high` are the number itself, None where an end is open.
    `axes` says which people are counted, `source_ids` whose number it is where nobody's claim is.
    """

    key: str
    words: str
    unit: str
    rule: str
    incident_ids: tuple[str, ...] = ()
    claim_ids: tuple[str, ...] = ()
    of: str = ""
    low: int | None = None
    high: int | None = None
    about: str = ""
    axes: Axes | None = None
    source_ids: tuple[str, ...] = ()

    def __str__(self) -> str:
        return self.words


class Ledger:
    """Collects the figures of one document in the order of printing.

    `grounds` finds the claims behind a number of people where it is entered without them.
    """

    def __init__(
        self,
        marks: Marks = Marks.NONE,
        grounds: Callable[[Iterable[str], Axes], tuple[str, ...]] = lambda _ids, _axes: (),
    ) -> None:
        self._marks = marks
        self._grounds = grounds
        self._figures: dict[tuple[str, tuple[str, ...], tuple[str, ...]], Figure] = {}
        self._seen: dict[str, int] = {}

    def enter(
        self,
        words: str,
        *,
        unit: str,
        rule: str,
        incident_ids: Iterable[str] = (),
        claim_ids: Iterable[str] = (),
        of: str = "",
        low: int | None = None,
        high: int | None = None,
        about: str = "",
        axes: Axes | None = None,
        source_ids: Iterable[str | None] = (),
    ) -> str:
        """Enter a number and give its words back, to be printed.

        The same count of the same records, told twice, is one figure. `of` names what is counted
        where the rule and what it is `about` do not.
        """
        of = of or (f"{rule}: {about}" if about else "")
        behind = tuple(incident_ids), tuple(claim_ids)
        if axes and not behind[1]:
            behind = behind[0], self._grounds(behind[0], axes)
        known = self._figures.get((of, *behind)) if of else None
        if known is None:
            key = f"F{len(self._figures) + 1}"
            named = self._named(of or rule)
            whose = tuple(one for one in source_ids if one)
            known = Figure(key, words, unit, rule, *behind, named, low, high, about, axes, whose)
            self._figures[of or f"{key} {named}", *behind] = known
        return marked(words, known.key, self._marks)

    def count(
        self,
        words: str,
        number: int,
        *,
        unit: str,
        rule: str,
        incident_ids: Iterable[str] = (),
        claim_ids: Iterable[str] = (),
        of: str = "",
        about: str = "",
    ) -> str:
        """Enter a number that is known exactly."""
        return self.enter(
            words,
            unit=unit,
            rule=rule,
            incident_ids=incident_ids,
            claim_ids=claim_ids,
            of=of,
            about=about,
            low=number,
            high=number,
        )

    def settle(self, of: str, words: str, number: int) -> str:
        """Put the number of a figure right that could not be known when it was entered."""
        for name, one in self._figures.items():
            if one.of == of:
                self._figures[name] = replace(one, words=words, low=number, high=number)
                return marked(words, one.key, self._marks)
        return words

    def _named(self, of: str) -> str:
        """What is counted, told apart from what has the same name with other records behind it."""
        self._seen[of] = self._seen.get(of, 0) + 1
        return of if self._seen[of] == 1 else f"{of} ({self._seen[of]})"

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Every figure entered so far."""
        return tuple(self._figures.values())

    def __len__(self) -> int:
        return len(self._figures)
