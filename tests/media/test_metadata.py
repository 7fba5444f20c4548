"""What pictures say of themselves, and what hostile ones cannot make us say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ExifTags, Image

from strikelog.domain.media import FACT_LABELS
from strikelog.limited.child import Unusable
from strikelog.media.metadata import _degrees, facts, picture_facts
from tests.media.files import Data, film, full_exif, picture, saved, telling_jpeg, telling_png


def said(content, **given):
    return dict(facts(given, Data(content)).value)


def test_a_telephone_tells_time_place_and_device():
    found = said(telling_jpeg())

    assert found["captured_local"] == "2019:05:06 13:05:00"
    assert found["captured_offset"] == "+03:00"
    assert (found["latitude"], found["longitude"]) == ("35.610000", "36.550000")
    assert found["altitude"] == "640.0"
    assert found["gps_time"] == "2019:05:06 10:05:00 UTC"
    assert (found["maker"], found["model"]) == ("CanaryMaker", "CanaryPhone")
    assert (found["serial"], found["artist"]) == ("CanarySerial", "CanaryArtist")
    assert found["comment"] == "CanaryComment"


def test_the_size_is_that_of_the_picture_as_it_is_seen():
    found = said(telling_jpeg((80, 40), orientation=6))

    assert (found["width"], found["height"], found["format"]) == ("40", "80", "JPEG")


def test_texts_and_xmp_of_a_png_are_found():
    found = said(telling_png())

    assert found["png_author"] == "CanaryAuthor"
    assert found["xmp_tool"] == "CanaryTool"
    assert found["xmp_creator"] == "CanaryCreator"
    assert found["xmp_latitude"] == "35,36.6N"


@pytest.mark.parametrize(
    "content", [telling_jpeg(), telling_png(), saved(picture(), "WEBP"), film()]
)
def test_every_fact_has_a_label(content):
    assert set(said(content, film=content == film())) <= FACT_LABELS.keys()


def test_a_picture_that_says_nothing_has_size_and_format_alone():
    assert set(said(saved(picture()))) == {"width", "height", "format"}


@pytest.mark.parametrize(
    ("value", "side", "expected"),
    [
        ((33.0, 30.0, 0.0), "S", "-33.500000"),
        ((91.0, 0.0, 0.0), "N", ""),
        ((float("nan"), 0.0, 0.0), "N", ""),
        ((float("inf"), 0.0, 0.0), "N", ""),
        ((1.0, 2.0), "N", ""),
        (("a", "b", "c"), "N", ""),
        (None, "N", ""),
        (35.6, "N", ""),
    ],
)
def test_only_a_real_position_is_one(value, side, expected):
    assert _degrees(value, side, "S", 90) == expected


def test_a_long_or_unprintable_text_is_cut_and_cleaned():
    exif = Image.Exif()
    exif[ExifTags.Base.Artist] = "A\x1b[31m\u202e" + "x" * 5_000

    found = said(saved(picture(), exif=exif))

    assert len(found["artist"]) <= 400
    assert found["artist"].isprintable()


_TELLING = telling_jpeg()
_LIMIT = len(saved(picture(), exif=full_exif()))


@pytest.mark.filterwarnings("ignore")
@given(st.lists(st.tuples(st.integers(2, _LIMIT), st.integers(0, 255)), min_size=1, max_size=12))
def test_altered_metadata_give_plain_text_or_a_reason(changes):
    content = bytearray(_TELLING)
    for at, value in changes:
        content[at % len(content)] = value

    try:
        found = picture_facts({}, Data(bytes(content))).value
    except (Unusable, OSError, ValueError, SyntaxError, TypeError, KeyError, IndexError):
        return  # the child names the reason; nothing else comes of it
    assert all(isinstance(part, str) and part.isprintable() for pair in found for part in pair)
