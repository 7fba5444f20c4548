"""The keys of the open vault, as a tab of the settings: ways in, the road, erasing, the office."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from strikelog.domain.messages import mark
from strikelog.gui import style
from strikelog.gui.dialogs.sheet import note
from strikelog.gui.keys.changing import (
    ChangePassphrase,
    ExchangeDataKey,
    LetOfficeIn,
    RecoverySheet,
    RemoveWay,
)
from strikelog.gui.keys.erasing import EraseSheet
from strikelog.gui.keys.travelling import MakeOffice, ReceiptSheet, ReceiveSheet, SealSheet
from strikelog.gui.keys.words import PICTURES, about_words, kind_words
from strikelog.gui.language import say
from strikelog.gui.style import Ink, Look
from strikelog.gui.tasks import Tasks
from strikelog.gui.widgets.buttons import danger_button, link_button, plain_button
from strikelog.gui.widgets.card import Card, row
from strikelog.gui.widgets.flow import FlowLayout
from strikelog.gui.widgets.labels import ElidedLabel, label
from strikelog.gui.widgets.message_bar import MessageBar
from strikelog.gui.widgets.pictures import Picture
from strikelog.services.keys import Invitation, Keyring, WayIn
from strikelog.services.travel import SealedAway, Travel

KEYS = mark("Keys")
_NONE = mark("The key of the worked example is written nowhere; the vault is gone when closed.")
_ROAD = mark(
    "Before a checkpoint or a border: seal the vault to your office, wait for its receipt, erase"
    " the vault here, and travel without it."
)
_ERASE = mark("Overwrites every copy of the keys, then deletes the vault. For emergencies too.")
_OFFICE = mark("For the computer of an office: make its key, and open what was sealed to it.")


_Changing = ChangePassphrase | RecoverySheet | LetOfficeIn | RemoveWay | SealSheet


class KeysView(QWidget):
    """Lists the ways in and opens the dialogs over them.

    What needs the vault closed is a wish: `erase_requested`, `exchange_requested`.
    """

    erase_requested = Signal()
    exchange_requested = Signal(str, str)
    failed = Signal(object)

    def __init__(self, ring: Keyring, travel: Travel, tasks: Tasks, *, vault_name: str) -> None:
        super().__init__()
        self._ring = ring
        self._travel = travel
        self._tasks = tasks
        self._vault_name = vault_name
        self.ways: list[WayIn] = []
        self.messages = MessageBar()
        self._lines = QVBoxLayout()
        self._lines.setSpacing(style.HAIR)
        self._actions = QWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(style.SPACE)
        column.addWidget(self.messages)
        for card in (self._ways_card(), self._road_card(), self._office_card(), self._end_card()):
            column.addWidget(card)
        self.read()

    def read(self) -> None:
        """Show the ways in as they are now."""
        ring = self._ring
        self._tasks.run(self, lambda _progress: ring.ways(), self._show, self.failed.emit)

    def change_passphrase(self) -> None:
        """Ask for the present passphrase and a new one."""
        self._open(ChangePassphrase(self, self._ring, self._tasks), mark("Passphrase changed."))

    def add_passphrase(self) -> None:
        """Let one more passphrase open the vault."""
        dialog = ChangePassphrase(self, self._ring, self._tasks, adding=True)
        self._open(dialog, mark("The new passphrase opens the vault too."))

    def exchange(self) -> None:
        """Ask for what the exchange of the data key needs; the program does it."""
        dialog = ExchangeDataKey(self, self._tasks)
        dialog.confirmed.connect(self.exchange_requested)
        dialog.open()

    def make_sheet(self) -> None:
        """Draw a recovery key and write its sheet."""
        self._open(RecoverySheet(self, self._ring, self._tasks), "")

    def let_office_in(self) -> None:
        """Let an office open the vault."""
        dialog = LetOfficeIn(self, self._ring, self._tasks)
        self._open(dialog, mark("The office can open this vault."))

    def seal(self) -> None:
        """Seal the vault for the road."""
        known: list[Invitation] = [one.office for one in self.ways if one.office is not None]
        self._open(SealSheet(self, self._travel, known, tasks=self._tasks), "")

    def enter_receipt(self) -> None:
        """Take the office's receipt, and offer to erase the vault by right of it."""
        dialog = ReceiptSheet(self, self._travel, self._tasks)
        dialog.entered.connect(self._receipted)
        dialog.open()

    def erase(self) -> None:
        """Erase the vault: at once by right of a receipt, else with all ceremony."""
        travel = self._travel
        self._tasks.run(self, lambda _progress: travel.may_erase(), self._make_sure)

    # -- inside

    def _ways_card(self) -> Card:
        card = Card()
        card.body.addWidget(label(say(mark("What opens this vault")), Look.SUBHEADING))
        card.body.addLayout(self._lines)
        flow = FlowLayout(self._actions)
        for text, picture, act in (
            (mark("Change the passphrase…"), "key-round", self.change_passphrase),
            (mark("Recovery sheet…"), "file-text", self.make_sheet),
            (mark("Let an office open it…"), "building-2", self.let_office_in),
            (mark("Add a passphrase…"), "plus", self.add_passphrase),
            (mark("Exchange the data key…"), "refresh-cw", self.exchange),
        ):
            flow.addWidget(_button(text, picture, act))
        card.body.addWidget(self._actions)
        return card

    def _road_card(self) -> Card:
        card = Card()
        card.body.addWidget(label(say(mark("For the road")), Look.SUBHEADING))
        card.body.addWidget(note(say(_ROAD)))
        seal = _button(mark("Seal the vault…"), "lock", self.seal)
        receipt = _button(mark("Enter the office's receipt…"), "check", self.enter_receipt)
        card.body.addLayout(row(seal, receipt, None))
        return card

    def _office_card(self) -> Card:
        card = Card()
        card.body.addWidget(label(say(mark("For an office")), Look.SUBHEADING))
        card.body.addWidget(note(say(_OFFICE)))
        make = _button(mark("Make the key of an office…"), "building-2", self._make_office)
        take = _button(mark("Receive a sealed package…"), "download", self._receive)
        card.body.addLayout(row(make, take, None))
        return card

    def _end_card(self) -> Card:
        card = Card()
        card.body.addWidget(label(say(mark("Erase this vault")), Look.SUBHEADING))
        card.body.addWidget(note(say(_ERASE)))
        erase = danger_button(say(mark("Erase this vault…")), "trash-2")
        erase.clicked.connect(self.erase)
        card.body.addLayout(row(erase, None))
        return card

    def _show(self, ways: list[WayIn]) -> None:
        self.ways = ways
        while (item := self._lines.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for way in ways:
            self._lines.addWidget(self._line(way))
        if not ways:
            self._lines.addWidget(note(say(_NONE)))
        self._actions.setVisible(bool(ways))

    def _line(self, way: WayIn) -> QWidget:
        line = QWidget()
        remove = link_button(say(mark("Remove…")))
        remove.setAccessibleName(f"{say(mark('Remove…'))} {kind_words(way)}")
        remove.clicked.connect(lambda: self._remove(way))
        about = ElidedLabel(about_words(way), Look.SMALL)
        held = row(Picture(PICTURES[way.kind], Ink.MUTED), label(kind_words(way)), about, remove)
        held.setStretch(2, 1)
        line.setLayout(held)
        return line

    def _remove(self, way: WayIn) -> None:
        dialog = RemoveWay(self, self._ring, self._tasks, way=way)
        self._open(dialog, mark("Removed. It opens this vault no more."))

    def _make_office(self) -> None:
        MakeOffice(self, self._tasks).open()

    def _receive(self) -> None:
        ReceiveSheet(self, self._tasks).open()

    def _open(self, dialog: _Changing, told: str) -> None:
        def changed(_what: object) -> None:
            self.read()
            if told:
                self.messages.tell(say(told), style.Tone.GOOD)

        dialog.changed.connect(changed)
        dialog.open()

    def _receipted(self, sealed: SealedAway) -> None:
        if sealed.may_erase:
            self._make_sure(sealed)

    def _make_sure(self, receipted: SealedAway | None) -> None:
        dialog = EraseSheet(self, self._vault_name, receipted=receipted)
        dialog.confirmed.connect(self.erase_requested)
        dialog.open()


def _button(text: str, picture: str, act: Callable[[], None]) -> QWidget:
    button = plain_button(say(text), picture)
    button.clicked.connect(act)
    return button
