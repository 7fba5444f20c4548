"""The last step of a PDF: its objects, packed into few compressed streams, and their table."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from itertools import islice
from typing import NamedTuple

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


class _Placed(NamedTuple):
    """Where an object stands: at an offset, or in a stream at a place."""

    kind: int
    where: int
    place: int


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
    parts, placed = [_HEAD], {0: _Placed(0, 0, 65535)}
    offset = len(_HEAD)
    small: list[tuple[int, bytes]] = []
    for number, content in objects:
        if not content.rstrip().endswith(_STREAM_END):
            small.append((number, content))
            continue
        placed[number] = _Placed(1, offset, 0)
        parts.append(b"%d 0 obj\n%s\nendobj\n" % (number, content.rstrip()))
        offset += len(parts[-1])
    free = max([*placed, *(number for number, _ in small)]) + 1
    waiting = iter(small)
    while some := list(islice(waiting, _TOGETHER)):
        placed |= {number: _Placed(2, free, at) for at, (number, _) in enumerate(some)}
        placed[free] = _Placed(1, offset, 0)
        parts.append(b"%d 0 obj\n%s\nendobj\n" % (free, _together(some)))
        offset += len(parts[-1])
        free += 1
    placed[free] = _Placed(1, offset, 0)
    table = _table([placed.get(one, _Placed(0, 0, 0)) for one in range(free + 1)])
    digest = sha256(b"".join(parts)).hexdigest()[:32]
    ids = f"<{digest.upper()}>".encode()
    entries = b"/Type/XRef/Size %d/W[1 4 2]/Root %d 0 R/Info %d 0 R/ID[%s%s]" % (
        *(free + 1, root, info, ids, ids),
    )
    parts.append(b"%d 0 obj\n%s\nendobj\n" % (free, _stream(entries, table)))
    parts.append(b"startxref\n%d\n%%%%EOF\n" % offset)
    return b"".join(parts)


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


def _table(placed: Sequence[_Placed]) -> bytes:
    return b"".join(
        bytes((one.kind,)) + one.where.to_bytes(4, "big") + one.place.to_bytes(2, "big")
        for one in placed
    )


def _stream(entries: bytes, content: bytes) -> bytes:
    small = zlib.compress(content)
    return b"<<%s/Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream" % (
        *(entries, len(small), small),
    )
