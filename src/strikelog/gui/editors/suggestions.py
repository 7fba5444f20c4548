"""What a line offers below it: the entries, and how each is painted."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from strikelog.gui import style
from strikelog.gui.language import apart
from strikelog.gui.style import Ink
from strikelog.gui.widgets.labels import reading_start
from strikelog.services.world import WorldPlace

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Suggestion:
    """An entry offered: what it stands for, its name, and a line that tells it from others.

    `makes` is the class of the record that choosing it would make; blank for entries that exist.
    `world` is the place that choosing it would bring into the vault.
    """

    key: str
    title: str
    detail: str = ""
    makes: str = ""
    world: WorldPlace | None = None

    @property
    def is_new(self) -> bool:
        """True when choosing it writes something into the vault."""
        return bool(self.makes) or self.world is not None


class SuggestionModel(QAbstractListModel):
    """The entries offered now."""

    def __init__(self) -> None:
        super().__init__()
        self.entries: Sequence[Suggestion] = ()

    def offer(self, entries: Sequence[Suggestion]) -> None:
        """Replace the entries."""
        self.beginResetModel()
        self.entries = entries
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        entry = self.entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.title
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole):
            return entry.detail
        return None


class TwoLineDelegate(QStyledItemDelegate):
    """Paints the name over its detail.

    What lies first is only tinted until somebody walks (`is_walked`), because the first step
    arrives there.
    """

    is_walked = False

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        entry = _entry(index)
        return QSize(0, style.SUGGEST_ROW if entry.detail else style.PICK_ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry, place = _entry(index), QRect(option.rect)
        painter.save()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            tokens = style.tokens()
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(style.color(tokens.picked if self.is_walked else tokens.hover))
            painter.drawRoundedRect(place, style.CORNER, style.CORNER)
        room = place.adjusted(style.GAP, style.HAIR, -style.GAP, -style.HAIR)
        ink = Ink.PICKED if chosen else Ink.ACCENT if entry.makes else Ink.INK
        upper = room if not entry.detail else room.adjusted(0, 0, 0, -room.height() // 2 + 1)
        _write(painter, upper, entry.title, size=style.TEXT, ink=ink)
        if entry.detail:
            lower = room.adjusted(0, room.height() // 2 + 1, 0, 0)
            _write(painter, lower, entry.detail, size=style.TINY, ink=Ink.MUTED)
        painter.restore()


def _entry(index: Index) -> Suggestion:
    model = index.model()
    assert isinstance(model, SuggestionModel)
    return model.entries[index.row()]


def _write(painter: QPainter, room: QRect, text: str, *, size: int, ink: Ink) -> None:
    weight = QFont.Weight.Medium if size == style.TEXT else QFont.Weight.Normal
    mode = Qt.TextElideMode.ElideRight
    shown = style.metrics(size, weight).elidedText(text, mode, room.width())
    painter.setFont(style.font(size, weight))
    painter.setPen(style.ink_color(ink))
    painter.drawText(room, reading_start() | Qt.AlignmentFlag.AlignVCenter, apart(shown))
