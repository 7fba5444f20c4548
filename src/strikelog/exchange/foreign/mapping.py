"""A mapping: what each column of one publisher's table means, as a value and as a file.

It holds headings and the spellings that a person gave a code for, and nothing else of the table,
so that it can be handed on.
"""

import hashlib
import json
from collections.abc import Iterable, Sequence
from collections.abc import Mapping as MappingOf
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from ...domain.errors import StrikelogError
from ...domain.messages import mark
from ...domain.text import clean_line, fold, words
from .targets import IGNORE, is_target

FILE_ENDING = ".strikelog-mapping.json"
FORMAT = "strikelog-mapping"
VERSION = 1

DAY_FIRST, MONTH_FIRST, YEAR_FIRST = "dmy", "mdy", "ymd"

ORDER, SWAPPED, EPOCH = "order", "swapped", "epoch"
ZERO, ONE, RANGE, SCALE = "zero", "one", "range", "scale"
SITE_TYPE, CODE, SPLIT = "site_type", "code", "split"

OPTIONS: MappingOf[str, tuple[str, ...]] = {
    ORDER: (DAY_FIRST, MONTH_FIRST, YEAR_FIRST),
    # Real date cells in which a spreadsheet had exchanged day and month.
    SWAPPED: ("yes",),
    # From which year a bare number counts the days.
    EPOCH: ("1900", "1904"),
    # What 0 says: nobody (none), or nothing at all (blank, unless it is told).
    ZERO: ("blank", "none"),
    # What 1 says: one, or a number that was not given.
    ONE: ("exact", "counted_as_one"),
    # What first and last day mean together: all of it, or one moment within.
    RANGE: ("span", "one_of"),
    # Whose numbers a precision is given in.
    SCALE: ("ucdp", "acled"),
    SITE_TYPE: (),
    CODE: (),
    # The sign between several values of one cell.
    SPLIT: (",", ";", "|", "/"),
}
"""What can be said of how a column is read, with the answers; any text where none are listed."""


class NotAMapping(StrikelogError):
    """The file is not a mapping, or is damaged."""

    message = mark(
        "“{name}” is not a mapping file of strikelog. Choose a file that was saved here."
    )


class MappingIsNewer(StrikelogError):
    """A later version wrote the mapping."""

    message = mark(
        "“{name}” was saved by a newer version of strikelog. Update strikelog to use it."
    )


@dataclass(frozen=True)
class ColumnMapping:
    """What one column means; `values` gives the code for spellings, blank for «says nothing».

    A column may have several, each for another target.
    """

    header: str
    hxl: str = ""
    target: str = IGNORE
    options: MappingOf[str, str] = field(default_factory=dict)
    values: MappingOf[str, str] = field(default_factory=dict)

    def code_of(self, text: str) -> str | None:
        """Give the code for a spelling, case and marks aside; None when nobody has said."""
        return self._folded.get(fold(clean_line(text)))

    @cached_property
    def _folded(self) -> MappingOf[str, str]:
        return {fold(clean_line(text)): code for text, code in self.values.items()}


@dataclass(frozen=True)
class Mapping:
    """The columns of one table and what holds for all its rows.

    One that is `published` is known to the program beforehand; nobody answered it here.
    """

    name: str = ""
    publisher: str = ""
    dataset: str = ""
    fingerprint: str = ""
    columns: tuple[ColumnMapping, ...] = ()
    date_order: str = ""
    defaults: MappingOf[str, str] = field(default_factory=dict)
    published: bool = field(default=False, compare=False)

    @property
    def values(self) -> MappingOf[str, MappingOf[str, str]]:
        """The codes that were given to spellings, by heading."""
        return {column.header: column.values for column in self.columns if column.values}

    def of(self, header: str) -> tuple[ColumnMapping, ...]:
        """Give what is said of a column."""
        wanted = folded_header(header)
        return tuple(each for each in self.columns if folded_header(each.header) == wanted)

    def having(self, target: str) -> tuple[ColumnMapping, ...]:
        """Give the columns that mean something."""
        return tuple(column for column in self.columns if column.target == target)

    def with_column(self, column: ColumnMapping) -> "Mapping":
        """Say something of a column instead of all that was said of it before."""
        wanted = folded_header(column.header)
        kept = [each for each in self.columns if folded_header(each.header) != wanted]
        at = next(
            (n for n, each in enumerate(self.columns) if folded_header(each.header) == wanted),
            len(kept),
        )
        return replace(self, columns=(*kept[:at], column, *kept[at:]))

    def to_json(self) -> str:
        """Write it as the text of a mapping file."""
        content = {"format": FORMAT, "version": VERSION, **self.to_plain()}
        return json.dumps(content, ensure_ascii=False, indent=1, sort_keys=False) + "\n"

    def to_plain(self) -> dict[str, object]:
        """Give it as JSON holds it."""
        return {
            "name": self.name,
            "publisher": self.publisher,
            "dataset": self.dataset,
            "fingerprint": self.fingerprint,
            "date_order": self.date_order,
            "defaults": dict(self.defaults),
            "columns": [_column_to_plain(column) for column in self.columns],
        }


def _column_to_plain(column: ColumnMapping) -> dict[str, object]:
    plain: dict[str, object] = {"header": column.header, "target": column.target}
    if column.hxl:
        plain["hxl"] = column.hxl
    if column.options:
        plain["options"] = dict(column.options)
    if column.values:
        plain["values"] = dict(column.values)
    return plain


def mapping_from_json(text: str, name: str) -> Mapping:
    """Read the text of a mapping file; `name` is the file's, for the errors."""
    try:
        content = json.loads(text)
    except (ValueError, RecursionError):
        raise NotAMapping(name=name) from None
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise NotAMapping(name=name)
    version = content.get("version")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise NotAMapping(name=name)
    if version > VERSION:
        raise MappingIsNewer(name=name)
    return mapping_from_plain(content, name)


def mapping_from_plain(content: MappingOf[str, Any], name: str) -> Mapping:
    """Make a mapping of what JSON holds; raises NotAMapping."""
    texts = {key: content.get(key, "") for key in _TEXTS}
    columns = content.get("columns", [])
    defaults = content.get("defaults", {})
    if not all(isinstance(text, str) for text in texts.values()):
        raise NotAMapping(name=name)
    if texts["date_order"] not in ("", *OPTIONS[ORDER]) or not _is_texts(defaults):
        raise NotAMapping(name=name)
    if not isinstance(columns, list):
        raise NotAMapping(name=name)
    read = tuple(_column_from_plain(column, name) for column in columns)
    return Mapping(columns=read, defaults=defaults, **texts)


_TEXTS = ("name", "publisher", "dataset", "fingerprint", "date_order")


def _column_from_plain(content: object, name: str) -> ColumnMapping:
    if not isinstance(content, dict):
        raise NotAMapping(name=name)
    header, hxl = content.get("header"), content.get("hxl", "")
    target = content.get("target", IGNORE)
    options, values = content.get("options", {}), content.get("values", {})
    texts = all(isinstance(each, str) for each in (header, hxl, target))
    if not texts or not is_target(target) or not _is_texts(options) or not _is_texts(values):
        raise NotAMapping(name=name)
    if not all(_is_answer(*option) for option in options.items()):
        raise NotAMapping(name=name)
    return ColumnMapping(str(header), hxl, target, options, values)


def _is_texts(content: object) -> bool:
    return isinstance(content, dict) and all(isinstance(text, str) for text in content.values())


def _is_answer(option: str, answer: str) -> bool:
    return option in OPTIONS and (not OPTIONS[option] or answer in OPTIONS[option])


def folded_header(header: str) -> str:
    """Bring the writings of one heading together: case, blanks, dots and dashes aside."""
    return " ".join(words(header)) or clean_line(header)


def fingerprint(header: Iterable[str]) -> str:
    """Give what tells a table again: its headings, in whatever order they stand."""
    named = sorted({folded_header(heading) for heading in header} - {""})
    return hashlib.sha256("\n".join(named).encode()).hexdigest()


def likeness(header: Sequence[str], mapping: Mapping) -> float:
    """Say how many of the headings of both are the same, from 0 to 1."""
    ours = {folded_header(column.header) for column in mapping.columns}
    theirs = {folded_header(heading) for heading in header}
    return len(ours & theirs) / len(ours | theirs) if ours | theirs else 0.0
