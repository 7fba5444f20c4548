"""One search finds a name in all its spellings, and words wherever they stand in a case."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from strikelog.domain.filter_text import parse_filter
from strikelog.domain.filters import Condition, Filter, Not, Op, Words
from strikelog.domain.records import (
    Actor,
    Attribution,
    CasualtyFigure,
    Claim,
    Incident,
    IncidentSite,
    Location,
    Site,
    Source,
)
from strikelog.domain.text import fold
from strikelog.services.finding import Finding
from strikelog.storage import sqlite
from tests import strategies
from tests.databases import open_database, recording_over

KAFR_NABL = ("Kafr Nabl", "Kafr Nobol", "Kafranbel", "كفرنبل", "كفر نبل", "Kafr Nabil")


@pytest.fixture
def database(tmp_path):
    made = open_database(tmp_path)
    yield made
    made.close()


@pytest.fixture
def recording(database):
    return recording_over(database)


def found(database, kind, *texts, phrase=False):
    where = Filter(tuple(Words(text, phrase=phrase) for text in texts))
    return {one.id for one in Finding(database).all(kind, where)}


@pytest.mark.parametrize("written", KAFR_NABL)
def test_one_search_finds_a_place_in_any_spelling(database, recording, written):
    place = recording.save(Location(name=written)).record
    recording.save(Location(name="Maarat al-Numan", name_local="معرة النعمان"))
    recording.save(Location(name="Khan Sheikhoun", name_local="خان شيخون"))

    assert {asked: found(database, Location, *asked.split()) for asked in KAFR_NABL} == {
        asked: {place.id} for asked in KAFR_NABL
    }


@pytest.mark.parametrize("asked", KAFR_NABL)
def test_an_incident_is_found_by_its_place_in_any_spelling(database, recording, asked):
    place = recording.save(Location(name="Kafr Nabl", name_local="كفر نبل")).record
    incident = recording.save(Incident(title="Strike", location_id=place.id)).record
    reported = recording.save(Incident(title="Strike", place_text="Kafranbel")).record
    recording.save(Incident(title="Strike", place_text="Hass"))

    assert found(database, Incident, *asked.split()) == {incident.id, reported.id}
    assert found(database, Incident, asked, phrase=True) == {incident.id, reported.id}


@pytest.mark.parametrize("asked", ["مَعَرَّة", "معره", "المعرة", "Maarra", "maarat"])
def test_vowel_signs_and_forms_of_letters_make_no_difference(database, recording, asked):
    place = recording.save(Location(name="Maarrat", name_local="معرة")).record

    assert found(database, Location, asked) == {place.id}


@pytest.fixture
def case(recording):
    site = recording.save(Site(name="Surgical Hospital", aliases=("Rose building",))).record
    actor = recording.save(Actor(name="Northern Front")).record
    source = recording.save(Source(title="Morning bulletin", publisher="Radio Fresh")).record
    incident = recording.save(Incident(title="Strike at noon", summary="Two impacts")).record
    claim = Claim(incident_id=incident.id, source_id=source.id, summary="A crater in the yard")
    for one in (
        IncidentSite(incident_id=incident.id, site_id=site.id),
        IncidentSite(incident_id=incident.id, site_text="ambulance garage"),
        claim,
        CasualtyFigure(owner_type="claim", owner_id=claim.id, as_reported="several nurses"),
        Attribution(owner_type="claim", owner_id=claim.id, actor_id=actor.id),
    ):
        recording.save(one)
    return incident


@pytest.mark.parametrize(
    "asked",
    [
        *("noon", "impacts", "crater", "nurses", "Surgical", "rose", "garage", "bulletin"),
        *("Fresh", "Northern", "surg", "STRIKE", "crat yard"),
    ],
)
def test_an_incident_is_found_by_words_anywhere_in_its_case(database, recording, case, asked):
    recording.save(Incident(title="Something else"))

    assert found(database, Incident, *asked.split()) == {case.id}


def test_all_words_must_be_there(database, case):
    assert found(database, Incident, "crater", "noon") == {case.id}
    assert found(database, Incident, "crater", "midnight") == set()


def test_a_phrase_asks_for_the_order(database, recording):
    there = recording.save(Incident(title="A double tap strike")).record
    recording.save(Incident(title="A tap on a double door"))

    assert found(database, Incident, "double tap", phrase=True) == {there.id}
    assert len(found(database, Incident, "double", "tap")) == 2


def test_an_edit_is_searched_at_once_and_its_old_words_are_gone(database, recording, case):
    recording.save(replace(case, title="Strike at dusk"), case)

    assert found(database, Incident, "dusk") == {case.id}
    assert found(database, Incident, "noon") == set()


def test_a_renamed_source_is_found_under_its_incidents(database, recording, case):
    finding = Finding(database)
    (source,) = finding.all(Source)

    recording.save(replace(source, publisher="Halab Today"), source)

    assert found(database, Incident, "Halab") == {case.id}


def test_undo_restores_what_is_found(database, recording, case):
    recording.save(replace(case, title="Strike at dusk"), case)
    recording.undo()

    assert found(database, Incident, "noon") == {case.id}
    assert found(database, Incident, "dusk") == set()


def test_removed_records_are_not_found_until_they_come_back(database, recording, case):
    recording.remove(case)
    assert found(database, Incident, "noon") == set()

    recording.undo()
    assert found(database, Incident, "noon") == {case.id}


@pytest.mark.parametrize("asked", ['"', "*", "AND", "NEAR(", "name:", "-", "''", "(", "^", "\\"])
def test_signs_of_the_index_language_do_no_harm(database, recording, asked):
    recording.save(Incident(title="Strike and fire"))

    assert found(database, Incident, asked) <= {one.id for one in Finding(database).all(Incident)}
    assert found(database, Incident, asked, phrase=True) is not None


def test_excluded_words_leave_the_rest(database, recording, case):
    other = recording.save(Incident(title="Strike at dawn")).record
    where = Filter((Words("strike"), Not(Words("noon"))))

    assert {one.id for one in Finding(database).all(Incident, where)} == {other.id}


def test_words_of_records_without_an_index_of_their_own_are_found(database, case):
    assert len(found(database, Claim, "crater")) == 1
    assert len(found(database, Claim, "CRATER", "yard")) == 1
    assert found(database, Claim, "noon") == set()


@pytest.mark.parametrize("asked", KAFR_NABL)
def test_a_place_condition_takes_any_spelling_and_all_within(database, recording, asked):
    district = recording.save(Location(level="2", name="Kafr Nabl", name_local="كفر نبل")).record
    town = recording.save(Location(level="5", name="Hass", parent_id=district.id)).record
    within = recording.save(Incident(title="In", location_id=town.id)).record
    recording.save(Incident(title="Out"))

    where = Filter((Condition("place", Op.IS, (asked,)),))
    assert {one.id for one in Finding(database).all(Incident, where)} == {within.id}


def test_an_exact_name_goes_before_names_that_sound_alike(database, recording):
    exact = recording.save(Location(name="Idlib")).record
    recording.save(Location(name="Adlab"))
    incident = recording.save(Incident(title="In", location_id=exact.id)).record

    where = Filter((Condition("place", Op.IS, ("idlib",)),))
    assert {one.id for one in Finding(database).all(Incident, where)} == {incident.id}


def test_choices_offer_places_in_any_spelling(database, recording):
    place = recording.save(Location(name="Kafr Nabl", name_local="كفر نبل")).record

    offered = [Finding(database).choices(["Location"], asked) for asked in (*KAFR_NABL, "kaf")]

    assert [[one.id for one in some] for some in offered] == [[place.id]] * (len(KAFR_NABL) + 1)
    assert offered[0][0].detail == "كفر نبل"


@settings(max_examples=400)
@given(strategies.texts, strategies.texts, st.data())
def test_looking_into_a_text_is_the_same_as_folding_all_of_it(text, other, data):
    folded = fold(text)
    start = data.draw(st.integers(0, len(folded)))
    end = data.draw(st.integers(start, len(folded)))

    assert sqlite._contains(text, folded[start:end])
    for needle in (fold(other), fold(other)[:2], "ab", "a"):
        assert sqlite._contains(text, needle) == (needle in folded)


@pytest.mark.parametrize(
    "text", ["craءter", "cra'ter", "CRÄTER", "ｃrater", "crater٢", "cra\u0651ter"]
)
def test_what_folding_takes_away_does_not_hide_a_word(text):
    assert sqlite._contains(text, "crater")


def test_words_beside_a_type_of_site_find_what_both_find(database, recording):
    seen = {}
    for title, site_type in (
        ("Crater at the ward", "hospital"),
        ("Crater in the yard", "school"),
        ("Smoke over the ward", "hospital"),
        ("Crater in the field", None),
    ):
        seen[title] = recording.save(Incident(title=title)).record.id
        if site_type:
            recording.save(IncidentSite(incident_id=seen[title], site_type=site_type))

    def titles(text):
        where = parse_filter(text, Incident)
        return {one.title for one in Finding(database).all(Incident, where)}

    assert titles("crater type:hospital") == {"Crater at the ward"}
    assert titles("type:hospital,school crater") == {"Crater at the ward", "Crater in the yard"}
    assert titles("-type:hospital crater") == {"Crater in the yard", "Crater in the field"}
    assert titles("hospital") == set()
    assert titles("ward type:school OR yard type:school") == {"Crater in the yard"}
