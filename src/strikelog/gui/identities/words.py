"""Six words drawn for a second passphrase, and the line in which they are typed again."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from strikelog.domain.messages import mark
from strikelog.domain.passphrases import generate, normalised
from strikelog.gui import style
from strikelog.gui.keys.secret import Secret
from strikelog.gui.language import say, upright
from strikelog.gui.style import Look
from strikelog.gui.widgets.buttons import link_button
from strikelog.gui.widgets.card import Card, row
from strikelog.gui.widgets.labels import label, paragraph

_AGAIN = mark("I wrote the words down; here they are again")
_DIFFERS = mark("These are not the same words yet.")


class DrawnWords(QWidget):
    """`judged` at every key; `is_settled` once the words were typed again."""

    judged = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.words = ""
        self._shown = label("", Look.FIGURE)
        self._shown.setWordWrap(True)
        self._differs = paragraph("", Look.SMALL)
        self.retyped = Secret(say(_AGAIN), hidden=False)
        again = link_button(say(mark("Draw other words")), "refresh-cw")
        again.clicked.connect(self.draw)
        card = Card(margin=style.SPACE)
        card.body.addWidget(self._shown)
        card.body.addLayout(row(again, None))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(style.GAP)
        for part in (card, self.retyped, self._differs):
            column.addWidget(part)
        self.retyped.textChanged.connect(self._judge)
        self.setFocusProxy(self.retyped)
        self.draw()

    @property
    def is_settled(self) -> bool:
        """True once the same words were typed."""
        return normalised(self.retyped.text()) == normalised(self.words)

    def draw(self) -> None:
        """Draw other words."""
        self.words = generate()
        self._shown.setText(upright(self.words))
        self.retyped.clear()
        self._judge()

    def forget(self) -> None:
        """Take the words off the screen."""
        self.words = ""
        self._shown.clear()
        self.retyped.clear()

    def _judge(self) -> None:
        typed = normalised(self.retyped.text())
        differs = bool(typed) and not normalised(self.words).startswith(typed)
        self._differs.setText(say(_DIFFERS) if differs else "")
        self.judged.emit()
