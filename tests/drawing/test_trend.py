"""The chart over time: nothing leaves its surface, nothing stands on anything else."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strikelog.drawing.axes import count_steps, every_nth
from strikelog.drawing.shapes import Area, Line, Text, Tint, box, hatching
from strikelog.drawing.trend import Band, Column, Trend, draw_trend

WIDTH, HEIGHT = 480.0, 120.0


def measure(text, size):
    return len(text) * size * 0.55


def drawn(*columns, bands=(), mirrored=False):
    trend = Trend(
        unit="Attacks by month",
        columns=columns,
        bands=bands,
        possible="possible",
        mirrored=mirrored,
    )
    return draw_trend(trend, WIDTH, HEIGHT, measure)


def of(drawing, kind, **values):
    return [
        one for one in drawing.shapes
        if isinstance(one, kind) and all(getattr(one, key) == held for key, held in values.items())
    ]  # fmt: skip


def extent(text):
    left = text.spot[0] - text.anchor * measure(text.text, text.size)
    return left, left + measure(text.text, text.size)


COLUMNS = st.builds(
    lambda label, low, more: Column(label, low, low + more, f"{low}–{low + more}"),
    st.text("abcdefgh ", min_size=1, max_size=12),
    st.integers(0, 5_000),
    st.integers(0, 500),
)
BANDS = st.builds(
    lambda start, length, label, shaded: Band(start, start + length, label, is_shaded=shaded),
    st.floats(0, 30),
    st.floats(0.01, 20),
    st.text("pause of winter", min_size=1, max_size=60),
    st.booleans(),
)


@given(st.lists(COLUMNS, min_size=1, max_size=40), st.lists(BANDS, max_size=4), st.booleans())
def test_nothing_leaves_the_drawing_and_no_label_covers_another(columns, bands, mirrored):
    drawing = drawn(*columns, bands=bands, mirrored=mirrored)

    for shape in drawing.shapes:
        spots = [shape.spot] if isinstance(shape, Text) else shape.spots
        assert all(-0.01 <= x <= WIDTH + 0.01 and -0.01 <= y <= HEIGHT + 0.01 for x, y in spots)
    for one, other in combinations(of(drawing, Text), 2):
        if abs(one.spot[1] - other.spot[1]) < 5 and one.tint is other.tint:
            (_, end), (begin, _) = sorted((extent(one), extent(other)))
            assert end <= begin + 0.01, (one, other)


def test_edges_of_a_shaded_period_begin_below_all_names():
    names = ("first", "second", "third")
    bands = [Band(start, start + 3, name, is_shaded=True) for start, name in enumerate(names)]
    drawing = drawn(*(Column(str(month), 1, 1, "1") for month in range(6)), bands=bands)

    lowest = max(one.spot[1] for one in of(drawing, Text) if one.text in names)
    edges = [
        one for one in of(drawing, Line, dash=(1.5, 1.5)) if one.spots[0][0] == one.spots[1][0]
    ]
    assert len(edges) == 6
    assert min(y for one in edges for _, y in one.spots) > lowest


def test_what_is_certain_is_solid_and_what_is_possible_hatched_above_it():
    drawing = drawn(Column("May", 2, 3), Column("Jun", 0, 0))

    (solid,) = of(drawing, Area, tint=Tint.MAIN, is_hatched=False)
    hatched = [one for one in of(drawing, Area, is_hatched=True) if len(one.spots) == 4]
    above = next(one for one in hatched if one.spots[0][0] == solid.spots[0][0])
    assert above.spots[3][1] == solid.spots[0][1]
    solid_height = solid.spots[3][1] - solid.spots[0][1]
    assert above.spots[3][1] - above.spots[0][1] == pytest.approx(solid_height / 2)
    assert "possible" in {one.text for one in of(drawing, Text)}


def test_the_unit_is_named_and_the_hatching_only_where_there_is_any():
    texts = {one.text for one in of(drawn(Column("May", 2, 2)), Text)}

    assert "Attacks by month" in texts
    assert "possible" not in texts


def test_read_from_the_right_time_runs_to_the_left():
    columns = Column("May", 1, 1), Column("Jun", 2, 2)
    places = {}
    for mirrored in (False, True):
        texts = of(drawn(*columns, mirrored=mirrored), Text)
        places[mirrored] = {one.text: one.spot[0] for one in texts}

    assert places[False]["May"] < places[False]["Jun"]
    assert places[True]["May"] > places[True]["Jun"]


def test_a_chart_without_time_is_refused():
    with pytest.raises(ValueError, match="no time"):
        drawn()


@given(st.integers(0, 2_000_000))
def test_steps_are_round_and_reach_the_most(most):
    steps = count_steps(most)

    assert steps[0] == 0
    assert steps[-1] >= most
    assert len(steps) <= 6
    assert {int(str(steps[1])[0])} <= {1, 2, 5}


def test_labels_that_have_no_room_are_left_out():
    assert every_nth(["May"] * 5, 40, measure, 7) == 1
    assert every_nth(["December"] * 5, 20, measure, 7) == 2


def test_the_lines_of_a_hatching_stay_in_their_surface():
    area = Area(box(10, 20, 40, 30), is_hatched=True)

    lines = list(hatching(area))

    assert len(lines) > 5
    assert all(isinstance(line, Line) for line in lines)
    assert all(10 <= x <= 40 and 20 <= y <= 30.001 for line in lines for x, y in line.spots)
