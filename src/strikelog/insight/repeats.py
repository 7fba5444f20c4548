"""The ledgers of sites struck again, brought up to date one incident at a time (rule 6)."""

from collections.abc import Mapping, Sequence

from ..domain.records import Period, Record
from ..domain.sitehits import SiteHit
from .gists import Gist
from .patterns import Forces, SiteLedger, ledger
from .struck import DIRECTLY


class Repeats:
    """Keeps the strikes on each site, one an incident, and the ledgers written of them."""

    def __init__(self) -> None:
        self._hits: dict[str, dict[str, SiteHit]] = {}
        self._force: Forces | None = None
        self._ledgers: dict[str, SiteLedger] = {}
        self._made_from: object = None
        self._stale: set[str] = set()

    def put(self, gist: Gist) -> None:
        """Take an incident in that is not known."""
        if not gist.is_attack:
            return
        incident_id = gist.incident_id
        for hit in gist.hits:
            if hit.role in DIRECTLY:
                self._hits.setdefault(hit.site_id, {}).setdefault(incident_id, hit)
                self._stale.add(hit.site_id)

    def drop(self, gist: Gist) -> None:
        """Forget an incident."""
        for hit in gist.hits:
            self._stale.add(hit.site_id)
            of_site = self._hits.get(hit.site_id)
            if of_site is not None:
                of_site.pop(gist.incident_id, None)
                if not of_site:
                    del self._hits[hit.site_id]

    def told(
        self, periods: Sequence[Period], known: Mapping[str, Record], made_from: object
    ) -> tuple[SiteLedger, ...]:
        """Give the ledgers of sites struck in more than one incident, the most struck first.

        `made_from` is equal as long as the periods and the places they name are the same.
        """
        if self._force is None or self._made_from != made_from:
            self._force, self._made_from = Forces(periods, known), made_from
            self._ledgers, self._stale = {}, set(self._hits)
        for site_id in self._stale:
            self._write(site_id, self._force)
        self._stale = set()
        return tuple(sorted(self._ledgers.values(), key=_most_struck))

    def _write(self, site_id: str, force: Forces) -> None:
        hits = self._hits.get(site_id, {})
        if len(hits) > 1:
            self._ledgers[site_id] = ledger(site_id, hits.values(), force)
        else:
            self._ledgers.pop(site_id, None)


def _most_struck(one: SiteLedger) -> tuple[int, str]:
    return -len(one.strikes), one.site_id
