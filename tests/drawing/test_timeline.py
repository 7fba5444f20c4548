"""Timelines: nothing leaves the drawing, no label stands on another, bars and ticks tell apart."""

from datetime import date
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strikelog.drawing.shapes import Area, Disc, Text, Tint
from strikelog.drawing.timeline import Axis, Band, Event, Timeline, day_place, draw_timeline
from strikelog.drawing.timescale import Room, day_labels, minute_labels

WIDTH = 480.0


def measure(text, size):
    return len(text) * size * 0.55


def drawn(*events, **values):
    timeline = Timeline(events=events, **{"unit": "Strikes on the hospital", **values})
    return draw_timeline(timeline, WIDTH, measure)


def of(drawing, kind, **values):
    return [
        one for one in drawing.shapes
        if isinstance(one, kind) and all(getattr(one, key) == held for key, held in values.items())
    ]  # fmt: skip


def extent(text):
    left = text.spot[0] - text.anchor * measure(text.text, text.size)
    return left, left + measure(text.text, text.size)


def texts(drawing):
    return {one.text for one in of(drawing, Text)}


def on(year, month, day):
    return day_place(date(year, month, day))


KAFR_NABL = (
    Event("1. 5 May 2019", on(2019, 5, 5), on(2019, 5, 5), key="a"),
    Event("2. 4 July 2019", on(2019, 7, 4), on(2019, 7, 4), key="b"),
    Event("3. 6 November 2019", on(2019, 11, 6), on(2019, 11, 6), key="c"),
)
EVENTS = st.builds(
    lambda label, start, length, lane: Event(label, start, start + length, lane),
    st.text("strike of may", min_size=1, max_size=24),
    st.floats(737_000, 739_000),
    st.sampled_from([0.0, 0.0, 1.0, 20.0, 400.0]),
    st.integers(0, 2),
)
BANDS = st.builds(
    lambda start, length, label: Band(start, start + length, label, is_shaded=True),
    st.floats(736_000, 739_500),
    st.floats(1, 900),
    st.text("pause of winter", min_size=1, max_size=40),
)


@given(st.lists(EVENTS, min_size=1, max_size=12), st.lists(BANDS, max_size=3), st.booleans())
def test_nothing_leaves_the_drawing_and_no_label_covers_another(events, bands, mirrored):
    drawing = drawn(*events, bands=bands, mirrored=mirrored)

    for shape in drawing.shapes:
        spots = [shape.spot] if isinstance(shape, Text | Disc) else shape.spots
        for x, y in spots:
            assert -0.01 <= x <= WIDTH + 0.01
            assert -0.01 <= y <= drawing.height + 0.01
    for one, other in combinations(of(drawing, Text, has_halo=True), 2):
        if abs(one.spot[1] - other.spot[1]) < 5:
            (_, end), (begin, _) = sorted((extent(one), extent(other)))
            assert end <= begin + 0.01, (one, other)


def test_strikes_of_one_day_are_ticks_and_uncertain_days_a_hatched_bar():
    doubtful = Event("some day in October", on(2019, 10, 1), on(2019, 10, 20))
    drawing = drawn(*KAFR_NABL, doubtful, certain="that day", possible="some day of these")

    (bar,) = of(drawing, Area, is_hatched=True, tint=Tint.GRAVE)[-1:]
    places = {one.text: extent(one) for one in of(drawing, Text)}
    assert len(of(drawing, Disc)) == 3 + 1  # one of them in the legend
    assert bar.spots[1][0] - bar.spots[0][0] > 20
    assert {"that day", "some day of these", "some day in October"} <= set(places)


def test_two_strikes_near_the_end_are_both_named():
    late = (
        Event("1. 5 May 2019", on(2019, 5, 5), on(2019, 5, 5)),
        Event("2. 16 November 2019", on(2019, 11, 16), on(2019, 11, 16)),
        Event("3. 26 November 2019", on(2019, 11, 26), on(2019, 11, 26)),
    )

    assert {one.label for one in late} <= texts(drawn(*late))


def test_the_legend_tells_only_what_is_there():
    drawing = drawn(*KAFR_NABL, certain="that day", possible="some day of these")

    assert "that day" in texts(drawing)
    assert "some day of these" not in texts(drawing)


def test_the_unit_is_always_named_and_the_days_between_stand_between():
    drawing = drawn(*KAFR_NABL, between=["60 days", "125 days"])

    middle = {one.text: one.spot[0] for one in of(drawing, Text)}
    ticks = sorted(one.spot[0] for one in of(drawing, Disc))
    assert "Strikes on the hospital" in middle
    assert ticks[0] < middle["60 days"] < ticks[1] < middle["125 days"] < ticks[2]


def test_an_end_nobody_knows_reaches_to_the_edge():
    drawing = drawn(*KAFR_NABL, Event("since May", on(2019, 6, 1), None))

    (bar,) = of(drawing, Area, is_hatched=True)
    assert max(x for x, _ in bar.spots) == pytest.approx(WIDTH - 3)


def test_read_from_the_right_the_first_strike_stands_at_the_right():
    plain, mirrored = (drawn(*KAFR_NABL, mirrored=one) for one in (False, True))

    for drawing, sign in ((plain, 1), (mirrored, -1)):
        places = [target.box[0] * sign for target in drawing.targets]
        assert places == sorted(places)
    assert [target.key for target in plain.targets] == ["a", "b", "c"]
    assert plain.height == mirrored.height


def test_minutes_have_their_own_axis_without_time_before_the_first_strike():
    drawing = drawn(
        Event("first", 0, 0),
        Event("second", 3, 5),
        unit="Minutes after the first strike",
        axis=Axis.MINUTES,
        lanes=["Strikes", "Helpers"],
    )

    assert {"0", "5", "Strikes", "Helpers"} <= texts(drawing)
    assert not any(text.startswith("-") for text in texts(drawing))


def test_a_timeline_without_a_time_is_refused():
    with pytest.raises(ValueError, match="without a time"):
        drawn(Event("some time", None, None))


@given(st.integers(1, 3_000_000), st.integers(1, 60_000), st.floats(60, 900))
def test_labels_of_days_never_meet(first, days, width):
    labels = day_labels(first, min(first + days, 3_652_059), Room(width, 7.0, measure))

    assert labels
    assert Room(width, 7.0, measure).holds(labels, days)


@given(st.integers(0, 500), st.integers(1, 3_000), st.floats(60, 900))
def test_labels_of_minutes_never_meet(first, minutes, width):
    room = Room(width, 7.0, measure)

    assert room.holds(minute_labels(first, first + minutes, room), minutes)


def test_labels_are_in_the_language_of_the_reader():
    labels = day_labels(on(2019, 4, 28), on(2019, 7, 20), Room(300, 7.0, measure), "ar")

    assert [one.text for one in labels] == ["أيار 2019", "حزيران", "تموز"]
