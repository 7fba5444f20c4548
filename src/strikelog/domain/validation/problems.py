"""What is wrong with a record, as a value: the rule, where it was found, and the sentence."""

from dataclasses import dataclass

from ..dates import FuzzyDate, date_words
from ..messages import translate
from ..records import Record
from ..vocabularies import vocabulary


class Term(str):
    """A marked text inside a sentence, such as a field's label; translated with the sentence."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Coded:
    """A code used inside a sentence; shown by its label in the language of the sentence."""

    vocabulary: str
    code: str


@dataclass(frozen=True, slots=True)
class Listed:
    """Several values used inside a sentence, one beside the other."""

    items: tuple["str | Coded | FuzzyDate", ...]


Param = str | int | Coded | FuzzyDate | Listed
"""What may fill a placeholder of a message."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding of one rule on one record.

    `key` names the field, empty when it concerns the record as a whole. `refuses` is True for
    nonsense that may never be stored or imported; every other problem is shown while the record
    is saved.
    """

    code: str
    entity: str
    id: str
    key: str
    message: str
    params: tuple[tuple[str, Param], ...] = ()
    refuses: bool = False

    @property
    def is_error(self) -> bool:
        """Tell errors (E…) from warnings (W…)."""
        return self.code.startswith("E")

    def sentence(self, language: str = "en") -> str:
        """Say what is wrong and what to do, in a language."""
        filled = {name: _shown(value, language) for name, value in self.params}
        return translate(self.message, language).format(**filled)


def found(
    code: str,
    record: Record,
    key: str,
    message: str,
    /,
    *,
    refuses: bool = False,
    **params: Param,
) -> Problem:
    """Make the problem of a rule on a record; `params` fill the placeholders of `message`."""
    entity = type(record).__name__
    return Problem(code, entity, record.id, key, message, tuple(params.items()), refuses)


def _shown(value: Param, language: str) -> str:
    if isinstance(value, Term):
        return translate(str(value), language)
    if isinstance(value, Coded):
        return vocabulary(value.vocabulary).label(value.code, language)
    if isinstance(value, Listed):
        return " · ".join(_shown(item, language) for item in value.items)
    if isinstance(value, FuzzyDate):
        return date_words(value, language)
    return str(value)
