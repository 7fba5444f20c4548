"""Import and export in the window: where a file goes, what waits, what went before."""

import csv
from dataclasses import replace

import openpyxl
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent

from strikelog.domain.records import Incident
from strikelog.gui.exchange.dropping import is_one_table
from strikelog.gui.exchange.log_table import kind_words, outcome_words
from strikelog.gui.exchange.passed_sheet import PassedSheet
from strikelog.gui.exchange.waiting_page import WaitingPage
from strikelog.gui.pages import wishes
from strikelog.services.exchange_log import ExchangeLog
from strikelog.services.reviewing import review_of
from tests.exchange.editing import edited
from tests.services.test_importing import INCIDENT
from tests.services.test_reviewing import dispute


@pytest.fixture
def desk(session):
    return session.exchange


@pytest.fixture
def workbook(session, tmp_path):
    path = tmp_path / "all.xlsx"
    session.workspace.exporting.export(path)
    return path


def changed(session, path):
    """Edit an incident in the workbook."""
    incident = session.workspace.finding.by_code("EX-2019-0003")
    with edited(path) as book:
        book.put("Incidents", incident.id, "summary", "Seen by two witnesses.")
    return path


def test_a_workbook_of_ours_is_reviewed(session, desk, workbook):
    desk.open_file(changed(session, workbook))

    assert desk.rooms.front is desk.rooms.review
    assert desk.rooms.review.review.kinds["changed"] == 1
    assert session.window.page is desk.entry


def test_what_is_applied_reaches_the_lists_and_the_log(session, desk, workbook):
    heard = []
    session.feed.changed.connect(lambda changes, _origin: heard.append(changes))
    desk.open_file(changed(session, workbook))

    desk.rooms.review.take_in({})

    record = session.workspace.finding.by_code("EX-2019-0003")
    assert record.summary == "Seen by two witnesses."
    assert any(record.id in one.ids for one in heard)
    assert [one.direction for one in session.workspace.exchange_log.listed()] == ["in", "out"]


def test_the_same_file_again_is_said_to_have_come_before(session, desk, workbook):
    desk.open_file(changed(session, workbook))
    desk.rooms.review.take_in({})
    desk.rooms.review.done.closed.emit()

    desk.open_file(workbook)

    assert desk.rooms.review.review.lines == range(0)
    assert "came in on" in desk.rooms.review.messages.text


def test_a_receipt_is_written_for_the_partner(session, desk, workbook, tmp_path):
    desk.open_file(changed(session, workbook))
    desk.rooms.review.take_in({})

    desk.write_receipt(tmp_path / "receipt.xlsx")

    book = openpyxl.load_workbook(tmp_path / "receipt.xlsx")
    assert "Incidents" in book.sheetnames
    assert "receipt.xlsx" in desk.rooms.review.messages.text


def test_a_receipt_that_fails_is_said(session, desk, workbook, tmp_path):
    desk.open_file(changed(session, workbook))
    desk.rooms.review.take_in({})

    desk.write_receipt(tmp_path / "no-such-folder" / "receipt.xlsx")

    assert desk.rooms.review.messages.text
    assert not list(tmp_path.glob("receipt*"))


def test_an_import_is_undone_from_the_page(session, desk, workbook):
    before = session.workspace.finding.by_code("EX-2019-0003").summary
    desk.open_file(changed(session, workbook))
    desk.rooms.review.take_in({})

    desk.rooms.review.done.undo.click()

    assert session.workspace.finding.by_code("EX-2019-0003").summary == before
    assert desk.rooms.review.done.undo.isHidden()


def test_a_table_of_somebody_else_is_understood(desk, tmp_path):
    path = tmp_path / "partner.csv"
    with path.open("w", newline="") as file:
        csv.writer(file).writerows([["Date", "Place"], ["2019-05-05", "Kafr Nabl"]])

    desk.open_file(path)

    assert desk.rooms.front is desk.rooms.foreign


def test_an_open_review_is_not_thrown_away_by_another_file(session, desk, workbook, tmp_path):
    desk.open_file(changed(session, workbook))
    review = desk.rooms.review.review

    desk.open_file(tmp_path / "other.xlsx")

    assert desk.rooms.review.review is review
    assert desk.rooms.review.messages.text


def test_what_was_put_off_waits_and_is_decided_later(office, tasks, preferences, gone):
    preview = dispute(office)
    office.importing.apply(preview, review_of(preview).decisions())
    page = WaitingPage(office.importing, tasks, preferences)
    gone(page)
    page.shown()
    review = page.review

    review.choose([n for n in review.lines if review.kind_of(n) == "conflict"], "theirs")
    page._count()
    page.decide()

    assert office.get(INCIDENT).title == "Strike on a ward"
    assert page.review.kinds == {**dict.fromkeys(page.review.kinds, 0), "cleared": 1}


def test_the_hub_counts_what_waits(session, desk, workbook):
    incident = session.workspace.finding.by_code("EX-2019-0003")
    with edited(workbook) as book:
        book.put("Incidents", incident.id, "title", "As they say")
    session.workspace.recording.save(replace(incident, title="As we say"), incident)
    desk.open_file(workbook)

    desk.rooms.review.take_in({})

    button = desk.rooms.hub.lines["decisions"]
    assert not button.isHidden()
    assert "1" in button.text()


def test_the_log_says_what_came_of_an_exchange(session, desk, workbook):
    session.window.show_page(desk.entry)
    (sent,) = session.workspace.exchange_log.listed()

    facts = dict(PassedSheet.facts(sent))

    assert desk.rooms.hub.log.lines.rowCount() == 1
    assert "rows" in outcome_words(sent)
    assert sent.file_sha256[:8] in facts["SHA-256 of the file"]


def test_possible_duplicates_lead_to_their_page(session, desk):
    session.window.show_page(desk.entry)
    desk.rooms.hub.show_duplicates(2)

    desk.rooms.hub.lines["duplicates"].click()

    assert session.window.page is session.duplicates.entry


def test_a_table_of_a_partner_is_named_by_its_dataset():
    assert "shcc-health" in kind_words("rows of shcc-health")
    assert kind_words("full") == "Full workbook"


def test_a_file_that_came_in_before_is_known(office):
    preview = dispute(office)
    office.importing.apply(preview, {})
    log = ExchangeLog(office.database)

    assert log.earlier(preview.sha256).direction == "in"
    assert log.earlier("0" * 64) is None


def test_the_wish_to_import_asks_for_a_file(session, desk, monkeypatch):
    asked = []
    monkeypatch.setattr(
        "strikelog.gui.exchange.dropping.files.ask_for_opening",
        lambda *_args, **named: asked.append(named),
    )

    session.grant(wishes.Import())

    assert ".ods" in asked[0]["pattern"]
    assert session.window.page is desk.entry


def test_the_folder_of_the_last_file_is_kept_in_the_vault(
    session, desk, workbook, monkeypatch, tmp_path
):
    folders = []

    def answer(*_args, folder, **_named):
        folders.append(folder)
        return workbook

    monkeypatch.setattr("strikelog.gui.exchange.dropping.files.ask_for_opening", answer)
    desk.choose_file()
    desk.choose_file()

    assert folders == [None, tmp_path]
    assert session.workspace.vault.database.facts("preference.exchange.folder")


def dropped(window, path):
    content = QMimeData()
    content.setUrls([QUrl.fromLocalFile(str(path))])
    return QDropEvent(
        QPointF(400, 300),
        Qt.DropAction.CopyAction,
        content,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    ), content


def test_a_workbook_dropped_on_a_list_is_opened(session, desk, workbook):
    session.window.show_page(session.page_of(Incident))
    event, content = dropped(session.window, changed(session, workbook))

    taken = desk.gate.eventFilter(session.window, event)

    assert taken
    assert content.hasUrls()
    assert desk.rooms.front is desk.rooms.review


@pytest.mark.parametrize(
    ("names", "is_table"),
    [
        (["a.xlsx"], True),
        (["A.CSV"], True),
        (["a.jpg"], False),
        (["a.xlsx", "b.xlsx"], False),
        ([], False),
    ],
)
def test_one_table_is_taken_at_a_time(tmp_path, names, is_table):
    assert is_one_table([tmp_path / one for one in names]) is is_table


def test_after_an_undo_no_receipt_is_offered_but_another_look(session, desk, workbook):
    desk.open_file(changed(session, workbook))
    review = desk.rooms.review
    review.take_in({})

    review.done.undo.click()

    assert review.done.receipt.isHidden()
    review.done.again.click()
    assert review.review.kinds["changed"] == 1
    assert "taken back" in review.messages.text


def test_the_log_says_of_an_import_that_it_was_undone(session, desk, workbook):
    desk.open_file(changed(session, workbook))
    desk.rooms.review.take_in({})
    (newest, *_) = session.workspace.exchange_log.listed()
    assert "Undone" not in outcome_words(newest)

    desk.rooms.review.done.undo.click()

    (newest, *_) = session.workspace.exchange_log.listed()
    assert outcome_words(newest).startswith("Undone: ")


def _came_in(session, desk, workbook):
    """Take an edited workbook in and give its line of the log."""
    desk.open_file(changed(session, workbook))
    desk.rooms.review.take_in({})
    return session.workspace.exchange_log.listed()[0]


def test_the_log_gives_the_receipt_of_a_file_that_came_in(session, desk, workbook, tmp_path):
    sheet = PassedSheet(session.window, _came_in(session, desk, workbook), desk.after)

    sheet.write_receipt(tmp_path / "again.xlsx", workbook)

    assert not sheet.receipt.isHidden()
    assert "again.xlsx" in sheet.messages.text
    assert "Receipt" in openpyxl.load_workbook(tmp_path / "again.xlsx").sheetnames


def test_a_receipt_beside_another_file_is_refused_where_it_was_asked_for(
    session, desk, workbook, tmp_path
):
    sheet = PassedSheet(session.window, _came_in(session, desk, workbook), desk.after)
    workbook.write_bytes(b"something else")

    sheet.write_receipt(tmp_path / "again.xlsx", workbook)

    assert not (tmp_path / "again.xlsx").exists()
    assert sheet.messages.text


def test_what_went_out_has_no_receipt(session, desk, workbook):
    (sent,) = session.workspace.exchange_log.listed()

    assert PassedSheet(session.window, sent, desk.after).receipt.isHidden()
