"""The look: contrast, completeness, and one theme after the other."""

import re
from dataclasses import asdict

import pytest
from PySide6.QtCore import QFile
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLabel

from strikelog.gui import sheet, style
from strikelog.gui.style import DARK, LIGHT, Ink, Tone
from strikelog.gui.widgets.pill import pill_size

TEXTS = [
    *((ink, ground) for ink in ("ink", "muted", "faint") for ground in ("page", "surface", "rail")),
    ("on_primary", "primary"),
    ("on_primary", "primary_hover"),
    ("accent", "page"),
    ("ink", "picked"),
    ("muted", "picked"),
    ("picked_ink", "picked"),
    ("good_ink", "good"),
    ("wait_ink", "wait"),
    ("grave_ink", "grave"),
    ("grave_ink", "surface"),
    ("muted", "hover"),
]


def luminance(value):
    """Relative luminance as WCAG defines it."""
    parts = [
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4
        for part in QColor(value).getRgbF()[:3]
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one, other):
    """Contrast ratio of two colours."""
    bright, dim = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), TEXTS)
def test_text_stands_out_from_its_ground(theme, ink, ground):
    enough = 4.0 if ink == "faint" else 4.5

    assert contrast(getattr(theme, ink), getattr(theme, ground)) >= enough


def test_the_style_sheet_names_only_what_the_style_knows(qapp):
    assert "@" not in qapp.styleSheet()


def test_an_unknown_name_in_the_style_sheet_is_an_error():
    with pytest.raises(KeyError):
        sheet.written({})


def test_the_style_sheet_holds_no_colour_of_its_own():
    assert not re.search(r"#[0-9a-fA-F]{3,8}\b(?!\w)", "\n".join(sheet._PARTS).replace("#qt_", ""))


@pytest.mark.parametrize("dark", [False, True])
def test_arrows_and_ticks_exist_in_each_theme(qapp, dark):
    style.apply_theme(qapp, dark)

    named = set(re.findall(r"url\((:[^)]+)\)", qapp.styleSheet()))

    assert named
    assert all(QFile.exists(path) for path in named)


def test_a_change_of_theme_recolours_text(qapp, qtbot):
    shown = QLabel("text")
    qtbot.addWidget(shown)
    shown.ensurePolished()

    style.apply_theme(qapp, dark=True)

    assert shown.palette().windowText().color() == QColor(DARK.ink)


def test_every_ink_and_tone_is_a_colour_in_both_themes(qapp):
    for dark in (False, True):
        style.apply_theme(qapp, dark)
        assert all(style.ink_color(ink).isValid() for ink in Ink)
        assert all(style.tone_colors(tone)[0] != style.tone_colors(tone)[1] for tone in Tone)


def test_themes_differ_in_every_colour_but_white_on_the_main_button():
    light, dark = asdict(LIGHT), asdict(DARK)

    assert {name for name in light if light[name] == dark[name]} == {"on_primary"}


def test_what_the_program_chose_before_is_not_taken_for_the_desktops_wish(qapp):
    wish = style.prefers_dark(qapp)

    style.apply_theme(qapp, dark=not wish)

    assert style.prefers_dark(qapp) is wish


def test_shipped_fonts_bring_both_scripts(fonts):
    assert {"Noto Sans", "Noto Sans Arabic"} <= set(fonts)


def test_a_longer_word_needs_a_longer_pill():
    assert pill_size("In review").width() > pill_size("New").width()
