"""The key file of a vault: its format, its two copies, and the passphrase changes they survive.

Format, version 1, numbers big-endian:

    8   magic            53 4C 4B 45 59 0D 0A 1A: "SLKEY" and bytes a text-mode copy would mangle
    2   version          1
    16  vault id         random UUID
    16  database salt    the first bytes of the database, kept here lest a torn page lose them
    2   number of slots
    n × slot             1 kind · 4 length · payload
    32  SHA-256          over everything before it

Magic and version come first and the checksum last in every version. A passphrase slot's payload is
Argon2id memory in KiB, passes, lanes (4 bytes each) · salt (16) · nonce (12) · the data key under
AES-256-GCM (48), with kind, vault id, database salt, cost and salt as associated data; those of the
other kinds are described in `slots`. The payloads
of kinds not known here are kept byte for byte. The file holds no hint, no name, no time, no place.

The checksum tells damage from a wrong passphrase; against tampering stands the associated data.
`vault.keys` is always written before `vault.keys.bak`: of two whole copies the first is the newer.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from hmac import compare_digest
from pathlib import Path
from typing import Self
from uuid import UUID

from ..domain import recovery_keys
from ..domain.errors import BadValue, StrikelogError
from ..domain.messages import mark
from .files import FileNotWritten, write_durably
from .keys import KdfCost, Lineage, Slot, SlotKind, is_well_formed, new_data_key, sealed
from .migrations import FileIsNewer
from .shredding import forgetting_old
from .slots import Secret, data_key_of

KEY_FILE = "vault.keys"
KEY_FILE_COPY = "vault.keys.bak"
Names = tuple[str, str]
VAULT_NAMES: Names = (KEY_FILE, KEY_FILE_COPY)
"""What the two copies are called; the store of identities keeps its own under other names."""

KEY_MAGIC = b"SLKEY\r\n\x1a"
_VERSION = 1
_HEAD = struct.Struct(">8sH16s16sH")
_SLOT = struct.Struct(">BI")
_CHECKSUM_SIZE = 32
_LARGEST_FILE = 1 << 20


class WrongPassphrase(StrikelogError):
    """The key file is whole, but none of its slots opens with this passphrase."""

    message = mark(
        "This passphrase does not open the vault. Check the keyboard language and try again."
    )


class WrongRecoveryKey(StrikelogError):
    """Eight well-formed groups, but of another vault, or taken out since."""

    message = mark(
        "This recovery key is typed rightly, but it does not open this vault. Compare the vault's "
        "number with the one on the sheet; the sheet may be of another vault, or of an earlier key."
    )


class WrongOfficeKey(StrikelogError):
    """No slot is for this office."""

    message = mark(
        "This office key does not open the vault: it was not let open to this office, "
        "or that was taken back."
    )


class KeyFileDamaged(StrikelogError):
    """Neither copy of the key file can be read."""

    message = mark(
        "Neither key file of this vault can be read: both are missing, damaged or closed to you, "
        "so no passphrase can open it. "
        "Copy “vault.keys” from a backup of this vault into its folder."
    )


class PassphraseNotChanged(StrikelogError):
    """The new passphrase could not be proved from what the disk gave back."""

    message = mark(
        "The new passphrase could not be proved on this disk, so the old one stays valid. "
        "Check the disk, then try again."
    )


class SlotNotAdded(StrikelogError):
    """A new way in could not be proved from what the disk gave back; it was taken out again."""

    message = mark(
        "The new way into the vault could not be proved on this disk, so it was not kept; "
        "the others stay valid. Check the disk, then try again."
    )


class SlotUnknown(StrikelogError):
    """A way in that is to be removed is not there."""

    message = mark("This way into the vault is not there any more. Look at the list again.")


class LastWayIn(StrikelogError):
    """Without this slot nobody here could open the vault."""

    message = mark(
        "This is the last passphrase or recovery key of this vault; without it nobody here could "
        "open it. Add another one first."
    )


class _Damaged(Exception):
    """One copy cannot be used; the other may be fine."""


@dataclass(frozen=True)
class KeyFile:
    """What both copies hold: the vault's lineage and the slots that open it."""

    lineage: Lineage
    slots: tuple[Slot, ...]

    def encoded(self) -> bytes:
        """Write the format described above."""
        lineage = self.lineage
        salt, count = lineage.database_salt, len(self.slots)
        head = _HEAD.pack(KEY_MAGIC, _VERSION, lineage.vault_id.bytes, salt, count)
        slots = (_SLOT.pack(slot.kind, len(slot.payload)) + slot.payload for slot in self.slots)
        content = head + b"".join(slots)
        return content + hashlib.sha256(content).digest()

    @classmethod
    def decoded(cls, content: bytes) -> Self:
        """Read the format; raise `_Damaged` at the first byte out of place."""
        body, checksum = content[:-_CHECKSUM_SIZE], content[-_CHECKSUM_SIZE:]
        if len(body) < _HEAD.size or not body.startswith(KEY_MAGIC):
            raise _Damaged
        if hashlib.sha256(body).digest() != checksum:
            raise _Damaged
        _, version, vault_id, salt, count = _HEAD.unpack_from(body)
        if version > _VERSION:
            raise FileIsNewer
        slots = _decoded_slots(body[_HEAD.size :], count)
        if not all(map(is_well_formed, slots)):
            raise _Damaged
        return cls(Lineage(UUID(bytes=vault_id), salt), slots)


@dataclass(frozen=True, repr=False)
class Unlocked:
    """A key file together with the data key that one of its slots gave."""

    key_file: KeyFile
    slot: Slot
    data_key: bytes

    def __repr__(self) -> str:
        return "Unlocked(hidden)"


def has_key_file(folder: Path, names: Names = VAULT_NAMES) -> bool:
    """Tell whether a folder holds at least one copy of a key file, whole or not."""
    return any((folder / name).is_file() for name in names)


def create_key_file(
    folder: Path, passphrase: str, cost: KdfCost, *, names: Names = VAULT_NAMES
) -> Unlocked:
    """Draw a new vault's data key and write both copies with one passphrase slot."""
    lineage, data_key = Lineage.fresh(), new_data_key()
    slot = sealed(data_key, passphrase, lineage=lineage, cost=cost)
    key_file = KeyFile(lineage, (slot,))
    _write_both(folder, key_file, names)
    return Unlocked(key_file, slot, data_key)


def unlock(folder: Path, secret: Secret, *, names: Names = VAULT_NAMES) -> Unlocked:
    """Open the vault's data key and mend the copy that is damaged, missing or behind.

    Words are tried as a passphrase, eight groups of digits as a recovery key too, an office's key
    on the slots of offices. Nothing is written before a secret has proved the copy that is written
    from.
    """
    for key_file in _whole_copies(folder, names):
        opened = _opened(key_file, secret)
        if opened is not None:
            _mend(folder, key_file, names)
            return opened
    raise _wrong(secret)


def slots_of(folder: Path, *, names: Names = VAULT_NAMES) -> tuple[Slot, ...]:
    """List the ways in; this needs no secret, because it opens none."""
    return _whole_copies(folder, names)[0].slots


def change_passphrase(
    folder: Path, old: str, new: str, *, cost: KdfCost, names: Names = VAULT_NAMES
) -> None:
    """Add a slot for the new passphrase, prove it from the disk, and only then drop the old one.

    At every moment at least one of the two passphrases opens both copies. Slots of either that an
    interrupted change left behind go as well, lest the old passphrase outlive its change. Opened by
    the recovery key, that key stays and the one forgotten passphrase goes; where there are several
    nobody can tell which was forgotten, so they stay.
    """
    before = unlock(folder, old, names=names)
    lineage = before.key_file.lineage
    added = sealed(before.data_key, new, lineage=lineage, cost=cost)
    slots = before.key_file.slots
    _write_both(folder, replace(before.key_file, slots=(*slots, added)), names)
    if not _is_proven(new, added, before, _whole_copies(folder, names)):
        raise PassphraseNotChanged
    others = (slot for slot in slots if slot != _outgoing(before))
    kept = [slot for slot in others if not _is_passphrase(slot, (old, new), lineage)]
    _write_both(folder, replace(before.key_file, slots=(*kept, added)), names)


def add_slot(
    folder: Path,
    before: Unlocked,
    added: Slot,
    *,
    secret: Secret | None,
    names: Names = VAULT_NAMES,
) -> None:
    """Write one more way in and prove it from the disk; what cannot be proved is taken out again.

    Without a secret, as for an office whose private key is elsewhere, it is proved that both copies
    hold the slot as it was made.
    """
    slots = before.key_file.slots
    _write_both(folder, replace(before.key_file, slots=(*slots, added)), names)
    copies = _whole_copies(folder, names)
    held = len(copies) == 1 and added in copies[0].slots
    if not held or (secret is not None and not _is_proven(secret, added, before, copies)):
        _write_both(folder, before.key_file, names)
        raise SlotNotAdded


def remove_slot(folder: Path, before: Unlocked, slot: Slot, *, names: Names = VAULT_NAMES) -> None:
    """Take a way in out of both copies; never the last one that a person here can use."""
    kept = tuple(one for one in before.key_file.slots if one != slot)
    if len(kept) == len(before.key_file.slots):
        raise SlotUnknown
    if not any(one.kind in (SlotKind.PASSPHRASE, SlotKind.RECOVERY) for one in kept):
        raise LastWayIn
    _write_both(folder, replace(before.key_file, slots=kept), names)


def write_key_file(folder: Path, key_file: KeyFile, *, names: Names = VAULT_NAMES) -> None:
    """Write both copies of a key file that was made elsewhere."""
    _write_both(folder, key_file, names)


def add_passphrase(
    folder: Path, opened: Unlocked, passphrase: str, *, cost: KdfCost, names: Names = VAULT_NAMES
) -> None:
    """Let one more passphrase open a key file that is open; proven from the disk."""
    lineage = opened.key_file.lineage
    added = sealed(opened.data_key, passphrase, lineage=lineage, cost=cost)
    present = _whole_copies(folder, names)[0]
    _write_both(folder, replace(present, slots=(*present.slots, added)), names)
    if not _is_proven(passphrase, added, opened, _whole_copies(folder, names)):
        raise PassphraseNotChanged


def _wrong(secret: Secret) -> StrikelogError:
    """Say why nothing opened; a recovery key with a slip in it is told where."""
    if not isinstance(secret, str):
        return WrongOfficeKey()
    if not recovery_keys.looks_like_one(secret):
        return WrongPassphrase()
    try:
        recovery_keys.read(secret)
    except BadValue as slip:
        return slip
    return WrongRecoveryKey()


def _outgoing(before: Unlocked) -> Slot | None:
    """Name the slot a new passphrase replaces."""
    if before.slot.kind == SlotKind.PASSPHRASE:
        return before.slot
    known = [one for one in before.key_file.slots if one.kind == SlotKind.PASSPHRASE]
    return known[0] if len(known) == 1 else None


def _is_proven(secret: Secret, added: Slot, before: Unlocked, copies: list[KeyFile]) -> bool:
    """Open the added slot in both copies, as the disk gave them back, as a stranger would."""
    if len(copies) != 1 or added not in copies[0].slots:
        return False
    data_key = data_key_of(added, secret, copies[0].lineage)
    return data_key is not None and compare_digest(data_key, before.data_key)


def _decoded_slots(content: bytes, count: int) -> tuple[Slot, ...]:
    slots: list[Slot] = []
    while content:
        if len(content) < _SLOT.size:
            raise _Damaged
        kind, length = _SLOT.unpack_from(content)
        payload = content[_SLOT.size : _SLOT.size + length]
        if len(payload) < length:
            raise _Damaged
        slots.append(Slot(kind, payload))
        content = content[_SLOT.size + length :]
    if len(slots) != count:
        raise _Damaged
    return tuple(slots)


def _whole_copies(folder: Path, names: Names) -> list[KeyFile]:
    """Give the different readable copies, the newer first; a crash or a mix-up makes them two."""
    copies: list[KeyFile] = []
    for name in names:
        with suppress(_Damaged, OSError):
            copy = KeyFile.decoded(_read(folder / name))
            copies += [copy] if copy not in copies else []
    if not copies:
        raise KeyFileDamaged
    return copies


def _opened(key_file: KeyFile, secret: Secret) -> Unlocked | None:
    """Try the slots, those that take no time first."""
    for slot in sorted(key_file.slots, key=lambda one: one.kind == SlotKind.PASSPHRASE):
        data_key = data_key_of(slot, secret, key_file.lineage)
        if data_key is not None:
            return Unlocked(key_file, slot, data_key)
    return None


def _is_passphrase(slot: Slot, passphrases: Iterable[str], lineage: Lineage) -> bool:
    return slot.kind == SlotKind.PASSPHRASE and any(
        data_key_of(slot, passphrase, lineage) is not None for passphrase in passphrases
    )


def _mend(folder: Path, proven: KeyFile, names: Names) -> None:
    """Write the proven copy over one that is behind; a disk that refuses is asked again later."""
    for name in names:
        if _is_behind(folder / name, proven):
            with suppress(FileNotWritten):
                write_durably(folder / name, proven.encoded())


def _is_behind(path: Path, proven: KeyFile) -> bool:
    """Tell a copy to be mended from one that agrees, and from a whole one of another vault.

    Somebody may have copied the wrong key file here; the one it belongs to could have no other.
    """
    try:
        copy = KeyFile.decoded(_read(path))
    except (_Damaged, OSError):
        return True
    return copy != proven and copy.lineage == proven.lineage


def _read(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_LARGEST_FILE)


def _write_both(folder: Path, key_file: KeyFile, names: Names = VAULT_NAMES) -> None:
    content = key_file.encoded()
    for name in names:
        with forgetting_old(folder / name):
            write_durably(folder / name, content)
