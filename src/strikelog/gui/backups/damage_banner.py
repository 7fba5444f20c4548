"""Above every page while a vault is damaged: what that means, and the two ways out."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from strikelog.domain.errors import StrikelogError
from strikelog.domain.messages import mark
from strikelog.gui import style
from strikelog.gui.errors import sentence
from strikelog.gui.language import say
from strikelog.gui.style import Ink, Look, Tone
from strikelog.gui.widgets.buttons import plain_button
from strikelog.gui.widgets.labels import paragraph
from strikelog.gui.widgets.pictures import Picture


class DamageBanner(QFrame):
    """Cannot be closed: nothing is saved until the damage is dealt with."""

    restore_requested = Signal()
    salvage_requested = Signal()

    def __init__(self, damage: StrikelogError) -> None:
        super().__init__()
        style.dress(self, Look.MESSAGE)
        style.flag(self, "tone", str(Tone.GRAVE))
        self.restore = plain_button(say(mark("Restore…")), "history")
        self.salvage = plain_button(say(mark("Salvage…")), "life-buoy")
        self.restore.clicked.connect(self.restore_requested)
        self.salvage.clicked.connect(self.salvage_requested)
        self.text = paragraph(sentence(damage))
        self.setAccessibleName(self.text.text())
        line = QHBoxLayout(self)
        line.setContentsMargins(style.SPACE, style.GAP, style.SPACE, style.GAP)
        line.setSpacing(style.GAP)
        line.addWidget(Picture("shield-alert", Ink.GRAVE))
        line.addWidget(self.text, 1)
        line.addWidget(self.restore)
        line.addWidget(self.salvage)
