"""The conditions of a double tap: met, not met or unknown, with why and the claims behind it."""

from collections.abc import Iterable

from ..domain.casefiles import CaseFile
from ..domain.messages import mark
from ..domain.records import Strike
from .tap_values import Criterion, Gap, Met
from .thresholds import Thresholds

DECIDED = mark("a person has entered that it was a double tap")


def in_order(strikes: Iterable[Strike]) -> list[Strike]:
    """Give strikes in the order in which they fell."""
    return sorted(strikes, key=lambda strike: strike.seq or 0)


def strikes_told(count: int, claim_ids: tuple[str, ...] = ()) -> Criterion:
    """Tell whether more than one strike is told apart."""
    met = Met.MET if count > 1 else Met.NOT_MET
    reason = _COUNTED if count > 1 else _ONLY_ONE
    return Criterion("strikes", _STRIKES, met, reason, (("count", count),), claim_ids)


def one_spot(case: CaseFile) -> Criterion:
    """Tell whether the strikes of one incident fell on one place."""
    spots = {strike.incident_site_id for strike in case.strikes if strike.incident_site_id}
    if len(spots) > 1:
        return Criterion("place", PLACE, Met.NOT_MET, _SEVERALPLACES, (("count", len(spots)),))
    return Criterion("place", PLACE, Met.MET, _ONE_INCIDENT)


def pause_between(
    gaps: Iterable[Gap], rule: Thresholds, claim_ids: tuple[str, ...] = ()
) -> Criterion:
    """Tell whether the strikes lie as far apart as those of a double tap."""
    known = list(gaps)
    span = (("least", rule.tap_least), ("most", rule.tap_most), ("short", rule.tap_no_pause))
    told = [gap for gap in known if gap.fits(rule) and not gap.leaves_no_pause(rule)]
    if not known:
        return Criterion("pause", _PAUSE, Met.UNKNOWN, _NO_GAP, span)
    if any(gap.surely_fits(rule) for gap in told):
        return Criterion("pause", _PAUSE, Met.MET, _GAP_FITS, span, claim_ids)
    if told:
        return Criterion("pause", _PAUSE, Met.UNKNOWN, _GAP_MAY_FIT, span, claim_ids)
    reason = _GAP_SHORT if all(gap.leaves_no_pause(rule) for gap in known) else _GAP_LONG
    return Criterion("pause", _PAUSE, Met.NOT_MET, reason, span, claim_ids)


def helpers_there(strikes: Iterable[Strike], claim_ids: tuple[str, ...]) -> Criterion:
    """Tell whether a claim says that helpers or a crowd were there when a later strike fell."""
    if claim_ids:
        return Criterion("helpers", _HELPERS, Met.MET, _HELPERS_SEEN, (), claim_ids)
    later = in_order(strikes)[1:]
    denied = [one for one in later if (one.responders_present, one.crowd_present) == ("no", "no")]
    if later and len(denied) == len(later):
        cited = tuple(dict.fromkeys(claim for one in denied for claim in one.claim_ids))
        return Criterion("helpers", _HELPERS, Met.NOT_MET, _NOBODY_THERE, (), cited)
    return Criterion("helpers", _HELPERS, Met.UNKNOWN, _NOBODY_SAYS)


def decided(is_decided: bool) -> Criterion:
    """Tell whether a person confirmed it."""
    met = Met.MET if is_decided else Met.UNKNOWN
    return Criterion("decision", _DECISION, met, DECIDED if is_decided else _UNDECIDED)


_STRIKES = mark("More than one strike")
PLACE = mark("On one spot")
_PAUSE = mark("Time for help to come")
_HELPERS = mark("Helpers or a crowd were there")
_DECISION = mark("Confirmed by a person")

_COUNTED = mark("strikes told apart: {count}")
_ONLY_ONE = mark("only one strike is recorded")
_ONE_INCIDENT = mark("the strikes belong to one incident")
_SEVERALPLACES = mark("the strikes fell on several places: {count}")
_NO_GAP = mark("nobody says how many minutes lay between the strikes")
_GAP_FITS = mark("the gap lies between {least} and {most} minutes")
_GAP_MAY_FIT = mark("the gap may lie between {least} and {most} minutes")
_GAP_SHORT = mark("the gap is {short} minutes at most, too short for help to come")
_GAP_LONG = mark("the gap is longer than {most} minutes or shorter than {least}")
_HELPERS_SEEN = mark("a claim says so")
_NOBODY_THERE = mark("the records say that nobody was there")
_NOBODY_SAYS = mark("no claim says whether anyone was there")
_UNDECIDED = mark("nobody has decided yet")
