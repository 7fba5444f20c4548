"""The screens around the recovery sheet: after a new vault, and after one was opened with it."""

from pathlib import Path

from PySide6.QtCore import Signal

from strikelog.domain.errors import StrikelogError
from strikelog.domain.messages import mark
from strikelog.gui import style
from strikelog.gui.dialogs import files
from strikelog.gui.keys.choice import PassphraseChoice
from strikelog.gui.keys.words import (
    MAKING_SHEET,
    SHEET_DELETED,
    SHEET_NAME,
    SHEET_PATTERN,
    SHEET_SAVED,
)
from strikelog.gui.language import apart, language, say
from strikelog.gui.start.screens import Screen
from strikelog.gui.style import Tone
from strikelog.gui.tasks import Tasks
from strikelog.gui.widgets.buttons import link_button, plain_button, primary_button
from strikelog.gui.widgets.card import row
from strikelog.gui.widgets.labels import paragraph
from strikelog.services.keys import Keyring, forget_sheet

_CHANGING = mark("Changing the passphrase; the key is stretched, which takes a moment…")
_HEADING = mark("Print a recovery sheet")
_WHAT = mark(
    "One page with a key of 48 digits that opens this vault when the passphrase is forgotten."
    " Without it, nobody can help: not we, not your office."
)
_KEEP = mark(
    "Keep the paper away from the computer, in a closed envelope with somebody you trust. Whoever"
    " has it and a copy of the vault reads everything."
)


class RecoveryScreen(Screen):
    """Writes the sheet with the passphrase just chosen; `left` when done or put off."""

    left = Signal(bool)

    def __init__(self, ring: Keyring, passphrase: str, tasks: Tasks) -> None:
        super().__init__(say(_HEADING), say(_WHAT))
        self._ring = ring
        self._passphrase = passphrase
        self._tasks = tasks
        self.path: Path | None = None
        self.save = primary_button(say(mark("Save the sheet…")), "file-text")
        self.print_it = plain_button(say(mark("Open to print")), "external-link")
        self.forget = plain_button(say(mark("Delete the file")), "trash-2")
        self.later = link_button(say(mark("Not now; ask me in a month")))
        self.go_on = primary_button(say(mark("Go on")), "check")
        self.body.addWidget(paragraph(say(_KEEP)))
        self.body.addLayout(
            row(self.later, None, self.print_it, self.forget, self.save, self.go_on)
        )
        self.finish()
        self._connect()
        self._show_saved(saved=False)
        self.setFocusProxy(self.save)

    def write_to(self, path: Path) -> None:
        """Draw the key and write the sheet."""
        ring, passphrase, tongue = self._ring, self._passphrase, language()
        self.path = path
        self.be_busy(say(MAKING_SHEET))
        self._tasks.run(
            self,
            lambda _progress: ring.add_recovery(passphrase, path, language=tongue),
            self._written,
            self.fail,
            write=True,
        )

    def _connect(self) -> None:
        self.save.clicked.connect(self._choose)
        self.print_it.clicked.connect(self._open)
        self.forget.clicked.connect(self._forget)
        self.later.clicked.connect(lambda: self.left.emit(False))
        self.go_on.clicked.connect(lambda: self.left.emit(True))

    def _choose(self) -> None:
        title, pattern = say(mark("Save the recovery sheet")), say(SHEET_PATTERN)
        chosen = files.ask_for_saving(self, title, SHEET_NAME, pattern=pattern)
        if chosen is not None:
            self.write_to(chosen)

    def _written(self, _way: object) -> None:
        self.rest()
        self._passphrase = ""
        self._show_saved(saved=True)
        name = self.path.name if self.path is not None else ""
        self.messages.tell(say(SHEET_SAVED).format(name=apart(name)), Tone.WAIT)
        self.print_it.setFocus()

    def _show_saved(self, *, saved: bool) -> None:
        for button in (self.print_it, self.forget, self.go_on):
            button.setVisible(saved)
        for button in (self.save, self.later):
            button.setVisible(not saved)

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
        self.messages.tell(say(SHEET_DELETED), Tone.GOOD)
        self.go_on.setFocus()


class NewPassphraseScreen(Screen):
    """Asks for a new passphrase after the recovery key opened the vault; `left` at the end."""

    left = Signal()

    def __init__(self, ring: Keyring, key: str, tasks: Tasks) -> None:
        super().__init__(
            say(mark("Choose a new passphrase")),
            say(
                mark(
                    "The recovery key opened the vault. Choose a passphrase in place of the one"
                    " that was forgotten; the sheet stays valid."
                )
            ),
        )
        self._ring = ring
        self._key = key
        self._tasks = tasks
        self.choice = PassphraseChoice()
        self.confirm = primary_button(say(mark("Change the passphrase")), "check")
        self.later = link_button(say(mark("Later")))
        self.body.addWidget(self.choice)
        self.body.addLayout(row(self.later, None, self.confirm, gap=style.SPACE))
        self.finish()
        self.choice.changed.connect(self._judge)
        self.choice.submitted.connect(self._change)
        self.confirm.clicked.connect(self._change)
        self.later.clicked.connect(self.left)
        self._judge()
        self.setFocusProxy(self.choice.written_down)

    def _judge(self) -> None:
        self.confirm.setEnabled(self.choice.is_ready)

    def _change(self) -> None:
        ring, key, new = self._ring, self._key, self.choice.passphrase
        self.be_busy(say(_CHANGING))
        self._tasks.run(
            self,
            lambda _progress: ring.change_passphrase(key, new),
            lambda _way: self.left.emit(),
            self._failed,
            write=True,
        )

    def _failed(self, error: StrikelogError) -> None:
        self.fail(error)
        self._judge()
