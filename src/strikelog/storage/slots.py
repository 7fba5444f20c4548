"""The ways into a vault besides a passphrase: a recovery key on paper, an organisation's key.

A recovery slot's payload is salt (16) · nonce (12) · the data key under AES-256-GCM (48). Its key
is 128 random bits, so HKDF is enough: nobody guesses it, however fast.

An office slot's payload is an X25519 public key drawn for it alone (32) · nonce (12) · wrapped data
key (48). The office's own public key is not in it: key files of one organisation would show that
they belong together. Whoever holds the private key finds the slot by trying.
"""

from __future__ import annotations

import hashlib
import secrets
import struct
from collections.abc import Callable

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from ..domain import recovery_keys
from ..domain.errors import BadValue, StrikelogError
from ..domain.messages import mark
from .keys import KEY_SIZE, Lineage, Slot, SlotKind, slot_binding, unsealed

_SALT_SIZE, _NONCE_SIZE, _PUBLIC_SIZE = 16, 12, 32
_WRAPPED_SIZE = KEY_SIZE + 16
_RECOVERY = struct.Struct(f">{_SALT_SIZE}s{_NONCE_SIZE}s{_WRAPPED_SIZE}s")
_OFFICE = struct.Struct(f">{_PUBLIC_SIZE}s{_NONCE_SIZE}s{_WRAPPED_SIZE}s")


class OfficeKeyUnusable(StrikelogError):
    """A public key that gives everybody the same secret, made by mistake or on purpose."""

    message = mark("This office key cannot be used. Ask the office for a new invitation.")


class OfficeKey:
    """An organisation's private key, opened; it opens every vault that was let open to it."""

    def __init__(self, private: bytes) -> None:
        self._private = X25519PrivateKey.from_private_bytes(private)

    @classmethod
    def drawn(cls) -> OfficeKey:
        """Draw a new one."""
        return cls(secrets.token_bytes(KEY_SIZE))

    @property
    def public(self) -> bytes:
        """What invitations carry."""
        return self._private.public_key().public_bytes_raw()

    @property
    def private(self) -> bytes:
        """What the office's key file wraps."""
        return self._private.private_bytes_raw()

    def shared_with(self, public: bytes) -> bytes:
        """Agree on the secret that whoever drew `public` agreed on."""
        return agreed(self._private, public)

    def __repr__(self) -> str:
        return "OfficeKey(hidden)"


Secret = str | OfficeKey
"""What opens a slot: typed words or digits, or an office's key."""


def agreed(private: X25519PrivateKey, public: bytes) -> bytes:
    """Give the secret both sides of an X25519 agreement know; refuses keys of small order."""
    try:
        return private.exchange(X25519PublicKey.from_public_bytes(public))
    except ValueError:
        raise OfficeKeyUnusable from None


def expanded(secret: bytes, *, salt: bytes, purpose: str, bound: bytes) -> bytes:
    """Derive a key from a secret that needs no stretching."""
    label = f"strikelog 1 {purpose} key".encode()
    return HKDF(SHA256(), KEY_SIZE, salt=salt, info=label + bound).derive(secret)


def recovery_slot(data_key: bytes, key: bytes, lineage: Lineage) -> Slot:
    """Wrap the data key for a recovery key of sixteen random bytes."""
    salt, nonce = secrets.token_bytes(_SALT_SIZE), secrets.token_bytes(_NONCE_SIZE)
    cipher = AESGCM(expanded(key, salt=salt, purpose="recovery", bound=b""))
    bound = slot_binding(SlotKind.RECOVERY, lineage, salt)
    return Slot(
        SlotKind.RECOVERY, _RECOVERY.pack(salt, nonce, cipher.encrypt(nonce, data_key, bound))
    )


def office_slot(data_key: bytes, office: bytes, lineage: Lineage) -> Slot:
    """Wrap the data key for an organisation, given its public key."""
    drawn = OfficeKey.drawn()
    shared, nonce = drawn.shared_with(office), secrets.token_bytes(_NONCE_SIZE)
    cipher = AESGCM(_office_key(shared, drawn.public, office, lineage))
    bound = slot_binding(SlotKind.OFFICE, lineage, drawn.public)
    wrapped = cipher.encrypt(nonce, data_key, bound)
    return Slot(SlotKind.OFFICE, _OFFICE.pack(drawn.public, nonce, wrapped))


def data_key_of(slot: Slot, secret: Secret, lineage: Lineage) -> bytes | None:
    """Give a slot's data key, or None when this secret does not open it."""
    opener = _OPENERS.get(slot.kind)
    return opener(slot, secret, lineage) if opener is not None else None


def slot_id(slot: Slot) -> str:
    """Name a slot by its content, so that lists and commands can point at it."""
    return hashlib.sha256(bytes([slot.kind]) + slot.payload).hexdigest()[:8]


def _with_passphrase(slot: Slot, secret: Secret, lineage: Lineage) -> bytes | None:
    return unsealed(slot, secret, lineage) if isinstance(secret, str) else None


def _with_recovery_key(slot: Slot, secret: Secret, lineage: Lineage) -> bytes | None:
    if not isinstance(secret, str) or len(slot.payload) != _RECOVERY.size:
        return None
    try:
        key = recovery_keys.read(secret)
    except BadValue:
        return None
    salt, nonce, wrapped = _RECOVERY.unpack(slot.payload)
    cipher = AESGCM(expanded(key, salt=salt, purpose="recovery", bound=b""))
    return _decrypted(cipher, nonce, wrapped, slot_binding(slot.kind, lineage, salt))


def _with_office_key(slot: Slot, secret: Secret, lineage: Lineage) -> bytes | None:
    if not isinstance(secret, OfficeKey) or len(slot.payload) != _OFFICE.size:
        return None
    public, nonce, wrapped = _OFFICE.unpack(slot.payload)
    try:
        shared = secret.shared_with(public)
    except OfficeKeyUnusable:
        return None
    cipher = AESGCM(_office_key(shared, public, secret.public, lineage))
    return _decrypted(cipher, nonce, wrapped, slot_binding(slot.kind, lineage, public))


def _office_key(shared: bytes, drawn: bytes, office: bytes, lineage: Lineage) -> bytes:
    return expanded(
        shared, salt=lineage.vault_id.bytes, purpose="office slot", bound=drawn + office
    )


def _decrypted(cipher: AESGCM, nonce: bytes, wrapped: bytes, bound: bytes) -> bytes | None:
    try:
        return cipher.decrypt(nonce, wrapped, bound)
    except InvalidTag:
        return None


_OPENERS: dict[int, Callable[[Slot, Secret, Lineage], bytes | None]] = {
    SlotKind.PASSPHRASE: _with_passphrase,
    SlotKind.RECOVERY: _with_recovery_key,
    SlotKind.OFFICE: _with_office_key,
}
