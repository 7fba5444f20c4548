"""What the vault was when it was last closed, kept beside it in `vault.seal`.

The cipher shows that every page is authentic, not that it is the newest: an older page put back is
as authentic as the one it takes the place of. So closing notes a digest over the authentication
tags of all pages, and the head of the history. The next check holds the file against them; a crash
leaves no digest, and then the history alone speaks. The seal itself is encrypted: how long a
history is, is nobody's business.
"""

import hashlib
import hmac
import json
import mmap
import secrets
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from ..domain.errors import StrikelogError
from ..domain.headwords import ChainHead
from .database import Database
from .files import write_durably
from .history import History
from .witnesses import Occasion, Signature, Witnesses

SEAL_FILE = "vault.seal"

_NONCE = 12
_BOUND = b"strikelog/seal/1"
_PAGE = 4096
_TAGS = 80  # what the cipher keeps at the end of each page: 16 bytes IV, 64 bytes HMAC
_SALT = 16


@dataclass(frozen=True, slots=True)
class Seal:
    """The newest head known in this folder; `pages` is empty while the vault is open."""

    head: ChainHead
    pages: str = ""


@dataclass(frozen=True, slots=True)
class Opening:
    """What a vault that is now open was when it was closed.

    `stamp` is the file's size and time at opening: while they last, its pages can be compared.
    """

    seal: Seal | None = None
    stamp: tuple[int, int] = (0, 0)

    def digest_of(self, database: Path) -> str:
        """Give the digest of the closed file; one that was only read is not read once more."""
        if self.seal is not None and self.seal.pages and _stamp(database) == self.stamp:
            return self.seal.pages
        return page_digest(database)

    def contradicted(self, database: Path) -> bool:
        """Tell whether pages are not those that were closed, as far as can still be told."""
        if self.seal is None or not self.seal.pages or _stamp(database) != self.stamp:
            return False
        return page_digest(database) != self.seal.pages


def opened_as(folder: Path, database: Path, audit_key: bytes) -> Opening:
    """Read the seal of a vault before its database is opened."""
    return Opening(read_seal(folder, audit_key), _stamp(database))


def note_open(folder: Path, audit_key: bytes, opening: Opening) -> None:
    """Say in the seal that the vault is open, so that a crash does not look like tampering."""
    if opening.seal is not None and opening.seal.pages:
        with suppress(StrikelogError):  # a folder that cannot be written to tells so by itself
            write_seal(folder, audit_key, Seal(opening.seal.head))


def close_sealed(folder: Path, database: Database, at: datetime, opening: Opening) -> None:
    """Sign the head, close the database, and seal what is left.

    What only vouches for the work must not keep the work from being closed.
    """
    if database.read_only:
        database.close()
        return
    signed = None
    with suppress(StrikelogError):
        signed = sign_head(database, Occasion.LOCK, at)
    database.close()
    log = database.path.with_name(database.path.name + "-wal")
    if signed and not log.exists():
        with suppress(StrikelogError, OSError):
            seal = Seal(signed.head, opening.digest_of(database.path))
            write_seal(folder, database.seal_key, seal)


def sign_head(database: Database, occasion: str, at: datetime) -> Signature | None:
    """Sign the head unless that was done already; None where there is no history."""
    with database.reading() as connection:
        size, digest = History(connection, database.schema, database.audit_key).head()
        newest = Witnesses(connection, database.schema, database.audit_key).newest()
    head = ChainHead(size, digest)
    if newest is not None and newest.head == head:
        return newest
    if not size or database.read_only:
        return None
    with database.writing() as connection:
        witnesses = Witnesses(connection, database.schema, database.audit_key)
        return witnesses.sign(head, occasion, at)


def read_seal(folder: Path, audit_key: bytes) -> Seal | None:
    """Give the seal; None where there is none or it cannot be read with this vault's key."""
    try:
        sealed = (folder / SEAL_FILE).read_bytes()
        plain = AESGCM(_key(audit_key)).decrypt(sealed[:_NONCE], sealed[_NONCE:], _BOUND)
        found = json.loads(plain)
        return Seal(ChainHead(int(found["size"]), str(found["hash"])), str(found["pages"]))
    except (OSError, InvalidTag, ValueError, KeyError):
        return None


def write_seal(folder: Path, audit_key: bytes, seal: Seal) -> None:
    """Write the seal durably; raises FileNotWritten."""
    plain = {"size": seal.head.size, "hash": seal.head.digest, "pages": seal.pages}
    nonce = secrets.token_bytes(_NONCE)
    sealed = AESGCM(_key(audit_key)).encrypt(nonce, json.dumps(plain).encode(), _BOUND)
    write_durably(folder / SEAL_FILE, nonce + sealed)


def break_seal(folder: Path) -> None:
    """Forget what the vault was; for those who put another database in its place on purpose."""
    (folder / SEAL_FILE).unlink(missing_ok=True)


def page_digest(database: Path) -> str:
    """Give a digest over the salt and the tags of all pages of a closed database file."""
    digest = hashlib.sha256()
    with database.open("rb") as file:
        size = file.seek(0, 2)
        digest.update(size.to_bytes(8))
        if size:
            with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as view:
                digest.update(view[:_SALT])
                ends = range(_PAGE, size + 1, _PAGE)
                digest.update(b"".join(view[end - _TAGS : end] for end in ends))
    return digest.hexdigest()


def _stamp(database: Path) -> tuple[int, int]:
    found = database.stat()
    return found.st_size, found.st_mtime_ns


def _key(audit_key: bytes) -> bytes:
    return hmac.digest(audit_key, _BOUND, hashlib.sha256)
