"""Telling by its first bytes what a file is; nothing is decoded, and no name is believed."""

from collections.abc import Mapping

HEAD = 4_096
"""Bytes of the beginning that are enough to tell."""

JPEG, PNG, WEBP, TEXT = "image/jpeg", "image/png", "image/webp", "text/plain"
UNKNOWN = "application/octet-stream"

PICTURES = frozenset({JPEG, PNG, WEBP})
"""What is decoded as a picture."""

_BEGINNINGS: tuple[tuple[int, bytes, str], ...] = (
    (0, b"\xff\xd8\xff", JPEG),
    (0, b"\x89PNG\r\n\x1a\n", PNG),
    (0, b"GIF87a", "image/gif"),
    (0, b"GIF89a", "image/gif"),
    (0, b"II*\0", "image/tiff"),
    (0, b"MM\0*", "image/tiff"),
    (0, b"BM", "image/bmp"),
    (0, b"%PDF-", "application/pdf"),
    (0, b"\x1aE\xdf\xa3", "video/x-matroska"),
    (0, b"FLV\x01", "video/x-flv"),
    (0, b"\0\0\x01\xba", "video/mpeg"),
    (0, b"\0\0\x01\xb3", "video/mpeg"),
    (0, b"ID3", "audio/mpeg"),
    (0, b"\xff\xfb", "audio/mpeg"),
    (0, b"\xff\xf1", "audio/aac"),
    (0, b"OggS", "audio/ogg"),
    (0, b"fLaC", "audio/flac"),
    (0, b"#!AMR", "audio/amr"),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (0, b"PK\x03\x04", "application/zip"),
    (0, b"Rar!\x1a\x07", "application/vnd.rar"),
    (0, b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (0, b"{\\rtf", "application/rtf"),
)

_RIFF: Mapping[bytes, str] = {b"WEBP": WEBP, b"AVI ": "video/x-msvideo", b"WAVE": "audio/wav"}

_BRANDS: tuple[tuple[bytes, str], ...] = (
    (b"qt", "video/quicktime"),
    (b"3g", "video/3gpp"),
    (b"hei", "image/heic"),
    (b"hev", "image/heic"),
    (b"mif1", "image/heif"),
    (b"avif", "image/avif"),
    (b"M4A", "audio/mp4"),
)

_IN_ZIPS: tuple[tuple[bytes, str], ...] = (
    (b"word/", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    (b"xl/", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    (b"ppt/", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
)

_OLD_FILMS = frozenset({b"moov", b"mdat", b"wide", b"free", b"skip"})
_PAGE = (b"<!doctype html", b"<html")


def mime_of(head: bytes) -> str:
    """Tell a file's kind by its beginning (`HEAD` bytes); UNKNOWN when nothing fits."""
    for at, beginning, mime in _BEGINNINGS:
        if head.startswith(beginning, at):
            return _in_zip(head) if mime == "application/zip" else mime
    if head.startswith(b"RIFF"):
        return _RIFF.get(head[8:12], UNKNOWN)
    if head[4:8] == b"ftyp":
        return _of_brand(head[8:12])
    if head[4:8] in _OLD_FILMS:
        return "video/quicktime"
    return _of_text(head)


def _in_zip(head: bytes) -> str:
    return next((mime for part, mime in _IN_ZIPS if part in head), "application/zip")


def _of_brand(brand: bytes) -> str:
    return next((mime for start, mime in _BRANDS if brand.startswith(start)), "video/mp4")


def _of_text(head: bytes) -> str:
    if not head:
        return UNKNOWN
    if head.lstrip()[:14].lower().startswith(_PAGE):
        return "text/html"
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return TEXT
    controls = sum(one < 9 or (13 < one < 32 and one != 27) for one in head)
    return UNKNOWN if controls else TEXT


_MEDIA_TYPES: Mapping[str, str] = {
    "text/html": "web_capture",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "dataset",
    "application/pdf": "document",
    "application/rtf": "document",
    TEXT: "document",
    "application/x-ole-storage": "document",
}
_BY_FAMILY: Mapping[str, str] = {"image": "photo", "video": "video", "audio": "audio"}


def media_type_of(mime: str) -> str:
    """Give the code of MEDIA_TYPE a file of that kind starts with; a person may know better."""
    family = _BY_FAMILY.get(mime.partition("/")[0])
    if family:
        return family
    if "wordprocessing" in mime or "presentation" in mime:
        return "document"
    return _MEDIA_TYPES.get(mime, "other")


def is_film(mime: str) -> bool:
    """Tell whether the container's facts can be read."""
    return mime in {"video/mp4", "video/quicktime", "video/3gpp", "audio/mp4"}
