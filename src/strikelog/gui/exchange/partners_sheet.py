"""Those who get workbooks: what they may see, when they were last sent one, their names."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial

from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCheckBox, QHeaderView, QLineEdit, QTableView, QWidget

from strikelog.domain.errors import StrikelogError
from strikelog.domain.messages import mark
from strikelog.domain.progress import Progress
from strikelog.domain.sharing import STRICT, Partner
from strikelog.gui import style
from strikelog.gui.backups.words import moment_words
from strikelog.gui.dialogs.sheet import Sheet, form_lines
from strikelog.gui.errors import sentence
from strikelog.gui.language import apart, say
from strikelog.gui.style import Look, Tone
from strikelog.gui.tasks import Tasks
from strikelog.gui.widgets.buttons import plain_button, primary_button
from strikelog.gui.widgets.card import row
from strikelog.gui.widgets.labels import paragraph
from strikelog.gui.widgets.tables import dress_as_lines
from strikelog.services.sharing import Partners
from strikelog.services.workspace import Workspace

Sent = Mapping[str, datetime]
"""When the newest workbook went to whoever had a name."""

TITLE = mark("Partners")
_COLUMNS = (mark("Partner"), mark("May also see"), mark("Last sent"))
_REMOVED = mark("{name} (removed)")
_NONE = mark(
    "Nobody was given a workbook for partners yet. Export one, and its partner stands here."
)
_WHAT = mark(
    "A partner knows your sources by the same IDs whatever the partner is called here. What a"
    " removed partner sends back is still understood; bring them back at any time."
)
_SAVED = mark("“{name}” was saved.")
_GONE = mark("“{name}” was removed. Nothing that went out or came in is touched by it.")
_BACK = mark("“{name}” is among the partners again. Say anew what they may also see.")
_NOTHING = "–"


class PartnersSheet(Sheet):
    """Lists partners; the one the keyboard is on can be renamed, named for marks, removed."""

    def __init__(
        self, parent: QWidget | None, register: Partners, tasks: Tasks, sent: Sent
    ) -> None:
        super().__init__(parent, say(TITLE))
        self._register, self._tasks, self._sent = register, tasks, sent
        self._partners: Sequence[Partner] = ()
        self.lines = QStandardItemModel(0, len(_COLUMNS))
        self.table = QTableView()
        self.name = QLineEdit()
        self.name.setAccessibleName(say(mark("Name of the partner")))
        self.named = {tlp: QCheckBox(tlp) for tlp in reversed(STRICT)}
        self.keep = primary_button(say(mark("Save")), "check")
        self.remove = plain_button(say(mark("Remove")), "trash-2")
        self.restore = plain_button(say(mark("Bring back")), "undo-2")
        self._nobody = paragraph(say(_NONE), Look.MUTED)
        self._editing = QWidget()
        self._arrange_parts()
        self.keep.clicked.connect(self._keep)
        self.remove.clicked.connect(self._remove)
        self.restore.clicked.connect(self._restore)
        self.name.returnPressed.connect(self._keep)
        self.fill()

    @property
    def current(self) -> Partner | None:
        """The partner the keyboard is on."""
        at = self.table.currentIndex().row()
        return self._partners[at] if 0 <= at < len(self._partners) else None

    def fill(self, partner_id: str = "") -> None:
        """List the partners, and go to one of them."""
        self._partners = self._register.all(removed=True)
        self.lines.removeRows(0, self.lines.rowCount())
        for one in self._partners:
            self.lines.appendRow([QStandardItem(text) for text in self._cells(one)])
        ids = [one.id for one in self._partners]
        at = ids.index(partner_id) if partner_id in ids else 0
        self.table.setCurrentIndex(self.lines.index(at, 0))
        for part in (self.table, self._editing):
            part.setVisible(bool(ids))
        self._nobody.setVisible(not ids)
        self._show_current()

    def _cells(self, one: Partner) -> tuple[str, str, str]:
        name = apart(one.name)
        last = max((at for told, at in self._sent.items() if one.was_called(told)), default=None)
        return (
            say(_REMOVED).format(name=name) if one.is_removed else name,
            ", ".join(one.named_for) or _NOTHING,
            moment_words(last) if last else _NOTHING,
        )

    def _arrange_parts(self) -> None:
        self.lines.setHorizontalHeaderLabels([say(words) for words in _COLUMNS])
        self.table.setModel(self.lines)
        dress_as_lines(self.table, say(TITLE))
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.table.setMinimumHeight(5 * style.CONTROL)
        self.table.selectionModel().currentRowChanged.connect(self._show_current)
        lines = form_lines()
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addRow(say(mark("Name")), self.name)
        lines.addRow(say(mark("May also see")), row(*self.named.values(), None))
        lines.addRow("", row(self.keep, self.remove, self.restore, None))
        self._editing.setLayout(lines)
        for part in (paragraph(say(_WHAT), Look.MUTED), self.table, self._nobody, self._editing):
            self.body.addWidget(part)

    def _show_current(self) -> None:
        one = self.current
        if one is None:
            return
        self.name.setText(one.name)
        for tlp, box in self.named.items():
            box.setChecked(tlp in one.named_for)
        for part in (self.name, self.keep, self.remove, *self.named.values()):
            part.setEnabled(not one.is_removed)
        self.remove.setVisible(not one.is_removed)
        self.restore.setVisible(one.is_removed)

    # -- acting

    def _keep(self) -> None:
        one, name, register = self.current, self.name.text(), self._register
        if one is None or one.is_removed:
            return
        marks = tuple(tlp for tlp, box in self.named.items() if box.isChecked())

        def job() -> Partner:
            is_renamed = " ".join(name.split()) != one.name
            named = register.rename(one, name) if is_renamed else one
            return register.save(replace(named, named_for=marks))

        self._act(job, _SAVED)

    def _remove(self) -> None:
        if self.current is not None:
            self._act(partial(self._register.remove, self.current), _GONE)

    def _restore(self) -> None:
        if self.current is not None:
            self._act(partial(self._register.restore, self.current), _BACK)

    def _act(self, change: Callable[[], Partner], words: str) -> None:
        def job(_progress: Progress) -> Partner:
            return change()

        self._tasks.run(self, job, partial(self._done, words), self._fail, write=True)

    def _fail(self, problem: StrikelogError) -> None:
        self.tell(sentence(problem), Tone.GRAVE)

    def _done(self, words: str, one: Partner) -> None:
        self.fill(one.id)
        self.table.setFocus()
        self.tell(say(words).format(name=apart(one.name)))


def show_partners(over: QWidget, workspace: Workspace, tasks: Tasks) -> PartnersSheet:
    """Open the list of partners over the window that something stands in."""
    sent: dict[str, datetime] = {}
    for one in workspace.exchange_log.listed():
        if one.direction == "out" and one.partner:
            sent.setdefault(one.partner, one.at)  # the newest stands first
    sheet = PartnersSheet(over.window(), workspace.exporting.partners, tasks, sent)
    sheet.open()
    return sheet
