"""What a cell may hold, told to the spreadsheet: drop-downs, limits and input messages."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Literal

from openpyxl.worksheet.datavalidation import DataValidation

from ..domain.fields import Field, Kind, Need
from ..domain.messages import mark, translate
from .layout import DELETE, FIRST_ROW, NEW, OP, TLP, Column, column_letter

Strictness = Literal["stop", "warning"]
"""Whether a spreadsheet refuses another value or only asks."""

_MESSAGE_LIMIT = 255
_WRONG = mark("This is not in the list. Choose one of its entries.")
_SEVERAL = mark("Several codes of the list {name} (see the sheet Lists), with | between them.")
_IDS = mark("IDs of records from their own sheet, with | between them.")
_WORDS = mark("Several entries, with | between them.")
_NUMBER = mark("Write a whole number, or leave it blank if unknown.")
_DEGREES = mark("Write decimal degrees, like 35.614512.")


def list_name(vocabulary: str) -> str:
    """Give the defined name of a code list's cells."""
    return f"L_{vocabulary}"


def validations_of(
    columns: Sequence[Column], last_row: int, language: str
) -> Iterator[DataValidation]:
    """Give what a sheet's columns may hold, from the first row of data to `last_row`."""
    for at, column in enumerate(columns, start=1):
        made = _of_column(column, language)
        if made is not None:
            made.add(f"{column_letter(at)}{FIRST_ROW}:{column_letter(at)}{last_row}")
            yield made


def _of_column(column: Column, language: str) -> DataValidation | None:
    if column.key == OP:
        return _choice(f'"{DELETE},{NEW}"', "stop", language)
    if column.key == TLP:
        return _choice(list_name("TLP"), "stop", language)
    if column.field is None or column.is_grey or column.field.kind not in _BY_KIND:
        return None
    return _BY_KIND[column.field.kind](column.field, language)


def _choice(source: str, style: Strictness, language: str) -> DataValidation:
    return DataValidation(
        type="list",
        formula1=source,
        allow_blank=True,
        showErrorMessage=True,
        errorStyle=style,
        error=translate(_WRONG, language),
    )


def _strictness(field: Field) -> Strictness:
    return "stop" if field.need is Need.REQUIRED else "warning"


def _code(field: Field, language: str) -> DataValidation:
    return _choice(list_name(field.vocabulary), _strictness(field), language)


def _yesno(field: Field, language: str) -> DataValidation:
    return _choice('"yes,no"', _strictness(field), language)


def _message(text: str) -> Callable[[Field, str], DataValidation]:
    def make(field: Field, language: str) -> DataValidation:
        said = translate(text, language).format(name=field.vocabulary)
        return DataValidation(
            showInputMessage=True,
            promptTitle=translate(field.label, language)[:32],
            prompt=said[:_MESSAGE_LIMIT],
        )

    return make


def _count(field: Field, language: str) -> DataValidation:
    return DataValidation(
        type="whole",
        operator="greaterThanOrEqual",
        formula1="0",
        allow_blank=True,
        showErrorMessage=True,
        errorStyle=_strictness(field),
        error=translate(_NUMBER, language),
    )


def _degrees(field: Field, language: str) -> DataValidation:
    most = "90" if field.key == "lat" else "180"
    return DataValidation(
        type="decimal",
        operator="between",
        formula1=f"-{most}",
        formula2=most,
        allow_blank=True,
        showErrorMessage=True,
        errorStyle=_strictness(field),
        error=translate(_DEGREES, language),
    )


_BY_KIND: Mapping[Kind, Callable[[Field, str], DataValidation]] = {
    Kind.CODE: _code,
    Kind.CODES: _message(_SEVERAL),
    Kind.COUNT: _count,
    Kind.DEGREES: _degrees,
    Kind.YESNO: _yesno,
    Kind.LINKS: _message(_IDS),
    Kind.TAGS: _message(_WORDS),
}
"""Kinds a spreadsheet can check or explain; the others are checked on import."""
