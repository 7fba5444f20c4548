"""Receipts written from the log: the same bytes as when the file came in, or why there is none."""

import hashlib

import pytest

from strikelog.services import importing, kept_receipts
from strikelog.services.exchange_log import ExchangeLog
from strikelog.services.kept_receipts import NoReceiptKept, Receipts
from strikelog.services.receipts import WorkbookGone
from tests.services.partners import test_importing as tables
from tests.services.test_importing import CLAIM, FIGURE, INCIDENT, SITE, SOURCE, Office
from tests.services.test_receipts import edit_in_every_way


@pytest.fixture
def office(tmp_path):
    made = Office(tmp_path)
    made.recording.add_all([SOURCE, SITE, INCIDENT, CLAIM, FIGURE], "case")
    made.export()
    yield made
    made.database.close()


@pytest.fixture
def later(monkeypatch):
    """Set the clocks of both services to another day."""

    def turn():
        day = kept_receipts.now().replace(year=2031)
        for module in (importing, kept_receipts):
            monkeypatch.setattr(module, "now", lambda: day)

    return turn


def digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def log_of(office):
    return ExchangeLog(office.database).listed()


def take_in(office):
    _, decisions = edit_in_every_way(office)
    preview = office.preview()
    imported = office.importing.apply(preview, decisions)
    return preview, decisions, imported


def test_a_receipt_from_the_log_is_the_one_that_was_written_at_once(office, later):
    preview, decisions, _ = take_in(office)
    at_once = office.path.with_name("at-once.xlsx")
    office.importing.receipt(preview, at_once, decisions)

    later()
    office.save(INCIDENT, title="Changed again since")
    receipts = Receipts(office.database)
    exchange = log_of(office)[0]
    again = receipts.write(exchange, office.path.with_name("again.xlsx"), office.path)

    assert digest(again) == digest(at_once)


def test_a_receipt_of_today_would_differ_from_that_of_the_day(office, later):
    preview, decisions, _ = take_in(office)
    at_once, today = office.path.with_name("1.xlsx"), office.path.with_name("2.xlsx")
    office.importing.receipt(preview, at_once, decisions, language="ar")

    later()
    office.importing.receipt(preview, today, decisions, language="ar")

    assert digest(today) != digest(at_once)


def test_the_file_may_have_another_name_by_now_but_not_another_content(office):
    take_in(office)
    exchange = log_of(office)[0]
    receipts, first = Receipts(office.database), office.path.with_name("first.xlsx")
    receipts.write(exchange, first, office.path)

    moved = office.path.rename(office.path.with_name("moved.xlsx"))
    again = receipts.write(exchange, office.path.with_name("again.xlsx"), moved)
    moved.write_bytes(moved.read_bytes() + b" ")

    assert digest(again) == digest(first)
    with pytest.raises(WorkbookGone):
        receipts.write(exchange, office.path.with_name("third.xlsx"), moved)
    with pytest.raises(WorkbookGone):
        receipts.write(exchange, office.path.with_name("third.xlsx"))


def test_an_import_that_was_undone_is_answered_by_no_receipt(office):
    *_, imported = take_in(office)
    office.importing.undo_import(imported.step)
    exchange = log_of(office)[0]

    assert exchange.was_undone
    with pytest.raises(NoReceiptKept):
        Receipts(office.database).write(exchange, office.path.with_name("r.xlsx"), office.path)
    with pytest.raises(NoReceiptKept):
        Receipts(office.database).latest(exchange.file_sha256)


def test_what_came_in_before_receipts_were_kept_has_none(office):
    take_in(office)
    with office.database.writing() as connection:
        connection.exec_driver_sql("DELETE FROM exchange_receipt")
    exchange = log_of(office)[0]

    assert not exchange.has_receipt
    with pytest.raises(NoReceiptKept):
        Receipts(office.database).write(exchange, office.path.with_name("r.xlsx"), office.path)


def test_a_file_is_found_by_the_beginning_of_its_hash(office):
    preview, _, _ = take_in(office)

    assert Receipts(office.database).latest(preview.sha256[:8].upper()) == log_of(office)[0]


def test_a_partners_table_is_answered_without_the_file(tmp_path, later):
    office = tables.Office(tmp_path / "a")
    broken = tables.edited(tables.SECOND, date="32 {May}")
    preview = office.preview(tables.FIRST, broken)
    office.service.apply(preview)
    at_once = tmp_path / "at-once.xlsx"
    office.service.report(preview, at_once)

    later()
    receipts = Receipts(office.database)
    exchange = ExchangeLog(office.database).listed()[0]
    again = receipts.write(exchange, tmp_path / "again.xlsx")
    office.database.close()

    assert digest(again) == digest(at_once)
