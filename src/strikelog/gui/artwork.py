"""The few pictures that style sheets can only name by file, made in memory for each theme.

A style sheet takes arrows and ticks from files alone. So that no coloured copies lie on disk,
they are packed into a resource collection (Qt's own binary format, version 1) and registered.
"""

import struct
from functools import cache

from PySide6.QtCore import QResource

from strikelog.resources import resource

_LINES = ("chevron-down", "chevron-up", "chevron-left", "chevron-right", "x")
_TICKS = ("check", "minus")
_IS_FOLDER = 2


@cache
def register(folder: str, line: str, tick: str) -> bytes:
    """Offer the drawings below `:/folder`, once; the cache keeps the bytes Qt points at."""
    files = {f"{name}.svg": _drawn(name, line) for name in _LINES}
    files |= {f"{name}.svg": _drawn(name, tick) for name in _TICKS}
    packed = _packed(files)
    QResource.registerResourceData(packed, f"/{folder}")
    return packed


def _drawn(name: str, color: str) -> bytes:
    text = resource("icons", f"{name}.svg").read_text(encoding="utf-8")
    return text.replace("currentColor", color).encode()


def _packed(files: dict[str, bytes]) -> bytes:
    # Qt finds a name by bisecting the hashes, so files stand in that order.
    order = sorted(files, key=_hash)
    names, name_at = _names(order)
    data, data_at = _contents([files[name] for name in order])
    tree = struct.pack(">IHII", 0, _IS_FOLDER, len(order), 1)
    for at, place in zip(name_at, data_at, strict=True):
        tree += struct.pack(">IHHHI", at, 0, 0, 1, place)
    head = 20
    offsets = (head, head + len(tree), head + len(tree) + len(data))
    return struct.pack(">4sIIII", b"qres", 1, *offsets) + tree + data + names


def _names(order: list[str]) -> tuple[bytes, list[int]]:
    packed, places = b"", []
    for name in order:
        places.append(len(packed))
        packed += struct.pack(">HI", len(name), _hash(name)) + name.encode("utf-16-be")
    return packed, places


def _contents(files: list[bytes]) -> tuple[bytes, list[int]]:
    packed, places = b"", []
    for content in files:
        places.append(len(packed))
        packed += struct.pack(">I", len(content)) + content
    return packed, places


def _hash(name: str) -> int:
    value = 0
    for letter in name:
        value = (value << 4) + ord(letter)
        value ^= (value & 0xF0000000) >> 23
        value &= 0x0FFFFFFF
    return value
