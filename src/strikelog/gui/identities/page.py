"""The page of people: victims by pseudonym, consents behind the gate, and the store's own keys."""

from datetime import UTC, date, datetime

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu, QStackedWidget, QTabWidget, QVBoxLayout, QWidget

from strikelog.domain.display import words
from strikelog.domain.fields import field_of
from strikelog.domain.identities import Consent, age_sex_words, is_in_force, outcome_words
from strikelog.domain.identities.consents import withdrawn_uses
from strikelog.domain.messages import mark
from strikelog.domain.progress import Progress
from strikelog.domain.saying import Sayable
from strikelog.gui import style
from strikelog.gui.icons import icon
from strikelog.gui.identities.people import People
from strikelog.gui.identities.strip import GateStrip
from strikelog.gui.identities.tables import PeopleModel, PeopleRow, PeopleTable
from strikelog.gui.identities.turning_on import (
    CHANGE,
    TURN_ON,
    ChangeSheet,
    PaperKeySheet,
    TurnOnSheet,
)
from strikelog.gui.language import apart, language, say, upright
from strikelog.gui.tasks import Latest
from strikelog.gui.widgets.buttons import icon_button, plain_button
from strikelog.gui.widgets.empty import EmptyState
from strikelog.gui.widgets.header import PageHeader
from strikelog.services.finding import Finding

TITLE = mark("People")
ICON = "user"
_OFF = mark("No names are kept in this vault")
_OFF_WHAT = mark(
    "Names of victims, consents and the people behind confidential sources can be kept in a store"
    " of their own, under a second passphrase. Everywhere else a pseudonym stands for them. Leave"
    " this off unless your project needs names."
)
_NO_VICTIMS = mark("No victims yet")
_NO_VICTIMS_WHAT = mark("Open an incident and add its victims there. Here they stand by pseudonym.")
_BEHIND = mark("Consents are behind the second passphrase")
_BEHIND_WHAT = mark("They hold no names, but they say who agreed to what.")
_VICTIM_COLUMNS = (mark("Pseudonym"), mark("Age and sex"), mark("Outcome"), mark("Incident"))
_CONSENT_COLUMNS = (mark("Subject"), mark("Obtained on"), mark("Holds"), mark("Agreed uses"))
_HOLDS, _NOT_YET = mark("In force"), mark("Not in force")
_PARTLY, _WITHDRAWN = mark("Partly withdrawn"), mark("Withdrawn")
_PAPER = mark("Make a recovery key…")
_HINT = mark("Search pseudonyms…")
_CHECK = mark("Check the names for damage and tampering")
_WHOLE = mark("Every page, record and entry of the history of the names is as it was left.")
_FAULTY = mark(
    "The check of the names found {count} faults, the first: {first}. Restore a backup, or ask for"
    " help."
)


class PeoplePage(QWidget):
    """Off, it says what it would be; on, it lists people under their pseudonyms."""

    turned_on = Signal()

    def __init__(self, people: People, finding: Finding) -> None:
        super().__init__()
        self._people = people
        self._gate = people.gate
        self._finding = finding
        self._masks = Latest(people.gate.tasks, self)
        self.header = PageHeader(say(TITLE), search_hint=say(_HINT))
        self.off = EmptyState("shield", say(_OFF), say(_OFF_WHAT), action=say(TURN_ON))
        self.victims = PeopleModel(_VICTIM_COLUMNS)
        self.consents = PeopleModel(_CONSENT_COLUMNS)
        self.victim_table = PeopleTable(self.victims, say(mark("Victims")), grows=3)
        self.consent_table = PeopleTable(self.consents, say(mark("Consents")), grows=3)
        self._stack = QStackedWidget()
        self._build()
        self._connect()
        self.refresh()

    def find(self) -> None:
        """Put the keyboard into the search box."""
        if self.header.search is not None:
            self.header.search.setFocus()

    def shown(self) -> None:
        """Bring the lists up to date."""
        self.refresh()

    def refresh(self) -> None:
        """Read masks, and consents while they can be read."""
        identities, finding, is_open = self._gate.identities, self._finding, self._gate.is_open

        def job(_: Progress) -> tuple[bool, list[PeopleRow], list[PeopleRow]]:
            masks = identities.masks.all()
            names = finding.names({one.incident_id for one in masks}) if masks else {}
            victims = [
                PeopleRow(
                    one.id,
                    (
                        one.pseudonym,
                        age_sex_words(one, language()),
                        outcome_words(one, language()),
                        names.get(one.incident_id, ""),
                    ),
                )
                for one in masks
            ]
            today = datetime.now(UTC).date()
            consents = identities.consents() if is_open else []
            return identities.is_on, victims, [_consent_row(one, today) for one in consents]

        self._masks.run(job, self._show, self._gate.failed.emit)

    def turn_on(self) -> None:
        """Ask for a second passphrase and make the store."""
        sheet = TurnOnSheet(self.window(), self._gate.identities, self._gate.tasks)
        sheet.turned_on.connect(self._turned_on)
        sheet.open()

    def change_passphrase(self) -> None:
        """Exchange the second passphrase."""
        ChangeSheet(self.window(), self._gate.identities, self._gate.tasks).open()

    def make_paper_key(self) -> None:
        """Make a recovery key and show it once."""
        self._gate.pass_through(self, self._draw_paper_key)

    def check(self) -> None:
        """Check pages, chain and records of the store, and say what came of it."""
        self._gate.pass_through(self, self._check)

    def _build(self) -> None:
        self.strip = GateStrip(self._gate)
        self.add_consent = plain_button(say(mark("New consent")), "plus")
        self.more = icon_button("ellipsis", say(mark("Passphrase and recovery key")))
        self.opener = plain_button(say(mark("Open names…")), "lock")
        for part in (self.strip, self.opener, self.add_consent, self.more):
            self.header.add_button(part)
        self.no_victims = EmptyState("users", say(_NO_VICTIMS), say(_NO_VICTIMS_WHAT))
        self.behind = EmptyState("lock", say(_BEHIND), say(_BEHIND_WHAT))
        self._victim_pane, self._consent_pane = QStackedWidget(), QStackedWidget()
        self._victim_pane.addWidget(self.victim_table)
        self._victim_pane.addWidget(self.no_victims)
        self._consent_pane.addWidget(self.consent_table)
        self._consent_pane.addWidget(self.behind)
        self.tabs = QTabWidget()
        self.tabs.addTab(self._victim_pane, say(mark("Victims")))
        self.tabs.addTab(self._consent_pane, say(mark("Consents")))
        self._stack.addWidget(self.off)
        self._stack.addWidget(self.tabs)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(style.SPACE)
        column.addWidget(self.header)
        column.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self.off.action_requested.connect(self.turn_on)
        self.opener.clicked.connect(self._open_gate)
        self.add_consent.clicked.connect(self._begin_consent)
        self.more.clicked.connect(self._show_menu)
        self.victim_table.chosen.connect(self._open_victim)
        self.consent_table.chosen.connect(self._open_consent)
        self.behind.action_requested.connect(self._open_gate)
        if self.header.search is not None:
            self.header.search.searched.connect(self.victims.search)
            self.header.search.searched.connect(self.consents.search)
        self._gate.changed.connect(self.refresh)
        self._gate.closed.connect(self._forget)

    def _show(self, found: tuple[bool, list[PeopleRow], list[PeopleRow]]) -> None:
        is_on, victims, consents = found
        is_open = self._gate.is_open
        self._stack.setCurrentWidget(self.tabs if is_on else self.off)
        for part in (self.strip, self.add_consent, self.more):
            part.setVisible(is_on)
        self.opener.setVisible(is_on and not is_open)
        if self.header.search is not None:
            self.header.search.setVisible(is_on)
        self.victims.show_rows(victims)
        self.consents.show_rows(consents if is_open else [])
        self._victim_pane.setCurrentWidget(self.victim_table if victims else self.no_victims)
        self._consent_pane.setCurrentWidget(self.consent_table if is_open else self.behind)

    def _forget(self) -> None:
        self.consents.show_rows([])
        self._consent_pane.setCurrentWidget(self.behind)
        self.opener.show()

    def _turned_on(self, paper_key: str) -> None:
        self._gate.enter()
        self.turned_on.emit()
        if paper_key:
            PaperKeySheet(self.window(), paper_key).open()

    def _draw_paper_key(self) -> None:
        identities = self._gate.identities

        def job(_: Progress) -> str:
            return identities.make_paper_key()

        self._gate.tasks.run(
            self,
            job,
            lambda key: PaperKeySheet(self.window(), key).open(),
            self._gate.failed.emit,
            write=True,
        )

    def _check(self) -> None:
        identities = self._gate.identities

        def job(_: Progress) -> list[Sayable]:
            return identities.faults()

        self._gate.tasks.run(self, job, self._checked, self._gate.failed.emit, write=True)

    def _checked(self, faults: list[Sayable]) -> None:
        if not faults:
            self._gate.told.emit(say(_WHOLE))
            return
        count, first = upright(str(len(faults))), apart(faults[0].sentence(language()))
        self._gate.warned.emit(say(_FAULTY).format(count=count, first=first))

    def _show_menu(self) -> None:
        menu = QMenu(self)
        menu.addAction(icon("key-round"), f"{say(CHANGE)}…", self.change_passphrase)
        menu.addAction(icon("life-buoy"), say(_PAPER), self.make_paper_key)
        menu.addAction(icon("circle-check"), say(_CHECK), self.check)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height())))

    def _open_gate(self) -> None:
        self._gate.pass_through(self, self.refresh)

    def _begin_consent(self) -> None:
        self._people.add_consent(self)

    def _open_victim(self, record_id: str) -> None:
        self._people.open_victim(self, record_id)

    def _open_consent(self, record_id: str) -> None:
        self._people.open_consent(self, record_id)


def _consent_row(consent: Consent, today: date) -> PeopleRow:
    obtained = words(field_of(Consent, "obtained_on"), consent.obtained_on, language())
    uses = words(field_of(Consent, "uses"), consent.uses, language())
    subject = consent.subject_code or consent.id[:8]
    return PeopleRow(consent.id, (subject, obtained, _state(consent, today), uses))


def _state(consent: Consent, today: date) -> str:
    withdrawn = withdrawn_uses(consent, today)
    if withdrawn >= set(consent.uses) and withdrawn:
        return say(_WITHDRAWN)
    if not is_in_force(consent, today):
        return say(_NOT_YET)
    return say(_PARTLY if withdrawn else _HOLDS)
