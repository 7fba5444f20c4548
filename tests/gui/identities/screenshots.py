"""Pictures of everything about people: `python -m tests.gui.identities.screenshots FOLDER`.

Turning on, the recovery key, unlocking, victims on an incident, the restricted view, consents,
the card of a confidential source; in light, dark and Arabic, and in the smallest window.
"""

from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QDialog

from strikelog.domain.identities import Consent, SourceIdentity, VictimPerson
from strikelog.domain.records import Claim, Incident, Source
from strikelog.gui import style
from strikelog.gui.identities.turning_on import ChangeSheet, PaperKeySheet, TurnOnSheet
from strikelog.gui.identities.unlock_sheet import UnlockSheet
from strikelog.gui.language import set_language
from strikelog.gui.pages import wishes
from strikelog.gui.tasks import Tasks
from strikelog.gui.window.session import Opening, Session
from strikelog.services.settings import Appearance
from strikelog.services.workspace import Workspace
from strikelog.storage.identities import WrongSecondPassphrase
from strikelog.storage.keys import KdfCost
from tests.gui.screenshots import LOOKS, Photographer, rise, take_pictures
from tests.turning import settle

CHEAP = KdfCost(memory=64, passes=1, lanes=1)
SECOND = "footnote sullen tag earwig moody plasma"
SIZE = (1280, 800)


def fill(workspace, incident, source):
    """Two consents, three victims of whom one is a child, and who stands behind a source."""
    people = workspace.identities
    claims = tuple(one.id for one in workspace.finding.owned(Claim, "incident_id", [incident.id]))
    consent = people.save(
        Consent(
            subject_code="P-001",
            subject_type="next_of_kin",
            obtained_on=date(2024, 2, 11),
            obtained_by="u07",
            method="verbal_recorded",
            language="ar",
            explained=("purpose", "recipients", "risks", "withdrawal"),
            uses=("internal", "un_mechanisms", "publish_anonymous"),
            note="Only through the brother. Never on a Friday.",
        )
    ).record
    people.save(
        Consent(
            subject_code="P-002",
            subject_type="survivor",
            obtained_on=date(2024, 3, 2),
            obtained_by="u07",
            method="written",
            language="ar",
            explained=("purpose",),
            uses=("internal", "publish_named"),
            withdrawn_on=date(2024, 6, 1),
        )
    )
    plain = VictimPerson(
        incident_id=incident.id, civ_status="civilian", publish_name=False, claim_ids=claims[:1]
    )
    first = replace(
        plain,
        pseudonym="P-001",
        name="Nasrin Example",
        name_local="نسرين مثال",
        age_years=34,
        age_sex="woman",
        role="health_worker",
        outcome="killed",
        consent_id=consent.id,
    )
    people.save(first)
    for number, age_sex, outcome in ((2, "boy", "injured"), (3, "man", "missing")):
        other = replace(plain, id=Consent().id, pseudonym=f"P-00{number}", age_sex=age_sex)
        people.save(replace(other, outcome=outcome, role="any"))
    people.save(SourceIdentity(source_id=source.id, name="Adel Example", contact="By letter"))
    return first


def newest(window):
    """The dialog that was opened last."""
    settle(400)
    return [one for one in window.findChildren(QDialog) if one.isVisible()][-1]


def sheets(session, camera):
    """The dialogs around the second passphrase."""
    window, people = session.window, session.workspace.identities
    tasks = session.people.gate.tasks
    turning = TurnOnSheet(window, people, tasks)
    turning.words.words = SECOND
    turning.words._shown.setText(SECOND)
    turning.words.retyped.setText(SECOND[:20])
    unlocking = UnlockSheet(window, people, tasks)
    unlocking.fail(WrongSecondPassphrase())
    key = "043265 000013 720887 512301 118722 000061 392004 204409"
    for name, sheet in (
        ("turn-on", turning),
        ("unlock", unlocking),
        ("paper-key", PaperKeySheet(window, key)),
        ("change", ChangeSheet(window, people, tasks)),
    ):
        sheet.open()
        camera.take(sheet, name)
        sheet.close()
        settle(100)


def forms(session, camera, incident, source):
    """Cards on the forms of an incident and of a source."""
    for name, record, place in (("incident", incident, -3), ("source", source, -2)):
        session.grant(wishes.Edit(type(record), record.id))
        settle(1200)
        form = session.page_of(type(record)).form
        count = len(form.cards._cards)
        form.cards.jump(count + place)
        camera.take(session.window, f"form-{name}")


def restricted(session, camera, victim, source):
    """The restricted views."""
    desk, window = session.people, session.window
    desk.people.open_victim(window, victim.id)
    sheet = newest(window)
    camera.take(sheet, "victim")
    sheet.form.cell("pseudonym").editor.line.setText("Nasrin")
    sheet.form.cell("pseudonym").editor.commit()
    settle(1500)
    camera.take(sheet, "victim-refused")
    sheet.reject()
    consent = session.workspace.identities.consents()[0]
    desk.people.open_consent(window, consent.id)
    camera.take(newest(window), "consent")
    newest(window).reject()
    desk.people.open_source(window, source.id)
    camera.take(newest(window), "source-identity")
    newest(window).reject()
    settle(300)


def page(session, camera):
    """The page: victims, consents, closed."""
    window, desk = session.window, session.people
    window.show_page(desk.entry)
    settle(400)
    camera.take(window, "page-victims")
    desk.entry.page.tabs.setCurrentIndex(1)
    camera.take(window, "page-consents")
    desk.gate.close()
    settle(400)
    camera.take(window, "page-closed")


def photograph(folder, look):
    """Open the example in one look, turn identities on and go through it."""
    app = style.application()
    tongue, dark = LOOKS[look]
    set_language(app, tongue)
    style.apply_theme(app, dark)
    camera, tasks = Photographer(folder, look), Tasks(rise)
    workspace = Workspace.with_demo()
    workspace.identities._cost = CHEAP
    session = Session(workspace, tasks, Opening(Appearance(language=tongue), "0.1.0", is_demo=True))
    window = session.window
    window.resize(*SIZE)
    window.show()
    window.show_page(session.people.entry)
    settle(600)
    camera.take(window, "page-off")
    incident = workspace.finding.all(Incident)[0]
    source = workspace.finding.all(Source)[0]
    workspace.recording.save(replace(source, access="confidential"), source)
    workspace.identities.turn_on(SECOND)
    victim = fill(workspace, incident, source)
    session.people.gate.enter()
    sheets(session, camera)
    forms(session, camera, incident, source)
    restricted(session, camera, victim, source)
    window.resize(*style.WINDOW_MIN)
    forms(session, camera, incident, source)
    page(session, camera)
    session.flush()
    window.close()
    tasks.close()
    workspace.close()


if __name__ == "__main__":
    take_pictures(photograph)
