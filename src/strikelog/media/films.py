"""What the container of an MP4, MOV or 3GP film says of it; not one frame is decoded.

Every box is bounded: none is larger than what holds it, none is looked into deeper than films go,
and there is an end to how many are visited, so that no made-up file keeps the reader busy.
"""

import re
import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from ..limited.child import Answer, Data, Unusable

_MOST_BOXES = 20_000
_MOST_MOOV = 64 << 20
_MOST_TEXT = 400
_EPOCH = datetime(1904, 1, 1, tzinfo=UTC)
_HOLDS_BOXES = frozenset({b"moov", b"trak", b"mdia", b"minf", b"stbl", b"udta", b"ilst"})

Facts = dict[str, str]


def film_facts(_: Mapping[str, object], data: Data) -> Answer:
    """Give the facts of a film as pairs of key and value; `not_a_film` when it holds none."""
    moov = _moov(data)
    if moov is None:
        raise Unusable("not_a_film")
    facts = _Reader().read(moov)
    return Answer([[key, value] for key, value in facts.items()])


def _moov(data: Data) -> bytes | None:
    """Find the one box that describes the film, wherever in the file it stands."""
    at = 0
    for _ in range(_MOST_BOXES):
        head = data.read_at(at, 16)
        if len(head) < 8:
            return None
        size, kind = struct.unpack_from(">I4s", head)
        skip = 8
        if size == 1 and len(head) == 16:
            size, skip = struct.unpack_from(">Q", head, 8)[0], 16
        elif size == 0:
            size = data.size - at
        if size < skip:
            return None
        if kind == b"moov":
            if size > _MOST_MOOV:
                raise Unusable("too_large")
            return data.read_at(at + skip, size - skip)
        at += size
    return None


@dataclass
class _Reader:
    """Collects facts while it walks the boxes."""

    facts: Facts = field(default_factory=dict)
    visited: int = 0
    keys: list[str] = field(default_factory=list)

    def read(self, moov: bytes) -> Facts:
        self._walk(moov)
        return self.facts

    def _walk(self, content: bytes, depth: int = 0) -> None:
        for kind, inner in self._boxes(content):
            if kind in _HOLDS_BOXES and depth < 8:
                self._walk(inner, depth + 1)
            elif kind == b"meta" and depth < 8:
                # Apple's has no version in front; the standard's has.
                self._walk(inner if inner[4:8] == b"hdlr" else inner[4:], depth + 1)
            else:
                self._take(kind, inner)

    def _boxes(self, content: bytes) -> Iterator[tuple[bytes, bytes]]:
        at = 0
        while at + 8 <= len(content) and self.visited < _MOST_BOXES:
            self.visited += 1
            size, kind = struct.unpack_from(">I4s", content, at)
            if size < 8 or at + size > len(content):
                return
            yield kind, content[at + 8 : at + size]
            at += size

    def _take(self, kind: bytes, content: bytes) -> None:
        if kind == b"mvhd":
            self._movie(content)
        elif kind == b"tkhd":
            self._track(content)
        elif kind == b"stsd":
            self._format(content)
        elif kind == b"keys":
            self.keys = _names(content)
        elif kind in _QUICKTIME:
            self._note(_QUICKTIME[kind], _counted_text(content) or _item_text(content))
        elif kind in _PLAIN:
            self._note(_PLAIN[kind], _language_text(content))
        else:
            self._item(kind, content)

    def _movie(self, content: bytes) -> None:
        layout = ">B3xQQIQ" if content[:1] == b"\1" else ">B3xIIII"
        if len(content) < struct.calcsize(layout):
            return
        _, made, changed, scale, length = struct.unpack_from(layout, content)
        self._note("created", _moment(made))
        self._note("modified", _moment(changed))
        if scale and length < 1 << 48:
            self._note("duration", f"{length / scale:.1f}")

    def _track(self, content: bytes) -> None:
        if len(content) >= 84:
            width, height = (one >> 16 for one in struct.unpack_from(">II", content[-8:]))
            if width and height:
                self._note("width", str(width))
                self._note("height", str(height))

    def _format(self, content: bytes) -> None:
        if len(content) >= 16:
            name = content[12:16].decode("ascii", "replace").strip()
            if name.isprintable():
                known = self.facts.get("formats", "")
                if name not in known.split(", "):
                    self.facts["formats"] = f"{known}, {name}" if known else name

    def _item(self, kind: bytes, content: bytes) -> None:
        """Read an item named by its place in the list of keys, as telephones write them."""
        number = int.from_bytes(kind, "big")
        if 0 < number <= len(self.keys):
            key = _APPLE.get(self.keys[number - 1])
            if key:
                self._note(key, _item_text(content))

    def _note(self, key: str, value: str) -> None:
        if key.startswith("place"):
            self._place(value)
        elif value and key not in self.facts:
            self.facts[key] = value

    def _place(self, text: str) -> None:
        found = re.match(r"([+-]\d+(?:\.\d+)?)([+-]\d+(?:\.\d+)?)([+-]\d+(?:\.\d+)?)?", text)
        if found and abs(float(found[1])) <= 90 and abs(float(found[2])) <= 180:
            self.facts.setdefault("latitude", f"{float(found[1]):.6f}")
            self.facts.setdefault("longitude", f"{float(found[2]):.6f}")
            if found[3]:
                self.facts.setdefault("altitude", f"{float(found[3]):.1f}")


_QUICKTIME: Mapping[bytes, str] = {
    b"\xa9xyz": "place",
    b"\xa9mak": "maker",
    b"\xa9mod": "model",
    b"\xa9swr": "software",
    b"\xa9too": "software",
    b"\xa9day": "captured",
    b"\xa9nam": "title",
    b"\xa9ART": "artist",
}
_PLAIN: Mapping[bytes, str] = {b"titl": "title", b"auth": "artist", b"dscp": "description"}
_APPLE: Mapping[str, str] = {
    "com.apple.quicktime.location.ISO6709": "place",
    "com.apple.quicktime.make": "maker",
    "com.apple.quicktime.model": "model",
    "com.apple.quicktime.software": "software",
    "com.apple.quicktime.creationdate": "captured",
    "com.apple.quicktime.author": "artist",
    "com.android.version": "software",
}


def _moment(seconds: int) -> str:
    """Read seconds since 1904; a film that does not know says nought."""
    if not 0 < seconds < 1 << 33:
        return ""
    return (_EPOCH + timedelta(seconds=seconds)).isoformat().replace("+00:00", "Z")


def _names(content: bytes) -> list[str]:
    names: list[str] = []
    at = 8
    while at + 8 <= len(content) and len(names) < 500:
        size = int.from_bytes(content[at : at + 4], "big")
        if size < 8:
            break
        names.append(content[at + 8 : at + size].decode("utf-8", "replace"))
        at += size
    return names


def _counted_text(content: bytes) -> str:
    """Read a text behind its length and language."""
    length = int.from_bytes(content[:2], "big")
    if len(content) < 4 or length > len(content) - 4:
        return ""
    return _clean(content[4 : 4 + length])


def _language_text(content: bytes) -> str:
    return _clean(content[6:])


def _item_text(content: bytes) -> str:
    """Read the text of a data box inside an item."""
    is_text = content[4:8] == b"data" and content[8:12] == b"\0\0\0\1"
    return _clean(content[16:]) if is_text else ""


def _clean(raw: bytes) -> str:
    text = raw[:_MOST_TEXT].decode("utf-8", "replace").split("\0")[0]
    return "".join(one for one in text if one.isprintable()).strip()
