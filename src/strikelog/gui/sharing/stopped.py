"""When the release gate stopped an export: where it found something, and the way to the record."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from strikelog.domain.messages import mark
from strikelog.gui import style
from strikelog.gui.language import language, say
from strikelog.gui.sharing.tables import TextTableView
from strikelog.gui.style import Look
from strikelog.gui.widgets.buttons import plain_button
from strikelog.gui.widgets.card import Card, row
from strikelog.gui.widgets.labels import paragraph
from strikelog.services.release_gate import Hit


class ExportStopped(QWidget):
    """Lists the hits of the gate; emits `record_requested` with class and id to open one."""

    record_requested = Signal(str, str)

    def __init__(self, hits: Sequence[Hit]) -> None:
        super().__init__()
        self._hits = hits
        self.rows = TextTableView(say(mark("Where the check found something")))
        self.open = plain_button(say(mark("Open the record")), "pencil")
        self.open.clicked.connect(self._open)
        self.rows.doubleClicked.connect(self._open)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(style.SPACE)
        column.addWidget(
            paragraph(
                say(
                    mark(
                        "No file was made. Each line is a place in the finished file that would"
                        " have told something that must not leave. Open the record, take it out,"
                        " and export again."
                    )
                ),
                Look.MUTED,
            )
        )
        card = Card(margin=style.HAIR_LINE)
        card.body.addWidget(self.rows)
        column.addWidget(card, 1)
        column.addLayout(row(None, self.open))
        heads = (say(mark("Where")), say(mark("What was found")))
        self.rows.show_rows(heads, [(hit.place(language()), say(hit.kind)) for hit in hits])
        self.rows.selectionModel().currentRowChanged.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        self.open.setEnabled(self._hit() is not None)

    def _hit(self) -> Hit | None:
        at = self.rows.currentIndex().row()
        hit = self._hits[at] if 0 <= at < len(self._hits) else None
        return hit if hit is not None and hit.entity and hit.record else None

    def _open(self) -> None:
        hit = self._hit()
        if hit is not None:
            self.record_requested.emit(hit.entity, hit.record)
