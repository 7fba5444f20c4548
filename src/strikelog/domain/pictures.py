"""Whether a picture's file holds more than its pixels: camera, place, author, thumbnail, extra."""

from collections.abc import Iterator

_PNG_BESIDE = (b"tEXt", b"iTXt", b"zTXt", b"eXIf", b"tIME")
_SIGNS = (b"Exif\0", b"http://ns.adobe.com/xap", b"Photoshop 3.0", b"EXIF", b"XMP ")

_JFIF, _SCAN, _END = 0xE0, 0xDA, 0xD9
_BESIDE = frozenset({*range(0xE1, 0xF0), 0xFE})
"""Segments of a JPEG for applications, and comments; how to decode the picture is in others."""

_PLAIN_JFIF = 16


def has_metadata(picture: bytes) -> bool:
    """Tell whether a picture carries more than its pixels."""
    if picture.startswith(b"\x89PNG"):
        return any(chunk in picture for chunk in _PNG_BESIDE)
    if picture.startswith(b"\xff\xd8") and _has_more(picture):
        return True
    return any(sign in picture for sign in _SIGNS)


def _has_more(jpeg: bytes) -> bool:
    """Tell whether a JPEG holds segments that no decoder needs, or goes on behind its end."""
    for marker, length in _segments(jpeg):
        if marker in _BESIDE or (marker == _JFIF and length > _PLAIN_JFIF):
            return True
    end = jpeg.rfind(bytes((0xFF, _END)))
    return end < 0 or bool(jpeg[end + 2 :].strip(b"\0\r\n "))


def _segments(jpeg: bytes) -> Iterator[tuple[int, int]]:
    at = 2
    while at + 4 <= len(jpeg) and jpeg[at] == 0xFF and jpeg[at + 1] != _SCAN:
        length = int.from_bytes(jpeg[at + 2 : at + 4], "big")
        yield jpeg[at + 1], length
        at += 2 + length
