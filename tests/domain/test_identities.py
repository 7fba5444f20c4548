"""Consent is what was given and still holds; pseudonyms tell nothing; names need a reason."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strikelog.domain.fields import Kind, fields_of
from strikelog.domain.identities import (
    IDENTITY_RECORDS,
    Consent,
    Mask,
    SourceIdentity,
    VictimPerson,
    age_sex_words,
    allows,
    check_identity,
    is_child,
    mask_of,
    masks_in_order,
    next_pseudonym,
    outcome_words,
)
from strikelog.domain.records import RECORDS, new_id
from strikelog.domain.vocabularies import vocabulary

TODAY = date(2024, 6, 1)
USES = tuple(code.code for code in vocabulary("CONSENT_USE"))


def a_consent(**values):
    given = {
        "subject_code": "P-001",
        "subject_type": "survivor",
        "obtained_on": date(2024, 1, 10),
        "obtained_by": "u07",
        "method": "written",
        "language": "ar",
        "explained": ("purpose", "risks"),
        "uses": ("internal", "publish_named"),
    }
    return Consent(**{**given, **values})


def a_victim(**values):
    given = {
        "incident_id": new_id(),
        "pseudonym": "P-001",
        "age_sex": "woman",
        "civ_status": "civilian",
        "role": "patient",
        "outcome": "injured",
        "claim_ids": (new_id(),),
        "publish_name": False,
    }
    return VictimPerson(**{**given, **values})


def codes(record, **around):
    return [one.code for one in check_identity(record, today=TODAY, **around)]


def test_no_class_of_the_store_is_a_record_of_the_vault():
    assert not set(IDENTITY_RECORDS) & set(RECORDS)
    assert not {one.__name__ for one in IDENTITY_RECORDS} & {one.__name__ for one in RECORDS}


def test_every_name_and_way_to_reach_somebody_is_marked_sensitive():
    telling = {"name", "name_local", "contact", "note", "cause"}
    fields = [field for kind in IDENTITY_RECORDS for field in fields_of(kind)]

    assert all(field.sensitive for field in fields if field.key in telling)
    assert {field.key for field in fields if field.sensitive} == telling


def test_every_list_of_codes_the_records_name_exists():
    named = {f.vocabulary for kind in IDENTITY_RECORDS for f in fields_of(kind) if f.vocabulary}

    assert all(len(vocabulary(name)) > 1 for name in named)


@pytest.mark.parametrize(
    ("consent", "is_allowed"),
    [
        (None, False),
        (a_consent(), True),
        (a_consent(uses=("internal",)), False),
        (a_consent(uses=()), False),
        (a_consent(method="not_obtained"), False),
        (a_consent(method=None), False),
        (a_consent(obtained_on=None), False),
        (a_consent(obtained_on=date(2024, 6, 2)), False),
        (a_consent(obtained_on=TODAY), True),
        (a_consent(expires=date(2024, 5, 31)), False),
        (a_consent(expires=TODAY), True),
        (a_consent(withdrawn_on=TODAY), False),
        (a_consent(withdrawn_on=date(2024, 6, 2)), True),
        (a_consent(withdrawn_on=TODAY, withdrawal_scope=("publish_named",)), False),
        (a_consent(withdrawn_on=TODAY, withdrawal_scope=("internal",)), True),
        (replace(a_consent(), deleted=True), False),
    ],
)
def test_a_use_is_allowed_only_while_it_is_agreed_to(consent, is_allowed):
    assert allows(consent, "publish_named", TODAY) is is_allowed


@given(st.sampled_from(USES), st.sets(st.sampled_from(USES)))
def test_what_is_absent_is_refused(use, agreed):
    assert allows(a_consent(uses=tuple(agreed)), use, TODAY) is (use in agreed)


@given(st.sampled_from(USES), st.dates(date(2024, 1, 1), date(2025, 1, 1)))
def test_nothing_is_allowed_from_the_day_all_was_withdrawn(use, today):
    consent = a_consent(uses=USES, withdrawn_on=date(2024, 5, 1))

    assert allows(consent, use, today) is (date(2024, 1, 10) <= today < date(2024, 5, 1))


def test_a_whole_victim_without_a_name_has_no_problem():
    assert codes(a_victim()) == []


def test_a_name_may_be_published_with_a_valid_consent_alone():
    named = a_victim(name="Somebody Else", publish_name=True)

    assert codes(named, consent=a_consent()) == []
    assert codes(named) == ["E23"]
    assert codes(named, consent=a_consent(uses=("internal",))) == ["E23"]
    assert codes(named, consent=a_consent(expires=date(2024, 2, 1))) == ["E23"]


def test_a_name_whose_consent_was_withdrawn_is_still_marked():
    named = a_victim(name="Somebody Else", publish_name=True)

    assert codes(named, consent=a_consent(withdrawn_on=date(2024, 2, 1))) == ["E24"]


def test_a_child_needs_a_guardian():
    child = a_victim(age_sex="girl", name="Somebody Else", publish_name=True)

    assert codes(child, consent=a_consent()) == ["E23"]
    assert codes(child, consent=a_consent(guardian="no")) == ["E23"]
    assert codes(child, consent=a_consent(guardian="yes")) == []


@pytest.mark.parametrize(
    ("age", "age_sex", "expected"),
    [(9, "girl", True), (17, "unknown", True), (18, "unknown", False), (None, "boy", True)],
)
def test_who_is_a_child_is_told_by_the_age_first(age, age_sex, expected):
    assert is_child(a_victim(age_years=age, age_sex=age_sex)) is expected


def test_age_and_age_group_may_not_contradict_each_other():
    assert codes(a_victim(age_years=40, age_sex="boy")) == ["E18"]
    assert codes(a_victim(age_years=9, age_sex="man")) == ["E18"]
    assert codes(a_victim(age_years=9, age_sex="unknown")) == []


def test_one_person_is_not_a_sum():
    assert codes(a_victim(age_sex="total")) == ["E02"]


@pytest.mark.parametrize(
    "pseudonym", ["Witness Karim", "karim-1", "Dr Haddad", "+963 944 123 456", "كريم ١"]
)
def test_a_pseudonym_that_tells_who_it_is_is_refused(pseudonym):
    victim = a_victim(pseudonym=pseudonym, name="Karim Haddad", name_local="كريم حداد")

    problems = check_identity(victim, today=TODAY)

    assert {one.key for one in problems} == {"pseudonym"}
    assert all(one.refuses for one in problems)


def test_two_people_do_not_share_a_pseudonym():
    assert codes(a_victim(pseudonym="p-007"), others=["P-007", "P-008"]) == ["E03"]


def test_a_consent_says_no_name_either():
    problems = check_identity(a_consent(subject_code="Mr Haddad"), today=TODAY)

    assert [(one.key, one.refuses) for one in problems] == [("subject_code", True)]


@pytest.mark.parametrize(
    ("values", "key"),
    [
        ({"method": "not_obtained"}, "uses"),
        ({"obtained_on": date(2024, 7, 1)}, "obtained_on"),
        ({"expires": date(2023, 1, 1)}, "expires"),
        ({"withdrawn_on": date(2023, 1, 1)}, "withdrawn_on"),
        ({"withdrawal_scope": ("internal",)}, "withdrawn_on"),
    ],
)
def test_a_consent_that_contradicts_itself_is_said(values, key):
    problems = check_identity(a_consent(**values), today=TODAY)

    assert [one.key for one in problems] == [key]


def test_whoever_withdrew_wants_no_more_calls():
    identity = SourceIdentity(source_id=new_id(), name="Somebody", contact="by letter")
    gone = a_consent(uses=("recontact",), withdrawn_on=date(2024, 2, 1))

    assert codes(identity, consent=gone) == ["E24"]
    assert codes(identity, consent=a_consent()) == []


def test_a_mask_holds_no_sensitive_value():
    canary = {
        field.key: "CANARY"
        for field in fields_of(VictimPerson)
        if field.sensitive and field.kind in (Kind.LINE, Kind.TEXT)
    }

    mask = mask_of(a_victim(**canary))

    assert len(canary) == 3
    assert "CANARY" not in repr(mask)


def test_pseudonyms_are_counted_on():
    assert next_pseudonym([]) == "P-001"
    assert next_pseudonym(["P-001", "P-009"]) == "P-010"
    assert next_pseudonym(["V7", "V12", "the tall one"]) == "V013"


def test_masks_stand_in_the_order_of_their_numbers():
    masks = [Mask(new_id(), "", name) for name in ("P-10", "P-9", "P-2")]

    assert [one.pseudonym for one in masks_in_order(masks)] == ["P-2", "P-9", "P-10"]


def test_a_mask_is_said_as_one_person():
    mask = Mask(new_id(), "", "P-001", age_sex="boy", outcome="injured")

    assert (age_sex_words(mask), outcome_words(mask)) == ("Boy", "Injured")
    assert age_sex_words(mask, "ar") == "صبي"


def test_every_single_person_of_the_list_has_a_word():
    sums = {"total", "adult", "child", "male", "female"}
    codes_of_one = [code for code in vocabulary("AGE_SEX") if code.code not in sums]

    said = [age_sex_words(Mask(new_id(), "", "", code.code)) for code in codes_of_one]

    assert len(set(said)) == len(codes_of_one)
    assert age_sex_words(Mask(new_id(), "", "")) == ""
