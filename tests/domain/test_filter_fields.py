"""Every field of every record is filterable, and short names mean what people expect."""

import pytest

from strikelog.domain.fields import Kind, fields_of
from strikelog.domain.filter_fields import filter_fields, find_filter_field
from strikelog.domain.filters import Meaning
from strikelog.domain.records import (
    RECORDS,
    AggregateClaim,
    Claim,
    Incident,
    Location,
    Period,
    Site,
)
from strikelog.domain.summaries import IncidentSummary


@pytest.mark.parametrize("entity", RECORDS)
def test_every_field_can_be_filtered_under_its_key(entity):
    names = filter_fields(entity)

    assert [names[field.key].field for field in fields_of(entity)] == list(fields_of(entity))


@pytest.mark.parametrize("entity", RECORDS)
def test_a_name_is_found_under_itself(entity):
    assert [find_filter_field(entity, name).name for name in filter_fields(entity)] == list(
        filter_fields(entity)
    )


@pytest.mark.parametrize("entity", RECORDS)
@pytest.mark.parametrize("language", ["en", "ar"])
def test_labels_lead_to_a_field_of_that_label(entity, language):
    from strikelog.domain.messages import translate

    for each in filter_fields(entity).values():
        label = translate(each.label, language)
        found = find_filter_field(entity, label, language)
        by_name = found.name.replace("_", " ") == label.lower()
        assert by_name or translate(found.label, language) == label


@pytest.mark.parametrize("entity", RECORDS)
def test_meanings_follow_the_kinds(entity):
    own = {field.key: filter_fields(entity)[field.key] for field in fields_of(entity)}
    dates = {key for key, each in own.items() if each.meaning is Meaning.DATE}
    links = {key for key, each in own.items() if each.meaning in (Meaning.NAME, Meaning.PLACE)}

    assert dates == {f.key for f in fields_of(entity) if f.kind is Kind.DATE}
    assert links == {f.key for f in fields_of(entity) if f.kind in (Kind.LINK, Kind.LINKS)}


def test_the_columns_beside_an_incident_are_filterable():
    names = filter_fields(Incident)

    for field in fields_of(IncidentSummary):
        assert names[field.key].in_summary or field.key == "place"
    assert names["governorate"].field.label == "Governorate"


@pytest.mark.parametrize(
    ("name", "meaning", "key"),
    [
        ("date", Meaning.DATE, "date_edtf"),
        ("place", Meaning.PLACE, "location_id"),
        ("near", Meaning.NEAR, "lat"),
        ("site", Meaning.SITE, "site"),
        ("type", Meaning.SITE_TYPE, "site_types"),
        ("event", Meaning.FIELD, "event_type"),
        ("pattern", Meaning.FIELD, "strike_pattern"),
        ("means", Meaning.FIELD, "delivery"),
        ("killed", Meaning.PEOPLE, "killed_low"),
        ("injured", Meaning.PEOPLE, "injured_low"),
        ("actor", Meaning.FIELD, "actors"),
        ("source", Meaning.NAME, "source_id"),
        ("period", Meaning.NAME, "period_ids"),
        ("group", Meaning.NAME, "group_id"),
        ("has", Meaning.PRESENCE, "id"),
        ("missing", Meaning.PRESENCE, "id"),
    ],
)
def test_short_names_of_incidents(name, meaning, key):
    found = filter_fields(Incident)[name]

    assert (found.meaning, found.field.key) == (meaning, key)


def test_people_know_both_ends_of_their_range():
    killed = filter_fields(Incident)["killed"]

    assert (killed.in_summary, killed.field.key, killed.high_key) == (
        True,
        "killed_low",
        "killed_high",
    )


@pytest.mark.parametrize(
    ("entity", "name", "key"),
    [
        (Claim, "date", "date_edtf"),
        (Claim, "type", "claim_type"),
        (Claim, "incident", "incident_id"),
        (Period, "date", "start_edtf"),
        (Period, "source", "source_ids"),
        (AggregateClaim, "place", "location_ids"),
        (Site, "near", "lat"),
        (Site, "status", "status"),
        (Location, "place", "parent_id"),
    ],
)
def test_short_names_of_other_records(entity, name, key):
    assert filter_fields(entity)[name].field.key == key


@pytest.mark.parametrize(
    "typed", ["Strike pattern", "strike_pattern", "STRIKE-PATTERN", "نمط_الضربات"]
)
def test_spelling_of_a_name_makes_no_difference(typed):
    assert find_filter_field(Incident, typed, "ar").field.key == "strike_pattern"


def test_labels_of_another_language_do_not_count():
    assert find_filter_field(Incident, "نمط الضربات", "en") is None


def test_unknown_names_are_not_found():
    assert find_filter_field(Incident, "colour") is None
    assert find_filter_field(Incident, "") is None
