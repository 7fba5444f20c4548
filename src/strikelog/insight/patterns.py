"""Sites struck again (rule 6): the ledger of a site, strike by strike.

What is found here is a candidate until a person accepts it; nothing is written.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from ..domain.dates import FuzzyDate
from ..domain.records import Period, Record
from ..domain.sitehits import SiteHit
from .periods import InForce, in_force, is_there

_STRUCK = frozenset({"hit", "second_wave_point"})


@dataclass(frozen=True, slots=True)
class Interval:
    """Days between two strikes: `low` to `high`, `high` None when a date is open or unknown."""

    low: int
    high: int | None


class NthStrike(NamedTuple):
    """One line of a site's ledger; `since_last` is None for the first."""

    n: int
    hit: SiteHit
    since_last: Interval | None
    periods: InForce


@dataclass(frozen=True, slots=True)
class SiteLedger:
    """The strikes on one site in the order of their dates; a repeat is two or more."""

    site_id: str
    strikes: tuple[NthStrike, ...]
    unit: str = "attack"
    rule: str = "repeat strikes"

    @property
    def incident_ids(self) -> tuple[str, ...]:
        """The incidents behind the ledger."""
        return tuple(strike.hit.incident_id for strike in self.strikes)

    @property
    def is_repeated(self) -> bool:
        """Tell whether the site was struck more than once."""
        return len(self.strikes) > 1


def days_between(earlier: FuzzyDate | None, later: FuzzyDate | None) -> Interval:
    """Give the days from one date to another: as few and as many as both allow."""
    first, last = earlier.bounds if earlier else (None, None)
    later_first, later_last = later.bounds if later else (None, None)
    fewest = (later_first - last).days if last and later_first else 0
    most = (later_last - first).days if first and later_last else None
    return _interval(max(fewest, 0), most)


_interval = lru_cache(maxsize=10_000)(Interval)


def ledgers(
    hits: Iterable[SiteHit],
    periods: Iterable[Period] = (),
    *,
    known: Mapping[str, Record] | None = None,
) -> tuple[SiteLedger, ...]:
    """Write the ledger of each site that was directly struck, in the order sites are first met."""
    by_site: dict[str, dict[str, SiteHit]] = {}
    for hit in hits:
        if hit.role in _STRUCK:
            by_site.setdefault(hit.site_id, {}).setdefault(hit.incident_id, hit)
    force = Forces(periods, known)
    return tuple(ledger(site_id, of.values(), force) for site_id, of in by_site.items())


def ledger(site_id: str, hits: Iterable[SiteHit], force: "Forces") -> SiteLedger:
    """Write the ledger of one site from its strikes, one an incident."""
    return SiteLedger(site_id, tuple(_lines(hits, force)))


class Forces:
    """Tells what was in force at a date and place; many strikes share both."""

    def __init__(
        self, periods: Iterable[Period], known: Mapping[str, Record] | None = None
    ) -> None:
        self._periods = tuple(periods)
        self._known = known
        # By place the periods that hold there, and what those amount to at a date.
        self._there: dict[frozenset[str], _Holding] = {}
        self._alike: dict[tuple[str, ...], _Holding] = {}

    def at(self, hit: SiteHit) -> InForce:
        """Give the periods in force when and where a site was struck."""
        holding = self._there.get(hit.place_ids)
        if holding is None:
            holding = self._there[hit.place_ids] = self._holding(hit.place_ids)
        key = (hit.occurred.edtf if hit.occurred is not None else "", hit.broken_ids)
        told = holding.told.get(key)
        if told is None:
            told = in_force(hit.occurred, holding.periods, broken_ids=hit.broken_ids)
            holding.told[key] = told
        return told

    def _holding(self, place_ids: frozenset[str]) -> "_Holding":
        periods = [one for one in self._periods if is_there(one, place_ids, self._known)]
        return self._alike.setdefault(tuple(one.id for one in periods), _Holding(periods))


@dataclass(frozen=True, slots=True)
class _Holding:
    """Periods that hold for the same places, and which of them were in force when."""

    periods: list[Period]
    told: dict[tuple[str, frozenset[str]], InForce] = field(default_factory=dict)


def repeat_strikes(
    hits: Iterable[SiteHit],
    periods: Iterable[Period] = (),
    *,
    known: Mapping[str, Record] | None = None,
) -> tuple[SiteLedger, ...]:
    """Give the ledgers of the sites that were struck in more than one incident."""
    return tuple(one for one in ledgers(hits, periods, known=known) if one.is_repeated)


def _lines(hits: Iterable[SiteHit], force: Forces) -> Iterator[NthStrike]:
    before: SiteHit | None = None
    for n, hit in enumerate(sorted(hits, key=_when), start=1):
        since = days_between(before.occurred, hit.occurred) if before else None
        yield NthStrike(n, hit, since, force.at(hit))
        before = hit


def _when(hit: SiteHit) -> tuple[date, date, str]:
    if hit.occurred is None:
        return (date.max, date.max, hit.incident_id)
    first, last = hit.occurred.bounds
    return (first or date.min, last or date.max, hit.incident_id)
