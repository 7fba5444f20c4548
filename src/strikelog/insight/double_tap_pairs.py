"""Double taps over two incidents: on one site, or within a few hundred metres (rule 7).

The second may have been recorded as an incident of its own, or a hospital been struck after it
took in the wounded of the first. Both are known by time and place alone until a claim or a person
says more; incidents whose days are vague may be, but are not said to be.
"""

from collections.abc import Callable, Iterable, Iterator

from ..domain.distances import kilometres
from ..domain.messages import mark
from .double_taps import (
    PLACE,
    SEEN,
    TIMED,
    VERDICTS,
    WAVE,
    Criterion,
    DoubleTap,
    Gap,
    Impact,
    Met,
    decided,
    helpers_there,
    pause_between,
    rule_text,
    strikes_told,
)
from .gists import Gist, Told, gists
from .near_strikes import ByDay, Grid, Placed, placed
from .thresholds import DEFAULTS, Thresholds

HEALTH = frozenset("hospital clinic first_aid_post maternity_child health_unspecified".split())
"""Sites that take in wounded people."""

SECOND_WAVE, FOLLOWED_BY = "second_wave_of", "followed_by"
"""Links by which people say that one incident came upon another."""

_METRES = 1_000


def paired_taps(told: Iterable[Told], rule: Thresholds = DEFAULTS) -> tuple[DoubleTap, ...]:
    """Give what pairs of incidents amount to, in the order in which they fell."""
    pairs = Pairs(rule)
    for gist in gists(told):
        pairs.put(gist)
    return pairs.told()


class Pairs:
    """Pairs of strikes of different incidents, brought up to date one incident at a time."""

    def __init__(self, rule: Thresholds = DEFAULTS) -> None:
        self._rule = rule
        self._gists: dict[str, tuple[Gist, tuple[Placed, ...]]] = {}
        self._sites, self._spots, self._regions = ByDay(), ByDay(), ByDay()
        self._near, self._far = Grid(rule.tap_metres / _METRES), Grid(rule.receiving_km)
        self._found: dict[tuple[str, str], DoubleTap] = {}
        self._of: dict[str, set[tuple[str, str]]] = {}

    def put(self, gist: Gist) -> None:
        """Take an incident in, in place of what was known of it."""
        if gist.incident_id in self._gists:
            self.drop(gist.incident_id)
        if not gist.is_attack or not gist.struck:
            return
        strikes = tuple(one for one in map(placed, gist.struck) if one is not None)
        for one in strikes:
            self._compare(gist, one)
        self._gists[gist.incident_id] = (gist, strikes)
        for one in strikes:
            for index, sign in self._signs(one):
                index.put(sign, one)

    def drop(self, incident_id: str) -> None:
        """Forget an incident and every pair it is in."""
        _, strikes = self._gists.pop(incident_id, (None, ()))
        for one in strikes:
            for index, sign in self._signs(one):
                index.drop(sign, one)
        for pair in self._of.pop(incident_id, ()):
            del self._found[pair]
            other = pair[0] if pair[1] == incident_id else pair[1]
            self._of[other].discard(pair)

    def told(self) -> tuple[DoubleTap, ...]:
        """Give every pair, in the order of its ids."""
        return tuple(self._found[pair] for pair in sorted(self._found))

    def of(self, incident_id: str) -> tuple[DoubleTap, ...]:
        """Give the pairs an incident is in."""
        return tuple(self._found[pair] for pair in sorted(self._of.get(incident_id, ())))

    def _signs(self, one: Placed) -> Iterator[tuple[ByDay, object]]:
        if one.struck.site_id:
            yield self._sites, one.struck.site_id
        if one.struck.point and one.struck.reach is not None:
            yield self._spots, self._near.cell(one.struck.point)
        if one.struck.point and one.is_timed:
            yield self._regions, self._far.cell(one.struck.point)

    def _compare(self, gist: Gist, one: Placed) -> None:
        for other in self._beside(one):
            self._note(gist, one, other, self._judge_pair)
        if one.is_timed and one.struck.point:
            for cell in self._far.around(one.struck.point):
                for other in self._regions.near(cell, one):
                    self._note(gist, one, other, self._judge_receiving)

    def _beside(self, one: Placed) -> Iterator[Placed]:
        """Give the strikes on the same site, then those within reach of the same spot."""
        if one.struck.site_id:
            yield from self._sites.near(one.struck.site_id, one)
        if one.struck.point and one.struck.reach is not None:
            for cell in self._near.around(one.struck.point):
                yield from self._spots.near(cell, one)

    def _note(self, gist: Gist, one: Placed, other: Placed, judge: "Judge") -> None:
        """Keep what two strikes amount to, if it is graver than what is known of the two."""
        there = self._gists.get(other.struck.incident_id)
        if there is None:
            return
        first, second = sorted([(one, gist), (other, there[0])], key=_began)
        found = judge(first, second)
        if found is None:
            return
        ids = sorted((gist.incident_id, there[0].incident_id))
        pair = (ids[0], ids[1])
        known = self._found.get(pair)
        if known is None or _rank(found) < _rank(known):
            self._found[pair] = found
            for incident_id in pair:
                self._of.setdefault(incident_id, set()).add(pair)

    # -- judging -------------------------------------------------------------------------------

    def _judge_pair(self, first: "Side", second: "Side") -> DoubleTap | None:
        one, other = first[0], second[0]
        apart = _apart(one, other)
        same_site = bool(one.struck.site_id) and one.struck.site_id == other.struck.site_id
        if not same_site and (apart is None or apart * _METRES > self._rule.tap_metres):
            return None
        gap = _gap(one, other)
        if gap is None or not gap.fits(self._rule):
            return None
        verdict, reason, is_certain = self._verdict(gap, first[1], second[1])
        criteria = self._criteria(gap, second[1], same_site, verdict)
        return _tap(
            (verdict, reason, is_certain),
            (first, second),
            gap,
            criteria=criteria,
            apart=None if same_site else apart,
            rule=rule_text(self._rule),
        )

    def _verdict(self, gap: Gap, first: Gist, second: Gist) -> tuple[str, str, bool]:
        sure = gap.surely_fits(self._rule)
        if (SECOND_WAVE, first.incident_id) in second.linked:
            return "confirmed", LINKED, True
        if second.helper_claims:
            return "supported", SEEN, sure
        if gap.leaves_no_pause(self._rule):
            return "multiple_same_wave", WAVE, sure
        return "candidate", TIMED if sure else MAYBE, sure

    def _criteria(
        self, gap: Gap, second: Gist, same_site: bool, verdict: str
    ) -> tuple[Criterion, ...]:
        reason = _SAME_SITE if same_site else _NEAR
        return (
            strikes_told(2),
            Criterion("place", PLACE, Met.MET, reason, (("metres", self._rule.tap_metres),)),
            pause_between((gap,), self._rule),
            helpers_there((), second.helper_claims),
            decided(verdict == "confirmed"),
        )

    def _judge_receiving(self, first: "Side", second: "Side") -> DoubleTap | None:
        (one, before), (other, after) = first, second
        same_site = one.struck.site_id and one.struck.site_id == other.struck.site_id
        if other.struck.site_type not in HEALTH or not before.wounded or same_site:
            return None
        apart, gap = _apart(one, other), _gap(one, other)
        if apart is None or gap is None or apart > self._rule.receiving_km:
            return None
        if not self._rule.tap_least <= gap.low <= self._rule.receiving_minutes:
            return None
        is_told = (FOLLOWED_BY, before.incident_id) in after.linked
        return _tap(
            ("receiving_site", RECEIVED if is_told else MAY_HAVE_RECEIVED, is_told),
            (first, second),
            gap,
            criteria=tuple(_received(gap, apart, is_told)),
            apart=apart,
            rule=_receiving_text(self._rule),
        )


Side = tuple[Placed, Gist]
"""A strike with the incident it belongs to."""

Judge = Callable[[Side, Side], DoubleTap | None]
"""Says what two strikes amount to, the earlier first; None for nothing."""


def _began(side: Side) -> tuple[int, int, str]:
    return side[0].earliest, side[0].latest, side[1].incident_id


def _rank(found: DoubleTap) -> tuple[object, ...]:
    """Order what two incidents amount to: the gravest, then the closest."""
    return VERDICTS.index(found.verdict), found.gaps[0].low, found.gaps[0].high, found.site_ids


def _apart(one: Placed, other: Placed) -> float | None:
    if one.struck.point is None or other.struck.point is None:
        return None
    return kilometres(one.struck.point, other.struck.point)


def _gap(one: Placed, other: Placed) -> Gap | None:
    """Give the minutes between two strikes; None where their days are near, but not the same."""
    if not (one.is_timed and other.is_timed) and one.days.stop <= other.days.start:
        return None
    low = max(0, other.earliest - one.latest)
    return Gap(low, max(other.latest - one.earliest, one.latest - other.earliest))


def _tap(
    verdict: tuple[str, str, bool],
    sides: tuple[Side, Side],
    gap: Gap,
    *,
    criteria: tuple[Criterion, ...],
    apart: float | None,
    rule: str,
) -> DoubleTap:
    """Put together what is said of two incidents."""
    (one, first), (other, second) = sides
    sites = (one.struck.site_id, other.struck.site_id)
    seen = second.helper_claims if verdict[0] != "receiving_site" else ()
    latest = gap.high if one.is_timed and other.is_timed else None
    impacts = (
        Impact(first.incident_id, None, 0, 0, first.at if one.is_timed else None),
        Impact(
            second.incident_id,
            None,
            gap.low,
            latest,
            second.at if other.is_timed else None,
            helpers="yes" if seen else "unknown",
            claim_ids=seen,
        ),
    )
    return DoubleTap(
        verdict=verdict[0],
        reason=verdict[1],
        gaps=(gap,),
        claim_ids=seen,
        incident_ids=(first.incident_id, second.incident_id),
        site_ids=tuple(dict.fromkeys(site for site in sites if site)),
        is_certain=verdict[2],
        impacts=impacts,
        helpers=(0, latest) if seen else None,
        kilometres=apart,
        criteria=criteria,
        rule=rule,
    )


def _received(gap: Gap, apart: float, is_told: bool) -> Iterator[Criterion]:
    span = (("minutes", gap.low), ("km", f"{apart:.1f}"))
    met = Met.MET if is_told else Met.UNKNOWN
    yield Criterion("wounded", _WOUNDED, Met.MET, _INJURED)
    yield Criterion("place", _HOSPITAL, Met.MET, _STRUCK_AFTER, span)
    yield Criterion("received", _TOOK_IN, met, RECEIVED if is_told else _NOBODY_SAYS_SO)
    yield decided(is_told)


def _receiving_text(rule: Thresholds) -> str:
    return (
        f"receiving site: a hospital struck within {rule.receiving_minutes} minutes"
        f" and {rule.receiving_km} km of a strike with wounded"
    )


MAYBE = mark("the days would allow it; the hours are not known")
LINKED = mark("a person has entered that one was the second wave of the other")
RECEIVED = mark("a person has entered that one followed the other")
MAY_HAVE_RECEIVED = mark(
    "a hospital was struck soon after people were wounded nearby; no one says it took them in"
)

_SAME_SITE = mark("both struck the same site")
_NEAR = mark("both fell within {metres} metres")
_WOUNDED = mark("Wounded people before")
_INJURED = mark("people are reported injured in the earlier strike")
_HOSPITAL = mark("A hospital struck after")
_STRUCK_AFTER = mark("{minutes} minutes later and {km} km away")
_TOOK_IN = mark("It took in the wounded")
_NOBODY_SAYS_SO = mark("no record says so")
