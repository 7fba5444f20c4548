"""Places come into a vault once, whatever file or list they come from."""

import time
from dataclasses import replace
from pathlib import Path

import pytest

from strikelog.domain.filters import Condition, Filter, Op
from strikelog.domain.records import Incident, Location
from strikelog.domain.validation import check_location
from strikelog.exchange.gazetteer_trees import PARENT_UNCLEAR, PARENT_UNKNOWN
from strikelog.services.finding import Finding
from strikelog.services.gazetteer import Gazetteers
from tests.databases import contents, stored

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data" / "gazetteer"
published = pytest.mark.skipif(not SHARED.is_dir(), reason="the published gazetteers are not here")

UNITS = (
    "ADM2_EN,ADM2_AR,ADM2_PCODE,ADM1_EN,ADM1_AR,ADM1_PCODE,ADM0_EN,ADM0_PCODE\n"
    "Al Ma'ra,المعرة,SY0702,Idleb,إدلب,SY07,Syrian Arab Republic,SY\n"
    "Harim,حارم,SY0703,Idleb,إدلب,SY07,Syrian Arab Republic,SY\n"
)


@pytest.fixture
def gazetteers(database, recording):
    return Gazetteers(database, recording)


@pytest.fixture
def units(tmp_path):
    return written(tmp_path, UNITS)


def written(folder, text, name="units.csv"):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def take_in(gazetteers, path):
    plan = gazetteers.plan(path)
    return plan, gazetteers.import_plan(plan)


def places(database):
    return {place.name: place for place in stored(database, Location).values()}


def test_a_gazetteer_comes_in_as_one_step_that_is_undone_as_one(
    database, recording, gazetteers, units
):
    plan, changes = take_in(gazetteers, units)

    assert (len(plan.new), len(plan.changed), plan.unchanged, plan.refused) == (4, 0, 0, ())
    assert changes.entities == {"Location"}
    assert set(places(database)) == {"Syrian Arab Republic", "Idleb", "Al Ma'ra", "Harim"}

    recording.undo()
    assert places(database) == {}


def test_nothing_is_written_by_planning(database, gazetteers, units):
    gazetteers.plan(units)

    assert places(database) == {}


def test_importing_again_changes_nothing(database, gazetteers, units):
    take_in(gazetteers, units)
    before = contents(database)

    plan, changes = take_in(gazetteers, units)

    assert (len(plan.new), len(plan.changed), plan.unchanged) == (0, 0, 4)
    assert not changes.entities
    assert contents(database) == before


def test_a_later_edition_updates_and_keeps_what_was_added_here(
    database, recording, gazetteers, units, tmp_path
):
    take_in(gazetteers, units)
    harim = places(database)["Harim"]
    recording.save(replace(harim, aliases=("Haram town",), lat=36.2, lon=36.5), harim)

    plan, _ = take_in(gazetteers, written(tmp_path, UNITS.replace("Harim", "Harem")))

    assert (len(plan.new), len(plan.changed)) == (0, 1)
    now = places(database)["Harem"]
    assert now.id == harim.id
    assert (now.lat, now.name_local) == (36.2, "حارم")
    assert now.aliases == ("Haram town", "Harim")


def test_a_place_removed_here_comes_back_when_imported_again(
    database, recording, gazetteers, units
):
    take_in(gazetteers, units)
    recording.remove(places(database)["Harim"])

    take_in(gazetteers, units)

    assert "Harim" in places(database)


def test_units_entered_by_hand_are_recognised_by_their_name(database, recording, gazetteers, units):
    country = recording.save(Location(level="0", name="Syria", country_iso3="SYR")).record
    unit = Location(level="1", name="Idlib", parent_id=country.id, country_iso3="SYR")
    mine = recording.save(unit).record

    plan, _ = take_in(gazetteers, units)

    idleb = places(database)["Idleb"]
    assert (len(plan.new), len(plan.changed)) == (2, 2)
    assert (idleb.id, idleb.pcode, idleb.aliases) == (mine.id, "SY07", ("Idlib",))
    assert places(database)["Syrian Arab Republic"].id == country.id
    assert places(database)["Harim"].parent_id == mine.id


def test_parents_are_looked_for_in_the_vault(database, gazetteers, units, tmp_path):
    take_in(gazetteers, units)
    text = (
        "name,name_ar,lat,lon,parent,country\n"
        "Kafr Nabl,كفر نبل,35.614,36.561,SY0702,SYR\n"
        "Salqin,سلقين,36.139,36.454,harim,SYR\n"
        "Nowhere,,36,36,Atlantis,SYR\n"
    )

    plan, _ = take_in(gazetteers, written(tmp_path, text, "towns.csv"))

    known = places(database)
    assert known["Kafr Nabl"].parent_id == known["Al Ma'ra"].id
    assert known["Salqin"].parent_id == known["Harim"].id
    assert [(one.row, one.name, one.reason) for one in plan.refused] == [
        (4, "Nowhere", PARENT_UNKNOWN)
    ]


def test_a_parent_that_could_be_several_is_refused(database, recording, gazetteers, tmp_path):
    for code in ("SY01", "SY02"):
        place = Location(level="1", name="Twin", pcode=code, country_iso3="SYR")
        recording.save(replace(place, pcode_set="COD-AB SYR"))
    text = "name,lat,lon,parent,country\nHass,35,36,Twin,SYR\n"

    plan, _ = take_in(gazetteers, written(tmp_path, text, "towns.csv"))

    assert [one.reason for one in plan.refused] == [PARENT_UNCLEAR]


def test_incidents_in_an_imported_town_are_found_by_its_province(
    database, recording, gazetteers, units
):
    take_in(gazetteers, units)
    home = places(database)["Harim"].id
    incident = recording.save(Incident(title="Strike", location_id=home)).record

    for asked in ("Idlib", "ادلب", "SY07", "Syria"):
        where = Filter((Condition("place", Op.IS, (asked,)),))
        assert [one.id for one in Finding(database).all(Incident, where)] == [incident.id]


@published
def test_all_of_syria_comes_in_without_a_problem(database, gazetteers):
    for kind in ("csv", "geojson"):
        for level in range(4):
            take_in(gazetteers, SHARED / "syria" / f"derived_syr_admin{level}.{kind}")

    known = stored(database, Location)
    assert len(known) == 1 + 14 + 62 + 272
    assert [problem for one in known.values() for problem in check_location(one, known)] == []
    assert all(one.lat for one in known.values())
    plan = gazetteers.plan(SHARED / "syria" / "derived_syr_admin3.geojson")
    assert (plan.new, plan.changed, plan.unchanged) == ((), (), 349)


# -- the built-in gazetteer --------------------------------------------------------------------


@pytest.mark.parametrize("asked", ["Kafr Nabl", "Kafranbel", "Kafr Nobol", "كفرنبل", "كفر نبل"])
def test_the_world_is_searched_in_any_spelling(gazetteers, asked):
    (best, *_) = gazetteers.suggest(asked)

    assert (best.code, best.country, best.above[-1]) == ("168661", "SYR", "Syria")


@pytest.mark.parametrize("asked", ["", " ", "-", "'", "qqqqqq"])
def test_nothing_is_offered_for_nothing(gazetteers, asked):
    assert gazetteers.suggest(asked) == []


def test_suggestions_are_few_and_the_best_known_come_first(gazetteers):
    offered = gazetteers.suggest("kab", limit=3)

    assert len(offered) == 3
    assert any(one.name.startswith("Kab") for one in offered)


def test_suggestions_keep_up_with_typing(gazetteers):
    gazetteers.suggest("warm up")
    began = time.process_time()
    for typed in ("k", "ka", "kaf", "kafr", "kafr n", "كفر", "damascus"):
        gazetteers.suggest(typed)

    assert (time.process_time() - began) / 7 < 0.25


def test_a_chosen_place_is_brought_in_with_what_it_lies_in(database, recording, gazetteers):
    town = gazetteers.suggest("Kafranbel")[0]

    place = gazetteers.bring(town)

    known = stored(database, Location)
    assert place.id == town.id
    assert next(iter(known.values())).name == "Syria"
    assert known[place.id].parent_id in known
    assert [problem for one in known.values() for problem in check_location(one, known)] == []
    recording.undo()
    assert stored(database, Location) == {}


def test_a_place_brought_twice_is_there_once(database, gazetteers):
    town = gazetteers.suggest("Kafranbel")[0]
    first = gazetteers.bring(town)
    before = contents(database)

    assert gazetteers.bring(town) == first
    assert contents(database) == before


def test_a_place_brought_in_hangs_below_units_imported_before(database, gazetteers, units):
    take_in(gazetteers, units)
    province = next(one for one in gazetteers.suggest("Idlib") if one.level == "1")
    town = next(one for one in gazetteers.suggest("Idlib") if one.level == "5")

    assert gazetteers.bring(province).pcode == "SY07"
    gazetteers.bring(town)

    countries = [one for one in stored(database, Location).values() if one.level == "0"]
    assert len(countries) == 1


def test_units_imported_later_complete_those_brought_in_before(database, gazetteers, units):
    province = next(one for one in gazetteers.suggest("Idlib") if one.level == "1")
    place = gazetteers.bring(province)

    take_in(gazetteers, units)

    now = stored(database, Location)[place.id]
    assert (now.name, now.pcode, now.iso_3166_2) == ("Idleb", "SY07", "SY-ID")
    assert len([one for one in stored(database, Location).values() if one.level == "1"]) == 1


def test_a_place_removed_here_is_brought_back_when_chosen_again(database, recording, gazetteers):
    town = gazetteers.suggest("Kafranbel")[0]
    recording.remove(gazetteers.bring(town))

    place = gazetteers.bring(town)

    assert place.id in stored(database, Location)
