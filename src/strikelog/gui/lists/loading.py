"""Fills a list beside the window: the newest request wins, old rows stay until it is done."""

from array import array

from PySide6.QtCore import QObject, QTimer, Signal

from strikelog.domain.errors import StrikelogError
from strikelog.gui.lists.columns import FIRST, RowSource
from strikelog.gui.lists.table import RecordTable
from strikelog.gui.tasks import Latest, Tasks

PATIENCE = 150
"""Milliseconds before the person is told that a list is being filled."""


class ListLoader(QObject):
    """Loads sources into one table: first a screenful, then every row."""

    arrived = Signal()
    loaded = Signal(int)
    failed = Signal(object)
    waiting = Signal(bool)

    def __init__(self, table: RecordTable, tasks: Tasks) -> None:
        super().__init__(table)
        self._table = table
        self._latest = Latest(tasks, self)
        self._goal: int | None = None
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE)
        self._patience.timeout.connect(self._wait)

    def load(self, source: RowSource, *, then_go_to: int | None = None) -> None:
        """Replace the rows by those of `source`, kept where they are until all keys are known.

        Then select a row, if one is named.
        """
        self._goal = then_go_to
        self._patience.start()
        self._load_all(source)

    def begin(self, source: RowSource) -> None:
        """Show another list from its top: its first rows as soon as they are there."""
        self._goal = None
        self._patience.start()
        self._latest.run(
            lambda _progress: source.first_keys(),
            lambda keys: self._show_first(source, keys),
            self._fail,
        )

    def _load_all(self, source: RowSource) -> None:
        self._latest.run(
            lambda _progress: source.keys(), lambda keys: self._show(source, keys), self._fail
        )

    def _show_first(self, source: RowSource, keys: "array[int]") -> None:
        if len(keys) < FIRST:
            self._show(source, keys)
            return
        self._table.show_first(source, keys)
        self.arrived.emit()
        self._load_all(source)

    def _show(self, source: RowSource, keys: "array[int]") -> None:
        self._rest()
        self._table.show_rows(source, keys)
        if self._goal is not None:
            self._table.go_to(self._goal)
        self.loaded.emit(len(keys))

    def _fail(self, error: StrikelogError) -> None:
        self._rest()
        self.failed.emit(error)

    def _wait(self) -> None:
        self.waiting.emit(True)

    def _rest(self) -> None:
        self._patience.stop()
        self.waiting.emit(False)
