"""Maps of what was recorded: marks grow with counts, areas are hollow, names never meet."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from strikelog.drawing.maps import MapOf, Mark, draw_map
from strikelog.drawing.shapes import Area, Disc, Text, Tint

WIDTH, HEIGHT = 400.0, 200.0
POINTS = st.tuples(st.floats(33, 37), st.floats(36, 42))
MARKS = st.builds(Mark, POINTS, st.integers(1, 900), st.text("abcdefghij ", max_size=14))


def measure(text, size):
    return len(text) * size * 0.55


def drawn(*marks, **values):
    shown = MapOf(
        marks=marks, **{"sizes": "1–9 attacks at one mark", "hollow": "an area", **values}
    )
    return draw_map(shown, WIDTH, HEIGHT, measure)


def of(drawing, kind, **values):
    return [
        one for one in drawing.shapes
        if isinstance(one, kind) and all(getattr(one, key) == held for key, held in values.items())
    ]  # fmt: skip


def words_in(drawing):
    return [one.text for one in of(drawing, Text)]


@given(st.lists(MARKS, min_size=1, max_size=25))
def test_marks_lie_on_the_map_and_names_never_meet(marks):
    drawing = drawn(*marks)

    discs = of(drawing, Disc, tint=Tint.GRAVE)
    assert len(discs) >= len(marks)
    assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for one in discs for x, y in [one.spot])
    boxes = [
        (one.spot[0], one.spot[1] - 7, one.spot[0] + measure(one.text, 7), one.spot[1] + 2)
        for one in of(drawing, Text, has_halo=True)
    ]
    for one, other in combinations(boxes, 2):
        apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
        assert apart


def test_a_mark_grows_in_surface_with_its_count():
    drawing = drawn(Mark((35, 37), 1), Mark((35.5, 38), 25), Mark((36, 39), 100))

    few, some, many = sorted(one.radius for one in of(drawing, Disc, is_hollow=False))[-3:]
    assert few < some < many
    assert (many / some) ** 2 == 100 / 25


def test_an_area_is_hollow_and_the_legend_says_so_only_then():
    place, area = Mark((35, 37), 2, "Kafr Nabl"), Mark((36, 37), 3, "Idlib", is_hollow=True)

    assert "an area" in words_in(drawn(place, area))
    assert "an area" not in words_in(drawn(place))
    assert of(drawn(place, area), Disc, is_hollow=True)


def test_doubt_is_drawn_as_a_circle_of_its_size():
    doubtful = Mark((35, 37), 1, doubt_km=15)

    (circle,) = of(drawn(doubtful), Disc, tint=Tint.QUIET)

    assert circle.is_hollow
    assert circle.dash
    assert circle.radius > 20


def test_the_larger_mark_is_named_where_two_names_have_no_room():
    crowded = [Mark((35 + n / 900, 37), n + 1, f"a rather long name {n}") for n in range(12)]

    named = [one for one in words_in(drawn(*crowded, Mark((35.5, 38), 1))) if "long" in one]

    assert "a rather long name 11" in named
    assert len(named) < 12


def test_the_scale_is_a_round_number_of_kilometres():
    (bar,) = (one for one in words_in(drawn(Mark((35, 37), 1))) if one.endswith(" km"))

    assert bar.split()[0] in {"1", "2", "5", "10", "20", "50"}


def test_a_circle_of_doubt_is_explained_and_a_name_stands_beyond_it():
    vague, sure = (
        drawn(Mark((35.5, 38), 3, "Town", doubt_km=doubt), Mark((35.9, 38.6), 1),
              circle="how far off")
        for doubt in (5.0, 0.0)
    )  # fmt: skip

    assert "how far off" in words_in(vague)
    assert "how far off" not in words_in(sure)
    places = [
        next(one.spot for one in of(each, Text) if one.text == "Town") for each in (vague, sure)
    ]
    (spot,) = {one.spot for one in of(vague, Disc, tint=Tint.QUIET) if one.radius > 6}
    assert abs(places[0][0] - spot[0]) > abs(places[1][0] - spot[0])


def legend_of(drawing):
    """The ground of the legend, as a box."""
    xs, ys = zip(*of(drawing, Area, tint=Tint.PAPER)[0].spots, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def test_the_legend_stands_in_a_corner_where_it_covers_no_mark():
    spots = [(37.0, 40.0), (36.0, 36.0), (35.4, 39.5)]
    marks = [Mark(spot, 9, is_hollow=True, doubt_km=12) for spot in spots]
    drawing = drawn(*marks, circle="how far off")
    left, top, right, bottom = legend_of(drawing)
    marks = [one.spot for one in of(drawing, Disc, tint=Tint.GRAVE) if one.radius > 4]

    assert len(marks) == 3
    assert not any(left < x < right and top < y < bottom for x, y in marks)
    assert (left, top) != (WIDTH - 3 - (right - left), 3)  # where it would stand otherwise


def test_a_narrow_map_has_its_legend_below():
    marks = [Mark((35.6, 36.6), 3, "Town"), Mark((35.7, 36.7), 1, "Other")]
    shown = MapOf(marks=marks, sizes="1–3 attacks at one mark")
    wide, narrow = draw_map(shown, 500, 150, measure), draw_map(shown, 150, 150, measure)
    names = [one for one in of(narrow, Text) if one.text in ("Town", "Other")]

    assert legend_of(wide)[3] < 150 / 2 < legend_of(narrow)[1]
    assert legend_of(narrow)[3] <= narrow.height == 150
    assert all(one.spot[1] < legend_of(narrow)[1] for one in names)
