"""A partner's table on its page: understood, answered, looked at, checked, taken in."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from strikelog.domain.records import CasualtyFigure, Incident, Location, Record, Site
from strikelog.gui.exchange.foreign.mappings_sheet import MappingsSheet
from strikelog.gui.widgets.question import Question
from tests.gui.exchange.foreign.tables import ROWS, as_csv

AMBIGUOUS = (
    "B-1,03/04/2019,Idlib,Kafr Nabl,Hospital,2,,One.",
    "B-2,05/06/2019,Hama,Kafr Zita,Hospital,1,,Two.",
)
PIVOT = "Row Labels,Sum of killed,Sum of injured"
PIVOT_ROWS = ("Idlib,4,9", "Hama,3,2", "Grand Total,7,11")


def texts(table):
    """What a table of the page says, row by row."""
    model = table.model()
    return [
        [model.index(row, column).data() for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def plain(text):
    """A text without the marks that keep directions apart."""
    return "".join(sign for sign in text if sign not in "\u2066\u2067\u2068\u2069")


def incidents(workspace):
    """What the vault holds."""
    return workspace.finding.all(Incident)


def shown(page):
    """Which part of the page is in front."""
    return page._stack.currentWidget()


def test_a_table_is_shown_with_what_its_columns_mean(page, table):
    page.show(table)

    assert shown(page) is page.work
    meanings = {plain(row[0]): row[2].split("\n")[0] for row in texts(page.work.columns)}
    assert meanings["Date"] == "Date"
    assert meanings["Civilians killed"] == "Killed · Civilian"
    assert meanings["Wards"] == "Left out"
    assert page.bar.sign is not None
    assert "list of incidents" in page.bar.reason.text()


def test_the_records_that_result_are_shown_and_nothing_is_saved(
    page, table, sampled, empty_workspace
):
    page.show(table)

    first = sampled()[0]
    assert first.date == "5 May 2019"
    assert first.killed == "2"
    assert "Kafr Nabl" in first.title
    assert incidents(empty_workspace) == []


def test_what_was_refused_is_red_with_its_reason(page, table, sampled):
    page.show(table)
    sampled()

    row = page.work.sample.lines[2]
    page.work.sample.go_to(2)

    assert not row.is_taken
    assert row.red["date"] == "2019-06-31"
    words = [part.text() for part in page.work.record.findChildren(type(page.work.column.reason))]
    assert any("does not exist" in text for text in words)


def test_another_meaning_makes_other_records(page, table, sampled, place_of):
    page.show(table)
    assert sampled()[0].injured == ""

    page.work.columns.answered.emit(place_of("Wards"), "count.injured.total.any.civilian")

    assert sampled()[0].injured == "12"
    assert texts(page.work.columns)[place_of("Wards")][3] == "Your choice"


def test_a_meaning_is_found_by_typing(page, table, place_of, qtbot):
    page.show(table)
    columns = page.work.columns
    columns.go_to(place_of("Wards"))
    columns.setFocus()

    qtbot.keyClicks(columns, "i")
    line = columns._line
    qtbot.keyClicks(line, "njured civilian")
    qtbot.keyClick(line, Qt.Key.Key_Return)

    meaning = page.work.columns.lines[place_of("Wards")].target
    assert meaning.startswith("count.injured")
    assert columns.hasFocus()


def test_escape_closes_the_line_and_leaves_the_page_alone(page, table, place_of, qtbot):
    page.show(table)
    left = []
    page.closed.connect(lambda: left.append(True))
    columns = page.work.columns
    columns.ask(place_of("Wards"))

    qtbot.keyClick(columns._line, Qt.Key.Key_Escape)
    qtbot.keyClick(columns._line, Qt.Key.Key_Escape)

    assert columns._line.isHidden()
    assert left == []
    assert columns.lines[place_of("Wards")].is_left_out


def test_a_spelling_is_taken_for_what_it_looks_like(page, table, sampled, place_of):
    page.show(table)
    assert [cell.text for cell in sampled()[1].refused] == ["Hospitel"]

    page.work.go_to_column(place_of("What was hit"))
    assert page.work.column.values.lines[0].text == "Hospitel"
    page.work.column.accept.click()

    assert sampled()[1].refused == ()
    assert sampled_hit(page) == "Hospital"


def sampled_hit(page):
    """Which place the second row says was hit."""
    return page.work.sample.lines[1].hit


def test_a_spelling_can_say_nothing(page, table, sampled, place_of):
    page.show(table)
    sampled()

    page.work.go_to_column(place_of("What was hit"))
    page.work.column.values.answered.emit(0, "-")

    assert sampled()[1].refused == ()
    assert page.flow.draft.column(place_of("What was hit")).values["Hospitel"] == ""


def test_the_order_of_day_and_month_is_asked_and_never_guessed(page, tmp_path, sampled, place_of):
    page.show(as_csv(tmp_path, AMBIGUOUS))

    assert not page.check.isEnabled()
    assert "Date" in page.banner.text
    page.banner.action_requested.emit()
    asked = page.work.column.order
    assert asked.isVisibleTo(page.work)
    assert "3 April 2019" in plain(asked.answers["dmy"].text())
    assert "4 March 2019" in plain(asked.answers["mdy"].text())
    assert not any(button.isChecked() for button in asked.answers.values())


@pytest.mark.parametrize(("order", "day"), [("dmy", "3 Apr 2019"), ("mdy", "4 Mar 2019")])
def test_the_answer_about_the_order_holds(page, tmp_path, sampled, place_of, order, day):
    page.show(as_csv(tmp_path, AMBIGUOUS))
    sampled()
    page.work.go_to_column(place_of("Date"))

    page.work.column.order.answers[order].click()

    assert sampled()[0].date == day
    assert page.check.isEnabled()


def test_a_table_that_is_no_list_of_incidents_says_so_and_what_to_do(page, tmp_path):
    page.show(as_csv(tmp_path, PIVOT_ROWS, header=PIVOT))

    assert shown(page) is page.other
    assert "not a list of incidents" in page.other.heading.text()
    assert page.other.reason.text()
    assert "Ask your partner" in page.other.what_now.text()
    assert not page.check.isVisibleTo(page)


def test_headings_can_be_said_to_stand_in_another_row(page, tmp_path, table):
    page.show(table)
    page.work.below.setCurrentIndex(1)
    page.work.sheet.table.setCurrentIndex(page.work.sheet.table.model().index(1, 0))

    page.work.sheet.choose.click()

    assert page.flow.draft.table.header_row == 1
    assert page.flow.draft.table.header[0] == "A-1"


def test_every_row_is_checked_before_anything_is_saved(page, table, empty_workspace, sampled):
    page.show(table)
    sampled()

    page.check.click()

    assert shown(page) is page.result
    assert "4" in page.check.text()
    assert texts(page.result.cells)[0][0] == "Row left out"
    assert any("Hospitel" in plain(row[3]) for row in texts(page.result.cells))
    assert incidents(empty_workspace) == []


def test_taking_in_tells_what_came_of_it_and_offers_the_way_back(page, table, empty_workspace):
    told, undone = [], []
    page.done.connect(told.append)
    page.undo_requested.connect(undone.append)
    page.show(table)
    page.check.click()

    page.result.take_in.click()
    page.result.undo.click()

    assert len(incidents(empty_workspace)) == 3
    assert told[0].counts["read"] == 4
    assert undone == [told[0].step]


def test_the_same_file_again_brings_nothing(page, table, empty_workspace):
    for _ in range(2):
        page.show(table)
        page.check.click()
        page.result.take_in.click()

    page.show(table)
    page.check.click()

    assert not page.result.take_in.isEnabled()
    assert "nothing new" in page.result.sentence.text()
    assert len(incidents(empty_workspace)) == 3


def test_answers_are_kept_for_the_next_file_with_these_headings(page, tmp_path, table, place_of):
    page.show(table)
    page.work.columns.answered.emit(place_of("Wards"), "count.injured.total.any.civilian")
    page.check.click()
    page.result.take_in.click()

    page.show(as_csv(tmp_path, ROWS[:1], name="june.csv"))

    assert page.work.columns.lines[place_of("Wards")].target == "count.injured.total.any.civilian"
    assert page.flow.draft.is_as_learned
    assert page.banner.isVisibleTo(page)


def test_a_mapping_file_holds_answers_and_no_rows(page, table, tmp_path, place_of):
    page.show(table)
    page.work.columns.answered.emit(place_of("Wards"), "count.injured.total.any.civilian")
    path = tmp_path / "monitor.strikelog-mapping.json"

    page.flow.save(path)

    text = path.read_text(encoding="utf-8")
    assert "count.injured.total.any.civilian" in text
    assert "Kafr Nabl" not in text
    assert "Two bombs" not in text
    assert "monitor" in page.messages.text


def test_answers_come_from_a_mapping_file(page, table, tmp_path, place_of):
    page.show(table)
    page.work.columns.answered.emit(place_of("Wards"), "count.injured.total.any.civilian")
    path = tmp_path / "monitor.strikelog-mapping.json"
    page.flow.save(path)
    page.show(table)
    page.findChild(Question).accept()
    assert page.work.columns.lines[place_of("Wards")].is_left_out

    page.flow.load(path)

    assert page.work.columns.lines[place_of("Wards")].target == "count.injured.total.any.civilian"


def test_a_file_that_is_no_mapping_is_refused_in_one_sentence(page, table, tmp_path):
    path = tmp_path / "letter.strikelog-mapping.json"
    path.write_text("Dear all", encoding="utf-8")
    page.show(table)
    before = page.flow.draft

    page.flow.load(path)

    assert "letter" in page.messages.text
    assert page.flow.draft is before


def test_the_dataset_is_named_by_a_person(page, table):
    page.show(table)
    page.work.dataset.lines["publisher"].setText("Northern Monitor")
    page.work.dataset.lines["publisher"].editingFinished.emit()
    page.work.dataset.lines["place.country"].setText("Syria")
    page.work.dataset.lines["place.country"].editingFinished.emit()

    assert page.flow.draft.mapping.publisher == "Northern Monitor"
    assert page.flow.draft.mapping.defaults["place.country"] == "Syria"


def test_leaving_asks_when_answers_would_be_lost(page, table, place_of):
    left = []
    page.closed.connect(lambda: left.append(True))
    page.show(table)
    page.work.columns.answered.emit(place_of("Wards"), "note")

    page.back.click()
    question = page.findChild(Question)
    assert left == []
    question.accept()

    assert left == [True]
    assert shown(page) is page.empty


def test_leaving_asks_nothing_when_nothing_was_answered(page, table):
    left = []
    page.closed.connect(lambda: left.append(True))
    page.show(table)

    page.back.click()

    assert left == [True]


def test_a_file_that_cannot_be_read_is_told_in_one_sentence(page, tmp_path):
    path = tmp_path / "letter.docx"
    path.write_bytes(bytes(range(256)) * 40)

    page.show(path)

    assert "letter.docx" in plain(page.messages.text)
    assert shown(page) is page.empty
    assert page.choose.isEnabled()


def test_everything_can_be_reached_by_keyboard_and_has_a_name(page, table):
    page.show(table)
    tab = Qt.FocusPolicy.TabFocus
    parts = [
        part
        for part in page.findChildren(QWidget)
        if part.focusPolicy() & tab and part.isVisibleTo(page) and part.isEnabled()
    ]

    nameless = [
        type(part).__name__
        for part in parts
        if not (part.accessibleName() or getattr(part, "text", str)())
    ]

    assert len(parts) > 8
    assert nameless == []


def test_no_record_is_made_by_looking(page, table, empty_workspace, sampled):
    page.show(table)
    sampled()
    page.check.click()

    for kind in (Incident, Location, Site):
        assert issubclass(kind, Record)
        assert empty_workspace.finding.all(kind) == []


def test_a_table_nobody_named_is_asked_about(page, table):
    page.show(table)

    assert "Whose table" in page.banner.text
    page.banner.action_requested.emit()
    assert page.work.dataset.lines["publisher"].hasFocus()


def test_a_table_that_was_named_is_not_asked_about(page, table):
    page.show(table)

    page.work.dataset.lines["publisher"].setText("Northern Monitor")
    page.work.dataset.lines["publisher"].editingFinished.emit()
    assert "In which country" in page.banner.text
    page.banner.action_requested.emit()
    assert page.work.dataset.lines["place.country"].hasFocus()

    page.work.dataset.lines["place.country"].setText("Syria")
    page.work.dataset.lines["place.country"].editingFinished.emit()

    assert not page.banner.isVisibleTo(page)


def later(rows):
    """The same rows, one of which counts more killed."""
    return [row.replace(",2,12,", ",5,12,") for row in rows]


def killed(workspace):
    """What the claims of the vault say of the first row's dead."""
    figures = workspace.finding.all(CasualtyFigure)
    return {one.low for one in figures if one.outcome == "killed"}


@pytest.fixture
def taken(page, table, tmp_path):
    """A vault that took the table in, and a later file in which one number differs."""
    page.show(table)
    page.check.click()
    page.result.take_in.click()
    page.show(as_csv(tmp_path, later(ROWS), name="later.csv"))
    page.check.click()
    return page


def test_what_changed_in_a_later_file_is_shown_old_beside_new(taken):
    cells = [[plain(cell) for cell in row] for row in texts(taken.result.changes)]

    changed = next(row for row in cells if row[3] == "2" and row[4] == "5")
    assert changed[0] == "Changed"
    assert changed[5] == "Theirs"


def test_what_changed_comes_in(taken, empty_workspace):
    taken.result.take_in.click()

    assert 5 in killed(empty_workspace)
    assert 2 not in killed(empty_workspace)


def test_a_change_can_be_left_out_by_the_keyboard(taken, empty_workspace, qtbot):
    changes = taken.result.changes
    changes.setFocus()
    parts = {(one.id, one.group): place for place, one in enumerate(changes.lines)}
    for place in parts.values():
        changes.go_to(place)
        qtbot.keyClick(changes, Qt.Key.Key_Space)

    assert set(changes.answers()().values()) == {"ours"}
    taken.result.take_in.click()

    assert 2 in killed(empty_workspace)
    assert 5 not in killed(empty_workspace)


def test_the_partner_can_be_told_what_became_of_each_row(page, table, tmp_path, monkeypatch):
    receipt = tmp_path / "receipt.xlsx"
    monkeypatch.setattr(
        "strikelog.gui.exchange.foreign.page.ask_for_receipt", lambda *_args: receipt
    )
    page.show(table)
    page.check.click()
    page.result.take_in.click()

    page.result.receipt.click()

    assert receipt.is_file()
    assert "receipt.xlsx" in page.messages.text


def test_one_key_leads_from_the_columns_into_the_vault(page, table, empty_workspace, qtbot):
    page.show(table)

    for _ in range(2):
        qtbot.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    assert len(incidents(empty_workspace)) == 3


DAYS = ("147997,2014-01-22", "149221,2014-01-27")
PLACES = ("149221,Odessa,46.47,30.73", "147997,Kyiv,50.45,30.52")


def test_columns_of_another_file_are_added_by_the_numbers_of_rows(page, tmp_path, monkeypatch):
    places = as_csv(tmp_path, PLACES, header="id,town,latitude,longitude", name="places.csv")
    page.show(as_csv(tmp_path, DAYS, header="event_id,date_start", name="days.csv"))
    assert shown(page) is page.other
    monkeypatch.setattr(
        "strikelog.gui.exchange.foreign.mapping_button.files.ask_for_opening",
        lambda *_args, **_named: places,
    )

    page.other.join.click()

    assert shown(page) is page.work
    assert [line.target for line in page.work.columns.lines] == [
        "external_id", "date.start", "place.name", "place.lat", "place.lon",
    ]  # fmt: skip


def test_a_file_that_has_nothing_in_common_is_refused_in_words(page, tmp_path, monkeypatch):
    towns = as_csv(tmp_path, ("Idlib,9000", "Hama,8000"), header="town,people", name="towns.csv")
    page.show(as_csv(tmp_path, DAYS, header="event_id,date_start", name="days.csv"))
    monkeypatch.setattr(
        "strikelog.gui.exchange.foreign.mapping_button.files.ask_for_opening",
        lambda *_args, **_named: towns,
    )

    page.other.join.click()

    assert shown(page) is page.other
    assert "cannot be put together" in page.messages.text


def mappings_of(page):
    page.mapping.show_list()
    return page.window().findChildren(MappingsSheet)[-1]


def test_the_mappings_that_are_kept_stand_before_those_known(page, table):
    page.show(table)
    page.flow.answer(page.flow.draft.with_dataset("Our monitors", "Strikes", {}))
    page.check.click()
    page.result.take_in.click()

    sheet = mappings_of(page)

    assert sheet.mappings[0].publisher == "Our monitors"
    assert "ACLED" in {one.name for one in sheet.mappings[1:]}
    assert sheet.forget.isEnabled()
    sheet.table.selectRow(1)
    assert not sheet.forget.isEnabled()


def test_a_mapping_is_forgotten(page, table, empty_workspace):
    page.show(table)
    page.flow.answer(page.flow.draft.with_dataset("Our monitors", "Strikes", {}))
    page.check.click()
    page.result.take_in.click()
    sheet = mappings_of(page)

    sheet.forget.click()

    assert empty_workspace.partner_importing.learned.all() == ()
    assert "forgotten" in sheet.messages.text


def test_a_mapping_of_the_list_is_used_for_the_table(page, tmp_path, place_of):
    page.show(as_csv(tmp_path, ("X-1,2019-05-05,3",), header="event_id_cnty,event_date,fatalities"))
    page.work.columns.answered.emit(place_of("fatalities"), "ignore")
    sheet = mappings_of(page)
    names = [one.name for one in sheet.mappings]
    sheet.table.selectRow(names.index("ACLED"))

    sheet.use.click()

    line = next(one for one in page.work.columns.lines if one.header == "fatalities")
    assert line.target == "count.killed.total.any.all"
    assert page.flow.draft.mapping.publisher == "ACLED"
