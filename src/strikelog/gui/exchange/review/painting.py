"""Paints the lines of a review: heads across the whole table, sides side by side below them."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from strikelog.domain.messages import mark
from strikelog.gui import style
from strikelog.gui.exchange.review.model import BASE, CHOICE, FIELD, KIND, OURS, THEIRS, ReviewModel
from strikelog.gui.exchange.review.word_diff import around
from strikelog.gui.exchange.review.words import CHOICE_TONES, TONES, choice_words, kind_words
from strikelog.gui.language import apart, say, upright
from strikelog.gui.style import Ink, Tone
from strikelog.gui.widgets.pill import paint_pill, pill_size

_KEPT_TEXTS = 4096
_LONGEST = 400
_BLANK = mark("empty")
_TOLD = ("refused", "doubt")
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class _Hand:
    name: str
    font: QFont
    color: QColor


@dataclass
class Seen:
    """What the view knows while it paints: where the keyboard is, and the direction of reading."""

    row: int = -1
    has_focus: bool = False
    direction: Qt.LayoutDirection = Qt.LayoutDirection.LeftToRight


class ReviewPainter(QStyledItemDelegate):
    """Paints from the model's lines; `place_of` gives where a column begins and how wide it is."""

    def __init__(self, model: ReviewModel, place_of: Callable[[int], tuple[int, int]]) -> None:
        super().__init__()
        self._model = model
        self._place_of = place_of
        self._texts: dict[tuple[str, int, str], str] = {}
        self.seen = Seen()
        self.prepare()

    def prepare(self) -> None:
        """Take fonts and colours of now; the view calls this before it paints."""
        theme = style.tokens()
        ink, muted, faint = map(style.color, (theme.ink, theme.muted, theme.faint))
        plain, strong = style.font(), style.font(style.TEXT, QFont.Weight.DemiBold)
        self._hands = {
            "plain": _Hand("plain", plain, ink),
            "muted": _Hand("plain", plain, muted),
            "faint": _Hand("plain", plain, faint),
            "strong": _Hand("strong", strong, ink),
            "small": _Hand("small", style.font(style.SMALL), muted),
            "grave": _Hand("plain", plain, style.ink_color(Ink.GRAVE)),
        }
        self._line = style.color(theme.line)
        self._page = style.color(theme.page)
        self._picked = style.color(theme.picked)
        self._accent = style.color(theme.accent if self.seen.has_focus else theme.faint)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        return QSize(style.FIELD_MIN, style.CONTROL)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        line, column = self._model.line_at(index.row()), index.column()
        picked = bool(option.state & QStyle.StateFlag.State_Selected)
        is_head = self._model.review.is_head(line)
        rect = option.rect
        painter.save()
        painter.setClipRect(rect)
        self._ground(painter, rect, is_head=is_head, picked=picked)
        if column == KIND and index.row() == self.seen.row:
            self._bar(painter, rect)
        if is_head:
            self._head(painter, rect, line)
        else:
            self._cell(painter, rect, line, column, picked=picked)
        if column == CHOICE:
            self._choice(painter, rect, line, picked=picked)
        painter.restore()

    def _ground(self, painter: QPainter, rect: QRect, *, is_head: bool, picked: bool) -> None:
        if picked:
            painter.fillRect(rect, self._picked)
        elif is_head:
            painter.fillRect(rect, self._page)
        painter.fillRect(rect.x(), rect.bottom(), rect.width(), 1, self._line)

    def _bar(self, painter: QPainter, rect: QRect) -> None:
        bar = QRect(rect.x(), rect.y(), style.BAR, rect.height() - 1)
        painter.fillRect(QStyle.visualRect(self.seen.direction, rect, bar), self._accent)

    def _head(self, painter: QPainter, rect: QRect, line: int) -> None:
        """Write the head over all columns; each cell shows what falls into it."""
        heading, kind = self._model.review.heading(line), self._model.review.kind_of(line)
        room = self._inside(self._across(rect, KIND, THEIRS))
        if kind != "head":
            room = self._after(room, self._pill(painter, room, kind_words(kind), TONES[kind]))
        place = upright(heading.place) if heading.entity else ""
        width = style.metrics(style.SMALL).horizontalAdvance(place)
        title = self._shortened(room, room.width() - width - style.SPACE)
        used = self._write(painter, title, heading.title, "strong")
        rest = self._after(title, used)
        if heading.entity:
            # A figure or a claim says nothing without what it hangs on.
            kept = self._shortened(rest, rest.width() - width - style.SPACE)
            owner = f" · {apart(heading.owner)}" if heading.owner else ""
            self._write(painter, kept, f"{heading.entity}{owner}", "small")
            self._write(painter, room, place, "small", at_end=True)

    def _cell(
        self, painter: QPainter, rect: QRect, line: int, column: int, *, picked: bool
    ) -> None:
        kind, room = self._model.review.kind_of(line), self._inside(rect)
        if column == KIND:
            self._pill(painter, room, kind_words(kind), TONES[kind], outlined=picked)
        elif column == FIELD:
            self._write(painter, room, self._model.text(line, FIELD), "plain")
        elif kind in _TOLD:
            self._told(painter, rect, line, column)
        elif column != CHOICE:
            self._side(painter, room, line, column)

    def _told(self, painter: QPainter, rect: QRect, line: int, column: int) -> None:
        """Say why a cell was refused where base and ours would stand."""
        said = self._model.review.line(line)
        if column in (BASE, OURS):
            room = self._inside(self._across(rect, BASE, OURS))
            self._write(painter, room, said.reason, "muted")
        elif column == THEIRS:
            ink = "grave" if said.kind == "refused" else "plain"
            self._write(painter, self._inside(rect), said.theirs, ink)

    def _side(self, painter: QPainter, room: QRect, line: int, column: int) -> None:
        said = self._model.review.line(line)
        text, other = {
            BASE: (said.base, said.theirs),
            OURS: (said.ours, said.theirs),
            THEIRS: (said.theirs, said.ours or said.base),
        }[column]
        if not text:
            self._write(painter, room, say(_BLANK), "faint")
            return
        shown = around(text, other) if len(text) > style.FIELD_MIN // 2 else text
        choice = self._model.review.choice(line)
        loses = {"theirs": OURS, "ours": THEIRS}.get(choice or "")
        hand = "muted" if column in (BASE, loses) else "plain"
        self._write(painter, room, shown[:_LONGEST].replace("\n", " "), hand)

    def _choice(self, painter: QPainter, rect: QRect, line: int, *, picked: bool) -> None:
        kind, choice = self._model.review.kind_of(line), self._model.review.choice(line)
        if kind in (*_TOLD, "head"):
            return
        words, tone = choice_words(kind, choice), CHOICE_TONES[choice]
        self._pill(painter, self._inside(rect), words, tone, outlined=picked)

    # -- places and letters

    def _inside(self, rect: QRect) -> QRect:
        return rect.adjusted(style.CELL_PAD, 0, -style.CELL_PAD, -1)

    def _across(self, rect: QRect, first: int, last: int) -> QRect:
        """Give the room of several columns together, on the line of a cell."""
        places = [self._place_of(column) for column in range(first, last + 1)]
        left = min(start for start, _ in places)
        return QRect(left, rect.y(), sum(width for _, width in places), rect.height())

    def _shortened(self, room: QRect, width: int) -> QRect:
        inner = QRect(room.x(), room.y(), max(width, 0), room.height())
        return QStyle.visualRect(self.seen.direction, room, inner)

    def _after(self, room: QRect, used: int) -> QRect:
        rest = room.adjusted(used + style.GAP, 0, 0, 0)
        return QStyle.visualRect(self.seen.direction, room, rest)

    def _pill(
        self, painter: QPainter, room: QRect, text: str, tone: Tone, *, outlined: bool = False
    ) -> int:
        shown = self._fitted(text, room.width() - 2 * style.GAP, self._hands["small"])
        size = pill_size(shown)
        top = room.y() + (room.height() - size.height()) // 2 + 1
        place = QRect(room.x(), top, size.width(), size.height())
        placed = QStyle.visualRect(self.seen.direction, room, place)
        paint_pill(painter, placed, shown, tone=tone, outlined=outlined)
        return size.width()

    def _write(
        self, painter: QPainter, room: QRect, text: str, name: str, *, at_end: bool = False
    ) -> int:
        """Write one line of text and return how wide it is."""
        hand = self._hands[name]
        shown = self._fitted(text, room.width(), hand)
        width = QFontMetrics(hand.font).horizontalAdvance(shown)
        on_the_right = at_end != (self.seen.direction == Qt.LayoutDirection.RightToLeft)
        left = room.x() + (room.width() - width if on_the_right else 0)
        painter.setFont(hand.font)
        painter.setPen(hand.color)
        # A fixed baseline keeps both scripts level; their fonts differ in height.
        painter.drawText(left, room.y() + room.height() // 2 + style.CORNER - 1, apart(shown))
        return width

    def _fitted(self, text: str, room: int, hand: _Hand) -> str:
        key = (text, room, hand.name)
        known = self._texts.get(key)
        if known is None:
            if len(self._texts) > _KEPT_TEXTS:
                self._texts.clear()
            metrics = QFontMetrics(hand.font)
            known = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(room, 0))
            self._texts[key] = known
        return known
