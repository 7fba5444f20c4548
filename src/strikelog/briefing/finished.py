"""A finished PDF as everything that can be read in it; it does not trust how the file was made.

The bytes are walked from the first to the last, not by the file's own table: what was replaced,
hidden or appended is read like the rest. Whatever cannot be decoded makes the file unreadable here.
"""

from __future__ import annotations

import base64
import binascii
import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from ..domain.errors import StrikelogError
from ..domain.messages import mark
from .finished_text import Letters, letters_of, lines_of, logical
from .finished_values import Ref, Value, parsed, strings_in

__all__ = ["Finished", "PaperNotRead"]


class PaperNotRead(StrikelogError):
    """A finished PDF cannot be read back, so nobody knows what is in it."""

    message = mark("The finished PDF could not be read back for the check, so it was not kept.")


PAGE, PROPERTIES, BOOKMARKS, LINKS, PICTURES, REST = (
    mark("page {number}"),
    mark("document properties"),
    mark("bookmarks"),
    mark("links"),
    mark("pictures"),
    mark("a part of the file that is not shown"),
)


@dataclass(frozen=True, slots=True)
class Part:
    """A text of the file and where it stands; `number` counts pages from one."""

    place: str
    text: str
    number: int = 0


@dataclass(frozen=True, slots=True)
class _Object:
    """An object as bytes: what stands before its stream, and the stream, still encoded."""

    head: bytes
    stream: bytes | None


_OBJECT = re.compile(rb"(?<!\d)(\d{1,9}) (\d{1,5}) obj\b")
_STREAM = re.compile(rb"stream\r?\n")
_HEAVY = 400 << 20
_ACTIVE = re.compile(rb"/(?:JavaScript|JS|Launch|EmbeddedFile|Filespec|RichMedia|AcroForm|XFA)\b")


class Finished:
    """The parts of one PDF."""

    def __init__(self, content: bytes) -> None:
        if not content.startswith(b"%PDF-") or b"/Encrypt" in content:
            raise PaperNotRead
        self._content = content
        self._objects = self._found()
        self._fonts: dict[int, Letters] = {}

    def parts(self) -> Iterator[Part]:
        """Give every text, pages first."""
        read: set[int] = set()
        for number, (page, streams) in enumerate(self._pages, start=1):
            read.update(streams)
            for text in self._page_texts(page, streams):
                yield Part(PAGE, text, number)
        for key, one in self._objects.items():
            place = _place_of(one.head)
            for text in strings_in(one.head):
                yield Part(place, text)
            if one.stream is not None and key not in read:
                yield from self._hidden_texts(one)
        yield from (Part(REST, one) for one in self._between())

    def pictures(self) -> Iterator[bytes]:
        """Give every embedded picture as a file of its own."""
        for one in self._objects.values():
            if one.stream is not None and b"/DCTDecode" in one.head:
                yield self._decoded(one, until="DCTDecode")

    @cached_property
    def has_hidden(self) -> bool:
        """Tell whether it carries files, forms or programs, or was written over several times."""
        is_active = any(_ACTIVE.search(one.head) for one in self._objects.values())
        return is_active or self._content.count(b"%%EOF") != 1

    # -- objects -----------------------------------------------------------------------------

    def _found(self) -> dict[int, _Object]:
        found: dict[int, _Object] = {}
        self._ends: list[tuple[int, int]] = []
        at = 0
        while start := _OBJECT.search(self._content, at):
            one, at = self._object(start)
            self._ends.append((start.start(), at))
            key = int(start[1])
            found[key if key not in found else -len(found) - 1] = one
        for one in list(found.values()):
            if one.stream is not None and b"/ObjStm" in one.head:
                found |= self._packed(one, len(found))
        return found

    def _object(self, start: re.Match[bytes]) -> tuple[_Object, int]:
        content = self._content
        end = content.find(b"endobj", start.end())
        if end < 0:
            raise PaperNotRead
        stream = _STREAM.search(content, start.end(), end)
        if stream is None:
            return _Object(content[start.end() : end], None), end + 6
        head = content[start.end() : stream.start()]
        length = re.search(rb"/Length (\d+)(?! \d+ R)", head)
        close = stream.end() + int(length[1]) if length else -1
        if content[close : close + 11].lstrip()[:9] != b"endstream":
            raise PaperNotRead
        end = content.find(b"endobj", close)
        if end < 0:
            raise PaperNotRead
        return _Object(head, content[stream.end() : close]), end + 6

    def _packed(self, one: _Object, taken: int) -> dict[int, _Object]:
        """Give the objects of a stream of objects."""
        content, value = self._decoded(one), parsed(one.head)
        if not isinstance(value, Mapping):
            raise PaperNotRead
        first, count = value.get("First"), value.get("N")
        if not isinstance(first, int) or not isinstance(count, int):
            raise PaperNotRead
        numbers = list(map(int, content[:first].split()))
        if len(numbers) < 2 * count:
            raise PaperNotRead
        starts = [*numbers[1 : 2 * count : 2], len(content) - first]
        found: dict[int, _Object] = {}
        for place, key in enumerate(numbers[0 : 2 * count : 2]):
            body = content[first + starts[place] : first + starts[place + 1]]
            found[key if key not in found else -taken - place - 1] = _Object(body, None)
        return found

    def _decoded(self, one: _Object, until: str = "") -> bytes:
        """Take the filters off a stream, the last of them left when it is that of a picture."""
        head = parsed(one.head)
        if not isinstance(head, Mapping) or one.stream is None:
            raise PaperNotRead
        filters = head.get("Filter", [])
        content = one.stream
        for name in filters if isinstance(filters, list) else [filters]:
            if name == until:
                break
            content = _without(str(name), content)
        return content

    def _get(self, value: Value) -> Value:
        if isinstance(value, Ref):
            one = self._objects.get(value.number)
            return parsed(one.head) if one else None
        return value

    def _map(self, value: Value) -> Mapping[str, Value]:
        found = self._get(value)
        return found if isinstance(found, Mapping) else {}

    # -- pages -------------------------------------------------------------------------------

    @cached_property
    def _pages(self) -> list[tuple[Mapping[str, Value], list[int]]]:
        """Every page with the numbers of its streams, in the order of the tree."""
        roots = [
            one.head for one in self._objects.values() if re.search(rb"/Type /Catalog\b", one.head)
        ]
        if len(roots) != 1:
            raise PaperNotRead
        pages: list[tuple[Mapping[str, Value], list[int]]] = []
        waiting: list[Value] = [self._map(parsed(roots[0])).get("Pages")]
        seen: set[int] = set()
        while waiting:
            node = waiting.pop(0)
            if isinstance(node, Ref):
                if node.number in seen:
                    raise PaperNotRead
                seen.add(node.number)
            page = self._map(node)
            kids = self._get(page.get("Kids"))
            if isinstance(kids, list):
                waiting[:0] = kids
                continue
            given = page.get("Contents")
            held = self._get(given)
            streams = held if isinstance(held, list) else [given]
            pages.append((page, [one.number for one in streams if isinstance(one, Ref)]))
        if not pages:
            raise PaperNotRead
        return pages

    def _page_texts(self, page: Mapping[str, Value], streams: list[int]) -> Iterator[str]:
        fonts = self._map(self._map(page.get("Resources")).get("Font"))
        letters = {name: self._letters(font) for name, font in fonts.items()}
        lines: list[tuple[str, ...]] = []
        for key in streams:
            content = self._decoded(self._objects[key])
            lines += lines_of(content, letters)
            yield from strings_in(content, is_page=True)
        yield from logical(lines)

    def _letters(self, font: Value) -> Letters:
        number = font.number if isinstance(font, Ref) else 0
        if number not in self._fonts or not number:
            told = self._map(font).get("ToUnicode")
            one = self._objects.get(told.number) if isinstance(told, Ref) else None
            if one is None:
                raise PaperNotRead
            self._fonts[number] = letters_of(self._decoded(one))
        return self._fonts[number]

    # -- the rest ----------------------------------------------------------------------------

    def _hidden_texts(self, one: _Object) -> Iterator[Part]:
        """Give the text of streams that are no page: metadata, and whatever else can be read."""
        if b"/DCTDecode" in one.head or b"/ObjStm" in one.head or b"/Length1" in one.head:
            return
        if b"/XRef" in one.head:
            return
        content = self._decoded(one)
        place = PROPERTIES if b"/Metadata" in one.head else REST
        text = content.decode("utf-8", "replace")
        if text.isprintable() or "�" not in text:
            yield Part(place, re.sub(r"<[^<>]*>", " ", text))
            yield Part(place, text)

    def _between(self) -> Iterator[str]:
        """Give what stands between objects, before the first or after the last."""
        at = 0
        for start, end in [*self._ends, (len(self._content), 0)]:
            yield from strings_in(self._content[at:start])
            for coding in ("latin-1", "utf-8"):
                text = _TABLES.sub("", self._content[at:start].decode(coding, "replace"))
                if text.strip():
                    yield text
            at = end


_TABLES = re.compile(
    r"%PDF-\d\.\d\s+|%[^\w\s]+\s|%[^\n]*ReportLab[^\n]*|xref[\d\s fn]*"
    r"|trailer\s*<<.*?>>(?=\s+startxref)|startxref\s+\d+\s+%%EOF",
    re.DOTALL,
)
"""What every file has between its objects."""


def _place_of(head: bytes) -> str:
    if b"/URI" in head or b"/Annot" in head:
        return LINKS
    if b"/Dest" in head and b"/Title" in head:
        return BOOKMARKS
    if b"/Producer" in head:
        return PROPERTIES
    return REST


def _without(name: str, content: bytes) -> bytes:
    try:
        if name == "FlateDecode":
            plain = zlib.decompressobj()
            decoded = plain.decompress(content, _HEAVY)
            if plain.unconsumed_tail or plain.unused_data.strip():
                raise PaperNotRead
            return decoded
        if name == "ASCII85Decode":
            return base64.a85decode(content.strip().removeprefix(b"<~").removesuffix(b"~>"))
        if name == "ASCIIHexDecode":
            return binascii.unhexlify(b"".join(content.split()).removesuffix(b">"))
    except (zlib.error, ValueError) as problem:
        raise PaperNotRead from problem
    raise PaperNotRead
