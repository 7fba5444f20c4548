"""The file: same bytes, nothing private, everything embedded, whole or not there."""

import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest

from strikelog.briefing.blocks import (
    Area,
    Boxed,
    Bullets,
    Drawing,
    Heading,
    Spacer,
    Tile,
    Tiles,
    together,
)
from strikelog.briefing.columns import Balanced, SideBySide
from strikelog.briefing.composing import PageBreak, Room
from strikelog.briefing.document import Document, DocumentNotSaved, Paper, write_document
from strikelog.briefing.flowing import Words, words
from strikelog.briefing.furniture import Masthead, Running, Tlp
from strikelog.briefing.styles import BODY, Span
from strikelog.domain.progress import Cancelled
from tests.briefing.reading import bytes_of, pdf_of, reader_of, text_of
from tests.briefing.showcase import arabic, english

ROOT = Path(__file__).parents[2]
LONG = "The second strike hit the same yard while responders were carrying people out. " * 12


class Recorded:
    """A progress that remembers, and may ask to stop."""

    def __init__(self, stop_at=None):
        self.reports = []
        self.stop_at = stop_at

    def report(self, done, total=None, text=""):
        self.reports.append((done, total))
        if self.stop_at is not None and len(self.reports) > self.stop_at:
            raise Cancelled


def outline_titles(entries):
    flat = []
    for entry in entries:
        flat += outline_titles(entry) if isinstance(entry, list) else [entry.title]
    return flat


def test_the_same_document_gives_the_same_bytes_in_every_process(tmp_path):
    files = []
    for seed in ("0", "77"):
        folder = tmp_path / seed
        folder.mkdir()
        environment = dict(
            os.environ, PYTHONHASHSEED=seed, PYTHONPATH=str(ROOT / "src"), TZ="Asia/Damascus"
        )
        script = ROOT / "tests" / "briefing" / "showcase.py"
        subprocess.run([sys.executable, script, folder], check=True, env=environment)
        files.append([(folder / name).read_bytes() for name in ("english.pdf", "arabic.pdf")])

    assert files[0] == files[1] == [bytes_of(english()), bytes_of(arabic())]


def test_the_file_names_no_person_machine_or_time():
    reader = reader_of(bytes_of(english()))

    assert reader.metadata == {
        "/Title": "Attacks on civilian sites in north-west Syria",
        "/Author": "",
        "/Subject": "",
        "/Keywords": "",
        "/Creator": "strikelog",
        "/Producer": "strikelog",
        "/CreationDate": "D:20000101000000+00'00'",
        "/ModDate": "D:20000101000000+00'00'",
        "/Trapped": "/False",
    }
    catalog = reader.trailer["/Root"]
    assert catalog["/Lang"] == "en"
    assert catalog["/ViewerPreferences"]["/DisplayDocTitle"] == True  # noqa: E712 - a PDF boolean
    assert catalog["/MarkInfo"]["/Marked"] == True  # noqa: E712


def test_every_font_is_embedded_as_a_subset():
    fonts = reader_of(bytes_of(english())).pages[0]["/Resources"]["/Font"]

    names = [font.get_object()["/BaseFont"] for font in fonts.values()]
    assert len(names) >= 4
    for font in fonts.values():
        (inner,) = font.get_object()["/DescendantFonts"]
        assert inner.get_object()["/FontDescriptor"]["/FontFile2"].get_data()[:4] == b"\0\1\0\0"
        assert font.get_object()["/BaseFont"][7:8] == "+"
    assert not any("Helvetica" in name for name in names)


@pytest.mark.parametrize("paper", list(Paper))
def test_pages_have_the_size_of_the_paper_and_their_number(paper, tmp_path):
    content = pdf_of(words(LONG), PageBreak(), words(LONG), paper=paper)

    box = reader_of(content).pages[1].mediabox
    assert (float(box.width), float(box.height)) == pytest.approx(paper.value)
    text = text_of(content, tmp_path)
    assert "Page 1 of 2" in text
    assert "Page 2 of 2" in text


@pytest.mark.parametrize("tlp", list(Tlp))
def test_the_handling_label_stands_at_top_and_bottom_of_every_page(tlp, tmp_path):
    content = pdf_of(
        words("a"), PageBreak(), words("b"), masthead=Masthead("T"), running=Running(tlp=tlp)
    )

    assert text_of(content, tmp_path).split().count(tlp.label) == 4


def test_the_labels_have_the_colours_of_the_protocol():
    assert {tlp.label: tlp.colour for tlp in Tlp} == {
        "TLP:RED": "#FF2B2B",
        "TLP:AMBER+STRICT": "#FFC000",
        "TLP:AMBER": "#FFC000",
        "TLP:GREEN": "#33FF00",
        "TLP:CLEAR": "#FFFFFF",
    }


def test_headings_make_the_outline():
    content = pdf_of(
        Heading("One"), words("a"), Heading("إدلب", level=3), words("b"), Heading("One")
    )

    assert outline_titles(reader_of(content).outline) == ["One", "إدلب", "One"]


def test_source_numbers_lead_to_their_source():
    spans = [Span("claim", BODY), Span("1", BODY.raised().linked("#s1"))]
    source = Words((Span("1. A source", BODY),), anchor="s1")

    reader = reader_of(pdf_of(words(spans), PageBreak(), source))

    (link,) = reader.pages[0]["/Annots"]
    assert link.get_object()["/Dest"][0] == reader.pages[1].indirect_reference


def test_a_link_to_nowhere_stays_on_its_page():
    reader = reader_of(pdf_of(words("x", BODY.linked("#missing"))))

    (link,) = reader.pages[0]["/Annots"]
    assert link.get_object()["/Dest"][0] == reader.pages[0].indirect_reference


def test_only_web_addresses_become_outside_links():
    reader = reader_of(
        pdf_of(
            words("good", BODY.linked("https://example.org/a")),
            words("bad", BODY.linked("javascript:alert(1)")),
            words("worse", BODY.linked("file:///etc/passwd")),
        )
    )

    (link,) = reader.pages[0]["/Annots"]
    assert link.get_object()["/A"]["/URI"] == "https://example.org/a"


def test_progress_counts_pages_and_can_stop_the_work(tmp_path):
    blocks = [words(LONG) for _ in range(30)]
    progress = Recorded()
    count = write_document(BytesIO(), Document("T", blocks), progress=progress)
    assert progress.reports[0] == (0, None)
    assert progress.reports[-1] == (count, count)

    target = tmp_path / "out.pdf"
    with pytest.raises(Cancelled):
        write_document(target, Document("T", blocks), progress=Recorded(stop_at=3))
    assert list(tmp_path.iterdir()) == []


def test_a_file_is_replaced_whole_and_leaves_nothing_beside_it(tmp_path):
    target = tmp_path / "briefing.pdf"
    target.write_bytes(b"older")

    count = write_document(target, Document("T", [words("a")]))

    assert count == 1
    assert (
        target.read_bytes() == pdf_of(words("a")).replace(b"", b"") or target.stat().st_size > 500
    )
    assert [file.name for file in tmp_path.iterdir()] == ["briefing.pdf"]


def test_a_folder_that_is_not_there_is_said_calmly(tmp_path):
    with pytest.raises(DocumentNotSaved, match="briefing.pdf"):
        write_document(tmp_path / "missing" / "briefing.pdf", Document("T", []))


def test_a_document_without_blocks_is_one_page():
    assert len(reader_of(pdf_of()).pages) == 1


def test_a_box_goes_on_over_pages(tmp_path):
    content = pdf_of(Boxed([words(f"n{index} {LONG}") for index in range(14)]))

    text = text_of(content, tmp_path)
    assert len(reader_of(content).pages) > 1
    assert [word for word in text.split() if word[0] == "n" and word[1:].isdigit()] == [
        f"n{index}" for index in range(14)
    ]


def test_what_is_kept_together_moves_to_the_next_page(tmp_path):
    filler = Spacer(600)
    kept = together([words("alpha " + LONG), words("omega " + LONG)])

    reader = reader_of(pdf_of(filler, kept))

    assert "alpha" not in reader.pages[0].extract_text()
    assert "alpha" in reader.pages[1].extract_text()


def test_what_is_kept_together_but_higher_than_a_page_is_parted():
    kept = together([words(LONG) for _ in range(40)])

    assert len(reader_of(pdf_of(kept)).pages) > 1


def test_columns_side_by_side_go_on_over_pages(tmp_path):
    left = [words(f"l{index} {LONG}") for index in range(12)]
    content = pdf_of(SideBySide([left, [words("r0")]]))

    found = text_of(content, tmp_path).split()
    assert [f"l{index}" for index in range(12) if f"l{index}" in found] == [
        f"l{i}" for i in range(12)
    ]
    assert "r0" in found


def test_balanced_columns_are_about_equally_high():
    block = Balanced([words(LONG) for _ in range(4)])

    fitted = block.fit(Room(500, 700, fresh=True))
    alone = words(LONG).fit(Room(241, 700, fresh=True))

    assert fitted.rest is None
    assert fitted.height < 2.5 * alone.height


def test_a_drawing_gets_its_area_and_leaves_the_canvas_as_it_was():
    areas = []

    def draw(pen, area):
        areas.append(area)
        pen.canvas.translate(500, 500)

    content = pdf_of(Drawing(120, draw), words("after"))

    assert areas[0] == Area(45.0, pytest.approx(841.89 - 57 - 120), pytest.approx(505.28), 120)
    assert reader_of(content).pages[0].get_contents().get_data().count(b"Q") >= 1


def test_long_lists_and_many_tiles_find_their_place(tmp_path):
    bullets = Bullets([f"item{index}" for index in range(120)], numbered=True)
    tiles = Tiles([Tile("12 345 678–99 999 999", f"label{index}") for index in range(8)], across=4)

    text = text_of(pdf_of(tiles, bullets), tmp_path).split()

    assert [word for word in text if word.startswith("item")] == [f"item{i}" for i in range(120)]
    assert [word for word in text if word.startswith("label")] == [f"label{i}" for i in range(8)]
