"""The logo of the office among the settings: how it looks, another one, none."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QHBoxLayout, QWidget

from strikelog.domain.messages import mark
from strikelog.gui import style
from strikelog.gui.dialogs import files
from strikelog.gui.language import say
from strikelog.gui.style import Look
from strikelog.gui.tasks import Tasks
from strikelog.gui.widgets.buttons import link_button, plain_button
from strikelog.gui.widgets.labels import label
from strikelog.services.office_logo import Logo, OfficeLogo

__all__ = ["LogoRow"]

PATTERN = mark("Pictures")
_CHOOSE = mark("Choose a logo")
_ENDINGS = "*.jpg *.jpeg *.png *.webp"
_WIDE = 120


class LogoRow(QWidget):
    """Shows the logo, takes another one, removes it; emits `failed` with what went wrong."""

    failed = Signal(object)

    def __init__(self, logo: OfficeLogo, tasks: Tasks) -> None:
        super().__init__()
        self._logo = logo
        self._tasks = tasks
        self.picture = label("", Look.SMALL)
        self._choose = plain_button(say(mark("Choose…")), "image")
        self._remove = link_button(say(mark("Remove")))
        self._choose.clicked.connect(self._ask)
        self._remove.clicked.connect(self.remove)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(style.GAP)
        line.addWidget(self.picture, 1)
        line.addWidget(self._remove)
        line.addWidget(self._choose)
        tasks.run(self, lambda _progress: logo.read(), self.show_logo, self.failed.emit)

    def show_logo(self, logo: Logo | None) -> None:
        """Show a logo, or that there is none."""
        self._remove.setVisible(logo is not None)
        if logo is None:
            self.picture.setPixmap(QPixmap())
            self.picture.setText(say(mark("none")))
            return
        pixels = QPixmap()
        pixels.loadFromData(logo.content)
        room = style.CONTROL
        keep, smooth = (
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        self.picture.setPixmap(pixels.scaled(_WIDE, room, keep, smooth))

    def take(self, path: Path) -> None:
        """Take a picture as the logo, beside the window."""
        self._tasks.run(
            self,
            lambda progress: self._logo.take(path, progress),
            self.show_logo,
            self.failed.emit,
            write=True,
        )

    def remove(self) -> None:
        """Forget the logo."""
        self._tasks.run(
            self,
            lambda _progress: self._logo.remove(),
            lambda _done: self.show_logo(None),
            self.failed.emit,
            write=True,
        )

    def _ask(self) -> None:
        path = files.ask_for_opening(
            self.window(), say(_CHOOSE), pattern=f"{say(PATTERN)} (*.jpg *.jpeg *.png *.webp)"
        )
        if path is not None:
            self.take(path)
