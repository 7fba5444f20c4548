"""Decoding a picture within bounds, upright, and in sizes to look at."""

import warnings
from collections.abc import Mapping
from io import BytesIO

from PIL import (
    BmpImagePlugin,
    GifImagePlugin,
    Image,
    ImageOps,
    JpegImagePlugin,
    PngImagePlugin,
    PpmImagePlugin,
    TiffImagePlugin,
    WebPImagePlugin,
)

from ..limited.child import Answer, Data, Unusable

# What the library would load when it is first used; in the child no file can be opened any more.
# Only the formats below are decoded; of TIFF, the reader of its tags serves for EXIF.
_PLUGINS = (
    BmpImagePlugin,
    GifImagePlugin,
    JpegImagePlugin,
    PngImagePlugin,
    PpmImagePlugin,
    TiffImagePlugin,
    WebPImagePlugin,
)
_FORMATS = ("JPEG", "PNG", "WEBP")

MOST_PIXELS = 120_000_000
"""Pixels of the largest picture that is decoded; telephones make up to 108 million."""

MOST_BYTES = 256 << 20
_SMALLEST, _LARGEST = 16, 4_096
_PNG_QUICK = 1


def thumbnail(given: Mapping[str, object], data: Data) -> Answer:
    """Give the picture as a PNG that fits a square of `side` pixels; the value is its real size.

    Small pictures are not made larger. Raises Unusable with `no_picture`, `too_many_pixels` or
    `too_large`.
    """
    side = max(_SMALLEST, min(_LARGEST, number(given, "side", 256)))
    image = opened(data)
    size = upright_size(image)
    image.draft("RGB", (side, side))
    image.thumbnail((side, side), Image.Resampling.LANCZOS, reducing_gap=2.0)
    return Answer(list(size), as_png(upright(image)))


def opened(data: Data) -> Image.Image:
    """Open a picture without decoding it yet; refuses what is too large or something else."""
    if data.size > MOST_BYTES:
        raise Unusable("too_large")
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    warnings.simplefilter("ignore")  # of what is odd in a file, nobody would read here
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    try:
        image = Image.open(BytesIO(data.all()), formats=_FORMATS)
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        raise Unusable("too_many_pixels") from None
    except (OSError, ValueError, SyntaxError):
        raise Unusable("no_picture") from None
    if image.width * image.height > MOST_PIXELS:
        raise Unusable("too_many_pixels")
    return image


def upright(image: Image.Image) -> Image.Image:
    """Turn a decoded picture as its camera was held, in plain colours without anything beside."""
    turned = ImageOps.exif_transpose(image)
    wanted = "RGBA" if _is_see_through(turned) else "RGB"
    plain = turned if turned.mode == wanted else turned.convert(wanted)
    return bare(plain)


def bare(image: Image.Image) -> Image.Image:
    """Give the same pixels with nothing beside them: no text, profile or position."""
    naked = Image.new(image.mode, image.size)
    naked.paste(image)
    return naked


def upright_size(image: Image.Image) -> tuple[int, int]:
    """Give width and height as the picture is seen, before it is decoded."""
    lies = image.getexif().get(0x0112, 1) in {5, 6, 7, 8}
    return (image.height, image.width) if lies else image.size


def as_png(image: Image.Image) -> bytes:
    """Write a picture as PNG, quickly rather than small: it lives in memory for a moment."""
    memory = BytesIO()
    image.save(memory, "PNG", compress_level=_PNG_QUICK)
    return memory.getvalue()


def number(given: Mapping[str, object], key: str, otherwise: int) -> int:
    """Read a whole number the parent gave."""
    value = given.get(key, otherwise)
    return value if isinstance(value, int) else otherwise


def _is_see_through(image: Image.Image) -> bool:
    return image.mode in {"RGBA", "LA", "PA", "La", "RGBa"} or "transparency" in image.info
