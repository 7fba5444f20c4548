"""Errors that one record shows by itself, beyond what its fields bring along."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from ..counts import qualifier_problem
from ..fields import field_of
from ..hidden_sources import HIDDEN, PEOPLE_WHO_TOLD_US
from ..messages import mark
from ..records import (
    AggregateClaim,
    Assessment,
    Attribution,
    CasualtyFigure,
    Claim,
    Evidence,
    Incident,
    IncidentLink,
    Location,
    Period,
    Record,
    Site,
    Source,
)
from .problems import Coded, Problem, Term, found

Problems = Iterator[Problem]

EARLIEST_YEAR = 1900
_ANSWERED = frozenset({"denied", "accepted", "partly_accepted", "dismissed", "target_claimed"})
_LISTED = frozenset({"yes", "withdrawn", "rejected"})
_HAS_NO_PUBLISHER = PEOPLE_WHO_TOLD_US | {"field_visit", "signal_log"}
_HELD = frozenset({"held_original", "held_working"})
_NEEDED_WHEN_HELD = ("filename", "bytes", "sha256", "acquired_at", "acquirer", "acq_method")
# Codes of the set as its publisher builds them; sets not listed need only be plain codes.
_PCODES = {"SYR": re.compile(r"SYR|SY\d{2}(?:\d{2}){0,2}|C\d{4}", re.ASCII)}
_ANY_PCODE = re.compile(r"[A-Z0-9]{2,20}", re.ASCII)


def _label(record: Record, key: str) -> Term:
    return Term(field_of(type(record), key).label)


def _absent(record: Record, key: str, message: str) -> Problem:
    return found("E01", record, key, message, field=_label(record, key))


_WITHOUT_PARTNER = mark("{field} is missing. It is needed because of what stands beside it.")


def needed_in_incident(incident: Incident, _: date) -> Problems:
    """E01: a merged incident names the one it went into."""
    if incident.workflow == "merged" and not incident.merged_into_id:
        yield _absent(
            incident,
            "merged_into_id",
            mark("The incident is merged, but not into which. Choose the incident that stays."),
        )


def needed_in_claim(claim: Claim, _: date) -> Problems:
    """E01: a derived claim names the claim it was taken from."""
    if claim.independence == "derived" and not claim.derived_from_id:
        yield _absent(
            claim,
            "derived_from_id",
            mark("The claim is derived, but not from which. Choose the claim it repeats."),
        )


def needed_in_figure(figure: CasualtyFigure | AggregateClaim, _: date) -> Problems:
    """E01: a figure holds a number."""
    if figure.low is None and figure.high is None:
        yield _absent(
            figure,
            "low",
            mark("The figure holds no number. Enter one, or remove the figure: blank is not 0."),
        )


def needed_in_total(total: AggregateClaim, _: date) -> Problems:
    """E01: a total of facilities says which kinds, a total of people which status."""
    if total.measure == "facilities_attacked" and not total.site_types:
        yield _absent(total, "site_types", _WITHOUT_PARTNER)
    if total.measure in ("people_killed", "people_injured") and not total.civ_status:
        yield _absent(total, "civ_status", _WITHOUT_PARTNER)


def needed_in_attribution(attribution: Attribution, _: date) -> Problems:
    """E01: a party's response has a source."""
    if attribution.response in _ANSWERED and not attribution.response_source_id:
        yield _absent(
            attribution,
            "response_source_id",
            mark("The party's response has no source. Choose where the response was given."),
        )


def needed_in_source(source: Source, _: date) -> Problems:
    """E01: a published source says who published it."""
    hidden = source.access in HIDDEN
    personal = source.source_type in _HAS_NO_PUBLISHER
    if not (source.publisher or source.author or hidden or personal):
        yield _absent(source, "publisher", _MISSING_PUBLISHER)


_MISSING_PUBLISHER = mark("The source names neither publisher nor author. Enter one of them.")


def needed_in_site(site: Site, _: date) -> Problems:
    """E01: what is known of a notification has a source."""
    if site.notified in _LISTED and not site.notif_source_id:
        yield _absent(site, "notif_source_id", _WITHOUT_PARTNER)


def needed_in_location(location: Location, _: date) -> Problems:
    """E01: an administrative unit below the country has a parent."""
    if location.level in ("1", "2", "3", "4") and not location.parent_id:
        yield _absent(location, "parent_id", _WITHOUT_PARTNER)


def incident_date(incident: Incident, today: date) -> Problems:
    """E06: an incident does not lie in the future nor before the time we record."""
    first = incident.date_edtf.first if incident.date_edtf else None
    # One day more, because it is tomorrow already east of here.
    if first and first > today + timedelta(days=1):
        message = mark("The incident's date {date} lies in the future. Correct the date.")
    elif first and first.year < EARLIEST_YEAR:
        message = mark("The incident's date {date} lies before 1900. Correct the date.")
    else:
        return
    stated = incident.date_edtf or ""
    yield found("E06", incident, "date_edtf", message, refuses=True, date=stated)


def number_against_qualifier(figure: CasualtyFigure | AggregateClaim, _: date) -> Problems:
    """E07: low and high say what the qualifier says."""
    if figure.qualifier is None or (figure.low is None and figure.high is None):
        return
    if not _are_counts(figure.low, figure.high):
        return
    contradiction = qualifier_problem(figure.low, figure.high, figure.qualifier)
    if contradiction:
        yield found("E07", figure, "qualifier", contradiction, refuses=True)


def _are_counts(low: object, high: object) -> bool:
    return all(one is None or (type(one) is int and one >= 0) for one in (low, high))


def half_coordinates(place: Incident | Site | Location, _: date) -> Problems:
    """E08: latitude and longitude come together."""
    if (place.lat is None) != (place.lon is None):
        missing = "lon" if place.lon is None else "lat"
        yield found(
            "E08",
            place,
            missing,
            mark("{field} is missing. Give latitude and longitude, or neither."),
            field=_label(place, missing),
        )


def precision_of_coordinates(place: Incident | Site, _: date) -> Problems:
    """E09: coordinates and their precision fit together."""
    has_point = place.lat is not None and place.lon is not None
    if has_point and place.geo_prec == "unknown":
        message = mark("Coordinates are given, but not how precise they are. Choose a precision.")
    elif not has_point and place.geo_prec in ("building", "within_100m"):
        message = mark("The precision is “{precision}”, but no coordinates are given. Enter them.")
    else:
        return
    precision = Coded("GEO_PREC", place.geo_prec or "")
    yield found("E09", place, "geo_prec", message, precision=precision)


def code_of_place(location: Location, _: date) -> Problems:
    """E10: a P-code names its set and is built as the set's codes are."""
    if not location.pcode:
        return
    if not location.pcode_set:
        message = mark("The P-code {code} has no P-code set. Enter the set and its version.")
        yield found("E10", location, "pcode_set", message, code=location.pcode)
    pattern = _PCODES.get(location.country_iso3 or "", _ANY_PCODE)
    if not pattern.fullmatch(location.pcode):
        message = mark("The P-code {code} is not built like the codes of its set. Check it.")
        yield found("E10", location, "pcode", message, code=location.pcode)


def held_evidence(evidence: Evidence, _: date) -> Problems:
    """E13: a file we hold is described so that anyone can check it."""
    if evidence.holding in _HELD:
        for key in _NEEDED_WHEN_HELD:
            if getattr(evidence, key) is None:
                message = mark("We hold this file, but {field} is missing. Fill it in.")
                yield found("E13", evidence, key, message, field=_label(evidence, key))
    elif evidence.holding == "held_elsewhere" and not evidence.held_by:
        yield _absent(evidence, "held_by", _WITHOUT_PARTNER)


def derivation_of_evidence(evidence: Evidence, _: date) -> Problems:
    """E16: a working copy says what was changed, and is no copy of itself."""
    if evidence.derived_from_id and not evidence.derivation:
        message = mark("This is a working copy. Say what was changed: crop, blur, transcode.")
        yield found("E16", evidence, "derivation", message)
    if evidence.derived_from_id == evidence.id:
        message = mark("The evidence is named as a copy of itself. Choose the original.")
        yield found("E16", evidence, "derived_from_id", message)


def claim_about_itself(claim: Claim, _: date) -> Problems:
    """E19: a claim does not come from itself, nor is it relayed by its own source."""
    for key in ("derived_from_id", "supersedes_id"):
        if getattr(claim, key) == claim.id:
            message = mark("{field} points to the claim itself. Choose another claim.")
            yield found("E19", claim, key, message, field=_label(claim, key))
    yield from own_relay(claim, _)


def own_relay(claim: Claim | AggregateClaim, _: date) -> Problems:
    """E19: "read in" names another source than the one that asserts."""
    if claim.via_source_id and claim.via_source_id == claim.source_id:
        message = mark("“Read in” is the asserting source itself. Leave it blank.")
        yield found("E19", claim, "via_source_id", message)


def total_about_itself(total: AggregateClaim, _: date) -> Problems:
    """E19: a total neither overlaps nor supersedes itself."""
    if total.id in total.overlaps_ids or total.supersedes_id == total.id:
        message = mark("The total points to itself. Choose another total.")
        yield found("E19", total, "overlaps_ids", message)


def merged_into_itself(incident: Incident, _: date) -> Problems:
    """E19: a merged incident goes into another one."""
    if incident.merged_into_id == incident.id:
        message = mark("The incident is merged into itself. Choose the incident that stays.")
        yield found("E19", incident, "merged_into_id", message)


def link_to_itself(link: IncidentLink, _: date) -> Problems:
    """E19: a link joins two incidents."""
    if link.from_id and link.from_id == link.to_id:
        yield found("E19", link, "to_id", mark("The link joins an incident to itself. Remove it."))


def second_person(assessment: Assessment, _: date) -> Problems:
    """E20: a strong grade is reviewed by someone else."""
    if assessment.grading not in ("fair", "confirmed"):
        return
    if not assessment.reviewer or assessment.reviewer == assessment.assessor:
        message = mark("The grade “{grade}” needs a reviewer who is not the assessor.")
        grade = Coded("GRADING", assessment.grading)
        yield found("E20", assessment, "reviewer", message, grade=grade)


def counted_against_grade(assessment: Assessment, _: date) -> Problems:
    """E21: what was discounted, rejected or only rumoured is not counted."""
    if not assessment.in_totals:
        return
    if assessment.grading == "discounted":
        reason = Coded("GRADING", "discounted")
    elif assessment.certainty in ("rumour", "rejected"):
        reason = Coded("CERTAINTY", assessment.certainty)
    else:
        return
    message = mark("The incident counts in totals although it is “{reason}”. Take it out.")
    yield found("E21", assessment, "in_totals", message, reason=reason)


def reversed_period(period: Period, _: date) -> Problems:
    """E27: a period does not end before it starts."""
    start = period.start_edtf.first if period.start_edtf else None
    end = period.end_edtf.last if period.end_edtf else None
    if start and end and end < start:
        message = mark("The period ends before it starts. Correct one of the two dates.")
        yield found("E27", period, "end_edtf", message)


def language_of_quotation(claim: Claim, _: date) -> Problems:
    """E29: a quotation says its language."""
    if claim.quote and not claim.quote_lang:
        message = mark("The quotation has no language. Enter its tag, such as en or ar.")
        yield found("E29", claim, "quote_lang", message)


RECORD_ERRORS: Mapping[type[Record], tuple[Callable[[Any, date], Problems], ...]] = {
    Incident: (
        needed_in_incident,
        incident_date,
        half_coordinates,
        precision_of_coordinates,
        merged_into_itself,
    ),
    Claim: (needed_in_claim, claim_about_itself, language_of_quotation),
    CasualtyFigure: (needed_in_figure, number_against_qualifier),
    Attribution: (needed_in_attribution,),
    AggregateClaim: (
        needed_in_figure,
        needed_in_total,
        number_against_qualifier,
        own_relay,
        total_about_itself,
    ),
    Source: (needed_in_source,),
    Site: (needed_in_site, half_coordinates, precision_of_coordinates),
    Location: (needed_in_location, half_coordinates, code_of_place),
    Evidence: (held_evidence, derivation_of_evidence),
    IncidentLink: (link_to_itself,),
    Assessment: (second_person, counted_against_grade),
    Period: (reversed_period,),
}
"""The rules of each record class that need nothing but the record and today's date."""
