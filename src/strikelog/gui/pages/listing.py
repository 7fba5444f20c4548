"""Keeps one table filled: what is asked for, how it is sorted, and how many there are."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from strikelog.domain.changes import Changes
from strikelog.domain.fields import Kind, fields_of
from strikelog.domain.filters import ALL, Filter
from strikelog.domain.progress import Progress
from strikelog.domain.records import RECORDS, Incident, Record
from strikelog.gui.lists.columns import Sort
from strikelog.gui.lists.loading import ListLoader
from strikelog.gui.lists.table import RecordTable
from strikelog.gui.pages.rows import RecordRows, Shape
from strikelog.gui.tasks import Latest, Tasks
from strikelog.services.finding import Finding

_SETTLED = 120
"""Milliseconds in which several changes make one reload."""


@dataclass(frozen=True)
class Count:
    """How many records match certainly and possibly, and how many there are at all."""

    certain: int
    possible: int
    total: int

    @property
    def shown(self) -> int:
        """All that the list shows."""
        return self.certain + self.possible


class Listing(QObject):
    """Loads and reloads one list; counts come a moment after the rows."""

    arrived = Signal()
    counted = Signal(object)
    failed = Signal(object)
    waiting = Signal(bool)

    def __init__(
        self, table: RecordTable, shape: Shape, finding: Finding, *, tasks: Tasks, sort: Sort
    ) -> None:
        super().__init__(table)
        self._shape = shape
        self._finding = finding
        self._table = table
        self._counts = Latest(tasks, self)
        self._loader = ListLoader(table, tasks)
        self._loader.failed.connect(self.failed)
        self._loader.waiting.connect(self.waiting)
        self._loader.arrived.connect(self.arrived)
        self._loader.loaded.connect(self._count)
        self._concerned = concerned_by(shape.kind)
        self._settled = QTimer(self, singleShot=True, interval=_SETTLED)
        self._settled.timeout.connect(self.load)
        self.where = ALL
        self.sort = sort
        table.show_sort(sort)

    def ask(self, where: Filter) -> None:
        """Show what matches a filter."""
        self.where = where
        self._begin()

    def sort_by(self, sort: Sort) -> None:
        """Show the same rows in another order."""
        self.sort = sort
        self._table.show_sort(sort)
        self._begin()

    def go_to(self, key: int) -> None:
        """Load anew and select a row."""
        self._load(key)

    def load(self) -> None:
        """Read the list anew; the current row and the selection stay."""
        if self._table.rows.rowCount():
            self._load(None)
        else:
            self._begin()

    def notice(self, changes: Changes) -> None:
        """Read the list anew soon, if a change concerns what it shows."""
        if changes.concerns(*self._concerned):
            self._settled.start()

    def _load(self, goal: int | None) -> None:
        self._settled.stop()
        self._loader.load(self._rows(), then_go_to=goal)

    def _begin(self) -> None:
        self._settled.stop()
        self._loader.begin(self._rows())

    def _rows(self) -> RecordRows:
        return RecordRows(self._finding, self._shape, self.where, self.sort)

    def _count(self, shown: int) -> None:
        finding, kind, where = self._finding, self._shape.kind, self.where

        def counted(_progress: Progress) -> Count:
            if not where:
                return Count(shown, 0, shown)
            tally = finding.tally(kind, where)
            return Count(tally.certain, tally.possible, finding.tally(kind).total)

        self._counts.run(counted, self.counted.emit, self.failed.emit)


def concerned_by(kind: type[Record]) -> frozenset[str]:
    """Name the record classes whose changes show in a list of this one."""
    if issubclass(kind, Incident):
        return frozenset(one.__name__ for one in RECORDS)
    linked = (field for field in fields_of(kind) if field.kind in (Kind.LINK, Kind.LINKS))
    owned = (one.__name__ for one in RECORDS if one.about.parent and _belongs(one, kind))
    return frozenset({kind.__name__, *owned, *(name for field in linked for name in field.target)})


def _belongs(owned: type[Record], owner: type[Record]) -> bool:
    parent = next(field for field in fields_of(owned) if field.key == owned.about.parent)
    return owner.__name__ in parent.target
