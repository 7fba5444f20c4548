"""What is read of a row: values by target, and the cells that were refused or are doubtful."""

from collections.abc import Mapping as MappingOf
from dataclasses import dataclass, field
from functools import cached_property

from ...domain.errors import BadValue
from ...domain.saying import Said
from .cellreading import Value

Trouble = BadValue | Said
"""Why a cell was refused or is doubtful; says itself in any language."""


@dataclass(frozen=True, slots=True)
class ReadCell:
    """A value with the target it was read for; `text` is how the cell put it."""

    target: str
    value: Value
    header: str
    text: str
    options: MappingOf[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DoubtfulCell:
    """A cell that was refused or is doubtful: where it stands, what it says, and why."""

    sheet: str
    cell: str
    header: str
    target: str
    text: str
    why: Trouble

    def sentence(self, language: str = "en") -> str:
        """Say where the cell stands and what is wrong with it."""
        return f"{self.sheet} {self.cell}: {self.why.sentence(language)}"


RefusedCell = DoubtfulCell


@dataclass(frozen=True)
class ReadRow:
    """One row; `number` is the row of the sheet as a person sees it.

    Parts of dates are put together under `date`, ends of numbers under the number's key without
    its bound, so that what was read is found in one place.
    """

    number: int
    cells: tuple[ReadCell, ...]
    refused: tuple[RefusedCell, ...] = ()
    doubts: tuple[DoubtfulCell, ...] = ()

    @cached_property
    def values(self) -> MappingOf[str, Value]:
        """The first value of each target."""
        found: dict[str, Value] = {}
        for cell in self.cells:
            found.setdefault(cell.target, cell.value)
        return found

    def having(self, target: str) -> tuple[ReadCell, ...]:
        """Give every cell read for a target."""
        return self._by_target.get(target, ())

    @cached_property
    def _by_target(self) -> MappingOf[str, tuple[ReadCell, ...]]:
        """The cells by target; a row is asked for a good dozen of them."""
        found: dict[str, tuple[ReadCell, ...]] = {}
        for cell in self.cells:
            found[cell.target] = (*found.get(cell.target, ()), cell)
        return found
