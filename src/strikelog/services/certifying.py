"""Certifying the evidence of a vault that is not open yet."""

from pathlib import Path

from ..domain.progress import Progress
from .evidence.certificate import Certified
from .workspace import Workspace


def certify_folder(
    folder: Path, passphrase: str, target: Path, progress: Progress | None = None
) -> Certified:
    """Open a vault and write the certificate of every item; sound ones are noted as verified.

    A vault that is open for reading alone is certified without the note.
    """
    workspace = Workspace.open(folder, passphrase)
    try:
        note = not workspace.vault.read_only
        return workspace.media.certificate(target, progress=progress, note=note)
    finally:
        workspace.close()
