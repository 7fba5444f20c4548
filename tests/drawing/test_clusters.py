"""Places on the map: clusters hold everything once, circles and names keep apart."""

from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strikelog.drawing.clusters import Clustered, level_of
from strikelog.drawing.marks import MarkLayer, NamedSpot, Pinned, laid
from strikelog.drawing.mercator import ZOOMS, look_at, place_of, point_of
from strikelog.drawing.splitting import split_area, split_line

POINTS = st.tuples(st.floats(-80, 80), st.floats(-179, 179))
NEAR = st.tuples(st.floats(35, 36), st.floats(36, 37))
KAFR_NABL, HASS = (35.614, 36.561), (35.582, 36.502)
WORLD = (0.0, 0.0, 1.0, 1.0)


def measure(text, size):
    return len(text) * size * 0.55


def clustered(points):
    places = [place_of(one) for one in points]
    return Clustered([x for x, _ in places], [y for _, y in places])


def layer(points, **values):
    each = {"name": "", "is_area": False, "doubt_km": 0.0, "is_possible": False, **values}
    return MarkLayer(clustered(points), [Pinned(**each) for _ in points], measure)


@given(st.lists(POINTS, min_size=1, max_size=60), st.integers(0, 22))
def test_every_place_is_in_exactly_one_cluster(points, level):
    index = clustered(points)

    found = [at for one in index.within(WORLD, level) for at in index.members(one)]

    assert sorted(found) == list(range(len(points)))


@given(st.lists(NEAR, min_size=1, max_size=40), st.integers(4, 16))
def test_a_part_of_the_world_gives_the_same_clusters_as_the_whole(points, level):
    index = clustered(points)
    box = (*place_of((35.8, 36.2)), *place_of((35.2, 36.8)))

    whole = set(index.within(WORLD, level))
    part = set(index.within(box, level))

    assert part <= whole
    inside = {
        one for one in whole
        if box[0] < one.middle[0] < box[2] and box[1] < one.middle[1] < box[3]
    }  # fmt: skip
    assert inside <= part


def test_places_that_are_the_same_stay_together_and_others_part():
    index = clustered([KAFR_NABL, KAFR_NABL, HASS])

    (far,) = index.within(WORLD, 4)
    near = sorted(index.within(WORLD, 20), key=lambda one: one.count)

    assert not far.is_spot
    assert [(one.count, one.is_spot) for one in near] == [(1, True), (2, True)]


@given(POINTS)
def test_a_place_leads_back_to_its_point(point):
    assert point_of(place_of(point)) == pytest.approx(point, abs=1e-6)


@given(st.lists(POINTS, min_size=1, max_size=8))
def test_a_look_at_everything_shows_everything(points):
    index = clustered(points)

    look = look_at(index.box(), 900, 600)

    assert ZOOMS[0] <= look.zoom <= ZOOMS[1]
    if look.zoom > ZOOMS[0]:
        for point in points:
            x, y = look.spot(place_of(point))
            assert 0 <= x <= 900
            assert 0 <= y <= 600


@given(st.floats(0, 900), st.floats(0, 600), st.sampled_from([-2, -1, 1, 2]))
def test_zooming_keeps_in_place_what_is_under_the_mouse(x, y, steps):
    look = look_at((*place_of(KAFR_NABL), *place_of((35.0, 37.5))), 900, 600)

    kept = look.place((x, y))

    assert look.zoomed(steps, (x, y)).spot(kept) == pytest.approx((x, y), abs=0.01)


@given(st.lists(NEAR, min_size=2, max_size=80), st.floats(5, 14))
def test_circles_of_clusters_never_meet(points, zoom):
    scale = 256 * 2.0**zoom

    marks = [one for one in layer(points).marks(WORLD, level_of(scale), scale) if one.is_cluster]

    for one, other in combinations(marks, 2):
        apart = sum((a - b) ** 2 for a, b in zip(one.place, other.place, strict=True)) ** 0.5
        assert apart * scale >= one.radius + other.radius - 0.01


def test_a_mark_says_how_sure_it_is():
    sure, area, possible = (
        next(iter(layer([HASS], **held).marks(WORLD, 10, 256 * 2.0**10)))
        for held in ({}, {"is_area": True}, {"is_possible": True})
    )

    assert (sure.is_area, sure.is_possible) == (False, False)
    assert area.is_area
    assert possible.is_possible


def test_a_mark_at_one_spot_stands_where_it_is_whatever_its_count():
    one, many = (
        next(iter(layer([HASS] * count).marks(WORLD, 8, 256 * 2.0**8))) for count in (1, 900)
    )

    assert one.place == many.place == pytest.approx(place_of(HASS))
    assert many.radius > one.radius


@given(st.lists(st.tuples(NEAR, st.text("abcdefgh", min_size=1, max_size=14)), max_size=60))
def test_names_stay_in_their_piece_and_never_on_marks_or_each_other(named):
    level, scale = 8, 256 * 2.0**10
    x, y = (int(end * 2**level) for end in place_of((35.5, 36.5)))
    box = tuple(end * 0.5**level for end in (x, y, x + 1, y + 1))
    marks = layer([point for point, _ in named[::2]]).marks(box, level_of(scale), scale)
    spots = [NamedSpot(place_of(point), name, "4") for point, name in named]

    placed = laid(marks, spots, box, scale=scale, measure=measure)

    side = (box[2] - box[0]) * scale
    rooms = [
        (one.left, one.top, one.left + measure(one.text, 11), one.top + 15) for one in placed.names
    ]
    assert all(left >= 0 and right <= side for left, _, right, _ in rooms)
    for one, other in combinations(rooms, 2):
        assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


def test_a_name_finds_room_beside_its_mark():
    level, scale = 8, 256 * 2.0**10
    x, y = (int(end * 2**level) for end in place_of(HASS))
    box = tuple(end * 0.5**level for end in (x, y, x + 1, y + 1))
    marks = layer([HASS], name="Hass").marks(box, level_of(scale), scale)

    (name,) = laid(marks, (), box, scale=scale, measure=measure).names

    middle = (marks[0].place[0] - box[0]) * scale
    assert name.text == "Hass"
    assert name.left > middle or name.left + measure("Hass", 11) < middle


@given(st.integers(300, 900))
def test_a_surface_cut_in_parts_keeps_its_surface(count):
    from math import cos, pi, sin

    from strikelog.drawing.geography import surface

    ring = [(cos(2 * pi * n / count) * 50, sin(2 * pi * n / count) * 50) for n in range(count)]
    parts = list(split_area(ring))

    assert len(parts) > 1
    assert all(len(part) <= 240 for part in parts)
    assert sum(map(surface, parts)) == pytest.approx(surface(ring))


@given(st.integers(2, 2_000))
def test_a_line_in_parts_has_every_point_and_no_gap(count):
    line = [(float(n), 0.0) for n in range(count)]
    parts = list(split_line(line))

    assert [spot for part in parts for spot in part[:-1]] + [line[-1]] == line
    assert all(one[-1] == other[0] for one, other in pairwise(parts))
