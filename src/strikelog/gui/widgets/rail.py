"""The navigation rail: sections of pages with icons; Alt and a digit goes to each."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QIcon, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QStyle,
    QToolButton,
    QVBoxLayout,
)

from strikelog.gui import style
from strikelog.gui.icons import nav_icon
from strikelog.gui.style import Ink, Look
from strikelog.gui.widgets.labels import ElidedLabel, label, reading_end, reading_start
from strikelog.gui.widgets.pictures import Picture

_REACHED_BY_KEYS = 9


@dataclass(frozen=True)
class NavItem:
    """One place to go to."""

    label: str
    icon: str


@dataclass(frozen=True)
class NavSection:
    """Places that belong together; a section without a label stands at the foot."""

    label: str
    items: Sequence[NavItem]


class NavButton(QToolButton):
    """One item of the rail: icon and label, or in a narrow rail that is shut the icon alone.

    A narrow rail that opens keeps its icons where they are, so that nothing moves under the mouse.
    """

    def __init__(self, item: NavItem) -> None:
        super().__init__()
        self.is_narrow = False
        self.is_open = True
        self.keys = ""
        self.setText(item.label)
        self.setAccessibleName(item.label)
        self.setIcon(nav_icon(item.icon))
        self.setCheckable(True)
        # A little less where the window is low, rather than squeezing the name of the program.
        self.setMinimumHeight(style.NAV_LEAST)
        self.setMaximumHeight(style.NAV_ITEM)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        return QSize(style.RAIL_NARROW, style.NAV_ITEM)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        state = QIcon.State.On if self.isChecked() else QIcon.State.Off
        self.icon().paint(painter, self._icon_place(), state=state)
        if self.is_open:
            self._paint_label(painter)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and self.is_narrow and self.is_open:
            return True
        return super().event(event)

    def _paint_ground(self, painter: QPainter) -> None:
        theme = style.tokens()
        ground = theme.picked if self.isChecked() else theme.hover
        painter.setPen(Qt.PenStyle.NoPen)
        if self.hasFocus():
            painter.setPen(QPen(style.color(theme.accent), style.RING))
        lit = self.isChecked() or self.underMouse()
        painter.setBrush(style.color(ground) if lit else Qt.BrushStyle.NoBrush)
        inside = self.rect().adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(inside, style.GAP, style.GAP)

    def _icon_place(self) -> QRect:
        side = style.NAV_ICON
        place = QRect(self._icon_start(), (self.height() - side) // 2, side, side)
        return QStyle.visualRect(self.layoutDirection(), self.rect(), place)

    def _icon_start(self) -> int:
        shut = style.RAIL_NARROW - 2 * style.SPACE
        return (shut - style.NAV_ICON) // 2 if self.is_narrow else style.SPACE

    def _paint_label(self, painter: QPainter) -> None:
        checked = self.isChecked()
        weight = QFont.Weight.DemiBold if checked else QFont.Weight.Medium
        start = self._icon_start() + style.NAV_ICON + style.GAP + 1
        room = self.rect().adjusted(start, 0, -style.GAP, 0)
        room = QStyle.visualRect(self.layoutDirection(), self.rect(), room)
        text = style.metrics(style.TEXT, weight).elidedText(
            self.text(), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.setFont(style.font(style.TEXT, weight))
        painter.setPen(style.ink_color(Ink.PICKED if checked else Ink.MUTED))
        painter.drawText(room, reading_start() | Qt.AlignmentFlag.AlignVCenter, text)
        if self.is_narrow:
            self._paint_keys(painter, room)

    def _paint_keys(self, painter: QPainter, room: QRect) -> None:
        """Write the keys at the end, where an open narrow rail would hide the names with a tip."""
        painter.setFont(style.font(style.TINY))
        painter.setPen(style.ink_color(Ink.MUTED))
        painter.drawText(room, reading_end() | Qt.AlignmentFlag.AlignVCenter, self.keys)


class NavigationRail(QFrame):
    """Emits `chosen` with the place of an item, counted over all sections."""

    chosen = Signal(int)

    def __init__(self, sections: Sequence[NavSection], *, brand: str, subtitle: str) -> None:
        super().__init__()
        style.dress(self, Look.RAIL)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self.setProperty("edge", "right" if mirrored else "left")
        self.setFixedWidth(style.RAIL_WIDTH)
        self._items: list[NavButton] = []
        self._group = QButtonGroup(self, exclusive=True)
        self._group.idClicked.connect(self.chosen)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(style.SPACE, style.SPACE, style.SPACE, style.SPACE)
        self._column.setSpacing(style.NAV_GAP)
        self._headings: list[QLabel] = []
        self._subtitle = ElidedLabel(subtitle, Look.TINY)
        self._add_brand(brand)
        for section in sections:
            self._add_section(section)

    @property
    def buttons(self) -> list[NavButton]:
        """The items from top to bottom."""
        return list(self._items)

    def choose(self, place: int) -> None:
        """Mark an item as the one shown, without emitting."""
        self._items[place].setChecked(True)

    def show_subtitle(self, text: str) -> None:
        """Say below the name of the program which vault is open."""
        self._subtitle.show_text(text)

    def fit(self, *, narrow: bool, low: bool) -> None:
        """Keep no headings where a window is low, and icons alone while shut where it is narrow."""
        for part in (self._brand, self._subtitle):
            part.setVisible(not narrow)
        for heading in self._headings:
            heading.setVisible(not (narrow or low))
        for button in self._items:
            button.is_narrow = narrow
        self.set_open(not narrow)

    def set_open(self, is_open: bool) -> None:
        """Show the names beside the icons, or the icons alone."""
        self.setFixedWidth(style.RAIL_WIDTH if is_open else style.RAIL_NARROW)
        for button in self._items:
            button.is_open = is_open
            button.update()

    def _add_brand(self, brand: str) -> None:
        names = QVBoxLayout()
        names.setSpacing(0)
        self._brand = label(brand, Look.BRAND)
        self._brand.setMinimumHeight(self._brand.sizeHint().height())
        names.addWidget(self._brand)
        names.addWidget(self._subtitle)
        line = QHBoxLayout()
        line.setContentsMargins(style.HAIR, 0, style.HAIR, style.GAP)
        line.setSpacing(style.CELL_PAD)
        line.addWidget(Picture("map-pinned", Ink.ACCENT, size=style.BRAND_ICON))
        line.addLayout(names, 1)
        self._column.addLayout(line)

    def _add_section(self, section: NavSection) -> None:
        if section.label:
            heading = label(section.label, Look.NAV_SECTION)
            heading.setContentsMargins(style.SPACE, style.SPACE, style.SPACE, style.HAIR)
            self._column.addWidget(heading)
            self._headings.append(heading)
        else:
            self._column.addStretch(1)
        for item in section.items:
            self._column.addWidget(self._button(item))

    def _button(self, item: NavItem) -> NavButton:
        button = NavButton(item)
        place = len(self._items)
        self._items.append(button)
        self._group.addButton(button, place)
        button.keys = f"Alt+{place + 1}" if place < _REACHED_BY_KEYS else ""
        button.setToolTip(f"{item.label}  ({button.keys})" if button.keys else item.label)
        return button
