"""The head of a list: labels, the arrow of the sorted column, and clicks that ask for sorting."""

from PySide6.QtCore import QItemSelectionModel, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QHeaderView, QStyle, QWidget

from strikelog.gui import style
from strikelog.gui.icons import picture
from strikelog.gui.lists.columns import Sort
from strikelog.gui.lists.model import PagedModel
from strikelog.gui.style import Ink

_WEIGHT = QFont.Weight.DemiBold


class ListHeader(QHeaderView):
    """Paints its own sections; sorting is asked for, never done here."""

    sort_requested = Signal(object)

    def __init__(self, model: PagedModel, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._columns = model.columns
        self.sort = Sort("")
        self.setModel(model)
        # Sharing the table's selection would make every paint ask whether whole columns are
        # selected, which takes seconds once everything is.
        self.setSelectionModel(QItemSelectionModel(model, self))
        self.setSectionsClickable(True)
        self.setSectionsMovable(True)
        self.setHighlightSections(False)
        self.setFixedHeight(style.HEADER_ROW)
        self.setMinimumSectionSize(style.CONTROL)
        self.sectionClicked.connect(self._ask_to_sort)

    def show_sort(self, sort: Sort) -> None:
        """Draw the arrow where the rows are sorted by."""
        self.sort = sort
        self.viewport().update()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), style.HEADER_ROW)

    def paintSection(self, painter: QPainter, rect: QRect, logical: int) -> None:  # noqa: N802
        theme = style.tokens()
        painter.fillRect(rect, style.color(theme.surface))
        painter.fillRect(rect.x(), rect.bottom(), rect.width(), 1, style.color(theme.line))
        column = self._columns[logical]
        room = rect.adjusted(style.CELL_PAD, 0, -style.CELL_PAD, 0)
        sorted_here = column.key == self.sort.key
        self._paint_label(painter, room, column.label, numeric=column.numeric, arrow=sorted_here)

    def _paint_label(
        self, painter: QPainter, room: QRect, text: str, *, numeric: bool, arrow: bool
    ) -> None:
        metrics = style.metrics(style.SMALL, _WEIGHT)
        side = style.SMALL_ICON
        space = room.width() - (side + style.HAIR if arrow else 0)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, space)
        width = min(metrics.horizontalAdvance(shown) + 1, space)
        taken = width + (room.width() - space)
        start = room.x() + (room.width() - taken if numeric else 0)
        if arrow and numeric:
            self._paint_arrow(painter, room, start)
            start += side + style.HAIR
        elif arrow:
            self._paint_arrow(painter, room, start + width + style.HAIR)
        painter.setFont(style.font(style.SMALL, _WEIGHT))
        painter.setPen(style.ink_color(Ink.INK if arrow else Ink.MUTED))
        place = QRect(start, room.y(), width, room.height())
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading
        painter.drawText(QStyle.visualRect(self.layoutDirection(), room, place), flags, shown)

    def _paint_arrow(self, painter: QPainter, room: QRect, start: int) -> None:
        side = style.SMALL_ICON
        name = "arrow-down" if self.sort.descending else "arrow-up"
        drawing = picture(name, Ink.INK, size=side, scale=self.devicePixelRatioF())
        place = QRect(QPoint(start, room.y() + (room.height() - side) // 2), QSize(side, side))
        place = QStyle.visualRect(self.layoutDirection(), room, place)
        painter.drawPixmap(place.topLeft(), drawing)

    def _ask_to_sort(self, logical: int) -> None:
        column = self._columns[logical]
        if not column.sortable:
            return
        again = column.key == self.sort.key
        descending = not self.sort.descending if again else column.numeric
        self.sort_requested.emit(Sort(column.key, descending))
