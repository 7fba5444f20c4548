"""The masks of people, kept in the vault: what is shown of them while their names are closed."""

import json
from collections.abc import Collection, Iterable
from dataclasses import asdict

from ..domain.identities import Mask, VictimPerson, mask_of, masks_in_order, next_pseudonym
from ..storage.database import Database

_MASK = "identities.mask."


class Masks:
    """Reads the masks of one vault, and brings them in line with the people behind them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> list[Mask]:
        """Give every mask, by pseudonym."""
        kept = self._database.facts(_MASK).values()
        return masks_in_order(Mask(**json.loads(text)) for text in kept)

    def of_incident(self, incident_id: str) -> list[Mask]:
        """Give the masks of the victims of one incident, by pseudonym."""
        return [one for one in self.all() if one.incident_id == incident_id]

    def next_pseudonym(self) -> str:
        """Give a pseudonym nobody has."""
        return next_pseudonym(one.pseudonym for one in self.all())

    def renew(self, people: Iterable[VictimPerson], among: Collection[str] | None = None) -> None:
        """Write the masks of people; `among` are the ids looked at, or None for everybody.

        A crash between the two databases leaves a mask behind; the next opening renews them all.
        """
        wanted = {_MASK + one.id: _written(one) for one in people if not one.deleted}
        known = self._database.facts(_MASK)
        concerned = known.keys() if among is None else {_MASK + one for one in among}
        for key in sorted({*wanted, *concerned}):
            if wanted.get(key) != known.get(key):
                self._database.remember(key, wanted.get(key))


def _written(victim: VictimPerson) -> str:
    return json.dumps(asdict(mask_of(victim)), ensure_ascii=False, sort_keys=True)
