"""A whole vault as one sealed package, and back: for a road on which nothing should be carried.

The database goes in as a proven copy, evidence only after every stored file has opened, and a
package counts only once it was read back from the disk. The office gets a key file with a way in
of its own. Backups stay behind; the package holds the vault as it is.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from ..domain.errors import StrikelogError
from ..domain.headwords import ChainHead
from ..domain.messages import mark
from ..domain.progress import Progress
from . import blobs as stored
from . import guards
from .backups import Opened, proven_copy
from .blobs import Blobs
from .files import (
    FileNotWritten,
    built_durably,
    open_new,
    sync_folder,
    sync_handle,
    write_all,
)
from .history import GENESIS, History
from .identity_files import IDENTITY_DATABASE, IDENTITY_KEYS, digest_of_closed, identity_files
from .keyfile import KEY_FILE, KEY_FILE_COPY, Unlocked
from .sealing import (
    Closing,
    PackageDamaged,
    Seal,
    SealedFile,
    SealedReader,
    SealingWriter,
    header_of,
    sealed_bytes,
    sealed_file,
)
from .slots import OfficeKey, office_slot
from .vault import BLOBS_FOLDER, DATABASE_FILE, Vault, folder_for, move_in, refuse_taken

_PROOF_SIZE = 16
_RECEIPT = b"strikelog/receipt/1"
_ALLOWED = (DATABASE_FILE, KEY_FILE, KEY_FILE_COPY, IDENTITY_DATABASE, *IDENTITY_KEYS)


class IdentitiesOpen(StrikelogError):
    """The store of identities is being written to while the vault should be packed."""

    message = mark("The identities are open. Close them, then try again.")


@dataclass(frozen=True, repr=False)
class Packed:
    """A package that was written and read back: its id, its digest, the head in it, its receipt."""

    package: str
    digest: str
    head: ChainHead
    proof: bytes
    files: int
    size: int


@dataclass(frozen=True, repr=False)
class Unpacked:
    """A package that became a vault again, and the proof of it for the sender."""

    folder: Path
    head: ChainHead
    proof: bytes
    files: int
    told: Closing


def pack_vault(
    vault: Vault,
    opened: Unlocked,
    office: bytes,
    *,
    target: Path,
    told: Closing,
    progress: Progress,
) -> Packed:
    """Seal an open vault to an office's public key; a package appears proven or not at all.

    Raises CopyUnsound, BlobDamaged, IdentitiesOpen, FileNotWritten.
    """
    _refuse_open_identities(vault.folder)
    seal, secret = Seal.to_office(office), secrets.token_bytes(_PROOF_SIZE)
    salt = opened.key_file.lineage.database_salt
    source = Opened(vault.folder / DATABASE_FILE, vault.keys.database, salt)
    with _passing_copy(vault.folder) as copy:
        contents = proven_copy(source, copy)
        head = ChainHead(*(contents.head or (0, GENESIS)))
        files = [*_files(vault, copy, opened, office)]
        closing = {**told, "receipt": secret.hex(), "head": [head.size, head.digest]}
        size = sum(file.size for file in files)
        _prove_blobs(vault.folder, vault.keys.blob, progress)
        steps = _Steps(progress, 2 * size)
        with built_durably(target) as unfinished:
            digest = _write(unfinished, seal, files, closing=closing, steps=steps)
            _read_back(unfinished, seal, digest, steps)
    proof = _proof(secret, digest, head)
    return Packed(seal.package, digest, head, proof, len(files), size)


def unpack_vault(path: Path, key: OfficeKey, target: Path, progress: Progress) -> Unpacked:
    """Open a package into a new vault, prove that whole, and give the receipt for it.

    Raises NotAPackage, PackageForOthers, PackageDamaged, FolderTaken, FileNotWritten.
    """
    folder = folder_for(target)
    refuse_taken(folder)
    guards.refuse_risky(folder)
    site = folder.with_name(f".{folder.name}.{secrets.token_hex(4)}.unfinished")
    try:
        site.mkdir(mode=0o700)
        reader = _unpack_into(site, path, key, progress)
        head = _proven_head(site, key, reader=reader, name=path.name, progress=progress)
        move_in(site, folder)
    except OSError as refusal:
        reason = refusal.strerror or type(refusal).__name__
        raise FileNotWritten(name=folder.name, reason=reason) from refusal
    finally:
        shutil.rmtree(site, ignore_errors=True)
    secret = bytes.fromhex(str(reader.closing["receipt"]))
    files = reader.closing["files"]
    count = len(files) if isinstance(files, list) else 0
    return Unpacked(folder, head, _proof(secret, reader.digest, head), count, reader.closing)


class _Steps:
    """Counts bytes for a progress."""

    def __init__(self, progress: Progress, total: int) -> None:
        self._progress = progress
        self._total = total
        self._done = 0

    def __call__(self, moved: int) -> None:
        self._done += moved
        self._progress.report(self._done >> 10, self._total >> 10)


def _proof(secret: bytes, digest: str, head: ChainHead) -> bytes:
    said = f"{digest}\n{head.size}\n{head.digest}".encode()
    return hmac.digest(secret, _RECEIPT + said, hashlib.sha256)[:_PROOF_SIZE]


def _refuse_open_identities(folder: Path) -> None:
    if (folder / IDENTITY_DATABASE).exists() and digest_of_closed(folder) is None:
        raise IdentitiesOpen


@contextmanager
def _passing_copy(folder: Path) -> Iterator[Path]:
    """Give a place for a copy that is only needed for a while; it is encrypted like the vault."""
    copy = folder / f".packing.{secrets.token_hex(4)}.unfinished"
    try:
        yield copy
    finally:
        with suppress(OSError):
            copy.unlink(missing_ok=True)


def _prove_blobs(folder: Path, key: bytes, progress: Progress) -> None:
    """Open every stored file to its end; the first that is damaged is raised."""
    blobs = Blobs(folder / BLOBS_FOLDER, key, read_only=True)
    for path in _blobs(folder):
        for _ in blobs.chunks(path.name.removesuffix(stored.PART)):
            progress.report(0, None)


def _blobs(folder: Path) -> list[Path]:
    return stored.all_files(folder / BLOBS_FOLDER)


def _files(vault: Vault, copy: Path, opened: Unlocked, office: bytes) -> Iterator[SealedFile]:
    yield sealed_file(copy, DATABASE_FILE)
    key_file = opened.key_file
    slot = office_slot(opened.data_key, office, key_file.lineage)
    content = replace(key_file, slots=(*key_file.slots, slot)).encoded()
    for name in (KEY_FILE, KEY_FILE_COPY):
        yield sealed_bytes(content, name)
    for path in identity_files(vault.folder):
        if path.name in _ALLOWED:
            yield sealed_file(path, path.name)
    for path in _blobs(vault.folder):
        yield sealed_file(path, f"{BLOBS_FOLDER}/{path.name}")


def _write(
    path: Path, seal: Seal, files: list[SealedFile], *, closing: Closing, steps: _Steps
) -> str:
    with path.open("wb") as target:
        writer = SealingWriter(target, seal)
        for file in files:
            writer.add(file, steps)
        writer.close(closing)
        target.flush()
        sync_handle(target.fileno())
    path.chmod(0o600)
    return writer.digest


def _read_back(path: Path, seal: Seal, digest: str, steps: _Steps) -> None:
    """Read the whole package as its receiver will; the digests of all files must be found again."""
    with path.open("rb") as source:
        if hasattr(os, "posix_fadvise"):  # so that the disk is asked, not the memory
            os.posix_fadvise(source.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        if header_of(source) != seal.header:
            raise PackageDamaged(name=path.name)
        reader = SealedReader(source, seal, name=path.name)
        for file in reader.files():
            for piece in file.content:
                steps(len(piece))
    if reader.digest != digest:
        raise PackageDamaged(name=path.name)


def _unpack_into(site: Path, path: Path, key: OfficeKey, progress: Progress) -> SealedReader:
    (site / BLOBS_FOLDER).mkdir(mode=0o700)
    (site / "backups").mkdir(mode=0o700)
    steps = _Steps(progress, path.stat().st_size)
    with path.open("rb") as source:
        seal = Seal.opened(header_of(source), key, name=path.name)
        reader = SealedReader(source, seal, name=path.name)
        for file in reader.files():
            _lay(site, file, path.name, steps)
    sync_folder(site / BLOBS_FOLDER)
    sync_folder(site)
    return reader


def _lay(site: Path, file: SealedFile, package: str, moved: Callable[[int], None]) -> None:
    """Write one file out; only those that make up a vault are taken."""
    parent, _, name = file.place.rpartition("/")
    is_blob = parent == BLOBS_FOLDER and stored.is_place(name.removesuffix(stored.PART))
    if not is_blob and file.place not in _ALLOWED:
        raise PackageDamaged(name=package)
    handle = open_new(site / file.place)
    try:
        for piece in file.content:
            write_all(handle, piece)
            moved(len(piece))
        sync_handle(handle)
    finally:
        os.close(handle)


def _proven_head(
    site: Path, key: OfficeKey, *, reader: SealedReader, name: str, progress: Progress
) -> ChainHead:
    """Open the vault as the office and hold it against what the sender said of it."""
    with Vault.open(site, key) as vault:
        database = vault.database
        if vault.damage or database.cipher_check() or database.quick_check():
            raise PackageDamaged(name=name)
        with database.reading() as connection:
            head = ChainHead(*History(connection, database.schema, database.audit_key).head())
        _prove_blobs(site, vault.keys.blob, progress)
    if reader.closing.get("head") != [head.size, head.digest]:
        raise PackageDamaged(name=name)
    return head
