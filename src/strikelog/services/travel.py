"""Travelling without the vault: seal it to the office, take the receipt, erase what is here.

Also the office's side: opening a package, and giving the receipt; and erasing with or without one.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from hmac import compare_digest
from pathlib import Path

from ..domain import recovery_keys
from ..domain.errors import StrikelogError
from ..domain.headwords import ChainHead
from ..domain.messages import mark
from ..domain.progress import Progress, Silent
from ..storage import keyfile
from ..storage.erasing import Erasure, Survivor, erase_vault
from ..storage.office_files import Invitation
from ..storage.packing import Unpacked, pack_vault, unpack_vault
from ..storage.sealing import SEALED_SUFFIX
from ..storage.slots import OfficeKey
from ..storage.vault import Vault
from ..storage.witnesses import Occasion
from .auditing import chain_head, outgoing

__all__ = [
    "SEALED_SUFFIX",
    "Erasure",
    "ReceiptUnknown",
    "Received",
    "SealedAway",
    "Survivor",
    "Travel",
    "erase",
    "receive",
]

_SEALED = "travel.sealed."


class ReceiptUnknown(StrikelogError):
    """Eight groups that are typed rightly but belong to no package sealed here."""

    message = mark(
        "This receipt fits none of the packages sealed from this vault. Ask the office to read it "
        "out again, for the package you sent last."
    )


@dataclass(frozen=True)
class SealedAway:
    """A package that was sealed from this vault. `since` counts history entries made after it."""

    package: str
    office: Invitation
    made: date
    digest: str
    head: ChainHead
    is_receipted: bool = False
    since: int = 0
    files: int = 0
    size: int = 0

    @property
    def may_erase(self) -> bool:
        """True when the office holds everything that is in the vault."""
        return self.is_receipted and not self.since


@dataclass(frozen=True)
class Received:
    """What an office has after opening a package: a vault, and a receipt to read back."""

    folder: Path
    receipt: str
    head: str
    files: int


class Travel:
    """Sealing one open vault, and the receipts for it."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def seal(
        self, secret: str, office: Invitation, target: Path, progress: Progress | None = None
    ) -> SealedAway:
        """Seal the vault as it is to an office; the package is written, then read back and proven.

        Raises WrongPassphrase, CopyUnsound, BlobDamaged, IdentitiesOpen, FileNotWritten.
        """
        if self._vault.damage is not None:
            raise self._vault.damage
        opened = keyfile.unlock(self._vault.folder, secret)
        told = {"vault": self._vault.id} | outgoing(self._vault.database, Occasion.PACKAGE).plain
        packed = pack_vault(
            self._vault,
            opened,
            office.public,
            target=target,
            told=told,
            progress=progress or Silent(),
        )
        plain = {
            "office": office.name,
            "key": office.public.hex(),
            "made": date.today().isoformat(),  # noqa: DTZ011 - a day as the person counts it
            "digest": packed.digest,
            "head": [packed.head.size, packed.head.digest],
            "proof": packed.proof.hex(),
            "files": packed.files,
            "size": packed.size,
        }
        self._keep(packed.package, plain)
        return self._one(packed.package, plain)

    def sealed(self) -> list[SealedAway]:
        """List the packages sealed from this vault, the newest state of the vault first."""
        found = [self._one(package, plain) for package, plain in self._kept().items()]
        return sorted(found, key=lambda one: (one.is_receipted, one.head.size), reverse=True)

    def enter_receipt(self, text: str) -> SealedAway:
        """Take the eight groups that the office read out; raises GroupMistyped, ReceiptUnknown."""
        given = recovery_keys.read(text)
        for package, plain in self._kept().items():
            if compare_digest(given.hex(), str(plain["proof"])):
                self._keep(package, {**plain, "receipted": True})
                return self._one(package, {**plain, "receipted": True})
        raise ReceiptUnknown

    def may_erase(self) -> SealedAway | None:
        """Give the receipted package that holds everything there is, if there is one."""
        return next((one for one in self.sealed() if one.may_erase), None)

    def _one(self, package: str, plain: Mapping[str, object]) -> SealedAway:
        made = json.loads(json.dumps(plain))
        head = ChainHead(*made["head"])
        now = chain_head(self._vault.database)
        return SealedAway(
            package,
            Invitation(made["office"], bytes.fromhex(made["key"])),
            date.fromisoformat(made["made"]),
            made["digest"],
            head,
            is_receipted=bool(made.get("receipted")),
            since=0 if now == head else max(1, now.size - head.size),
            files=made["files"],
            size=made["size"],
        )

    def _kept(self) -> dict[str, dict[str, object]]:
        kept = self._vault.database.facts(_SEALED)
        return {key.removeprefix(_SEALED): json.loads(text) for key, text in kept.items()}

    def _keep(self, package: str, plain: Mapping[str, object]) -> None:
        self._vault.database.remember(_SEALED + package, json.dumps(plain, ensure_ascii=False))


def receive(path: Path, key: OfficeKey, target: Path, progress: Progress | None = None) -> Received:
    """Open a package as the office it was sealed to, and give the receipt to read back."""
    unpacked: Unpacked = unpack_vault(path, key, target, progress or Silent())
    receipt = recovery_keys.written(unpacked.proof)
    return Received(unpacked.folder, receipt, str(unpacked.head), unpacked.files)


def erase(folder: Path, progress: Progress | None = None) -> Erasure:
    """Erase a vault that is closed, its key slots first, and tell what could not be erased."""
    return erase_vault(folder, progress)
