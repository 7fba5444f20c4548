"""Patterns of attack: sites struck again (rule 6) and double taps (rule 7).

What is found here is a candidate until a person accepts it; nothing is written.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import pairwise

from ..domain.casefiles import CaseFile
from ..domain.dates import FuzzyDate
from ..domain.messages import mark
from ..domain.origins import standing_claims
from ..domain.records import Period, Record, Strike
from ..domain.sitehits import SiteHit
from .periods import InForce, in_force

SHORTEST_GAP, LONGEST_GAP = 3, 60
"""Minutes between strikes of a double tap."""

NO_PAUSE = 5
"""Minutes within which nobody can have come to help unless a claim says so."""

_STRUCK = frozenset({"hit", "second_wave_point"})


@dataclass(frozen=True, slots=True)
class Interval:
    """Days between two strikes: `low` to `high`, `high` None when a date is open or unknown."""

    low: int
    high: int | None


@dataclass(frozen=True, slots=True)
class NthStrike:
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
    ends = (earlier.first, earlier.last) if earlier else (None, None)
    later_ends = (later.first, later.last) if later else (None, None)
    fewest = _days(ends[1], later_ends[0])
    return Interval(max(fewest or 0, 0), _days(ends[0], later_ends[1]))


def _days(one: date | None, other: date | None) -> int | None:
    return (other - one).days if one and other else None


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
    every = tuple(periods)
    return tuple(
        SiteLedger(site_id, tuple(_lines(of_site.values(), every, known)))
        for site_id, of_site in by_site.items()
    )


def repeat_strikes(
    hits: Iterable[SiteHit],
    periods: Iterable[Period] = (),
    *,
    known: Mapping[str, Record] | None = None,
) -> tuple[SiteLedger, ...]:
    """Give the ledgers of the sites that were struck in more than one incident."""
    return tuple(one for one in ledgers(hits, periods, known=known) if one.is_repeated)


def _lines(
    hits: Iterable[SiteHit], periods: tuple[Period, ...], known: Mapping[str, Record] | None
) -> Iterator[NthStrike]:
    before: SiteHit | None = None
    for n, hit in enumerate(sorted(hits, key=_when), start=1):
        since = days_between(before.occurred, hit.occurred) if before else None
        force = in_force(hit.occurred, periods, place_ids=hit.place_ids, known=known)
        yield NthStrike(n, hit, since, force)
        before = hit


def _when(hit: SiteHit) -> tuple[date, date, str]:
    if hit.occurred is None:
        return (date.max, date.max, hit.incident_id)
    return (*hit.occurred.sort_key[:2], hit.incident_id)


@dataclass(frozen=True, slots=True)
class Gap:
    """Minutes between two strikes that follow each other."""

    low: int
    high: int
    strike_ids: tuple[str, ...] = ()

    @property
    def fits(self) -> bool:
        """Tell whether it may be the gap of a double tap."""
        return self.low <= LONGEST_GAP and self.high >= SHORTEST_GAP

    @property
    def leaves_no_pause(self) -> bool:
        """Tell whether it is too short for help to come."""
        return self.high <= NO_PAUSE


@dataclass(frozen=True, slots=True)
class DoubleTap:
    """What the strikes of one incident amount to.

    `verdict` is none, multiple_same_wave, candidate or supported; only a reviewer confirms.
    `reason` is a marked text.
    """

    verdict: str
    reason: str
    gaps: tuple[Gap, ...] = ()
    claim_ids: tuple[str, ...] = ()
    unit: str = "attack"
    rule: str = f"double tap: gaps of {SHORTEST_GAP}–{LONGEST_GAP} minutes"


_ONE = mark("no two strikes are told apart")
_NO_TIMES = mark("no source says how many minutes lay between the strikes")
_FAR = mark("the strikes lie more than an hour apart")
_WAVE = mark("the strikes follow each other too closely for anyone to have come to help")
_TIMED = mark("the gap leaves time for helpers; no claim says that any were there")
_SEEN = mark("a claim says that helpers or a crowd were there")


def double_tap(case: CaseFile) -> DoubleTap:
    """Judge whether the strikes of an incident were a double tap."""
    gaps = _gaps(case)
    if not gaps:
        several = len(case.strikes) > 1 or (case.incident.impacts_low or 0) > 1
        return DoubleTap("none", _NO_TIMES if several else _ONE)
    fitting = tuple(gap for gap in gaps if gap.fits)
    witnesses = _claims_of_helpers(case)
    if fitting and witnesses:
        return DoubleTap("supported", _SEEN, fitting, witnesses)
    if any(not gap.leaves_no_pause for gap in fitting):
        return DoubleTap("candidate", _TIMED, fitting)
    close = tuple(gap for gap in gaps if gap.leaves_no_pause)
    return DoubleTap("multiple_same_wave", _WAVE, close) if close else DoubleTap("none", _FAR, gaps)


def _gaps(case: CaseFile) -> tuple[Gap, ...]:
    strikes = sorted(case.strikes, key=lambda strike: strike.seq or 0)
    found = tuple(gap for one, two in pairwise(strikes) if (gap := _gap(one, two)))
    if found or len(strikes) > 1:
        return found
    low, high = case.incident.interval_min_low, case.incident.interval_min_high
    if low is None and high is None:
        return ()
    return (_ends_of_gap(low, high, ()),)


def _gap(one: Strike, two: Strike) -> Gap | None:
    if two.gap_low is not None or two.gap_high is not None:
        return _ends_of_gap(two.gap_low, two.gap_high, (one.id, two.id))
    if one.time_local and two.time_local:
        minutes = _minutes(one.time_local, two.time_local)
        return Gap(minutes, minutes, (one.id, two.id))
    return None


def _ends_of_gap(low: int | None, high: int | None, strike_ids: tuple[str, ...]) -> Gap:
    """Read a gap of which one end may be missing: "at least 5" may be longer, "up to 5" shorter."""
    return Gap(low or 0, LONGEST_GAP if high is None else high, strike_ids)


def _minutes(one: time, two: time) -> int:
    """Give the minutes from one clock time to the next, over midnight if need be."""
    day = date(2000, 1, 1)
    gone = datetime.combine(day, two) - datetime.combine(day, one)
    return int(gone.total_seconds() // 60) % (24 * 60)


def _claims_of_helpers(case: CaseFile) -> tuple[str, ...]:
    """Give the standing claims by which helpers or a crowd were there when a later strike fell."""
    standing = standing_claims(case)
    said = {claim.id for claim in standing if claim.responders_hit == "yes"}
    first = min((strike.seq or 0 for strike in case.strikes), default=0)
    for strike in case.strikes:
        seen = "yes" in (strike.responders_present, strike.crowd_present)
        if seen and (strike.seq or 0) > first:
            said.update(strike.claim_ids)
    return tuple(claim.id for claim in standing if claim.id in said)
