"""The ways into a vault: listing, adding, removing and changing them, and the recovery sheet.

Every change asks for a passphrase or recovery key again: an open window must not be enough to let
somebody else in. What the key file must not say, when a way was made and which office it is for,
is kept inside the encrypted database.
"""

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ..domain import recovery_keys
from ..domain.errors import StrikelogError
from ..domain.messages import mark
from ..domain.passphrases import is_strong_enough
from ..storage import keyfile
from ..storage.files import write_durably
from ..storage.keyfile import SlotUnknown
from ..storage.keys import KdfCost, Slot, SlotKind, cost_of, sealed
from ..storage.office_files import (
    INVITATION_SUFFIX,
    OFFICE_KEY_SUFFIX,
    Invitation,
    create_office_key,
    open_office_key,
    read_invitation,
    write_invitation,
)
from ..storage.shredding import shred
from ..storage.slots import OfficeKey, Secret, office_slot, recovery_slot, slot_id
from ..storage.vault import Vault
from .backups import Backups, Why

__all__ = [
    "INVITATION_SUFFIX",
    "OFFICE_KEY_SUFFIX",
    "Invitation",
    "Keyring",
    "OfficeFile",
    "OfficeKey",
    "PassphraseWeak",
    "Secret",
    "SheetNotRemoved",
    "WayIn",
    "forget_sheet",
    "make_office",
    "open_office",
    "opener",
    "read_invitation",
    "write_invitation",
]

ASK_AGAIN_DAYS = 30
"""How long a recovery sheet that was put off is not mentioned."""

_NOTES = "keys.way."
_ASKED = "keys.recovery_asked"
_KINDS = {
    SlotKind.PASSPHRASE: "passphrase",
    SlotKind.RECOVERY: "recovery",
    SlotKind.OFFICE: "office",
}


class PassphraseWeak(StrikelogError):
    """A passphrase that guessing machines would find."""

    message = mark(
        "This passphrase is too easy to guess. Use at least five random words, or the six offered."
    )


class SheetNotRemoved(StrikelogError):
    """A file with a recovery key could not be overwritten and deleted."""

    message = mark("“{name}” could not be overwritten and deleted: {reason}. Delete it by hand.")


@dataclass(frozen=True)
class WayIn:
    """One way into the vault; `made` and `office` are None where nobody noted them.

    `kind` is passphrase, recovery, office, or other for a kind of a later version.
    """

    id: str
    kind: str
    made: date | None = None
    office: Invitation | None = None
    memory: int | None = None


@dataclass(frozen=True, repr=False)
class OfficeFile:
    """An office's key as it lies on the disk, and what opens it."""

    path: Path
    passphrase: str


def opener(given: Secret | OfficeFile) -> Secret:
    """Give what opens a vault; an office's key is unwrapped first, which takes a moment."""
    return open_office(given.path, given.passphrase)[1] if isinstance(given, OfficeFile) else given


class Keyring:
    """The ways into one open vault."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    @property
    def vault_number(self) -> str:
        """The vault's number, as recovery sheets name it."""
        return self._vault.id

    @property
    def opened_by(self) -> str:
        """What kind of key this vault was opened with."""
        return _kind(self._vault.opened_by)

    def ways(self) -> list[WayIn]:
        """List the ways in, in the order they were added."""
        if not keyfile.has_key_file(self._vault.folder):
            return []  # a throwaway vault, whose key is written nowhere
        notes = self._vault.database.facts(_NOTES)
        return [_way(slot, notes) for slot in keyfile.slots_of(self._vault.folder)]

    def note_first(self) -> None:
        """Note when the first passphrase of a new vault was made."""
        for way in self.ways():
            self._note(way.id)

    def note(self, slot: Slot, office: Invitation | None = None) -> None:
        """Note when a way in was made, and for whom, before it is in the key file."""
        self._note(slot_id(slot), office)

    def forget_former(self) -> None:
        """Forget what was noted of ways that are there no more."""
        present = self._ids()
        for key in self._vault.database.facts(_NOTES):
            if key.removeprefix(_NOTES) not in present:
                self._vault.database.remember(key, None)

    def change_passphrase(self, secret: str, new: str) -> WayIn:
        """Replace a passphrase, with the present one or the recovery key as proof.

        Raises PassphraseWeak, WrongPassphrase, PassphraseNotChanged or FileNotWritten; the old one
        opens until the new one is proven.
        """
        if not is_strong_enough(new):
            raise PassphraseWeak
        before = self._ids()
        with suppress(StrikelogError):  # a full disk must not keep a passphrase from being changed
            Backups(self._vault).make(Why.PASSPHRASE)
        self._vault.change_passphrase(secret, new)
        return self._noted(before)

    def add_passphrase(self, secret: Secret, new: str, *, cost: KdfCost | None = None) -> WayIn:
        """Let one more passphrase open the vault."""
        if not is_strong_enough(new):
            raise PassphraseWeak
        opened = self._proved(secret)
        before, lineage = self._ids(), opened.key_file.lineage
        slot = sealed(opened.data_key, new, lineage=lineage, cost=cost or KdfCost.calibrated())
        keyfile.add_slot(self._vault.folder, opened, slot, secret=new)
        return self._noted(before)

    def add_office(self, secret: str, invitation: Invitation) -> WayIn:
        """Let an organisation open the vault."""
        opened = self._proved(secret)
        before = self._ids()
        slot = office_slot(opened.data_key, invitation.public, opened.key_file.lineage)
        keyfile.add_slot(self._vault.folder, opened, slot, secret=None)
        return self._noted(before, invitation)

    def add_recovery(self, secret: str, sheet: Path, *, language: str = "en") -> WayIn:
        """Draw a recovery key, write its sheet as a PDF, and only then let it open the vault.

        A sheet that could not be written leaves no key; a key that could not be added leaves no
        sheet.
        """
        opened = self._proved(secret)
        before, key = self._ids(), recovery_keys.draw()
        _write_sheet(sheet, self.vault_number, key, language)
        try:
            slot = recovery_slot(opened.data_key, key, opened.key_file.lineage)
            keyfile.add_slot(self._vault.folder, opened, slot, secret=recovery_keys.written(key))
        except StrikelogError:
            forget_sheet(sheet)
            raise
        return self._noted(before)

    def remove(self, secret: Secret, way: str) -> None:
        """Take a way in out; never the last that a person here can use."""
        opened = self._proved(secret)
        slot = next((one for one in opened.key_file.slots if slot_id(one) == way), None)
        if slot is None:
            raise SlotUnknown
        keyfile.remove_slot(self._vault.folder, opened, slot)
        self._vault.database.remember(_NOTES + way, None)

    def recovery_due(self, today: date) -> bool:
        """Tell whether to offer a recovery sheet: there is none, and it was not put off lately.

        A clock that went back does not silence the question for years.
        """
        ways = self.ways()
        if not ways or self._vault.read_only or any(one.kind == "recovery" for one in ways):
            return False
        asked = self._vault.database.facts(_ASKED).get(_ASKED)
        return asked is None or abs((today - date.fromisoformat(asked)).days) >= ASK_AGAIN_DAYS

    def put_off(self, today: date) -> None:
        """Do not mention the recovery sheet for a while."""
        self._vault.database.remember(_ASKED, today.isoformat())

    def _proved(self, secret: Secret) -> keyfile.Unlocked:
        if self._vault.damage is not None:
            raise self._vault.damage
        return keyfile.unlock(self._vault.folder, secret)

    def _ids(self) -> set[str]:
        return {way.id for way in self.ways()}

    def _noted(self, before: set[str], office: Invitation | None = None) -> WayIn:
        """Note the way that was just added, and forget what was noted of those that went."""
        present = self._ids()
        for gone in before - present:
            self._vault.database.remember(_NOTES + gone, None)
        added = (present - before).pop()
        self._note(added, office)
        return next(way for way in self.ways() if way.id == added)

    def _note(self, way: str, office: Invitation | None = None) -> None:
        plain = {"made": date.today().isoformat()}  # noqa: DTZ011 - a day as the person counts it
        if office is not None:
            plain |= {"office": office.name, "key": office.public.hex()}
        self._vault.database.remember(_NOTES + way, json.dumps(plain))


def make_office(
    path: Path, name: str, passphrase: str, *, cost: KdfCost | None = None
) -> Invitation:
    """Make an organisation's key, wrapped by a passphrase."""
    if not is_strong_enough(passphrase):
        raise PassphraseWeak
    return create_office_key(path, name, passphrase, cost=cost or KdfCost.calibrated())


def open_office(path: Path, passphrase: str) -> tuple[Invitation, OfficeKey]:
    """Open an organisation's key, to open vaults and sealed packages with it."""
    return open_office_key(path, passphrase)


def forget_sheet(path: Path) -> None:
    """Overwrite and delete a recovery sheet that was printed."""
    try:
        shred(path)
    except FileNotFoundError:
        return
    except OSError as refusal:
        reason = refusal.strerror or type(refusal).__name__
        raise SheetNotRemoved(name=path.name, reason=reason) from refusal


def _write_sheet(path: Path, vault: str, key: bytes, language: str) -> None:
    from io import BytesIO

    from ..briefing.document import write_document
    from ..briefing.recovery_sheet import RecoveryPage, recovery_sheet

    memory = BytesIO()
    page = RecoveryPage(vault, recovery_keys.groups_of(key))
    write_document(memory, recovery_sheet(page, language=language))
    write_durably(path, memory.getvalue())  # for its owner's eyes only, unlike a briefing


def _kind(kind: int) -> str:
    return _KINDS.get(SlotKind(kind), "other") if kind in set(SlotKind) else "other"


def _way(slot: Slot, notes: Mapping[str, str]) -> WayIn:
    name = slot_id(slot)
    note = json.loads(notes.get(_NOTES + name, "{}"))
    office = Invitation(note["office"], bytes.fromhex(note["key"])) if "office" in note else None
    made = date.fromisoformat(note["made"]) if "made" in note else None
    memory = cost_of(slot).memory // 1024 if slot.kind == SlotKind.PASSPHRASE else None
    return WayIn(name, _kind(slot.kind), made, office, memory)
