"""What a person brings: files and folders dropped or chosen, a picture or files pasted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData
from PySide6.QtGui import QGuiApplication, QImage, QImageWriter

from strikelog.domain.errors import StrikelogError
from strikelog.domain.messages import mark

_PASTED_FORMATS = {"image/png": "png", "image/jpeg": "jpg", "image/webp": "webp"}
"""Formats taken from the clipboard as they lie there, best first."""


class NothingToPaste(StrikelogError):
    """The clipboard holds neither a picture nor files."""

    message = mark("There is no picture and no file on the clipboard.")


@dataclass(frozen=True)
class Pasted:
    """A picture from the clipboard: its bytes as another program put them there, or an image."""

    name: str
    content: bytes = b""
    image: QImage | None = None

    def read(self) -> bytes:
        """Give the bytes; an image is written as PNG, which takes a moment."""
        return self.content if self.image is None else as_png(self.image)


@dataclass(frozen=True)
class Arrivals:
    """What is to be added: files, folders, and at most one pasted picture."""

    files: tuple[Path, ...] = ()
    folders: tuple[Path, ...] = ()
    pasted: Pasted | None = None

    def __bool__(self) -> bool:
        return bool(self.files or self.folders or self.pasted)

    @property
    def names(self) -> tuple[str, ...]:
        """What each is called, folders first."""
        pasted = (self.pasted.name,) if self.pasted else ()
        return (*(one.name for one in (*self.folders, *self.files)), *pasted)


def of_paths(paths: Sequence[Path]) -> Arrivals:
    """Sort paths into files and folders; a path that is neither is told of when it is read."""
    folders = tuple(one for one in paths if one.is_dir())
    return Arrivals(tuple(one for one in paths if one not in folders), folders)


def has_arrivals(content: QMimeData | None) -> bool:
    """Tell whether there is something to add in what is dragged or lies on the clipboard."""
    if content is None:
        return False
    local = any(one.isLocalFile() for one in content.urls()) if content.hasUrls() else False
    return local or content.hasImage()


def of_content(content: QMimeData, now: datetime) -> Arrivals:
    """Read what is dragged or lies on the clipboard; files count before pictures of them."""
    paths = [Path(one.toLocalFile()) for one in content.urls() if one.isLocalFile()]
    if paths:
        return of_paths(paths)
    if not content.hasImage():
        return Arrivals()
    stem = f"pasted {now:%Y-%m-%d %H-%M-%S}"
    for mime, suffix in _PASTED_FORMATS.items():
        if content.hasFormat(mime):
            return Arrivals(pasted=Pasted(f"{stem}.{suffix}", bytes(content.data(mime).data())))
    image = content.imageData()
    if not isinstance(image, QImage) or image.isNull():
        return Arrivals()
    return Arrivals(pasted=Pasted(f"{stem}.png", image=image))


def of_clipboard(now: datetime) -> Arrivals:
    """Read the clipboard; raises NothingToPaste."""
    content = QGuiApplication.clipboard().mimeData()
    found = of_content(content, now) if has_arrivals(content) else Arrivals()
    if not found:
        raise NothingToPaste
    return found


def as_png(image: QImage) -> bytes:
    """Write an image as PNG, without the words and marks it may carry."""
    plain = QImage(image)
    for key in plain.textKeys():
        plain.setText(key, "")
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(plain)
    return bytes(content.data())
