"""Which columns are shown, in what order and how wide: the person's choice, remembered."""

import json
from dataclasses import asdict, dataclass, field
from functools import partial

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QMenu, QWidget

from strikelog.domain.messages import mark
from strikelog.gui.language import say
from strikelog.gui.lists.columns import Column
from strikelog.gui.lists.header import ListHeader
from strikelog.gui.preferences import Preferences

_SETTLED = 400


@dataclass
class Kept:
    """An arrangement as it is written down: keys of columns, widths in pixels."""

    order: list[str] = field(default_factory=list)
    shown: list[str] = field(default_factory=list)
    widths: dict[str, int] = field(default_factory=dict)


class Arrangement(QObject):
    """Keeps the header as the person left it, and lets growing columns take what is left over."""

    def __init__(
        self,
        header: ListHeader,
        columns: tuple[Column, ...],
        *,
        name: str,
        preferences: Preferences,
    ) -> None:
        super().__init__(header)
        self._header = header
        self._columns = columns
        self._key = f"columns.{name}"
        self._preferences = preferences
        self._widths = {column.key: column.width for column in columns}
        self._is_placing = False
        self._pause = QTimer(self, singleShot=True, interval=_SETTLED)
        self._pause.timeout.connect(self.remember)
        self._restore()
        header.sectionResized.connect(self._resized)
        header.sectionMoved.connect(self._pause_then_remember)

    @property
    def shown(self) -> list[str]:
        """Keys of the columns on screen, in their order."""
        return [self._columns[logical].key for logical in self.places]

    @property
    def places(self) -> list[int]:
        """Places in the model of the columns on screen, in their order."""
        return [place for place in self._in_order() if not self._header.isSectionHidden(place)]

    def show_column(self, key: str, shown: bool) -> None:
        """Show or hide a column; the last one stays."""
        if not shown and self.shown == [key]:
            return
        self._header.setSectionHidden(self._place(key), not shown)
        self.fit(self._header.viewport().width())
        self._pause_then_remember()

    def fit(self, room: int) -> None:
        """Give the columns their widths and share what is left over among those that grow.

        Where none of them does, the last one takes it.
        """
        visible = [self._columns[place] for place in self.places]
        growing = [column.key for column in visible if column.grows] or [visible[-1].key]
        spare = max(0, room - sum(self._widths[column.key] for column in visible))
        share = spare // len(growing)
        self._is_placing = True
        for column in visible:
            extra = share if column.key in growing else 0
            self._header.resizeSection(self._place(column.key), self._widths[column.key] + extra)
        self._is_placing = False

    def menu(self, parent: QWidget) -> QMenu:
        """Return a menu that shows and hides columns."""
        menu = QMenu(parent)
        groups: dict[str, QMenu] = {"": menu}
        for column in self._columns:
            if column.group not in groups:
                groups[column.group] = menu.addMenu(column.group)
            action = groups[column.group].addAction(column.label)
            action.setCheckable(True)
            action.setChecked(column.key in self.shown)
            action.toggled.connect(partial(self.show_column, column.key))
        menu.addSeparator()
        menu.addAction(say(mark("Columns as they were at first"))).triggered.connect(self.reset)
        return menu

    def reset(self) -> None:
        """Return to the columns, order and widths of the beginning."""
        self._widths = {column.key: column.width for column in self._columns}
        for place, column in enumerate(self._columns):
            self._header.moveSection(self._header.visualIndex(place), place)
            self._header.setSectionHidden(place, not column.shown)
        self.fit(self._header.viewport().width())
        self._pause_then_remember()

    def remember(self) -> None:
        """Write the arrangement down now."""
        order = [self._columns[logical].key for logical in self._in_order()]
        kept = Kept(order, self.shown, self._widths)
        self._preferences.set(self._key, json.dumps(asdict(kept)))

    def _restore(self) -> None:
        kept = _read(self._preferences.get(self._key))
        known = {column.key for column in self._columns}
        shown = known.intersection(kept.shown) or {c.key for c in self._columns if c.shown}
        self._widths |= {key: width for key, width in kept.widths.items() if key in known}
        for place, key in enumerate(key for key in kept.order if key in known):
            self._header.moveSection(self._header.visualIndex(self._place(key)), place)
        for place, column in enumerate(self._columns):
            self._header.setSectionHidden(place, column.key not in shown)

    def _resized(self, logical: int, _before: int, width: int) -> None:
        if self._is_placing or not width:
            return
        self._widths[self._columns[logical].key] = width
        self._pause_then_remember()

    def _pause_then_remember(self) -> None:
        self._pause.start()

    def _in_order(self) -> list[int]:
        return [self._header.logicalIndex(place) for place in range(len(self._columns))]

    def _place(self, key: str) -> int:
        return next(i for i, column in enumerate(self._columns) if column.key == key)


def _read(text: str | None) -> Kept:
    """Read what was written down; whatever else stands there counts as nothing."""
    try:
        return Kept(**json.loads(text or "{}"))
    except (ValueError, TypeError):
        return Kept()
