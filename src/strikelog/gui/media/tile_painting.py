"""Paints one tile: its picture or what stands for it, the veil over it, the words below."""

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPainterPath, QPen, QPixmap
from PySide6.QtWidgets import QApplication

from strikelog.gui import style
from strikelog.gui.icons import picture
from strikelog.gui.language import number, upright
from strikelog.gui.media.asking import Veil
from strikelog.gui.media.tiles import Tile
from strikelog.gui.pages.cells import GRAPHIC_TONES
from strikelog.gui.style import Ink
from strikelog.gui.widgets.labels import reading_end, reading_start
from strikelog.gui.widgets.pill import paint_pill, pill_size

_FIRST_LINE, _SECOND_LINE = 18, 17


@dataclass(frozen=True)
class TileState:
    """What the view knows of a tile while it paints it."""

    veil: Veil
    picture: QPixmap | None = None
    has_failed: bool = False
    selected: bool = False
    current: bool = False
    hovered: bool = False
    has_focus: bool = False
    scale: float = 1.0
    is_small: bool = False


def picture_side(tile_width: int, scale: float) -> int:
    """Give the pixels a picture needs to fill a tile."""
    return round((tile_width - 2 * style.TILE_PAD) * scale)


def paint_tile(painter: QPainter, place: QRect, tile: Tile, state: TileState) -> None:
    """Paint one tile."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    _paint_ground(painter, place, state)
    pad = style.TILE_PAD
    frame = place.adjusted(pad, pad, -pad, -style.TILE_FOOT)
    paint_picture(painter, frame, tile, state)
    words = QRect(frame.left() + 2, frame.bottom() + 1, frame.width() - 4, style.TILE_FOOT)
    _paint_words(painter, words, tile)


def paint_picture(painter: QPainter, frame: QRect, tile: Tile, state: TileState) -> None:
    """Paint the picture of an item into a frame, or what stands for it."""
    theme = style.tokens()
    rounded = QPainterPath()
    rounded.addRoundedRect(QRectF(frame), style.CORNER, style.CORNER)
    painter.save()
    painter.setClipPath(rounded)
    painter.fillRect(frame, style.color(theme.hover))
    if state.veil is not Veil.FULL and state.picture is not None:
        _paint_pixmap(painter, frame, state.picture, fills=state.veil is Veil.SOFT)
    painter.restore()
    if state.veil is Veil.FULL or state.picture is None:
        _paint_sign(painter, frame, tile, state)
    if not state.is_small:
        _paint_marks(painter, frame, tile, state)


def _paint_ground(painter: QPainter, place: QRect, state: TileState) -> None:
    theme = style.tokens()
    ground = theme.picked if state.selected else theme.hover if state.hovered else ""
    edge = theme.line
    width = style.HAIR_LINE
    if state.current:
        edge, width = theme.accent if state.has_focus else theme.faint, style.RING
    elif state.selected:
        edge = theme.edge
    painter.setPen(QPen(style.color(edge), width))
    painter.setBrush(style.color(ground or theme.surface))
    half = width / 2
    inside = QRectF(place).adjusted(half, half, -half, -half)
    painter.drawRoundedRect(inside, style.RADIUS, style.RADIUS)


def _paint_pixmap(painter: QPainter, frame: QRect, made: QPixmap, *, fills: bool) -> None:
    """Show the whole picture; one out of focus fills its frame."""
    how = Qt.AspectRatioMode.IgnoreAspectRatio if fills else Qt.AspectRatioMode.KeepAspectRatio
    size = QSize(made.size()).scaled(frame.size(), how)
    place = QRect(QPoint(0, 0), size)
    place.moveCenter(frame.center())
    painter.drawPixmap(place, made)


def _paint_sign(painter: QPainter, frame: QRect, tile: Tile, state: TileState) -> None:
    side = style.NAV_ICON if state.is_small else style.BIG_ICON
    name = tile.icon
    if state.veil is Veil.FULL:
        name = "eye-off"
    elif state.has_failed:
        name = "image-off"
    drawing = picture(name, Ink.FAINT, size=side, scale=state.scale)
    place = QRect(0, 0, side, side)
    place.moveCenter(frame.center())
    painter.drawPixmap(place.topLeft(), drawing)


def _paint_marks(painter: QPainter, frame: QRect, tile: Tile, state: TileState) -> None:
    """Say in words why a picture is veiled; a copy is told from an original by its sign."""
    mirrored = QApplication.layoutDirection() is Qt.LayoutDirection.RightToLeft
    gap = style.HAIR + 2
    if state.veil is not Veil.NONE and tile.warning:
        size = pill_size(tile.warning)
        left = frame.right() - gap - size.width() if mirrored else frame.left() + gap
        spot = QRect(QPoint(left, frame.top() + gap), size)
        paint_pill(painter, spot, tile.warning, tone=GRAPHIC_TONES[tile.graphic])
    if tile.is_copy:
        spot = QRect(0, frame.bottom() - gap - style.PILL, style.PILL, style.PILL)
        spot.moveLeft(frame.left() + gap if mirrored else frame.right() - gap - style.PILL)
        _paint_badge(painter, spot, "copy", state.scale)


def _paint_badge(painter: QPainter, spot: QRect, name: str, scale: float) -> None:
    theme = style.tokens()
    painter.setPen(style.color(theme.line))
    painter.setBrush(style.color(theme.surface))
    painter.drawRoundedRect(QRectF(spot), style.CORNER, style.CORNER)
    drawing = picture(name, Ink.MUTED, size=style.SMALL_ICON, scale=scale)
    inset = (spot.width() - style.SMALL_ICON) // 2
    painter.drawPixmap(spot.topLeft() + QPoint(inset, inset), drawing)


def _paint_words(painter: QPainter, room: QRect, tile: Tile) -> None:
    theme = style.tokens()
    first = QRect(room.left(), room.top() + style.HAIR, room.width(), _FIRST_LINE)
    second = QRect(room.left(), first.bottom() + 1, room.width(), _SECOND_LINE)
    _write(painter, first, tile.title, style.TEXT, QFont.Weight.DemiBold, theme.ink)
    if tile.incidents:
        second = _paint_count(painter, second, tile.incidents)
    _write(painter, second, tile.second, style.SMALL, QFont.Weight.Normal, theme.muted)


def _paint_count(painter: QPainter, room: QRect, incidents: int) -> QRect:
    """Say in how many incidents the item is named; give the room that is left."""
    mirrored = QApplication.layoutDirection() is Qt.LayoutDirection.RightToLeft
    said = upright(number(incidents))
    width = style.metrics(style.SMALL).horizontalAdvance(said) + style.SMALL_ICON + style.HAIR
    left = room.left() if mirrored else room.right() - width
    spot = QRect(left, room.top(), width, room.height())
    drawing = picture("link", Ink.FAINT, size=style.SMALL_ICON)
    top = room.top() + (room.height() - style.SMALL_ICON) // 2
    icon_left = spot.right() - style.SMALL_ICON if mirrored else spot.left()
    painter.drawPixmap(QPoint(icon_left, top), drawing)
    painter.setFont(style.font(style.SMALL))
    painter.setPen(style.color(style.tokens().muted))
    painter.drawText(spot, reading_end() | Qt.AlignmentFlag.AlignVCenter, said)
    gone = width + style.GAP
    return room.adjusted(gone, 0, 0, 0) if mirrored else room.adjusted(0, 0, -gone, 0)


def _write(
    painter: QPainter, room: QRect, text: str, size: int, weight: QFont.Weight, ink: str
) -> None:
    shown = style.metrics(size, weight).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    painter.setFont(style.font(size, weight))
    painter.setPen(style.color(ink))
    painter.drawText(room, reading_start() | Qt.AlignmentFlag.AlignVCenter, shown)
