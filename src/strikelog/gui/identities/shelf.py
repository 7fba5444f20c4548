"""Where forms of people keep what is typed: the store, under the names a form knows."""

from dataclasses import dataclass

from strikelog.services.identities import Identities


@dataclass(frozen=True)
class IdentityShelf:
    """The store of identities in the place that the vault has for other forms."""

    identities: Identities

    @property
    def finding(self) -> Identities:
        """Reads records of the store."""
        return self.identities

    @property
    def recording(self) -> Identities:
        """Writes records of the store."""
        return self.identities
