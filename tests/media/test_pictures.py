"""Pictures within bounds: upright, of the wished size, and nothing that is too large."""

import struct
import zlib
from io import BytesIO

import pytest
from PIL import Image

from strikelog.limited.child import Unusable
from strikelog.media import pictures
from strikelog.media.pictures import thumbnail
from tests.media.files import Data, picture, saved, telling_jpeg


def opened(content):
    return Image.open(BytesIO(content))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_fits_the_square(kind):
    answer = thumbnail({"side": 50}, Data(saved(picture((400, 200)), kind)))

    assert answer.value == [400, 200]
    assert opened(answer.content).size == (50, 25)
    assert opened(answer.content).format == "PNG"


def test_a_small_picture_is_not_made_larger():
    answer = thumbnail({"side": 500}, Data(saved(picture((40, 20)))))

    assert opened(answer.content).size == (40, 20)


@pytest.mark.parametrize(
    ("orientation", "size", "corner"),
    [
        (1, (80, 40), (0, 0)),
        (3, (80, 40), (79, 39)),
        (6, (40, 80), (39, 0)),
        (8, (40, 80), (0, 79)),
    ],
)
def test_it_stands_as_the_camera_was_held(orientation, size, corner):
    image = picture((80, 40))
    image.paste((0, 0, 255), (0, 0, 8, 8))
    exif = Image.Exif()
    exif[0x0112] = orientation

    answer = thumbnail({"side": 80}, Data(saved(image, quality=95, exif=exif)))

    assert answer.value == list(size)
    red, _, blue = opened(answer.content).getpixel(corner)
    assert blue > 200 > red


def test_nothing_of_the_metadata_is_in_what_is_shown():
    content = thumbnail({"side": 80}, Data(telling_jpeg())).content

    assert b"Canary" in telling_jpeg()
    assert b"Canary" not in content
    assert not opened(content).info


def test_see_through_pictures_stay_so():
    image = Image.new("RGBA", (20, 20), (10, 20, 30, 128))

    assert opened(thumbnail({"side": 20}, Data(saved(image, "PNG"))).content).mode == "RGBA"


def png_bomb(width, height):
    """A few bytes that say they are a picture of that size."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(bytes(3_000))
    parts = [(b"IHDR", head), (b"IDAT", body), (b"IEND", b"")]
    chunks = (
        struct.pack(">I", len(content))
        + name
        + content
        + struct.pack(">I", zlib.crc32(name + content))
        for name, content in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


@pytest.mark.parametrize("size", [(60_000, 60_000), (20_000, 6_001), (2_000_000_000, 2)])
def test_a_picture_of_too_many_pixels_is_refused_undecoded(size):
    with pytest.raises(Unusable, match="too_many_pixels"):
        thumbnail({}, Data(png_bomb(*size)))


def test_a_file_that_is_too_large_is_not_even_fetched():
    data = Data(b"\xff\xd8\xff", size=pictures.MOST_BYTES + 1)

    with pytest.raises(Unusable, match="too_large"):
        thumbnail({}, data)

    assert data.asked == 0


@pytest.mark.parametrize("kind", ["GIF", "BMP", "TIFF"])
def test_other_pictures_are_not_opened(kind):
    with pytest.raises(Unusable, match="no_picture"):
        thumbnail({}, Data(saved(picture(), kind)))


@pytest.mark.parametrize("content", [b"", b"\xff\xd8\xff", b"GIF89a", b"<svg/>"])
def test_what_is_no_jpeg_png_or_webp_is_refused(content):
    with pytest.raises(Unusable, match="no_picture"):
        thumbnail({}, Data(content))


def test_a_picture_cut_off_is_an_error_and_not_a_grey_area():
    whole = saved(Image.effect_noise((400, 400), 80).convert("RGB"))

    with pytest.raises(OSError, match="truncated"):
        thumbnail({"side": 400}, Data(whole[: len(whole) // 2]))
