"""The logo of the office: drawn anew, kept in the vault, printed; other files are refused."""

from io import BytesIO

import pypdf
import pytest
from PIL import Image

from strikelog.services.office_logo import LogoNotTaken, OfficeLogo
from strikelog.services.safekeeping import fill_with_demo
from tests.databases import briefings_over, open_database, recording_over

SECRET = b"Camera of somebody"


@pytest.fixture
def vault(tmp_path):
    database = open_database(tmp_path)
    yield database
    database.close()


def a_picture(path, size=(900, 300)):
    """A PNG with a comment, transparent in part."""
    image = Image.new("RGBA", size, (181, 64, 43, 255))
    image.paste((0, 0, 0, 0), (0, 0, 200, 200))
    exif = Image.Exif()
    exif[0x010E] = SECRET.decode()
    image.save(path, exif=exif)
    return path


def test_a_logo_is_drawn_anew_and_small(vault, tmp_path):
    source = a_picture(tmp_path / "logo.png")

    OfficeLogo(vault).take(source)

    logo = OfficeLogo(vault).read()
    assert SECRET in source.read_bytes()
    assert SECRET not in logo.content
    assert logo.content.startswith(b"\xff\xd8")
    assert logo.size == (480, 160)
    assert Image.open(BytesIO(logo.content)).getpixel((2, 2)) == (255, 255, 255)


def test_a_logo_stands_on_the_first_page_alone(vault, tmp_path):
    fill_with_demo(recording_over(vault), vault, 2)
    service = briefings_over(vault)
    service.make(tmp_path / "without.pdf")
    OfficeLogo(vault).take(a_picture(tmp_path / "logo.png"))

    service.make(tmp_path / "with.pdf")

    pages = pypdf.PdfReader(tmp_path / "with.pdf").pages
    assert [len(page.images) for page in pages][:2] == [1, 0]
    assert not any(page.images for page in pypdf.PdfReader(tmp_path / "without.pdf").pages)


def test_a_logo_can_be_removed(vault, tmp_path):
    logo = OfficeLogo(vault)
    logo.take(a_picture(tmp_path / "logo.png"))
    logo.remove()

    assert logo.read() is None


@pytest.mark.parametrize("content", [b"", b"%PDF-1.4", b"\x89PNG\r\n\x1a\nbroken"])
def test_what_is_no_picture_is_refused_by_name(vault, tmp_path, content):
    path = tmp_path / "logo.png"
    path.write_bytes(content)

    with pytest.raises(LogoNotTaken, match=r"logo\.png"):
        OfficeLogo(vault).take(path)
    assert OfficeLogo(vault).read() is None


def test_a_file_that_is_not_there_is_refused(vault, tmp_path):
    with pytest.raises(LogoNotTaken, match="missing"):
        OfficeLogo(vault).take(tmp_path / "missing.png")
