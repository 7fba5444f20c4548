"""Reports and their independent origins."""

import random
from dataclasses import replace

import pytest

from strikelog.domain.origins import OWNER, PUBLISHER
from strikelog.domain.records import Evidence
from strikelog.insight.independence import independence
from tests.insight.cases import case_of, example_case, told

ONE, TWO, THREE = told("One"), told("Two"), told("Three")
QUOTE = "The hospital was hit by several missiles."
VIDEO = Evidence(title="Video", sha256="a" * 64)
SAME_VIDEO = Evidence(title="Video, again", sha256="a" * 64)


def given(claim, **values):
    return claim[0], replace(claim[1], **values)


def owned(claim, parent):
    return replace(claim[0], parent_id=parent[0].id), claim[1]


@pytest.mark.parametrize(
    "records",
    [
        (ONE, given(TWO, derived_from_id=ONE[1].id)),
        (given(ONE, derived_from_id=TWO[1].id), TWO),
        (given(ONE, via_source_id=THREE[0].id), given(TWO, via_source_id=THREE[0].id), THREE[0]),
        (ONE, given(TWO, via_source_id=ONE[0].id)),
        (ONE, told("ONE ")),
        (owned(ONE, THREE), owned(TWO, THREE), THREE[0]),
        (given(ONE, quote=QUOTE), given(TWO, quote=QUOTE.upper())),
        (given(ONE, evidence_ids=(VIDEO.id,)), given(TWO, evidence_ids=(VIDEO.id,))),
        (
            given(ONE, evidence_ids=(VIDEO.id,)),
            given(TWO, evidence_ids=(SAME_VIDEO.id,)),
            VIDEO,
            SAME_VIDEO,
        ),
        (ONE, given(TWO, independence="shared_origin")),
    ],
    ids="derived derived-first relay read-in publisher owner quote file hash declared".split(),
)
def test_two_reports_share_an_origin(records):
    found = independence(case_of(*records))

    assert (found.n_reports, found.n_origins) == (2, 1)
    assert found.groups[0].joined_by


@pytest.mark.parametrize(
    "records",
    [
        (ONE, TWO),
        (given(ONE, quote="Yes"), given(TWO, quote="Yes")),
        (given(ONE, independence="original"), given(TWO, independence="unknown")),
    ],
    ids="sources short-quotes marked".split(),
)
def test_two_reports_stand_alone(records):
    found = independence(case_of(*records))

    assert (found.n_reports, found.n_origins) == (2, 2)


def test_nine_reports_of_one_agency_and_one_of_another_are_two_origins():
    agency = told("An agency")
    relays = [
        given(told(f"Paper {n}"), derived_from_id=agency[1].id, independence="derived")
        for n in range(7)
    ]

    found = independence(case_of(agency, *relays, TWO))

    assert (found.n_reports, found.n_origins) == (9, 2)
    assert len(found.claim_ids) == 9


def test_a_chain_of_reports_is_one_origin():
    middle = given(TWO, derived_from_id=ONE[1].id)
    last = given(THREE, derived_from_id=TWO[1].id)

    assert independence(case_of(last, middle, ONE)).n_origins == 1


def test_denials_and_withdrawn_accounts_report_nothing():
    case = case_of(ONE, given(TWO, claim_type="denial"), given(THREE, retracted=True))

    assert independence(case).claim_ids == (ONE[1].id,)


def test_the_example_has_three_origins_behind_five_reports():
    found = independence(example_case(2, "EX-2019-0001"))

    assert (found.n_reports, found.n_origins) == (5, 3)


def test_the_reason_tells_one_publisher_from_publishers_of_one_owner():
    apart = (owned(ONE, THREE), owned(TWO, THREE), THREE[0])
    other = told("Four")
    same = (owned(ONE, THREE), owned(told("One"), other), THREE[0], other[0])

    assert independence(case_of(*apart)).groups[0].joined_by == (OWNER,)
    assert independence(case_of(*same)).groups[0].joined_by == (PUBLISHER,)


def test_a_publisher_and_its_owner_are_one_origin_and_its_neighbours_are_not():
    both = (owned(ONE, THREE), THREE)

    assert independence(case_of(*both)).n_origins == 1
    assert independence(case_of(owned(ONE, THREE), TWO, THREE[0])).n_origins == 2


@pytest.mark.parametrize("seed", range(20))
def test_claims_that_share_nothing_are_found_so_without_joining_them(seed, monkeypatch):
    chance = random.Random(seed)
    sources = [told(chance.choice(["One", "Two", "Three", "Four"])) for _ in range(4)]
    claims = [
        given(
            one,
            quote=chance.choice([None, QUOTE, f"{QUOTE} {seed}"]),
            independence=chance.choice([None, None, "shared_origin"]),
        )
        for one in sources
    ]
    case = case_of(*claims)

    quick = independence(case)
    monkeypatch.setattr("strikelog.domain.origins._share_nothing", lambda _: False)

    assert independence(case) == quick
