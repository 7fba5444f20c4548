"""The text of filters: what people type is understood, and what is written is read back."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from strikelog.domain.filter_reading import (
    BadFilterValue,
    BracketNotClosed,
    BracketNotOpened,
    FieldNotNamed,
    FilterError,
    LooseOr,
    NothingInBrackets,
    QuoteNotClosed,
    TooDeep,
    UnknownFilterField,
    ValueNotGiven,
)
from strikelog.domain.filter_text import (
    circle_of,
    filter_text,
    parse_filter,
    term_words,
    window_of,
)
from strikelog.domain.filters import Both, Condition, Either, Filter, Not, Op, Words
from strikelog.domain.records import Claim, Evidence, Incident, Period, Site, Source

from .filter_examples import filters

ENTITIES = (Incident, Site, Source, Claim, Evidence, Period)
WITH_ENTITY = st.sampled_from(ENTITIES).flatmap(
    lambda entity: st.tuples(st.just(entity), filters(entity))
)


@settings(deadline=None, max_examples=200)
@given(WITH_ENTITY)
def test_what_is_written_is_read_back(case):
    entity, wanted = case

    assert parse_filter(filter_text(wanted), entity) == wanted


@pytest.mark.parametrize("word", [",", ",1", ",:", "،", "a,"])
def test_a_word_that_begins_with_a_comma_stays_a_word(word):
    wanted = Filter((Condition("date", Op.IS, ("2019",)), Words(word)))

    assert parse_filter(filter_text(wanted), Incident) == wanted


@settings(deadline=None, max_examples=60)
@given(WITH_ENTITY, st.sampled_from(["en", "ar"]))
def test_every_term_has_words(case, language):
    entity, wanted = case

    said = [term_words(term, entity, language) for term in wanted.terms]

    assert all(said)


PIECES = st.sampled_from(
    [
        *'()-:<>!"«“\\,،= ',
        "OR",
        "AND",
        "date",
        "type",
        "killed",
        "near",
        "..",
        "2019",
        "5",
        "x",
        ">=",
    ]
)


@settings(deadline=None, max_examples=400)
@given(st.text() | st.lists(PIECES, max_size=20).map("".join), st.sampled_from(["en", "ar"]))
def test_any_text_is_read_or_refused_with_its_place(text, language):
    found, refused = read_or_refused(text, language)

    assert found is None or parse_filter(filter_text(found), Incident) == found
    assert refused is None or 0 <= refused.params["position"] <= len(text)
    assert refused is None or isinstance(refused.params["suggestion"], str)
    assert refused is None or refused.sentence("ar")


def read_or_refused(text, language):
    try:
        return parse_filter(text, Incident, language), None
    except FilterError as refused:
        return None, refused


def one(text, entity=Incident, language="en"):
    (term,) = parse_filter(text, entity, language).terms
    return term


def test_words_and_phrases_search_all_text():
    found = parse_filter('market "double tap"', Incident)

    assert found.terms == (Words("market"), Words("double tap", phrase=True))


@pytest.mark.parametrize("text", ["", "   ", '""', "-", "a - b"])
def test_nothing_is_asked_by_blanks_empty_quotes_and_lone_dashes(text):
    assert parse_filter(text, Incident) == parse_filter(text.replace("-", ""), Incident)


@pytest.mark.parametrize(
    ("text", "name", "op", "values"),
    [
        ("type:Hospital,clinic", "type", Op.IS, ("hospital", "clinic")),
        ("type:hospital, clinic", "type", Op.IS, ("hospital", "clinic")),
        ('type:"Blood bank, laboratory or pharmacy"', "type", Op.IS, ("blood_lab_pharmacy",)),
        ("date:2019-05..2019-11", "date", Op.IS, ("2019-05..2019-11",)),
        ("date:..2019-11", "date", Op.IS, ("..2019-11",)),
        ("date:2019-11..", "date", Op.IS, ("2019-11..",)),
        ("date!:2019", "date", Op.CERTAIN, ("2019",)),
        ("date: 2019,2020", "date", Op.IS, ("2019", "2020")),
        ('date:"early May 2019"', "date", Op.IS, ("[2019-05-01..2019-05-10]",)),
        ('date:"May 2019..early Dec 2019"', "date", Op.IS, ("2019-05..2019-12-10",)),
        ("date:[2019-09-01..2019-09-10]", "date", Op.IS, ("[2019-09-01..2019-09-10]",)),
        ("date:2019-04-29/..", "date", Op.IS, ("2019-04-29/..",)),
        ("date:2019-07-XX", "date", Op.IS, ("2019-07",)),
        ("date>=2019-05", "date", Op.IS, ("2019-05-01..",)),
        ("date>2019-05", "date", Op.IS, ("2019-06-01..",)),
        ("date<=2019-05", "date", Op.IS, ("..2019-05-31",)),
        ("date<2019-05", "date", Op.IS, ("..2019-04-30",)),
        ("created_at:2019-05..", "created_at", Op.IS, ("2019-05..",)),
        ("near:35.61,36.56,5km", "near", Op.IS, ("35.61,36.56,5km",)),
        ("near:35.61, 36.56, 500m", "near", Op.IS, ("35.61,36.56,0.5km",)),
        ('near:"35.61, 36.56, 500 m"', "near", Op.IS, ("35.61,36.56,0.5km",)),
        ("killed>=5", "killed", Op.AT_LEAST, ("5",)),
        ("killed≥5", "killed", Op.AT_LEAST, ("5",)),
        ("killed<=..", "killed", Op.AT_MOST, ("..",)),
        ('site:"Kafr Nabl"', "site", Op.IS, ("Kafr Nabl",)),
        (r'site:"the \"new\" one"', "site", Op.IS, ('the "new" one',)),
        ("site:«Kafr Nabl»", "site", Op.IS, ("Kafr Nabl",)),
        ("time_local:5:30", "time_local", Op.IS, ("05:30",)),
        ("in_totals:TRUE", "in_totals", Op.IS, ("yes",)),
        ('"Strike pattern":double_tap', "strike_pattern", Op.IS, ("double_tap",)),
        ("has:latitude,Site", "has", Op.IS, ("lat", "site")),
        ("missing:time_local", "missing", Op.IS, ("time_local",)),
    ],
)
def test_conditions_are_brought_to_one_spelling(text, name, op, values):
    assert one(text) == Condition(name, op, values)


def test_dashes_exclude_and_or_gives_a_choice():
    found = parse_filter("-workflow:draft (a OR b AND c) d OR e", Incident)

    draft = Not(Condition("workflow", Op.IS, ("draft",)))
    choice = Either((Words("a"), Both((Words("b"), Words("c")))))
    assert found == Filter((Either((Both((draft, choice, Words("d"))), Words("e"))),))


def test_labels_codes_digits_and_commas_of_arabic_are_understood():
    assert one("النوع:مستشفى،مدرسة", language="ar") == one("type:hospital,school")
    assert one("التاريخ:٢٠١٩-٠٥..٢٠١٩-١١", language="ar") == one("date:2019-05..2019-11")
    assert one("near:٣٥٫٦١،٣٦٫٥٦،٥كم", language="ar") == one("near:35.61,36.56,5km")
    assert one("القتلى>=٥", language="ar") == one("killed>=5")
    assert one("in_totals:نعم", language="ar") == one("in_totals:yes")


def test_a_backslash_takes_the_next_sign_as_it_is():
    assert one(r"10\:30") == Words("10:30")
    assert one(r"\OR") == Words("OR")
    assert one(r"\-5") == Words("-5")


@pytest.mark.parametrize(
    ("text", "kind", "position", "suggestion"),
    [
        ("a tpye:hospital", UnknownFilterField, 2, "type"),
        ("type:school,hospitl", BadFilterValue, 12, "Hospital"),
        ("has:titel", BadFilterValue, 4, "title"),
        ("x killed>=many", BadFilterValue, 10, ""),
        ("killed>=4,5", BadFilterValue, 8, ""),
        ("date:2019-11..2019-05", BadFilterValue, 5, ""),
        ("place>5", BadFilterValue, 6, "place:"),
        ("near:1,2", BadFilterValue, 5, "35.61,36.56,5km"),
        ("near:99,2,5km", BadFilterValue, 5, "35.61,36.56,5km"),
        ("date:" + "." * 30_000 + "/", BadFilterValue, 5, ""),
        ("type: ", ValueNotGiven, 0, ""),
        (">=5", FieldNotNamed, 0, "killed>=5"),
        ('a "b', QuoteNotClosed, 2, '"'),
        ("(a", BracketNotClosed, 1, ")"),
        ("a)", BracketNotOpened, 1, ""),
        ("a ()", NothingInBrackets, 2, ""),
        ("a OR", LooseOr, 2, ""),
        ("(OR a)", LooseOr, 1, ""),
        ("(" * 5_000, TooDeep, 20, ""),
        ("-" * 5_000 + "a", TooDeep, 0, ""),
    ],
)
def test_what_cannot_be_read_is_named_with_its_place(text, kind, position, suggestion):
    with pytest.raises(kind) as refused:
        parse_filter(text, Incident)

    assert refused.value.params["position"] == position
    assert suggestion in refused.value.params["suggestion"]


def test_a_refusal_names_field_and_reason_in_the_language():
    with pytest.raises(BadFilterValue) as refused:
        parse_filter("القتلى>=كثير", Incident, "ar")

    assert refused.value.sentence("ar").startswith("القتلى: «\u2068كثير\u2069» ليس عدداً صحيحاً")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("date:2019-05-05..2019-11-06", "Date: 5 May – 6 Nov 2019"),
        ("date!:2019", "Date, certainly: 2019"),
        ("date:2019-11..", "Date: from November 2019"),
        ("type:hospital,clinic", "Type: Hospital, Clinic"),
        ("place:Idleb", "Place: Idleb"),
        ("killed>=5", "Killed: at least 5"),
        ("killed<=..", "Killed: high end open"),
        ("killed:1234", "Killed: 1\u202f234"),
        ("-workflow:draft", "Not Workflow: Draft"),
        ('"double tap"', "“double tap”"),
        ("near:35.61,36.56,5km", "Near: within 5 km of 35.61, 36.56"),
        ("missing:time_local", "Missing: Local time"),
        ("in_totals:yes", "Counts in totals: Yes"),
        ("(a OR b c)", "a or (b and c)"),
        ("lat>35.5", "Latitude: more than 35.5"),
    ],
)
def test_a_chip_says_its_term(text, said):
    assert term_words(one(text), Incident) == said


def test_a_chip_says_its_term_in_arabic():
    assert term_words(one("type:hospital,school"), Incident, "ar") == "النوع: مستشفى، مدرسة"
    assert term_words(one("killed>=5"), Incident, "ar") == "القتلى: 5 على الأقل"


def test_a_chip_shows_a_field_that_this_version_lacks():
    assert term_words(Condition("colour", Op.IS, ("red",)), Incident) == "colour:red"


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2019", date(2019, 1, 1), date(2019, 12, 31)),
        ("2019-05..2019-11", date(2019, 5, 1), date(2019, 11, 30)),
        ("..2019-11-06", None, date(2019, 11, 6)),
        ("2019-11..", date(2019, 11, 1), None),
        ("..", None, None),
        ("[2019-09-01..2019-09-10]", date(2019, 9, 1), date(2019, 9, 10)),
        ("2019-04-29/..", date(2019, 4, 29), None),
    ],
)
def test_a_window_has_a_first_and_a_last_day(value, first, last):
    assert window_of(value) == (first, last)


def test_a_circle_has_a_centre_and_kilometres():
    assert circle_of("35.61,-36.5,0.5km") == (35.61, -36.5, 0.5)
