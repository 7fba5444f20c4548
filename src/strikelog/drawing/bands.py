"""Declared periods above a chart over time: a strip with a name each, none on another's."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from .axes import Measure
from .shapes import Area, Line, Shape, Text, Tint, box

SIZE = 7.0
"""Of the names, in points."""

ROW = 9.0
"""Height that one row of strips takes."""

_EDGE = 0.7


@dataclass(frozen=True, slots=True)
class Band:
    """A period above a chart, from one place on its axis to another.

    A shaded one reaches down behind what is drawn.
    """

    start: float
    end: float
    label: str
    is_shaded: bool = False


@dataclass(frozen=True, slots=True)
class _Name:
    """Where a period's strip and its name stand."""

    band: Band
    start: float
    end: float
    row: int
    at: float
    anchor: float
    text: str


class Bands:
    """Periods laid out between two edges; `place` turns places on the axis into points."""

    def __init__(
        self,
        bands: Sequence[Band],
        left: float,
        right: float,
        *,
        place: Callable[[float], float],
        measure: Measure,
    ) -> None:
        self._left, self._right, self._measure = left, right, measure
        self._names = self._placed(bands, place)

    @property
    def height(self) -> float:
        """What the strips take, in points."""
        return ROW * (1 + max((name.row for name in self._names), default=-1))

    def shapes(self, top: float, bottom: float) -> Iterator[Shape]:
        """Draw each period as a strip with its name, shaded ones down to the bottom."""
        for name in self._names:
            above = top + ROW * name.row
            foot = above + ROW - 1.5
            if name.band.is_shaded:
                yield Area(box(name.start, foot, name.end, bottom), Tint.BAND)
                # Below all names, or the edges would strike those of further rows through.
                for edge in (name.start, name.end):
                    ends = (edge, top + self.height), (edge, bottom)
                    yield Line(ends, Tint.QUIET, 0.4, (1.5, 1.5))
            yield Area(box(name.start, above, name.end, foot), Tint.STRIP)
            # Pale enough to read a name on, a strip alone would be lost on paper and in glare.
            yield Line(((name.start, foot), (name.end, foot)), Tint.QUIET, _EDGE)
            is_beside = not name.start <= name.at <= name.end
            at = name.at, above + SIZE - 1
            yield Text(at, name.text, SIZE, Tint.TEXT, name.anchor, has_halo=is_beside)

    def _placed(self, bands: Sequence[Band], place: Callable[[float], float]) -> list[_Name]:
        """Give each period a row in which neither its strip nor its name meets another's."""
        ends: list[float] = []
        placed = []
        for band in sorted(bands, key=lambda one: one.start):
            start, end = place(band.start), place(band.end)
            at, anchor, text = self._named(band.label, start, end)
            wide = self._measure(text, SIZE)
            first, last = min(start, at - anchor * wide), max(end, at + (1 - anchor) * wide)
            row = next((row for row, taken in enumerate(ends) if taken + 3 <= first), len(ends))
            ends[row:] = [last, *ends[row + 1 :]]
            placed.append(_Name(band, start, end, row, at, anchor, text))
        return placed

    def _named(self, text: str, start: float, end: float) -> tuple[float, float, str]:
        """Put a name into its strip, or after it, or before it; shortened where it fits nowhere."""
        wide = self._measure(text, SIZE)
        if wide + 4 <= end - start:
            return start + 2, 0.0, text
        if end + 2 + wide <= self._right:
            return end + 2, 0.0, text
        before, after = start - self._left, self._right - end
        if wide + 2 <= before or before > after:
            return start - 2, 1.0, shortened(text, before - 2, SIZE, self._measure)
        return end + 2, 0.0, shortened(text, after - 2, SIZE, self._measure)


def shortened(text: str, room: float, size: float, measure: Measure) -> str:
    """Shorten a text to a width; nothing of it where not even one letter has room."""
    if measure(text, size) <= room:
        return text
    kept = text
    while kept and measure(kept + "…", size) > room:
        kept = kept[:-1]
    return kept.rstrip() + "…" if kept else ""
