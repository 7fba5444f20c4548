"""Telling by its bytes what a file is; its name is believed only where the bytes leave it open."""

from collections.abc import Sequence

TEXT = "text"

ZIP = b"PK\x03\x04"
EMPTY_ZIP = b"PK\x05\x06"
OLE = bytes.fromhex("d0cf11e0a1b11ae1")

_BEGINNINGS: Sequence[tuple[bytes, str]] = (
    (OLE, "ole"),
    (ZIP, "zip"),
    (EMPTY_ZIP, "empty_archive"),
    (b"PK\x07\x08", "in_parts"),
    (b"ID;P", "sylk"),
    (b"\x09\x00\x04\x00", "ancient"),
    (b"\x09\x02\x06\x00", "ancient"),
    (b"\x09\x04\x06\x00", "ancient"),
    (b"\x09\x08", "ancient"),
    (b"%PDF-", "not_a_table"),
    (b"\xff\xd8\xff", "not_a_table"),
    (b"\x89PNG", "not_a_table"),
    (b"GIF8", "not_a_table"),
    (b"Rar!", "packed"),
    (b"7z\xbc\xaf", "packed"),
    (b"\x1f\x8b", "packed"),
    (b"{\\rtf", "not_a_table"),
    (b"SQLite format 3", "not_a_table"),
)
"""What is no table, by the word that says why; and the two containers that may hold one."""

_HEAD = 4_096


def kind_of(content: bytes) -> str:
    """Give `zip`, `ole`, TEXT, or the word for why the file cannot be read as a table."""
    if not content.strip(b"\0 \t\r\n\xef\xbb\xbf\xff\xfe"):
        return "empty_file"
    for beginning, kind in _BEGINNINGS:
        if content.startswith(beginning):
            return kind
    return _text_kind(content[:_HEAD])


def _text_kind(head: bytes) -> str:
    plain = head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if plain.startswith((b"<?xml", b"<")):
        return _markup_kind(plain)
    if plain.startswith((b"{", b"[")):
        return "not_a_table"
    return TEXT if _is_text(head) else "not_a_table"


def _markup_kind(plain: bytes) -> str:
    if b"urn:schemas-microsoft-com:office:spreadsheet" in plain or b'"excel.sheet"' in plain:
        return "xml_2003"
    if any(tag in plain for tag in (b"<html", b"<table", b"<!doctype html", b"<meta", b"<body")):
        return "web_page"
    if b"office:document" in plain:
        return "flat_document"
    return "not_a_table"


def _is_text(head: bytes) -> bool:
    """Tell text of any writing from other bytes, by the controls that text does without."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    places = [at for at, one in enumerate(head) if one == 0]
    if places and len(places) * 3 >= len(head):  # every second byte: UTF-16 that does not say so
        return len({at % 2 for at in places}) == 1 and len(places) * 5 <= len(head) * 3
    controls = sum(one < 9 or 13 < one < 32 for one in head)
    return controls * 50 <= len(head)
