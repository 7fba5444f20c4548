"""Import: choose a workbook, see every cell it would change, take it in as one step."""

from collections import Counter
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHeaderView, QTableView, QWidget

from strikelog.domain.errors import StrikelogError
from strikelog.domain.messages import mark
from strikelog.domain.progress import Progress
from strikelog.gui import style
from strikelog.gui.dialogs import files
from strikelog.gui.dialogs.changes_table import KINDS, ChangesModel, Line, part_of
from strikelog.gui.dialogs.exporting import PATTERN
from strikelog.gui.dialogs.sheet import Sheet, note
from strikelog.gui.language import language, number, say, upright
from strikelog.gui.style import Look, Tone
from strikelog.gui.tasks import Tasks
from strikelog.gui.widgets.buttons import plain_button, primary_button
from strikelog.gui.widgets.card import Card, row
from strikelog.gui.widgets.labels import label, paragraph
from strikelog.services.importing import Imported, Importing, Preview

_WIDE = 980
_HIGH = 620
_WIDTHS = (120, 190, 130, 170, 190, 110)
_FATES = {
    "inserted": mark("{count} new"),
    "updated": mark("{count} changed"),
    "unchanged": mark("{count} unchanged"),
    "conflicts": mark("{count} changed on both sides"),
    "refused": mark("{count} with refused cells"),
    "parked": mark("{count} set aside"),
}
_EMPTY = mark("This workbook changes nothing: every row is as the vault has it.")


class ImportDialog(Sheet):
    """Emits `imported` once a workbook was taken in."""

    imported = Signal(object)

    def __init__(self, parent: QWidget, importing: Importing, tasks: Tasks) -> None:
        super().__init__(parent, say(mark("Import a workbook")), width=_WIDE)
        self.setMinimumHeight(_HIGH)
        self._importing = importing
        self._tasks = tasks
        self._preview: Preview | None = None
        self.model = ChangesModel(())
        self._file = plain_button(say(mark("Choose workbook…")), "folder-open")
        self._file.clicked.connect(self._choose)
        self._summary = paragraph(
            say(mark("Nothing is saved before you have seen what would change.")), Look.MUTED
        )
        self.kinds = QComboBox()
        self.kinds.setAccessibleName(say(mark("Which changes to show")))
        self.kinds.setMinimumWidth(style.DETAIL_MIN)
        self.kinds.currentIndexChanged.connect(self._show_kind)
        self._theirs = plain_button(say(mark("Take theirs in all conflicts")))
        self._theirs.clicked.connect(self._take_theirs)
        self._table = QTableView()
        self._apply = primary_button(say(mark("Take in")), "check")
        self._apply.setEnabled(False)
        self._apply.clicked.connect(self.apply)
        self.add_action(self._apply)
        self._fill()

    def read(self, path: Path) -> None:
        """Compare a workbook with the vault, beside the window."""
        importing, tongue = self._importing, language()

        def job(progress: Progress) -> Preview:
            preview = importing.preview(path, progress, language=tongue)
            preview.rows  # noqa: B018 - said here, because the window would wait for it
            return preview

        self._file.setEnabled(False)
        task = self._tasks.run(self, job, self._show, self._not_read)
        self.follow(task, say(mark("Comparing with the vault")))

    def apply(self) -> None:
        """Take in what is ticked."""
        preview = self._preview
        if preview is None:
            return
        importing, decisions = self._importing, self.model.decisions()

        def job(progress: Progress) -> Imported:
            return importing.apply(preview, decisions, progress)

        self._apply.setEnabled(False)
        task = self._tasks.run(self, job, self._applied, self._not_applied, write=True)
        self.follow(task, say(mark("Taking the workbook in")))

    def _fill(self) -> None:
        top = row(self._file, self._summary, gap=style.SPACE)
        top.setStretch(1, 1)
        self.body.addLayout(top)
        line = row(label(say(mark("Show"))), self.kinds, None, self._theirs)
        self.body.addLayout(line)
        for part in (self.kinds, self._theirs):
            part.setEnabled(False)
        self._table.setModel(self.model)
        self._table.setShowGrid(False)
        self._table.setWordWrap(False)
        self._table.setAccessibleName(say(mark("What would change")))
        self._table.verticalHeader().hide()
        self._table.verticalHeader().setDefaultSectionSize(style.CONTROL)
        self._table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self._table.setTabKeyNavigation(False)
        head = self._table.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        head.setStretchLastSection(True)
        card = Card(margin=style.HAIR_LINE)
        card.body.addWidget(self._table)
        self.body.addWidget(card, 1)
        self.body.addWidget(
            note(say(mark("Untick what shall not come in. The whole import can be undone.")))
        )

    def _choose(self) -> None:
        heading = say(mark("Import a workbook"))
        path = files.ask_for_opening(self, heading, pattern=say(PATTERN))
        if path is not None:
            self.read(path)

    def _show(self, preview: Preview) -> None:
        self._file.setEnabled(True)
        self._preview = preview
        self._summary.setText(_summary(preview))
        lines = lines_of(preview)
        self.model = ChangesModel(lines)
        self.model.decided.connect(self._update_button)
        self._table.setModel(self.model)
        head = self._table.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for column, width in enumerate(_WIDTHS):
            head.resizeSection(column, width)
        self._offer_kinds(lines)
        self._theirs.setEnabled(any(line.kind == "conflict" for line in lines))
        self._update_button()
        if preview.is_empty:
            self.tell(say(_EMPTY), Tone.PLAIN)

    def _offer_kinds(self, lines: list[Line]) -> None:
        counted = Counter(line.kind for line in lines)
        self.kinds.clear()
        self.kinds.addItem(say(mark("Every cell ({count})")).format(count=len(lines)), "")
        for kind, words in KINDS.items():
            if counted[kind]:
                self.kinds.addItem(f"{say(words)} ({counted[kind]})", kind)
        self.kinds.setEnabled(bool(lines))

    def _show_kind(self) -> None:
        kind = self.kinds.currentData()
        self.model.show_kinds({kind} if kind else ())

    def _take_theirs(self) -> None:
        self.model.take("conflict", True)

    def _update_button(self) -> None:
        count = self.model.taken_count
        words = say(mark("Take in {count} cells"))
        self._apply.setText(words.format(count=upright(number(count))))
        self._apply.setEnabled(count > 0)

    def _applied(self, imported: Imported) -> None:
        self.imported.emit(imported)
        self.accept()

    def _not_read(self, error: StrikelogError) -> None:
        self._file.setEnabled(True)
        self.fail(error)

    def _not_applied(self, error: StrikelogError) -> None:
        self._update_button()
        self.fail(error)


def lines_of(preview: Preview) -> list[Line]:
    """Say every cell of a preview: what would change first, then what was refused."""
    changes = [
        Line(
            kind=one.kind,
            title=one.title,
            label=one.label,
            old=one.old,
            new=one.new,
            where=f"{one.sheet} {one.row}",
            part=part_of(one.kind, one.id, one.group),
        )
        for one in preview.rows
    ]
    told = (("refused", preview.refused), ("doubt", preview.doubts))
    refusals = [
        Line(kind, one.sheet, one.key, one.reason, one.text, f"{one.sheet} {one.cell}")
        for kind, cells in told
        for one in cells
    ]
    return changes + refusals


def _summary(preview: Preview) -> str:
    said = [
        say(words).format(count=upright(number(preview.counts[name])))
        for name, words in _FATES.items()
        if preview.counts.get(name)
    ]
    read = say(mark("{count} rows read")).format(count=upright(number(preview.counts["read"])))
    return f"{upright(preview.name)}  ·  {read}: {', '.join(said)}"
