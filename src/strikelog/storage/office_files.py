"""The two files of an office: its own key, under a passphrase, and the invitations it hands out.

The key file, version 1, is magic (8) · version (2) · length of the name (2) · name · cost (12) ·
salt (16) · nonce (12) · the private key under AES-256-GCM (48); all before the nonce is associated
data. An invitation is text that anyone may read: JSON with name and public key. Nothing
proves who wrote it; so both sides compare six words drawn from the key before they trust it.
"""

from __future__ import annotations

import hashlib
import json
import secrets
import struct
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from ..domain.errors import StrikelogError
from ..domain.headwords import words_of
from ..domain.messages import mark
from .files import write_durably
from .keys import KdfCost, stretched
from .migrations import FileIsNewer
from .slots import OfficeKey

OFFICE_KEY_SUFFIX = ".strikelog-office"
INVITATION_SUFFIX = ".strikelog-invitation"

_MAGIC = b"SLOFFIC\n"
_VERSION = 1
_HEAD = struct.Struct(">8sHH")
_COST = struct.Struct(">III")
_SALT_SIZE, _NONCE_SIZE, _WRAPPED_SIZE, _PUBLIC_SIZE = 16, 12, 48, 32
_FORMAT = "strikelog office invitation"
_LARGEST = 1 << 16
_LONGEST_NAME = 80
_FINGERPRINT_WORDS = 6


class NotAnOfficeKey(StrikelogError):
    """A file that was given as an office's key is none, or is damaged."""

    message = mark("“{name}” is not the key of an office, or it is damaged.")


class NotAnInvitation(StrikelogError):
    """A file that was given as an invitation is none, or is damaged."""

    message = mark("“{name}” is not an invitation of an office. Ask the office to send it again.")


class WrongOfficePassphrase(StrikelogError):
    """The office's key file is whole, but this passphrase does not open it."""

    message = mark("This passphrase does not open the key of the office.")


class OfficeNameUnfit(StrikelogError):
    """An office needs a short name of its own."""

    message = mark("Please give the office a name of one to 80 characters.")


class OfficeFileTaken(StrikelogError):
    """A key of an office is never written over; it may be the only one that opens some vault."""

    message = mark("“{name}” already exists. Choose another name; keys are never written over.")


@dataclass(frozen=True)
class Invitation:
    """An office as others know it: what it calls itself, and its public key."""

    name: str
    public: bytes

    @property
    def words(self) -> str:
        """Six words of the key, the same on both sides, to compare by voice."""
        digest = hashlib.sha256(b"strikelog/office/1" + self.public).hexdigest()
        return " ".join(words_of(0, digest)[:_FINGERPRINT_WORDS])


def create_office_key(path: Path, name: str, passphrase: str, *, cost: KdfCost) -> Invitation:
    """Draw an office's key and write it, wrapped by a passphrase; never over an existing file."""
    called = " ".join(name.split())
    if not called or len(called) > _LONGEST_NAME or not called.isprintable():
        raise OfficeNameUnfit
    if path.exists():
        raise OfficeFileTaken(name=path.name)
    key, encoded = OfficeKey.drawn(), called.encode()
    salt, nonce = secrets.token_bytes(_SALT_SIZE), secrets.token_bytes(_NONCE_SIZE)
    head = _HEAD.pack(_MAGIC, _VERSION, len(encoded)) + encoded
    head += _COST.pack(cost.memory, cost.passes, cost.lanes) + salt
    wrapped = AESGCM(stretched(passphrase, salt, cost)).encrypt(nonce, key.private, head)
    write_durably(path, head + nonce + wrapped)
    return Invitation(called, key.public)


def open_office_key(path: Path, passphrase: str) -> tuple[Invitation, OfficeKey]:
    """Open an office's key."""
    name, cost, salt, head, sealed = _parts(path)
    cipher = AESGCM(stretched(passphrase, salt, cost))
    try:
        private = cipher.decrypt(sealed[:_NONCE_SIZE], sealed[_NONCE_SIZE:], head)
    except InvalidTag:
        raise WrongOfficePassphrase from None
    key = OfficeKey(private)
    return Invitation(name, key.public), key


def write_invitation(path: Path, invitation: Invitation) -> None:
    """Write what an office hands to those whose vaults it shall be able to open."""
    plain = {
        "format": _FORMAT,
        "version": _VERSION,
        "name": invitation.name,
        "key": invitation.public.hex(),
        "words": invitation.words,
    }
    write_durably(path, json.dumps(plain, ensure_ascii=False, indent=2).encode() + b"\n")


def read_invitation(path: Path) -> Invitation:
    """Read an invitation; its words must fit its key."""
    damaged = NotAnInvitation(name=path.name)
    try:
        plain = json.loads(_content(path, damaged))
    except ValueError:
        raise damaged from None
    if not isinstance(plain, dict) or plain.get("format") != _FORMAT:
        raise damaged
    if plain.get("version") != _VERSION:
        raise FileIsNewer
    invitation = Invitation(str(plain.get("name", "")), _public(str(plain.get("key")), damaged))
    name = invitation.name
    if not (0 < len(name) <= _LONGEST_NAME and name.isprintable()):
        raise damaged
    if plain.get("words") != invitation.words:
        raise damaged
    return invitation


def _public(text: str, damaged: NotAnInvitation) -> bytes:
    try:
        public = bytes.fromhex(text)
    except ValueError:
        raise damaged from None
    if len(public) != _PUBLIC_SIZE:
        raise damaged
    return public


def _parts(path: Path) -> tuple[str, KdfCost, bytes, bytes, bytes]:
    """Give name, cost, salt, all associated data, and the wrapped key behind its nonce."""
    damaged = NotAnOfficeKey(name=path.name)
    content = _content(path, damaged)
    if len(content) < _HEAD.size or not content.startswith(_MAGIC):
        raise damaged
    _, version, length = _HEAD.unpack_from(content)
    if version != _VERSION:
        raise FileIsNewer
    head_size = _HEAD.size + length + _COST.size + _SALT_SIZE
    if len(content) != head_size + _NONCE_SIZE + _WRAPPED_SIZE:
        raise damaged
    cost = KdfCost(*_COST.unpack_from(content, _HEAD.size + length))
    name = content[_HEAD.size : _HEAD.size + length].decode(errors="replace")
    if not cost.is_plausible:
        raise damaged
    salt = content[head_size - _SALT_SIZE : head_size]
    return name, cost, salt, content[:head_size], content[head_size:]


def _content(path: Path, damaged: StrikelogError) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST + 1)
    except OSError:
        raise damaged from None
    if len(content) > _LARGEST:
        raise damaged
    return content
