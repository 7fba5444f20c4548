"""The last step of a PDF: its objects, packed into few compressed streams, and their table."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256

from reportlab.pdfbase import pdfdoc

__all__ = ["Held", "objects_of", "packed"]

_HEAD = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_TOGETHER = 400
"""Objects in one stream: more would be slower to open at a page, fewer larger."""

_STREAM_END = b"endstream"


class Held(pdfdoc.PDFObject):  # type: ignore[misc]
    """Keeps a number free for an object that is written later."""

    def format(self, _document: pdfdoc.PDFDocument) -> bytes:
        """Nothing yet."""
        return b""


def objects_of(document: pdfdoc.PDFDocument) -> Iterator[tuple[int, bytes]]:
    """Give the objects of a document as ReportLab writes them; more may be named on the way."""
    number = 1
    while number in document.numberToId:
        made = document.idToObject[document.numberToId[number]]
        if content := pdfdoc.format(made, document, toplevel=1):
            yield number, content
        number += 1


def packed(objects: Iterable[tuple[int, bytes]], *, root: int, info: int) -> bytes:
    """Write a file of objects; those without a stream of their own are packed together."""
    book = _Book()
    small: list[tuple[int, bytes]] = []
    for number, content in objects:
        if content.rstrip().endswith(_STREAM_END):
            book.add(number, content.rstrip())
            continue
        small.append((number, content))
        if len(small) == _TOGETHER:
            book.pack(small)
            small = []
    if small:
        book.pack(small)
    return book.closed(root=root, info=info)


class _Book:
    """The file in the making, and where each of its objects stands."""

    def __init__(self) -> None:
        self._parts = [_HEAD]
        self._offset = len(_HEAD)
        self._placed: dict[int, tuple[int, int, int]] = {0: (0, 0, 65535)}
        self._packs: list[bytes] = []

    def add(self, number: int, content: bytes) -> None:
        """Write an object of its own."""
        self._placed[number] = (1, self._offset, 0)
        self._parts.append(b"%d 0 obj\n%s\nendobj\n" % (number, content))
        self._offset += len(self._parts[-1])

    def pack(self, objects: Sequence[tuple[int, bytes]]) -> None:
        """Keep objects together; their stream gets its number when all others have theirs."""
        for at, (number, _) in enumerate(objects):
            self._placed[number] = (2, len(self._packs), at)
        self._packs.append(_together(objects))

    def closed(self, *, root: int, info: int) -> bytes:
        """Write the packs and the table, and give the whole file."""
        first = max(self._placed) + 1
        for at, pack in enumerate(self._packs):
            self.add(first + at, pack)
        last = first + len(self._packs)
        self._placed[last] = (1, self._offset, 0)
        table = b"".join(self._line(one, first) for one in range(last + 1))
        ids = f"<{sha256(b''.join(self._parts)).hexdigest()[:32].upper()}>".encode()
        entries = b"/Type/XRef/Size %d/W[1 4 2]/Root %d 0 R/Info %d 0 R/ID[%s%s]" % (
            *(last + 1, root, info, ids, ids),
        )
        at = self._offset
        self.add(last, _stream(entries, table))
        self._parts.append(b"startxref\n%d\n%%%%EOF\n" % at)
        return b"".join(self._parts)

    def _line(self, number: int, first: int) -> bytes:
        kind, where, place = self._placed.get(number, (0, 0, 0))
        where += first if kind == 2 else 0
        return bytes((kind,)) + where.to_bytes(4, "big") + place.to_bytes(2, "big")


def _together(objects: Sequence[tuple[int, bytes]]) -> bytes:
    """Write objects into one stream."""
    bodies = [content.strip() for _, content in objects]
    heads, at = [], 0
    for (number, _), body in zip(objects, bodies, strict=True):
        heads.append(b"%d %d" % (number, at))
        at += len(body) + 1
    head = b" ".join(heads) + b"\n"
    entries = b"/Type/ObjStm/N %d/First %d" % (len(objects), len(head))
    return _stream(entries, head + b"\n".join(bodies))


def _stream(entries: bytes, content: bytes) -> bytes:
    small = zlib.compress(content)
    return b"<<%s/Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream" % (
        *(entries, len(small), small),
    )
