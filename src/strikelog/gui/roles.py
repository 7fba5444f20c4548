"""The parts that colours and widgets can play, by name; `style` says how each looks."""

from enum import StrEnum


class Ink(StrEnum):
    """Which token colours an icon or a piece of text."""

    INK = "ink"
    MUTED = "muted"
    FAINT = "faint"
    ACCENT = "accent"
    ON_PRIMARY = "on_primary"
    PICKED = "picked_ink"
    GOOD = "good_ink"
    WAIT = "wait_ink"
    GRAVE = "grave_ink"


class Tone(StrEnum):
    """What a pill or a message bar says by colour, always beside its words."""

    PLAIN = "plain"
    GOOD = "good"
    WAIT = "wait"
    TOLD = "told"
    GRAVE = "grave"


class Look(StrEnum):
    """The roles a widget can play in the style sheet."""

    PRIMARY = "primary"
    QUIET = "quiet"
    LINK = "link"
    DANGER = "danger"
    ADD = "add"
    CHIP = "chip"
    NAV_SECTION = "nav-section"
    RAIL = "rail"
    STATUS = "status"
    CARD = "card"
    TILE = "tile"
    FRAME = "frame"
    BRAND = "brand"
    PAGE_TITLE = "page-title"
    HEADING = "heading"
    SUBHEADING = "subheading"
    FIGURE = "figure"
    MUTED = "muted"
    SMALL = "small"
    TINY = "tiny"
    SEARCH = "search"
    SPLIT = "split"
    PAGE = "page"
    MESSAGE = "message"
    RECORDS = "records"
    SUGGESTIONS = "suggestions"
    VALUES = "values"
    FOLD = "fold"
    DROP = "drop"
