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
from itertools import islice
from pathlib import Path
from typing import BinaryIO, NamedTuple, NewType

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
    edition: str = ""
    following: tuple[Document, ...] = ()
    """The same in other languages, each on pages of its own behind this one."""


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
    return PageCount(sum(len(one.pages) for one in _editions(document, Silent())))


def painted(
    document: Document, pen: Pen, *, most: int, total: int = 0, progress: Progress | None = None
) -> Iterator[bool]:
    """Paint up to so many pages with a pen, telling before each one's end whether more follow them.

    What follows is not laid out. Where something does, feet say how many there are from `total`.
    """
    editions = _editions(document, progress or Silent(), most=most + 1)
    laid = sum(len(one.pages) for one in editions)
    counted = str(laid if laid <= most else total or _UNCOUNTED)
    for _ in islice(_painted(editions, pen, counted), most):
        yield laid > most


_UNCOUNTED = "…"


class _Edition(NamedTuple):
    """One document of a file, laid out."""

    document: Document
    frame: Frame
    band: Band | None
    pages: list[Fitted]


def _editions(document: Document, progress: Progress, *, most: int | None = None) -> list[_Edition]:
    """Lay out a document and what follows it, up to so many pages."""
    made: list[_Edition] = []
    for one in (document, *document.following):
        left = None if most is None else most - sum(len(each.pages) for each in made)
        if left == 0:
            break
        frame, band = _framed(one)
        made.append(_Edition(one, frame, band, _composed(one, frame, band, progress, most=left)))
    return made


def _painted(editions: Sequence[_Edition], pen: Pen, total: str) -> Iterator[None]:
    """Paint page after page, numbered through, with a halt before each one's end."""
    number = 0
    for document, frame, band, pages in editions:
        if document.edition:
            pen.begin_edition(document.language, document.edition, frame.height)
        for place, page in enumerate(pages):
            number += 1
            _paint_page(pen, document, frame, None if place else band, page)
            paint_running_foot(pen, document.running, frame, page=number, total=total)
            yield


def _written(document: Document, progress: Progress) -> tuple[bytes, PageCount]:
    """Paint each page as soon as it is filled, so that none is held; the feet come last."""
    memory = BytesIO()
    pen = Pen(memory, paper=document.paper.value, language=document.language)
    _describe(pen, document)
    feet: list[tuple[Running, Frame]] = []
    for one in (document, *document.following):
        frame, band = _framed(one)
        if one.edition:
            pen.begin_edition(one.language, one.edition, frame.height)
        for place, page in enumerate(_filled(one, frame, band)):
            progress.report(len(feet), None)
            _paint_page(pen, one, frame, None if place else band, page)
            pen.end_page()
            feet.append((one.running, frame))
    for number, (running, frame) in enumerate(feet):
        paint_running_foot(pen, running, frame, page=number + 1, total=str(len(feet)))
        pen.end_foot(number)
    pen.finish()
    progress.report(len(feet), len(feet))
    return memory.getvalue(), PageCount(len(feet))


def _framed(document: Document) -> tuple[Frame, Band | None]:
    frame = Frame(*document.paper.value, rtl=document.rtl)
    if document.masthead is None:
        return frame, None
    return frame, Band(document.masthead, frame, document.running.tlp)


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
    for page in islice(_filled(document, frame, band), most):
        pages.append(page)
        progress.report(len(pages), None)
    return pages


def _filled(document: Document, frame: Frame, band: Band | None) -> Iterator[Fitted]:
    rest: Block | None = Stack(tuple(document.blocks))
    room = _room(frame, band)
    while rest is not None and (fitted := rest.fit(room)) is not None:
        yield fitted
        rest, room = fitted.rest, _room(frame, None)


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
