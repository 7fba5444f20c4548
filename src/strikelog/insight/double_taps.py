"""Double taps (rule 7): a second strike on those who came to help after the first.

What a window draws from: `DoubleTap.impacts` are the strikes on an axis of minutes after the first
(`earliest` to `latest`, the latter None when nobody says how late), `DoubleTap.helpers` the span of
minutes within which helpers came, `DoubleTap.criteria` each condition as met, not met or unknown
with the sentence why (`Criterion.why(language)`) and the claims behind it.

`verdict` is one of `VERDICTS`: candidate on time and place alone; supported once a claim says that
helpers or a crowd were there; confirmed only by what a person entered (the pattern of the incident,
or a link "second wave of"); multiple_same_wave when the gaps leave no time for helpers;
receiving_site for a hospital struck after it may have taken in the wounded of an earlier strike;
none. `is_certain` is False where the times only allow it. Nothing here is written anywhere.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time
from itertools import pairwise

from ..domain.casefiles import CaseFile
from ..domain.messages import mark
from ..domain.origins import standing_claims
from ..domain.records import Strike
from .tap_criteria import (
    DECIDED,
    PLACE,
    decided,
    helpers_there,
    in_order,
    one_spot,
    pause_between,
    strikes_told,
)
from .tap_values import Criterion, Gap, Impact, Met
from .thresholds import DEFAULTS, Thresholds

VERDICTS = (
    "confirmed",
    "supported",
    "candidate",
    "receiving_site",
    "multiple_same_wave",
    "none",
)
"""What strikes may amount to, the gravest first."""

SHORTEST_GAP, LONGEST_GAP = DEFAULTS.tap_least, DEFAULTS.tap_most
"""Minutes between strikes of a double tap where nobody set others."""

CONFIRMING_PATTERNS = frozenset({"double_tap", "multi_tap"})
"""Patterns of an incident that a person enters and that confirm a double tap."""


@dataclass(frozen=True, slots=True)
class DoubleTap:
    """What strikes amount to: those of one incident, or of two on the same spot.

    `reason` is a marked text. `kilometres` lie between two incidents; None for one, and where they
    are on the same site. `helpers` are the minutes between which helpers or a crowd arrived.
    """

    verdict: str
    reason: str
    gaps: tuple[Gap, ...] = ()
    claim_ids: tuple[str, ...] = ()
    incident_ids: tuple[str, ...] = ()
    site_ids: tuple[str, ...] = ()
    is_certain: bool = False
    impacts: tuple[Impact, ...] = ()
    helpers: tuple[int, int | None] | None = None
    kilometres: float | None = None
    criteria: tuple[Criterion, ...] = ()
    unit: str = "attack"
    rule: str = f"double tap: gaps of {SHORTEST_GAP}–{LONGEST_GAP} minutes"

    @property
    def is_one(self) -> bool:
        """Tell whether it is a double tap as far as is known, and no other pattern."""
        return self.verdict in ("confirmed", "supported", "candidate")


ONE = mark("no two strikes are told apart")
NO_TIMES = mark("no source says how many minutes lay between the strikes")
FAR = mark("the strikes lie more than an hour apart")
WAVE = mark("the strikes follow each other too closely for anyone to have come to help")
TIMED = mark("the gap leaves time for helpers; no claim says that any were there")
SEEN = mark("a claim says that helpers or a crowd were there")


def double_tap(case: CaseFile, rule: Thresholds = DEFAULTS) -> DoubleTap:
    """Judge whether the strikes of one incident were a double tap."""
    gaps, helpers = _gaps(case), helper_claims(case)
    verdict, reason, telling = _verdict(case, gaps, helpers, rule)
    impacts = tuple(_impacts(case, gaps))
    return DoubleTap(
        verdict=verdict,
        reason=reason,
        gaps=telling,
        claim_ids=helpers if verdict in ("supported", "confirmed") else (),
        incident_ids=(case.incident.id,),
        site_ids=tuple(dict.fromkeys(hit.site_id for hit in case.sites_hit if hit.site_id)),
        is_certain=any(gap.surely_fits(rule) for gap in telling),
        impacts=impacts,
        helpers=_arrival(impacts),
        criteria=_criteria(case, impacts, gaps, helpers, rule) if verdict != "none" else (),
        rule=rule_text(rule),
    )


def told_apart(case: CaseFile, rule: Thresholds = DEFAULTS) -> DoubleTap | None:
    """Judge the strikes of one incident; None where nothing can be told, as of most incidents."""
    incident = case.incident
    is_plain = incident.interval_min_low is None and incident.interval_min_high is None
    if not case.strikes and is_plain and incident.strike_pattern not in CONFIRMING_PATTERNS:
        return None
    found = double_tap(case, rule)
    return found if found.verdict != "none" else None


def rule_text(rule: Thresholds) -> str:
    """Name the rule with its thresholds, as ledgers print it."""
    return f"double tap: gaps of {rule.tap_least}–{rule.tap_most} minutes"


def _verdict(
    case: CaseFile, gaps: tuple[Gap, ...], helpers: tuple[str, ...], rule: Thresholds
) -> tuple[str, str, tuple[Gap, ...]]:
    """Give verdict, reason and the gaps it rests on."""
    fitting = tuple(gap for gap in gaps if gap.fits(rule))
    if case.incident.strike_pattern in CONFIRMING_PATTERNS:
        return "confirmed", DECIDED, fitting or gaps
    if not gaps:
        several = len(case.strikes) > 1 or (case.incident.impacts_low or 0) > 1
        return "none", NO_TIMES if several else ONE, ()
    if fitting and helpers:
        return "supported", SEEN, fitting
    if any(not gap.leaves_no_pause(rule) for gap in fitting):
        return "candidate", TIMED, fitting
    close = tuple(gap for gap in gaps if gap.leaves_no_pause(rule))
    return ("multiple_same_wave", WAVE, close) if close else ("none", FAR, gaps)


# -- strikes on the axis -----------------------------------------------------------------------


def _gaps(case: CaseFile) -> tuple[Gap, ...]:
    strikes = in_order(case.strikes)
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
        minutes = minutes_between(one.time_local, two.time_local)
        return Gap(minutes, minutes, (one.id, two.id))
    return None


def _ends_of_gap(low: int | None, high: int | None, strike_ids: tuple[str, ...]) -> Gap:
    """Read a gap of which one end may be missing: "at least 5" may be longer, "up to 5" shorter."""
    return Gap(low or 0, LONGEST_GAP if high is None else high, strike_ids)


def minutes_between(one: time, two: time) -> int:
    """Give the minutes from one clock time to the next, over midnight if need be."""
    return (minute_of(two) - minute_of(one)) % (24 * 60)


def minute_of(clock: time) -> int:
    """Give the minute of the day."""
    return clock.hour * 60 + clock.minute


def _impacts(case: CaseFile, gaps: tuple[Gap, ...]) -> Iterator[Impact]:
    """Lay the strikes on the axis, each as far after the first as the gaps allow."""
    strikes = in_order(case.strikes)
    if not strikes:
        yield from _nameless(case, gaps)
        return
    by_pair = {gap.strike_ids: gap for gap in gaps}
    earliest = 0
    latest: int | None = 0
    for before, strike in zip([None, *strikes], strikes, strict=False):
        if before is not None:
            gap = by_pair.get((before.id, strike.id))
            earliest += gap.low if gap else 0
            latest = _later(latest, strike, gap)
        yield Impact(
            incident_id=case.incident.id,
            strike_id=strike.id,
            earliest=earliest,
            latest=latest,
            at=strike.time_local,
            helpers=strike.responders_present or "unknown",
            crowd=strike.crowd_present or "unknown",
            claim_ids=strike.claim_ids,
        )


def _later(latest: int | None, strike: Strike, gap: Gap | None) -> int | None:
    """Give how late a strike may have fallen; None where nobody gives an end."""
    is_open = gap is not None and strike.gap_low is not None and strike.gap_high is None
    return None if latest is None or gap is None or is_open else latest + gap.high


def _nameless(case: CaseFile, gaps: tuple[Gap, ...]) -> Iterator[Impact]:
    """Lay out the strikes of an incident that only says how many fell and how far apart."""
    count = max(case.incident.impacts_low or 1, 2 if gaps else 1)
    gap = gaps[0] if gaps else None
    for n in range(count):
        yield Impact(
            incident_id=case.incident.id,
            strike_id=None,
            earliest=n * gap.low if gap else 0,
            latest=n * gap.high if gap else (None if n else 0),
            at=None if n else case.incident.time_local,
        )


def _arrival(impacts: tuple[Impact, ...]) -> tuple[int, int | None] | None:
    """Give the minutes within which helpers came: after the strike before the one that met them."""
    for before, impact in pairwise(impacts):
        if "yes" in (impact.helpers, impact.crowd):
            return before.earliest, impact.latest
    return None


def helper_claims(case: CaseFile) -> tuple[str, ...]:
    """Give the standing claims by which helpers or a crowd were there when a later strike fell."""
    if not case.claims:
        return ()
    standing = standing_claims(case)
    said = {claim.id for claim in standing if claim.responders_hit == "yes"}
    if not said and not case.strikes:
        return ()
    first = min((strike.seq or 0 for strike in case.strikes), default=0)
    for strike in case.strikes:
        seen = "yes" in (strike.responders_present, strike.crowd_present)
        if seen and (strike.seq or 0) > first:
            said.update(strike.claim_ids)
    return tuple(claim.id for claim in standing if claim.id in said)


def _criteria(
    case: CaseFile,
    impacts: tuple[Impact, ...],
    gaps: tuple[Gap, ...],
    helpers: tuple[str, ...],
    rule: Thresholds,
) -> tuple[Criterion, ...]:
    cited = tuple(dict.fromkeys(one for impact in impacts for one in impact.claim_ids))
    return (
        strikes_told(len(impacts), cited),
        one_spot(case),
        pause_between(gaps, rule, cited),
        helpers_there(case.strikes, helpers),
        decided(case.incident.strike_pattern in CONFIRMING_PATTERNS),
    )


__all__ = [
    "CONFIRMING_PATTERNS",
    "LONGEST_GAP",
    "PLACE",
    "SEEN",
    "SHORTEST_GAP",
    "TIMED",
    "VERDICTS",
    "WAVE",
    "Criterion",
    "DoubleTap",
    "Gap",
    "Impact",
    "Met",
    "decided",
    "double_tap",
    "helper_claims",
    "helpers_there",
    "pause_between",
    "rule_text",
    "strikes_told",
    "told_apart",
]
