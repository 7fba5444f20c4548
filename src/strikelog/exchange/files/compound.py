"""Compound files of the nineties, which hold .xls workbooks: their streams, and what Excel wrote.

As much as is needed to say what a workbook holds; its cells are read elsewhere.
"""

import struct
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from ...limited.child import Unusable

_HEADER = struct.Struct("<8s16xHHHHH6xIIIIIIIII")
_ENTRY = struct.Struct("<64sHBBIII16xIQQIQ")
_END = 0xFFFFFFFA
_STREAM, _ROOT = 2, 5
_SMALL_STREAM = 4_096
_MOST_ENTRIES = 10_000
_RECORD = struct.Struct("<HH")

_BOF, _FILEPASS, _BOUNDSHEET, _ROW, _FORMULA = 0x0809, 0x002F, 0x0085, 0x0208, 0x0006
_NOTE, _SUPBOOK, _HLINK, _PROTECT = 0x001C, 0x01AE, 0x01B8, 0x0012
_BIFF8 = 0x0600
_ROW_HIDDEN = 0x20
_OWN_SHEETS = 0x0401


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    kind: int
    start: int
    size: int


class Compound:
    """The streams of a compound file; raises Unusable when it is damaged."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        try:
            self._open()
        except (struct.error, IndexError, ValueError):
            raise Unusable("cut_short") from None

    def _open(self) -> None:
        fields = _HEADER.unpack_from(self._content)
        shift, small_shift = fields[4], fields[5]
        directory, small_fat, difat = fields[8], fields[11], fields[13]
        if not 7 <= shift <= 16 or small_shift > shift:
            raise ValueError
        self._sector, self._small_sector = 1 << shift, 1 << small_shift
        self._fat = self._numbers(self._table_sectors(difat))
        self._small_fat = self._numbers(self._chain(small_fat, self._fat))
        self._entries = list(islice(self._read_entries(directory), _MOST_ENTRIES))
        root = next((one for one in self._entries if one.kind == _ROOT), None)
        self._small = self._from_sectors(root.start) if root else b""

    def _sector_at(self, number: int) -> bytes:
        start = (number + 1) * self._sector
        return self._content[start : start + self._sector]

    def _table_sectors(self, difat: int) -> Iterator[int]:
        """Give the sectors of the table, the first 109 of which the header names."""
        yield from _used(struct.unpack_from("<109I", self._content, 76))
        seen = 0
        while difat < _END and seen * self._sector < len(self._content):
            *numbers, difat = struct.unpack(f"<{self._sector // 4}I", self._sector_at(difat))
            yield from _used(numbers)
            seen += 1

    def _numbers(self, sectors: Iterator[int]) -> list[int]:
        most = len(self._content) // self._sector + 1
        joined = b"".join(map(self._sector_at, islice(sectors, most)))
        return list(struct.unpack(f"<{len(joined) // 4}I", joined[: len(joined) // 4 * 4]))

    def _chain(self, start: int, table: list[int]) -> Iterator[int]:
        """Follow a chain; one that runs in a circle ends when all sectors were named once."""
        for _ in range(len(table)):
            if start >= _END or start >= len(table):
                return
            yield start
            start = table[start]

    def _from_sectors(self, start: int) -> bytes:
        return b"".join(map(self._sector_at, self._chain(start, self._fat)))

    def _read_entries(self, directory: int) -> Iterator[_Entry]:
        packed = self._from_sectors(directory)
        for at in range(0, len(packed) - _ENTRY.size + 1, _ENTRY.size):
            name, length, kind, *_, start, size = _ENTRY.unpack_from(packed, at)
            text = name[: max(0, length - 2)].decode("utf-16-le", "replace")
            if kind in (1, _STREAM, _ROOT):
                yield _Entry(text, kind, start, size)

    @property
    def names(self) -> frozenset[str]:
        """Names of storages and streams, wherever they stand."""
        return frozenset(entry.name for entry in self._entries)

    def stream(self, name: str) -> bytes:
        """Give the bytes of a stream; nothing when there is none of that name."""
        entry = next((one for one in self._entries if one.name == name), None)
        if entry is None or entry.kind != _STREAM:
            return b""
        if entry.size >= _SMALL_STREAM:
            return self._from_sectors(entry.start)[: entry.size]
        size = self._small_sector
        chain = self._chain(entry.start, self._small_fat)
        return b"".join(self._small[one * size : (one + 1) * size] for one in chain)[: entry.size]


def _used(numbers: "tuple[int, ...] | list[int]") -> Iterator[int]:
    return (one for one in numbers if one < _END)


def kind_of_compound(compound: Compound) -> str:
    """Give `xls`, or the word for why the file cannot be read."""
    names = compound.names
    if "EncryptedPackage" in names:
        return "password"
    if "Workbook" in names:
        return "xls"
    if "Book" in names:
        return "ancient"
    return "not_a_table"


def records(stream: bytes) -> Iterator[tuple[int, bytes]]:
    """Give the records of a workbook stream one by one, as far as they are whole."""
    at = 0
    while at + _RECORD.size <= len(stream):
        kind, length = _RECORD.unpack_from(stream, at)
        at += _RECORD.size
        yield kind, stream[at : at + length]
        at += length


def what_it_holds(compound: Compound) -> Mapping[str, int]:
    """Count what is not read from an .xls workbook, by the words of notices.

    Raises Unusable with `password` or `ancient`.
    """
    found: Counter[str] = Counter()
    stream = compound.stream("Workbook")
    for number, (kind, content) in enumerate(records(stream)):
        if number == 0 and (kind != _BOF or content[:2] != struct.pack("<H", _BIFF8)):
            raise Unusable("ancient")
        if kind == _FILEPASS:
            raise Unusable("password")
        word = _word_of(kind, content)
        if word:
            found[word] += 1
    if {"_VBA_PROJECT_CUR", "_VBA_PROJECT"} & compound.names:
        found["macros"] = 1
    found["embedded_files"] += sum(name.startswith("MBD") for name in compound.names)
    return found


def _word_of(kind: int, content: bytes) -> str:
    if kind == _ROW:
        return "hidden_rows" if len(content) > 12 and content[12] & _ROW_HIDDEN else ""
    if kind == _SUPBOOK:
        return "" if content[2:4] == struct.pack("<H", _OWN_SHEETS) else "external_links"
    if kind == _PROTECT:
        return "protected" if content[:2] == b"\1\0" else ""
    return _WORDS.get(kind, "")


_WORDS: Mapping[int, str] = {
    _FORMULA: "formulas",
    _NOTE: "comments",
    _HLINK: "hyperlinks",
}
