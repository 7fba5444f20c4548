"""Counts as bars one below the other: certain solid, possible hatched; the unit is the heading."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .axes import Measure
from .bands import shortened
from .shapes import Area, Drawing, Line, Shape, Target, Text, Tint, box

_SIZE, _UNIT_SIZE = 7.0, 7.5
_ROW, _THICK, _GAP = 14.0, 8.0, 5.0
_NAMES = 0.42
"""Part of the width that names may take."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its name, how many for certain, up to how many, the count in words, its key."""

    name: str
    low: int
    high: int
    words: str
    key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bars:
    """Bars of one unit, which is always named and the only one."""

    unit: str
    bars: Sequence[Bar]
    possible: str = ""
    description: str = ""
    mirrored: bool = False


def draw_bars(shown: Bars, width: float, measure: Measure) -> Drawing:
    """Draw the bars; the names stand where reading begins."""
    if not shown.bars:
        raise ValueError("bars of nothing say nothing")
    names = max(measure(bar.name, _SIZE) for bar in shown.bars)
    left = min(names, width * _NAMES) + _GAP
    right = width - max(measure(bar.words, _SIZE) for bar in shown.bars) - _GAP
    top = _UNIT_SIZE + _GAP + 2
    height = top + _ROW * len(shown.bars)
    a_count = max(1.0, right - left) / max(1, *(bar.high for bar in shown.bars))
    shapes: list[Shape] = list(_heading(shown, width, measure))
    shapes.append(Line(((left, top - 1), (left, height)), Tint.QUIET, 0.6))
    for place, bar in enumerate(shown.bars):
        middle = top + _ROW * (place + 0.5)
        shapes += _bar(bar, left, middle, a_count)
        name = shortened(bar.name, left - _GAP, _SIZE, measure)
        shapes.append(Text((left - _GAP, middle + _SIZE * 0.35), name, _SIZE, Tint.TEXT, 1.0))
    targets = tuple(
        Target(bar.key, (0.0, top + _ROW * n, width, top + _ROW * (n + 1)), _said(bar))
        for n, bar in enumerate(shown.bars)
        if bar.key
    )
    drawing = Drawing(width, height + 2, tuple(shapes), shown.description, targets)
    return drawing.mirrored() if shown.mirrored else drawing


def _said(bar: Bar) -> str:
    return f"{bar.name}: {bar.words}"


def _bar(bar: Bar, left: float, middle: float, a_count: float) -> Iterator[Shape]:
    sure, most = left + bar.low * a_count, left + bar.high * a_count
    top, foot = middle - _THICK / 2, middle + _THICK / 2
    if bar.low:
        yield Area(box(left, top, sure, foot), Tint.MAIN)
    if bar.high > bar.low:
        yield Area(box(sure, top, most, foot), Tint.MAIN, is_hatched=True)
    yield Text((most + _GAP - 1, middle + _SIZE * 0.35), bar.words, _SIZE)


def _heading(shown: Bars, width: float, measure: Measure) -> Iterator[Shape]:
    yield Text((0.0, _UNIT_SIZE), shown.unit, _UNIT_SIZE, Tint.TEXT, is_bold=True)
    if shown.possible and any(bar.high > bar.low for bar in shown.bars):
        at = width - measure(shown.possible, _SIZE)
        if at - 14 > measure(shown.unit, _UNIT_SIZE) * 1.12:
            yield Area(box(at - 12, 1.0, at - 4, 7.5), Tint.MAIN, is_hatched=True)
            yield Text((at, _UNIT_SIZE - 0.5), shown.possible, _SIZE)
