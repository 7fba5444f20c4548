"""An incident that a briefing leads to leads back to the briefing as it was left."""

import pytest
from PySide6.QtGui import QKeySequence, QShortcut

from strikelog.domain.filters import ALL
from strikelog.domain.records import Incident
from strikelog.gui.briefing.behind import BehindSheet
from strikelog.gui.briefing.sheet import BriefingDialog
from strikelog.gui.pages import wishes


@pytest.fixture
def dialog(session, gone):
    session.window.show()
    session.grant(wishes.Brief(ALL))
    made = session.window.findChild(BriefingDialog)
    gone(made)
    made.level.setCurrentIndex(made.level.findData("full"))
    made.renew()
    return made


def lead_to_first(dialog):
    dialog.explain(dialog.view.pages[0].hot[0].figure)
    behind = dialog.findChild(BehindSheet)
    behind.list.itemActivated.emit(behind.list.item(0))


def test_the_incident_is_shown_and_the_briefing_waits_as_it_was_left(session, dialog):
    bar = session.dialogs.aside
    dialog.title.setText("Hospitals in Idlib")
    assert bar.isHidden()

    lead_to_first(dialog)

    assert session.window.page is session.page_of(Incident)
    assert dialog.isHidden()
    assert not bar.isHidden()
    bar.back.click()
    assert dialog.isVisible()
    assert dialog.title.text() == "Hospitals in Idlib"
    assert len(dialog.view.pages) > 3
    assert bar.isHidden()


def test_what_changed_meanwhile_stands_on_the_pages(session, dialog):
    before = dialog._preview.incidents
    lead_to_first(dialog)
    record = session.workspace.finding.by_code("EX-2019-0001")
    session.workspace.recording.remove(record)

    session.dialogs.aside.back.click()

    assert dialog._preview.incidents == before - 1


def test_the_keyboard_leads_back_as_well(session, dialog):
    keys = session.dialogs.aside.findChild(QShortcut)
    keys.activated.emit()
    assert dialog.isVisible()
    lead_to_first(dialog)

    keys.activated.emit()

    assert keys.key() == QKeySequence("Ctrl+B")
    assert dialog.isVisible()


def test_a_briefing_that_waits_can_be_closed(session, dialog):
    closed = []
    dialog.finished.connect(closed.append)
    lead_to_first(dialog)
    assert not closed

    session.dialogs.aside.closer.click()

    assert session.dialogs.aside.isHidden()
    assert closed == [dialog.DialogCode.Rejected.value]
