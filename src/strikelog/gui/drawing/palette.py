"""The colours of drawings by what they mean, in light and dark; readable in grey as well."""

from PySide6.QtGui import QColor

from strikelog.drawing.shapes import Tint
from strikelog.gui import style

_MAPPED = {
    Tint.WATER: ("#dde6ee", "#1a242e"),
    Tint.LAND: ("#f7f5ef", "#272a2c"),
    Tint.COAST: ("#738496", "#73869a"),
    Tint.BORDER: ("#66625a", "#a5a198"),
    Tint.UNIT: ("#898477", "#75829b"),
    Tint.BROUGHT: ("#5f6796", "#969ecb"),
    Tint.GRAVE: ("#b3332c", "#e0665d"),
}
"""What has no token of its own, in light and in dark."""

_TOKENS = {
    Tint.TEXT: "ink",
    Tint.QUIET: "muted",
    Tint.RULE: "line",
    Tint.BAND: "hover",
    Tint.STRIP: "picked",
    Tint.MAIN: "accent",
    Tint.PAPER: "surface",
}


def tint_color(tint: Tint, theme: style.Tokens | None = None) -> QColor:
    """Give the colour of a tint in a theme, the one that is on without."""
    theme = theme or style.tokens()
    if tint in _MAPPED:
        return style.color(_MAPPED[tint][theme.is_dark])
    return style.color(getattr(theme, _TOKENS[tint]))
