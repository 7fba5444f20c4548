"""The unlock screen of an existing vault: passphrase, recovery sheet, or an office's key."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from strikelog.domain.errors import StrikelogError
from strikelog.domain.messages import mark
from strikelog.gui import style
from strikelog.gui.dialogs import files
from strikelog.gui.keys.groups import GroupsEditor
from strikelog.gui.keys.parts import column_of
from strikelog.gui.language import apart, say
from strikelog.gui.start.screens import Screen, Secret
from strikelog.gui.style import Look
from strikelog.gui.widgets.buttons import link_button, primary_button
from strikelog.gui.widgets.card import row
from strikelog.gui.widgets.labels import label, paragraph
from strikelog.services.keys import OFFICE_KEY_SUFFIX, OfficeFile

_PASSPHRASE, _SHEET, _OFFICE = range(3)
_OFFICE_FILES = mark("Keys of an office (*{suffix})")


class UnlockScreen(Screen):
    """Asks for one of the keys; `entered` with a passphrase, a recovery key or an OfficeFile."""

    entered = Signal(object)
    other_requested = Signal()
    new_requested = Signal()
    recovery_requested = Signal()

    def __init__(self, folder: Path) -> None:
        super().__init__(
            say(mark("Open your vault")),
            say(mark("Type the passphrase of this vault, or use another key below.")),
        )
        self.folder = folder
        self.office_file: Path | None = None
        self.passphrase = Secret(say(mark("Passphrase")))
        self.groups = GroupsEditor()
        self.office_passphrase = Secret(say(mark("Passphrase of the office's key")))
        self._office_name = label("", Look.SMALL)
        self._way = _PASSPHRASE
        self._ways: list[QWidget] = []
        self.unlock = primary_button(say(mark("Open")), "key-round")
        self.use_sheet = link_button(say(mark("Use the recovery sheet")), "file-text")
        self.use_passphrase = link_button(say(mark("Use the passphrase")), "key-round")
        self.use_office = link_button(say(mark("Use an office's key…")), "building-2")
        self._fill()
        self._connect()
        self._show(_PASSPHRASE)

    def fail(self, error: StrikelogError) -> None:
        """Say what went wrong and let the key be typed again."""
        super().fail(error)
        self._focus()
        if self._way == _PASSPHRASE:
            self.passphrase.selectAll()

    def choose_office_key(self, path: Path) -> None:
        """Take the file of an office's key; its passphrase is asked for next."""
        self.office_file = path
        self._office_name.setText(apart(path.name))
        self._show(_OFFICE)

    def _fill(self) -> None:
        sheet = paragraph(say(mark("Type the eight groups of the recovery sheet.")), Look.SMALL)
        self._ways = [
            column_of(self.passphrase),
            column_of(sheet, self.groups),
            column_of(self._office_name, self.office_passphrase),
        ]
        other = link_button(say(mark("Another vault…")), "folder-open")
        new = link_button(say(mark("Make a new vault")), "plus")
        other.clicked.connect(self.other_requested)
        new.clicked.connect(self.new_requested)
        recover = link_button(say(mark("Restore a backup…")), "history")
        recover.clicked.connect(self.recovery_requested)
        self.body.addWidget(paragraph(apart(str(self.folder)), Look.SMALL))
        for part in self._ways:
            self.body.addWidget(part)
        self.body.addLayout(row(None, self.unlock))
        ways = row(self.use_passphrase, self.use_sheet, self.use_office, None, gap=style.SPACE)
        self.body.addLayout(ways)
        self.body.addLayout(row(other, new, recover, None, gap=style.SPACE))
        self.finish()

    def _connect(self) -> None:
        for line in (self.passphrase, self.office_passphrase):
            line.returnPressed.connect(self._enter)
            line.textChanged.connect(self._judge)
        self.groups.submitted.connect(self._enter)
        self.groups.changed.connect(self._judge)
        self.unlock.clicked.connect(self._enter)
        self.use_passphrase.clicked.connect(lambda: self._show(_PASSPHRASE))
        self.use_sheet.clicked.connect(lambda: self._show(_SHEET))
        self.use_office.clicked.connect(self._ask_for_office_key)

    def _show(self, way: int) -> None:
        self._way = way
        for place, part in enumerate(self._ways):
            part.setVisible(place == way)
        for button, own in (
            (self.use_passphrase, _PASSPHRASE),
            (self.use_sheet, _SHEET),
            (self.use_office, _OFFICE),
        ):
            button.setVisible(own != way)
        self._focus()
        self._judge()

    def _focus(self) -> None:
        parts: tuple[QWidget, ...] = (self.passphrase, self.groups, self.office_passphrase)
        part = parts[self._way]
        self.setFocusProxy(part)
        part.setFocus()

    def _judge(self) -> None:
        ready = (
            bool(self.passphrase.text()),
            self.groups.is_complete,
            bool(self.office_passphrase.text()),
        )
        self.unlock.setEnabled(ready[self._way])

    def _enter(self) -> None:
        if not self.unlock.isEnabled():
            return
        way = self._way
        if way == _OFFICE and self.office_file is not None:
            self.entered.emit(OfficeFile(self.office_file, self.office_passphrase.text()))
        else:
            self.entered.emit(self.passphrase.text() if way == _PASSPHRASE else self.groups.text())

    def _ask_for_office_key(self) -> None:
        title = say(mark("Choose the key of the office"))
        pattern = say(_OFFICE_FILES).format(suffix=OFFICE_KEY_SUFFIX)
        chosen = files.ask_for_opening(self, title, pattern=pattern)
        if chosen is not None:
            self.choose_office_key(chosen)
