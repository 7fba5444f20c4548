"""A disk as a power cut leaves it: what was made durable, and any part of what was not.

Two models of what a disk may do with calls that were not yet made durable. "ordered" is a
journalling file system: names reach the disk in their order, and syncing a file brings all names
before it along. "any" promises what POSIX does: a name is durable when its folder was synced,
and any subset of the rest may be there.
"""

import random
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from .shimming import Call

SECTOR = 512
MODELS = ("ordered", "any")


@dataclass
class File:
    """One file: bytes that are durable, and calls that are not."""

    durable: bytearray = field(default_factory=bytearray)
    pending: list[Call] = field(default_factory=list)

    def flush(self) -> None:
        for call in self.pending:
            _carry_out(self.durable, call, call.data)
        self.pending.clear()

    def after_cut(self, chance: random.Random) -> bytearray:
        """Give what a cut leaves: each pending call kept (40 %), lost (40 %) or torn (20 %)."""
        content = bytearray(self.durable)
        for call in self.pending:
            fate = chance.random()
            if fate < 0.4 or (fate >= 0.8 and call.kind != "W"):
                _carry_out(content, call, call.data)
            elif fate >= 0.8:
                _carry_out(content, call, _torn(content, call, chance))
        return content


def _carry_out(content: bytearray, call: Call, data: bytes) -> None:
    if call.kind == "T":
        del content[call.offset :]
        content.extend(bytes(call.offset - len(content)))
        return
    if call.offset > len(content):
        content.extend(bytes(call.offset - len(content)))
    content[call.offset : call.offset + len(data)] = data


def _torn(content: bytearray, call: Call, chance: random.Random) -> bytes:
    """Give a write of which each sector is new, old, or garbage."""
    made = bytearray(call.data)
    for start in range(0, len(made), SECTOR):
        end = min(start + SECTOR, len(made))
        fate = chance.random()
        if fate < 0.45:
            old = content[call.offset + start : call.offset + end]
            made[start:end] = old.ljust(end - start, b"\0")
        elif fate < 0.55:
            made[start:end] = chance.randbytes(end - start)
    return bytes(made)


class Disk:
    """The files of one folder, followed call by call."""

    def __init__(self, files: Mapping[str, tuple[int, bytes]], model: str) -> None:
        self._ordered = model == "ordered"
        self._files = {inode: File(bytearray(content)) for inode, content in files.values()}
        self._names = {name: inode for name, (inode, _) in files.items()}
        self._pending: list[Call] = []

    def follow(self, call: Call) -> None:
        """Take a call in."""
        if call.kind in "WT":
            self._file(call.inode).pending.append(call)
        elif call.kind == "S":
            self._file(call.inode).flush()
            if self._ordered:
                self._names_durable(None)
        elif call.kind == "D":
            self._names_durable(None if self._ordered else call.text)
        elif call.kind in "CRU":
            if call.kind == "C":
                self._files[call.inode] = File()
            self._pending.append(call)

    def after_cut(self, chance: random.Random) -> dict[str, bytearray]:
        """Give the files as a cut leaves them; the same disk may be cut again and again."""
        names = dict(self._names)
        for call in self._surviving(chance):
            _rename(names, call)
        return {name: self._file(inode).after_cut(chance) for name, inode in names.items()}

    def _surviving(self, chance: random.Random) -> Iterable[Call]:
        if self._ordered:
            return self._pending[: chance.randint(0, len(self._pending))]
        return [call for call in self._pending if chance.random() < 0.5]

    def _names_durable(self, folder: str | None) -> None:
        """Make the names in a folder durable, or all of them."""
        left = []
        for call in self._pending:
            if folder is None or folder in _folders(call):
                _rename(self._names, call)
            else:
                left.append(call)
        self._pending = left

    def _file(self, inode: int) -> File:
        return self._files.setdefault(inode, File())


def _folders(call: Call) -> set[str]:
    return {name.rpartition("/")[0] for name in call.text.split("\n") if name}


def _rename(names: dict[str, int], call: Call) -> None:
    first, _, second = call.text.partition("\n")
    if call.kind == "C":
        names[first] = call.inode
    elif call.kind == "U":
        names.pop(first, None)
    elif first in names:
        names[second] = names.pop(first)
