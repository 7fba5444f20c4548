"""Working copies: what is cropped, what is blurred for good, and what never comes along."""

from io import BytesIO

import pytest
from PIL import Image, ImageChops, ImageDraw, ImageStat

from strikelog.limited.child import Unusable
from strikelog.media.edits import working_copy
from tests.media.files import Data, picture, saved, telling_jpeg, telling_png


def made(content, *edits):
    answer = working_copy({"edits": [list(one) for one in edits]}, Data(content))
    return answer, Image.open(BytesIO(answer.content))


@pytest.mark.parametrize("content", [telling_jpeg(), telling_png()])
@pytest.mark.parametrize("edit", [("transcode",), ("crop", 0, 0, 40, 40), ("blur", 0, 0, 40, 40)])
def test_no_copy_carries_metadata(content, edit):
    answer, image = made(content, edit)

    assert b"Canary" in content
    assert b"Canary" not in answer.content
    assert image.format == "JPEG"
    assert not image.getexif()
    assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


def test_a_crop_keeps_that_part():
    image = picture((100, 80))
    image.paste((0, 0, 255), (50, 40, 100, 80))

    answer, cropped = made(saved(image, "PNG"), ("crop", 50, 40, 50, 40))

    assert answer.value == [50, 40]
    assert ImageStat.Stat(cropped).mean[2] > 240


def test_regions_are_those_of_the_picture_as_it_is_seen():
    answer, _ = made(telling_jpeg((80, 40), orientation=6), ("crop", 0, 0, 40, 60))

    assert answer.value == [40, 60]


def test_edits_follow_one_another():
    answer, _ = made(saved(picture((100, 80))), ("crop", 10, 10, 60, 60), ("crop", 10, 10, 30, 20))

    assert answer.value == [30, 20]


@pytest.mark.parametrize(
    "region", [(100, 0, 10, 10), (0, 80, 5, 5), (-20, 0, 20, 20), (5, 5, 0, 9)]
)
def test_a_region_outside_is_refused(region):
    with pytest.raises(Unusable, match="outside"):
        made(saved(picture((100, 80))), ("blur", *region))


def a_face(shift):
    """Two dark eyes and a mouth on a light ground, moved a little."""
    image = Image.new("RGB", (240, 240), (220, 190, 170))
    draw = ImageDraw.Draw(image)
    for box in ((80, 90, 100, 105), (140, 90, 160, 105), (95, 150, 145, 160)):
        draw.ellipse([one + shift for one in box], fill=(30, 20, 20))
    return image


def difference(one, other):
    return max(ImageStat.Stat(ImageChops.difference(one, other).convert("L")).extrema[0])


def test_what_was_blurred_cannot_be_told_apart_any_more():
    letters = Image.new("RGB", (240, 240), (128, 128, 128))
    other = letters.copy()
    for at in range(0, 240, 8):
        ImageDraw.Draw(letters).rectangle((at, 0, at + 3, 240), fill=(255, 255, 255))
        ImageDraw.Draw(other).rectangle((at + 4, 0, at + 7, 240), fill=(255, 255, 255))

    _, first = made(saved(letters, "PNG"), ("blur", 0, 0, 240, 240))
    _, second = made(saved(other, "PNG"), ("blur", 0, 0, 240, 240))

    assert difference(letters, other) > 100
    assert difference(first, second) <= 3


def test_a_few_values_are_left_of_a_blurred_face():
    _, blurred = made(saved(a_face(0), "PNG"), ("blur", 0, 0, 240, 240))
    few = blurred.resize((6, 6), Image.Resampling.BOX)

    again = few.resize((240, 240), Image.Resampling.BICUBIC)

    # All that is left is in 36 values: they alone give the whole region back.
    assert difference(blurred, again) < 40
    assert difference(a_face(0), again) > 100


def test_around_a_blurred_region_nothing_changes():
    _, blurred = made(saved(a_face(0), "PNG"), ("blur", 60, 60, 100, 60))
    _, plain = made(saved(a_face(0), "PNG"), ("transcode",))

    assert difference(blurred.crop((0, 170, 240, 240)), plain.crop((0, 170, 240, 240))) <= 6


def test_see_through_pictures_stand_on_white():
    image = Image.new("RGBA", (20, 20), (0, 0, 0, 0))

    _, copy = made(saved(image, "PNG"), ("transcode",))

    assert min(ImageStat.Stat(copy).mean) > 250


@pytest.mark.parametrize("edits", [None, "crop", [["crop", 0, 0, 1, 1]] * 201])
def test_wishes_that_are_no_list_of_edits_are_refused(edits):
    with pytest.raises(Unusable, match="edits"):
        working_copy({"edits": edits}, Data(saved(picture())))
