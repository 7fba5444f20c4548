import pytest

from strikelog.exchange.foreign.headings import meaning_of
from strikelog.exchange.foreign.hxl import meaning_of_tag, parse_tag, tags_of_row
from strikelog.exchange.foreign.synonyms import HEADINGS, ROLES, SITE_KINDS
from strikelog.exchange.foreign.targets import is_target


@pytest.mark.parametrize(
    ("heading", "target"),
    [
        ("Event_Date", "date"),
        ("eventDate", "date"),
        ("تاريخ الحادثة", "date"),
        ("Date de l'incident", "date"),
        ("المحافظة", "place.adm1"),
        ("Longtitude", "place.lon"),
        ("incident/location/latitude", "place.lat"),
        ("SiND Event ID", "external_id"),
        ("Reported Perpetrator Name", "actor.name"),
        ("Weapon Carried/Used", "means"),
        ("عدد القتلى", "count.killed.total.any.unknown"),
        ("عدد القتلى المدنيين", "count.killed.total.any.civilian"),
        ("Fatalities", "count.killed.total.any.unknown"),
        ("Facility name (AR)", "site.name"),
        ("Civilians killed (min)", "count.killed.total.any.civilian.low"),
        ("Killed / Women", "count.killed.woman.any.unknown"),
        ("Number of children injured", "count.injured.child.any.civilian"),
        ("Health Workers Kidnapped", "count.abducted.total.health_worker.civilian"),
        ("Nombre de tués", "count.killed.total.any.unknown"),
        ("Female Health Workers Killed", "count.killed.female.health_worker.civilian"),
        ("_submission_time", "ignore"),
        ("_notes", "ignore"),
        ("_gps_latitude", "place.lat"),
        ("Geo precision (UCDP 1–7)", "place.geo_prec"),
        ("Governorate P-code", "place.pcode"),
        ("Women arrested or detained", "count.detained.woman.any.unknown"),
    ],
)
def test_a_heading_says_its_meaning_however_it_is_written(heading, target):
    found = meaning_of(heading)

    assert found is not None
    assert found.target == target


@pytest.mark.parametrize(
    ("heading", "target", "kind"),
    [
        (
            "Number of Attacks on Health Facilities Reporting Destruction",
            "sites.destroyed",
            "health_unspecified",
        ),
        ("Health Transportation Damaged", "sites.damaged", "ambulance"),
        ("Attacks on Schools", "sites.hit", "school"),
    ],
)
def test_a_heading_that_counts_places_says_which(heading, target, kind):
    found = meaning_of(heading)

    assert found is not None
    assert (found.target, found.options) == (target, {"site_type": kind})


def test_a_column_of_yes_and_no_says_what_happened():
    found = meaning_of("Looting/Theft/Robbery/Burglary of Health Supplies")

    assert found is not None
    assert (found.target, found.options) == ("event_type.flag", {"code": "looting"})


@pytest.mark.parametrize(
    "heading", ["", "Pizza type", "Q17", "———", "Kidnapping outcome", "actor2"]
)
def test_a_strange_heading_says_nothing(heading):
    found = meaning_of(heading)

    assert found is None or found.target == "ignore"


@pytest.mark.parametrize("text", ["#event+pattern", "#group+certainty", "#status+grading"])
def test_a_tag_for_what_is_not_recorded_says_nothing(text):
    assert meaning_of_tag(text) is None


def test_killed_and_injured_together_are_neither():
    assert meaning_of("Killed and injured") is None


def test_a_word_that_nothing_explains_makes_a_number_less_sure():
    plain, strange = meaning_of("Killed"), meaning_of("Killed hw")

    assert plain is not None
    assert strange is not None
    assert strange.strength < 0.6 < plain.strength


def test_a_part_of_a_number_is_not_taken_for_the_number():
    found = meaning_of("National Employees of Local NGO Killed")

    assert found is not None
    assert found.target == "ignore"


def test_every_listed_heading_stands_for_a_target():
    assert all(is_target(key) for key in HEADINGS)


def test_no_spelling_is_listed_for_two_targets():
    spellings = [each for said in HEADINGS.values() for each in said.split("|")]

    assert sorted(spellings) == sorted(set(spellings))


def test_roles_and_kinds_of_places_are_codes():
    assert all(is_target(f"count.killed.total.{role}.civilian") for role in ROLES)
    assert {"hospital", "school"} <= set(SITE_KINDS)


@pytest.mark.parametrize("text", ["#geo +lat", "#GEO+LAT", " # geo+ lat ", "#geo+elevation+lat"])
def test_a_tag_is_read_whatever_its_blanks_case_and_order(text):
    found = meaning_of_tag(text)

    assert found is not None
    assert found.target == "place.lat"


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("#date+occurred+start", "date.start"),
        ("#date+reported", "source.date"),
        ("#affected+killed+f+adults+min", "count.killed.woman.any.unknown.low"),
        ("#affected+children+killed+max", "count.killed.child.any.civilian.high"),
        ("#affected +healthworker +arrested", "count.detained.total.health_worker.civilian"),
        ("#adm2+code+v_pcode", "place.pcode"),
        ("#adm2+name", "place.adm2"),
        ("#country_ISO", "place.country"),
        ("#event+means+weapon", "weapon"),
        ("#event", "title"),
        ("#impact+destroyed+num", "sites.destroyed"),
        ("#affected+killed+health_worker", "count.killed.total.health_worker.civilian"),
        ("#affected+idps", "count.displaced.total.any.unknown"),
        ("#indicator+health_facility+destroyed+num", "sites.destroyed"),
    ],
)
def test_a_tag_says_its_meaning(text, target):
    found = meaning_of_tag(text)

    assert found is not None
    assert found.target == target


@pytest.mark.parametrize("text", ["", "date", "#", "# ", "#1st", "#date of", "no #date"])
def test_what_is_no_tag_is_not_read_as_one(text):
    assert parse_tag(text) is None


def test_a_row_of_tags_is_told_from_rows_of_data():
    assert tags_of_row(["NULL", "asd", None, "#loc+name", "#adm1+name"]) is not None
    assert tags_of_row(["#1 priority", "text", 3]) is None
    assert tags_of_row(["#date", "a comment", "and more"]) is None
    assert tags_of_row(["2019-05-06", "#Syria", "#Idlib"]) is None
    assert tags_of_row([None, "", None]) is None


def test_tags_that_lost_their_hash_signs_are_found():
    tags = tags_of_row(["", "sector+es", "targeted + f", "country"])

    assert tags == {1: "#sector+es", 2: "#targeted+f", 3: "#country"}
