"""A list with the details of one entry beside it; the person decides how wide, or whether."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QSplitter, QWidget

from strikelog.gui import style
from strikelog.gui.preferences import Preferences
from strikelog.gui.style import Look

_SETTLED = 400


class SplitView(QSplitter):
    """Main part and detail pane; the pane's width is remembered under `name`."""

    def __init__(
        self, main: QWidget, detail: QWidget, *, name: str, preferences: Preferences
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        style.dress(self, Look.SPLIT)
        self._key = f"split.{name}"
        self._preferences = preferences
        self._detail = detail
        self.setHandleWidth(style.SPACE + 2)
        self.setChildrenCollapsible(False)
        main.setMinimumWidth(style.TABLE_MIN)
        detail.setMinimumWidth(style.DETAIL_MIN)
        for place, part in enumerate((main, detail)):
            self.addWidget(part)
            self.setStretchFactor(place, 1 - place)
        self._pause = QTimer(self, singleShot=True, interval=_SETTLED)
        self._pause.timeout.connect(self._remember)
        self.splitterMoved.connect(self._moved)
        self._restore()

    @property
    def shows_detail(self) -> bool:
        """True while the detail pane is open."""
        return not self._detail.isHidden()

    def show_detail(self, shown: bool) -> None:
        """Open or close the detail pane."""
        self._detail.setVisible(shown)

    def _restore(self) -> None:
        known = self._preferences.get(self._key) or ""
        width = int(known) if known.isdigit() else style.DETAIL_WIDTH
        self.setSizes([style.WINDOW_SIZE[0] - style.RAIL_WIDTH - width, width])

    def _moved(self) -> None:
        self._pause.start()

    def _remember(self) -> None:
        self._preferences.set(self._key, str(self.sizes()[1]))
