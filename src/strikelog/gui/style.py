"""The look: colour tokens, sizes, fonts, and the one function that dresses the application.

No colour and no size is written anywhere else. To add one, name it here.
"""

from dataclasses import asdict, dataclass
from functools import cache
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetrics, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory, QWidget

from strikelog.gui import artwork, sheet
from strikelog.gui.roles import Ink, Look, Tone
from strikelog.resources import resource

__all__ = ["DARK", "LIGHT", "Ink", "Look", "Tokens", "Tone"]

FAMILIES = ("Noto Sans", "Noto Sans Arabic")
FONT_FILES = (
    "NotoSans-Regular.ttf",
    "NotoSans-Medium.ttf",
    "NotoSans-SemiBold.ttf",
    "NotoSans-Bold.ttf",
    "NotoSansArabic-Regular.ttf",
    "NotoSansArabic-Bold.ttf",
)

# Text sizes in pixels.
TINY = 11
SMALL = 12
TEXT = 13
LARGE = 16
TITLE = 20
FIGURE = 20

# Distances and extents in pixels.
HAIR = 4
GAP = 8
SPACE = 12
MARGIN = 20
RADIUS = 10
CORNER = 6
SMALL_ICON = 14
ICON = 16
NAV_ICON = 18
BRAND_ICON = 26
BIG_ICON = 40
CONTROL = 32
CHIP = 26
PILL = 20
NAV_ITEM = 34
NAV_LEAST = 26
NAV_GAP = 2
ROW = 46
HEADER_ROW = 38
CELL_PAD = 11
BAR = 3
HAIR_LINE = 1
RING = 2
BRAND = 15
MARK = 15
MARK_ROUND = 8
MARK_IN = 9
PICK_ROW = 28
MENU_PAD = 6
BIG_GAP = 24
PROGRESS = 6
SCROLL = 12
SCROLL_GAP = 3
SCROLL_ROUND = 3
# What remains for the content inside a control's border.
INNER = CONTROL - 2 * HAIR_LINE
INNER_IN = CONTROL - 2 * RING
SPACE_IN = SPACE - 1
CHIP_IN = CHIP - 2 * HAIR_LINE
# A radius larger than half the height is ignored by style sheets.
CHIP_ROUND = CHIP // 2
STATUS_HEIGHT = 26
# What frame and title of a window take of the screen, generously.
TITLE_BAR = 40
RAIL_WIDTH = 204
RAIL_NARROW = 60
WIDE_ENOUGH = 1200
HIGH_ENOUGH = 740
DETAIL_WIDTH = 322
DETAIL_MIN = 260
TABLE_MIN = 340
SEARCH_WIDTH = 300
SEARCH_MIN = 150
SENTENCE_WIDTH = 420
FORM_WIDTH = 980
FIELD_MIN = 96
TEXT_MIN = 62
TEXT_MAX = 260
SUGGEST_ROW = 44
SUGGEST_MAX = 272
SUGGEST_LEAST = 360
MATRIX_NAME = 210
MATRIX_CELL = 128
CAPTURE_WIDTH = 600
TILE_MIN = 172
TILE_PAD = 8
TILE_FOOT = 46
PREVIEW_HEIGHT = 220
STRIP_TILE = 84
CANVAS_MIN = (560, 360)
HANDLE = 9
_SIZES = {name: value for name, value in globals().items() if isinstance(value, int)}

WINDOW_SIZE = (1440, 900)
WINDOW_MIN = (960, 572)
DIALOG_SIZE = (560, 400)


@dataclass(frozen=True)
class Tokens:
    """Every colour of one theme, named by what it is for."""

    page: str
    rail: str
    surface: str
    hover: str
    line: str
    edge: str
    ink: str
    muted: str
    faint: str
    accent: str
    primary: str
    primary_hover: str
    on_primary: str
    picked: str
    picked_ink: str
    good: str
    good_ink: str
    wait: str
    wait_ink: str
    grave: str
    grave_ink: str
    is_dark: bool


LIGHT = Tokens(
    page="#f5f6f7",
    rail="#eef0f2",
    surface="#ffffff",
    hover="#f0f3f6",
    line="#e2e5e8",
    edge="#cfd4d9",
    ink="#1d2329",
    muted="#5f6a74",
    faint="#6a747e",
    accent="#2b5c8a",
    primary="#2b5c8a",
    primary_hover="#234f7d",
    on_primary="#ffffff",
    picked="#e4edf6",
    picked_ink="#1f4668",
    good="#e0f0e6",
    good_ink="#22643c",
    wait="#fbf0d9",
    wait_ink="#7d5a0c",
    grave="#fae7e4",
    grave_ink="#a3312a",
    is_dark=False,
)

DARK = Tokens(
    page="#16191d",
    rail="#14171a",
    surface="#1d2126",
    hover="#262b31",
    line="#2b3137",
    edge="#3a424a",
    ink="#e6e9ec",
    muted="#a0a9b2",
    faint="#8a939c",
    accent="#6ba3d6",
    primary="#2f6ea8",
    primary_hover="#3575b0",
    on_primary="#ffffff",
    picked="#20364b",
    picked_ink="#b9d6f0",
    good="#1c3828",
    good_ink="#84cfa0",
    wait="#3d3218",
    wait_ink="#e5c069",
    grave="#43221f",
    grave_ink="#ef9a92",
    is_dark=True,
)


_TONES = {
    Tone.PLAIN: ("hover", "muted"),
    Tone.GOOD: ("good", "good_ink"),
    Tone.WAIT: ("wait", "wait_ink"),
    Tone.TOLD: ("picked", "picked_ink"),
    Tone.GRAVE: ("grave", "grave_ink"),
}


def tokens() -> Tokens:
    """Return the colours of the theme that is on."""
    app = QApplication.instance()
    return DARK if app is not None and app.property("dark") else LIGHT


@cache
def color(value: str) -> QColor:
    """Return the parsed colour; parsing costs more than painting with it."""
    return QColor(value)


def tone_colors(tone: Tone) -> tuple[QColor, QColor]:
    """Return background and text of a pill in the theme that is on."""
    back, front = _TONES[tone]
    theme = tokens()
    return color(getattr(theme, back)), color(getattr(theme, front))


def ink_color(ink: Ink) -> QColor:
    """Return a text colour of the theme that is on."""
    return color(getattr(tokens(), ink))


def dress(widget: QWidget, look: Look) -> None:
    """Give the widget its role; plain widgets also start to paint their background."""
    widget.setProperty("look", str(look))
    widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, True)


def flag(widget: QWidget, name: str, value: object) -> None:
    """Set a property that the style sheet reads, and restyle the widget."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


@cache
def font(pixels: int = TEXT, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Return the program's font, in a pixel size; Arabic letters come from its own family."""
    made = QFont()
    made.setFamilies(list(FAMILIES))
    made.setPixelSize(pixels)
    made.setWeight(weight)
    return made


@cache
def metrics(pixels: int = TEXT, weight: QFont.Weight = QFont.Weight.Normal) -> QFontMetrics:
    """Return the measures of `font(pixels, weight)`."""
    return QFontMetrics(font(pixels, weight))


def load_fonts() -> list[str]:
    """Register the shipped fonts and return the families they bring."""
    families: list[str] = []
    for name in FONT_FILES:
        number = QFontDatabase.addApplicationFont(str(resource("fonts", name)))
        families.extend(QFontDatabase.applicationFontFamilies(number))
    return sorted(set(families))


def apply_theme(app: QApplication, dark: bool) -> None:
    """Dress the whole application; call again to change between light and dark."""
    app.setProperty("dark", dark)
    theme = tokens()
    app.setStyle(QStyleFactory.create("Fusion"))
    scheme = Qt.ColorScheme.Dark if dark else Qt.ColorScheme.Light
    app.styleHints().setColorScheme(scheme)
    app.setFont(font())
    app.setPalette(_palette(theme))
    artwork.register(_folder(theme), theme.muted, theme.on_primary)
    app.setStyleSheet(sheet.written(_named_values(theme)))


def prefers_dark(app: QApplication) -> bool:
    """Tell whether the desktop asks programs to be dark."""
    hints = app.styleHints()
    hints.unsetColorScheme()
    return hints.colorScheme() == Qt.ColorScheme.Dark


def application() -> QApplication:
    """Return the running application."""
    return cast(QApplication, QApplication.instance())


def _folder(theme: Tokens) -> str:
    return "dark" if theme.is_dark else "light"


def _named_values(theme: Tokens) -> dict[str, str]:
    """Everything the style sheet may name: colours, sizes in pixels, the drawings' folder."""
    values = {name: str(value) for name, value in asdict(theme).items()}
    values |= {name.lower(): f"{value}px" for name, value in _SIZES.items()}
    families = ", ".join(f'"{family}"' for family in FAMILIES)
    return values | {"art": f":/{_folder(theme)}", "families": families}


def _palette(theme: Tokens) -> QPalette:
    palette = QPalette()
    for role, value in _roles(theme).items():
        palette.setColor(role, color(value))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, color(theme.faint))
    palette.setColor(
        QPalette.ColorGroup.Disabled, QPalette.ColorRole.WindowText, color(theme.faint)
    )
    return palette


def _roles(theme: Tokens) -> dict[QPalette.ColorRole, str]:
    role = QPalette.ColorRole
    return {
        role.Window: theme.page,
        role.WindowText: theme.ink,
        role.Base: theme.surface,
        role.AlternateBase: theme.page,
        role.Text: theme.ink,
        role.PlaceholderText: theme.faint,
        role.Button: theme.surface,
        role.ButtonText: theme.ink,
        role.BrightText: theme.grave_ink,
        role.Highlight: theme.primary,
        role.HighlightedText: theme.on_primary,
        role.Link: theme.accent,
        role.LinkVisited: theme.accent,
        role.ToolTipBase: theme.surface,
        role.ToolTipText: theme.ink,
        role.Light: theme.surface,
        role.Midlight: theme.hover,
        role.Mid: theme.edge,
        role.Dark: theme.edge,
        role.Shadow: theme.line,
    }
