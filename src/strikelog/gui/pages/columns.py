"""From an arrangement to the columns of a list: hand-made ones first, then every other field."""

from collections.abc import Sequence

from strikelog.domain.fields import GROUPS, Field, Kind
from strikelog.gui.language import language, say
from strikelog.gui.lists.columns import Cell, Column, Paint
from strikelog.gui.pages.arrangements import Arrangement, Listed
from strikelog.gui.pages.cells import (
    GRAPHIC_TONES,
    MEDIA_ICONS,
    SITE_ICONS,
    SOURCE_ICONS,
    STATUS_TONES,
    VERIFICATION_TONES,
    WORKFLOW_TONES,
    Maker,
    code_cell,
    code_or_id,
    counted_cell,
    generic_cell,
    name_cell,
    names_cell,
    paint_of,
    people_cell,
    pill_cell,
)
from strikelog.gui.style import Tone

_NOT_LISTED = frozenset({"deleted", "codelist_version"})
_WIDTHS = {Kind.COUNT: 90, Kind.DEGREES: 90, Kind.YESNO: 90, Kind.DATE: 120, Kind.TIME: 90}
_USUAL_WIDTH = 150
_LONG_MONTHS = 28
_IN_ARABIC = {"pill": 14, "icon": -20}

_RELIABILITY_TONES = {"A": Tone.GOOD, "B": Tone.GOOD, "D": Tone.WAIT, "E": Tone.GRAVE}
_ACCESS_TONES = {"confidential": Tone.GRAVE, "public": Tone.PLAIN}


def columns_of(
    arrangement: Arrangement, fields: Sequence[Field]
) -> tuple[tuple[Column, ...], dict[str, tuple[str, ...]]]:
    """Return all columns of a list, arranged ones first, and the fields each is made of."""
    by_key = {field.key: field for field in fields}
    arranged = [_arranged(listed, by_key) for listed in arrangement.columns]
    made_of = {listed.fields[0]: listed.fields for listed in arrangement.columns}
    others = [
        _other(field)
        for field in fields
        if field.key not in made_of and field.key not in _NOT_LISTED
    ]
    return (*arranged, *others), made_of | {column.key: (column.key,) for column in others}


def _arranged(listed: Listed, by_key: dict[str, Field]) -> Column:
    field = by_key[listed.fields[0]]
    return Column(
        key=field.key,
        label=say(listed.label or field.label),
        width=listed.width + _wider(listed, field),
        paint=_LOOK_PAINTS.get(listed.look) or paint_of(field.kind),
        numeric=listed.look in ("people", "count") or paint_of(field.kind) is Paint.NUMBER,
        sortable=field.kind not in (Kind.LINK, Kind.LINKS),
        grows=listed.grows,
        cell=_maker(listed.look, field),
    )


def _wider(listed: Listed, field: Field) -> int:
    """Months and states have longer names in Arabic, kinds of places shorter ones."""
    if language() != "ar":
        return 0
    return _IN_ARABIC.get(listed.look, _LONG_MONTHS if field.kind is Kind.DATE else 0)


def _other(field: Field) -> Column:
    return Column(
        key=field.key,
        label=say(field.label),
        width=_WIDTHS.get(field.kind, _USUAL_WIDTH),
        paint=paint_of(field.kind),
        numeric=paint_of(field.kind) is Paint.NUMBER,
        sortable=field.kind not in (Kind.LINK, Kind.LINKS),
        shown=False,
        group=say(GROUPS.get(field.group, field.group)),
        cell=generic_cell(field),
    )


def _maker(look: str, field: Field) -> Maker:
    """Return what makes the cells of a column."""
    fixed = {
        "ref": code_or_id,
        "name": name_cell,
        "names": _names_of_one,
        "people": people_cell,
        "count": counted_cell,
    }
    if look in fixed:
        return fixed[look]
    if look in _TONES:
        return pill_cell(field, _TONES[look])
    if look in ("icon", "code"):
        icons = _ICONS.get(field.vocabulary, SITE_ICONS)
        return code_cell(field, icons if look == "icon" else None)
    return generic_cell(field)


def _names_of_one(value: object) -> Cell:
    return names_cell(value if isinstance(value, tuple) else (value, None))


_TONES = {
    "pill": WORKFLOW_TONES | STATUS_TONES,
    "reliability": _RELIABILITY_TONES,
    "access": _ACCESS_TONES,
    "graphic": GRAPHIC_TONES,
    "verification": VERIFICATION_TONES,
}
_ICONS = {"SOURCE_TYPE": SOURCE_ICONS, "MEDIA_TYPE": MEDIA_ICONS}
_LOOK_PAINTS = {
    "ref": Paint.MUTED,
    "names": Paint.NAME,
    "icon": Paint.ICON,
    "code": Paint.TEXT,
    "people": Paint.NUMBER,
    "count": Paint.NUMBER,
    "pill": Paint.PILL,
    "reliability": Paint.PILL,
    "access": Paint.PILL,
    "graphic": Paint.PILL,
    "verification": Paint.PILL,
}
