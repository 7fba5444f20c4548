"""Large outlines in small parts, so that a small piece of the map draws little of the world."""

from collections.abc import Iterator, Sequence

from .geography import clipped_to
from .shapes import Spot

_MOST = 240
"""Points of a part; fewer would only make more parts."""


def split_area(spots: Sequence[Spot]) -> Iterator[list[Spot]]:
    """Cut a surface in halves until each part has few points; their edges meet exactly."""
    waiting = [list(spots)]
    while waiting:
        part = waiting.pop()
        if len(part) <= _MOST:
            yield part
            continue
        across, down = ([spot[axis] for spot in part] for axis in (0, 1))
        wide, high = max(across) - min(across), max(down) - min(down)
        axis = 0 if wide >= high else 1
        ends = across if axis == 0 else down
        middle = (min(ends) + max(ends)) / 2
        halves = [clipped_to(part, axis, side, side * middle) for side in (1.0, -1.0)]
        if any(len(half) >= len(part) for half in halves):
            yield part
        else:
            waiting += [half for half in halves if len(half) > 2]


def split_line(spots: Sequence[Spot]) -> Iterator[Sequence[Spot]]:
    """Give a line in parts that share their ends."""
    for start in range(0, max(1, len(spots) - 1), _MOST):
        yield spots[start : start + _MOST + 1]
