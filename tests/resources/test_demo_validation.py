"""The worked example under the program's own rules: warnings it has, errors it has none."""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TypeVar

import pytest

from strikelog.domain.casefiles import CaseFile
from strikelog.domain.records import (
    RECORDS,
    AggregateClaim,
    Assessment,
    Attribution,
    CasualtyFigure,
    Claim,
    Incident,
    IncidentGroup,
    IncidentLink,
    IncidentSite,
    Location,
    Record,
    Strike,
    named,
)
from strikelog.domain.sitehits import hits_of
from strikelog.domain.validation import (
    Problem,
    check_case,
    check_group,
    check_location,
    check_record,
    check_total,
)
from strikelog.domain.values import record_from_plain
from tests.links import leading_nowhere

DEMO = Path(__file__).parents[2] / "resources" / "demo"
TODAY = date(2026, 11, 22)
KINDS = named(RECORDS)
Known = Mapping[str, Record]
R = TypeVar("R", bound=Record)


def records_after(steps: tuple[str, ...]) -> dict[str, Record]:
    """Every record as it stands after the steps, by id."""
    records: dict[str, Record] = {}
    for step in steps:
        for line in (DEMO / f"{step}.jsonl").read_text(encoding="utf-8").splitlines():
            plain = json.loads(line)
            kind = KINDS[plain.pop("entity")]
            records[plain["id"]] = record_from_plain(kind, plain)
    return records


@pytest.fixture(scope="module", params=[("step1",), ("step1", "step2")], ids=["step1", "step2"])
def known(request: pytest.FixtureRequest) -> Known:
    return records_after(request.param)


@pytest.fixture(scope="module")
def problems(known: Known) -> list[Problem]:
    return [
        *(problem for record in known.values() for problem in check_record(record, today=TODAY)),
        *problems_of_cases(known),
        *problems_of_others(known),
    ]


def of_kind(known: Known, kind: type[R]) -> tuple[R, ...]:
    return tuple(record for record in known.values() if isinstance(record, kind))


def case_of(known: Known, incident: Incident) -> CaseFile:
    claims = hanging_on(known, Claim, incident)
    owners = {incident.id, *(claim.id for claim in claims)}
    return CaseFile(
        incident=incident,
        sites_hit=hanging_on(known, IncidentSite, incident),
        strikes=hanging_on(known, Strike, incident),
        claims=claims,
        figures=tuple(one for one in of_kind(known, CasualtyFigure) if one.owner_id in owners),
        attributions=tuple(one for one in of_kind(known, Attribution) if one.owner_id in owners),
        assessments=hanging_on(known, Assessment, incident),
        links=tuple(
            link
            for link in of_kind(known, IncidentLink)
            if incident.id in (link.from_id, link.to_id)
        ),
        places=tuple(places_of(known, incident.location_id)),
        known=known,
    )


def hanging_on(known: Known, kind: type[R], incident: Incident) -> tuple[R, ...]:
    owned = (one for one in of_kind(known, kind) if getattr(one, "incident_id", "") == incident.id)
    return tuple(owned)


def places_of(known: Known, place_id: str | None) -> Iterator[Location]:
    place = known.get(place_id or "")
    if isinstance(place, Location):
        yield place
        yield from places_of(known, place.parent_id)


def problems_of_cases(known: Known) -> Iterator[Problem]:
    cases = [case_of(known, incident) for incident in of_kind(known, Incident)]
    hits = [hit for case in cases for hit in hits_of(case)]
    for case in cases:
        others = [hit for hit in hits if hit.incident_id != case.incident.id]
        sites = {hit.site_id for hit in case.sites_hit}
        same_site = [hit for hit in others if hit.site_id in sites]
        yield from check_case(case, today=TODAY, same_site=same_site)


def problems_of_others(known: Known) -> Iterator[Problem]:
    totals = of_kind(known, AggregateClaim)
    for total in totals:
        yield from check_total(total, totals, known=known)
    for place in of_kind(known, Location):
        yield from check_location(place, known)
    for group in of_kind(known, IncidentGroup):
        yield from check_group(group, members(known, group))


def members(known: Known, group: IncidentGroup) -> int:
    return sum(incident.group_id == group.id for incident in of_kind(known, Incident))


def test_there_is_no_error(problems):
    assert [problem for problem in problems if problem.code.startswith("E")] == []


def test_every_link_leads_somewhere(known):
    assert leading_nowhere(known) == []


def test_nothing_would_be_refused(problems):
    assert [problem for problem in problems if problem.refuses] == []


def test_the_expected_warnings_are_raised(problems):
    assert {"W01", "W10", "W17", "W19"} <= {problem.code for problem in problems}


def test_the_passage_alone_leaves_three_of_four_hospitals_open():
    group = next(
        one for one in of_kind(records_after(("step1",)), IncidentGroup) if one.expected_high
    )

    assert [problem.code for problem in check_group(group, 1)] == ["W20"]
    assert members(records_after(("step1",)), group) == 1


def test_the_further_records_show_the_contradictions():
    known = records_after(("step1", "step2"))

    assert {"W02", "W12"} <= {problem.code for problem in problems_of_everything(known)}


def problems_of_everything(known: Known) -> Iterator[Problem]:
    for record in known.values():
        yield from check_record(record, today=TODAY)
    yield from problems_of_cases(known)
