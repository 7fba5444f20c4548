"""How well this computer keeps what the program cannot keep by itself; saving the journal."""

from dataclasses import dataclass
from pathlib import Path

from ..storage.disks import is_disk_encrypted, is_swap_encrypted
from ..storage.files import write_durably


@dataclass(frozen=True)
class Protection:
    """Whether swap and disk are encrypted; None where the system does not say."""

    swap: bool | None
    disk: bool | None


def protection_of(folder: Path) -> Protection:
    """Look at the swap, and at the disk a folder lies on."""
    return Protection(swap=is_swap_encrypted(), disk=is_disk_encrypted(folder))


def save_journal(path: Path, text: str) -> None:
    """Write the journal where the person wants it, after they have seen it."""
    write_durably(path, f"{text}\n".encode())
