"""The mappings that are kept here and those known beforehand: used, handed on, forgotten."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from strikelog.domain.messages import mark
from strikelog.domain.progress import Progress
from strikelog.gui import style
from strikelog.gui.dialogs.sheet import Sheet
from strikelog.gui.language import apart, number, say, upright
from strikelog.gui.sharing.tables import TextTableView
from strikelog.gui.style import Look
from strikelog.gui.tasks import Tasks
from strikelog.gui.widgets.buttons import plain_button, primary_button
from strikelog.gui.widgets.card import row
from strikelog.gui.widgets.labels import paragraph

if TYPE_CHECKING:
    from strikelog.services.partners.mappings import Mapping, PartnerMappings

TITLE = mark("Mappings")
_COLUMNS = (mark("Mapping"), mark("Publisher"), mark("Columns"), mark("Where from"))
_KEPT, _KNOWN = mark("Kept in this vault"), mark("Known beforehand")
_WHAT = mark(
    "A table is recognised by its headings and read as it was answered before. Where a partner has"
    " renamed too many of them, choose the mapping here: what it knows of the columns is taken."
)
_FORGOTTEN = mark(
    "“{name}” was forgotten. Rows that came in by it stay; the next such table is asked about anew."
)
_WIDE = 860


class MappingsSheet(Sheet):
    """Emits `chosen` with the mapping to be used for the table in front."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None, learned: "PartnerMappings", tasks: Tasks) -> None:
        super().__init__(parent, say(TITLE), width=_WIDE)
        self._learned, self._tasks = learned, tasks
        self._kept = 0
        self.mappings: Sequence[Mapping] = ()
        self.table = TextTableView(say(TITLE))
        self.use = primary_button(say(mark("Use for this table")), "check")
        self.forget = plain_button(say(mark("Forget")), "trash-2")
        self.forget.clicked.connect(self._forget)
        self.use.clicked.connect(self._choose)
        self.table.activated.connect(self._choose)
        self._arrange_parts()
        self.add_action(self.use)
        self.fill()

    @property
    def current(self) -> "Mapping | None":
        """The mapping the keyboard is on."""
        at = self.table.currentIndex().row()
        return self.mappings[at] if 0 <= at < len(self.mappings) else None

    def fill(self) -> None:
        """List what is kept, the newest first, then what is known beforehand."""
        learned = self._learned

        def job(_progress: Progress) -> "tuple[Sequence[Mapping], Sequence[Mapping]]":
            return learned.all()[::-1], learned.built_in()

        self._tasks.run(self, job, self._show, self.fail)

    def _show(self, found: "tuple[Sequence[Mapping], Sequence[Mapping]]") -> None:
        kept, known = found
        self._kept = len(kept)
        self.mappings = [*kept, *known]
        rows = [self._cells(at, one) for at, one in enumerate(self.mappings)]
        self.table.show_rows([say(words) for words in _COLUMNS], rows)
        self.table.selectionModel().currentRowChanged.connect(self._show_current)
        self.table.setFocus()
        self._show_current()

    def _cells(self, at: int, one: "Mapping") -> tuple[str, ...]:
        where = say(_KEPT if at < self._kept else _KNOWN)
        return (apart(one.name), apart(one.publisher), upright(number(len(one.columns))), where)

    def _arrange_parts(self) -> None:
        self.table.setMinimumHeight(8 * style.CONTROL)
        for part in (paragraph(say(_WHAT), Look.MUTED), self.table):
            self.body.addWidget(part)
        self.body.addLayout(row(self.forget, None))

    def _show_current(self) -> None:
        self.use.setEnabled(self.current is not None)
        self.forget.setEnabled(0 <= self.table.currentIndex().row() < self._kept)

    # -- acting

    def _choose(self, _where: object = None) -> None:
        if self.current is not None:
            self.chosen.emit(self.current)
            self.accept()

    def _forget(self) -> None:
        one, learned = self.current, self._learned
        if one is None or not self.forget.isEnabled():
            return

        def job(_progress: Progress) -> str:
            learned.remove(one.name)
            return one.name

        self._tasks.run(self, job, self._forgotten, self.fail, write=True)

    def _forgotten(self, name: str) -> None:
        self.fill()
        self.tell(say(_FORGOTTEN).format(name=apart(name)))
