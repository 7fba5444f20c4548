"""The files of evidence, encrypted: each under a random name and a key of its own.

    header   magic, 16-byte file id (its name), chunk size; authenticated with every chunk
    chunks   1 MiB each, AES-256-GCM; nonce = 11-byte counter, then 1 for the last chunk, else 0

A chunk that is changed, cut off, moved, repeated or taken from another file does not open. A name
tells nothing of the content: a name made from a hash would confirm that a known video is held.

A file that is being taken in or thrown away bears the ending `.part`. Taking in: file written and
fsynced under that ending, folder fsynced, row committed, ending taken away. Throwing away: ending
added, row committed, file removed. So whatever a crash leaves is found by its ending, and the rows
tell what becomes of it; opening a vault with many files costs no comparison of all of them.
"""

import errno
import hashlib
import os
import secrets
import stat
import struct
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from ..domain.errors import StrikelogError
from ..domain.messages import mark
from ..domain.saying import Said, say
from .files import open_new, sync_folder, sync_handle, write_all

CHUNK = 1 << 20
"""Bytes of content a chunk holds; the last may hold fewer."""

PART = ".part"
"""Ending of a file on its way in or out."""

_HEADER = struct.Struct(">4s16sI")
_MAGIC = b"SLB1"
_TAG = 16
_MISSING = mark("it is missing")
_DAMAGED = mark("damaged")
_OTHER_CONTENT = mark("other content")
_UNREADABLE = mark("unreadable ({reason})")
_ID_SIZE = 16
_READ_ONLY = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)


class BlobMissing(StrikelogError):
    """A row names a file that is not in the vault's folder."""

    message = mark(
        "The stored file {place} is missing from the vault's folder. Restore it from a backup."
    )


class BlobDamaged(StrikelogError):
    """A stored file is not as it was written."""

    message = mark(
        "The stored file {place} was damaged or altered after it was taken in, so it is not shown. "
        "Restore it from a backup."
    )


class NoRoom(StrikelogError):
    """The disk has no room for another file."""

    message = mark(
        "There is no room left on the disk to take the file in: it needs about {megabytes} MB. "
        "Nothing was kept of it. Make some room and try again."
    )


class NotStored(StrikelogError):
    """The operating system refused to write a stored file."""

    message = mark("The file could not be stored in the vault: {reason}. Nothing was kept of it.")


class FileNotRead(StrikelogError):
    """A file that was to be taken in cannot be read."""

    message = mark("“{name}” could not be read: {reason}.")


class NotAFile(StrikelogError):
    """What was to be taken in is a folder, a device or a pipe."""

    message = mark("“{name}” is not a file. Choose a file, or add a whole folder.")


@dataclass(frozen=True, slots=True)
class Stored:
    """A stored file: its place relative to the folder, and digest and size of its content."""

    place: str
    sha256: str
    size: int


class Blobs:
    """The stored files of one vault."""

    def __init__(self, folder: Path, key: bytes, *, read_only: bool = False) -> None:
        self.folder = folder
        self._key = key
        self._read_only = read_only

    @contextmanager
    def written(self, pieces: Iterable[bytes]) -> Iterator[Stored]:
        """Store content; it is kept when the block, which commits the row, ends well.

        Pieces of CHUNK bytes are encrypted as they come; others are regrouped.
        """
        name = secrets.token_hex(_ID_SIZE)
        part = self.folder / (name + PART)
        written = [0]
        with ExitStack() as failing:
            failing.callback(_removed, part)
            with _refusals_named(written):
                self.folder.mkdir(mode=0o700, exist_ok=True)
                stored = self._write(part, name, _counted(pieces, written))
                sync_folder(self.folder)
            yield stored
            failing.pop_all()
        self._keep(name)

    def _write(self, part: Path, name: str, pieces: Iterable[bytes]) -> Stored:
        digest, size = hashlib.sha256(), 0
        header, cipher = self._opening(name)
        handle = open_new(part)
        try:
            write_all(handle, header)
            for index, (chunk, is_last) in enumerate(_marked_last(_regrouped(pieces))):
                digest.update(chunk)
                size += len(chunk)
                write_all(handle, cipher.encrypt(_nonce(index, is_last=is_last), chunk, header))
            sync_handle(handle)
        finally:
            os.close(handle)
        return Stored(name, digest.hexdigest(), size)

    def take_over(self, name: str, place: str, pieces: Iterable[bytes]) -> Stored:
        """Store content under a name and place it has in another folder, for a change of keys."""
        return self._write(self.folder / name, place, pieces)

    def _keep(self, name: str) -> None:
        """Take the ending away; the row is committed, so a refusal is left to the next start."""
        with suppress(OSError):
            (self.folder / (name + PART)).rename(self.folder / name)
            sync_folder(self.folder)

    def chunks(self, place: str) -> Iterator[bytes]:
        """Give a file's content piece by piece, each proven; raises BlobDamaged, BlobMissing."""
        with self.opened(place) as reader:
            for index in range(reader.count):
                yield reader.chunk(index)

    @contextmanager
    def opened(self, place: str) -> Iterator["BlobReader"]:
        """Open a stored file to read parts of it; raises BlobDamaged, BlobMissing."""
        path = self._path(place)
        with path.open("rb", buffering=0) as file:
            yield BlobReader.over(file.fileno(), place, self._opening)

    def _path(self, place: str) -> Path:
        if not is_place(place):
            raise BlobMissing(place=place[:40])
        for path in (self.folder / place, self.folder / (place + PART)):
            if path.is_file():
                return path
        raise BlobMissing(place=place)

    def _opening(self, name: str) -> tuple[bytes, AESGCM]:
        """Give the header and the cipher of one file."""
        file_id = bytes.fromhex(name)
        derived = HKDF(SHA256(), 32, salt=None, info=b"strikelog 1 blob file" + file_id)
        return _HEADER.pack(_MAGIC, file_id, CHUNK), AESGCM(derived.derive(self._key))

    @contextmanager
    def thrown_away(self, place: str) -> Iterator[None]:
        """Remove a file when the block, which commits the row that lets go of it, ends well."""
        path = self._path(place)
        part = self.folder / (place + PART)
        with _refusals_named([0]):
            path.rename(part)
            sync_folder(self.folder)
        with ExitStack() as failing:
            failing.callback(self._keep, place)
            yield
            failing.pop_all()
        _removed(part)

    def settle(self, named: Callable[[Collection[str]], Collection[str]]) -> list[str]:
        """Finish or remove what a sudden end left on its way, and give what was removed.

        `named` tells which of some places a row still names. Only the vault's holder may call
        this, before it takes anything in itself.
        """
        if self._read_only or not self.folder.is_dir():
            return []
        found = [one.name.removesuffix(PART) for one in self.folder.glob("*" + PART)]
        places = sorted(one for one in found if is_place(one))
        kept = set(named(places)) if places else set()
        for place in places:
            if place in kept:
                self._keep(place)
            else:
                _removed(self.folder / (place + PART))
        return [place for place in places if place not in kept]


@dataclass(frozen=True, slots=True)
class BlobReader:
    """A stored file open for reading: how much it holds, and any part of it, proven."""

    handle: int
    place: str
    header: bytes
    cipher: AESGCM
    size: int
    count: int

    @classmethod
    def over(cls, handle: int, place: str, opening: Callable[[str], tuple[bytes, AESGCM]]) -> Self:
        """Read the header and work out how much the file holds; raises BlobDamaged."""
        header, cipher = opening(place)
        packed = os.fstat(handle).st_size - len(header)
        count = -(-packed // (CHUNK + _TAG))
        if packed < _TAG or os.read(handle, len(header)) != header:
            raise BlobDamaged(place=place)
        return cls(handle, place, header, cipher, packed - count * _TAG, count)

    def chunk(self, index: int) -> bytes:
        """Give the content of one chunk; raises BlobDamaged when it is not as it was written."""
        os.lseek(self.handle, len(self.header) + index * (CHUNK + _TAG), os.SEEK_SET)
        packed = _read_up_to(self.handle, CHUNK + _TAG)
        nonce = _nonce(index, is_last=index == self.count - 1)
        try:
            return self.cipher.decrypt(nonce, packed, self.header)
        except (InvalidTag, ValueError):
            raise BlobDamaged(place=self.place) from None

    def read_at(self, offset: int, length: int) -> bytes:
        """Give part of the content; shorter at its end."""
        end = min(self.size, offset + length)
        if not 0 <= offset < end:
            return b""
        first, last = offset // CHUNK, (end - 1) // CHUNK
        whole = b"".join(self.chunk(index) for index in range(first, last + 1))
        return whole[offset - first * CHUNK : end - first * CHUNK]


def is_place(text: str) -> bool:
    """Tell whether a text is a name this module gives; anything else leads out of the folder."""
    return len(text) == 2 * _ID_SIZE and all(one in "0123456789abcdef" for one in text)


def all_files(folder: Path) -> list[Path]:
    """Give the stored files of a vault's `blobs` folder, those on their way included.

    A copy of a vault takes them all: the copy settles what was on its way when it is opened.
    """
    if not folder.is_dir():
        return []
    found = (one for one in folder.iterdir() if is_place(one.name.removesuffix(PART)))
    return sorted(one for one in found if one.is_file())


def check(blobs: Blobs, place: str, sha256: str) -> Said | None:
    """Read a file whole and give what is wrong with it; None when it is as it was taken in."""
    digest = hashlib.sha256()
    try:
        for chunk in blobs.chunks(place):
            digest.update(chunk)
    except BlobMissing:
        return Said(_MISSING)
    except BlobDamaged:
        return Said(_DAMAGED)
    except OSError as refusal:
        return say(_UNREADABLE, reason=refusal.strerror or type(refusal).__name__)
    return None if digest.hexdigest() == sha256 else Said(_OTHER_CONTENT)


def pieces_of(path: Path) -> Iterator[bytes]:
    """Read a file that is to be taken in, piece by piece; raises FileNotRead, NotAFile."""
    try:
        # Not to wait for ever on a pipe that nobody writes to.
        handle = os.open(path, _READ_ONLY)
        try:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                raise NotAFile(name=path.name)
            while piece := _read_up_to(handle, CHUNK):
                yield piece
        finally:
            os.close(handle)
    except IsADirectoryError:
        raise NotAFile(name=path.name) from None
    except OSError as refusal:
        reason = refusal.strerror or type(refusal).__name__
        raise FileNotRead(name=path.name, reason=reason) from refusal


def _nonce(index: int, *, is_last: bool) -> bytes:
    return index.to_bytes(11, "big") + bytes([is_last])


def _read_up_to(handle: int, length: int) -> bytes:
    """Read so many bytes unless the file ends first."""
    first = os.read(handle, length)
    if len(first) in (0, length):
        return first
    parts, held = [first], len(first)
    while held < length and (more := os.read(handle, length - held)):
        parts.append(more)
        held += len(more)
    return b"".join(parts)


def _regrouped(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Give the same bytes in chunks of the one size."""
    held = b""
    for piece in pieces:
        held = held + piece if held else piece
        while len(held) >= CHUNK:
            yield held[:CHUNK] if len(held) > CHUNK else held
            held = held[CHUNK:]
    if held:
        yield held


def _marked_last(chunks: Iterable[bytes]) -> Iterator[tuple[bytes, bool]]:
    """Tell the last chunk from the others; a file without content has one that is empty."""
    held: bytes | None = None
    for chunk in chunks:
        if held is not None:
            yield held, False
        held = chunk
    yield held or b"", True


def _counted(pieces: Iterable[bytes], written: list[int]) -> Iterator[bytes]:
    for piece in pieces:
        written[0] += len(piece)
        yield piece


@contextmanager
def _refusals_named(written: list[int]) -> Iterator[None]:
    try:
        yield
    except OSError as refusal:
        if refusal.errno in (errno.ENOSPC, errno.EDQUOT):
            raise NoRoom(megabytes=max(1, written[0] >> 20)) from refusal
        reason = refusal.strerror or type(refusal).__name__
        raise NotStored(reason=reason) from refusal


def _removed(path: Path) -> None:
    """Remove a file; one that cannot be is found by its ending at the next start."""
    with suppress(OSError):
        path.unlink(missing_ok=True)
        sync_folder(path.parent)
