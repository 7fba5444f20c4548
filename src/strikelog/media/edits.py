"""Working copies of a picture: part of it, regions made unrecognisable, everything beside it gone.

The copy is written anew from pixels, so nothing of the original's metadata can be in it. A blurred
region is first reduced to a few large blocks and then softened: what is between the blocks is not
hidden but gone, and no sharpening brings it back.
"""

from collections.abc import Callable, Mapping, Sequence
from io import BytesIO

from PIL import Image, ImageFilter

from ..limited.child import Answer, Data, Unusable
from .pictures import bare, number, opened, upright

_BLOCKS = 6
"""Blocks along the longer side of a blurred region: too few for a face or a number plate."""

_QUALITY = 92
_WHITE = (255, 255, 255)
_MOST_EDITS = 200
_LEAST_SIDE, _MOST_SIDE = 64, 2_400

Box = tuple[int, int, int, int]


def working_copy(given: Mapping[str, object], data: Data) -> Answer:
    """Apply edits in turn and give the copy as JPEG; the value is its size.

    Edits are lists: `["crop", left, top, width, height]`, `["blur", …]` or `["transcode"]`, in
    pixels of the picture as it is seen. Raises Unusable with `outside` for a region that is not in
    the picture.
    """
    edits = given.get("edits")
    if not isinstance(edits, list) or len(edits) > _MOST_EDITS:
        raise Unusable("edits")
    image = upright(opened(data))
    for edit in edits:
        image = _EDITS[edit[0]](image, edit[1:])
    return Answer(list(image.size), _as_jpeg(image))


def for_print(given: Mapping[str, object], data: Data) -> Answer:
    """Give the picture for a page, as a new JPEG no larger than `side`; the value is its size."""
    side = max(_LEAST_SIDE, min(_MOST_SIDE, number(given, "side", _MOST_SIDE)))
    image = opened(data)
    image.draft("RGB", (side, side))
    image.thumbnail((side, side), Image.Resampling.LANCZOS, reducing_gap=2.0)
    plain = upright(image)
    return Answer(list(plain.size), _as_jpeg(plain))


def _cropped(image: Image.Image, region: Sequence[int]) -> Image.Image:
    return bare(image.crop(_box(image, region)))


def _blurred(image: Image.Image, region: Sequence[int]) -> Image.Image:
    box = _box(image, region)
    part = image.crop(box)
    scale = max(part.size) / _BLOCKS
    few = (max(1, round(part.width / scale)), max(1, round(part.height / scale)))
    coarse = part.convert("RGB").resize(few, Image.Resampling.BOX)
    large = coarse.resize(part.size, Image.Resampling.NEAREST)
    soft = large.filter(ImageFilter.GaussianBlur(max(1.0, scale / 3)))
    image.paste(soft.convert(image.mode), box)
    return image


def _as_it_is(image: Image.Image, _: Sequence[int]) -> Image.Image:
    return image


_EDITS: Mapping[str, Callable[[Image.Image, Sequence[int]], Image.Image]] = {
    "crop": _cropped,
    "blur": _blurred,
    "transcode": _as_it_is,
}


def _box(image: Image.Image, region: Sequence[int]) -> Box:
    """Give the corners of a region; what juts out of the picture is cut off."""
    left, top, width, height = region
    right, bottom = min(image.width, left + width), min(image.height, top + height)
    left, top = max(0, left), max(0, top)
    if left >= right or top >= bottom:
        raise Unusable("outside")
    return left, top, right, bottom


def _as_jpeg(image: Image.Image) -> bytes:
    if image.mode == "RGBA":
        ground = Image.new("RGB", image.size, _WHITE)
        ground.paste(image, mask=image.getchannel("A"))
        image = ground
    memory = BytesIO()
    image.save(memory, "JPEG", quality=_QUALITY, subsampling=0, optimize=False)
    return memory.getvalue()
