"""Warnings that show only when an incident is seen with everything that hangs on it."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta

from ..casefiles import CaseFile
from ..claimed import Axes, Stated, claimed_range, stated_by_owner
from ..dates import FuzzyDate
from ..differences import differences
from ..distances import kilometres, point_of
from ..messages import mark
from ..records import Actor, Claim, Incident, Source
from ..sitehits import SiteHit
from ..text import fold
from .problems import Coded, Listed, Problem, Term, found
from .record_doubts import RECORD_DOUBTS
from .surroundings import Surroundings

Problems = Iterator[Problem]

FAR_KM = 25.0
"""How far coordinates may lie from the named place, in kilometres."""

LONGEST_INTERVAL = 120
"""Minutes after which a further strike is no wave of the same incident."""

_PEOPLE = ("killed", "injured")
_FINE = frozenset({"building", "within_100m", "street"})
_NEAR_A_PLACE = _FINE | {"neighbourhood", "settlement"}
_NAMED_POINTS = frozenset({"4", "5"})
_WAVES = frozenset({"double_tap", "multi_tap"})
_BLANKS = re.compile(r"\s+")


def one_origin(case: CaseFile, around: Surroundings) -> Problems:
    """W01: everything known comes from one place."""
    if not case.claims:
        return
    if len(around.origins) > 1:
        return
    count = len(around.origins[0].claim_ids) if around.origins else 0
    if count > 1:
        message = mark("All {count} claims go back to one origin. Look for an independent source.")
        yield found("W01", case.incident, "", message, count=count)
    else:
        message = mark("There is only one independent source. Look for another.")
        yield found("W01", case.incident, "", message)


def claims_disagree(case: CaseFile, _: Surroundings) -> Problems:
    """W02: claims give different dates, places, means or attackers."""
    for one in differences(case):
        message = mark("The claims differ on “{field}”: {versions}. Compare them.")
        key = one.key if one.key in _OWN_FIELDS else ""
        versions = Listed(tuple(_version(case, one.key, item.values) for item in one.versions))
        yield found("W02", case.incident, key, message, field=Term(one.label), versions=versions)


_OWN_FIELDS = frozenset({"date_edtf", "event_type", "delivery", "weapon"})
_CODED = {"event_type": "EVENT_TYPE", "delivery": "DELIVERY", "weapon": "WEAPON"}


def _version(case: CaseFile, key: str, values: tuple[str, ...]) -> str | Coded | FuzzyDate:
    if key == "date_edtf":
        return FuzzyDate.parse(values[0])
    if key in _CODED:
        return Coded(_CODED[key], values[0])
    if key == "attributions":
        return " / ".join(sorted(_name(case, actor_id) for actor_id in values))
    return values[0]


def _name(case: CaseFile, actor_id: str) -> str:
    actor = case.find(Actor, actor_id)
    return (actor.name if actor else None) or actor_id


def range_against_claims(case: CaseFile, around: Surroundings) -> Problems:
    """W03: our range leaves out what credible claims say, or says very little itself."""
    own_figures = case.figures_of(case.incident.id)
    for outcome in _PEOPLE if case.figures else ():
        axes = Axes(outcome)
        told = claimed_range(case, axes, groups=around.origins)
        own = stated_by_owner(own_figures, axes)
        people = Coded("OUTCOME", outcome)
        if own and told and _is_narrower(own, told):
            message = mark("Our range of “{outcome}” is narrower than the claims. Say why.")
            yield found("W03", case.incident, "", message, outcome=people)
        if _is_wide(own or told):
            message = mark("The range of “{outcome}” is wide: {low}–{high}. See what narrows it.")
            low, high = _ends(own or told)
            yield found("W03", case.incident, "", message, outcome=people, low=low, high=high)


def _is_narrower(own: Stated, told: Stated) -> bool:
    above = told.low is not None and (own.low is None or own.low > told.low)
    below = own.high is not None and (told.high is None or own.high < told.high)
    return above or below


def _ends(people: Stated | None) -> tuple[int, int]:
    return (people.low or 0, people.high or 0) if people else (0, 0)


def _is_wide(people: Stated | None) -> bool:
    low, high = _ends(people)
    return high - low > 3 * max(low, 1)


def zero_nobody_states(case: CaseFile, _: Surroundings) -> Problems:
    """W04: a zero of ours that no claim gives."""
    told = {one.outcome for one in case.figures if one.owner_type == "claim" and one.high == 0}
    for figure in case.figures_of(case.incident.id):
        if figure.high == 0 and figure.outcome not in told:
            message = mark("0 is entered, but no claim says none. Leave it blank if it is unknown.")
            yield found("W04", figure, "low", message)


def one_or_not_stated(case: CaseFile, _: Surroundings) -> Problems:
    """W06: a data set's 1 that may mean "some"."""
    rows = {claim.id for claim in case.claims if _is_row_of_a_dataset(case, claim)}
    for figure in case.figures:
        if figure.owner_id in rows and figure.qualifier == "exact" and figure.low == 1:
            message = mark("In this data set 1 may mean “number not stated”. Check the qualifier.")
            yield found("W06", figure, "qualifier", message)


def _is_row_of_a_dataset(case: CaseFile, claim: Claim) -> bool:
    source = case.find(Source, claim.source_id)
    return source is not None and source.source_type == "dataset_row"


def finer_than_known(case: CaseFile, _: Surroundings) -> Problems:
    """W07: the point of a town given as the point of a building."""
    incident = case.incident
    here = point_of(incident.lat, incident.lon)
    if not here or incident.geo_prec not in _FINE:
        return
    if any(here == point_of(place.lat, place.lon) for place in case.places):
        message = mark("The coordinates are those of the whole place. Choose a coarser precision.")
        yield found("W07", incident, "geo_prec", message)


def far_from_place(case: CaseFile, _: Surroundings) -> Problems:
    """W08: coordinates that lie far from the named place."""
    incident = case.incident
    here = point_of(incident.lat, incident.lon)
    for place in case.places if here and incident.geo_prec in _NEAR_A_PLACE else ():
        there = point_of(place.lat, place.lon)
        if place.level not in _NAMED_POINTS or not there or not here:
            continue
        away = kilometres(here, there)
        if away > FAR_KM:
            message = mark("The coordinates lie {km} km from {place}. Check both.")
            name = place.name or ""
            yield found("W08", incident, "lat", message, km=round(away), place=name)
        return


def same_day_same_site(case: CaseFile, around: Surroundings) -> Problems:
    """W09: another incident that may be the same event."""
    occurred, settled = case.incident.date_edtf, _linked(case)
    for hit in _other_hits(case, around):
        if hit.incident_id in settled or not _within_a_day(occurred, hit.occurred):
            continue
        message = mark("“{title}” is on the same site within a day. Link the two incidents.")
        yield found("W09", case.incident, "date_edtf", message, title=hit.title)


def _linked(case: CaseFile) -> set[str | None]:
    joined = [one for one in case.links if one.link_type != "same_site"]
    return {one.to_id for one in joined} | {one.from_id for one in joined}


def _within_a_day(one: FuzzyDate | None, other: FuzzyDate | None) -> bool:
    exact = all(date and date.precision in ("1", "2") for date in (one, other))
    if not (one and other and other.first and other.last) or not exact:
        return False
    day = timedelta(days=1)
    return one.overlaps(other.first - day, other.last + day, padded=False)


def _other_hits(case: CaseFile, around: Surroundings) -> list[SiteHit]:
    sites = {hit.site_id for hit in case.sites_hit if hit.site_id}
    others = (hit for hit in around.same_site if hit.incident_id != case.incident.id)
    return [hit for hit in others if hit.site_id in sites]


def struck_before_or_after(case: CaseFile, around: Surroundings) -> Problems:
    """W10: the site has a history."""
    dates = {hit.incident_id: hit.occurred for hit in _other_hits(case, around)}
    for link in case.links:
        for other_id in (link.from_id, link.to_id) if link.link_type == "same_site" else ():
            other = case.find(Incident, other_id)
            if other and other.id != case.incident.id:
                dates[other.id] = other.date_edtf
    if not dates:
        return
    known = Listed(tuple(sorted({one for one in dates.values() if one})))
    message = mark("The same site was also hit: {dates}. Check how it functioned before.")
    key = "" if len(case.sites_hit) != 1 else "status_before"
    record = case.sites_hit[0] if key else case.incident
    yield found("W10", record, key, message, dates=known)


def wave_without_interval(case: CaseFile, _: Surroundings) -> Problems:
    """W11: a double tap lives by its interval."""
    incident = case.incident
    low, high = incident.interval_min_low, incident.interval_min_high
    gaps = [gap for strike in case.strikes for gap in (strike.gap_low, strike.gap_high)]
    if incident.strike_pattern in _WAVES and all(gap is None for gap in (low, high, *gaps)):
        message = mark("The pattern is “{pattern}”, but no interval is given. Enter the minutes.")
        pattern = Coded("STRIKE_PATTERN", incident.strike_pattern)
        yield found("W11", incident, "interval_min_low", message, pattern=pattern)
    if (low if low is not None else high or 0) > LONGEST_INTERVAL:
        message = mark("More than {minutes} minutes lie between the waves. Record two incidents.")
        yield found("W11", incident, "interval_min_low", message, minutes=LONGEST_INTERVAL)
    if incident.responders_hit == "yes" and incident.strike_pattern == "single":
        message = mark("Responders were hit by a single strike. Check the pattern.")
        yield found("W11", incident, "strike_pattern", message)


def vague_date_of_fair_grade(case: CaseFile, _: Surroundings) -> Problems:
    """W14: a well supported incident whose day is not known."""
    assessment, occurred = case.latest_assessment, case.incident.date_edtf
    graded = assessment and assessment.grading in ("fair", "confirmed")
    if graded and occurred and occurred.precision in ("4", "5"):
        message = mark("The grade is high, but the date ({date}) is vague. Narrow it if you can.")
        yield found("W14", case.incident, "date_edtf", message, date=occurred)


def said_before_it_happened(case: CaseFile, _: Surroundings) -> Problems:
    """W15: a claim older than its event."""
    first = case.incident.date_edtf.first if case.incident.date_edtf else None
    for claim in case.claims:
        last = claim.asserted_on.last if claim.asserted_on else None
        if first and last and last < first:
            message = mark("The claim was asserted before the event. Check both dates.")
            yield found("W15", claim, "asserted_on", message)


def sources_of_the_case(case: CaseFile, around: Surroundings) -> Problems:
    """W15, W17, W18 of the sources that assert or relay something here."""
    ids = (one for claim in case.claims for one in (claim.source_id, claim.via_source_id))
    for source_id in dict.fromkeys(ids):
        source = case.find(Source, source_id)
        for rule in RECORD_DOUBTS[Source] if source else ():
            yield from rule(source, around.today)


def copied_summaries(case: CaseFile, _: Surroundings) -> Problems:
    """W21: two sources in the same words."""
    seen: dict[str, Claim] = {}
    for claim in case.claims if len(case.claims) > 1 else ():
        text = _BLANKS.sub(" ", fold(claim.summary or "")).strip()
        other = seen.setdefault(text, claim)
        if text and other is not claim and other.source_id != claim.source_id:
            message = mark("The summary repeats another source's. Use your own words.")
            yield found("W21", claim, "summary", message)


CASE_DOUBTS: Mapping[str, tuple[Callable[[CaseFile, Surroundings], Problems], ...]] = {
    "W01": (one_origin,),
    "W02": (claims_disagree,),
    "W03": (range_against_claims,),
    "W04": (zero_nobody_states,),
    "W06": (one_or_not_stated,),
    "W07": (finer_than_known,),
    "W08": (far_from_place,),
    "W09": (same_day_same_site,),
    "W10": (struck_before_or_after,),
    "W11": (wave_without_interval,),
    "W14": (vague_date_of_fair_grade,),
    "W15": (said_before_it_happened,),
    "W17": (sources_of_the_case,),
    "W21": (copied_summaries,),
}
"""The warning rules of a case by code."""
