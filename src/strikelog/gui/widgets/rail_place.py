"""The room the rail takes: beside the pages, or over them for as long as its names are read."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QFocusEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QWidget

from strikelog.gui import style
from strikelog.gui.widgets.rail import NavigationRail

# Long enough for a mouse that only passes on its way to the edge of the screen.
_REST = 200
_TABBED = {Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason}


class RailPlace(QWidget):
    """Keeps the rail's width free; a narrow rail opens over the page under mouse or keyboard."""

    def __init__(self, rail: NavigationRail, ground: QWidget) -> None:
        super().__init__(ground)
        self._rail = rail
        self._is_narrow = self._was_tabbed = False
        self._rest = QTimer(self, singleShot=True, interval=_REST)
        self._rest.timeout.connect(self._open)
        rail.setParent(ground)
        rail.installEventFilter(self)
        for button in rail.buttons:
            button.installEventFilter(self)
        ground.installEventFilter(self)
        rail.chosen.connect(self._shut)
        self.fit(narrow=False, low=False)

    def fit(self, *, narrow: bool, low: bool) -> None:
        """Leave room for icons alone, or for the names too; in a low window without headings."""
        self._is_narrow = narrow
        self._rest.stop()
        self._rail.fit(narrow=narrow, low=low)
        self.setFixedWidth(style.RAIL_NARROW if narrow else style.RAIL_WIDTH)
        self.setMinimumHeight(self._rail.minimumSizeHint().height() if narrow or low else 0)
        self._put()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if watched is self.parentWidget():
            if kind in {QEvent.Type.Resize, QEvent.Type.LayoutDirectionChange}:
                self._put()
        elif not self._is_narrow:
            return False
        elif kind == QEvent.Type.Enter:
            self._rest.start()
        elif isinstance(event, QFocusEvent) and event.gotFocus():
            # Only when somebody tabs there: a page that leaves hands the keyboard on to the rail.
            if event.reason() in _TABBED:
                self._was_tabbed = True
                self._open()
        elif kind == QEvent.Type.FocusOut or (kind == QEvent.Type.Leave and watched is self._rail):
            self._leave(kind)
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._put()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._put()

    def _open(self) -> None:
        if self._is_narrow:
            self._rail.set_open(True)
            self._put()

    def _shut(self) -> None:
        self._rest.stop()
        self._was_tabbed = False
        if self._is_narrow:
            self._rail.set_open(False)
            self._put()

    def _leave(self, kind: QEvent.Type) -> None:
        """Shut, unless the keyboard stays where the mouse left, or went to the next item."""
        focused = QApplication.focusWidget()
        reads_on = focused is not None and self._rail.isAncestorOf(focused)
        if kind == QEvent.Type.Leave and reads_on and self._was_tabbed:
            return
        if kind == QEvent.Type.FocusOut and (reads_on or self._rail.underMouse()):
            return
        self._shut()

    def _put(self) -> None:
        ground = self.parentWidget()
        width = self._rail.maximumWidth()
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        start = ground.width() - width if mirrored else 0
        self._rail.setGeometry(start, 0, width, self.height() or ground.height())
        self._rail.raise_()
