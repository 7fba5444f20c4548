"""Bars of parts: certain solid, possible hatched, the unit named, nothing on anything else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strikelog.drawing.bars import Bar, Bars, draw_bars
from strikelog.drawing.shapes import Area, Text, Tint

WIDTH = 300.0
BARS = st.builds(
    lambda name, low, more: Bar(name, low, low + more, f"{low}–{low + more}", name),
    st.text("hospital of towns", min_size=1, max_size=60),
    st.integers(0, 90_000),
    st.integers(0, 900),
)


def measure(text, size):
    return len(text) * size * 0.55


def drawn(*bars, **values):
    return draw_bars(
        Bars(**{"unit": "Attacks by method", "bars": bars, "possible": "possible", **values}),
        WIDTH,
        measure,
    )


def of(drawing, kind, **values):
    return [
        one for one in drawing.shapes
        if isinstance(one, kind) and all(getattr(one, key) == held for key, held in values.items())
    ]  # fmt: skip


@given(st.lists(BARS, min_size=1, max_size=15), st.booleans())
def test_nothing_leaves_the_drawing(bars, mirrored):
    drawing = drawn(*bars, mirrored=mirrored)

    for area in of(drawing, Area):
        assert all(-0.01 <= x <= WIDTH + 0.01 for x, _ in area.spots)
    for text in of(drawing, Text):
        left = text.spot[0] - text.anchor * measure(text.text, text.size)
        assert left >= -0.01
        assert left + measure(text.text, text.size) <= WIDTH + 0.01


def test_lengths_follow_counts_and_what_is_possible_is_hatched_behind_what_is_certain():
    drawing = drawn(Bar("Air", 4, 6, "4–6"), Bar("Ground", 2, 2, "2"))

    air, ground = of(drawing, Area, tint=Tint.MAIN, is_hatched=False)
    hatched = max(of(drawing, Area, is_hatched=True), key=lambda one: one.spots[0][1])
    long = air.spots[1][0] - air.spots[0][0]
    assert long == pytest.approx(2 * (ground.spots[1][0] - ground.spots[0][0]))
    assert hatched.spots[0][0] == pytest.approx(air.spots[1][0])
    assert hatched.spots[1][0] - hatched.spots[0][0] == pytest.approx(long / 2)


def test_the_unit_is_named_and_each_bar_can_be_chosen():
    drawing = drawn(Bar("Air", 4, 6, "4–6", "air"), Bar("Ground", 2, 2, "2", "ground"))

    assert "Attacks by method" in {one.text for one in of(drawing, Text)}
    assert [(one.key, one.words) for one in drawing.targets] == [
        ("air", "Air: 4–6"),
        ("ground", "Ground: 2"),
    ]


def test_read_from_the_right_bars_begin_at_the_right():
    plain, mirrored = (drawn(Bar("Air", 4, 4, "4"), mirrored=one) for one in (False, True))

    (one,), (other,) = (of(drawing, Area, tint=Tint.MAIN) for drawing in (plain, mirrored))
    assert min(x for x, _ in one.spots) == pytest.approx(WIDTH - max(x for x, _ in other.spots))


def test_bars_of_nothing_are_refused():
    with pytest.raises(ValueError, match="nothing"):
        drawn()
