"""What can be done with rows of a list: from the menu, the keyboard, a double click."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from strikelog.domain.messages import mark
from strikelog.domain.records import AggregateClaim, Incident, Record, Site
from strikelog.gui.language import say
from strikelog.gui.pages import wishes
from strikelog.gui.tasks import Latest, Tasks
from strikelog.services.finding import Finding


class RowActions(QObject):
    """Reads the records of row keys beside the window, then wishes for something with them."""

    wished = Signal(object)
    failed = Signal(object)

    def __init__(self, kind: type[Record], finding: Finding, tasks: Tasks, parent: QWidget) -> None:
        super().__init__(parent)
        self._kind = kind
        self._finding = finding
        self._parent = parent
        self._records = Latest(tasks, self)

    def open_row(self, key: int) -> None:
        """Open the form of a row."""
        self._with_records([key], self._edit_first)

    def open_row_menu(self, keys: Sequence[int], place: QPoint) -> None:
        """Open the menu of rows."""
        self._with_records(keys, partial(self.open_menu, place=place))

    def remove_rows(self, keys: Sequence[int]) -> None:
        """Delete rows."""
        self._with_records(keys, self._remove)

    def copy_rows(self, keys: Sequence[int]) -> None:
        """Copy the references of rows."""
        self._with_records(keys, copy_references)

    def open_menu(self, records: Sequence[Record], place: QPoint) -> None:
        """Open the menu of records."""
        if records:
            menu = self.menu(records)
            menu.aboutToHide.connect(menu.deleteLater)
            menu.popup(place)

    def menu(self, records: Sequence[Record]) -> QMenu:
        """Return what can be done with records."""
        menu = QMenu(self._parent)
        if len(records) == 1:
            self._add_single(menu, records[0])
        copy = menu.addAction(say(mark("Copy reference")))
        copy.triggered.connect(partial(copy_references, records))
        menu.addSeparator()
        menu.addAction(say(mark("Delete"))).triggered.connect(partial(self._remove, records))
        return menu

    def _add_single(self, menu: QMenu, record: Record) -> None:
        offers: list[tuple[str, wishes.Wish]] = [
            (mark("Open"), wishes.Edit(self._kind, record.id)),
            (mark("History"), wishes.ShowHistory(record)),
        ]
        if isinstance(record, Site):
            offers.append((mark("Ledger of strikes"), wishes.LookAt("repeats", record.id)))
        if isinstance(record, AggregateClaim):
            offers.append((mark("Hold beside our records"), wishes.LookAt("totals", record.id)))
        if isinstance(record, Incident):
            offers.append((mark("Make a dossier (PDF)…"), wishes.Dossier(record)))
        for words, wish in offers:
            menu.addAction(say(words)).triggered.connect(partial(self._wish, wish))

    def _with_records(self, keys: Sequence[int], use: Callable[[list[Record]], None]) -> None:
        finding, kind = self._finding, self._kind
        self._records.run(lambda _progress: finding.by_keys(kind, keys), use, self.failed.emit)

    def _edit_first(self, records: Sequence[Record]) -> None:
        if records:
            self._wish(wishes.Edit(self._kind, records[0].id))

    def _remove(self, records: Sequence[Record], _checked: bool = False) -> None:
        if records:
            self._wish(wishes.Remove(tuple(records)))

    def _wish(self, wish: wishes.Wish, _checked: bool = False) -> None:
        self.wished.emit(wish)


def copy_references(records: Sequence[Record], _checked: bool = False) -> None:
    """Put the references of records, or their ids, on the clipboard, one a line."""
    lines = [str(getattr(one, "ref", None) or one.id) for one in records]
    QGuiApplication.clipboard().setText("\n".join(lines))
