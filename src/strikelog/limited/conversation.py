"""What parent and child say to each other over two pipes: short frames, each with its length.

- parent → child: REQUEST, a JSON text (the function, what it is given, the size of the data, the
  limits), then DATA, parts of the data as they are asked for;
- child → parent: WANTED, offset and length of a part of the data; ANSWER, the length of a JSON
  text, the text, then bytes; or FAULT, a word for what went wrong.
"""

import struct
from typing import Protocol

REQUEST, DATA, WANTED, ANSWER, FAULT = b"Q", b"D", b"W", b"A", b"F"

_HEAD = struct.Struct(">cQ")
_PART = struct.Struct(">QQ")
_TEXT = struct.Struct(">Q")

Frame = tuple[bytes, bytes]


class Hearing(Protocol):
    """A pipe to read from."""

    def read(self, length: int, /) -> bytes:
        """Wait for so many bytes; fewer when the pipe ends."""


class Saying(Protocol):
    """A pipe to write to."""

    def write(self, content: bytes, /) -> int:
        """Take bytes, perhaps to hold them back."""

    def flush(self) -> None:
        """Let go of what was held back."""


class Broken(Exception):
    """The other side ended, or said what it could not have meant."""


class Oversized(Broken):
    """The other side would say more than it may."""


def say(pipe: Saying, kind: bytes, content: bytes) -> None:
    """Send one frame."""
    pipe.write(_HEAD.pack(kind, len(content)))
    pipe.write(content)
    pipe.flush()


def hear(pipe: Hearing, most: int) -> Frame:
    """Wait for one frame of no more than so many bytes; raises Broken or Oversized."""
    kind, length = _HEAD.unpack(_exactly(pipe, _HEAD.size))
    if length > most:
        raise Oversized
    return kind, _exactly(pipe, length)


def pack_part(offset: int, length: int) -> bytes:
    """Name a part of the data."""
    return _PART.pack(offset, length)


def unpack_part(content: bytes) -> tuple[int, int]:
    """Read which part of the data is named; raises Broken."""
    if len(content) != _PART.size:
        raise Broken
    offset, length = _PART.unpack(content)
    return int(offset), int(length)


def pack_answer(text: bytes, content: bytes) -> bytes:
    """Put a JSON text and bytes together."""
    return _TEXT.pack(len(text)) + text + content


def unpack_answer(packed: bytes) -> tuple[bytes, bytes]:
    """Take a JSON text and bytes apart; raises Broken."""
    if len(packed) < _TEXT.size:
        raise Broken
    (length,) = _TEXT.unpack_from(packed)
    end = _TEXT.size + length
    if end > len(packed):
        raise Broken
    return packed[_TEXT.size : end], packed[end:]


def _exactly(pipe: Hearing, length: int) -> bytes:
    content = pipe.read(length) if length else b""
    if len(content) != length:
        raise Broken
    return content
