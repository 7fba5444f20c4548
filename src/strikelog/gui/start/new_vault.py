"""The first run: one decision, which passphrase guards the vault."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QVBoxLayout, QWidget

from strikelog.domain.messages import mark
from strikelog.domain.passphrases import ENOUGH_BITS, generate, normalised, strength_bits
from strikelog.gui import style
from strikelog.gui.dialogs import files
from strikelog.gui.language import apart, say, upright
from strikelog.gui.start.screens import Screen, Secret
from strikelog.gui.style import Look, Tone
from strikelog.gui.widgets.buttons import link_button, primary_button
from strikelog.gui.widgets.card import Card, row
from strikelog.gui.widgets.labels import label, paragraph
from strikelog.gui.widgets.pill import StatusPill

_NAME = "vault"
_HEADING = mark("Make your vault")
_WHAT = mark(
    "Everything you record lies encrypted in one folder on this computer. Only the passphrase opens"
    " it. Nobody can recover it for you, so write it down and keep it away from the computer."
)
_STRENGTHS = (
    (ENOUGH_BITS / 2, mark("Easily guessed"), Tone.GRAVE),
    (ENOUGH_BITS, mark("Not strong enough yet"), Tone.WAIT),
    (ENOUGH_BITS * 1.25, mark("Strong"), Tone.GOOD),
    (float("inf"), mark("Very strong"), Tone.GOOD),
)


@dataclass(frozen=True)
class NewVault:
    """What was decided: where the vault is made and what opens it."""

    folder: Path
    passphrase: str


class NewVaultScreen(Screen):
    """Offers six drawn words; `decided` once they, or words of one's own, were typed again."""

    decided = Signal(object)
    other_requested = Signal()
    example_requested = Signal()

    def __init__(self, folder: Path | None = None) -> None:
        super().__init__(say(_HEADING), say(_WHAT))
        self.folder = folder or _free_name(files.documents_folder())
        self.words = generate()
        self._drawn = QRadioButton(say(mark("Six words drawn for you")))
        self._own = QRadioButton(say(mark("Words of your own")))
        self._choice = QButtonGroup(self)
        self._shown = label("", Look.FIGURE)
        self._again = link_button(say(mark("Draw other words")), "refresh-cw")
        self.own = Secret(say(mark("Your passphrase: several words that nobody would guess")))
        self._strength = StatusPill()
        self.retyped = Secret("", hidden=False)
        self._match = paragraph("", Look.SMALL)
        self._where = label("", Look.SMALL)
        self._change = link_button(say(mark("Change…")))
        self.confirm = primary_button(say(mark("Make the vault")), "check")
        self._fill()
        self._connect()
        self._drawn.setChecked(True)
        self._draw(self.words)
        self._show_folder()
        self.setFocusProxy(self.retyped)

    @property
    def passphrase(self) -> str:
        """What will open the vault."""
        return self.words if self._drawn.isChecked() else self.own.text()

    def choose_own(self, passphrase: str) -> None:
        """Take words of the person's own instead of drawn ones."""
        self._own.setChecked(True)
        self.own.setText(passphrase)

    def _fill(self) -> None:
        drawn = Card(margin=style.SPACE)
        self._shown.setWordWrap(True)
        drawn.body.addWidget(self._shown)
        drawn.body.addLayout(row(self._again, None))
        self._drawn_part = drawn
        self._own_part = QWidget()
        own = QVBoxLayout(self._own_part)
        own.setContentsMargins(0, 0, 0, 0)
        own.addWidget(self.own)
        own.addLayout(row(self._strength, None))
        for button in (self._drawn, self._own):
            self._choice.addButton(button)
        self.body.addLayout(row(self._drawn, self._own, None, gap=style.MARGIN))
        for part in (self._drawn_part, self._own_part, self.retyped, self._match):
            self.body.addWidget(part)
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

    def _connect(self) -> None:
        self._choice.buttonToggled.connect(self._choose)
        self._again.clicked.connect(self._draw_again)
        self.own.textChanged.connect(self._judge)
        self.retyped.textChanged.connect(self._judge)
        self.retyped.returnPressed.connect(self._decide)
        self.confirm.clicked.connect(self._decide)
        self._change.clicked.connect(self._change_folder)

    def _choose(self) -> None:
        drawn = self._drawn.isChecked()
        self._drawn_part.setVisible(drawn)
        self._own_part.setVisible(not drawn)
        hint = mark("I wrote the words down; here they are again") if drawn else mark("Once more")
        self.retyped.setPlaceholderText(say(hint))
        self.retyped.setAccessibleName(say(hint))
        self.retyped.clear()
        (self.retyped if drawn else self.own).setFocus()
        self._judge()

    def _draw_again(self) -> None:
        self._draw(generate())

    def _draw(self, words: str) -> None:
        self.words = words
        self._shown.setText(upright(words))
        self.retyped.clear()
        self._judge()

    def _judge(self) -> None:
        wanted, typed = normalised(self.passphrase), normalised(self.retyped.text())
        bits = strength_bits(self.own.text())
        _, words, tone = next(step for step in _STRENGTHS if bits < step[0])
        self._strength.show_status(say(words) if self.own.text() else "", tone)
        strong = self._drawn.isChecked() or bits >= ENOUGH_BITS
        same = bool(wanted) and wanted == typed
        self.confirm.setEnabled(strong and same)
        differs = bool(typed) and not wanted.startswith(typed)
        words = mark("That is not the same passphrase yet.")
        self._match.setText(say(words) if differs else "")

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
