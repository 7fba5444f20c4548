"""Files of every format come as plain values; what was guessed or left alone is told."""

from datetime import date, datetime, time, timedelta
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from strikelog.exchange.confined import Reader
from strikelog.exchange.files.packing import pack_rows, unpack_rows
from strikelog.exchange.opening import is_ours, open_workbook
from strikelog.exchange.packed import PackedRows
from strikelog.exchange.refusals import NotATable, QuoteNeverClosed, WorkbookUnreadable
from strikelog.exchange.workbooks import SENTENCES, Notice
from strikelog.limited.cell import Failed
from tests.exchange.packages import packed, parts, sheet
from tests.exchange.workbooks import write

BOM = b"\xef\xbb\xbf"
TABLE = "date,town\n2019-05-05,Kafr Nabl\n2019-05-06,Hass\n"
ROWS = [["date", "town"], ["2019-05-05", "Kafr Nabl"], ["2019-05-06", "Hass"]]


@pytest.fixture(scope="module")
def reader():
    with Reader() as made:
        yield made


@pytest.fixture
def opened(reader):
    def opened(content, name="rows.csv"):
        return reader.open_bytes(content, name)

    return opened


def rows(book):
    return [list(row) for row in book.sheets[0].rows]


# -- text tables ---------------------------------------------------------------------------------


@pytest.mark.parametrize("mark", [",", ";", "\t", "|", "،"])
def test_the_mark_between_cells_is_found(opened, mark):
    book = opened(TABLE.replace(",", mark).encode())

    assert rows(book) == ROWS
    assert book.format == ("tsv" if mark == "\t" else "csv")


@pytest.mark.parametrize(
    "content",
    [
        TABLE.encode(),
        BOM + TABLE.encode(),
        TABLE.encode("utf-16"),
        TABLE.encode("utf-16-le"),
        TABLE.encode("utf-16-be"),
        TABLE.encode("utf-32"),
        TABLE.replace("\n", "\r\n").encode(),
        TABLE.replace("\n", "\r").encode(),
        b"sep=,\n" + TABLE.encode(),
        TABLE.encode() + b"\n\n\n",
    ],
)
def test_every_way_of_writing_the_same_table_is_read(opened, content):
    book = opened(content)

    assert rows(book) == ROWS
    assert book.notices == ()


@pytest.mark.parametrize(
    ("text", "encoding", "name"),
    [
        ("التاريخ,البلدة\n2019,كفر نبل\n2020,معرة النعمان\n", "cp1256", "Windows-1256"),
        ("année,ville\n2019,Château-Thierry\n2020,Besançon\n", "cp1252", "Windows-1252"),
    ],
)
def test_an_encoding_that_had_to_be_guessed_is_told(opened, text, encoding, name):
    book = opened(text.encode(encoding))

    assert rows(book) == [line.split(",") for line in text.splitlines()]
    assert book.notices == (Notice("encoding", 1, name),)


def test_a_letter_cut_in_two_at_the_end_does_not_change_the_rest(opened):
    book = opened("town,place\nحلب,x\n".encode() + "حل,ب".encode()[:-1])

    assert rows(book)[1] == ["حلب", "x"]
    assert book.notices == ()


def test_quoted_cells_keep_their_lines_and_marks(opened):
    book = opened(b'a,b\n"one, two\nthree","say ""so"""\n4,"5"\n')

    assert rows(book)[1:] == [["one, two\nthree", 'say "so"'], ["4", "5"]]


def test_a_quotation_mark_within_a_cell_is_a_letter(opened):
    assert rows(opened(b'a,b\n5" shell,1\n122 mm "Grad",2\n'))[1] == ['5" shell', "1"]


def test_an_open_quotation_mark_in_the_last_line_is_named(opened):
    with pytest.raises(QuoteNeverClosed, match="line 3"):
        opened(b'a,b\n1,2\n3,"4\n')


def test_rows_of_unequal_length_are_filled_up(opened):
    assert rows(opened(b"a,b,c\n1\n1,2,3\n,,\n4,5,6\n")) == [
        ["a", "b", "c"],
        ["1", None, None],
        ["1", "2", "3"],
        [None, None, None],
        ["4", "5", "6"],
    ]


def test_numbers_of_a_text_table_stay_text(opened):
    assert rows(opened(b"id,phone\n007,00963\n1E5,5/6\n"))[1:] == [["007", "00963"], ["1E5", "5/6"]]


def test_tabbed_text_named_as_a_workbook_is_read(opened):
    assert opened(TABLE.replace(",", "\t").encode(), "export.xls").format == "tsv"


def test_other_text_named_as_a_workbook_is_none(opened):
    with pytest.raises(NotATable, match=r"notes\.xlsx"):
        opened(b"Dear all, the list follows.\n", "notes.xlsx")


# -- workbooks -----------------------------------------------------------------------------------


def test_values_of_every_type_come_as_they_are(opened, tmp_path):
    values = [1, 2.5, "Idlib", True, date(2019, 5, 5), datetime(2019, 5, 5, 14, 30), time(14, 30)]
    book = openpyxl.Workbook()
    book.active.append([*values, None, timedelta(hours=30), -3, 12345678901])
    book.save(tmp_path / "values.xlsx")

    read = rows(opened((tmp_path / "values.xlsx").read_bytes(), "values.xlsx"))[0]

    assert read == [*values, None, timedelta(hours=30), -3, 12345678901]
    assert [type(cell) for cell in read[:5]] == [int, float, str, bool, date]


def test_the_first_row_of_a_sheet_is_row_one_also_when_it_is_blank(opened):
    book = opened(
        packed(
            parts(**{"xl/worksheets/sheet1.xml": sheet('<row r="5"><c r="C5"><v>1</v></c></row>')})
        ),
        "late.xlsx",
    )

    assert rows(book) == [[None] * 3] * 4 + [[None, None, 1]]


def test_comments_links_and_hidden_sheets_are_told(opened, tmp_path):
    book = openpyxl.Workbook()
    book.active["A1"] = "report"
    book.active["A1"].hyperlink = "https://example.org/report"
    book.active["A1"].comment = openpyxl.comments.Comment("call first", "desk")
    book.create_sheet("Codes").sheet_state = "hidden"
    book.active.merge_cells("A1:C2")
    book.save(tmp_path / "book.xlsx")

    read = opened((tmp_path / "book.xlsx").read_bytes(), "book.xlsx")

    assert dict(read.sheets[0].links) == {(0, 0): "https://example.org/report"}
    assert read.sheets[0].merged == ((0, 0, 1, 2),)
    assert {notice.what for notice in read.notices} == {"hyperlinks", "comments", "hidden_sheets"}
    assert [one.name for one in read.visible] == ["Sheet"]


def test_an_opendocument_table_is_read(opened):
    content = (
        '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body>'
        '<office:spreadsheet><table:table table:name="S"><table:table-row>'
        '<table:table-cell office:value-type="string"><text:p>حلب</text:p></table:table-cell>'
        '<table:table-cell table:formula="of:=1+1" office:value-type="float" office:value="2">'
        "<text:p>2</text:p></table:table-cell></table:table-row></table:table>"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    mimetype = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = {"META-INF/manifest.xml": "<manifest/>"}
    book = opened(packed({"mimetype": mimetype, "content.xml": content} | manifest), "table.ods")

    assert (book.format, rows(book)) == ("ods", [["حلب", 2]])
    assert book.notices == (Notice("formulas", 1, ""),)


def test_a_workbook_of_ours_is_known_by_a_glance(tmp_path):
    write(tmp_path / "ours.xlsx", [])
    (tmp_path / "theirs.xlsx").write_bytes(packed(parts()))
    (tmp_path / "rows.csv").write_text(TABLE)

    assert is_ours(tmp_path / "ours.xlsx")
    assert is_ours(open_workbook(tmp_path / "ours.xlsx"))
    assert not any(is_ours(tmp_path / name) for name in ("theirs.xlsx", "rows.csv", "none.xlsx"))


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(WorkbookUnreadable, match=r"gone\.csv"):
        open_workbook(tmp_path / "gone.csv")


def test_a_folder_is_no_table(tmp_path):
    with pytest.raises(NotATable, match=tmp_path.name):
        open_workbook(tmp_path)


def test_the_hash_is_that_of_the_file(opened):
    import hashlib

    assert opened(TABLE.encode()).sha256 == hashlib.sha256(TABLE.encode()).hexdigest()


@pytest.mark.parametrize("what", SENTENCES)
def test_every_notice_is_said_in_arabic(what):
    notice = Notice(what, 3, "Sheet1")

    assert notice.sentence("ar") != notice.sentence()


# -- packing -------------------------------------------------------------------------------------

_cells = st.one_of(
    st.none(),
    st.text().filter(bool),
    st.integers(),
    st.floats(allow_nan=False),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
)
_columns = st.one_of(st.just(_cells), st.sampled_from([st.none(), st.integers(0, 9), st.dates()]))


@settings(max_examples=200, deadline=None)
@given(st.data(), st.integers(1, 5), st.integers(1, 6))
def test_packed_rows_come_back_to_the_last_bit(data, width, height):
    columns = [
        data.draw(st.lists(data.draw(_columns), min_size=height, max_size=height))
        for _ in range(width)
    ]
    table = list(zip(*columns, strict=True))

    back = unpack_rows(pack_rows(table))

    clean = [tuple(_as_packed(cell) for cell in row) for row in table]
    assert [tuple(row) for row in back] == clean
    assert [list(map(type, row)) for row in back] == [list(map(type, row)) for row in clean]


def _as_packed(cell):
    return cell.encode("utf-8", "replace").decode() if isinstance(cell, str) else cell


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=200), st.integers(0, 120))
def test_packed_rows_that_are_damaged_are_a_failure_and_nothing_else(noise, at):
    whole = pack_rows([("حلب", 1, 2.5, None, date(2019, 5, 5)), ("x", "y", 3, True, None)])

    try:
        rows = list(PackedRows([(2, whole[:at] + noise)]))
    except Failed:
        rows = []

    assert len(rows) in (0, 2) or noise


def test_slices_share_the_pieces_and_keep_the_order():
    pieces = [
        (1_000, pack_rows([(n,) for n in range(1_000)])),
        (5, pack_rows([(n,) for n in range(1_000, 1_005)])),
    ]
    rows = PackedRows(pieces)

    assert [row[0] for row in rows[998:1_002]] == [998, 999, 1_000, 1_001]
    assert rows[3:][-1] == (1_004,)
    assert [row[0] for row in rows[::-500]] == [1_004, 504, 4]
    assert len(rows) == sum(1 for _ in rows) == 1_005


def test_nothing_but_the_program_itself_is_run_to_read_what_was_packed():
    source = Path(__file__).parents[2] / "src" / "strikelog" / "exchange" / "files"

    said = "".join(path.read_text(encoding="utf-8") for path in source.glob("*.py"))

    assert not any(word in said for word in ("pickle", "marshal", "eval(", "exec("))


def test_what_lies_across_two_pieces_of_a_sheet_is_counted_once(opened):
    many = 60_000
    rows = "".join(
        f'<row r="{n}"><c r="A{n}"><f>B{n}</f><v>{n}</v></c></row>' for n in range(1, many)
    )

    book = opened(packed(parts(**{"xl/worksheets/sheet1.xml": sheet(rows)})), "formulas.xlsx")

    assert book.notices == (Notice("formulas", many - 1, "Sheet1"),)
