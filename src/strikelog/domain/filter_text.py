"""The one module to import for the text of filters: read, written, and said in words on a chip."""

import re

from .filter_reading import (
    BRACKETS,
    COMMAS,
    MINUS,
    QUOTES,
    FilterError,
    is_blank,
    parse_filter,
)
from .filter_values import Asked, circle_of, window_of
from .filter_words import term_words
from .filters import Both, Condition, Either, Filter, Not, Term, Words

__all__ = [
    "Asked",
    "FilterError",
    "circle_of",
    "filter_text",
    "parse_filter",
    "term_text",
    "term_words",
    "window_of",
]


def filter_text(filter: Filter) -> str:  # noqa: A002 - the word people know
    """Write a filter so that `parse_filter` reads it back, with names and values as stored."""
    return " ".join(map(term_text, filter.terms))


def term_text(term: Term) -> str:
    """Write one term of a filter."""
    match term:
        case Words():
            return _quoted(term.text) if term.phrase else _word(term.text)
        case Condition():
            return f"{term.name}{term.op.value}{_values(term)}"
        case Not():
            return f"-{term_text(term.term)}"
        case Both():
            return f"({' '.join(map(term_text, term.terms))})"
        case Either():
            return f"({' OR '.join(map(_alternative, term.terms))})"


def _alternative(term: Term) -> str:
    """Write a side of OR, which binds looser than standing side by side."""
    return " ".join(map(term_text, term.terms)) if isinstance(term, Both) else term_text(term)


_KEYWORDS = frozenset({"OR", "AND"})
_PROTECTED = frozenset(("\\", *BRACKETS, *QUOTES, *":<>≤≥"))


def _word(text: str) -> str:
    """Write a word so that none of its signs means anything."""
    # A comma would go on with the values of a condition before it.
    if text in _KEYWORDS or text[:1] in (*MINUS, *COMMAS):
        return f"\\{text[:1]}{_protected(text[1:])}"
    return _protected(text)


def _protected(text: str) -> str:
    return "".join(f"\\{sign}" if sign in _PROTECTED or is_blank(sign) else sign for sign in text)


def _values(condition: Condition) -> str:
    # A circle is one value with commas of its own; only among several must they be told apart.
    if condition.name == "near" and len(condition.values) == 1:
        return condition.values[0]
    return ",".join(map(_value, condition.values))


_PLAIN_VALUE = re.compile(r"[\w.+\-/@%~?#\[\]:&;*=]+")


def _value(text: str) -> str:
    return text if _PLAIN_VALUE.fullmatch(text) else _quoted(text)


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
