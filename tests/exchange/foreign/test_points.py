import pytest
from hypothesis import given
from hypothesis import strategies as st

from strikelog.domain.errors import BadValue
from strikelog.exchange.foreign.points import NotAPoint, PerhapsSwapped, read_one, read_point


@pytest.mark.parametrize(
    "text",
    [
        "35.614, 36.56",
        "35.614 36.56",
        "(35.614, 36.56)",
        "35.614|36.56",
        "35.614; 36.56",
        "35.614/36.56",
        "35.614 36.56 39.5 55.0",
        "POINT (36.56 35.614)",
        "٣٥٫٦١٤, ٣٦٫٥٦",
        "35°36'50.4\"N 36°33'36\"E",
        "35°36'50.4\"N, 36°33'36\"E",
    ],
)
def test_two_coordinates_in_one_cell_are_read(text):
    assert read_point(text) == pytest.approx((35.614, 36.56), abs=1e-6)


def test_the_longitude_may_stand_first_when_it_is_told():
    assert read_point("36.56, 35.614", longitude_first=True) == (35.614, 36.56)


@pytest.mark.parametrize("text", ["Kafr Nabl", "35.614", "", "1, 2, 3 go", "35.614, east"])
def test_what_is_not_two_coordinates_is_refused(text):
    with pytest.raises(NotAPoint):
        read_point(text)


def test_a_latitude_that_only_a_longitude_can_be_is_suspected():
    with pytest.raises(PerhapsSwapped):
        read_one(136.5, is_latitude=True)


@pytest.mark.parametrize("cell", [35.614, "35.614", "35,614", "35°36'50.4\"N", "35.614° N"])
def test_one_coordinate_is_read_from_numbers_and_texts(cell):
    assert read_one(cell, is_latitude=True) == pytest.approx(35.614, abs=1e-6)


@pytest.mark.parametrize("cell", [True, "north", 500, "181", None])
def test_what_is_no_coordinate_is_refused(cell):
    with pytest.raises(BadValue):
        read_one(cell, is_latitude=False)


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_any_point_is_read_back(lat, lon):
    assert read_point(f"{lat:.6f}, {lon:.6f}") == pytest.approx((lat, lon), abs=1e-6)


@given(st.text(max_size=40))
def test_no_text_breaks_the_reader_of_points(text):
    try:
        lat, lon = read_point(text)
    except BadValue:
        return
    assert -90 <= lat <= 90
    assert -180 <= lon <= 180
