"""From degrees to the drawing and what of a line or surface is seen there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strikelog.domain.distances import kilometres
from strikelog.drawing.basemap import basemap
from strikelog.drawing.geography import clipped_area, clipped_line, view_of
from strikelog.drawing.shapes import Area, Tint

KAFR_NABL, IDLIB, ALEPPO = (35.61, 36.56), (35.93, 36.63), (36.2, 37.16)
WIDTH, HEIGHT = 400.0, 200.0
SPOTS = st.tuples(st.floats(-300, 700), st.floats(-200, 400))
POINTS = st.tuples(st.floats(-60, 70), st.floats(-170, 170))


def on_surface(spot):
    return -0.01 <= spot[0] <= WIDTH + 0.01 and -0.01 <= spot[1] <= HEIGHT + 0.01


@given(st.lists(POINTS, min_size=1, max_size=8))
def test_a_view_holds_every_point_with_room_around_it(points):
    view = view_of(points, WIDTH, HEIGHT, least_km=60)

    for point in points:
        x, y = view.spot(point)
        assert WIDTH * 0.1 <= x <= WIDTH * 0.9
        assert HEIGHT * 0.1 <= y <= HEIGHT * 0.9


def test_a_kilometre_is_as_long_as_the_view_says():
    view = view_of([KAFR_NABL, ALEPPO], WIDTH, HEIGHT, least_km=60)

    (x, y), (other_x, other_y) = view.spot(KAFR_NABL), view.spot(ALEPPO)
    drawn = ((x - other_x) ** 2 + (y - other_y) ** 2) ** 0.5

    assert drawn == pytest.approx(kilometres(KAFR_NABL, ALEPPO) * view.points_a_km, rel=0.01)
    assert y > other_y


def test_a_single_point_gets_the_country_around_it():
    view = view_of([IDLIB], WIDTH, HEIGHT, least_km=60)

    assert (view.north - view.south) * 111.2 == pytest.approx(60, rel=0.01)


def test_a_map_of_nothing_is_refused():
    with pytest.raises(ValueError, match="no point"):
        view_of([], WIDTH, HEIGHT, least_km=60)


@given(st.lists(SPOTS, min_size=3, max_size=12))
def test_a_clipped_surface_stays_on_the_drawing(spots):
    assert all(on_surface(spot) for spot in clipped_area(spots, WIDTH, HEIGHT))


def test_a_surface_around_the_drawing_covers_it():
    around = [(-50, -50), (500, -50), (500, 300), (-50, 300)]

    assert set(clipped_area(around, WIDTH, HEIGHT)) == {
        (0, 0), (WIDTH, 0), (WIDTH, HEIGHT), (0, HEIGHT),
    }  # fmt: skip


@given(st.lists(SPOTS, min_size=2, max_size=12))
def test_the_parts_of_a_line_stay_on_the_drawing_and_keep_what_is_inside(spots):
    parts = list(clipped_line(spots, WIDTH, HEIGHT))

    assert all(on_surface(spot) for part in parts for spot in part)
    inside = {spot for spot in spots if 0 < spot[0] < WIDTH and 0 < spot[1] < HEIGHT}
    assert inside <= {spot for part in parts for spot in part}


def test_a_line_that_crosses_is_cut_at_both_edges():
    (part,) = clipped_line([(-100, 100), (600, 100)], WIDTH, HEIGHT)

    assert part == [(0, 100), (WIDTH, 100)]


def test_the_built_in_map_has_land_water_and_borders_where_they_are():
    coast = view_of([(35.5, 35.8)], WIDTH, HEIGHT, least_km=150)

    shapes = list(basemap().shapes(coast, ["SYR"]))
    tints = {shape.tint for shape in shapes}
    assert {Tint.WATER, Tint.LAND, Tint.COAST, Tint.UNIT} <= tints
    land = [shape for shape in shapes if isinstance(shape, Area) and shape.tint is Tint.LAND]
    assert all(on_surface(spot) for area in land for spot in area.spots)

    inland = view_of([(35.0, 38.5)], WIDTH, HEIGHT, least_km=60)
    water_only = view_of([(34.0, 33.9)], WIDTH, HEIGHT, least_km=20)
    assert any(shape.tint is Tint.LAND for shape in basemap().shapes(inland))
    assert not any(shape.tint is Tint.LAND for shape in basemap().shapes(water_only))
