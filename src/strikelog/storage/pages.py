"""Reading an encrypted database page by page, without the engine: what is sound in a damaged file.

The engine refuses a connection for good at the first bad page, and reaches a row only through the
pages above it. Here every page that proves authentic is read by itself, the newest version of it
from the log, so that the rows on sound pages are found whatever became of the others.
"""

import hashlib
import hmac
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

PAGE = 4096
_TAG, _IV = 64, 16
_RESERVED = _TAG + _IV
USABLE = PAGE - _RESERVED
_SALT = 16
_LEAF, _INTERIOR = 0x0D, 0x05
_LOG_HEAD = struct.Struct(">8I")
_FRAME_HEAD = struct.Struct(">6I")
_MAGIC = 0x377F0682
_MOST_OVERFLOW = 1 << 16

Value = int | float | str | bytes | None
Row = tuple[int, list[Value]]


class PageBroken(Exception):
    """A page is missing, not authentic, or does not hold what it should."""


@dataclass(frozen=True, slots=True)
class PageKind:
    """What a sound page is: a leaf of a table, an inner page with its children, or neither."""

    is_leaf: bool = False
    children: tuple[int, ...] = ()


class PageFile:
    """The pages of one database file with its log; nothing is ever written."""

    def __init__(self, path: Path, key: bytes, salt: bytes) -> None:
        self._key = key
        mask = bytes(byte ^ 0x3A for byte in salt)
        self._tag_key = hashlib.pbkdf2_hmac("sha512", key, mask, 2, 32)
        self._file = path.open("rb")
        self._size = path.stat().st_size
        self._logged = _logged_pages(path.with_name(path.name + "-wal"))

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    @property
    def count(self) -> int:
        """Number of pages: those there are, in file or log, and those there should be."""
        return max(-(-self._size // PAGE), self._said, *self._logged.keys(), 0)

    @cached_property
    def _said(self) -> int:
        """What the file says of its own length; 0 where its first page is lost."""
        try:
            return int(struct.unpack_from(">I", self.page(1), 28)[0])
        except PageBroken:
            return 0

    def page(self, number: int) -> bytes:
        """Give one page in the clear; raises PageBroken."""
        logged = self._logged.get(number)
        if logged is not None:
            return self._opened(number, logged)
        return self._opened(number, self._read(number))

    def kind(self, number: int) -> PageKind:
        """Tell what a page is; raises PageBroken."""
        page, at = self._placed(number)
        if page[at] == _LEAF:
            return PageKind(is_leaf=True)
        if page[at] != _INTERIOR:
            return PageKind()
        last = struct.unpack_from(">I", page, at + 8)[0]
        cells = _cells(page, at, 12)
        return PageKind(children=(*(struct.unpack_from(">I", page, c)[0] for c in cells), last))

    def rows(self, number: int) -> Iterator[Row | None]:
        """Give the rows of a leaf; None for one whose continuation is lost. Raises PageBroken."""
        page, at = self._placed(number)
        if page[at] != _LEAF:
            return
        for cell in _cells(page, at, 8):
            try:
                yield self._row(page, cell)
            except (PageBroken, IndexError, struct.error, UnicodeDecodeError, OverflowError):
                yield None

    def _placed(self, number: int) -> tuple[bytes, int]:
        page = self.page(number)
        return page, 100 if number == 1 else 0

    def _read(self, number: int) -> bytes:
        self._file.seek((number - 1) * PAGE)
        return self._file.read(PAGE)

    def _opened(self, number: int, sealed: bytes) -> bytes:
        if number < 1 or len(sealed) != PAGE:
            raise PageBroken
        start = _SALT if number == 1 else 0
        covered = sealed[start : PAGE - _TAG] + struct.pack("<I", number)
        tag = hmac.digest(self._tag_key, covered, "sha512")
        if not hmac.compare_digest(tag, sealed[PAGE - _TAG :]):
            raise PageBroken
        iv = sealed[USABLE : USABLE + _IV]
        opening = Cipher(algorithms.AES(self._key), modes.CBC(iv)).decryptor()
        return bytes(start) + opening.update(sealed[start:USABLE]) + opening.finalize()

    def _row(self, page: bytes, cell: int) -> Row:
        length, cell = _varint(page, cell)
        rowid, cell = _varint(page, cell)
        payload = self._payload(page, cell, length)
        return (rowid - (1 << 64) if rowid >> 63 else rowid), _values(payload)

    def _payload(self, page: bytes, at: int, length: int) -> bytes:
        here = _local(length)
        payload = page[at : at + here]
        if here == length:
            return payload
        following = struct.unpack_from(">I", page, at + here)[0]
        parts, missing = [payload], length - here
        for _ in range(_MOST_OVERFLOW):
            if missing <= 0 or not following:
                break
            more = self.page(following)
            following = struct.unpack_from(">I", more)[0]
            parts.append(more[4 : 4 + min(missing, USABLE - 4)])
            missing -= len(parts[-1])
        if missing > 0:
            raise PageBroken
        return b"".join(parts)


def _local(length: int) -> int:
    """Give the bytes of a table row that stand on its own page, as the file format has it."""
    most = USABLE - 35
    if length <= most:
        return length
    least = (USABLE - 12) * 32 // 255 - 23
    kept = least + (length - least) % (USABLE - 4)
    return kept if kept <= most else least


def _cells(page: bytes, at: int, head: int) -> list[int]:
    count = struct.unpack_from(">H", page, at + 3)[0]
    if at + head + 2 * count > USABLE:
        raise PageBroken
    return list(struct.unpack_from(f">{count}H", page, at + head))


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = 0
    for place in range(8):
        byte = data[at + place]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + place + 1
    return value << 8 | data[at + 8], at + 9


def _values(payload: bytes) -> list[Value]:
    size, at = _varint(payload, 0)
    types = []
    while at < size:
        kind, at = _varint(payload, at)
        types.append(kind)
    values: list[Value] = []
    for kind in types:
        value, at = _value(payload, at, kind)
        values.append(value)
    return values


_WHOLE = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}


def _value(payload: bytes, at: int, kind: int) -> tuple[Value, int]:
    if kind in _WHOLE:
        end = at + _WHOLE[kind]
        return int.from_bytes(_exactly(payload, at, end), signed=True), end
    if kind == 7:
        return struct.unpack_from(">d", payload, at)[0], at + 8
    if kind in (8, 9):
        return kind - 8, at
    if kind >= 12:
        end = at + (kind - 12) // 2
        held = _exactly(payload, at, end)
        return (held.decode() if kind % 2 else held), end
    return None, at


def _exactly(payload: bytes, start: int, end: int) -> bytes:
    if end > len(payload):
        raise PageBroken
    return payload[start:end]


def _logged_pages(log: Path) -> dict[int, bytes]:
    """Give the newest committed version of each page in a write-ahead log."""
    try:
        content = log.read_bytes()
    except OSError:
        return {}
    if len(content) < _LOG_HEAD.size:
        return {}
    magic, _, size, _, *rest = _LOG_HEAD.unpack_from(content)
    if magic & ~1 != _MAGIC or size != PAGE:
        return {}
    words = ">" if magic & 1 else "<"
    sums = _summed(content[:24], (0, 0), words)
    if sums != (rest[2], rest[3]):
        return {}
    return _committed(content, (rest[0], rest[1]), sums, words)


def _committed(
    content: bytes, salts: tuple[int, int], sums: tuple[int, int], words: str
) -> dict[int, bytes]:
    kept: dict[int, bytes] = {}
    pending: dict[int, bytes] = {}
    for at in range(_LOG_HEAD.size, len(content) - PAGE - _FRAME_HEAD.size + 1, PAGE + 24):
        number, committed, one, two, *expected = _FRAME_HEAD.unpack_from(content, at)
        page = content[at + _FRAME_HEAD.size : at + _FRAME_HEAD.size + PAGE]
        sums = _summed(content[at : at + 8] + page, sums, words)
        if (one, two) != salts or list(sums) != expected:
            break
        pending[number] = page
        if committed:
            kept |= pending
            pending = {}
    return kept


def _summed(data: bytes, sums: tuple[int, int], words: str) -> tuple[int, int]:
    one, two = sums
    numbers = struct.unpack(f"{words}{len(data) // 4}I", data)
    for place in range(0, len(numbers), 2):
        one = (one + numbers[place] + two) & 0xFFFFFFFF
        two = (two + numbers[place + 1] + one) & 0xFFFFFFFF
    return one, two
