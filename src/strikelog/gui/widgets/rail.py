"""The navigation rail: sections of pages with icons; Alt and a digit goes to each."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
)

from strikelog.gui import style
from strikelog.gui.icons import nav_icon
from strikelog.gui.style import Ink, Look
from strikelog.gui.widgets.labels import ElidedLabel, label
from strikelog.gui.widgets.pictures import Picture


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
    """One item of the rail."""

    def __init__(self, item: NavItem) -> None:
        super().__init__()
        style.dress(self, Look.NAV)
        self.setText(item.label)
        self.setAccessibleName(item.label)
        self.setIcon(nav_icon(item.icon))
        self.setIconSize(QSize(style.NAV_ICON, style.NAV_ICON))
        self.setCheckable(True)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)


class NavigationRail(QFrame):
    """Emits `chosen` with the place of an item, counted over all sections."""

    chosen = Signal(int)

    def __init__(self, sections: Sequence[NavSection], *, brand: str, subtitle: str) -> None:
        super().__init__()
        style.dress(self, Look.RAIL)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self.setProperty("edge", "right" if mirrored else "left")
        self.setFixedWidth(style.RAIL_WIDTH)
        self._group = QButtonGroup(self, exclusive=True)
        self._group.idClicked.connect(self.chosen)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(style.SPACE, style.SPACE, style.SPACE, style.SPACE)
        self._column.setSpacing(0)
        self._subtitle = ElidedLabel(subtitle, Look.SMALL)
        self._add_brand(brand)
        for section in sections:
            self._add_section(section)

    @property
    def buttons(self) -> list[QAbstractButton]:
        """The items from top to bottom."""
        return self._group.buttons()

    def choose(self, place: int) -> None:
        """Mark an item as the one shown, without emitting."""
        self._group.button(place).setChecked(True)

    def show_subtitle(self, text: str) -> None:
        """Say below the name of the program which vault is open."""
        self._subtitle.show_text(text)

    def _add_brand(self, brand: str) -> None:
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(label(brand, Look.BRAND))
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
        else:
            self._column.addStretch(1)
        for item in section.items:
            self._column.addWidget(self._button(item))

    def _button(self, item: NavItem) -> NavButton:
        button = NavButton(item)
        place = len(self._group.buttons())
        self._group.addButton(button, place)
        if place < 9:
            button.setToolTip(f"{item.label}  (Alt+{place + 1})")
        return button
