"""The adopted range of people: by claims, widest, or our own; blank is never 0."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strikelog.domain.counts import count_of
from strikelog.domain.records import CasualtyFigure, Claim
from strikelog.insight.ranges import (
    NOT_STATED,
    REASONS,
    RULE_WORDS,
    SILENT,
    adopted_range,
    range_of_claims,
)
from tests.insight.cases import a_source, an_incident, case_of, example_case, told


def ends(found):
    return (found.low, found.high)


def figure(claim, low, high, **axes):
    return CasualtyFigure(
        owner_type="claim",
        owner_id=claim.id,
        low=low,
        high=high,
        qualifier="between",
        **{"outcome": "killed", "civ_status": "civilian", **axes},
    )


def a_claim(**values):
    source = a_source("A monitor")
    return source, Claim(source_id=source.id, credibility="2", **values)


def test_the_example_gives_one_to_two_by_its_claims_and_none_to_three_at_the_widest():
    case = example_case(2, "EX-2019-0001")

    assert ends(range_of_claims(case, "killed")) == (1, 2)
    assert ends(range_of_claims(case, "killed", rule="widest")) == (0, 3)
    assert ends(range_of_claims(case, "injured")) == (5, 5)


def test_the_example_names_the_claims_behind_its_range():
    case = example_case(2, "EX-2019-0001")
    publishers = [
        case.known[claim.source_id].publisher
        for claim in case.claims
        if claim.id in range_of_claims(case, "killed").claim_ids
    ]

    assert publishers == [
        "United Nations Commission of Inquiry on Syria",
        "Safeguarding Health in Conflict Coalition",
    ]


def test_our_own_figure_goes_before_the_claims():
    found = adopted_range(example_case(2, "EX-2019-0001"), "killed")

    assert (ends(found), found.rule, found.own) == ((1, 2), "manual", True)


def test_without_a_number_nothing_is_stated():
    found = adopted_range(case_of(told("A")), "killed")

    assert found == NOT_STATED
    assert not found.is_stated


def test_a_stated_none_is_not_a_blank():
    found = adopted_range(case_of(told("A", 0, 0, qualifier="none")), "killed")

    assert (ends(found), found.is_stated) == ((0, 0), True)


def test_a_single_open_claim_stays_open():
    assert ends(adopted_range(case_of(told("A", 14)), "killed")) == (14, None)


def test_an_open_claim_beside_a_closed_one_ends_at_its_own_low():
    assert ends(adopted_range(case_of(told("A", 14), told("B", 10, 10)), "killed")) == (10, 14)
    assert ends(adopted_range(case_of(told("A", 14), told("B", 20)), "killed")) == (14, 20)


def test_an_upper_end_alone_leaves_the_lower_one_blank():
    assert ends(adopted_range(case_of(told("A", None, 99)), "killed")) == (None, 99)


def test_doubtful_claims_are_left_out_of_the_default_rule_only():
    case = case_of(told("A", 2, 2), told("B", 40, 40, credibility="5"))

    assert ends(adopted_range(case, "killed")) == (2, 2)
    assert ends(adopted_range(case, "killed", rule="widest")) == (2, 40)


def test_retracted_superseded_and_denied_claims_say_nothing():
    source, old, old_figure = told("A", 9, 9)
    newer = replace(old, id=an_incident().id, supersedes_id=old.id)
    correction = (newer, figure(newer, 4, 4))
    gone = told("B", 30, 30)
    gone = (gone[0], replace(gone[1], retracted=True), gone[2])
    denial = told("C", 0, 0)
    denial = (denial[0], replace(denial[1], claim_type="denial"), denial[2])
    case = case_of(source, old, old_figure, correction, gone, denial)

    assert ends(adopted_range(case, "killed")) == (4, 4)
    assert ends(adopted_range(case, "killed", rule="widest")) == (4, 4)


def test_one_origin_speaks_once_by_its_most_credible_claim():
    first, again = told("A", 3, 3, credibility="2"), told("A", 30, 30, credibility="3")

    assert ends(adopted_range(case_of(first, again), "killed")) == (3, 3)
    assert ends(adopted_range(case_of(again, first), "killed")) == (3, 3)


def test_leaves_of_one_owner_add_up_to_an_open_total_until_all_are_given():
    claim = a_claim()
    adults, children = (
        figure(claim[1], 3, 4, age_sex="adult"),
        figure(claim[1], 2, 2, age_sex="boy"),
    )
    girls = figure(claim[1], 1, 1, age_sex="girl")

    partly = adopted_range(case_of(claim, adults, children, girls), "killed")
    child = adopted_range(case_of(claim, children, girls), "killed", age_sex="child")

    assert ends(partly) == (6, None)
    assert ends(child) == (3, None)


def test_all_parts_of_one_owner_give_a_closed_total():
    claim = a_claim()
    parts = (
        figure(claim[1], low, high, age_sex=part)
        for part, low, high in (("adult", 3, 4), ("child", 2, 2), ("unknown", 0, 1))
    )

    found = adopted_range(case_of(claim, tuple(parts)), "killed")

    assert ends(found) == (5, 7)
    assert len(found.figure_ids) == 3


def test_a_stated_total_goes_before_its_parts():
    claim = a_claim()
    case = case_of(claim, figure(claim[1], 14, None), figure(claim[1], 5, None, age_sex="child"))

    assert ends(adopted_range(case, "killed")) == (14, None)
    assert ends(adopted_range(case, "killed", age_sex="child")) == (5, None)


def test_roles_are_never_added_and_bound_the_total_from_below():
    claim = a_claim()
    nurses = figure(claim[1], 2, 2, role="health_worker")
    drivers = figure(claim[1], 1, 1, role="driver_guard")
    case = case_of(claim, nurses, drivers)

    assert ends(adopted_range(case, "killed")) == (2, None)
    assert ends(adopted_range(case, "killed", role="health_worker")) == (2, 2)


def test_each_owner_speaks_of_civilians_first_and_never_of_two_statuses_at_once():
    claim = a_claim()
    mixed = case_of(
        claim,
        figure(claim[1], 9, 9, civ_status="all"),
        figure(claim[1], 4, 4),
        figure(claim[1], 5, 5, civ_status="combatant"),
    )
    only_all = case_of(claim, figure(claim[1], 9, 9, civ_status="all"))

    assert ends(adopted_range(mixed, "killed")) == (4, 4)
    assert ends(adopted_range(mixed, "killed", civ_status="combatant")) == (5, 5)
    assert ends(adopted_range(only_all, "killed")) == (9, 9)
    assert not adopted_range(only_all, "killed", civ_status="civilian").is_stated


COUNTS = st.one_of(
    st.builds(
        lambda qualifier, low, more: count_of(qualifier, low, low + more),
        st.sampled_from(["exact", "at_least", "more_than", "up_to", "about", "between", "none"]),
        st.integers(0, 5000),
        st.integers(0, 50),
    ),
    st.builds(lambda number: count_of("almost", number), st.integers(1, 5000)),
    st.sampled_from([count_of("unspecified"), count_of("counted_as_one"), count_of("several", 2)]),
)
CLAIMS = st.lists(st.tuples(st.sampled_from("ABCD"), COUNTS, st.sampled_from("123456")), max_size=6)


def case_with(claims):
    return case_of(
        *(
            told(name, count.low, count.high, credibility=grade, qualifier=count.qualifier)
            for name, count, grade in claims
        )
    )


@given(CLAIMS)
def test_low_never_exceeds_high(claims):
    case = case_with(claims)

    for rule in ("claims", "widest"):
        found = range_of_claims(case, "killed", rule=rule)
        assert found.low is None or found.high is None or found.low <= found.high


@given(CLAIMS)
def test_nought_comes_only_from_a_claim_that_gives_it(claims):
    given_noughts = any(0 in (count.low, count.high) for _, count, _ in claims)
    found = range_of_claims(case_with(claims), "killed", rule="widest")

    assert given_noughts or 0 not in (found.low, found.high)
    assert found.is_stated == bool(claims)


@given(CLAIMS)
def test_the_default_range_lies_within_the_widest_low_and_every_claim_is_accounted_for(claims):
    case = case_with(claims)
    narrow, wide = range_of_claims(case, "killed"), range_of_claims(case, "killed", rule="widest")

    assert narrow.low is None or (wide.low is not None and wide.low <= narrow.low)
    assert set(narrow.claim_ids) <= set(wide.claim_ids) == {claim.id for claim in case.claims}


@given(CLAIMS, st.randoms())
def test_the_order_of_entry_does_not_change_the_widest_range(claims, random):
    shuffled = list(claims)
    random.shuffle(shuffled)

    one, other = case_with(claims), case_with(shuffled)
    assert ends(range_of_claims(one, "killed", rule="widest")) == ends(
        range_of_claims(other, "killed", rule="widest")
    )


def of_type(kind, publisher, low, high, **values):
    source, claim, figure = told(publisher, low, high, **values)
    return (replace(source, source_type=kind), claim, figure)


@pytest.mark.parametrize(
    ("rule", "low", "high"),
    [
        ("claims", 2, 9),
        ("widest", 1, 30),
        ("independent_2plus", 2, 9),
        ("official", 4, 5),
        ("named_list", 3, 3),
        ("single_best", 4, 5),
    ],
)
def test_each_rule_uses_its_own_claims_and_says_which(rule, low, high):
    case = case_of(
        of_type("inquiry_finding", "Commission", 4, 5, credibility="1"),
        of_type("medical_record", "Morgue", 3, 3),
        of_type("ngo_report", "Monitor", 2, 9),
        of_type("social_post", "Channel", 1, 30, credibility="5"),
    )

    found = adopted_range(case, "killed", rule=rule)

    assert (found.low, found.high, found.rule) == (low, high, rule)
    assert found.reason == REASONS[rule]
    assert rule in RULE_WORDS


@pytest.mark.parametrize("rule", ["independent_2plus", "official", "named_list"])
def test_a_rule_that_finds_no_claim_of_its_kind_says_so_and_gives_no_number(rule):
    case = case_of(of_type("ngo_report", "Monitor", 2, 9))

    found = adopted_range(case, "killed", rule=rule)

    assert not found.is_stated
    assert found.reason == SILENT[rule]


def test_our_own_figure_stands_with_its_note_whatever_the_rule():
    case = case_of(told("Monitor", 2, 9))
    own = CasualtyFigure(
        owner_type="incident",
        owner_id=case.incident.id,
        outcome="killed",
        civ_status="civilian",
        low=5,
        high=5,
        note="counted from the register",
    )
    case = case_of(*case.known.values(), own, incident=case.incident)

    found = adopted_range(case, "killed", rule="official")

    assert (found.low, found.rule, found.note) == (5, "manual", "counted from the register")


def test_the_fifth_of_may_is_one_to_two_by_the_claims_and_none_to_three_by_the_widest():
    case = example_case(2, "EX-2019-0001")

    claims, widest = (range_of_claims(case, "killed", rule=one) for one in ("claims", "widest"))

    assert (claims.low, claims.high) == (1, 2)
    assert (widest.low, widest.high) == (0, 3)
