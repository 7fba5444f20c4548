"""What a file is, told by its bytes and never by its name."""

import pytest

from strikelog.domain.vocabularies import vocabulary
from strikelog.media.kinds import UNKNOWN, is_film, media_type_of, mime_of
from tests.media.files import film, picture, saved

SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.mark.parametrize(
    ("content", "mime"),
    [
        (saved(picture()), "image/jpeg"),
        (saved(picture(), "PNG"), "image/png"),
        (saved(picture(), "WEBP"), "image/webp"),
        (saved(picture(), "GIF"), "image/gif"),
        (film(), "video/quicktime"),
        (film(brand=b"isom"), "video/mp4"),
        (film(brand=b"3gp5"), "video/3gpp"),
        (film(brand=b"heic"), "image/heic"),
        (film()[16:], "video/quicktime"),
        (b"%PDF-1.7\n%", "application/pdf"),
        (b"<!DOCTYPE html><p>", "text/html"),
        ("قصف مدفعي\n".encode(), "text/plain"),
        ("قصف".encode("utf-16"), "text/plain"),
        (b"PK\x03\x04" + bytes(26) + b"xl/workbook.xml", SHEET),
        (b"PK\x03\x04" + bytes(26) + b"photo.jpg", "application/zip"),
        (b"\x7fELF\x02\x01\x01\0\0\0", UNKNOWN),
        (b"", UNKNOWN),
    ],
)
def test_the_beginning_tells(content, mime):
    assert mime_of(content[:4096]) == mime


@pytest.mark.parametrize(
    ("mime", "code"),
    [
        ("image/heic", "photo"),
        ("video/3gpp", "video"),
        ("audio/ogg", "audio"),
        ("text/html", "web_capture"),
        ("text/plain", "document"),
        (SHEET, "dataset"),
        (UNKNOWN, "other"),
    ],
)
def test_each_kind_has_a_media_type_of_the_vocabulary(mime, code):
    assert media_type_of(mime) == code
    assert code in {one.code for one in vocabulary("MEDIA_TYPE").codes}


def test_only_films_whose_container_is_read_are_films():
    assert is_film("video/mp4")
    assert not is_film("video/x-matroska")
    assert not is_film("image/jpeg")
