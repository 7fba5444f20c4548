"""Typed text becomes a value, and what is shown is read back."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from strikelog.domain.dates import BadDate, FuzzyDate
from strikelog.domain.degrees import BadDegrees, DegreesOutOfRange, OtherAxis, read_degrees
from strikelog.domain.display import words
from strikelog.domain.errors import BadValue
from strikelog.domain.fields import MANY, Field, Kind, field_of, fields_of
from strikelog.domain.languages import language_name, language_tag
from strikelog.domain.reading import (
    _READERS,
    NeitherYesNorNo,
    NotADigest,
    NotALanguage,
    NotAnId,
    NotAnInstant,
    NotAWebAddress,
    NotAWholeNumber,
    NotInList,
    NotOneDay,
    TooLong,
    read,
)
from strikelog.domain.records import (
    RECORDS,
    AggregateClaim,
    Claim,
    Evidence,
    Incident,
    Site,
    Source,
)
from strikelog.domain.text import clean, clean_line
from strikelog.domain.times import BadTime, read_time
from strikelog.domain.vocabularies import vocabulary, vocabulary_names

SOME_ID = "0f0e6d0c-1111-4222-8333-444455556666"


def test_every_kind_has_a_reader():
    assert set(_READERS) == set(Kind)


@pytest.mark.parametrize("entity", RECORDS)
@pytest.mark.parametrize("blank", ["", "  ", "\n\t"])
def test_blank_text_is_nothing(entity, blank):
    fields = fields_of(entity)

    assert [read(field, blank) for field in fields] == [field.empty for field in fields]


@pytest.mark.parametrize("kind", list(Kind))
@settings(deadline=None, max_examples=40)
@given(text=st.text(), language=st.sampled_from(["en", "ar"]))
def test_any_text_is_read_or_refused(kind, text, language):
    field = Field("lat", kind, "Latitude", vocabulary="TRI")

    value, refused = read_or_refused(field, text, language)

    assert refused is None or refused.sentence("ar")
    assert refused is not None or words(field, value, language) is not None


def read_or_refused(field, text, language):
    try:
        return read(field, text, language), None
    except BadValue as refused:
        return None, refused


DATES = ("2019-11-06", "2019-11-01~", "2019-07", "[2019-09-01..2019-09-10]", "2019-04-29/..")
SHOWN_AND_READ = {
    Kind.ID: st.uuids().map(str),
    Kind.LINE: st.text(min_size=1).map(clean_line),
    Kind.TEXT: st.text(min_size=1).map(clean),
    Kind.COUNT: st.integers(0, 10**11),
    Kind.DEGREES: st.floats(-90, 90).map(lambda value: round(value, 6) + 0.0),
    Kind.DATE: st.sampled_from(DATES).map(FuzzyDate.parse),
    Kind.DAY: st.dates(),
    Kind.TIME: st.times().map(lambda moment: moment.replace(second=0, microsecond=0)),
    Kind.INSTANT: st.datetimes(timezones=st.just(UTC)).map(
        lambda moment: moment.replace(second=0, microsecond=0)
    ),
    Kind.YESNO: st.booleans(),
    Kind.LANGUAGE: st.sampled_from(["ar", "en", "ar-SY", "ku", "zh-Hant", "apc", "fr-CH"]),
    Kind.URL: st.sampled_from(["https://example.org/a?b=c#d", "http://مثال.org"]),
    Kind.DIGEST: st.binary(min_size=32, max_size=32).map(bytes.hex),
}


def test_what_is_shown_loses_nothing_for_these_kinds():
    assert set(Kind) - set(SHOWN_AND_READ) == {*MANY, Kind.CODE, Kind.LINK}


@pytest.mark.parametrize("kind", list(SHOWN_AND_READ))
@pytest.mark.parametrize("language", ["en", "ar"])
@settings(deadline=None, max_examples=30)
@given(data=st.data())
def test_what_is_shown_is_read_back(kind, language, data):
    field = Field("lat", kind, "Latitude")
    value = data.draw(SHOWN_AND_READ[kind])

    again = read(field, words(field, value, language), language)

    assert again == (value if value != "" else None)


@pytest.mark.parametrize("name", vocabulary_names())
@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_code_is_read_back_from_what_is_shown(name, language):
    one = Field("key", Kind.CODE, "Label", vocabulary=name)
    many = replace(one, kind=Kind.CODES)
    codes = [code.code for code in vocabulary(name)]

    assert [read(one, words(one, code, language), language) for code in codes] == codes
    assert read(many, words(many, tuple(codes), language), language) == tuple(codes)
    assert read(many, " | ".join(codes)) == tuple(codes)
    assert read(many, "\n".join(codes)) == tuple(codes)


@pytest.mark.parametrize("typed", ["B", "b", "Usually reliable", "B · Usually reliable"])
def test_a_reliability_is_read_by_letter_and_label(typed):
    assert read(field_of(Source, "reliability"), typed) == "B"


def test_labels_of_every_language_count():
    assert read(field_of(Incident, "workflow"), "مسودة") == "draft"
    assert read(field_of(Incident, "workflow"), "Draft", "ar") == "draft"


def test_several_codes_stand_behind_commas_of_either_script_once_each():
    site_types = field_of(AggregateClaim, "site_types")

    assert read(site_types, "Hospital, school, Hospital") == ("hospital", "school")
    assert read(site_types, "مستشفى، مدرسة", "ar") == ("hospital", "school")


@pytest.mark.parametrize(
    ("typed", "number"),
    [("14", 14), ("1,234", 1234), ("1\u202f234", 1234), ("١٤", 14), ("١٬٢٣٤", 1234), ("14.0", 14)],
)
def test_counts_are_whole_numbers_of_either_script(typed, number):
    assert read(field_of(Incident, "impacts_low"), typed) == number


@pytest.mark.parametrize(
    ("typed", "degrees"),
    [
        ("35.614138", 35.614138),
        ("35,614138", 35.614138),
        ("٣٥٫٦١٤", 35.614),
        ("-35.5", -35.5),
        ("−35.5°", -35.5),
        ("35.5 S", -35.5),
        ("N 35.5", 35.5),
        ("35°36'50\"N", 35.613889),
        ("35°36′50.4″ S", -35.614),
        ("35 36 50", 35.613889),
        ("35° 36.5' N", 35.608333),
        ("35:30:00", 35.5),
        ("35°36'50\" شمالاً", 35.613889),
        ("-0", 0.0),
    ],
)
def test_degrees_are_read_as_people_write_them(typed, degrees):
    assert read_degrees(typed, is_latitude=True) == degrees


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("x", BadDegrees),
        ("35, 36", BadDegrees),
        ("35°61'", BadDegrees),
        ("N 35 N", BadDegrees),
        ("-35 N", BadDegrees),
        ("91", DegreesOutOfRange),
        ("35 E", OtherAxis),
    ],
)
def test_what_is_no_latitude_is_refused(typed, kind):
    with pytest.raises(kind):
        read(field_of(Site, "lat"), typed)


def test_longitudes_reach_further_and_lie_east_and_west():
    assert read(field_of(Site, "lon"), "179.5 W") == -179.5


@pytest.mark.parametrize(
    ("typed", "moment"),
    [
        ("17:30", time(17, 30)),
        ("5:30 pm", time(17, 30)),
        ("5:30 P.M.", time(17, 30)),
        ("5pm", time(17)),
        ("٥:٣٠ م", time(17, 30)),
        ("٥:٣٠ صباحاً", time(5, 30)),
        ("الساعة 5:30 مساءً", time(17, 30)),
        ("12:05 am", time(0, 5)),
        ("12 pm", time(12)),
        ("17.30", time(17, 30)),
        ("1730", time(17, 30)),
        ("17:30:00", time(17, 30)),
        ("0:00", time(0)),
    ],
)
def test_times_are_read_as_people_write_them(typed, moment):
    assert read_time(typed) == moment


@pytest.mark.parametrize(
    "typed", ["17", "25:00", "17:60", "13:00 pm", "0 am", "noonish", "17:30:15"]
)
def test_what_is_no_time_is_refused(typed):
    with pytest.raises(BadTime):
        read_time(typed)


@pytest.mark.parametrize("typed", ["2019-11-06", "6 Nov 2019", "٦ تشرين الثاني ٢٠١٩"])
def test_days_are_read_as_dates_are(typed):
    assert read(field_of(Source, "accessed"), typed) == date(2019, 11, 6)


@pytest.mark.parametrize("typed", ["Nov 2019", "2019-11-06?", "2019-11-06~", "5-6 Nov 2019"])
def test_a_day_must_be_one_and_certain(typed):
    with pytest.raises(NotOneDay):
        read(field_of(Source, "accessed"), typed)


def test_a_date_may_be_vague():
    assert read(field_of(Incident, "date_edtf"), "early May 2019") == FuzzyDate.parse(
        "[2019-05-01..2019-05-10]"
    )


@pytest.mark.parametrize(
    "typed", ["2019-11-06T17:30:00Z", "2019-11-06T19:30+02:00", "6 Nov 2019, 17:30 UTC"]
)
def test_instants_are_brought_to_utc(typed):
    moment = datetime(2019, 11, 6, 17, 30, tzinfo=UTC)

    assert read(field_of(Evidence, "acquired_at"), typed) == moment


@pytest.mark.parametrize(
    ("typed", "answer"),
    [("yes", True), ("TRUE", True), ("نعم", True), ("No", False), ("false", False), ("لا", False)],
)
def test_yes_and_no_in_either_language(typed, answer):
    assert read(field_of(Claim, "retracted"), typed) is answer


def test_tags_are_parted_by_bars_and_lines_and_keep_their_commas():
    typed = "airwars:CS1 | acled:SYR2, 3\nacled:SYR2, 3"

    assert read(field_of(Incident, "external_ids"), typed) == ("airwars:CS1", "acled:SYR2, 3")


def test_links_are_read_by_id():
    other = "0f0e6d0c-1111-4222-8333-444455556667"
    typed = f"{SOME_ID.upper()} | {other}"

    assert read(field_of(Incident, "period_ids"), typed) == (SOME_ID, other)
    assert read(field_of(Incident, "group_id"), SOME_ID) == SOME_ID


@pytest.mark.parametrize(
    ("typed", "tag"),
    [
        ("ar", "ar"),
        ("AR_sy", "ar-SY"),
        ("Arabic", "ar"),
        ("العربية", "ar"),
        ("Arabic (Syria)", "ar-SY"),
        ("zh-hant-tw", "zh-Hant-TW"),
        ("ajp", "ajp"),
        ("und", "und"),
    ],
)
def test_languages_are_read_by_tag_and_by_name(typed, tag):
    assert language_tag(typed) == tag


def test_languages_are_shown_by_name():
    assert language_name("ar-SY", "en") == "Arabic (Syria)"
    assert language_name("ar", "ar") == "العربية"
    assert language_name("zh-Hant-TW") == "zh-Hant-TW"


def test_a_copy_in_an_archive_is_named_by_its_path():
    assert read(field_of(Source, "archived_url"), "2019/report.pdf") == "2019/report.pdf"


def test_a_digest_is_kept_in_small_letters():
    assert read(field_of(Source, "archive_sha256"), "AB" * 32) == "ab" * 32


@pytest.mark.parametrize(
    ("entity", "key", "typed", "kind"),
    [
        (Incident, "workflow", "drafft", NotInList),
        (AggregateClaim, "site_types", "hospital, hospitl", NotInList),
        (Incident, "impacts_low", "many", NotAWholeNumber),
        (Incident, "impacts_low", "-3", NotAWholeNumber),
        (Incident, "impacts_low", "1.5", NotAWholeNumber),
        (Claim, "retracted", "maybe", NeitherYesNorNo),
        (Incident, "date_edtf", "some day", BadDate),
        (Evidence, "acquired_at", "2019-11-06T17:30:00", NotAnInstant),
        (Evidence, "acquired_at", "0001-01-01T00:00:00+10:00", NotAnInstant),
        (Source, "language", "Klingonish", NotALanguage),
        (Source, "url", "www.example.org", NotAWebAddress),
        (Source, "url", "javascript:alert(1)", NotAWebAddress),
        (Source, "archived_url", "../secret", NotAWebAddress),
        (Source, "archive_sha256", "abc", NotADigest),
        (Incident, "group_id", "The second wave", NotAnId),
    ],
)
def test_what_cannot_be_read_is_refused_by_name(entity, key, typed, kind):
    with pytest.raises(kind) as refused:
        read(field_of(entity, key), typed)

    assert refused.value.params["text"] in typed


@pytest.mark.parametrize(
    "page", ["(" * 30_000, "\u2003" * 30_000 + "x", "9" * 30_000, "no,no|" * 5_000]
)
@pytest.mark.parametrize("kind", list(Kind))
def test_a_page_is_read_or_refused_in_a_moment(kind, page):
    field = Field("lat", kind, "Latitude", vocabulary="TRI")

    value, refused = read_or_refused(field, page, "en")

    single = kind not in MANY | {Kind.LINE, Kind.TEXT, Kind.URL}
    assert isinstance(refused, TooLong) is (single and len(page.strip()) > 300)
    assert refused is not None or value is not None


def test_a_code_that_is_nearly_right_is_suggested_in_the_language():
    with pytest.raises(NotInList) as english:
        read(field_of(Incident, "workflow"), "drafft")
    with pytest.raises(NotInList) as arabic:
        read(field_of(Incident, "workflow"), "drafft", "ar")

    assert english.value.params["suggestion"] == "Draft"
    assert arabic.value.params["suggestion"] == "مسودة"
