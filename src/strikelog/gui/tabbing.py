"""Tab goes from field to field as one reads, whenever the fields were made.

Left to itself Qt goes in the order of making: a row that is added to a form would come after
everything else in the window, the rail included.
"""

from collections.abc import Iterator
from typing import cast

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QGridLayout, QLayout, QScrollArea, QStackedWidget, QWidget


def step(window: QWidget, *, forward: bool) -> bool:
    """Give the keyboard to what comes next in reading order; False when there is nothing."""
    stops = list(tab_stops(window))
    place = _place_of(window.focusWidget(), stops)
    if not stops:
        return False
    if place is None:
        target = stops[0 if forward else -1]
    else:
        target = stops[(place + (1 if forward else -1)) % len(stops)]
    reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
    target.setFocus(reason)
    return True


def tab_stops(root: QWidget) -> Iterator[QWidget]:
    """Give what Tab stops at inside a widget, in reading order."""
    for part in _parts(root):
        if part.isWindow() or not part.isVisibleTo(root):
            continue
        if _stops(part):
            yield part
        yield from tab_stops(part)


def _stops(part: QWidget) -> bool:
    takes_tab = Qt.FocusPolicy.TabFocus.value & part.focusPolicy().value
    return bool(takes_tab) and part.isEnabled() and part.focusProxy() is None


def _parts(whole: QWidget) -> list[QWidget]:
    """Give the widgets right inside one, as they are laid out; what is not laid out comes last."""
    if isinstance(whole, QScrollArea | QStackedWidget):
        shown = whole.widget() if isinstance(whole, QScrollArea) else whole.currentWidget()
        return [shown] if shown is not None else []
    layout = whole.layout()
    found = list(_laid_out(layout)) if layout is not None else []
    known: set[QObject] = set(found)
    children = (one for one in whole.children() if isinstance(one, QWidget))
    return [*found, *(one for one in children if one not in known)]


def _laid_out(layout: QLayout) -> Iterator[QWidget]:
    order = list(range(layout.count()))
    if isinstance(layout, QGridLayout):
        order.sort(key=lambda place: _cell(layout, place))
    for place in order:
        item = layout.itemAt(place)
        widget = item.widget() if item is not None else None
        inner = item.layout() if item is not None else None
        if widget is not None:
            yield widget
        elif inner is not None:
            yield from _laid_out(inner)


def _cell(grid: QGridLayout, place: int) -> tuple[int, int]:
    line, column, *_spans = cast("tuple[int, int, int, int]", grid.getItemPosition(place))
    return line, column


def _place_of(focused: QWidget | None, stops: list[QWidget]) -> int | None:
    """Find where the keyboard is: at a stop, or inside what is one."""
    places = {id(stop): place for place, stop in enumerate(stops)}
    while focused is not None and id(focused) not in places:
        focused = focused.parentWidget()
    return places[id(focused)] if focused is not None else None
