"""Exchanging the data key of a closed vault: new passphrase, offices kept, old sheets useless."""

from pathlib import Path

from ..domain.passphrases import is_strong_enough
from ..domain.progress import Progress, Silent
from ..storage.keys import KdfCost, Lineage, Slot, sealed
from ..storage.rekeying import finish_rekeying, lay_rekeyed
from ..storage.slots import Secret, office_slot
from ..storage.vault import Vault, lock_held
from .keys import Keyring, PassphraseWeak


def exchange_data_key(
    folder: Path,
    secret: Secret,
    new: str,
    *,
    progress: Progress | None = None,
    cost: KdfCost | None = None,
) -> None:
    """Encrypt a vault again under a new data key that a new passphrase opens, and its offices.

    Recovery sheets and other passphrases open former copies alone from then on. Raises
    PassphraseWeak, WrongPassphrase, NotRekeyed, CopyUnsound, BlobDamaged or FileNotWritten; the
    vault is then as it was.
    """
    if not is_strong_enough(new):
        raise PassphraseWeak
    with Vault.open(folder, secret) as vault:
        offices = [way.office for way in Keyring(vault).ways() if way.office is not None]

        def slots_for(data_key: bytes, lineage: Lineage) -> tuple[Slot, ...]:
            opens = sealed(data_key, new, lineage=lineage, cost=cost or KdfCost.calibrated())
            ring = Keyring(vault)
            ring.note(opens)
            others = [office_slot(data_key, one.public, lineage) for one in offices]
            for slot, office in zip(others, offices, strict=True):
                ring.note(slot, office)
            return (opens, *others)

        lay_rekeyed(vault, slots_for, new, progress or Silent())
        place = vault.folder
    with lock_held(place):
        finish_rekeying(place)
    with Vault.open(place, new) as vault:
        Keyring(vault).forget_former()
