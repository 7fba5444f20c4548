"""Errors that show only when an incident is seen with everything that hangs on it."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping

from ..casefiles import CaseFile
from ..dates import FuzzyDate
from ..distances import kilometres, point_of
from ..hidden_sources import HIDDEN
from ..messages import mark
from ..records import Attribution, CasualtyFigure, Claim, Incident, IncidentLink, Period, Source
from .problems import Coded, Problem, found
from .surroundings import Surroundings

Problems = Iterator[Problem]

SAME_PLACE_KM = 1.0
"""How far apart two strikes may lie and still be waves on one spot, in kilometres."""

_LOOSENESS = ("TLP:RED", "TLP:AMBER+STRICT", "TLP:AMBER", "TLP:GREEN", "TLP:CLEAR")
_ACCEPTED = frozenset({"accepted", "partly_accepted"})
# Parts of the age and sex tree that can be no more than the whole beside them.
_WITHIN: Mapping[str, tuple[str, ...]] = {
    "adult": ("man", "woman", "adult_sex_unknown"),
    "child": ("boy", "girl", "child_sex_unknown"),
    "total": ("adult", "child", "unknown"),
}


def no_claim_behind(case: CaseFile, _: Surroundings) -> Problems:
    """E11: nothing is reviewed or published that nobody claims."""
    workflow = case.incident.workflow
    if workflow in ("reviewed", "published") and not case.claims:
        message = mark("The incident is “{workflow}”, but no source claims it. Add a claim.")
        step = Coded("WORKFLOW", workflow)
        yield found("E11", case.incident, "workflow", message, workflow=step)


def looser_than_its_source(case: CaseFile, _: Surroundings) -> Problems:
    """E12: a claim travels no further than its confidential source."""
    for claim in case.claims:
        source = case.find(Source, claim.source_id)
        if source and source.access in HIDDEN and _openness(claim) > _openness(source):
            message = mark(
                "The claim is marked {mark}, looser than its confidential source ({source})."
                " Tighten the claim's mark."
            )
            yield found("E12", claim, "tlp", message, mark=_tlp(claim), source=_tlp(source))


def _tlp(record: Claim | Source) -> str:
    return record.tlp or ("TLP:RED" if _is_hidden(record) else record.about.tlp)


def _is_hidden(record: Claim | Source) -> bool:
    return isinstance(record, Source) and record.access in HIDDEN


def _openness(record: Claim | Source) -> int:
    mark_of = _tlp(record)
    return _LOOSENESS.index(mark_of) if mark_of in _LOOSENESS else 0


def attackers_fit_together(case: CaseFile, _: Surroundings) -> Problems:
    """E17: the attackers one owner names follow one logic."""
    for owner in dict.fromkeys(one.owner_id for one in case.attributions):
        rows = [one for one in case.attributions_of(owner or "") if one.part == "attacker"]
        if rows and (message := _wrong_logic(rows)):
            yield found("E17", rows[0], "logic", message)


def _wrong_logic(rows: list[Attribution]) -> str | None:
    logics = {row.logic for row in rows}
    if len(logics) > 1:
        return mark("The attackers named here mix several logics. Give all rows the same.")
    if logics == {"either_or"} and len(rows) < 2:
        return mark("“Either or” needs a second attacker. Add one, or choose another logic.")
    if logics == {"sole"} and len({row.actor_id for row in rows}) > 1:
        return mark("Several attackers are each named as the only one. Choose another logic.")
    return None


def parts_within_whole(case: CaseFile, _: Surroundings) -> Problems:
    """E18: men, women and children are no more than everyone."""
    groups: dict[tuple[str | None, ...], dict[str, CasualtyFigure]] = {}
    for one in case.figures:
        axes = (one.owner_id, one.outcome, one.civ_status, one.role)
        groups.setdefault(axes, {})[one.age_sex or "total"] = one
    for by_age in groups.values():
        if len(by_age) > 1:
            yield from _overfull(by_age)


def _overfull(by_age: Mapping[str, CasualtyFigure]) -> Problems:
    for whole, parts in (*_WITHIN.items(), ("total", ("male", "female"))):
        figure = by_age.get(whole)
        if figure is None or figure.high is None:
            continue
        least = sum(_least(by_age, part) for part in parts)
        if least > figure.high:
            message = mark("The parts add up to at least {least}, more than {high}. Correct one.")
            yield found("E18", figure, "high", message, least=least, high=figure.high)


def _least(by_age: Mapping[str, CasualtyFigure], node: str) -> int:
    figure = by_age.get(node)
    own = (figure.low if figure else None) or 0
    return max(own, sum(_least(by_age, part) for part in _WITHIN.get(node, ())))


def derived_in_a_circle(case: CaseFile, _: Surroundings) -> Problems:
    """E19: of two claims one repeats the other, and the earlier one is repeated."""
    claims = {claim.id: claim for claim in case.claims}
    for claim in case.claims:
        origin = claims.get(claim.derived_from_id or "")
        if origin is None or origin.id == claim.id:
            continue
        if _leads_back(claim, claims):
            message = mark("The claims repeat each other in a circle. Say which came first.")
            yield found("E19", claim, "derived_from_id", message)
        elif _said_later(origin, claim):
            message = mark("The claim repeats one that was asserted later. Check both dates.")
            yield found("E19", claim, "derived_from_id", message)


def _leads_back(claim: Claim, claims: Mapping[str, Claim]) -> bool:
    seen, at = {claim.id}, claims.get(claim.derived_from_id or "")
    while at is not None and at.id not in seen:
        seen.add(at.id)
        at = claims.get(at.derived_from_id or "")
    return at is claim


def _said_later(one: Claim, other: Claim) -> bool:
    first = one.asserted_on.first if one.asserted_on else None
    last = other.asserted_on.last if other.asserted_on else None
    return bool(first and last and first > last)


def counted_though_out(case: CaseFile, _: Surroundings) -> Problems:
    """E21: what was merged or rejected is not counted."""
    assessment, workflow = case.latest_assessment, case.incident.workflow
    if assessment and assessment.in_totals and workflow in ("merged", "rejected"):
        message = mark("The incident counts in totals although it is “{workflow}”. Take it out.")
        step = Coded("WORKFLOW", workflow)
        yield found("E21", assessment, "in_totals", message, workflow=step)


def confirmed_by_whom(case: CaseFile, _: Surroundings) -> Problems:
    """E22: "confirmed" means that a named party accepts it."""
    assessment = case.latest_assessment
    if assessment is None or assessment.grading != "confirmed" or is_accepted(case):
        return
    message = mark(
        "“Confirmed” needs an admission, or a party's accepting response with its source."
        " Add it, or choose another grade."
    )
    yield found("E22", assessment, "grading", message)


def is_accepted(case: CaseFile) -> bool:
    """Tell whether a named party accepts that it caused the harm."""
    for claim in case.claims:
        if claim.claim_type == "admission" and not claim.retracted:
            return True
    return any(one.response in _ACCEPTED and one.response_source_id for one in case.attributions)


def waves_on_one_spot(case: CaseFile, _: Surroundings) -> Problems:
    """E25: a second wave falls on the place of the first, and not before it."""
    for link in case.links:
        first = case.find(Incident, link.to_id)
        if link.link_type != "second_wave_of" or link.from_id != case.incident.id or not first:
            continue
        yield from _wrong_wave(link, case.incident, first)


def _wrong_wave(link: IncidentLink, later: Incident, first: Incident) -> Problems:
    if _before(later.date_edtf, first.date_edtf):
        message = mark("The second wave is dated before the first. Turn the link round.")
        yield found("E25", link, "from_id", message)
    if _elsewhere(later, first):
        message = mark("The second wave fell on another place than the first. Check the link.")
        yield found("E25", link, "to_id", message)


def _before(one: FuzzyDate | None, other: FuzzyDate | None) -> bool:
    last = one.last if one else None
    first = other.first if other else None
    return bool(last and first and last < first)


def _elsewhere(one: Incident, other: Incident) -> bool:
    here, there = point_of(one.lat, one.lon), point_of(other.lat, other.lon)
    if here and there:
        return kilometres(here, there) > SAME_PLACE_KM
    return bool(one.location_id and other.location_id and one.location_id != other.location_id)


def place_named_twice(case: CaseFile, _: Surroundings) -> Problems:
    """E26: one site appears once in each role."""
    counted = Counter((one.site_id or "", one.site_role) for one in case.sites_hit)
    for hit in case.sites_hit:
        if hit.site_id and counted.pop((hit.site_id, hit.site_role), 0) > 1:
            message = mark("The site stands here twice in the same role. Remove one of the two.")
            yield found("E26", hit, "site_id", message)


def breach_outside_period(case: CaseFile, _: Surroundings) -> Problems:
    """E27: what breaks a pause falls into it, unless its dates are disputed."""
    occurred = case.incident.date_edtf
    for period_id in case.incident.breach_of_ids:
        period = case.find(Period, period_id)
        if not (period and occurred) or period.disputed or _may_fall_into(occurred, period):
            continue
        message = mark("The incident is said to break “{period}”, which was not in force then.")
        name = period.name or ""
        yield found("E27", case.incident, "breach_of_ids", message, period=name)


def _may_fall_into(occurred: FuzzyDate, period: Period) -> bool:
    start = period.start_edtf.padded[0] if period.start_edtf else None
    end = period.end_edtf.padded[1] if period.end_edtf else None
    return occurred.overlaps(start, end)


CASE_ERRORS: Mapping[str, tuple[Callable[[CaseFile, Surroundings], Problems], ...]] = {
    "E11": (no_claim_behind,),
    "E12": (looser_than_its_source,),
    "E17": (attackers_fit_together,),
    "E18": (parts_within_whole,),
    "E19": (derived_in_a_circle,),
    "E21": (counted_though_out,),
    "E22": (confirmed_by_whom,),
    "E25": (waves_on_one_spot,),
    "E26": (place_named_twice,),
    "E27": (breach_outside_period,),
}
"""The error rules of a case by code."""
