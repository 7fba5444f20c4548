"""Files built to harm are refused or read safely within seconds; the sentence names the file."""

import time
import warnings
from concurrent.futures import ThreadPoolExecutor

import pytest

from strikelog.domain.errors import StrikelogError
from strikelog.domain.progress import Cancelled
from strikelog.exchange import confined
from strikelog.exchange.confined import Reader
from strikelog.exchange.refusals import (
    CutShort,
    DocumentUnreadable,
    MeantToHarm,
    NotATable,
    QuoteNeverClosed,
    Refusal,
    StrayCell,
    TookTooLongToRead,
    TooLongALine,
    WorkbookTooLarge,
)
from strikelog.limited.cell import Limits
from tests.exchange.packages import STRINGS, packed, parts, sheet

SHEET = "xl/worksheets/sheet1.xml"
BILLION = (
    '<?xml version="1.0"?><!DOCTYPE z [<!ENTITY a "aaaaaaaaaa">'
    + "".join(
        f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]>"
)
ROW = '<row r="1"><c r="A1"><v>1</v></c></row>'
FETCHING = '<!DOCTYPE x SYSTEM "http://192.0.2.1/x.dtd">'


@pytest.fixture(scope="module")
def reader():
    with Reader() as made:
        yield made


@pytest.fixture(autouse=True)
def tight(monkeypatch):
    """What was promised: five seconds of a processor, 1 GiB."""
    limits = Limits(memory=1 << 30, processor_seconds=5, seconds=60)
    monkeypatch.setattr(confined, "limits_for", lambda size: limits)


@pytest.fixture
def opened(reader):
    def opened(content, name="partner.xlsx"):
        return reader.open_bytes(content, name)

    return opened


def with_sheet(text):
    return packed(parts(**{SHEET: text}))


# -- packages ----------------------------------------------------------------------------------


def test_a_bomb_is_refused_before_it_goes_off(opened):
    content = with_sheet(sheet(after=" " * 60_000_000))

    with pytest.raises(MeantToHarm, match=r"partner\.xlsx"):
        opened(content)


def test_a_bomb_that_lies_about_its_size_ends_with_the_child(opened):
    honest = with_sheet(sheet(after=" " * 60_000_000))
    size, lie = (60_000_000 + len(sheet())).to_bytes(4, "little"), (4_000).to_bytes(4, "little")
    assert honest.count(size) == 2

    with pytest.raises(Refusal):
        opened(honest.replace(size, lie))


def test_a_package_within_a_package_is_not_opened(opened):
    inner = packed({"xl/workbook.xml": "x" * 1_000})

    with pytest.raises(Refusal):
        opened(packed({"inner.zip": inner}))


@pytest.mark.parametrize("declared", [BILLION, FETCHING])
@pytest.mark.parametrize("part", [SHEET, "xl/sharedStrings.xml", "xl/workbook.xml"])
def test_no_entity_is_resolved(opened, declared, part):
    members = parts()
    members[part] = declared + members[part].replace("Town", "&i;")

    with pytest.raises(MeantToHarm):
        opened(packed(members))


def test_thousands_of_members_are_refused(opened):
    members = parts() | {f"xl/media/image{n}.png": "" for n in range(3_000)}

    with pytest.raises(WorkbookTooLarge):
        opened(packed(members))


def test_a_part_that_is_there_twice_is_read_once_and_told(opened):
    pairs = [*parts().items(), (SHEET, sheet('<row r="1"><c r="A1"><v>1</v></c></row>'))]
    with warnings.catch_warnings(action="ignore"):
        content = packed(pairs)

    book = opened(content)

    assert [notice.what for notice in book.notices] == ["twice"]
    assert len(book.sheets) == 1


@pytest.mark.parametrize("name", ["../../../etc/passwd", "/etc/passwd", "C:\\x\\y.xml", "a\0b.xml"])
def test_names_of_members_lead_nowhere(opened, name):
    book = opened(packed(parts() | {name: "x"}))

    assert list(book.sheets[0].rows[1]) == ["حلب", "00217"]


def test_a_link_out_of_the_package_is_not_followed(opened, tmp_path):
    secret = tmp_path / "secret.xml"
    secret.write_text(sheet())
    links = parts()["xl/_rels/workbook.xml.rels"].replace(
        "worksheets/sheet1.xml", f"../../../../../..{secret}"
    )

    with pytest.raises(Refusal):
        opened(packed(parts(**{"xl/_rels/workbook.xml.rels": links})))


def test_a_file_cut_anywhere_is_refused_or_read(opened):
    whole = packed(parts())

    for end in range(4, len(whole), 97):
        with pytest.raises(Refusal):
            opened(whole[:end])


# -- sheets ------------------------------------------------------------------------------------


def test_a_cell_in_the_far_corner_is_named(opened):
    rows = ROW + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'

    with pytest.raises(StrayCell, match=r"“Sheet1” .*\(XFD1048576\)"):
        opened(with_sheet(sheet(rows)))


def test_a_stray_cell_far_below_is_left_out_and_told(opened):
    rows = (
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="A1048576"><v>1</v></c></row>'
    )

    book = opened(with_sheet(sheet(rows)))

    assert [list(row) for row in book.sheets[0].rows] == [[1]]
    assert [(notice.what, notice.count) for notice in book.notices] == [("cut", 1)]


@pytest.mark.parametrize("cell", ["ZZZZZZ9", "A99999999999999999999", "A0", "0", "", "-1", "AAAA1"])
def test_a_cell_whose_name_is_nonsense_is_refused_or_read(opened, cell):
    try:
        book = opened(with_sheet(sheet(f'<row r="1"><c r="{cell}"><v>1</v></c></row>')))
    except StrikelogError as refusal:
        book = None
        said = str(refusal)

    assert len(book.sheets) == 1 if book else "partner.xlsx" in said


def test_forty_two_thousand_merges_are_read(opened):
    merges = "".join(f'<mergeCell ref="A{n}:B{n}"/>' for n in range(1, 42_001))

    book = opened(with_sheet(sheet(after=f"<mergeCells>{merges}</mergeCells>")))

    assert len(book.sheets[0].merged) == 42_000


@pytest.mark.parametrize("lie", ["A1:A1", "A1:XFD1048576", "ZZZ1:B2", "B2:A1"])
def test_a_lie_about_the_dimensions_changes_nothing(opened, lie):
    book = opened(with_sheet(sheet(before=f'<dimension ref="{lie}"/>')))

    assert [list(row) for row in book.sheets[0].rows] == [["Town", "P-code"], ["حلب", "00217"]]


def test_a_hundred_thousand_styles_are_read(opened):
    styles = parts()["xl/styles.xml"].replace(
        "</cellXfs>", '<xf numFmtId="164"/>' * 100_000 + "</cellXfs>"
    )

    assert len(opened(packed(parts(**{"xl/styles.xml": styles}))).sheets[0].rows) == 2


def test_elements_nested_a_hundred_thousand_deep_do_no_harm(opened):
    deep = "<a>" * 100_000 + "</a>" * 100_000

    try:
        book = opened(with_sheet(sheet(after=deep)))
    except Refusal:
        return
    assert len(book.sheets[0].rows) == 2


@pytest.mark.parametrize("index", ["2", "4294967296", "-1", "x"])
def test_a_text_that_is_not_there_is_refused_or_empty(opened, index):
    rows = f'<row r="1"><c r="A1" t="s"><v>{index}</v></c><c r="B1"><v>1</v></c></row>'

    try:
        book = opened(with_sheet(sheet(rows)))
    except Refusal:
        return
    assert list(book.sheets[0].rows[0])[-1] == 1


@pytest.mark.parametrize("number", ["1e999", "-1e999", "NaN", "1e308", "9" * 400, "0x10", "١٢"])
def test_an_odd_number_never_comes_as_infinity(opened, number):
    rows = f'<row r="1"><c r="A1"><v>{number}</v></c><c r="B1"><v>1</v></c></row>'

    try:
        first = list(opened(with_sheet(sheet(rows))).sheets[0].rows[0])
    except Refusal:
        return
    assert not isinstance(first[0], float) or first[0] - first[0] == 0


@pytest.mark.parametrize("serial", ["-1", "60", "2958466", "1e15", "0.99999999", "-657435"])
def test_a_day_out_of_range_does_no_harm(opened, serial):
    rows = f'<row r="1"><c r="A1" s="2"><v>{serial}</v></c><c r="B1"><v>1</v></c></row>'

    assert list(opened(with_sheet(sheet(rows))).sheets[0].rows[0])[1] == 1


def test_a_formula_is_counted_and_never_run(opened):
    rows = (
        '<row r="1"><c r="A1" t="str"><f>WEBSERVICE("http://192.0.2.1/")</f><v>old</v></c>'
        '<c r="B1"><f>1/0</f></c></row>'
    )

    book = opened(with_sheet(sheet(rows)))

    assert book.sheets[0].rows[0][0] == "old"
    assert [(notice.what, notice.count) for notice in book.notices] == [("formulas", 2)]


def test_a_text_of_markup_comes_as_it_stands(opened):
    strings = STRINGS.replace("Town", "=cmd|' /C calc'!A0 &amp; &lt;script&gt;")

    book = opened(packed(parts(**{"xl/sharedStrings.xml": strings})))

    assert book.sheets[0].rows[0][0] == "=cmd|' /C calc'!A0 & <script>"


# -- other formats -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rows", "columns"), [("1048576", "16384"), ("4294967296", "1"), ("9" * 30, "9" * 30)]
)
def test_a_document_of_repeated_cells_is_refused(opened, rows, columns):
    content = (
        '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
        '<office:body><office:spreadsheet><table:table table:name="S">'
        f'<table:table-row table:number-rows-repeated="{rows}">'
        f'<table:table-cell table:number-columns-repeated="{columns}" office:value-type="string">'
        "<text:p>x</text:p></table:table-cell></table:table-row></table:table>"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    package = packed(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": "<manifest/>",
            "content.xml": content,
        }
    )

    with pytest.raises((DocumentUnreadable, WorkbookTooLarge, TookTooLongToRead)):
        opened(package, "bomb.ods")


def test_a_document_without_content_is_refused(opened):
    mimetype = "application/vnd.oasis.opendocument.spreadsheet"

    with pytest.raises(CutShort):
        opened(packed({"mimetype": mimetype, "META-INF/manifest.xml": "<manifest/>"}), "x.ods")


@pytest.mark.parametrize("tail", [b"", b"\0" * 512, b"\xff" * 4_096, bytes(range(256)) * 64])
def test_a_compound_file_of_nonsense_is_refused(opened, tail):
    with pytest.raises((CutShort, NotATable)):
        opened(bytes.fromhex("d0cf11e0a1b11ae1") + tail, "old.xls")


# -- text ----------------------------------------------------------------------------------------


def test_a_quotation_mark_that_is_never_closed_is_named_by_its_line(opened):
    with pytest.raises(QuoteNeverClosed, match="line 3"):
        opened(b'date,town\n1,Idlib\n2,"Aleppo\n3,Homs\n4,Hama\n', "rows.csv")


def test_a_line_of_a_hundred_megabytes_is_refused(opened):
    with pytest.raises(TooLongALine):
        opened(b"a,b\n" + b"x," * 50_000_000, "rows.csv")


def test_a_cell_of_megabytes_is_refused(opened):
    with pytest.raises(Refusal):
        opened(b'a,b\n"' + b"x\n" * 2_000_000 + b'",2\n', "rows.csv")


def test_zeros_within_a_text_are_left_out(opened):
    book = opened(b"date,town\n2019,Id\0lib\n" + b"2020,Hama\n" * 200, "rows.csv")

    assert list(book.sheets[0].rows[1]) == ["2019", "Idlib"]


def test_bytes_that_are_no_text_are_no_table(opened):
    with pytest.raises(NotATable):
        opened(bytes(range(256)) * 100, "rows.csv")


# -- the child -----------------------------------------------------------------------------------


def test_what_takes_too_long_is_stopped(reader, monkeypatch):
    limits = Limits(memory=1 << 30, processor_seconds=5, seconds=0.1)
    monkeypatch.setattr(confined, "limits_for", lambda size: limits)
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(1, 300_001))

    with pytest.raises(TookTooLongToRead, match=r"large\.xlsx"):
        reader.open_bytes(with_sheet(sheet(rows)), "large.xlsx")


def test_reading_can_be_cancelled_and_goes_on_afterwards(reader):
    class Impatient:
        def report(self, done, total=None, text=""):
            if time.monotonic() - began > 0.2:
                raise Cancelled

    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(1, 300_001))
    content, began = with_sheet(sheet(rows)), time.monotonic()

    with pytest.raises(Cancelled):
        reader.open_bytes(content, "large.xlsx", Impatient())

    assert len(reader.open_bytes(packed(parts()), "small.xlsx").sheets[0].rows) == 2


def test_two_threads_may_read_at_once(reader):
    content = packed(parts())

    with ThreadPoolExecutor(max_workers=2) as pool:
        books = list(pool.map(lambda n: reader.open_bytes(content, f"{n}.xlsx"), range(4)))

    assert [book.name for book in books] == ["0.xlsx", "1.xlsx", "2.xlsx", "3.xlsx"]


def test_without_the_child_the_same_file_would_fill_all_memory(opened):
    """The control: the guard is what stops it, for with more memory the same file goes on."""
    rows = ROW + '<row r="9000"><c r="ANN9000"><v>1</v></c></row>'
    content = with_sheet(sheet(rows))

    assert len(opened(content).sheets[0].rows) == 1
    confined_limits = Limits(memory=260 << 20, processor_seconds=5, seconds=60)
    with Reader() as tighter, pytest.MonkeyPatch.context() as patch:
        patch.setattr(confined, "limits_for", lambda size: confined_limits)
        with pytest.raises(StrikelogError):
            tighter.open_bytes(content, "partner.xlsx")
