"""Dialogs over the ways into an open vault: change, add, recovery sheet, office, remove."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from strikelog.domain.errors import StrikelogError
from strikelog.domain.messages import mark
from strikelog.gui.dialogs import files
from strikelog.gui.dialogs.sheet import note
from strikelog.gui.keys.choice import PassphraseChoice
from strikelog.gui.keys.proof import ProvedSheet
from strikelog.gui.keys.words import (
    INVITATIONS,
    MAKING_SHEET,
    SHEET_DELETED,
    SHEET_NAME,
    SHEET_PATTERN,
    SHEET_SAVED,
    kind_words,
)
from strikelog.gui.language import apart, language, say
from strikelog.gui.style import Look, Tone
from strikelog.gui.tasks import Tasks
from strikelog.gui.widgets.buttons import danger_button, plain_button, primary_button
from strikelog.gui.widgets.card import row
from strikelog.gui.widgets.labels import label, paragraph
from strikelog.services.keys import (
    INVITATION_SUFFIX,
    Invitation,
    Keyring,
    WayIn,
    forget_sheet,
    read_invitation,
)

_STRETCHING = mark("Stretching the key, which takes a moment")
_LIMIT = mark(
    "Honest limit: whoever copied the vault before, and knows the old passphrase, still opens that"
    " copy. If that may have happened, choose “Exchange the data key” afterwards."
)


class ChangePassphrase(ProvedSheet):
    """Replaces the passphrase, or adds one more; `changed` with the way in."""

    changed = Signal(object)

    def __init__(
        self, parent: QWidget | None, ring: Keyring, tasks: Tasks, *, adding: bool = False
    ) -> None:
        heading = mark("Add a passphrase") if adding else mark("Change the passphrase")
        super().__init__(parent, say(heading), tasks)
        self._ring = ring
        self._adding = adding
        self.choice = PassphraseChoice()
        self.confirm = primary_button(say(mark("Add") if adding else mark("Change")), "check")
        self.confirm.clicked.connect(self.act)
        self.choice.changed.connect(self.judge)
        self.choice.submitted.connect(self._enter)
        self.body.addWidget(self.proof)
        self.body.addWidget(label(say(mark("The new passphrase")), Look.SUBHEADING))
        self.body.addWidget(self.choice)
        self.body.addWidget(note(say(_SECOND if adding else _LIMIT)))
        self.body.addStretch(1)
        self.add_action(self.confirm)
        self.judge()

    @property
    def is_ready(self) -> bool:
        """True when the new passphrase is proved too."""
        return super().is_ready and self.choice.is_ready

    def judge(self) -> None:
        """Enable the action when both are there."""
        self.confirm.setEnabled(self.is_ready and self.proof.isEnabled())

    def act(self) -> None:
        """Change it; the old one opens until the new one is proven from the disk."""
        secret, new = self.proof.text(), self.choice.passphrase
        change = self._ring.add_passphrase if self._adding else self._ring.change_passphrase
        self.work(say(_STRETCHING), lambda _progress: change(secret, new), self._done)

    def _done(self, way: WayIn) -> None:
        self.changed.emit(way)
        self.accept()


_SECOND = mark("Both passphrases open everything. Each can be changed and removed by itself.")


class ExchangeDataKey(ProvedSheet):
    """Asks for both passphrases; `confirmed` with them: the vault is closed for the work."""

    confirmed = Signal(str, str)

    def __init__(self, parent: QWidget | None, tasks: Tasks) -> None:
        super().__init__(parent, say(mark("Exchange the data key")), tasks)
        self.choice = PassphraseChoice()
        self.confirm = primary_button(say(mark("Exchange")), "refresh-cw")
        self.confirm.clicked.connect(self.act)
        self.choice.changed.connect(self.judge)
        self.choice.submitted.connect(self._enter)
        self.body.addWidget(paragraph(say(_EXCHANGE_IS)))
        self.body.addWidget(self.proof)
        self.body.addWidget(label(say(mark("The new passphrase")), Look.SUBHEADING))
        self.body.addWidget(self.choice)
        self.body.addWidget(note(say(_EXCHANGE_KEEPS)))
        self.body.addStretch(1)
        self.add_action(self.confirm)
        self.judge()

    @property
    def is_ready(self) -> bool:
        """True when the new passphrase is proved too."""
        return super().is_ready and self.choice.is_ready

    def judge(self) -> None:
        """Enable the action when both are there."""
        self.confirm.setEnabled(self.is_ready)

    def act(self) -> None:
        """Hand both over."""
        secret, new = self.proof.text(), self.choice.passphrase
        self.accept()
        self.confirmed.emit(secret, new)


_EXCHANGE_IS = mark(
    "For when somebody may have a copy of the vault and its passphrase. Everything is encrypted"
    " again under a new key, proven beside the old vault, and takes its place only then. Copies"
    " that are elsewhere cannot be changed by anybody."
)
_EXCHANGE_KEEPS = mark(
    "Offices in the list are kept. Recovery sheets printed before open it no more; you can print a"
    " new one. Backups made before stay in a folder of their own and open with the old passphrase."
)


class RecoverySheet(ProvedSheet):
    """Draws a recovery key and writes its sheet; `changed` once it opens the vault."""

    changed = Signal(object)

    def __init__(self, parent: QWidget | None, ring: Keyring, tasks: Tasks) -> None:
        super().__init__(parent, say(mark("Recovery sheet")), tasks)
        self._ring = ring
        self.path: Path | None = None
        self.confirm = primary_button(say(mark("Save the sheet…")), "file-text")
        self.print_it = plain_button(say(mark("Open to print")), "external-link")
        self.forget = plain_button(say(mark("Delete the file")), "trash-2")
        self.confirm.clicked.connect(self.act)
        self.print_it.clicked.connect(self._open)
        self.forget.clicked.connect(self._forget)
        self.body.addWidget(paragraph(say(_SHEET_IS)))
        self.body.addWidget(self.proof)
        self.body.addStretch(1)
        for button in (self.print_it, self.forget):
            button.hide()
            self.add_action(button)
        self.add_action(self.confirm)
        self.judge()

    def judge(self) -> None:
        """Enable the action when there is proof."""
        self.confirm.setEnabled(self.is_ready and self.proof.isEnabled())

    def act(self) -> None:
        """Ask where to, and write it."""
        title, pattern = say(mark("Save the recovery sheet")), say(SHEET_PATTERN)
        chosen = files.ask_for_saving(self, title, SHEET_NAME, pattern=pattern)
        if chosen is not None:
            self.write_to(chosen)

    def write_to(self, path: Path) -> None:
        """Draw the key and write the sheet."""
        ring, secret, tongue = self._ring, self.proof.text(), language()
        self.path = path
        self.work(
            say(MAKING_SHEET),
            lambda _progress: ring.add_recovery(secret, path, language=tongue),
            self._done,
        )

    def _done(self, way: WayIn) -> None:
        self.proof.clear()
        self.proof.hide()
        self.confirm.hide()
        for button in (self.print_it, self.forget):
            button.show()
        name = self.path.name if self.path is not None else ""
        self.tell(say(SHEET_SAVED).format(name=apart(name)), Tone.WAIT)
        self.changed.emit(way)

    def _open(self) -> None:
        if self.path is not None:
            files.open_file(self.path)

    def _forget(self) -> None:
        path = self.path
        if path is not None:
            self._tasks.run(self, lambda _progress: forget_sheet(path), self._forgotten, self.fail)

    def _forgotten(self, _result: object) -> None:
        self.print_it.hide()
        self.forget.hide()
        self.tell(say(SHEET_DELETED))


_SHEET_IS = mark(
    "One page with a key of 48 digits that opens this vault when the passphrase is forgotten. A"
    " sheet printed before stays valid until its key is removed from the list."
)


class LetOfficeIn(ProvedSheet):
    """Shows whose invitation it is, with the words to compare; `changed` once it is let in."""

    changed = Signal(object)

    def __init__(self, parent: QWidget | None, ring: Keyring, tasks: Tasks) -> None:
        super().__init__(parent, say(mark("Let an office open this vault")), tasks)
        self._ring = ring
        self.invitation: Invitation | None = None
        self.choose = plain_button(say(mark("Choose the invitation…")), "folder-open")
        self._name = label("", Look.HEADING)
        self._words = paragraph("", Look.FIGURE)
        self._compare = note(say(_COMPARE))
        self.confirm = primary_button(say(mark("The office can open this vault")), "check")
        self.choose.clicked.connect(self._choose)
        self.confirm.clicked.connect(self.act)
        self.body.addWidget(paragraph(say(_OFFICE_IS)))
        self.body.addLayout(row(self.choose, None))
        for part in (self._name, self._words, self._compare):
            part.hide()
            self.body.addWidget(part)
        self.body.addWidget(self.proof)
        self.body.addStretch(1)
        self.add_action(self.confirm)
        self.judge()

    @property
    def is_ready(self) -> bool:
        """True when an invitation was chosen too."""
        return super().is_ready and self.invitation is not None

    def judge(self) -> None:
        """Enable the action when both are there."""
        self.confirm.setEnabled(self.is_ready and self.proof.isEnabled())

    def take(self, path: Path) -> None:
        """Read an invitation and show whose it is."""
        try:
            self.invitation = read_invitation(path)
        except StrikelogError as problem:
            self.invitation = None
            self.fail(problem)
        else:
            self._name.setText(apart(self.invitation.name))
            self._words.setText(apart(self.invitation.words))
            self.messages.hide()
        for part in (self._name, self._words, self._compare):
            part.setVisible(self.invitation is not None)
        self.judge()
        self.fit()
        self.proof.setFocus()

    def act(self) -> None:
        """Let the office in."""
        invitation, secret, ring = self.invitation, self.proof.text(), self._ring
        if invitation is not None:
            self.work(
                say(_STRETCHING), lambda _progress: ring.add_office(secret, invitation), self._done
            )

    def _choose(self) -> None:
        pattern = say(INVITATIONS).format(suffix=INVITATION_SUFFIX)
        chosen = files.ask_for_opening(self, say(mark("Choose the invitation")), pattern=pattern)
        if chosen is not None:
            self.take(chosen)

    def _done(self, way: WayIn) -> None:
        self.changed.emit(way)
        self.accept()


_OFFICE_IS = mark(
    "With its own key the office can then open this vault and every copy of it, without your"
    " passphrase. You can take this back; copies it has stay open to it."
)
_COMPARE = mark(
    "Compare these six words with the office by telephone before you go on. Anybody can write a"
    " file that bears an office's name."
)


class RemoveWay(ProvedSheet):
    """Takes a way in out of the vault; `changed` once it is gone."""

    changed = Signal(object)

    def __init__(self, parent: QWidget | None, ring: Keyring, tasks: Tasks, *, way: WayIn) -> None:
        super().__init__(parent, say(mark("Remove this way in")), tasks)
        self._ring = ring
        self._way = way
        self.confirm = danger_button(say(mark("Remove")), "trash-2")
        self.confirm.clicked.connect(self.act)
        self.body.addWidget(label(kind_words(way), Look.HEADING))
        self.body.addWidget(paragraph(say(_AFTER)))
        self.body.addWidget(self.proof)
        self.body.addStretch(1)
        self.add_action(self.confirm)
        self.judge()

    def judge(self) -> None:
        """Enable the action when there is proof."""
        self.confirm.setEnabled(self.is_ready and self.proof.isEnabled())

    def act(self) -> None:
        """Remove it."""
        ring, secret, way = self._ring, self.proof.text(), self._way

        def job(_progress: object) -> WayIn:
            ring.remove(secret, way.id)
            return way

        self.work(say(_STRETCHING), job, self._done)

    def _done(self, way: WayIn) -> None:
        self.changed.emit(way)
        self.accept()


_AFTER = mark(
    "It will not open this vault any more. Copies and backups made before keep it, and their keys"
    " stay as they are."
)
