"""Names come behind the second passphrase, count down, save by themselves, and go."""

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QTextEdit

from strikelog.domain import accesses
from strikelog.domain.identities import Consent, SourceIdentity, VictimPerson
from strikelog.domain.records import Incident, Source
from strikelog.gui.identities.person_form import LINES
from strikelog.gui.identities.person_sheet import PersonSheet
from strikelog.gui.identities.turning_on import ChangeSheet, PaperKeySheet, TurnOnSheet
from strikelog.gui.identities.unlock_sheet import UnlockSheet
from strikelog.gui.identities.victims_card import VictimsCard, VictimsView
from strikelog.gui.pages import wishes
from strikelog.services.identities import REST_SECONDS
from tests.gui.identities.conftest import NAME, SECOND

pytestmark = pytest.mark.qt_log_ignore("does not support (raise|grabbing)")


def dialog(session, kind):
    """The open dialog of a class, or None."""
    found = [one for one in session.window.findChildren(kind) if one.isVisible()]
    return found[-1] if found else None


def victim_sheet(session):
    """The restricted view of the one victim, opened."""
    mask = session.workspace.identities.masks.all()[0]
    session.people.people.open_victim(session.window, mask.id)
    return dialog(session, PersonSheet)


def type_into(sheet, key, text):
    """Type a text into a field of the restricted view."""
    editor = sheet.form.cell(key).editor
    editor.line.setText(text)
    editor._typed(text)


def shown_page(session):
    """The page of people, in front."""
    session.window.show_page(session.people.entry)
    return session.people.entry.page


def cards_of(session):
    """How many cards of victims stand on the form of incidents."""
    extras = session.page_of(Incident).form.extras
    return sum(isinstance(one, VictimsCard) for one in extras)


def notes(session):
    """The labels of the notes about the store, newest last."""
    steps = reversed(session.workspace.vault.database.recent_steps(1000))
    return [one["label"] for one in steps if one["label"] in accesses.ACCESS_LABELS]


def words_on(widget):
    """Everything that a window shows or holds in its fields."""
    labels = [one.text() for one in widget.findChildren(QLabel)]
    lines = [one.text() for one in widget.findChildren(QLineEdit)]
    texts = [one.toPlainText() for one in widget.findChildren(QTextEdit)]
    tips = [one.toolTip() for one in widget.findChildren(QLabel)]
    return "\n".join([widget.windowTitle(), *labels, *lines, *texts, *tips])


# -- turning on


def test_the_page_of_a_vault_without_names_offers_to_turn_them_on(identities, window_over):
    session = window_over()
    page = shown_page(session)

    page.turn_on()
    sheet = dialog(session, TurnOnSheet)
    assert not sheet.go.isEnabled()
    sheet.words.retyped.setText(sheet.words.words)
    sheet.go.click()

    assert identities.is_on
    assert session.people.gate.is_open
    assert dialog(session, PaperKeySheet) is not None


def test_words_that_differ_turn_nothing_on(identities, window_over):
    session = window_over()
    shown_page(session).turn_on()
    sheet = dialog(session, TurnOnSheet)

    sheet.words.retyped.setText(sheet.words.words + " more")
    sheet.turn_on()

    assert not sheet.go.isEnabled()
    assert not identities.is_on


def test_forms_carry_people_only_where_the_project_keeps_them(identities, window_over):
    session = window_over()

    session.grant(wishes.New(Incident))

    assert cards_of(session) == 0


def test_forms_made_before_carry_people_once_they_are_turned_on(identities, window_over):
    session = window_over()
    session.grant(wishes.New(Incident))
    shown_page(session).turn_on()
    sheet = dialog(session, TurnOnSheet)
    sheet.words.retyped.setText(sheet.words.words)
    sheet.turn_on()

    session.grant(wishes.New(Incident))

    assert cards_of(session) == 1


# -- the gate


def test_a_closed_store_asks_for_the_second_passphrase_first(open_session):
    open_session.people.gate.close()

    assert victim_sheet(open_session) is None
    asked = dialog(open_session, UnlockSheet)
    asked.passphrase.setText("not these words")
    asked.enter()
    assert asked.messages.isVisible()
    asked.passphrase.setText(SECOND)
    asked.enter()

    assert dialog(open_session, PersonSheet) is not None
    assert notes(open_session)[-4:] == [
        accesses.CLOSED,
        accesses.REFUSED,
        accesses.OPENED,
        accesses.READ,
    ]


def test_the_strip_counts_down_and_the_end_closes(open_session, seconds):
    gate = open_session.people.gate
    sheet = victim_sheet(open_session)

    seconds.at += REST_SECONDS - 10
    gate.look()
    assert "0:10" in sheet.strip.pill.accessibleName()
    seconds.at += 10
    gate.look()

    assert not gate.is_open
    assert open_session.workspace.identities.seconds_left == 0
    assert not sheet.isVisible()


def test_close_now_takes_names_off_the_screen_and_out_of_the_fields(open_session):
    sheet = victim_sheet(open_session)
    assert NAME in words_on(sheet)

    sheet.strip.closer.click()

    assert not sheet.isVisible()
    assert NAME not in words_on(sheet)
    assert notes(open_session)[-1] == accesses.CLOSED


def test_what_was_being_typed_is_saved_before_names_close(open_session):
    sheet = victim_sheet(open_session)
    type_into(sheet, "cause", "shrapnel")

    open_session.people.gate.close()
    open_session.workspace.identities.unlock(SECOND)

    person = first_victim(open_session)
    assert person.cause == "shrapnel"


def test_a_flush_of_the_window_saves_what_is_typed_about_people(open_session):
    sheet = victim_sheet(open_session)
    type_into(sheet, "cause", "shrapnel")

    open_session.flush()

    assert first_victim(open_session).cause == "shrapnel"
    assert open_session.people.gate.is_open


def test_typing_keeps_names_open(open_session, seconds):
    sheet = victim_sheet(open_session)
    seconds.at += 290

    type_into(sheet, "cause", "shrapnel")
    seconds.at += 100
    open_session.people.gate.look()

    assert open_session.people.gate.is_open


def test_an_older_copy_is_said_when_it_is_opened(open_session):
    identities, gate = open_session.workspace.identities, open_session.people.gate
    gate.close()
    path = identities._vault.folder / "identities.db"
    older = path.read_bytes()
    identities.unlock(SECOND)
    identities.save(Consent(subject_code="P-001"))
    identities.close()
    path.write_bytes(older)

    identities.unlock(SECOND)
    gate.enter()

    assert "older" in open_session.window.messages.text


def test_a_new_window_goes_on_where_names_are_open(open_session, window_over):
    again = window_over()

    assert again.people.gate.is_open


# -- the restricted view


def first_victim(session):
    identities = session.workspace.identities
    return identities.read(VictimPerson, identities.masks.all()[0].id)


def test_every_content_field_of_a_person_stands_on_its_form():
    for kind, lines in LINES.items():
        placed = {key for line in lines for key in line}
        known = {"incident_id", "source_id"}
        from strikelog.domain.fields import content_fields

        assert placed == {one.key for one in content_fields(kind)} - known - {"id", "tlp"}


def test_edits_are_saved_by_themselves_and_the_mask_follows(open_session):
    sheet = victim_sheet(open_session)

    type_into(sheet, "pseudonym", "P-077")
    sheet.keeper.flush()

    assert [one.pseudonym for one in open_session.workspace.identities.masks.all()] == ["P-077"]


def test_a_pseudonym_that_tells_the_name_stays_unsaved_and_red(open_session):
    sheet = victim_sheet(open_session)

    type_into(sheet, "pseudonym", "Canaria")
    sheet.keeper.flush()

    assert "part of the name" in sheet.form.cell("pseudonym").editor.problem
    assert [one.pseudonym for one in open_session.workspace.identities.masks.all()] == ["P-001"]


def test_the_last_change_is_undone_from_the_view(open_session):
    sheet = victim_sheet(open_session)
    type_into(sheet, "name", "Another")
    sheet.keeper.flush()

    sheet.undoer.click()

    assert sheet.form.cell("name").editor.line.text() == NAME
    assert first_victim(open_session).name == NAME


def test_removing_and_undoing_from_the_view(open_session):
    sheet = victim_sheet(open_session)

    sheet.remover.click()
    assert open_session.workspace.identities.masks.all() == []
    sheet.undoer.click()

    assert len(open_session.workspace.identities.masks.all()) == 1


def test_half_a_date_is_dropped_only_when_asked_twice(open_session):
    sheet = victim_sheet(open_session)
    type_into(sheet, "died_edtf", "6 No")

    sheet.reject()
    assert sheet.isVisible()
    sheet.reject()

    assert not sheet.isVisible()


def test_a_new_victim_begins_under_the_next_pseudonym_and_is_kept_with_an_edit(open_session):
    identities = open_session.workspace.identities
    incident = open_session.workspace.finding.all(Incident)[1]

    open_session.people.people.add_victim(open_session.window, incident.id)
    sheet = dialog(open_session, PersonSheet)
    assert len(identities.masks.all()) == 1
    type_into(sheet, "name", "Somebody Else")
    sheet.reject()

    assert [one.pseudonym for one in identities.masks.of_incident(incident.id)] == ["P-002"]


def test_no_title_and_no_window_around_names_a_person(open_session):
    sheet = victim_sheet(open_session)

    titles = [one.windowTitle() for one in QApplication.topLevelWidgets()]

    assert sheet.windowTitle() == "Victim"
    assert not any("Canaria" in one or "P-001" in one for one in titles)


# -- cards and page


def test_an_incident_shows_its_victims_by_pseudonym_alone(qtbot, open_session):
    open_session.people.gate.close()
    incident = open_session.workspace.finding.all(Incident)[0]

    open_session.grant(wishes.Edit(Incident, incident.id))
    form = open_session.page_of(Incident).form
    form.cards.complete()
    (card,) = form.findChildren(VictimsView)

    qtbot.waitUntil(lambda: len(card.rows) == 1)
    assert card.rows[0].name.text().strip("\u2068\u2069") == "P-001"
    assert NAME not in words_on(open_session.window)


def test_a_new_incident_takes_victims_once_it_is_stored(open_session):
    open_session.grant(wishes.New(Incident))
    form = open_session.page_of(Incident).form
    form.cards.complete()

    (card,) = form.findChildren(VictimsView)

    assert not card.add.isEnabled()
    assert card.rows == []


def test_a_confidential_source_leads_to_who_stands_behind_it(open_session):
    source = open_session.workspace.finding.all(Source)[0]
    view = source_view(open_session, source)
    assert view.opener.isHidden()

    from dataclasses import replace

    view.turn_to(replace(source, access="sealed"), is_stored=True)
    view.opener.click()
    sheet = dialog(open_session, PersonSheet)
    type_into(sheet, "name", NAME)
    sheet.reject()

    found = open_session.workspace.identities.source_identity(source.id)
    assert isinstance(found, SourceIdentity)
    assert found.name == NAME


def source_view(session, source):
    """The card of people on the form of a source."""
    from strikelog.gui.identities.source_card import SourceView

    session.grant(wishes.Edit(Source, source.id))
    form = session.page_of(Source).form
    form.cards.complete()
    (view,) = form.findChildren(SourceView)
    return view


def test_the_page_lists_victims_always_and_consents_while_open(open_session):
    identities = open_session.workspace.identities
    identities.save(Consent(subject_code="P-001", uses=("internal",)))
    page = shown_page(open_session)
    assert [one.cells[0] for one in page.victims.rows] == ["P-001"]
    assert [one.cells[0] for one in page.consents.rows] == ["P-001"]

    open_session.people.gate.close()

    assert len(page.victims.rows) == 1
    assert page.consents.rows == []


def test_the_page_finds_pseudonyms_in_any_spelling(open_session):
    page = open_session.people.entry.page

    page.victims.search("p-00")
    assert len(page.victims.rows) == 1
    page.victims.search("P-9")

    assert page.victims.rows == []


def test_a_row_of_the_page_opens_the_person(open_session):
    page = shown_page(open_session)

    page.victim_table.selectRow(0)
    page.victim_table._choose(page.victims.index(0, 0))

    assert dialog(open_session, PersonSheet) is not None


def test_the_second_passphrase_is_changed_from_the_page(open_session):
    shown_page(open_session).change_passphrase()
    sheet = dialog(open_session, ChangeSheet)
    new = sheet.words.words
    sheet.old.setText(SECOND)
    sheet.words.retyped.setText(new)
    sheet.go.click()

    identities = open_session.workspace.identities
    identities.close()
    identities.unlock(new)
    assert identities.seconds_left > 0


def test_a_recovery_key_is_made_and_shown_once(open_session):
    shown_page(open_session).make_paper_key()

    sheet = dialog(open_session, PaperKeySheet)
    groups = [one.text() for one in sheet.findChildren(QLabel) if one.text()[1:7].isdigit()]

    assert len(groups) == 8


def test_the_store_is_checked_from_the_page(open_session):
    page = shown_page(open_session)
    messages = open_session.window.messages

    page.check()
    assert "as it was left" in messages.text
    database = open_session.workspace.identities._store.database
    with database.writing() as connection:
        connection.exec_driver_sql("UPDATE victim_person SET name = 'else'")
    page.check()

    assert "not as last recorded" in messages.text
    assert NAME not in messages.text


def test_a_dialog_at_work_stays(open_session, monkeypatch):
    sheet = UnlockSheet(open_session.window, open_session.workspace.identities, None)
    sheet.open()
    sheet._be_busy(sheet.go, "…")

    sheet.reject()
    assert sheet.isVisible()
    sheet._rest_from(sheet.go)
    sheet.reject()

    assert not sheet.isVisible()


def test_every_dialog_is_a_dialog_of_its_window(open_session):
    victim_sheet(open_session)

    visible = [one for one in open_session.window.findChildren(QDialog) if one.isVisible()]

    assert len(visible) == 1
