"""Importing a gazetteer: choose a file, see which places it would bring, take them in as one."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QHeaderView, QLineEdit, QTableView, QWidget

from strikelog.domain.changes import Changes
from strikelog.domain.display import title_of, words
from strikelog.domain.errors import StrikelogError
from strikelog.domain.fields import field_of, fields_of
from strikelog.domain.messages import mark
from strikelog.domain.progress import Progress
from strikelog.domain.records import Location, Record
from strikelog.gui import style
from strikelog.gui.dialogs import files
from strikelog.gui.dialogs.sheet import Sheet, note
from strikelog.gui.exchange.review.words import KINDS
from strikelog.gui.language import apart, language, number, say, upright
from strikelog.gui.style import Look, Tone
from strikelog.gui.tasks import Latest, Tasks
from strikelog.gui.widgets.buttons import plain_button, primary_button
from strikelog.gui.widgets.card import Card, row
from strikelog.gui.widgets.labels import label, paragraph
from strikelog.services.gazetteer import Gazetteers, Plan

TITLE = mark("Import a gazetteer")
_LISTS = mark("Lists of places")
_FILES = "*.csv *.xlsx *.geojson *.json"
_WIDE, _HIGH = 900, 600
_WIDTHS = (90, 190, 170, 150)
_FATES = (
    ("new", mark("{count} new")),
    ("changed", mark("{count} changed")),
    ("unchanged", mark("{count} unchanged")),
    ("refused", mark("{count} refused")),
)
_NOTHING = mark("This file brings nothing new: the vault has every place as the file has it.")
_ROW = mark("Row {row}: {reason}")
_TONES = {"new": Tone.GOOD, "refused": Tone.GRAVE}

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


@dataclass(frozen=True)
class PlaceLine:
    """One place of the file: what becomes of it, and why or in which fields."""

    fate: str
    name: str
    name_local: str
    level: str
    told: str

    def cells(self) -> tuple[str, ...]:
        """Say the line column by column."""
        return (say(KINDS[self.fate]), self.name, self.name_local, self.level, self.told)


def _reason(at: int, reason: str) -> str:
    return say(_ROW).format(row=upright(number(at)), reason=say(reason))


def _line(fate: str, place: Record, told: str) -> PlaceLine:
    assert isinstance(place, Location)
    level = words(field_of(Location, "level"), place.level, language())
    return PlaceLine(fate, title_of(place), place.name_local or "", level, told)


def _differing(before: Record | None, after: Record) -> str:
    """Name the fields in which a place would change."""
    named = [
        say(field.label)
        for field in fields_of(Location)
        if getattr(before, field.key) != getattr(after, field.key)
    ]
    return ("، " if language() == "ar" else ", ").join(named)


class PlacesModel(QAbstractTableModel):
    """The places of a plan; refused rows come first, because someone has to look at them."""

    def __init__(self, plan: Plan) -> None:
        super().__init__()
        self._plan = plan
        self._count = len(plan.refused) + len(plan.changed) + len(plan.new)
        self._lines: dict[int, PlaceLine] = {}
        place, local, level = (field_of(Location, key) for key in ("name", "name_local", "level"))
        labels = (mark("Fate"), place.label, local.label, level.label, mark("What or why"))
        self._heads = tuple(say(one) for one in labels)

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._heads)

    def line(self, at: int) -> PlaceLine:
        """Say what becomes of one place; made when it is first looked at."""
        if at not in self._lines:
            self._lines[at] = self._said(at)
        return self._lines[at]

    def _said(self, at: int) -> PlaceLine:
        refused, changed = self._plan.refused, self._plan.changed
        if at < len(refused):
            one = refused[at]
            return PlaceLine("refused", one.name, "", "", _reason(one.row, one.reason))
        at -= len(refused)
        if at < len(changed):
            revision = changed[at]
            return _line("changed", revision.after, _differing(revision.before, revision.after))
        place = self._plan.new[at - len(changed)]
        return _line("new", place, place.pcode or "")

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self.line(index.row())
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return line.cells()[index.column()]
        if role == Qt.ItemDataRole.ForegroundRole and index.column() == 0 and line.fate in _TONES:
            return style.tone_colors(_TONES[line.fate])[1]
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._heads[section]
        return None


class GazetteerDialog(Sheet):
    """Emits `imported` once the places of a file were taken in."""

    imported = Signal(object)

    def __init__(self, parent: QWidget, gazetteers: Gazetteers, tasks: Tasks) -> None:
        super().__init__(parent, say(TITLE), width=_WIDE)
        self.setMinimumHeight(_HIGH)
        self._gazetteers = gazetteers
        self._tasks = tasks
        self._latest = Latest(tasks, self)
        self._path: Path | None = None
        self._plan: Plan | None = None
        self._planned_set = ""
        self._file = plain_button(say(mark("Choose file…")), "folder-open")
        self._file.clicked.connect(self._choose)
        self.summary = paragraph(
            say(mark("Nothing is saved before you have seen what would change.")), Look.MUTED
        )
        self.pcode_set = QLineEdit()
        self.pcode_set.editingFinished.connect(self._read_again)
        self.table = QTableView()
        self.take_in = primary_button(say(mark("Take in")), "check")
        self.take_in.setEnabled(False)
        self.take_in.clicked.connect(self.apply)
        self.add_action(self.take_in)
        self._fill()

    def read(self, path: Path) -> None:
        """Read a file and compare it with the vault, beside the window."""
        gazetteers, self._path = self._gazetteers, path
        self._planned_set = named = self.pcode_set.text().strip()

        def job(_: Progress) -> Plan:
            return gazetteers.plan(path, pcode_set=named)

        self.take_in.setEnabled(False)
        task = self._latest.run(job, self._show, self.fail)
        self.follow(task, say(mark("Comparing with the vault")))

    def apply(self) -> None:
        """Take the places in as one step."""
        plan, gazetteers = self._plan, self._gazetteers
        if plan is None:
            return

        def job(progress: Progress) -> Changes:
            return gazetteers.import_plan(plan, progress)

        self._lock(True)
        task = self._tasks.run(self, job, self._applied, self._not_applied, write=True)
        self.follow(task, say(mark("Taking the places in")))

    def _fill(self) -> None:
        top = row(self._file, self.summary, gap=style.SPACE)
        top.setStretch(1, 1)
        self.body.addLayout(top)
        name = label(say(mark("Name of the P-code set")))
        name.setBuddy(self.pcode_set)
        self.pcode_set.setAccessibleName(name.text())
        self.pcode_set.setPlaceholderText(say(mark("as the file says")))
        line = row(name, self.pcode_set, gap=style.SPACE)
        line.setStretch(1, 1)
        self.body.addLayout(line)
        self._dress_table()
        card = Card(margin=style.HAIR_LINE)
        card.body.addWidget(self.table)
        self.body.addWidget(card, 1)
        self.body.addWidget(
            note(
                say(
                    mark(
                        "Places that the vault has already, by P-code or name, are completed and "
                        "not doubled. The whole import can be undone."
                    )
                )
            )
        )

    def _dress_table(self) -> None:
        table = self.table
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setAccessibleName(say(mark("What would change")))
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(style.CONTROL)
        table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        table.setTabKeyNavigation(False)
        head = table.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        head.setStretchLastSection(True)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)

    def _choose(self) -> None:
        path = files.ask_for_opening(self, say(TITLE), pattern=f"{say(_LISTS)} ({_FILES})")
        if path is not None:
            self.read(path)

    def _read_again(self) -> None:
        """Another name for the codes may change other places."""
        if self._path is not None and self.pcode_set.text().strip() != self._planned_set:
            self.read(self._path)

    def _show(self, plan: Plan) -> None:
        self._plan = plan
        assert self._path is not None
        self.summary.setText(" · ".join((apart(self._path.name), *_counted(plan))))
        self.table.setModel(PlacesModel(plan))
        for column, width in enumerate(_WIDTHS):
            self.table.horizontalHeader().resizeSection(column, width)
        count = len(plan.new) + len(plan.changed)
        text = say(mark("Take in {count} places"))
        self.take_in.setText(text.format(count=upright(number(count))))
        self.take_in.setEnabled(count > 0)
        if not count and not plan.refused:
            self.tell(say(_NOTHING), Tone.PLAIN)

    def _lock(self, locked: bool) -> None:
        for part in (self.take_in, self._file, self.pcode_set):
            part.setEnabled(not locked)

    def _applied(self, changes: Changes) -> None:
        self.imported.emit(changes)
        self.accept()

    def _not_applied(self, error: StrikelogError) -> None:
        self._lock(False)
        self.fail(error)


def _counted(plan: Plan) -> list[str]:
    counts = {
        "new": len(plan.new),
        "changed": len(plan.changed),
        "unchanged": plan.unchanged,
        "refused": len(plan.refused),
    }
    said = [
        apart(say(text).format(count=upright(number(counts[name]))))
        for name, text in _FATES
        if counts[name]
    ]
    return said or [say(mark("no places"))]
