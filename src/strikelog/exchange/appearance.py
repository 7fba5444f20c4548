"""How each sheet of a workbook looks before it has rows: widths, styles, freezing, filters."""

from collections.abc import Mapping, Sequence

from ..domain.fields import Kind
from ..domain.messages import is_right_to_left
from ..domain.records import Record
from .cells import CELLS, Look
from .flat import FLAT_COLUMNS
from .frame import SheetFrame
from .layout import (
    FIRST_ROW,
    FLAT,
    HASH,
    HXL_ROW,
    LAST_ROW,
    LISTS,
    META,
    README,
    REV,
    Column,
    Profile,
    column_letter,
    frozen_columns,
)
from .sheets import Slot
from .validations import validations_of

COVER_WIDTHS = (26, 100)
"""Widths of the two columns of the cover."""

_SPARE_ROWS = 200
"""Rows below the data that are validated like it, for new records."""

_NAME_WIDTH = 42
_LIST_WIDTHS = (22, 28, 90)


def sheet_frames(
    kinds: Sequence[type[Record]],
    profile: Profile,
    *,
    at_most: Mapping[type[Record], int],
    cases: int,
    lists: int,
    language: str,
) -> list[SheetFrame]:
    """Describe the sheets people may see, in the order of their tabs, and the one about the file.

    `at_most` and `cases` are numbers of rows; `lists` is the number of code lists.
    """
    mirrored = is_right_to_left(language)
    frames = [SheetFrame(README, COVER_WIDTHS, has_grid=False, right_to_left=mirrored)]
    if profile.has_flat:
        frames.append(_flat_frame(cases, mirrored=mirrored))
    frames += [
        _record_frame(kind, profile, rows=at_most.get(kind, 0), language=language) for kind in kinds
    ]
    frames.append(SheetFrame(LISTS, _LIST_WIDTHS * lists, freeze="A3", right_to_left=mirrored))
    if profile.one_way:
        return frames
    return [*frames, SheetFrame(META, (20, 80), state="hidden")]


def _record_frame(kind: type[Record], profile: Profile, *, rows: int, language: str) -> SheetFrame:
    columns = profile.columns(kind)
    is_register = profile.is_register(kind)
    last = min(FIRST_ROW - 1 + rows + max(profile.blank_rows, _SPARE_ROWS), LAST_ROW)
    end = column_letter(len(columns))
    return SheetFrame(
        kind.about.sheet,
        widths=[column_width(column, kind) for column in columns],
        styles=[_style(column, is_register=is_register) for column in columns],
        freeze=f"{column_letter(frozen_columns(columns) + 1)}{FIRST_ROW}",
        filtered=f"A{HXL_ROW}:{end}{max(FIRST_ROW - 1 + rows, FIRST_ROW)}",
        validations=() if is_register else tuple(validations_of(columns, last, language)),
        is_register=is_register,
        right_to_left=is_right_to_left(language),
    )


def _flat_frame(rows: int, *, mirrored: bool) -> SheetFrame:
    last = max(FIRST_ROW - 1 + rows, FIRST_ROW)
    return SheetFrame(
        FLAT,
        widths=[column.width for column in FLAT_COLUMNS],
        styles=[column.look.value for column in FLAT_COLUMNS],
        freeze=f"C{FIRST_ROW}",
        filtered=f"A{HXL_ROW}:{column_letter(len(FLAT_COLUMNS))}{last}",
        right_to_left=mirrored,
    )


def record_slots(kind: type[Record], profile: Profile, styles: Mapping[str, int]) -> list[Slot]:
    """Give label, style and wrapping of a record sheet's columns from the left."""
    is_register = profile.is_register(kind)
    return [
        Slot(
            column.label,
            styles[_style(column, is_register=is_register)],
            column_width(column, kind) if _is_long(column) else 0,
        )
        for column in profile.columns(kind)
    ]


def flat_slots(styles: Mapping[str, int]) -> list[Slot]:
    """Give label, style and wrapping of the analysts' sheet's columns from the left."""
    return [
        Slot(one.label, styles[one.look.value], one.width if one.look is Look.LONG else 0)
        for one in FLAT_COLUMNS
    ]


def column_width(column: Column, kind: type[Record]) -> float:
    """Give the width of a column in characters."""
    if column.field is None:
        return 10
    if column.key in kind.about.title[:1] and column.field.kind is Kind.LINE:
        return _NAME_WIDTH
    return max(CELLS[column.field.kind].width, 10)


def _is_long(column: Column) -> bool:
    return column.field is not None and CELLS[column.field.kind].look is Look.LONG


def _style(column: Column, *, is_register: bool) -> str:
    if column.field is None:
        look = {REV: Look.NUMBER.value, HASH: "digest"}.get(column.key, Look.TEXT.value)
    else:
        look = CELLS[column.field.kind].look.value
    return f"{look}_grey" if column.is_grey or is_register else look
