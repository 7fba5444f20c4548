"""What a picture's own metadata say: when, where, with what device; as plain pairs of text.

The key of a pair is a word of this module; the service that shows it knows the label.
"""

import math
import re
from collections.abc import Iterator, Mapping
from typing import SupportsFloat

from PIL import ExifTags, Image

from ..limited.child import Answer, Data, Unusable
from .films import film_facts
from .pictures import opened, upright_size

_MOST_TEXT = 400
_MOST_PAIRS = 60
_MOST_XMP = 1 << 20

_ROOT: Mapping[int, str] = {
    ExifTags.Base.Make: "maker",
    ExifTags.Base.Model: "model",
    ExifTags.Base.Software: "software",
    ExifTags.Base.DateTime: "modified_local",
    ExifTags.Base.Artist: "artist",
    ExifTags.Base.Copyright: "copyright",
    ExifTags.Base.ImageDescription: "description",
    ExifTags.Base.HostComputer: "computer",
}
_SHOT: Mapping[int, str] = {
    ExifTags.Base.DateTimeOriginal: "captured_local",
    ExifTags.Base.OffsetTimeOriginal: "captured_offset",
    ExifTags.Base.DateTimeDigitized: "digitised_local",
    ExifTags.Base.BodySerialNumber: "serial",
    ExifTags.Base.CameraOwnerName: "owner",
    ExifTags.Base.LensMake: "lens_maker",
    ExifTags.Base.LensModel: "lens",
    ExifTags.Base.LensSerialNumber: "lens_serial",
    ExifTags.Base.ImageUniqueID: "unique_id",
    ExifTags.Base.ExposureTime: "exposure",
    ExifTags.Base.FNumber: "aperture",
    ExifTags.Base.ISOSpeedRatings: "sensitivity",
    ExifTags.Base.FocalLength: "focal_length",
}
_XMP: Mapping[str, str] = {
    "xmp:CreateDate": "xmp_created",
    "xmp:ModifyDate": "xmp_modified",
    "xmp:CreatorTool": "xmp_tool",
    "photoshop:DateCreated": "xmp_captured",
    "photoshop:City": "xmp_city",
    "photoshop:Credit": "xmp_credit",
    "exif:GPSLatitude": "xmp_latitude",
    "exif:GPSLongitude": "xmp_longitude",
    "exif:DateTimeOriginal": "xmp_captured",
    "tiff:Make": "xmp_maker",
    "tiff:Model": "xmp_model",
    "aux:SerialNumber": "xmp_serial",
    "xmpMM:DocumentID": "xmp_document",
    "dc:creator": "xmp_creator",
    "dc:rights": "xmp_rights",
}

Pairs = Iterator[tuple[str, str]]


def picture_facts(_: Mapping[str, object], data: Data) -> Answer:
    """Give a picture's size and what it says of itself, as pairs of key and value."""
    image = opened(data)
    width, height = upright_size(image)
    pairs = {"width": str(width), "height": str(height), "format": image.format or ""}
    for key, value in (*_exif(image), *_xmp(image), *_comments(image)):
        if value and len(pairs) < _MOST_PAIRS:
            pairs.setdefault(key, value)
    return Answer([[key, value] for key, value in pairs.items() if value])


def facts(given: Mapping[str, object], data: Data) -> Answer:
    """Give the facts of a picture or a film, whichever the parent says it is."""
    return film_facts(given, data) if given.get("film") else picture_facts(given, data)


def _exif(image: Image.Image) -> Pairs:
    try:
        exif = image.getexif()
        shot = exif.get_ifd(ExifTags.IFD.Exif)
        place = exif.get_ifd(ExifTags.IFD.GPSInfo)
    except (OSError, ValueError, SyntaxError, KeyError, TypeError) as problem:
        raise Unusable("metadata_damaged") from problem
    yield from _named(exif, _ROOT)
    yield from _named(shot, _SHOT)
    yield from _position(place)


def _named(tags: Mapping[int, object], names: Mapping[int, str]) -> Pairs:
    for tag, key in names.items():
        if tag in tags:
            yield key, _text(tags[tag])


def _position(place: Mapping[int, object]) -> Pairs:
    gps = ExifTags.GPS
    latitude = _degrees(place.get(gps.GPSLatitude), place.get(gps.GPSLatitudeRef), "S", 90)
    longitude = _degrees(place.get(gps.GPSLongitude), place.get(gps.GPSLongitudeRef), "W", 180)
    if latitude and longitude:
        yield "latitude", latitude
        yield "longitude", longitude
    height = _number(place.get(gps.GPSAltitude))
    if height is not None:
        below = place.get(gps.GPSAltitudeRef) in (b"\1", 1)
        yield "altitude", f"{-height if below else height:.1f}"
    direction = _number(place.get(gps.GPSImgDirection))
    if direction is not None and 0 <= direction <= 360:
        yield "direction", f"{direction:.1f}"
    day, clock = _text(place.get(gps.GPSDateStamp)), place.get(gps.GPSTimeStamp)
    if day and isinstance(clock, tuple) and len(clock) == 3:
        parts = [_number(one) for one in clock]
        if None not in parts:
            yield "gps_time", f"{day} " + ":".join(f"{int(one or 0):02}" for one in parts) + " UTC"


def _degrees(value: object, side: object, negative: str, most: int) -> str:
    if not isinstance(value, tuple) or len(value) != 3:
        return ""
    parts = [_number(one) for one in value]
    if None in parts:
        return ""
    degrees = sum((one or 0.0) / scale for one, scale in zip(parts, (1, 60, 3600), strict=True))
    if not 0 <= degrees <= most:
        return ""
    return f"{-degrees if _text(side).upper().startswith(negative) else degrees:.6f}"


def _number(value: object) -> float | None:
    """Read a number as metadata give it; fractions with nothing below the line are none."""
    if not isinstance(value, SupportsFloat):
        return None
    try:
        found = float(value)
    except (ValueError, ZeroDivisionError, OverflowError):
        return None
    return found if math.isfinite(found) else None


def _xmp(image: Image.Image) -> Pairs:
    """Look for known properties in the packet's text; the markup itself is never interpreted."""
    packet = image.info.get("xmp", image.info.get("XML:com.adobe.xmp", b""))
    raw = packet.encode() if isinstance(packet, str) else packet
    if not isinstance(raw, bytes):
        return
    text = raw[:_MOST_XMP].decode("utf-8", "replace")
    for name, key in _XMP.items():
        found = re.search(rf'{name}="([^"<>]{{1,{_MOST_TEXT}}})"', text) or re.search(
            rf"<{name}>(?:\s*<rdf:\w+>\s*<rdf:li[^>]{{0,80}}>)?\s*([^<>]{{1,{_MOST_TEXT}}})<", text
        )
        if found:
            yield key, _text(found[1])


def _comments(image: Image.Image) -> Pairs:
    """Give the free texts a JPEG or PNG may carry beside its pixels."""
    yield "comment", _text(image.info.get("comment"))
    for name in ("Comment", "Description", "Author", "Creation Time", "Software", "Title"):
        value = image.info.get(name)
        if isinstance(value, str):
            yield f"png_{name.lower().replace(' ', '_')}", _text(value)


def _text(value: object) -> str:
    """Give one line of printable text for whatever metadata hold."""
    if value is None:
        return ""
    if isinstance(value, bytes):
        value = value.decode("utf-8", "replace")
    number = None if isinstance(value, str) else _number(value)
    text = f"{number:g}" if number is not None else str(value)
    return "".join(one for one in text if one.isprintable()).strip()[:_MOST_TEXT]
