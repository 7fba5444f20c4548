"""Icons: the right colour, sharp at fractional scales, safe to copy."""

import gc
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon, QTransform

from strikelog.gui import style
from strikelog.gui.icons import DIRECTIONAL, icon, nav_icon, picture
from strikelog.gui.language import set_language
from strikelog.gui.style import DARK, LIGHT, Ink
from strikelog.resources import resource

NAMES = sorted(path.stem for path in resource("icons").glob("*.svg"))
SOURCES = Path(__file__).parents[2] / "src" / "strikelog"


def darkest(pixmap):
    """The colour of the most opaque pixel."""
    image = pixmap.toImage()
    points = [(x, y) for x in range(image.width()) for y in range(image.height())]
    x, y = max(points, key=lambda point: image.pixelColor(*point).alpha())
    found = image.pixelColor(x, y)
    return QColor(found.red(), found.green(), found.blue())


def near(one, other):
    """True for colours that differ by rounding alone."""
    return all(abs(a - b) <= 3 for a, b in zip(one.getRgb(), other.getRgb(), strict=True))


@pytest.mark.parametrize("name", NAMES)
def test_every_shipped_icon_paints_something(name):
    assert picture(name, Ink.INK, size=24).toImage().pixelColor(0, 0).alpha() == 0
    assert near(darkest(picture(name, Ink.INK, size=24)), QColor(LIGHT.ink))


def test_an_icon_made_before_follows_a_change_of_theme(qapp):
    made = icon("download", Ink.ACCENT)

    style.apply_theme(qapp, dark=True)

    assert near(darkest(made.pixmap(24, 24)), QColor(DARK.accent))


def test_a_disabled_icon_is_faint():
    shown = icon("download", Ink.ACCENT).pixmap(QSize(24, 24), QIcon.Mode.Disabled)

    assert near(darkest(shown), QColor(LIGHT.faint))


def test_a_checked_item_of_the_rail_changes_its_icon():
    shown = nav_icon("map").pixmap(QSize(24, 24), QIcon.Mode.Normal, QIcon.State.On)

    assert near(darkest(shown), QColor(LIGHT.picked_ink))


def test_an_icon_has_all_its_pixels_at_one_and_a_half():
    assert picture("download", Ink.INK, size=16, scale=1.5).size() == QSize(24, 24)


def test_a_button_gets_its_icon_sharp_at_one_and_a_half():
    shown = icon("download").pixmap(QSize(16, 16), 1.5)

    assert shown.size() == QSize(24, 24)
    assert shown.devicePixelRatio() == 1.5


@pytest.mark.parametrize("name", sorted(DIRECTIONAL))
def test_pointing_icons_turn_round_with_the_reading(qapp, name):
    before = picture(name, Ink.INK, size=24)

    set_language(qapp, "ar")

    turned_back = picture(name, Ink.INK, size=24).transformed(QTransform.fromScale(-1, 1))
    assert turned_back.toImage() == before.toImage()


def test_copies_outlive_what_they_were_copied_from():
    copies = []
    for _ in range(50):
        original = icon("download")
        copy = QIcon(original)
        copy.setIsMask(True)
        copies.append(copy)
        del original
    gc.collect()

    assert not any(copy.pixmap(16, 16).isNull() for copy in copies)


def test_no_picture_lies_there_unused():
    code = "".join(path.read_text("utf-8") for path in SOURCES.rglob("*.py"))

    assert [name for name in NAMES if f'"{name}"' not in code] == []
