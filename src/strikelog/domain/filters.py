"""A filter as data: one value that drives the table, the count, the workbook and the PDF alike.

Terms are joined by AND. Values are kept in the text form people type, already brought to one
spelling (codes as codes, dates as EDTF or `first..last`), so that a filter can be shown, pasted,
saved and compared.
"""

from dataclasses import dataclass, field
from enum import Enum

from .fields import Field


class Meaning(Enum):
    """What a condition looks at, beyond a plain field of the record."""

    FIELD = "field"  # the field itself
    DATE = "date"  # a fuzzy date against a window: certain or possible
    PLACE = "place"  # a place with everything inside it
    NEAR = "near"  # latitude,longitude,radius
    PEOPLE = "people"  # an adopted range of people
    SITE = "site"  # names, local names and aliases of the sites affected
    SITE_TYPE = "site_type"  # types of the places hit
    NAME = "name"  # the name of a linked record
    PRESENCE = "presence"  # `has:` and `missing:` a field


class Op(Enum):
    """How a condition compares."""

    IS = ":"  # equals any of the values; contains, for text; may be in the window, for dates
    CERTAIN = "!:"  # certainly in the window
    AT_LEAST = ">="
    AT_MOST = "<="
    MORE = ">"
    LESS = "<"


@dataclass(frozen=True, slots=True)
class FilterField:
    """A name that may stand before the colon, for one entity.

    `field` is what is compared: a field of the record, of its summary (`in_summary`), or of its
    claims (an incident's `source`). Of a range of people it is the low end and `high_key` the key
    of the high end. PRESENCE compares no field; its values are names of filter fields.
    """

    name: str
    meaning: Meaning
    field: Field
    label: str
    in_summary: bool = False
    high_key: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """Text to be found anywhere in a record; `phrase` asks for the words in that order."""

    text: str
    phrase: bool = False


@dataclass(frozen=True, slots=True)
class Condition:
    """One comparison: name of a FilterField, operator, values joined by OR."""

    name: str
    op: Op
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Everything that does not match the term."""

    term: "Term"


@dataclass(frozen=True, slots=True)
class Either:
    """Whatever matches at least one of the terms."""

    terms: tuple["Term", ...]


@dataclass(frozen=True, slots=True)
class Both:
    """Whatever matches all of the terms; needed only inside `Either`."""

    terms: tuple["Term", ...]


Term = Words | Condition | Not | Either | Both


@dataclass(frozen=True, slots=True)
class Filter:
    """What is asked for; no terms means everything."""

    terms: tuple[Term, ...] = field(default=())

    def __bool__(self) -> bool:
        return bool(self.terms)

    def with_term(self, term: Term) -> "Filter":
        """Ask for a further term; one that is there already is not repeated."""
        return self if term in self.terms else Filter((*self.terms, term))

    def without(self, term: Term) -> "Filter":
        """Stop asking for a term."""
        return Filter(tuple(one for one in self.terms if one != term))


@dataclass(frozen=True, slots=True)
class Order:
    """What a list is sorted by: key of a field or summary field."""

    key: str
    descending: bool = False


ALL = Filter()
