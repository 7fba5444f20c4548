r"""Sealed packages: files that only an organisation's private key opens, streamed piece by piece.

Format, version 1, numbers big-endian:

    8   magic            "SLSEAL\r\n"
    2   version          1
    2   contents         1 a whole vault; 2 is kept for records sealed one by one
   16   package id       random
   32   public key       X25519, drawn for this package alone; the office's own is not in it
    4   chunk size
   32   reserved         zero; for what sealed records will need
    n × chunk            AES-256-GCM, 1 MiB of content each; nonce = 11-byte counter, then 1 for
                         the last, else 0; the whole header is associated data of every chunk

The chunks' key comes by HKDF from the agreement of both keys. Inside is a row of files, each
"F" · 2 length of its place · place · 8 size · content, and at the end "E" · 4 length · JSON: the
digest of every file and what the sender wants known. Whoever cannot read to the end learns nothing
of that last part; so only a whole, opened package can be receipted.
"""

from __future__ import annotations

import hashlib
import json
import re
import secrets
import struct
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from ..domain.errors import StrikelogError
from ..domain.messages import mark
from .migrations import FileIsNewer
from .slots import OfficeKey, expanded

SEALED_SUFFIX = ".strikelog-sealed"
WHOLE_VAULT = 1

CHUNK = 1 << 20
_TAG = 16
_MAGIC = b"SLSEAL\r\n"
_VERSION = 1
_HEADER = struct.Struct(">8sHH16s32sI32s")
_FILE = struct.Struct(">cH")
_SIZE = struct.Struct(">Q")
_END = struct.Struct(">cI")
_LARGEST_CLOSING = 256 << 20
_PLACE = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]*(?:/[A-Za-z0-9_-][A-Za-z0-9._-]*){0,3}")

Closing = Mapping[str, object]
"""What stands at the end of a package; JSON."""


class NotAPackage(StrikelogError):
    """A file that was given as a sealed package is none."""

    message = mark("“{name}” is not a sealed package of strikelog.")


class PackageDamaged(StrikelogError):
    """A package is for this office, but it is not as it was sealed."""

    message = mark(
        "“{name}” was cut off, damaged or altered on its way, so nothing of it was kept. "
        "Ask for it again."
    )


class PackageForOthers(StrikelogError):
    """A package that this office's key does not open."""

    message = mark("“{name}” was not sealed to this office, or its beginning is damaged.")


@dataclass(frozen=True)
class SealedFile:
    """A file as it goes into a package: its place there, its size, its content."""

    place: str
    size: int
    content: Iterable[bytes]


@dataclass(frozen=True, repr=False)
class Seal:
    """A package's header and the key of its chunks."""

    package: str
    header: bytes
    cipher: AESGCM

    @classmethod
    def to_office(cls, public: bytes, *, contents: int = WHOLE_VAULT) -> Seal:
        """Draw a new package's id and keys."""
        drawn, package = OfficeKey.drawn(), secrets.token_bytes(16)
        header = _HEADER.pack(_MAGIC, _VERSION, contents, package, drawn.public, CHUNK, bytes(32))
        return cls(package.hex(), header, _cipher(drawn.shared_with(public), header, public))

    @classmethod
    def opened(cls, header: bytes, key: OfficeKey, *, name: str) -> Seal:
        """Open a package's header with an office's key; the first chunk shows if it fits."""
        if len(header) != _HEADER.size or not header.startswith(_MAGIC):
            raise NotAPackage(name=name)
        _, version, contents, package, drawn, chunk, _ = _HEADER.unpack(header)
        if version != _VERSION or contents != WHOLE_VAULT or chunk != CHUNK:
            raise FileIsNewer
        return cls(package.hex(), header, _cipher(key.shared_with(drawn), header, key.public))

    def __repr__(self) -> str:
        return f"Seal({self.package})"


def _cipher(shared: bytes, header: bytes, office: bytes) -> AESGCM:
    digest = hashlib.sha256(header).digest()
    return AESGCM(expanded(shared, salt=digest, purpose="sealed package", bound=office))


def header_of(stream: BinaryIO) -> bytes:
    """Read the header of a package."""
    return stream.read(_HEADER.size)


class SealingWriter:
    """Writes one package; `digest` is that of every byte written."""

    def __init__(self, target: BinaryIO, seal: Seal) -> None:
        self._target = target
        self._seal = seal
        self._held = bytearray()
        self._count = 0
        self._digest = hashlib.sha256()
        self._files: list[dict[str, object]] = []
        self._put(seal.header)

    @property
    def digest(self) -> str:
        """SHA-256 of the package so far."""
        return self._digest.hexdigest()

    def add(self, file: SealedFile, moved: Callable[[int], None]) -> None:
        """Put a file in; `moved` is told how many bytes of it went by."""
        place, seen, size = file.place.encode(), hashlib.sha256(), 0
        self._write(_FILE.pack(b"F", len(place)) + place + _SIZE.pack(file.size))
        for piece in file.content:
            seen.update(piece)
            size += len(piece)
            self._write(piece)
            moved(len(piece))
        if size != file.size:
            raise PackageDamaged(name=file.place)
        self._files.append({"place": file.place, "size": size, "sha256": seen.hexdigest()})

    def close(self, closing: Closing) -> None:
        """Put the end on, with the digests of all files."""
        plain = json.dumps({**closing, "files": self._files}, ensure_ascii=False).encode()
        self._write(_END.pack(b"E", len(plain)) + plain)
        self._seal_chunk(is_last=True)

    def _write(self, content: bytes) -> None:
        self._held += content
        while len(self._held) > CHUNK:
            self._seal_chunk(is_last=False)

    def _seal_chunk(self, *, is_last: bool) -> None:
        chunk = bytes(self._held[:CHUNK])
        del self._held[:CHUNK]
        nonce = _nonce(self._count, is_last=is_last)
        self._count += 1
        self._put(self._seal.cipher.encrypt(nonce, chunk, self._seal.header))

    def _put(self, content: bytes) -> None:
        self._digest.update(content)
        self._target.write(content)


class SealedReader:
    """Reads one package from its header on; every byte it gives is proven."""

    def __init__(self, source: BinaryIO, seal: Seal, *, name: str) -> None:
        self._source = source
        self._seal = seal
        self._name = name
        self._held = bytearray()
        self._count = 0
        self._digest = hashlib.sha256(seal.header)
        self._packed = source.read(CHUNK + _TAG)
        self.closing: Closing = {}

    @property
    def digest(self) -> str:
        """SHA-256 of the package as far as it was read."""
        return self._digest.hexdigest()

    def files(self) -> Iterator[SealedFile]:
        """Give the files in order, each to be read before the next; then `closing` is known.

        Raises PackageForOthers at the first chunk, PackageDamaged at any other, or when the files
        are not those the end names.
        """
        seen: list[dict[str, object]] = []
        while (kind := self._read(1)) == b"F":
            place = self._read(int.from_bytes(self._read(2))).decode(errors="replace")
            if not _PLACE.fullmatch(place):
                raise self._damaged()
            size = _SIZE.unpack(self._read(_SIZE.size))[0]
            digest = hashlib.sha256()
            yield SealedFile(place, size, self._content(size, digest.update))
            seen.append({"place": place, "size": size, "sha256": digest.hexdigest()})
        if kind != b"E":
            raise self._damaged()
        self._close(seen)

    def _content(self, size: int, seen: Callable[[bytes], None]) -> Iterator[bytes]:
        while size:
            piece = self._read(min(size, CHUNK))
            size -= len(piece)
            seen(piece)
            yield piece

    def _close(self, seen: list[dict[str, object]]) -> None:
        length = int.from_bytes(self._read(4))
        if length > _LARGEST_CLOSING:
            raise self._damaged()
        try:
            closing = json.loads(self._read(length))
        except ValueError:
            raise self._damaged() from None
        if not isinstance(closing, dict):
            raise self._damaged()
        if self._held or self._packed or closing.get("files") != seen:
            raise self._damaged()
        self.closing = closing

    def _read(self, length: int) -> bytes:
        while len(self._held) < length:
            self._open_chunk()
        content = bytes(self._held[:length])
        del self._held[:length]
        return content

    def _open_chunk(self) -> None:
        if not self._packed:
            raise self._damaged()
        packed, self._packed = self._packed, self._source.read(CHUNK + _TAG)
        self._digest.update(packed)
        nonce = _nonce(self._count, is_last=not self._packed)
        try:
            self._held += self._seal.cipher.decrypt(nonce, packed, self._seal.header)
        except (InvalidTag, ValueError):
            if not self._count:
                raise PackageForOthers(name=self._name) from None
            raise self._damaged() from None
        self._count += 1

    def _damaged(self) -> PackageDamaged:
        return PackageDamaged(name=self._name)


def pieces(path: Path) -> Iterator[bytes]:
    """Read a file piece by piece."""
    with path.open("rb") as file:
        while piece := file.read(CHUNK):
            yield piece


def sealed_file(path: Path, place: str) -> SealedFile:
    """Describe a file of the disk for a package."""
    return SealedFile(place, path.stat().st_size, pieces(path))


def sealed_bytes(content: bytes, place: str) -> SealedFile:
    """Describe a small file held in memory for a package."""
    return SealedFile(place, len(content), (content,))


def _nonce(index: int, *, is_last: bool) -> bytes:
    return index.to_bytes(11, "big") + bytes([is_last])
