"""Values in words."""

from datetime import UTC, date, datetime, time

import pytest

from strikelog.domain.dates import FuzzyDate
from strikelog.domain.display import _FORMATTERS, label, people, title_of, words
from strikelog.domain.fields import Kind, field_of, fields_of
from strikelog.domain.records import (
    RECORDS,
    AggregateClaim,
    Attribution,
    Claim,
    Evidence,
    Incident,
    IncidentLink,
    IncidentSite,
    Source,
    Strike,
)

SOME_ID = "0f0e6d0c-1111-4222-8333-444455556666"


def test_every_kind_has_a_formatter():
    assert set(_FORMATTERS) == set(Kind)


@pytest.mark.parametrize("entity", RECORDS)
def test_nothing_is_blank(entity):
    assert {words(field, field.empty) for field in fields_of(entity)} == {""}


@pytest.mark.parametrize(
    ("entity", "key", "value", "english", "arabic"),
    [
        (Incident, "title", "Market hit", "Market hit", "Market hit"),
        (Incident, "workflow", "draft", "Draft", "مسودة"),
        (Incident, "workflow", "retired_long_ago", "retired_long_ago", "retired_long_ago"),
        (Source, "reliability", "B", "B · Usually reliable", "B · موثوق عادةً"),
        (AggregateClaim, "site_types", ("hospital", "school"), "Hospital, School", "مستشفى، مدرسة"),
        (Incident, "impacts_low", 0, "0", "0"),
        (Incident, "impacts_low", 12345, "12\u202f345", "\u206612\u202f345\u2069"),
        (Incident, "lat", 35.614138, "35.614138", "35.614138"),
        (Incident, "lat", 35.0, "35", "35"),
        (Incident, "date_edtf", FuzzyDate("2019-11-06"), "6 Nov 2019", "6 تشرين الثاني 2019"),
        (Incident, "date_start", date(2019, 11, 6), "6 Nov 2019", "6 تشرين الثاني 2019"),
        (Incident, "time_local", time(5, 30), "05:30", "05:30"),
        (
            Evidence,
            "acquired_at",
            datetime(2019, 11, 6, 17, 30, 59, tzinfo=UTC),
            "6 Nov 2019, 17:30 UTC",
            "6 تشرين الثاني 2019، 17:30 UTC",
        ),
        (Incident, "in_totals", True, "Yes", "نعم"),
        (Incident, "in_totals", False, "No", "لا"),
        (Incident, "group_id", SOME_ID, "0f0e6d0c", "0f0e6d0c"),
        (Incident, "period_ids", (SOME_ID, "1" * 36), "0f0e6d0c, 11111111", "0f0e6d0c، 11111111"),
        (Incident, "tags", ("a", "b"), "a, b", "a، b"),
        (Source, "language", "ar", "Arabic", "العربية"),
        (Source, "url", "https://example.org", "https://example.org", "https://example.org"),
    ],
)
def test_a_value_in_words(entity, key, value, english, arabic):
    field = field_of(entity, key)

    assert words(field, value) == english
    assert words(field, value, "ar") == arabic


def test_months_are_written_out_at_length():
    field = field_of(Incident, "date_edtf")

    assert words(field, FuzzyDate("2019-11-06"), long=True) == "6 November 2019"


def test_links_have_the_names_they_are_given():
    names = {SOME_ID: "Idleb offensive"}

    assert words(field_of(Incident, "group_id"), SOME_ID, names=names.get) == "Idleb offensive"
    assert words(field_of(Incident, "group_id"), "1" * 36, names=names.get) == "11111111"


def test_people_are_a_range():
    assert [people(8, 8), people(14, None), people(None, None)] == [
        "8",
        "at least 14",
        "not reported",
    ]


def test_labels_are_translated():
    assert label("Strike pattern", "ar") == "نمط الضربات"


@pytest.mark.parametrize(
    ("record", "title"),
    [
        (Incident(title="Market in Kafr Nabl", ref="IDL-1"), "Market in Kafr Nabl"),
        (Incident(ref="IDL-1"), "IDL-1"),
        (Incident(id=SOME_ID), "Incident 0f0e6d0c"),
        (IncidentSite(site_type="hospital"), "Hospital"),
        (Strike(seq=2), "Strike 2"),
        (Attribution(id=SOME_ID, part=None, confidence=None), "Attribution 0f0e6d0c"),
        (Claim(summary="Two\nlines."), "Two lines."),
    ],
)
def test_a_record_is_named_by_its_first_filled_title(record, title):
    assert title_of(record) == title


def test_a_record_is_named_in_the_language():
    assert title_of(IncidentSite(site_type="hospital"), "ar") == "مستشفى"
    assert title_of(IncidentLink(id=SOME_ID), "ar").endswith(" 0f0e6d0c")


def test_a_long_title_ends_with_a_word():
    title = title_of(Claim(summary="aircraft " * 50))

    assert title.endswith("aircraft…")
    assert len(title) <= 81
