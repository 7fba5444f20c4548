"""Keys: what a passphrase opens, and every key that is derived from it.

One random 32-byte *data key* stands behind a vault. It is never stored in the clear: each slot of
the key file (see `keyfile`) holds it wrapped by something a person has, a passphrase for now. From
the data key HKDF derives one key a purpose: a key leaked from one place opens nothing elsewhere.
"""

from __future__ import annotations

import secrets
import struct
import time
from dataclasses import dataclass
from enum import IntEnum
from typing import Self
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from ..domain.errors import StrikelogError
from ..domain.messages import mark
from ..domain.passphrases import normalised
from .machine import installed_memory

KEY_SIZE = 32
_SALT_SIZE = 16
_NONCE_SIZE = 12
_TAG_SIZE = 16

_MEBIBYTE = 1024  # Argon2 counts memory in KiB.
_LEAST_MEMORY = 64 * _MEBIBYTE
_USUAL_MEMORY = 256 * _MEBIBYTE
# A vault travels; it must still open on a laptop weaker than the one it was made on.
_MOST_MEMORY = 1024 * _MEBIBYTE
_STEP = 16 * _MEBIBYTE
_UNLOCK_SECONDS = 1.0


class PassphraseEmpty(StrikelogError):
    """A passphrase of spaces or nothing was offered for a lock."""

    message = mark("The passphrase is empty. Please type one, or take the six words offered.")


class NotEnoughMemory(StrikelogError):
    """The machine has less free memory than the slot asks for."""

    message = mark(
        "There is not enough free memory to open this vault: it needs {megabytes} MB for a moment. "
        "Close other programs and try again."
    )


@dataclass(frozen=True, repr=False)
class Keys:
    """One key a purpose, 32 bytes each; printing it shows nothing."""

    database: bytes
    blob: bytes
    backup: bytes
    identity: bytes
    filename: bytes

    @classmethod
    def derived(cls, data_key: bytes, vault_id: UUID) -> Self:
        """Derive all keys of one vault; the labels are part of the file format and never change."""

        def derive(purpose: str) -> bytes:
            label = f"strikelog 1 {purpose} key".encode()
            return HKDF(SHA256(), KEY_SIZE, salt=vault_id.bytes, info=label).derive(data_key)

        return cls(
            database=derive("database"),
            blob=derive("blob"),
            backup=derive("backup"),
            identity=derive("identity"),
            filename=derive("filename"),
        )

    def __repr__(self) -> str:
        return "Keys(hidden)"


@dataclass(frozen=True)
class KdfCost:
    """What one guess at a passphrase costs: Argon2id memory in KiB, passes over it, lanes."""

    memory: int
    passes: int = 3
    lanes: int = 4

    @classmethod
    def calibrated(cls) -> Self:
        """Measure this machine and choose the memory with which unlocking takes about a second."""
        ceiling = min(_MOST_MEMORY, installed_memory() // 4 // 1024)
        probe = cls(max(_LEAST_MEMORY, min(_USUAL_MEMORY, ceiling)))
        started = time.perf_counter()
        stretched("calibration", bytes(_SALT_SIZE), probe)
        return cls(_scaled(probe.memory, time.perf_counter() - started, ceiling))

    @property
    def is_plausible(self) -> bool:
        """Tell a cost some machine would choose from one a damaged or hostile file asks for."""
        return 8 * self.lanes <= self.memory <= 4 * _MOST_MEMORY and (
            1 <= self.passes <= 64 and 1 <= self.lanes <= 64
        )


class SlotKind(IntEnum):
    """What opens a slot; a kind this version cannot open is kept untouched."""

    PASSPHRASE = 1
    RECOVERY = 2
    OFFICE = 3


@dataclass(frozen=True, repr=False)
class Slot:
    """One way into the vault, as it stands in the key file; the kind says how to read it."""

    kind: int
    payload: bytes

    def __repr__(self) -> str:
        return f"Slot(kind={self.kind}, {len(self.payload)} bytes)"


@dataclass(frozen=True)
class Lineage:
    """What a slot is bound to: the vault's id and the salt of its database."""

    vault_id: UUID
    database_salt: bytes

    @classmethod
    def fresh(cls) -> Self:
        """Draw the identity of a new vault."""
        return cls(UUID(bytes=secrets.token_bytes(16), version=4), secrets.token_bytes(_SALT_SIZE))


_COST = struct.Struct(">III")
_PAYLOAD = struct.Struct(f">12s{_SALT_SIZE}s{_NONCE_SIZE}s{KEY_SIZE + _TAG_SIZE}s")


def new_data_key() -> bytes:
    """Draw the random key that everything in a new vault hangs on."""
    return secrets.token_bytes(KEY_SIZE)


def sealed(data_key: bytes, passphrase: str, *, lineage: Lineage, cost: KdfCost) -> Slot:
    """Wrap the data key in a passphrase slot, bound to its vault, salt and cost."""
    packed_cost = _COST.pack(cost.memory, cost.passes, cost.lanes)
    salt, nonce = secrets.token_bytes(_SALT_SIZE), secrets.token_bytes(_NONCE_SIZE)
    cipher = AESGCM(stretched(passphrase, salt, cost))
    bound = slot_binding(SlotKind.PASSPHRASE, lineage, packed_cost + salt)
    wrapped = cipher.encrypt(nonce, data_key, bound)
    return Slot(SlotKind.PASSPHRASE, _PAYLOAD.pack(packed_cost, salt, nonce, wrapped))


def unsealed(slot: Slot, passphrase: str, lineage: Lineage) -> bytes | None:
    """Give a slot's data key, or None when the passphrase or what it is bound to differs."""
    packed_cost, salt, nonce, wrapped = _PAYLOAD.unpack(slot.payload)
    cipher = AESGCM(stretched(passphrase, salt, KdfCost(*_COST.unpack(packed_cost))))
    try:
        return cipher.decrypt(nonce, wrapped, slot_binding(slot.kind, lineage, packed_cost + salt))
    except InvalidTag:
        return None


def is_well_formed(slot: Slot) -> bool:
    """Tell whether a slot can be tried without harm; kinds not known here are only kept."""
    if slot.kind != SlotKind.PASSPHRASE:
        return True
    return len(slot.payload) == _PAYLOAD.size and cost_of(slot).is_plausible


def cost_of(slot: Slot) -> KdfCost:
    """Read the cost of a passphrase slot."""
    return KdfCost(*_COST.unpack_from(slot.payload))


def stretched(passphrase: str, salt: bytes, cost: KdfCost) -> bytes:
    """Turn a passphrase into a key, slowly and with much memory, against guessing machines."""
    # A passphrase handed over as raw bytes may hold what is no Unicode; it is still a passphrase.
    text = normalised(passphrase).encode(errors="surrogatepass")
    if not text:
        raise PassphraseEmpty
    kdf = Argon2id(
        salt=salt,
        length=KEY_SIZE,
        iterations=cost.passes,
        lanes=cost.lanes,
        memory_cost=cost.memory,
    )
    try:
        return kdf.derive(text)
    except MemoryError:
        raise NotEnoughMemory(megabytes=cost.memory // _MEBIBYTE) from None


def _scaled(memory: int, seconds: float, ceiling: int) -> int:
    """Scale the probed memory to the wished time, in whole steps between floor and ceiling."""
    wished = int(memory * _UNLOCK_SECONDS / seconds)
    return max(_LEAST_MEMORY, min(wished, ceiling) // _STEP * _STEP)


def slot_binding(kind: int, lineage: Lineage, parameters: bytes) -> bytes:
    """Give a slot's associated data; without the file's version, so that later formats keep it."""
    return b"".join(
        (
            b"strikelog slot",
            kind.to_bytes(1, "big"),
            lineage.vault_id.bytes,
            lineage.database_salt,
            parameters,
        )
    )
