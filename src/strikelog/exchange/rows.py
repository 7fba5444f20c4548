"""One row of raw cells against a record: what it says, and which of its cells are refused."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any, TypeVar

from ..domain.errors import BadValue, StrikelogError
from ..domain.fields import Field, Kind, content_fields, field_of
from ..domain.messages import mark
from ..domain.records import Record
from ..domain.values import Plain, canonical_json, from_plain
from .cells import cell_of, cell_text, is_real_date, is_same_cell, read_cell
from .layout import TLP
from .merging import Content
from .reading import BaseRow, Raw, ReadSheet

R = TypeVar("R", bound=Record)

Resolve = Callable[[Field, str], str | None]
"""Gives the id of the record that a text in a link cell names; None when it names none."""


class FormulaRefused(BadValue):
    """A cell holds a formula, whose result would not be what anyone recorded."""

    message = mark("Formulas are not taken in. Write the value itself.")


class LeadsNowhere(BadValue):
    """A cell names a record that is neither in the file nor in the vault."""

    message = mark("“{text}” is the ID of no record in this file or this vault.")


@dataclass(frozen=True, slots=True)
class RefusedCell:
    """A cell that was not taken in, where it stands, what it says and why it was refused."""

    sheet: str
    cell: str
    key: str
    text: str
    reason: str

    def sentence(self) -> str:
        """Say where the cell stands and why it was refused."""
        return f"{self.sheet} {self.cell}: {self.reason}"

    def to_plain(self) -> dict[str, str]:
        """Give the cell as JSON holds it."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass
class RowReading:
    """What a row says beyond its reference: values by machine key, refused cells, doubts."""

    values: dict[str, Any] = field(default_factory=dict)
    refused: list[RefusedCell] = field(default_factory=list)
    doubts: list[RefusedCell] = field(default_factory=list)


_REAL_DATE = mark("A real date cell was read as {text}. Check that day and month are right.")


@dataclass(frozen=True)
class RowReader:
    """Reads the rows of one sheet; `resolve` turns names of records in link cells into ids."""

    sheet: ReadSheet
    language: str
    resolve: Resolve

    def read(self, number: int, row: Raw, reference: Record | None) -> RowReading:
        """Read the cells that say something else than the reference does."""
        reading = RowReading()
        for key, one in readable(self.sheet):
            raw = row[self.sheet.places[key]]
            known = cell_of(one, getattr(reference, one.key)) if reference else ""
            is_formula = self._is_formula(number, key)
            if is_formula or not is_same_cell(one, raw, known):
                self._take(reading, (number, key), one, raw, is_formula=is_formula)
        return reading

    def _is_formula(self, number: int, key: str) -> bool:
        cells = self.sheet.formulas
        return bool(cells) and self.sheet.cell_name(number, key) in cells

    def _take(
        self,
        reading: RowReading,
        place: tuple[int, str],
        one: Field,
        raw: object,
        *,
        is_formula: bool,
    ) -> None:
        try:
            if is_formula:
                raise FormulaRefused
            reading.values[one.key] = self._value(one, raw)
        except BadValue as problem:
            reading.refused.append(self.refuse(*place, raw, problem))
            return
        if is_real_date(raw):
            doubt = _RealDate(text=cell_text(one, raw))
            reading.doubts.append(self.refuse(*place, raw, doubt))

    def _value(self, one: Field, raw: object) -> object:
        if one.kind in (Kind.LINK, Kind.LINKS) and isinstance(raw, str):
            names = (name.strip() for name in raw.split("|"))
            raw = "|".join(self.resolve(one, name) or name for name in names if name)
        return read_cell(one, raw, self.language)

    def refuse(self, number: int, key: str, raw: object, why: StrikelogError) -> RefusedCell:
        """Say why a cell does not come in."""
        text = "" if raw is None else str(raw)[:200]
        cell = self.sheet.cell_name(number, key) if key in self.sheet.places else f"{number}"
        return RefusedCell(self.sheet.name, cell, key, text, why.sentence(self.language))


class _RealDate(StrikelogError):
    """A doubt rather than a refusal: a spreadsheet kept the cell as a date."""

    message = _REAL_DATE


def readable(sheet: ReadSheet) -> list[tuple[str, Field]]:
    """Give (column key, field) of the columns whose cells people fill, except the id."""
    # The checker takes a record class for something without a hash.
    return _readable(sheet.kind, tuple(sheet.places))  # type: ignore[arg-type]


@cache
def _readable(kind: type, keys: tuple[str, ...]) -> list[tuple[str, Field]]:
    fields = {one.key: one for one in content_fields(kind) if one.kind is not Kind.ID}
    fields[TLP] = fields.pop("tlp")
    return [(key, fields[key]) for key in keys if key in fields]


def content_of(record: Record) -> dict[str, Plain]:
    """Give a record's content in canonical form, with its sharing mark, without its id."""
    content: dict[str, Plain] = json_content(record)
    if record.tlp:
        content["tlp"] = record.tlp
    return content


def json_content(record: Record) -> dict[str, Plain]:
    """Give what is hashed of a record, apart from its class and its id."""
    content: dict[str, Plain] = json.loads(canonical_json(record))
    return {key: value for key, value in content.items() if key not in ("_entity", "id")}


def base_content(base: BaseRow) -> dict[str, Plain]:
    """Give the content of a row as it was exported, in the form of `content_of`."""
    content = {key: value for key, value in base.content.items() if key not in ("_entity", "id")}
    if base.tlp:
        content["tlp"] = base.tlp
    return content  # type: ignore[return-value]


def record_of(kind: type[R], record_id: str, content: Mapping[str, object]) -> R:
    """Make the record that a canonical content describes; what it lacks stays empty."""
    empty = {one.key: one.empty for one in content_fields(kind) if one.kind is not Kind.ID}
    held: dict[str, Any] = {
        key: _value_of(field_of(kind, key), plain) for key, plain in content.items() if key in empty
    }
    return kind(id=record_id, **{**empty, **held})


def _value_of(one: Field, plain: object) -> object:
    # Canonical degrees are text of six decimals.
    if one.kind is Kind.DEGREES and isinstance(plain, str):
        return float(plain)
    return from_plain(one, plain)


def asked_for(sheet: ReadSheet, record: Record, reading: RowReading) -> Content:
    """Give the content a row asks for, in the columns the sheet has.

    A refused cell asks for what stands already, and is left out.
    """
    wanted = content_of(replace(record, **reading.values))
    refused = {one.key for one in reading.refused}
    return {one.key: wanted.get(one.key) for key, one in readable(sheet) if key not in refused}


def shown_lists(sheet: ReadSheet, row: Raw, record: Record) -> dict[str, tuple[str, ...]]:
    """Give the values of a record's lists in the order their cells show them.

    The canonical content is sorted; what the cells do not show differently stays as it is.
    """
    shown: dict[str, tuple[str, ...]] = {}
    for key, one in readable(sheet):
        held = getattr(record, one.key)
        if one.is_many and len(held) > 1:
            cell = tuple(str(row[sheet.places[key]]).split("|"))
            if sorted(cell) == sorted(held):
                shown[one.key] = cell
    return shown
