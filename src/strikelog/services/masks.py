"""The masks of people, kept in the vault: what is shown of them while their names are closed."""

import json
from collections.abc import Collection, Iterable
from dataclasses import asdict

from ..domain.identities import Mask, VictimPerson, mask_of, masks_in_order, next_pseudonym
from ..domain.records import Incident
from ..storage.database import Database
from ..storage.loading import Loader

_MASK = "identities.mask."


class Masks:
    """Reads the masks of one vault, and brings them in line with the people behind them.

    They are read once: nobody else writes them while the vault is open.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._kept: dict[str, Mask] | None = None

    def all(self) -> list[Mask]:
        """Give every mask, by pseudonym."""
        return masks_in_order(self._known().values())

    def of_incident(self, incident_id: str) -> list[Mask]:
        """Give the masks of the victims of one incident and of those merged into it.

        Who a victim is lies behind the second passphrase, so that a merge leaves the people alone.
        """
        known = self._known()
        if not known:
            return []
        with self._database.reading() as connection:
            loader = Loader(connection, self._database.schema)
            merged = loader.owned(Incident, "merged_into_id", [incident_id])
        ids = {incident_id, *(one.id for one in merged)}
        return masks_in_order(one for one in known.values() if one.incident_id in ids)

    def others(self, record_id: str) -> list[str]:
        """Give the pseudonyms of everybody but one."""
        return [one.pseudonym for one in self._known().values() if one.id != record_id]

    def next_pseudonym(self) -> str:
        """Give a pseudonym nobody has."""
        return next_pseudonym(self.others(""))

    def renew(self, people: Iterable[VictimPerson], among: Collection[str] | None = None) -> None:
        """Write the masks of people; `among` are the ids looked at, or None for everybody.

        A crash between the two databases leaves a mask behind; the next opening renews them all.
        """
        wanted = {one.id: mask_of(one) for one in people if not one.deleted}
        known = dict(self._known())
        for record_id in sorted({*wanted, *(known if among is None else among)}):
            mask = wanted.get(record_id)
            if mask == known.pop(record_id, None):
                continue
            self._database.remember(_MASK + record_id, _written(mask) if mask else None)
        self._kept = {**known, **wanted}

    def _known(self) -> dict[str, Mask]:
        if self._kept is None:
            kept = self._database.facts(_MASK).values()
            masks = (Mask(**json.loads(text)) for text in kept)
            self._kept = {one.id: one for one in masks}
        return self._kept


def _written(mask: Mask) -> str:
    return json.dumps(asdict(mask), ensure_ascii=False, sort_keys=True)
