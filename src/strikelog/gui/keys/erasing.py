"""Making sure that the vault is to be erased: its name typed, a button held."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from strikelog.domain.messages import mark
from strikelog.gui.dialogs.sheet import Sheet
from strikelog.gui.keys.hold import HoldButton
from strikelog.gui.keys.parts import fit_to_content
from strikelog.gui.keys.words import LIMITS
from strikelog.gui.language import apart, say
from strikelog.gui.style import Ink, Look
from strikelog.gui.widgets.card import row
from strikelog.gui.widgets.labels import label, paragraph
from strikelog.gui.widgets.pictures import Picture
from strikelog.services.travel import SealedAway

_WHAT = mark(
    "Every copy of the keys is overwritten and deleted, in the vault, the identities and the"
    " backups in its folder; then all files. Nobody can undo this."
)
_HOLD = mark("Hold for three seconds to erase")
_RECEIPTED = mark(
    "{office} has the sealed package and confirmed it. Nothing was recorded since, so nothing is"
    " lost by erasing this vault here."
)


class EraseSheet(Sheet):
    """Asks for the vault's name and three seconds of patience; `confirmed` after both.

    With an office's receipt the name need not be typed.
    """

    confirmed = Signal()

    def __init__(
        self, parent: QWidget | None, name: str, *, receipted: SealedAway | None = None
    ) -> None:
        super().__init__(parent, say(mark("Erase this vault")))
        self._wanted = name
        self.name = QLineEdit()
        self.hold = HoldButton(say(_HOLD), "trash-2")
        self.hold.held.connect(self._confirm)
        self.body.addWidget(paragraph(say(_WHAT)))
        if receipted is not None:
            said = say(_RECEIPTED).format(office=apart(receipted.office.name))
            sign = row(Picture("circle-check", Ink.GOOD), paragraph(said))
            sign.setStretch(1, 1)
            self.body.addLayout(sign)
            self.name.setText(name)
        else:
            asked = say(mark("Type the name of the vault: {name}")).format(name=apart(name))
            self.name.setAccessibleName(asked)
            self.body.addWidget(label(asked))
            self.body.addWidget(self.name)
        self.body.addWidget(paragraph(say(LIMITS), Look.SMALL))
        self.body.addStretch(1)
        self.add_action(self.hold)
        self.name.textChanged.connect(self._judge)
        self._judge()
        fit_to_content(self)

    def _judge(self) -> None:
        self.hold.setEnabled(self.name.text().strip() == self._wanted)

    def _confirm(self) -> None:
        self.accept()
        self.confirmed.emit()
