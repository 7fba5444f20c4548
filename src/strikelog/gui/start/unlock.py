"""The unlock screen of an existing vault."""

from pathlib import Path

from PySide6.QtCore import Signal

from strikelog.domain.errors import StrikelogError
from strikelog.domain.messages import mark
from strikelog.gui import style
from strikelog.gui.language import apart, say
from strikelog.gui.start.screens import Screen, Secret
from strikelog.gui.style import Look
from strikelog.gui.widgets.buttons import link_button, primary_button
from strikelog.gui.widgets.card import row
from strikelog.gui.widgets.labels import paragraph


class UnlockScreen(Screen):
    """Asks for the passphrase; `entered` with it."""

    entered = Signal(str)
    other_requested = Signal()
    new_requested = Signal()

    def __init__(self, folder: Path) -> None:
        super().__init__(
            say(mark("Open your vault")), say(mark("Type the passphrase of this vault."))
        )
        self.folder = folder
        self.passphrase = Secret(say(mark("Passphrase")))
        self.passphrase.returnPressed.connect(self._enter)
        self.unlock = primary_button(say(mark("Open")), "key-round")
        self.unlock.clicked.connect(self._enter)
        other = link_button(say(mark("Another vault…")), "folder-open")
        new = link_button(say(mark("Make a new vault")), "plus")
        other.clicked.connect(self.other_requested)
        new.clicked.connect(self.new_requested)
        self.body.addWidget(paragraph(apart(str(folder)), Look.SMALL))
        self.body.addWidget(self.passphrase)
        self.body.addLayout(row(None, self.unlock))
        self.body.addLayout(row(other, new, None, gap=style.SPACE))
        self.finish()
        self.setFocusProxy(self.passphrase)

    def fail(self, error: StrikelogError) -> None:
        """Say what went wrong and let the passphrase be typed again."""
        super().fail(error)
        self.passphrase.selectAll()
        self.passphrase.setFocus()

    def _enter(self) -> None:
        if self.passphrase.text():
            self.entered.emit(self.passphrase.text())
