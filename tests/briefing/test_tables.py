"""Tables: widths, pages, direction, extremes."""

import pytest

from strikelog.briefing.composing import ENDLESS, Room
from strikelog.briefing.flowing import words
from strikelog.briefing.meaning import Meaning
from strikelog.briefing.styles import Align
from strikelog.briefing.tables import Column, Row, Table
from strikelog.briefing.widths import Wish, shared_widths
from tests.briefing.reading import pdf_of, reader_of, text_of


def test_widths_fill_the_room():
    widths = shared_widths([Wish(50, 50, fixed=True), Wish(20, 90), Wish(20, 400)], 400)

    assert sum(widths) == pytest.approx(400)
    assert widths[0] == 50
    assert widths[1] == pytest.approx(90)


def test_shares_alone_decide_when_every_column_has_one():
    assert shared_widths([Wish(10, 500, 1.0), Wish(10, 20, 3.0)], 400) == [100, 300]


def test_a_column_gets_its_least_width_before_shares_are_dealt():
    assert shared_widths([Wish(150, 150, 1.0), Wish(10, 20, 3.0)], 400) == [150, 250]


def test_a_very_long_text_does_not_starve_its_neighbours():
    widths = shared_widths([Wish(30, 100), Wish(30, 100), Wish(40, 9000)], 400)

    assert widths[:2] == [100, 100]
    assert widths[2] == pytest.approx(200)


def test_least_widths_that_do_not_fit_are_narrowed_alike():
    assert shared_widths([Wish(300, 300), Wish(300, 300)], 400) == [200, 200]


def test_the_header_stands_on_every_page_and_no_row_is_lost(tmp_path):
    rows = [[f"row-{index}", "كفرنبل"] for index in range(150)]
    content = pdf_of(Table([Column("Name"), Column("Ort")], rows))

    text = text_of(content, tmp_path)

    pages = len(reader_of(content).pages)
    assert pages > 2
    assert text.count("Ort") == pages
    assert [word for word in text.split() if word.startswith("row-")] == [row[0] for row in rows]


def test_rows_are_not_parted():
    table = Table([Column("A", share=1)], [["line\n" * 8]] * 3)
    one_row = table.fit(Room(400, ENDLESS)).height / 3.2

    fitted = table.fit(Room(400, 1.9 * one_row + 20))

    assert fitted.rest is not None
    assert fitted.height < 1.5 * one_row + 20


def test_a_row_taller_than_a_page_goes_on_under_the_next_header(tmp_path):
    long = " ".join(f"w{index}" for index in range(3000))
    content = pdf_of(Table([Column("Head", share=1), Column("B")], [["a", "b"], [long, "c"]]))

    text = text_of(content, tmp_path).split()

    assert [word for word in text if word[0] == "w"] == long.split()
    assert text.count("Head") == len(reader_of(content).pages)


def test_a_cell_of_three_hundred_words_stays_in_its_row(tmp_path):
    content = pdf_of(Table([Column("A"), Column("B")], [["كلمة " * 300, "end"]]))

    assert len(reader_of(content).pages) == 1
    assert text_of(content, tmp_path).count("كلمة") == 300


def test_an_empty_table_says_so_under_its_header(tmp_path):
    text = text_of(pdf_of(Table([Column("A"), Column("B")], [], empty="No corrections.")), tmp_path)

    assert text.split() == ["A", "B", "No", "corrections.", "Page", "1", "of", "1"]


def test_an_empty_table_without_a_note_is_its_header():
    assert Table([Column("A")], []).fit(Room(400, 500)).height < 25


def test_a_mirrored_table_begins_on_the_right():
    table = Table([Column("A", width=100), Column("B", width=300)], [["first", "second"]])
    places = {}

    class Recorder(Meaning):
        def text(self, x, y, pieces):
            places["".join(shaped.text for shaped, _ in pieces)] = x

        def fill(self, *args, **kwargs):
            pass

        def rule(self, *args, **kwargs):
            pass

    table.fit(Room(400, 500, rtl=True)).paint(Recorder(), 0.0, 500.0)

    assert places["first"] > 300 > places["second"]


def test_rows_can_be_linked_to():
    table = Table([Column("A")], [Row(["x"], anchor="r1")])
    style = words("see").spans[0].style.linked("#r1")

    page = reader_of(pdf_of(words("see", style), table)).pages[0]

    (link,) = page["/Annots"]
    assert link.get_object()["/Dest"][0] == page.indirect_reference


def test_two_thousand_rows_are_laid_out():
    rows = [[f"{index}", f"مستشفى كفرنبل {index}", "9–11"] for index in range(2000)]
    columns = [Column("No.", align=Align.TRAILING), Column("Site"), Column("Killed")]

    assert len(reader_of(pdf_of(Table(columns, rows))).pages) > 40
