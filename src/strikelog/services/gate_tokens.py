"""What the release gate looks for while names stay locked away: hashes of their marks, under a key.

Whoever saves a person hands the person's marks over; only their hashes are kept. Nothing here, or
in what reads them, knows whom a hash stands for.
"""

import base64
import hashlib
import hmac
from collections.abc import Callable, Collection, Iterable, Mapping

from ..domain.giveaways import forms_of_contact, forms_of_name
from ..storage.database import Database

_TOKENS = "gate.tokens."
_SIZE = 12

Hashing = Callable[[str], bytes]


def hashing_of(database: Database) -> Hashing:
    """Give the function that hashes a mark under the gate's key of one vault."""
    key = hmac.digest(database.audit_key, b"strikelog/gate/1", hashlib.sha256)

    def hashed(mark: str) -> bytes:
        return hmac.digest(key, mark.encode("utf-8", "surrogatepass"), "sha256")[:_SIZE]

    return hashed


def marks_of(names: Iterable[str | None], contacts: Iterable[str | None]) -> set[str]:
    """Give everything that gives a person away, by name or by how to reach them."""
    found: set[str] = set()
    for name in filter(None, names):
        found |= forms_of_name(name)
    for contact in filter(None, contacts):
        found |= forms_of_contact(contact)
    return found


class GateTokens:
    """Keeps the hashes of one vault, by the record they came from."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def renew(
        self, marks: Mapping[str, Collection[str]], among: Collection[str] | None = None
    ) -> None:
        """Keep the hashes of records; those of `among` that have none any more are forgotten.

        Without `among` every record that has hashes was looked at.
        """
        kept = self._database.facts(_TOKENS)
        known = {key.removeprefix(_TOKENS): value for key, value in kept.items()}
        hashed = hashing_of(self._database)
        for record_id in sorted({*marks, *(known if among is None else among)}):
            value = _written(map(hashed, marks.get(record_id, ()))) or None
            if value != known.get(record_id):
                self._database.remember(_TOKENS + record_id, value)

    def all(self) -> frozenset[bytes]:
        """Give every hash."""
        kept = self._database.facts(_TOKENS).values()
        return frozenset(one for value in kept for one in _read(value))


def _written(hashes: Iterable[bytes]) -> str:
    return base64.b64encode(b"".join(sorted(set(hashes)))).decode()


def _read(value: str) -> Iterable[bytes]:
    whole = base64.b64decode(value)
    return (whole[at : at + _SIZE] for at in range(0, len(whole), _SIZE))
