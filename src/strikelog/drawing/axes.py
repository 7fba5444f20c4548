"""Axes of charts: round steps for counts, and labels that leave each other room."""

from collections.abc import Callable, Sequence

Measure = Callable[[str, float], float]
"""Gives the width of a text at a size, in points; the toolkit's own."""

_ROUND = (1, 2, 5)
_ROOM = 6.0


def count_steps(most: int, *, wanted: int = 4) -> tuple[int, ...]:
    """Give round numbers from nought to at least `most`, in about so many steps."""
    least = max(1, most)
    size = 1
    while True:
        for first in _ROUND:
            step = first * size
            if step * wanted >= least:
                return tuple(range(0, -(-least // step) * step + 1, step))
        size *= 10


def every_nth(labels: Sequence[str], room: float, measure: Measure, size: float) -> int:
    """Give which labels to print so that none touches the next: all of them, each second and so on.

    `room` is the width each has for itself.
    """
    widest = max((measure(label, size) for label in labels), default=0.0)
    return max(1, int(-(-(widest + _ROOM) // room))) if room > 0 else len(labels) or 1
