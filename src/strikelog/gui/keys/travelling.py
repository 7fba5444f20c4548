"""Dialogs for the road: seal the vault to the office, enter its receipt; and the office's side."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from strikelog.domain.errors import StrikelogError
from strikelog.domain.messages import mark
from strikelog.domain.progress import Progress
from strikelog.gui.dialogs import files
from strikelog.gui.dialogs.sheet import Sheet, note
from strikelog.gui.keys.choice import PassphraseChoice
from strikelog.gui.keys.groups import GroupsEditor
from strikelog.gui.keys.parts import fit_to_content
from strikelog.gui.keys.proof import ProvedSheet
from strikelog.gui.keys.secret import Secret
from strikelog.gui.keys.words import INVITATIONS, OFFICE_FILES, PACKAGES
from strikelog.gui.language import apart, number, say, upright
from strikelog.gui.style import Look, Tone
from strikelog.gui.tasks import Tasks
from strikelog.gui.widgets.buttons import plain_button, primary_button
from strikelog.gui.widgets.card import row
from strikelog.gui.widgets.labels import label, paragraph
from strikelog.services.keys import (
    INVITATION_SUFFIX,
    OFFICE_KEY_SUFFIX,
    Invitation,
    make_office,
    open_office,
    read_invitation,
    write_invitation,
)
from strikelog.services.travel import (
    SEALED_SUFFIX,
    Received,
    SealedAway,
    Travel,
    receive,
)

_SEAL_IS = mark(
    "The whole vault, with evidence and identities, becomes one file that only the office's key"
    " opens. Carry or send it ahead. When the office has opened it, it reads a receipt out to you;"
    " with that receipt you can erase the vault here before the road. Backups stay here and are"
    " erased with it."
)
_SEALING = mark("Sealing the vault, then reading the package back")
_SEALED = mark(
    "Sealed and read back: {name}, {files} files, {size} MB. Keep the vault until the office has"
    " given you its receipt."
)


class SealSheet(ProvedSheet):
    """Writes the package; `changed` once it is proven."""

    changed = Signal(object)

    def __init__(
        self, parent: QWidget | None, travel: Travel, offices: list[Invitation], *, tasks: Tasks
    ) -> None:
        super().__init__(parent, say(mark("Seal the vault for the road")), tasks)
        self._travel = travel
        self.office: Invitation | None = None
        self.choose = plain_button(say(mark("Choose the invitation…")), "folder-open")
        self._name = label("", Look.HEADING)
        self._words = paragraph("", Look.MUTED)
        self.confirm = primary_button(say(mark("Seal…")), "lock")
        self.choose.clicked.connect(self._choose)
        self.confirm.clicked.connect(self.act)
        self.body.addWidget(paragraph(say(_SEAL_IS)))
        self.body.addLayout(row(self._name, None, self.choose))
        self.body.addWidget(self._words)
        self.body.addWidget(self.proof)
        self.body.addStretch(1)
        self.add_action(self.confirm)
        self._show(offices[0] if offices else None)

    @property
    def is_ready(self) -> bool:
        """True when it is known to whom."""
        return super().is_ready and self.office is not None

    def judge(self) -> None:
        """Enable the action when both are there."""
        self.confirm.setEnabled(self.is_ready and self.proof.isEnabled())

    def take(self, path: Path) -> None:
        """Read the office's invitation."""
        try:
            self._show(read_invitation(path))
        except StrikelogError as problem:
            self.fail(problem)

    def act(self) -> None:
        """Ask where to, and seal."""
        name = f"vault{SEALED_SUFFIX}"
        pattern = say(PACKAGES).format(suffix=SEALED_SUFFIX)
        chosen = files.ask_for_saving(self, say(mark("Seal the vault")), name, pattern=pattern)
        if chosen is not None:
            self.seal_to(chosen)

    def seal_to(self, path: Path) -> None:
        """Write the package and read it back."""
        travel, secret, office = self._travel, self.proof.text(), self.office
        if office is None:
            return

        def job(progress: Progress) -> SealedAway:
            return travel.seal(secret, office, path, progress)

        self.work(say(_SEALING), job, lambda sealed: self._done(sealed, path))

    def _choose(self) -> None:
        pattern = say(INVITATIONS).format(suffix=INVITATION_SUFFIX)
        chosen = files.ask_for_opening(self, say(mark("Choose the invitation")), pattern=pattern)
        if chosen is not None:
            self.take(chosen)

    def _show(self, office: Invitation | None) -> None:
        self.office = office
        self._name.setText(apart(office.name) if office else say(mark("No office chosen yet")))
        self._words.setText(apart(office.words) if office else "")
        self._words.setVisible(office is not None)
        self.judge()
        self.fit()

    def _done(self, sealed: SealedAway, path: Path) -> None:
        self.proof.clear()
        self.proof.hide()
        self.confirm.hide()
        self.choose.hide()
        said = say(_SEALED).format(
            name=apart(path.name),
            files=upright(number(sealed.files)),
            size=upright(number(max(1, sealed.size >> 20))),
        )
        self.messages.tell(said, Tone.WAIT)
        self.changed.emit(sealed)


class ReceiptSheet(Sheet):
    """Takes the eight groups the office reads out; `entered` with the package they are for."""

    entered = Signal(object)

    def __init__(self, parent: QWidget | None, travel: Travel, tasks: Tasks) -> None:
        super().__init__(parent, say(mark("Enter the office's receipt")))
        self._travel = travel
        self._tasks = tasks
        self.groups = GroupsEditor()
        self.confirm = primary_button(say(mark("Check the receipt")), "check")
        self.confirm.clicked.connect(self._check)
        self.groups.submitted.connect(self._check)
        self.groups.changed.connect(self._judge)
        self.body.addWidget(paragraph(say(_RECEIPT_IS)))
        self.body.addWidget(self.groups)
        self.body.addStretch(1)
        self.add_action(self.confirm)
        self._judge()

    def _judge(self) -> None:
        self.confirm.setEnabled(self.groups.is_complete)

    def _check(self) -> None:
        if self.groups.is_complete:
            travel, text = self._travel, self.groups.text()
            self._tasks.run(
                self,
                lambda _progress: travel.enter_receipt(text),
                self._done,
                self.fail,
                write=True,
            )

    def _done(self, sealed: SealedAway) -> None:
        self.confirm.hide()
        if sealed.may_erase:
            self.messages.tell(say(_ALL_THERE), Tone.GOOD)
        else:
            words = say(_WORK_SINCE).format(count=upright(number(sealed.since)))
            self.messages.tell(words, Tone.WAIT)
        fit_to_content(self)
        self.entered.emit(sealed)


_RECEIPT_IS = mark(
    "The office sees eight groups of digits when it has opened your package whole. They cannot be"
    " made by anybody else."
)
_ALL_THERE = mark("The office has everything that is in this vault. You can erase it here now.")
_WORK_SINCE = mark(
    "The office has the package, but {count} changes were made here since. Seal the vault again"
    " before you erase it."
)


class MakeOffice(Sheet):
    """Makes an organisation's key, then its invitation."""

    def __init__(self, parent: QWidget | None, tasks: Tasks) -> None:
        super().__init__(parent, say(mark("Make the key of an office")))
        self._tasks = tasks
        self.office: Invitation | None = None
        self.name = QLineEdit()
        self.name.setPlaceholderText(say(mark("Name of the office, as invitations show it")))
        self.name.setAccessibleName(self.name.placeholderText())
        self.choice = PassphraseChoice()
        self.confirm = primary_button(say(mark("Make the key…")), "key-round")
        self.invite = primary_button(say(mark("Save the invitation…")), "download")
        self.confirm.clicked.connect(self._choose)
        self.invite.clicked.connect(self._choose_invitation)
        self.name.textChanged.connect(self._judge)
        self.choice.changed.connect(self._judge)
        self.body.addWidget(paragraph(say(_KEY_IS)))
        self.body.addWidget(self.name)
        self.body.addWidget(self.choice)
        self.body.addStretch(1)
        self.add_action(self.confirm)
        self.add_action(self.invite)
        self.invite.hide()
        self._judge()

    def make_at(self, path: Path) -> None:
        """Write the key file."""
        name, passphrase = self.name.text(), self.choice.passphrase
        self.confirm.setEnabled(False)
        self.follow(
            self._tasks.run(
                self,
                lambda _progress: make_office(path, name, passphrase),
                self._made,
                self._failed,
                write=True,
            ),
            say(mark("Stretching the key, which takes a moment")),
        )

    def write_invitation(self, path: Path) -> None:
        """Write what the office hands out."""
        if self.office is not None:
            try:
                write_invitation(path, self.office)
            except StrikelogError as problem:
                self.fail(problem)
            else:
                self.tell(say(mark("Saved: {name}")).format(name=apart(path.name)))

    def _judge(self) -> None:
        self.confirm.setEnabled(bool(self.name.text().strip()) and self.choice.is_ready)

    def _choose(self) -> None:
        name, pattern = f"office{OFFICE_KEY_SUFFIX}", say(OFFICE_FILES)
        title = say(mark("Save the key of the office"))
        chosen = files.ask_for_saving(
            self, title, name, pattern=pattern.format(suffix=OFFICE_KEY_SUFFIX)
        )
        if chosen is not None:
            self.make_at(chosen)

    def _choose_invitation(self) -> None:
        name, pattern = f"office{INVITATION_SUFFIX}", say(INVITATIONS)
        title = say(mark("Save the invitation"))
        chosen = files.ask_for_saving(
            self, title, name, pattern=pattern.format(suffix=INVITATION_SUFFIX)
        )
        if chosen is not None:
            self.write_invitation(chosen)

    def _made(self, office: Invitation) -> None:
        self.office = office
        self.confirm.hide()
        self.choice.hide()
        self.name.setEnabled(False)
        self.invite.show()
        self.invite.setFocus()
        said = say(_MADE).format(words=apart(office.words))
        self.messages.tell(said, Tone.WAIT)
        fit_to_content(self)

    def _failed(self, error: StrikelogError) -> None:
        self._judge()
        self.fail(error)


_KEY_IS = mark(
    "Whoever holds this key and its passphrase opens every vault that was let open to the office,"
    " and every package sealed to it. Make it on a computer of the office, and keep two copies."
)
_MADE = mark("The key is made. Read these six words to everybody who gets the invitation: {words}")


class ReceiveSheet(Sheet):
    """Opens a package as the office and shows the receipt to read back; `received` with it."""

    received = Signal(object)

    def __init__(self, parent: QWidget | None, tasks: Tasks) -> None:
        super().__init__(parent, say(mark("Receive a sealed package")))
        self._tasks = tasks
        self.key_file: Path | None = None
        self.package: Path | None = None
        self._key_name, self._package_name = label(""), label("")
        key = plain_button(say(mark("The office's key…")), "key-round")
        package = plain_button(say(mark("The package…")), "folder-open")
        key.clicked.connect(self._choose_key)
        package.clicked.connect(self._choose_package)
        self.passphrase = Secret(say(mark("Passphrase of the office's key")))
        self.passphrase.textChanged.connect(self._judge)
        self.groups = paragraph("", Look.FIGURE)
        self._about = note("")
        self.confirm = primary_button(say(mark("Open into a new vault…")), "download")
        self.confirm.clicked.connect(self._choose_target)
        for button, name in ((key, self._key_name), (package, self._package_name)):
            self.body.addLayout(row(button, name, None))
        for part in (self.passphrase, self.groups, self._about):
            self.body.addWidget(part)
        self.groups.hide()
        self._about.hide()
        self.body.addStretch(1)
        self.add_action(self.confirm)
        self._judge()

    def take(self, *, key: Path | None = None, package: Path | None = None) -> None:
        """Take the office's key file or the package."""
        self.key_file, self.package = key or self.key_file, package or self.package
        self._key_name.setText(apart(self.key_file.name) if self.key_file else "")
        self._package_name.setText(apart(self.package.name) if self.package else "")
        self._judge()

    def receive_into(self, folder: Path) -> None:
        """Open the package into a folder that does not exist yet."""
        key_file, package, words = self.key_file, self.package, self.passphrase.text()
        if key_file is None or package is None:
            return

        def job(progress: Progress) -> Received:
            return receive(package, open_office(key_file, words)[1], folder, progress)

        self.confirm.setEnabled(False)
        self.follow(
            self._tasks.run(self, job, self._done, self._failed, write=True),
            say(mark("Opening and proving the package")),
        )

    def _judge(self) -> None:
        given = self.key_file is not None and self.package is not None
        self.confirm.setEnabled(given and bool(self.passphrase.text()) and not self.is_working)

    def _choose_key(self) -> None:
        pattern = say(OFFICE_FILES).format(suffix=OFFICE_KEY_SUFFIX)
        title = say(mark("Choose the key of the office"))
        self.take(key=files.ask_for_opening(self, title, pattern=pattern))

    def _choose_package(self) -> None:
        pattern = say(PACKAGES).format(suffix=SEALED_SUFFIX)
        self.take(package=files.ask_for_opening(self, say(mark("Choose")), pattern=pattern))

    def _choose_target(self) -> None:
        title = say(mark("Where to make the vault"))
        chosen = files.ask_for_saving(self, title, "received.strikelog", pattern="")
        if chosen is not None:
            self.receive_into(chosen)

    def _done(self, received: Received) -> None:
        self.passphrase.clear()
        self.passphrase.hide()
        self.confirm.hide()
        groups = received.receipt.split()
        lines = (" ".join(groups[:4]), " ".join(groups[4:]))
        self.groups.setText("\n".join(map(upright, lines)))
        self.groups.show()
        self._about.setText(say(_READ_BACK))
        self._about.show()
        said = say(mark("Received into {name}: {files} files, all proven."))
        self.tell(
            said.format(name=apart(received.folder.name), files=upright(number(received.files)))
        )
        fit_to_content(self)
        self.received.emit(received)

    def _failed(self, error: StrikelogError) -> None:
        self._judge()
        self.fail(error)


_READ_BACK = mark(
    "Read this receipt to whoever sent the package. With it they know that you have everything,"
    " and can erase the vault where they are. The vault opens with the office's key, and with the"
    " passphrase it had."
)
