"""Small notes beside the database, such as what a backup holds: JSON, compressed and encrypted.

Under the backup key, bound to what it is and to which backup, so that none stands in for another.
"""

import json
import secrets
import zlib
from collections.abc import Mapping
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from .files import write_durably

_NONCE = 12
_LARGEST = 1 << 28

Note = Mapping[str, object]


class NoteUnreadable(Exception):
    """A note is missing, damaged, or was sealed with another key."""


def write_note(path: Path, note: Note, key: bytes, *, about: str) -> None:
    """Seal a note and put it on the disk durably, in place of an earlier one."""
    nonce = secrets.token_bytes(_NONCE)
    content = zlib.compress(json.dumps(note, ensure_ascii=False).encode())
    write_durably(path, nonce + AESGCM(key).encrypt(nonce, content, _bound(about)))


def read_note(path: Path, key: bytes, *, about: str) -> Note:
    """Open a note; raises NoteUnreadable."""
    try:
        with path.open("rb") as file:
            sealed = file.read(_LARGEST)
        content = AESGCM(key).decrypt(sealed[:_NONCE], sealed[_NONCE:], _bound(about))
        note = json.loads(zlib.decompress(content))
    except (OSError, InvalidTag, ValueError, zlib.error):
        raise NoteUnreadable from None
    if not isinstance(note, dict):
        raise NoteUnreadable
    return note


def _bound(about: str) -> bytes:
    return f"strikelog note 1 {about}".encode()
