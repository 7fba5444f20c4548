"""One picture in the pane, behind its veil until it is asked for."""

from functools import partial

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from strikelog.domain.display import code_words
from strikelog.domain.messages import mark
from strikelog.gui import style
from strikelog.gui.errors import sentence
from strikelog.gui.icons import icon
from strikelog.gui.language import apart, language, say
from strikelog.gui.media.asking import Asking, Veil
from strikelog.gui.media.thumbnails import Thumbnails
from strikelog.gui.media.tile_view import TileView
from strikelog.gui.media.tiles import Tile
from strikelog.gui.style import Ink, Look
from strikelog.gui.widgets.buttons import link_button, plain_button
from strikelog.gui.widgets.flow import FlowLayout
from strikelog.gui.widgets.labels import paragraph

_WHY = {
    "graphic": mark("Marked as graphic: it may show bodies or severe injury."),
    "sensitive": mark("Marked as sensitive: it may show distress, blood or grief."),
    "unknown": mark("Nobody has said yet whether this is safe to look at."),
}
_JUDGEMENTS = ("no", "sensitive", "graphic")
_IS_IT = mark("What does it show? Say it once, for everyone:")
_SHOW, _HIDE = mark("Show it this once"), mark("Hide it again")
_SHOWS = mark("Picture: {title}")


class PictureBox(TileView):
    """The picture of the pane, as wide as there is room."""

    def __init__(self, tile: Tile, thumbnails: Thumbnails, asking: Asking) -> None:
        super().__init__(tile, thumbnails, asking)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(style.PREVIEW_HEIGHT)
        self.setAccessibleName(say(_SHOWS).format(title=apart(tile.title)))

    def sizeHint(self) -> QSize:
        return QSize(style.DETAIL_MIN, style.PREVIEW_HEIGHT)

    def paint_edge(self, painter: QPainter) -> None:
        """Paint the ring of the focus."""
        if self.hasFocus():
            _paint_ring(painter, self.rect())


class Preview(QWidget):
    """The picture with, while it is veiled, why it is, and the way to see it.

    `opened` when someone wants to look at it in full. Of what nobody judged yet, it asks how it is
    to be shown from now on, once it was looked at: `judged` carries a code of GRAPHIC.
    """

    opened = Signal()
    judged = Signal(str)

    def __init__(self, tile: Tile, thumbnails: Thumbnails, asking: Asking) -> None:
        super().__init__()
        self._tile = tile
        self._thumbnails = thumbnails
        self._asking = asking
        self.box = PictureBox(tile, thumbnails, asking)
        self.why = paragraph("", Look.SMALL)
        self.toggle = link_button("", "eye")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(style.HAIR)
        column.addWidget(self.why)
        column.addWidget(self.toggle, alignment=Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self.box)
        self.judging = self._judging()
        column.addWidget(self.judging)
        self.toggle.clicked.connect(self._turn)
        self.box.chosen.connect(self._open)
        asking.changed.connect(self._note)
        thumbnails.arrived.connect(self._note)
        self._tell()

    @property
    def is_veiled(self) -> bool:
        """True while the picture may not be seen."""
        return self._asking.veil(self._tile.id, self._tile.graphic) is not Veil.NONE

    def _judging(self) -> QWidget:
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(style.HAIR)
        column.addWidget(paragraph(say(_IS_IT), Look.SMALL))
        answers = QWidget()
        flow = FlowLayout(answers, gap=style.HAIR)
        for code in _JUDGEMENTS:
            button = plain_button(code_words("GRAPHIC", code, language()))
            button.clicked.connect(partial(self._judge, code))
            flow.addWidget(button)
        column.addWidget(answers)
        return part

    def _judge(self, code: str, _checked: bool = False) -> None:
        self.judged.emit(code)

    def _turn(self) -> None:
        if self._asking.is_asked(self._tile.id):
            self._asking.hide(self._tile.id)
        else:
            self._asking.show(self._tile.id)

    def _open(self) -> None:
        if self.is_veiled:
            self._asking.show(self._tile.id)
        elif self._thumbnails.failure(self._tile.id) is None:
            self.opened.emit()

    def _note(self, evidence_id: str) -> None:
        if evidence_id == self._tile.id:
            self._tell()
            self.box.update()

    def _tell(self) -> None:
        failure = self._thumbnails.failure(self._tile.id)
        veiled = self.is_veiled
        words = sentence(failure) if failure else say(_WHY[self._tile.graphic]) if veiled else ""
        self.why.setText(words)
        self.why.setVisible(bool(words))
        self.toggle.setText(say(_SHOW if veiled else _HIDE))
        self.toggle.setIcon(icon("eye" if veiled else "eye-off", Ink.ACCENT))
        may_turn = self._tile.graphic != "no" and failure is None
        self.toggle.setVisible(may_turn)
        self.judging.setVisible(not veiled and not failure and self._tile.graphic == "unknown")


def _paint_ring(painter: QPainter, room: QRect) -> None:
    painter.setPen(QPen(style.color(style.tokens().accent), style.RING))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(room.adjusted(1, 1, -1, -1), style.CORNER, style.CORNER)
