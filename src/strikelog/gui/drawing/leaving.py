"""Ways a drawing leaves the window: onto the clipboard, into a picture, into a PDF."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QMimeData, QObject, Signal
from PySide6.QtGui import QGuiApplication, QImageWriter
from PySide6.QtWidgets import QWidget

from strikelog.domain.errors import StrikelogError
from strikelog.domain.messages import mark
from strikelog.drawing.shapes import Drawing
from strikelog.gui.dialogs import files
from strikelog.gui.drawing.painter import picture_of
from strikelog.gui.language import language, say
from strikelog.gui.tasks import Tasks
from strikelog.services.drawings import Make, save_as_pdf

COPY = mark("Copy the picture")
SAVE_PICTURE = mark("Save as a picture…")
SAVE_PDF = mark("Save as PDF…")
_PICTURES = mark("Pictures")

Action = tuple[str, str, Callable[[], None]]
"""Words, icon, and what is done."""


class PictureNotSaved(StrikelogError):
    """The folder or disk did not take the picture."""

    message = mark("“{name}” could not be saved there. Check the folder and the free space.")


class Leaving(QObject):
    """Copies and saves drawings of one widget; `failed` with what the world did not allow."""

    failed = Signal(object)

    def __init__(self, parent: QWidget, tasks: Tasks) -> None:
        super().__init__(parent)
        self._parent, self._tasks = parent, tasks

    def copy(self, drawing: Drawing) -> None:
        """Put a picture of a drawing on the clipboard."""
        content = QMimeData()
        content.setData("image/png", _png(drawing))
        QGuiApplication.clipboard().setMimeData(content)

    def save_picture(self, path: Path, drawing: Drawing) -> None:
        """Write a picture of a drawing into a file."""
        try:
            path.write_bytes(bytes(_png(drawing).data()))
        except OSError:
            self.failed.emit(PictureNotSaved(name=path.name))

    def save_pdf(self, path: Path, make: Make, *, title: str, note: str) -> None:
        """Write a drawing as a PDF, beside the window."""
        job = partial(save_as_pdf, path, make, title=title, note=note, language=language())
        self._tasks.run(self, lambda _progress: job(), failed=self.failed.emit)

    def ask_for_picture(self, drawing: Drawing, title: str) -> None:
        """Ask where to write a picture of a drawing, and do it."""
        pattern = f"{say(_PICTURES)} (*.png)"
        words = say(SAVE_PICTURE)
        path = files.ask_for_saving(self._parent, words, f"{title}.png", pattern=pattern)
        if path is not None:
            self.save_picture(path, drawing)

    def ask_for_pdf(self, make: Make, *, title: str, note: str) -> None:
        """Ask where to write a drawing as a PDF, and do it."""
        pattern = "PDF (*.pdf)"
        words = say(SAVE_PDF)
        path = files.ask_for_saving(self._parent, words, f"{title}.pdf", pattern=pattern)
        if path is not None:
            self.save_pdf(path, make, title=title, note=note)


def _png(drawing: Drawing) -> QByteArray:
    content = QBuffer()
    content.open(QBuffer.OpenModeFlag.WriteOnly)
    QImageWriter(content, QByteArray(b"png")).write(picture_of(drawing))
    return content.data()
