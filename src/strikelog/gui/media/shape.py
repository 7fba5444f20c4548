"""Where the tiles of a grid stand: arithmetic, no toolkit state."""

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QAbstractItemView

from strikelog.gui import style

_Action = QAbstractItemView.CursorAction
_MARGIN = style.SPACE
_GAP = style.SPACE


@dataclass(frozen=True)
class GridShape:
    """Tiles in a width, for so many rows; places are those of left-to-right reading."""

    width: int
    count: int

    @property
    def across(self) -> int:
        """How many tiles stand side by side."""
        return max(1, (self.width - 2 * _MARGIN + _GAP) // (style.TILE_MIN + _GAP))

    @property
    def tile_width(self) -> int:
        """Width of a tile: the room is shared among those side by side."""
        room = self.width - 2 * _MARGIN - (self.across - 1) * _GAP
        return max(style.TILE_MIN // 2, room // self.across)

    @property
    def tile_height(self) -> int:
        """Height of a tile: a picture of three by four and the words below it."""
        return (self.tile_width - 2 * style.TILE_PAD) * 3 // 4 + style.TILE_PAD + style.TILE_FOOT

    @property
    def height(self) -> int:
        """Height of everything."""
        lines = -(-self.count // self.across)
        return lines * (self.tile_height + _GAP) - _GAP + 2 * _MARGIN if lines else 0

    def place(self, row: int) -> QRect:
        """Give where a row stands, from the top of everything."""
        line, at = divmod(row, self.across)
        left = _MARGIN + at * (self.tile_width + _GAP)
        top = _MARGIN + line * (self.tile_height + _GAP)
        return QRect(left, top, self.tile_width, self.tile_height)

    def row_at(self, point: QPoint) -> int | None:
        """Give the row whose tile a point lies in."""
        line = (point.y() - _MARGIN) // (self.tile_height + _GAP)
        at = (point.x() - _MARGIN) // (self.tile_width + _GAP)
        row = line * self.across + at
        if not (0 <= at < self.across and 0 <= row < self.count):
            return None
        return row if self.place(row).contains(point) else None

    def rows_between(self, top: int, bottom: int) -> range:
        """Give the rows that show between two heights."""
        step = self.tile_height + _GAP
        first = max(0, (top - _MARGIN) // step) * self.across
        last = max(0, (bottom - _MARGIN) // step + 1) * self.across
        return range(min(first, self.count), min(last, self.count))

    def moved(self, row: int, action: _Action, *, page: int, mirrored: bool) -> int:
        """Give the row a key leads to; -1 when there are none."""
        if not self.count:
            return -1
        if row < 0 or action is _Action.MoveHome:
            return 0
        if action is _Action.MoveEnd:
            return self.count - 1
        goal = row + self._step(action, page=page, mirrored=mirrored)
        if 0 <= goal < self.count:
            return goal
        return self._at_the_edge(row, goal)

    def _step(self, action: _Action, *, page: int, mirrored: bool) -> int:
        lines = max(1, page // (self.tile_height + _GAP))
        side = -1 if mirrored else 1
        steps = {
            _Action.MoveLeft: -side,
            _Action.MoveRight: side,
            _Action.MovePrevious: -1,
            _Action.MoveNext: 1,
            _Action.MoveUp: -self.across,
            _Action.MoveDown: self.across,
            _Action.MovePageUp: -lines * self.across,
            _Action.MovePageDown: lines * self.across,
        }
        return steps.get(action, 0)

    def _at_the_edge(self, row: int, goal: int) -> int:
        """Stay in the first line; go to the end from above a last line that is not full."""
        if goal < 0:
            return row % self.across if goal < -1 else row
        last_line = (self.count - 1) // self.across
        return self.count - 1 if row // self.across < last_line else row
