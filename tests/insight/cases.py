"""Case files for tests: the worked example as shipped, and small ones made by hand."""

import json
from functools import cache

from strikelog.domain.casefiles import CaseFile
from strikelog.domain.dates import FuzzyDate
from strikelog.domain.records import (
    RECORDS,
    Assessment,
    Attribution,
    CasualtyFigure,
    Claim,
    Evidence,
    Incident,
    IncidentLink,
    IncidentSite,
    Location,
    Source,
    Strike,
    named,
)
from strikelog.domain.sitehits import hits_of
from strikelog.domain.values import values_from_plain
from strikelog.resources import resource

STEPS = {1: ("step1.jsonl",), 2: ("step1.jsonl", "step2.jsonl")}


@cache
def worked_example(step=1):
    """Give the records of the example by id, as they stand after a step."""
    records = {}
    for name in STEPS[step]:
        for line in resource("demo", name).read_text(encoding="utf-8").splitlines():
            plain = json.loads(line)
            kind = named(RECORDS)[plain.pop("entity")]
            record = kind(**values_from_plain(kind, plain))
            records[record.id] = record
    return records


def every(records, kind):
    return tuple(record for record in records.values() if type(record) is kind)


@cache
def example_cases(step=1):
    """Give the case files of the example, in the order of entry."""
    records = worked_example(step)
    return tuple(_case(records, incident) for incident in every(records, Incident))


def example_case(step, reference):
    return next(case for case in example_cases(step) if case.incident.ref == reference)


def _case(records, incident):
    claims = _owned(records, Claim, "incident_id", {incident.id})
    owners = {incident.id, *(claim.id for claim in claims)}
    return CaseFile(
        incident=incident,
        sites_hit=_owned(records, IncidentSite, "incident_id", {incident.id}),
        strikes=_owned(records, Strike, "incident_id", {incident.id}),
        claims=claims,
        figures=_owned(records, CasualtyFigure, "owner_id", owners),
        attributions=_owned(records, Attribution, "owner_id", owners),
        assessments=_owned(records, Assessment, "incident_id", {incident.id}),
        links=tuple(
            link
            for link in every(records, IncidentLink)
            if incident.id in (link.from_id, link.to_id)
        ),
        evidence=tuple(one for one in every(records, Evidence) if incident.id in one.incident_ids),
        places=tuple(_upwards(records, incident.location_id)),
        known=records,
    )


def _owned(records, kind, key, owners):
    return tuple(one for one in every(records, kind) if getattr(one, key) in owners)


def _upwards(records, place_id):
    while place_id:
        place = records[place_id]
        assert isinstance(place, Location)
        yield place
        place_id = place.parent_id


def other_hits(cases, case):
    """Give the marks of the other incidents, as storage hands them to the rules."""
    return tuple(hit for other in cases if other is not case for hit in hits_of(other))


def an_incident(**values):
    given = {
        "title": "Air strike on a hospital",
        "event_type": "air_attack",
        "location_id": LOCATION,
        "date_edtf": FuzzyDate.parse("2019-05-05"),
    }
    return Incident(**{**given, **values})


LOCATION = "5b9c7a52-8a3f-4f0e-9a51-0c2f6b7f4a11"


def a_source(publisher, **values):
    given = {"source_type": "ngo_report", "title": publisher, "language": "en"}
    return Source(publisher=publisher, **{**given, **values})


def told(publisher, low=None, high=None, *, credibility="2", outcome="killed", **axes):
    """Give a claim with its source, and its figure unless no number is given."""
    source = a_source(publisher)
    claim = Claim(source_id=source.id, summary=f"Said by {publisher}", credibility=credibility)
    given = {"civ_status": "civilian", "qualifier": "between"}
    figure = CasualtyFigure(
        owner_type="claim",
        owner_id=claim.id,
        outcome=outcome,
        low=low,
        high=high,
        **{**given, **axes},
    )
    return (source, claim) if low is None and high is None else (source, claim, figure)


def case_of(*records, incident=None, **values):
    """Make a case file of an incident out of loose records."""
    flat = [one for group in records for one in (group if isinstance(group, tuple) else (group,))]
    known = {record.id: record for record in flat}

    def of(kind):
        return every(known, kind)

    return CaseFile(
        incident=incident or an_incident(),
        sites_hit=of(IncidentSite),
        strikes=of(Strike),
        claims=of(Claim),
        figures=of(CasualtyFigure),
        attributions=of(Attribution),
        assessments=of(Assessment),
        links=of(IncidentLink),
        evidence=of(Evidence),
        **{"known": known, **values},
    )
