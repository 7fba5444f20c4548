"""What a person is warned of when a vault is opened: its place, and a disk that is nearly full."""

from ..domain.errors import StrikelogError
from ..domain.messages import mark
from ..storage import guards
from ..storage.guards import PlaceRisky
from ..storage.keyfile import has_key_file
from ..storage.vault import Vault

__all__ = ["Guarding", "PlaceOfVault", "PlaceRisky"]

_ACCEPTED = "place.accepted"


class LittleRoom(StrikelogError):
    """The disk of the vault is nearly full."""

    message = mark(
        "Only {free} MB are free on the disk of this vault. Backups and evidence need room: make "
        "at least {wanted} MB free."
    )


class PlaceOfVault(StrikelogError):
    """An existing vault lies where databases come to harm."""

    message = mark(
        "This vault lies {place}, where it can be damaged without notice. Close it and move its "
        "folder to a disk of this computer."
    )


class Guarding:
    """Looks at the place of one open vault."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def warning(self) -> StrikelogError | None:
        """Give what to warn of: the place unless it was accepted, then too little room."""
        if not has_key_file(self._vault.folder):
            return None
        risk = guards.risk_of(self._vault.folder)
        if risk is not None and not self._is_accepted(risk):
            return PlaceOfVault(place=risk.words)
        free = guards.free_space(self._vault.folder)
        if free < guards.LITTLE_ROOM:
            megabytes = guards.MEGABYTE
            return LittleRoom(free=free // megabytes, wanted=guards.LITTLE_ROOM // megabytes)
        return None

    def accept_place(self) -> None:
        """Warn of this place no more; a move to another kind of risk is told again."""
        risk = guards.risk_of(self._vault.folder)
        if risk is not None and not self._vault.read_only:
            self._vault.database.remember(_ACCEPTED, _named(risk))

    def _is_accepted(self, risk: guards.Risk) -> bool:
        return self._vault.database.facts(_ACCEPTED).get(_ACCEPTED) == _named(risk)


def _named(risk: guards.Risk) -> str:
    return f"{risk.kind} {risk.name}"
