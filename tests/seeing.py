"""How colours are seen: contrast as WCAG defines it, and to eyes that lack a kind of cone."""

_PROTANOPIA = (
    (0.152286, 1.052583, -0.204868),
    (0.114503, 0.786281, 0.099216),
    (-0.003882, -0.048116, 1.051998),
)
_DEUTERANOPIA = (
    (0.367322, 0.860646, -0.227968),
    (0.280085, 0.672501, 0.047413),
    (-0.011820, 0.042940, 0.968881),
)
WAYS = {"protanopia": _PROTANOPIA, "deuteranopia": _DEUTERANOPIA}
"""What becomes of linear light (Machado, Oliveira and Fernandes, 2009, full severity)."""


def light_of(colour):
    """The linear parts of "#rrggbb"."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]


def luminance(colour):
    """Relative luminance."""
    red, green, blue = light_of(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    """Contrast ratio of two colours."""
    bright, dim = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def seen(colour, way):
    """What a colour is to someone, each part from 0 to 255."""
    light = light_of(colour)
    parts = (sum(a * b for a, b in zip(row, light, strict=True)) for row in WAYS[way])
    inside = (min(1.0, max(0.0, one)) for one in parts)
    return [
        255 * (12.92 * one if one <= 0.0031308 else 1.055 * one ** (1 / 2.4) - 0.055)
        for one in inside
    ]


def apart(one, other, way):
    """How far two colours are from each other to someone."""
    pairs = zip(seen(one, way), seen(other, way), strict=True)
    return sum((a - b) ** 2 for a, b in pairs) ** 0.5
