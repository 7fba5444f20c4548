"""The first run: one decision, which passphrase guards the vault."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal

from strikelog.domain.messages import mark
from strikelog.gui import style
from strikelog.gui.dialogs import files
from strikelog.gui.keys.choice import PassphraseChoice
from strikelog.gui.language import apart, say
from strikelog.gui.start.screens import Screen
from strikelog.gui.style import Look
from strikelog.gui.widgets.buttons import link_button, primary_button
from strikelog.gui.widgets.card import row
from strikelog.gui.widgets.labels import label

_NAME = "vault"
_HEADING = mark("Make your vault")
_WHAT = mark(
    "Everything you record lies encrypted in one folder on this computer. Only the passphrase opens"
    " it. Write it down and keep it away from the computer; next you can print a recovery sheet."
)


@dataclass(frozen=True)
class NewVault:
    """What was decided: where the vault is made and what opens it."""

    folder: Path
    passphrase: str


class NewVaultScreen(Screen):
    """Offers six drawn words; `decided` once they, or words of one's own, were proved."""

    decided = Signal(object)
    other_requested = Signal()
    example_requested = Signal()

    def __init__(self, folder: Path | None = None) -> None:
        super().__init__(say(_HEADING), say(_WHAT))
        self.folder = folder or _free_name(files.documents_folder())
        self.choice = PassphraseChoice()
        self._where = label("", Look.SMALL)
        self._change = link_button(say(mark("Change…")))
        self.confirm = primary_button(say(mark("Make the vault")), "check")
        self._fill()
        self.choice.changed.connect(self._judge)
        self.choice.submitted.connect(self._decide)
        self.confirm.clicked.connect(self._decide)
        self._change.clicked.connect(self._change_folder)
        self._show_folder()
        self._judge()
        self.setFocusProxy(self.choice.written_down)

    @property
    def passphrase(self) -> str:
        """What will open the vault."""
        return self.choice.passphrase

    def _fill(self) -> None:
        self.body.addWidget(self.choice)
        where = row(label(say(mark("Folder")), Look.SMALL), self._where, self._change)
        where.setStretch(1, 1)
        self.body.addLayout(where)
        self.body.addLayout(row(None, self.confirm))
        other = link_button(say(mark("Open an existing vault…")), "folder-open")
        example = link_button(say(mark("Look at the worked example")), "book-open")
        other.clicked.connect(self.other_requested)
        example.clicked.connect(self.example_requested)
        self.body.addLayout(row(other, example, None, gap=style.SPACE))
        self.finish()

    def _judge(self) -> None:
        self.confirm.setEnabled(self.choice.is_ready)

    def _decide(self) -> None:
        if self.confirm.isEnabled():
            self.decided.emit(NewVault(self.folder, self.passphrase))

    def _change_folder(self) -> None:
        title = say(mark("Where to make the vault"))
        chosen = files.ask_for_saving(self, title, self.folder.name, pattern="")
        if chosen is not None:
            self.folder = chosen
            self._show_folder()

    def _show_folder(self) -> None:
        self._where.setText(apart(str(self.folder)))
        self._where.setWordWrap(True)


def _free_name(parent: Path) -> Path:
    """Give a name for a new vault that is not taken."""
    names = (f"{_NAME}{number or ''}.strikelog" for number in range(1000))
    return next(parent / name for name in names if not (parent / name).exists())
