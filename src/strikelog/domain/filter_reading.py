"""The text of a filter, as people type and paste it, read into terms.

Words and "phrases" search all text; `field:a,b` asks a field for any of several values; `-`
excludes; `(a OR b)` gives a choice; terms side by side must all match. A backslash takes the next
sign as it is.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .errors import BadValue, StrikelogError
from .filter_fields import find_filter_field
from .filter_values import Asked, close_names, condition_of, name_typed
from .filters import Both, Condition, Either, Filter, FilterField, Not, Op, Term, Words
from .messages import mark
from .records import Record


class FilterError(StrikelogError):
    """Something in a filter cannot be read.

    Parameters of each: `text` is what cannot be read, `position` where it begins, counted from 0,
    `suggestion` what may have been meant, perhaps blank.
    """

    message = mark("The filter cannot be read from “{text}” on.")


class UnknownFilterField(FilterError):
    """A name before a colon names no field."""

    message = mark(
        "There is no field “{text}” to filter by. Try {suggestion},"
        " or put the text in quotes to search for it."
    )


class FieldNotNamed(FilterError):
    """A colon or comparison has nothing before it."""

    message = mark("“{text}” has no field before it. Write it like {suggestion}.")


class ValueNotGiven(FilterError):
    """A field has nothing behind its colon."""

    message = mark("“{text}” has no value. Write it right behind, or remove the field.")


class BadFilterValue(FilterError):
    """A field cannot have this value; `reason` tells why."""

    message = "{field}: {reason}"


class QuoteNotClosed(FilterError):
    """A quotation has no end."""

    message = mark("The quotation from “{text}” on has no end. Close it with {suggestion}")


class BracketNotClosed(FilterError):
    """A bracket was opened and not closed."""

    message = mark("The bracket before “{text}” is not closed. Close it with {suggestion}")


class BracketNotOpened(FilterError):
    """A bracket was closed and not opened."""

    message = mark("A bracket is closed at “{text}” that was not opened. Remove it.")


class NothingInBrackets(FilterError):
    """A pair of brackets holds no term."""

    message = mark("The brackets “{text}” are empty. Remove them or write a term into them.")


class LooseOr(FilterError):
    """OR lacks a term on one side."""

    message = mark("“{text}” stands between two terms. Write the missing one, or remove it.")


class TooDeep(FilterError):
    """Brackets or minus signs stand in each other without need."""

    message = mark("The brackets from “{text}” on stand too deep in each other. Use fewer.")


def parse_filter(text: str, entity: type[Record], language: str = "en") -> Filter:
    """Read the text of a filter over one entity; raises FilterError.

    Names and codes in English are always understood, labels of `language` as well.
    """
    return _Parser(text, entity, language).whole()


DEEPEST = 20
"""Brackets that may stand in each other."""

QUOTES = {'"': '"', "“": "”", "„": "“", "”": "”", "«": "»", "‟": "”"}
"""Signs that open a quotation, and those that close it."""

UNSEEN = frozenset(
    "\u200b\u200e\u200f\u061c\ufeff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
"""Marks without width, which come along when text of both directions is copied."""

OPS = {**{op.value: op for op in Op}, "≥": Op.AT_LEAST, "≤": Op.AT_MOST}
MINUS = "-−"
BRACKETS = "()"
COMMAS = ",،"
_OP = re.compile("|".join(sorted(map(re.escape, OPS), key=len, reverse=True)))
_SHOWN = 40


def is_blank(sign: str) -> bool:
    """Tell whether a sign parts terms."""
    return sign.isspace() or sign in UNSEEN


@dataclass(slots=True)
class _Parser:
    """What is left to read: everything from `at` on."""

    text: str
    entity: type[Record]
    language: str
    at: int = 0
    depth: int = 0

    def whole(self) -> Filter:
        """Read all of the text."""
        groups = self._groups()
        if self.at < len(self.text):
            raise BracketNotOpened(**self._here(self.at))
        return Filter(tuple(groups[0])) if len(groups) == 1 else Filter((_choice(groups),))

    def _here(self, position: int, suggestion: str = "") -> dict[str, object]:
        """Give the parameters of an error that begins at a position."""
        shown = self.text[position : position + _SHOWN].strip()
        return {"text": shown, "position": position, "suggestion": suggestion}

    def _next(self) -> str:
        """Skip what parts terms and give the next sign, blank at the end."""
        while self.at < len(self.text) and is_blank(self.text[self.at]):
            self.at += 1
        return self.text[self.at : self.at + 1]

    def _groups(self) -> list[list[Term]]:
        """Read up to the end or a closing bracket: what OR parts, each a list of terms."""
        groups: list[list[Term]] = [[]]
        position = self.at
        while self._next() not in ("", ")"):
            if self._takes("OR"):
                position = self.at - 2
                if not groups[-1]:
                    raise LooseOr(text="OR", position=position, suggestion="")
                groups.append([])
            elif not self._takes("AND") and (term := self._term()) is not None:
                groups[-1].append(term)
        if len(groups) > 1 and not groups[-1]:
            raise LooseOr(text="OR", position=position, suggestion="")
        return groups

    def _takes(self, keyword: str) -> bool:
        """Take a keyword if it comes next as a word of its own."""
        end = self.at + len(keyword)
        after = self.text[end : end + 1]
        if self.text[self.at : end] != keyword or not _ends_word(after):
            return False
        self.at = end
        return True

    def _term(self) -> Term | None:
        """Read one term; a dash that stands alone, as in pasted titles, is none."""
        start = self.at
        while self.text[self.at : self.at + 1] and self.text[self.at] in MINUS:
            self.at += 1
        excluded = self.at - start
        if excluded and _ends_word(self.text[self.at : self.at + 1], opening=False):
            return None
        if excluded > DEEPEST:
            raise TooDeep(**self._here(start))
        term = self._positive()
        for _ in range(excluded if term else 0):
            term = Not(term) if term else None
        return term

    def _positive(self) -> Term | None:
        """Read a term without the minus before it."""
        position = self.at
        if self.text[position] == "(":
            return self._bracket()
        quoted = self.text[position] in QUOTES
        name = self._quotation() if quoted else self._bare(names=True)
        if found := _OP.match(self.text, self.at):
            return self._condition(name, position, op=OPS[found[0]])
        if quoted:
            return Words(name, phrase=True) if name.strip() else None
        return Words(name)

    def _bracket(self) -> Term:
        start = self.at
        self.depth += 1
        if self.depth > DEEPEST:
            raise TooDeep(**self._here(start))
        self.at += 1
        groups = self._groups()
        if self.at >= len(self.text):
            raise BracketNotClosed(**self._here(start + 1, ")"))
        self.at += 1
        self.depth -= 1
        if not groups[0]:
            shown = self.text[start : self.at][:_SHOWN]
            raise NothingInBrackets(text=shown, position=start, suggestion="")
        return _choice(groups)

    def _quotation(self) -> str:
        """Read what stands in quotes; a backslash protects a quote or another backslash."""
        start, closing = self.at, QUOTES[self.text[self.at]]
        found: list[str] = []
        self.at += 1
        while (sign := self.text[self.at : self.at + 1]) != closing:
            if not sign:
                raise QuoteNotClosed(**self._here(start, closing))
            following = self.text[self.at + 1 : self.at + 2]
            protected = sign == "\\" and following in (closing, "\\", '"') and following != ""
            found.append(following if protected else sign)
            self.at += 2 if protected else 1
        self.at += 1
        return "".join(found)

    def _bare(self, *, names: bool) -> str:
        """Read a word, or a value where `names` is false; a backslash protects any sign."""
        found: list[str] = []
        while sign := self.text[self.at : self.at + 1]:
            if self._stops(sign, names=names):
                break
            self.at += 1
            if sign == "\\" and self.at < len(self.text):
                sign = self.text[self.at]
                self.at += 1
            found.append(sign)
        return "".join(found)

    def _stops(self, sign: str, *, names: bool) -> bool:
        if is_blank(sign) or sign in BRACKETS or sign in QUOTES:
            return True
        return _OP.match(self.text, self.at) is not None if names else sign in COMMAS

    def _condition(self, name: str, position: int, *, op: Op) -> Condition:
        """Read what follows a name, from the sign on."""
        if not name.strip():
            raise FieldNotNamed(**self._here(self.at, "killed>=5"))
        each = find_filter_field(self.entity, name, self.language)
        if each is None:
            close = close_names(self.entity, name, self.language)
            raise UnknownFilterField(text=name[:_SHOWN], position=position, suggestion=close)
        self.at += len(_sign_at(self.text, self.at))
        values = self._values()
        if not values:
            shown = self.text[position : self.at].strip()
            raise ValueNotGiven(text=shown[:_SHOWN], position=position, suggestion="")
        return self._checked(each, op, values=values)

    def _values(self) -> list[tuple[int, str]]:
        """Read values joined by commas, each with its position; blank ones do not count."""
        found: list[tuple[int, str]] = []
        while sign := self._next():
            position = self.at
            value = self._quotation() if sign in QUOTES else self._bare(names=False)
            if value.strip():
                found.append((position, value))
            end = self.at
            if self._next() not in tuple(COMMAS):
                self.at = end
                break
            self.at += 1
        return found

    def _checked(
        self, each: FilterField, op: Op, *, values: Sequence[tuple[int, str]]
    ) -> Condition:
        """Make the condition, or tell which of its values is wrong."""
        asked = Asked(self.entity, each, self.language)
        try:
            return condition_of(asked, op, [value for _, value in values])
        except BadValue as reason:
            position, value = _culprit(asked, op, values)
            raise BadFilterValue(
                text=value[:_SHOWN],
                position=position,
                suggestion=reason.params.get("suggestion", ""),
                field=name_typed(each, self.language),
                reason=reason,
            ) from None


def _culprit(asked: Asked, op: Op, values: Sequence[tuple[int, str]]) -> tuple[int, str]:
    """Find the first value that is wrong by itself, or the first of all."""
    for position, value in values:
        try:
            condition_of(asked, op, [value])
        except BadValue:
            return position, value
    return values[0]


def _sign_at(text: str, at: int) -> str:
    found = _OP.match(text, at)
    return found[0] if found else ""


def _ends_word(sign: str, *, opening: bool = True) -> bool:
    """Tell whether a word is over where this sign follows."""
    return not sign or is_blank(sign) or sign == ")" or (opening and sign in ("(", *QUOTES))


def _choice(groups: Sequence[Sequence[Term]]) -> Term:
    """Make one term of what OR parts."""
    terms = tuple(group[0] if len(group) == 1 else Both(tuple(group)) for group in groups)
    return terms[0] if len(terms) == 1 else Either(terms)
