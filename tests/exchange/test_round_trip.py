"""What is written comes back the same: values, digests, tricky texts, and through LibreOffice."""

import shutil
import subprocess

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from strikelog.domain.records import RECORDS, Incident, Source
from strikelog.exchange.reading import read_workbook
from strikelog.exchange.rows import RowReader, content_of, record_of
from tests.exchange.workbooks import TRICKY, an_id, records, write


def no_names(field, text):
    return None


def read_back(sheet):
    """Give each row of a sheet read from nothing, as a record, by id."""
    reader = RowReader(sheet, "en", no_names)
    found = {}
    for number, row in sheet.numbered():
        reading = reader.read(number, row, None)
        assert reading.refused == []
        record_id = row[sheet.places["id"]]
        empty = record_of(sheet.kind, record_id, {})
        found[record_id] = type(empty)(**{**vars(empty), **reading.values})
    return found


@settings(max_examples=40)
@given(made=st.lists(records(), min_size=1, max_size=6, unique_by=lambda one: one.id))
def test_every_cell_is_read_as_the_value_it_was_written_from(made, tmp_path_factory):
    path = tmp_path_factory.mktemp("book") / "book.xlsx"
    write(path, made)

    book = read_workbook(path)

    found = {key: one for sheet in book.sheets for key, one in read_back(sheet).items()}
    assert {one.id: content_of(found[one.id]) for one in made} == {
        one.id: content_of(one) for one in made
    }


@settings(max_examples=40)
@given(made=st.lists(records(), min_size=1, max_size=6, unique_by=lambda one: one.id))
def test_an_untouched_row_says_nothing_new_and_is_known_by_its_digest(made, tmp_path_factory):
    path = tmp_path_factory.mktemp("book") / "book.xlsx"
    write(path, made)

    book = read_workbook(path)

    known = {one.id: one for one in made}
    for sheet in book.sheets:
        assert book.is_untouched(sheet, sheet.numbered())
        digests = book.base.digests(sheet.kind)
        for number, row in sheet.numbered():
            record_id = row[sheet.places["id"]]
            reading = RowReader(sheet, "en", no_names).read(number, row, known[record_id])
            assert digests[record_id] == sheet.digest(row)
            assert (reading.values, reading.refused) == ({}, [])


@settings(max_examples=40)
@given(one=records())
def test_the_hidden_sheet_holds_each_record_whole(one, tmp_path_factory):
    path = tmp_path_factory.mktemp("book") / "book.xlsx"
    write(path, [one])

    base = read_workbook(path).base.row(type(one), one.id)

    assert base is not None
    assert content_of(record_of(type(one), one.id, base.content)) | {"tlp": one.tlp} == content_of(
        one
    ) | {"tlp": one.tlp}


def test_a_text_with_bars_says_nothing_new_though_its_cell_shows_broken_bars(tmp_path):
    made = Source(id=an_id(1), title="t"), Incident(id=an_id(2), tags=("a|b", "c"))
    write(tmp_path / "book.xlsx", made)

    book = read_workbook(tmp_path / "book.xlsx")

    sheet = next(one for one in book.sheets if one.kind is Incident)
    number, row = next(sheet.numbered())
    assert row[sheet.places["tags"]] == "a¦b|c"
    assert RowReader(sheet, "en", no_names).read(number, row, made[1]).values == {}


def test_a_long_text_stands_in_several_parts_of_the_hidden_sheet(tmp_path):
    made = Incident(id=an_id(1), summary="ب" * 30_000, public_summary="c" * 30_000)
    write(tmp_path / "book.xlsx", [made])

    base = read_workbook(tmp_path / "book.xlsx").base.row(Incident, made.id)

    assert base.content["summary"] == made.summary
    assert base.content["public_summary"] == made.public_summary


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_changes_nothing(tmp_path):
    made = [Incident(id=an_id(at), title=text, summary=text) for at, text in enumerate(TRICKY, 1)]
    made += [Source(id=an_id(99), title="T", url="https://example.org/a?b&c")]
    made += [kind(id=an_id(200 + at), tlp="TLP:RED") for at, kind in enumerate(RECORDS)]
    write(tmp_path / "book.xlsx", made)
    saved = tmp_path / "saved"

    command = ["soffice", "--headless", "--convert-to", "xlsx", "--outdir", str(saved)]
    subprocess.run([*command, str(tmp_path / "book.xlsx")], check=True, capture_output=True)

    book = read_workbook(saved / "book.xlsx")
    known = {one.id: one for one in made}
    seen = 0
    for sheet in book.sheets:
        for number, row in sheet.numbered():
            seen += 1
            reading = RowReader(sheet, "en", no_names).read(number, row, known[row[1]])
            assert (sheet.name, number, reading.values, reading.refused) == (
                sheet.name,
                number,
                {},
                [],
            )
    assert seen == len(made)
    assert book.export_id == read_workbook(tmp_path / "book.xlsx").export_id
