"""Colours of drawings in the window and in print: what stands on what, and to whose eyes."""

import pytest

from strikelog.briefing.drawn import COLOURS
from strikelog.drawing.bands import Band, Bands
from strikelog.drawing.basemap import basemap, outline_through
from strikelog.drawing.geography import view_of
from strikelog.drawing.shapes import Area, Line, Tint
from strikelog.gui.drawing.palette import tint_color
from strikelog.gui.style import DARK, LIGHT
from tests.seeing import WAYS, apart, contrast

PALETTES = {
    "light": {tint: tint_color(tint, LIGHT).name() for tint in Tint},
    "dark": {tint: tint_color(tint, DARK).name() for tint in Tint},
    "print": COLOURS,
}
WORDS = [
    *((ink, ground) for ink in (Tint.TEXT, Tint.QUIET) for ground in (Tint.PAPER, Tint.BAND)),
    (Tint.TEXT, Tint.STRIP),
    (Tint.TEXT, Tint.LAND),
    (Tint.TEXT, Tint.WATER),
    (Tint.PAPER, Tint.GRAVE),
]
MARKS = [
    *((tint, Tint.PAPER) for tint in (Tint.MAIN, Tint.GRAVE, Tint.QUIET)),
    *((tint, Tint.BAND) for tint in (Tint.MAIN, Tint.GRAVE)),
    *(
        (tint, ground)
        for tint in (Tint.GRAVE, Tint.COAST, Tint.BORDER, Tint.BROUGHT)
        for ground in (Tint.LAND, Tint.WATER)
    ),
    (Tint.UNIT, Tint.LAND),
]


def test_every_tint_has_a_colour_in_each_palette():
    assert all(set(palette) == set(Tint) for palette in PALETTES.values())


@pytest.mark.parametrize("palette", PALETTES)
@pytest.mark.parametrize(("ink", "ground"), WORDS)
def test_words_stand_out_from_what_they_stand_on(palette, ink, ground):
    colours = PALETTES[palette]

    assert contrast(colours[ink], colours[ground]) >= 4.5


@pytest.mark.parametrize("palette", PALETTES)
@pytest.mark.parametrize(("tint", "ground"), MARKS)
def test_marks_and_lines_stand_out_from_what_they_lie_on(palette, tint, ground):
    colours = PALETTES[palette]

    assert contrast(colours[tint], colours[ground]) >= 3


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("palette", PALETTES)
@pytest.mark.parametrize("line", [Tint.COAST, Tint.BORDER, Tint.UNIT, Tint.BROUGHT])
def test_lines_of_a_map_do_not_pass_for_marks(palette, way, line):
    colours = PALETTES[palette]

    assert apart(colours[line], colours[Tint.GRAVE], way) > 50


def test_lines_of_a_map_are_told_apart_without_any_colour():
    across = [outline_through([(36.0, 35.0), (37.0, 36.0)])]
    view = view_of([(35.5, 36.0), (37.2, 37.2)], 500, 300, least_km=60)
    lines = [one for one in basemap().shapes(view, ["SYR"], across) if isinstance(one, Line)]
    looks = {tint: {(x.width, bool(x.dash)) for x in lines if x.tint is tint} for tint in MAPPED}

    assert all(len(one) == 1 for one in looks.values())
    assert len(set.union(*looks.values())) == len(MAPPED)


MAPPED = (Tint.UNIT, Tint.BROUGHT, Tint.BORDER)


def test_a_period_is_seen_by_its_edge_and_not_by_a_pale_ground_alone():
    bands = Bands([Band(2, 5, "pause")], 0, 100, place=lambda at: at * 10, measure=_width)
    shapes = list(bands.shapes(0, 50))

    (strip,) = (one for one in shapes if isinstance(one, Area) and one.tint is Tint.STRIP)
    (edge,) = (one for one in shapes if isinstance(one, Line))
    assert {x for x, _ in edge.spots} == {x for x, _ in strip.spots} == {20, 50}
    assert edge.tint is Tint.QUIET


def _width(text, size):
    return len(text) * size / 2
