"""Partners of one vault, and what must be known of it before anything of it is shared."""

import hashlib
import hmac
import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import uuid4

from ..domain.filters import Condition, Filter, Op
from ..domain.records import (
    IncidentLink,
    IncidentSite,
    Location,
    Record,
    Site,
    SiteStatus,
    Source,
)
from ..domain.sharing import (
    STRICT,
    NoSuchPartner,
    Partner,
    PartnerNameTaken,
    PartnerUnnamed,
    is_protected,
)
from ..storage.database import Connection, Database
from ..storage.loading import Loader
from ..storage.querying import Query
from ..storage.tables import Schema

if TYPE_CHECKING:
    from ..exchange.sharing import Masking, Surroundings

_PARTNER = "partner."
_REDUCED = (Site, SiteStatus)
"""Classes whose rows go with less in them where another's would not go."""


class Partners:
    """The register of those who get workbooks from one vault."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self, *, removed: bool = False) -> list[Partner]:
        """Give every partner by name; those that were removed only when they are asked for."""
        kept = self._database.facts(_PARTNER)
        found = [_read(key.removeprefix(_PARTNER), text) for key, text in kept.items()]
        found = [one for one in found if removed or not one.is_removed]
        return sorted(found, key=lambda one: one.name.casefold())

    def get(self, partner_id: str) -> Partner | None:
        """Give a partner by id."""
        key = _PARTNER + partner_id
        kept = self._database.facts(key)
        return _read(partner_id, kept[key]) if key in kept else None

    def called(self, name: str) -> Partner:
        """Give the partner of a name; one that was never named before is kept from now on.

        One that was removed comes back under the ids it knows. Raises PartnerUnnamed.
        """
        known = self._known(name)
        if known is not None and known.is_removed:
            return self.restore(known)
        return known or self.save(Partner(str(uuid4()), name))

    def find(self, name: str) -> Partner:
        """Give the partner of a name, one that was removed as well; raises NoSuchPartner."""
        known = self._known(name)
        if known is None:
            found = ", ".join(one.name for one in self.all()) or "–"
            raise NoSuchPartner(name=name, found=found)
        return known

    def _known(self, name: str) -> Partner | None:
        alike = [one for one in self.all(removed=True) if one.is_called(name)]
        return min(alike, key=lambda one: one.is_removed, default=None)

    def save(self, partner: Partner) -> Partner:
        """Keep a partner; the id stays with whoever is renamed. Raises PartnerUnnamed."""
        name = " ".join(partner.name.split())
        if not name:
            raise PartnerUnnamed
        named_for = tuple(one for one in STRICT if one in partner.named_for)
        kept = replace(partner, name=name, named_for=named_for)
        plain: dict[str, object] = {"name": kept.name, "named_for": kept.named_for}
        if kept.is_removed:
            plain["removed"] = True
        if kept.former_names:
            plain["former_names"] = kept.former_names
        self._database.remember(_PARTNER + kept.id, json.dumps(plain, ensure_ascii=False))
        return kept

    def rename(self, partner: Partner, name: str) -> Partner:
        """Give a partner another name; what they know of ours keeps its ids.

        The log of exchanges keeps the name that held then. Raises PartnerNameTaken, PartnerUnnamed.
        """
        other = self._known(name)
        if other is not None and other.id != partner.id:
            raise PartnerNameTaken(name=other.name)
        former = tuple(dict.fromkeys((*partner.former_names, partner.name)))
        return self.save(replace(partner, name=name, former_names=former))

    def remove(self, partner: Partner) -> Partner:
        """Take a partner out of sight, named for nothing any more.

        The ids they know of ours stay theirs, so that what they send back is understood, and stay
        the same should they be brought back.
        """
        return self.save(replace(partner, is_removed=True, named_for=()))

    def restore(self, partner: Partner) -> Partner:
        """Bring a removed partner back; what they may see beyond others is to be said again."""
        return self.save(replace(partner, is_removed=False))


def _read(partner_id: str, text: str) -> Partner:
    plain = json.loads(text)
    named_for = tuple(plain.get("named_for", ()))
    former = tuple(plain.get("former_names", ()))
    return Partner(partner_id, str(plain["name"]), named_for, bool(plain.get("removed")), former)


def masking_of(database: Database, reader: str) -> "Masking":
    """Give what stands for an id towards one reader: the same each time, and nobody else's.

    It hangs on a key that stays when passphrases and data keys are exchanged.
    """
    key = hmac.digest(database.audit_key, b"strikelog/pseudonyms/1", hashlib.sha256)

    def masked(record_id: str) -> bytes:
        return hmac.digest(key, f"{reader}\n{record_id}".encode(), hashlib.sha256)[:16]

    return masked


def surroundings_of(connection: Connection, schema: Schema, partner: Partner) -> "Surroundings":
    """Gather what decides what of a vault a partner gets, over one connection."""
    from ..exchange.sharing import Surroundings

    loader = Loader(connection, schema)
    protected = {one.id for one in loader.all(Source) if is_protected(one, from_partners=False)}
    removed = _marked(connection, schema, partner)
    removed = {key: tlp for key, tlp in removed.items() if key not in protected}
    hits: dict[str, list[IncidentSite]] = defaultdict(list)
    for hit in loader.all(IncidentSite):
        hits[hit.incident_id or ""].append(hit)
    return Surroundings(
        removed=_with_owned(loader, schema, removed),
        protected=frozenset(protected),
        sites={one.id: one for one in loader.all(Site)},
        hits={key: tuple(some) for key, some in hits.items()},
        places={one.id: one for one in loader.all(Location)},
    )


def _marked(connection: Connection, schema: Schema, partner: Partner) -> dict[str, str]:
    """Give the ids of records that a partner may not see, with their marks."""
    found: dict[str, str] = {}
    loader = Loader(connection, schema)
    for kind in schema.records:
        strict = [one for one in STRICT if not partner.may_see(one)]
        if kind in _REDUCED:
            strict = [one for one in strict if one == STRICT[0]]
        for tlp in strict:
            found |= dict.fromkeys(_ids(connection, loader, schema, kind, tlp), tlp)
    return found


def _ids(
    connection: Connection, loader: Loader, schema: Schema, kind: type[Record], tlp: str
) -> list[str]:
    where = Filter((Condition("tlp", Op.IS, (tlp,)),))
    keys = Query(connection, schema, kind).keys(where)
    return [record.id for record in loader.by_pks(kind, keys)]


def _with_owned(loader: Loader, schema: Schema, removed: Mapping[str, str]) -> dict[str, str]:
    """Add what the removed records own, and what that owns; a blank stands for their mark."""
    gone, front = dict(removed), list(removed)
    while front:
        owned = [
            one.id
            for kind in schema.records
            if kind.about.parent
            for one in loader.owned(kind, kind.about.parent, front)
        ]
        # The other end of a link does not own it.
        owned += [one.id for one in loader.owned(IncidentLink, "to_id", front)]
        front = [one for one in owned if one not in gone]
        gone |= dict.fromkeys(front, "")
    return gone
