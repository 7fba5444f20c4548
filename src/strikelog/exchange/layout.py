"""The workbook described once: its sheets, columns, rows and profiles.

Nothing here touches a file; writing and reading both follow this description.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from ..domain.errors import StrikelogError
from ..domain.fields import KEPT_BY_PROGRAM, Field, Kind, fields_of
from ..domain.messages import mark
from ..domain.records import Record
from .decisions import PARTNER

SCHEMA_VERSION = "1.0"
"""Version of this layout; a reader refuses files whose number before the point is greater."""

OP, ID, TLP, REV, HASH = "_op", "id", "_tlp", "_rev", "_hash"
"""Machine keys of the columns around a record's own fields."""

DELETE, NEW = "D", "N"
"""What may stand in the column `_op`."""

KEY_ROW, LABEL_ROW, HXL_ROW, FIRST_ROW = 1, 2, 3, 4
LAST_ROW = 1_048_576
"""Rows a sheet can hold, counted from 1; more would be written but never read again."""

README, LISTS, FLAT, META, BASE = "README", "Lists", "Flat", "_meta", "_base"

BASE_KEYS = ("entity", "id", "rev", "hash", "part", "json", "tlp", "cells")
"""Columns of the hidden sheet that holds each row as it was exported.

`json` is the canonical content in parts, `tlp` the mark it does not cover, `cells` the digest of
the row as written, which tells an untouched row without reading its cells one by one.
"""

PART = 30_000
"""Characters of one cell at most, so also of one part of the canonical content."""


class UnknownProfile(StrikelogError):
    """A workbook was asked for in a form that does not exist."""

    message = mark("There is no workbook profile “{profile}”. Profiles are: {known}.")


class TextTooLong(StrikelogError):
    """A text has more characters than a workbook cell keeps."""

    message = mark(
        "The workbook was not written: in {sheet}, row {row}, “{label}” has more than {limit} "
        "characters. Shorten the text and export again."
    )


class TooManyRows(StrikelogError):
    """There are more records than a sheet has rows."""

    message = mark(
        "The workbook was not written: {sheet} would need {count} rows, and a sheet holds {limit}. "
        "Narrow the filter and export in parts."
    )


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its machine key, marked label, HXL tag, and the field it shows, if any."""

    key: str
    label: str
    hxl: str = ""
    field: Field | None = None

    @property
    def is_grey(self) -> bool:
        """Tell whether the program alone fills the column."""
        return self.key in (REV, HASH) or (self.field is not None and self.field.is_derived)


@dataclass(frozen=True, slots=True)
class Profile:
    """A form of the workbook: which record classes are filled in, which are only looked up.

    `sheets` and `registers` name record classes; no `sheets` at all means every class that is not
    `left_out`. One that is `one_way` never comes back: it has no keys and nothing hidden in it.
    """

    name: str
    sheets: tuple[str, ...] = ()
    registers: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    blank_rows: int = 0
    has_flat: bool = True
    has_base: bool = True
    one_way: bool = False
    is_shared: bool = False

    def kinds(self, records: Sequence[type[Record]]) -> tuple[type[Record], ...]:
        """Give the record classes with a sheet, in the order of their sheets."""
        by_name = {kind.__name__: kind for kind in records if not self.one_way}
        wanted = (*self.sheets, *self.registers) or tuple(by_name)
        return tuple(
            by_name[name] for name in wanted if name in by_name and name not in self.left_out
        )

    def shows(self, kind: type[Record], column: "Column") -> bool:
        """Tell whether a column of a record's sheet is written."""
        if not self.is_shared or column.field is None or column.key == TLP:
            return True
        decision = PARTNER.get(kind.__name__)
        return decision is not None and column.key in decision.allowed

    def columns(self, kind: type[Record]) -> tuple["Column", ...]:
        """Give the columns of a record's sheet that are written, from left to right."""
        return tuple(one for one in columns_of(kind) if self.shows(kind, one))

    def is_register(self, kind: type[Record]) -> bool:
        """Tell whether a sheet is there to look ids up and not to be filled."""
        return kind.__name__ in self.registers


PROFILES = {
    profile.name: profile
    for profile in (
        Profile("full"),
        Profile(
            "field_form",
            sheets=(
                "Incident",
                "IncidentSite",
                "Claim",
                "CasualtyFigure",
                "Attribution",
                "Source",
            ),
            registers=("Site", "Location", "Actor"),
            blank_rows=200,
            has_flat=False,
            has_base=False,
        ),
        Profile("partner", left_out=("CustodyEvent",), is_shared=True),
        Profile("public", has_base=False, one_way=True, is_shared=True),
    )
}
"""The forms of the workbook by name."""


def profile_of(name: str) -> Profile:
    """Give a profile by name; raises UnknownProfile."""
    if name not in PROFILES:
        raise UnknownProfile(profile=name, known=", ".join(PROFILES))
    return PROFILES[name]


def exchanged_fields(kind: type[Record]) -> tuple[Field, ...]:
    """Give the fields of a record that have a column of their own, id first."""
    return tuple(f for f in fields_of(kind) if f.key not in KEPT_BY_PROGRAM and f.key != "tlp")


def columns_of(kind: type[Record]) -> tuple[Column, ...]:
    """Give the columns of a record's sheet from left to right."""
    # The checker takes a record class, whose instances define a hash, for something without one.
    return _columns_of(kind)  # type: ignore[arg-type]


@cache
def _columns_of(kind: type[Record]) -> tuple[Column, ...]:
    own = (
        Column(f.key, f.label, kind.about.id_hxl if f.kind is Kind.ID else f.hxl, f)
        for f in exchanged_fields(kind)
    )
    return (
        Column(OP, mark("Change")),
        *own,
        Column(TLP, mark("Sharing mark"), "#meta+tlp"),
        Column(REV, mark("Revision")),
        Column(HASH, mark("Fingerprint")),
    )


def frozen_columns(columns: Sequence[Column]) -> int:
    """Count the columns that stay in sight: up to the reference where there is one, else the id."""
    keys = [column.key for column in columns]
    return keys.index("ref" if "ref" in keys else ID) + 1


def vocabularies_of(kinds: Iterable[type[Record]]) -> tuple[str, ...]:
    """Give the code lists that the sheets of some record classes need, sharing marks included."""
    named = {f.vocabulary for kind in kinds for f in exchanged_fields(kind) if f.vocabulary}
    return tuple(sorted(named | {"TLP"}))


def column_letter(number: int) -> str:
    """Give the letters of a column counted from 1: 28 is AB."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
