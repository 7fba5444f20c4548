"""Upright boxes around what is drawn, and whether two stand on each other."""

from .shapes import Spot

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


def around(spot: Spot, radius: float) -> Box:
    """Give the box around a circle."""
    return spot[0] - radius, spot[1] - radius, spot[0] + radius, spot[1] + radius


def meet(one: Box, other: Box) -> bool:
    """Tell whether two boxes share any of their surface."""
    apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
    return not apart
