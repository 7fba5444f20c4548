"""A document described as values, and the one function that writes it as a PDF file.

The same description gives the same bytes on every machine: no clock, no names of people or
machines, fonts inside the file. Pages are composed first and painted second, so that each page
knows how many there are.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from enum import Enum
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, NewType

from ..domain.errors import StrikelogError
from ..domain.messages import mark
from ..domain.progress import Progress, Silent
from .composing import Block, Fitted, Room, Stack
from .furniture import (
    Band,
    Frame,
    Masthead,
    Running,
    paint_running_foot,
    paint_running_head,
)
from .ink import Pen
from .styles import STEP

__all__ = [
    "Document",
    "DocumentNotSaved",
    "PageCount",
    "Paper",
    "page_count",
    "painted",
    "write_document",
]


class DocumentNotSaved(StrikelogError):
    """The folder or disk did not take the file."""

    message = mark("“{name}” could not be saved there. Check the folder and the free space.")


PageCount = NewType("PageCount", int)


class Paper(Enum):
    """Sheet sizes in points."""

    A4 = (595.28, 841.89)
    LETTER = (612.0, 792.0)


@dataclass(frozen=True)
class Document:
    """What to print: blocks in order, what stands around them, and how the file names itself."""

    title: str
    blocks: Sequence[Block]
    masthead: Masthead | None = None
    running: Running = field(default_factory=Running)
    paper: Paper = Paper.A4
    language: str = "en"
    rtl: bool = False
    subject: str = ""


def write_document(
    target: Path | BinaryIO,
    document: Document,
    *,
    gate: Callable[[bytes], None] | None = None,
    progress: Progress | None = None,
) -> PageCount:
    """Write the PDF and tell how many pages it has; a path appears complete or not at all.

    `gate` is handed the finished bytes first; where it raises, nothing is written.
    """
    content, count = _written(document, progress or Silent())
    if gate:
        gate(content)
    if isinstance(target, Path):
        _save(target, content)
    else:
        target.write(content)
    return count


def page_count(document: Document) -> PageCount:
    """Tell how many pages a document would have, without writing it."""
    frame = Frame(*document.paper.value, rtl=document.rtl)
    band = Band(document.masthead, frame, document.running.tlp) if document.masthead else None
    return PageCount(len(_composed(document, frame, band, Silent())))


def painted(
    document: Document, pen: Pen, *, most: int, progress: Progress | None = None
) -> Iterator[PageCount]:
    """Paint up to so many pages with a pen, telling before each one's end how many there are.

    Pages beyond `most` are neither laid out nor counted.
    """
    frame = Frame(*document.paper.value, rtl=document.rtl)
    band = Band(document.masthead, frame, document.running.tlp) if document.masthead else None
    pages = _composed(document, frame, band, progress or Silent(), most=most)
    for number, page in enumerate(pages, start=1):
        _paint_page(pen, document, frame, band if number == 1 else None, page)
        paint_running_foot(pen, document.running, frame, page=number, total=len(pages))
        yield PageCount(len(pages))


def _written(document: Document, progress: Progress) -> tuple[bytes, PageCount]:
    frame = Frame(*document.paper.value, rtl=document.rtl)
    band = Band(document.masthead, frame, document.running.tlp) if document.masthead else None
    pages = _composed(document, frame, band, progress)
    memory = BytesIO()
    pen = Pen(memory, paper=document.paper.value, language=document.language)
    _describe(pen, document)
    for number, page in enumerate(pages, start=1):
        progress.report(number - 1, len(pages))
        _paint_page(pen, document, frame, band if number == 1 else None, page)
        paint_running_foot(pen, document.running, frame, page=number, total=len(pages))
        pen.end_page()
    pen.finish()
    progress.report(len(pages), len(pages))
    return memory.getvalue(), PageCount(len(pages))


def _composed(
    document: Document,
    frame: Frame,
    band: Band | None,
    progress: Progress,
    *,
    most: int | None = None,
) -> list[Fitted]:
    """Fill page after page until nothing is left, or there are enough."""
    pages: list[Fitted] = []
    rest: Block | None = Stack(tuple(document.blocks))
    while rest is not None and len(pages) != most:
        progress.report(len(pages), None)
        fitted = rest.fit(_room(frame, band if not pages else None))
        if fitted is None:
            break
        pages.append(fitted)
        rest = fitted.rest
    return pages


def _room(frame: Frame, band: Band | None) -> Room:
    return frame.room(band.height + 2 * STEP if band else frame.top)


def _paint_page(
    pen: Pen, document: Document, frame: Frame, band: Band | None, page: Fitted
) -> None:
    if band:
        band.paint(pen)
    else:
        paint_running_head(pen, document.running, frame)
    room = _room(frame, band)
    page.paint(pen, frame.side, frame.bottom + room.height)


def _describe(pen: Pen, document: Document) -> None:
    """Set the title and leave everything that could name a person or machine empty."""
    canvas = pen.canvas
    canvas.setTitle(document.title)
    canvas.setSubject(document.subject)
    canvas.setAuthor("")
    canvas.setKeywords("")
    canvas.setCreator("strikelog")
    canvas.setProducer("strikelog")
    canvas.setViewerPreference("DisplayDocTitle", "true")
    if document.rtl:
        canvas.setViewerPreference("Direction", "R2L")
    canvas.showOutline()


def _save(path: Path, content: bytes) -> None:
    """Write beside the target, push to the disk, then take its place; leave no half file."""
    temporary = path.with_name(f".{path.name}.part")
    try:
        with temporary.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError as problem:
        raise DocumentNotSaved(name=path.name) from problem
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
