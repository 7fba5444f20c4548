"""What is proposed for the columns of a table: meanings, reasons and open questions."""

from dataclasses import dataclass

from ...domain.saying import Said
from .mapping import ColumnMapping, Mapping


@dataclass(frozen=True, slots=True)
class UndecidedValue:
    """A spelling that no code is known for; `near` are codes of similar labels, the best first."""

    header: str
    target: str
    text: str
    count: int
    near: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DateDoubt:
    """A column of dates whose order is not told by its values, or which holds both orders.

    `examples` are cells with the two days they may mean, as ISO days: (text, day first, month
    first). `exchanged` tells that real date cells stand between texts, of which a spreadsheet has
    probably exchanged day and month; `decided` is the order of the texts then.
    """

    header: str
    examples: tuple[tuple[str, str, str], ...]
    reason: Said
    exchanged: bool = False
    decided: str = ""


@dataclass(frozen=True, slots=True)
class ColumnProposal:
    """What one column probably means; `confidence` runs from 0 to 1.

    `others` are further targets that would fit, `disagreement` what header and tag say against
    each other.
    """

    column: int
    header: str
    hxl: str
    mapping: ColumnMapping
    reason: Said
    confidence: float
    samples: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    disagreement: Said | None = None
    undecided: tuple[UndecidedValue, ...] = ()
    date_doubt: DateDoubt | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """The mapping that is proposed and why; `learned_from` names the mapping it was taken from."""

    mapping: Mapping
    columns: tuple[ColumnProposal, ...]
    learned_from: str = ""

    @property
    def disagreements(self) -> tuple[ColumnProposal, ...]:
        """The columns whose header and tag disagree."""
        return tuple(each for each in self.columns if each.disagreement)

    @property
    def undecided(self) -> tuple[UndecidedValue, ...]:
        """The spellings that nobody has given a code yet."""
        return tuple(value for each in self.columns for value in each.undecided)

    @property
    def date_doubts(self) -> tuple[DateDoubt, ...]:
        """The columns of dates that a person has to decide about."""
        return tuple(each.date_doubt for each in self.columns if each.date_doubt)
