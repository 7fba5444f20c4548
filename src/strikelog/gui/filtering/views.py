"""Saved views: filters kept under a name, chosen from a menu."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QLineEdit, QMenu, QVBoxLayout, QWidget

from strikelog.domain.filter_text import filter_text
from strikelog.domain.filters import Filter
from strikelog.domain.messages import mark
from strikelog.domain.records import Record
from strikelog.gui import style
from strikelog.gui.language import say
from strikelog.gui.style import Look
from strikelog.gui.tasks import Failed, Tasks
from strikelog.gui.widgets.buttons import plain_button, primary_button
from strikelog.gui.widgets.card import row
from strikelog.gui.widgets.labels import label, paragraph

_LONGEST = 60


class Keeping(Protocol):
    """Where views are kept."""

    def views(self, kind: type[Record]) -> dict[str, Filter]:
        """Give the saved views of a list by name."""

    def save_view(self, kind: type[Record], name: str, where: Filter) -> None:
        """Keep a filter under a name."""

    def remove_view(self, kind: type[Record], name: str) -> None:
        """Forget a saved view."""


class SavedViews(QObject):
    """The saved views of one list, read once and kept up to date beside the window."""

    changed = Signal()

    def __init__(
        self, kept: Keeping, kind: type[Record], tasks: Tasks, *, failed: Failed | None = None
    ) -> None:
        super().__init__()
        self._kept = kept
        self._kind = kind
        self._tasks = tasks
        self._failed = failed
        self.by_name: Mapping[str, Filter] = {}
        self._read()

    def save(self, name: str, where: Filter) -> None:
        """Keep a filter; one of that name is replaced."""
        self._write(lambda: self._kept.save_view(self._kind, name, where))

    def remove(self, name: str) -> None:
        """Forget a view."""
        self._write(lambda: self._kept.remove_view(self._kind, name))

    def menu(self, parent: QWidget, choose: Callable[[Filter], object]) -> QMenu:
        """Return a menu that applies a view, or forgets one."""
        menu = QMenu(parent)
        if not self.by_name:
            menu.addAction(say(mark("No saved views yet"))).setEnabled(False)
            return menu
        for name, where in self.by_name.items():
            action = menu.addAction(_shown(name))
            action.setToolTip(filter_text(where))
            action.triggered.connect(partial(_choose, choose, where))
        menu.addSeparator()
        forget = menu.addMenu(say(mark("Forget a view")))
        for name in self.by_name:
            forget.addAction(_shown(name)).triggered.connect(partial(self._forget, name))
        return menu

    def _forget(self, name: str, _checked: bool = False) -> None:
        self.remove(name)

    def _write(self, job: Callable[[], None]) -> None:
        def written(_progress: object) -> dict[str, Filter]:
            job()
            return self._kept.views(self._kind)

        self._tasks.run(self, written, self._show, self._failed, write=True)

    def _read(self) -> None:
        self._tasks.run(
            self, lambda _progress: self._kept.views(self._kind), self._show, self._failed
        )

    def _show(self, views: dict[str, Filter]) -> None:
        self.by_name = views
        self.changed.emit()


def _choose(choose: Callable[[Filter], object], where: Filter, _checked: bool = False) -> None:
    choose(where)


def _shown(name: str) -> str:
    """Double the sign that menus take for a shortcut."""
    return name.replace("&", "&&")


class ViewName(QDialog):
    """Asks what a view shall be called; `named` with the answer."""

    named = Signal(str)

    def __init__(self, parent: QWidget, where: Filter, taken: Mapping[str, Filter]) -> None:
        super().__init__(parent)
        self.setWindowTitle(say(mark("Save view")))
        self.setMinimumWidth(style.SENTENCE_WIDTH)
        self._taken = taken
        self._name = QLineEdit()
        self._name.setMaxLength(_LONGEST)
        self._name.setPlaceholderText(say(mark("Name of the view")))
        self._name.setAccessibleName(say(mark("Name of the view")))
        self._note = paragraph("", Look.SMALL)
        self._save = primary_button(say(mark("Save view")))
        self._save.setEnabled(False)
        self._save.setDefault(True)
        self._save.clicked.connect(self.accept)
        cancel = plain_button(say(mark("Cancel")))
        cancel.clicked.connect(self.reject)
        self._name.textChanged.connect(self._judge)
        self.accepted.connect(self._tell)
        self.finished.connect(self.deleteLater)
        column = QVBoxLayout(self)
        column.setContentsMargins(style.MARGIN, style.MARGIN, style.MARGIN, style.MARGIN)
        column.setSpacing(style.SPACE)
        column.addWidget(label(say(mark("Save this filter as a view")), Look.HEADING))
        column.addWidget(paragraph(filter_text(where), Look.MUTED))
        column.addWidget(self._name)
        column.addWidget(self._note)
        column.addLayout(row(None, cancel, self._save))

    def enter(self, name: str) -> None:
        """Fill in a name."""
        self._name.setText(name)

    def _judge(self, text: str) -> None:
        name = text.strip()
        self._save.setEnabled(bool(name))
        replaced = name in self._taken
        words = mark("A view of this name exists and will be replaced.")
        self._note.setText(say(words) if replaced else "")

    def _tell(self) -> None:
        self.named.emit(self._name.text().strip())
