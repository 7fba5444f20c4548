"""Facts of films from their containers, and made-up containers that lead nowhere."""

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strikelog.limited.child import Unusable
from strikelog.media.films import film_facts
from tests.media.files import Data, apple_metadata, box, film


def said(content):
    return dict(film_facts({}, Data(content)).value)


@pytest.mark.parametrize("far", [False, True])
@pytest.mark.parametrize("brand", [b"qt  ", b"isom", b"3gp5"])
def test_a_film_tells_time_length_size_and_place(brand, far):
    found = said(film(brand=brand, far=far))

    assert found["created"] == "2019-05-06T08:05:00Z"
    assert found["duration"] == "150.0"
    assert (found["width"], found["height"]) == ("1920", "1080")
    assert (found["latitude"], found["longitude"]) == ("35.610000", "36.550000")
    assert found["altitude"] == "640.0"
    assert found["maker"] == "Canary"
    assert found["formats"] == "avc1"


def test_what_an_iphone_writes_is_read():
    items = apple_metadata(model="iPhone 8", captured="2019-05-06T13:05:00+0300")

    found = said(film(extra=items))

    assert found["model"] == "iPhone 8"
    assert found["captured"] == "2019-05-06T13:05:00+0300"


def test_a_film_whose_clock_was_never_set_has_no_time():
    assert "created" not in said(film(at=-2_082_844_800))


@pytest.mark.parametrize("place", [b"+95.0000+036.5500/", b"somewhere", b"", b"+35.6100"])
def test_only_a_real_position_is_one(place):
    udta = box(b"udta", box(b"\xa9xyz", struct.pack(">HH", len(place), 0), place))

    assert "latitude" not in said(box(b"moov", udta))


def test_only_the_description_is_fetched_of_a_large_film():
    frames = struct.pack(">I4sQ", 1, b"mdat", 16 + 3_000_000_000)
    moov = film()[16:]
    data = _Sparse(box(b"ftyp", b"isom", bytes(4)) + frames, 3_000_000_000, moov)

    found = dict(film_facts({}, data).value)

    assert found["duration"] == "150.0"
    assert data.asked < 20_000


class _Sparse:
    """A film of some gigabytes, of which only both ends are there."""

    def __init__(self, head, gap, tail):
        self.head, self.tail = head, tail
        self.end = len(head) + gap
        self.size = self.end + len(tail)
        self.asked = 0

    def read_at(self, offset, length):
        self.asked += length
        if offset >= self.end:
            return self.tail[offset - self.end : offset - self.end + length]
        return (self.head + bytes(64))[offset : offset + length]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\0\0\0\4moov",
        box(b"ftyp", b"isom"),
        struct.pack(">I4sQ", 1, b"moov", 3),
        struct.pack(">I4s", 0, b"mdat") + bytes(40),
    ],
)
def test_what_holds_no_film_says_so(content):
    with pytest.raises(Unusable, match="not_a_film"):
        film_facts({}, Data(content))


def test_a_description_without_bounds_is_refused():
    data = Data(struct.pack(">I4s", 1 << 31, b"moov"), size=1 << 31)

    with pytest.raises(Unusable, match="too_large"):
        film_facts({}, data)


def test_boxes_in_boxes_come_to_an_end():
    nested = box(b"trak")
    for _ in range(5_000):
        nested = box(b"trak", nested)

    assert said(box(b"moov", nested)) == {}


@given(st.data())
def test_an_altered_film_gives_text_or_a_reason(data):
    content = bytearray(film())
    for _ in range(data.draw(st.integers(1, 10))):
        content[data.draw(st.integers(0, 700))] = data.draw(st.integers(0, 255))

    try:
        found = said(bytes(content))
    except Unusable:
        return
    assert all(isinstance(value, str) for value in found.values())
