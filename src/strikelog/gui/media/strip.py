"""The evidence of an incident: small pictures in a line, in its pane and on its form."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from strikelog.domain.changes import Changes
from strikelog.domain.messages import mark
from strikelog.domain.progress import Progress
from strikelog.domain.records import Evidence
from strikelog.gui import style
from strikelog.gui.language import number, say, upright
from strikelog.gui.media.asking import Asking
from strikelog.gui.media.thumbnails import Thumbnails
from strikelog.gui.media.tile_view import TileView
from strikelog.gui.media.tiles import Tile, tile_of
from strikelog.gui.style import Look
from strikelog.gui.tasks import Latest, Tasks
from strikelog.gui.widgets.buttons import add_button, link_button
from strikelog.gui.widgets.card import row
from strikelog.gui.widgets.flow import FlowLayout
from strikelog.gui.widgets.labels import label
from strikelog.services.finding import Finding

HEADING = mark("Evidence")
_NOTHING = mark("Drop files here, paste them, or add them.")
_NOT_YET = mark("Evidence can be added once something is written above.")
_ALL = mark("Show all {count} in Media")
_MOST = 24
_MOST_BESIDE = 6
"""Items shown in a pane, which has other things to say as well."""


class SmallTile(TileView):
    """One item, small; a click or Enter goes to it."""

    def __init__(self, tile: Tile, thumbnails: Thumbnails, asking: Asking) -> None:
        super().__init__(tile, thumbnails, asking, is_small=True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        said = " · ".join(filter(None, (tile.title, tile.second, tile.warning)))
        self.setToolTip(said)
        self.setAccessibleName(said)

    def sizeHint(self) -> QSize:
        return QSize(style.STRIP_TILE, style.STRIP_TILE * 3 // 4)

    def paint_edge(self, painter: QPainter) -> None:
        """Paint the frame, thicker where the focus is."""
        edge = style.tokens().accent if self.hasFocus() else style.tokens().line
        painter.setPen(QPen(style.color(edge), style.RING if self.hasFocus() else style.HAIR_LINE))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), style.CORNER, style.CORNER)


class EvidenceStrip(QWidget):
    """The items of one incident; `chosen` carries an id, `all_requested` asks for the page.

    With `adds`, `add_requested` and `paste_requested` ask for more.
    """

    chosen = Signal(str)
    all_requested = Signal()
    add_requested = Signal()
    paste_requested = Signal()

    def __init__(
        self,
        finding: Finding,
        tasks: Tasks,
        thumbnails: Thumbnails,
        asking: Asking,
        *,
        adds: bool = False,
    ) -> None:
        super().__init__()
        self._finding = finding
        self._thumbnails = thumbnails
        self._asking = asking
        self._latest = Latest(tasks, self)
        self._adds = adds
        self.incident_id = ""
        self.items: Sequence[Evidence] = ()
        self._tiles = QWidget()
        self._flow = FlowLayout(self._tiles, gap=style.GAP)
        self._empty = label(say(_NOTHING), Look.SMALL)
        self._all = link_button("", "image")
        self._all.clicked.connect(self.all_requested)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(style.GAP)
        column.addWidget(label(say(HEADING), Look.SUBHEADING))
        column.addWidget(self._empty)
        column.addWidget(self._tiles)
        add = add_button(say(mark("Add files")))
        add.clicked.connect(self.add_requested)
        add.setVisible(adds)
        self._add = add
        column.addLayout(row(add, self._all, None))
        self._show(())

    def show_incident(self, incident_id: str) -> None:
        """Show the items of an incident."""
        changed = incident_id != self.incident_id
        self.incident_id = incident_id
        if changed:
            self._show(())
        self.refresh()

    def refresh(self) -> None:
        """Read the items anew."""
        finding, incident_id = self._finding, self.incident_id
        if not incident_id:
            return

        def job(_: Progress) -> Sequence[Evidence]:
            case = finding.case_file(incident_id)
            return case.evidence if case else ()

        self._latest.run(job, self._show)

    def notice(self, changes: Changes, _origin: object = None) -> None:
        """Follow what others changed."""
        if changes.concerns(Evidence.__name__):
            self.refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._adds and event.matches(QKeySequence.StandardKey.Paste):
            self.paste_requested.emit()
        else:
            super().keyPressEvent(event)

    def _show(self, items: Sequence[Evidence]) -> None:
        self.items = items
        while (item := self._flow.takeAt(0)) is not None:
            item.widget().deleteLater()
        for one in items[: _MOST if self._adds else _MOST_BESIDE]:
            tile = SmallTile(tile_of(one), self._thumbnails, self._asking)
            tile.chosen.connect(partial(self.chosen.emit, one.id))
            self._flow.addWidget(tile)
            tile.show()
        self._tiles.setVisible(bool(items))
        self._empty.setVisible(self._adds and not items)
        self._empty.setText(say(_NOTHING if self.incident_id else _NOT_YET))
        self._add.setEnabled(bool(self.incident_id))
        self._all.setText(say(_ALL).format(count=upright(number(len(items)))))
        self._all.setVisible(bool(items))
        self.setVisible(self._adds or bool(items))
        self._tiles.updateGeometry()
