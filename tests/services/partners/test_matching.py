"""Names of places and sites that partners write: found, left waiting, matched, remembered."""

from dataclasses import replace
from pathlib import Path

import pytest

from strikelog.domain.records import Incident, IncidentSite, Location, Site, new_id
from strikelog.exchange.foreign.mapping import ColumnMapping, Mapping, fingerprint
from strikelog.exchange.foreign.tables import find_tables
from strikelog.exchange.partners.parts import PlaceAsked
from strikelog.exchange.workbooks import Sheet, Workbook
from strikelog.services.partners.importing import PartnerImporting
from strikelog.services.partners.matching import MatchGone
from strikelog.services.partners.places import Places
from strikelog.services.partners.values import Opened
from strikelog.services.recording import Revision
from strikelog.services.world import world
from tests.databases import open_database, recording_over, stored

HEADER = ("Nr", "Date", "Governorate", "Place", "Hospital", "Lat", "Lon", "P-code")
TARGETS = ("external_id", "date", "place.adm1", "place.name", "site.name", "place.lat",
           "place.lon", "place.pcode")  # fmt: skip
MAPPING = Mapping(
    "Monthly",
    "A partner",
    "Monthly",
    fingerprint(HEADER),
    tuple(
        ColumnMapping(header, target=target) for header, target in zip(HEADER, TARGETS, strict=True)
    ),
    defaults={"place.country": "Syria", "site.type": "hospital"},
)
NOBODY_KNOWS = ("1", "2019-11-06", "Idlib", "Tell Nowhere", "", None, None, None)


class Office:
    def __init__(self, folder):
        self.database = open_database(folder)
        self.recording = recording_over(self.database)
        self.service = PartnerImporting(self.database, self.recording)
        self.matching = self.service.matching

    def preview(self, *rows):
        book = Workbook("m.xlsx", "a" * 64, "xlsx", (Sheet("S", True, (HEADER, *rows)),))
        file = Opened(Path("m.xlsx"), book, find_tables(book))
        return self.service.preview(file, self.service.chosen(file), MAPPING)

    def take(self, *rows):
        return self.service.apply(self.preview(*rows))

    def all(self, kind):
        return list(stored(self.database, kind).values())

    def add(self, *records):
        self.recording.add_all(records, "Add")


@pytest.fixture
def office(tmp_path):
    made = Office(tmp_path)
    yield made
    made.database.close()


def syria():
    country = Location(id=new_id(), level="0", name="Syria", country_iso3="SYR")
    idlib = Location(
        id=new_id(), level="1", name="Idlib", name_local="إدلب", aliases=("Idleb",),
        parent_id=country.id, pcode="SY07", pcode_set="COD", country_iso3="SYR",
    )  # fmt: skip
    town = Location(
        id=new_id(), level="5", name="Kafr Nobol", name_local="كفرنبل", aliases=("Kafr Nabl",),
        parent_id=idlib.id, pcode="C3871", pcode_set="COD", country_iso3="SYR",
        lat=35.614, lon=36.561,
    )  # fmt: skip
    return country, idlib, town


# -- places ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        (PlaceAsked(country="Syria", pcode="C3871", name="whatever"), "P-code"),
        (PlaceAsked(country="Syria", adm1="Idlib Governorate", name="kafr nabl"), "in Idlib"),
        (PlaceAsked(iso3="SYR", adm1="محافظة إدلب", name="كفر نبل"), "in Idlib"),
        (PlaceAsked(country="سوريا", name="كفرنبل"), "by the name"),
    ],
)
def test_a_place_is_found_by_code_or_name_in_both_scripts(asked, reason):
    records = syria()

    found = Places(records, world()).find(asked, None, "")

    assert found.place.id == records[2].id
    assert found.is_whole
    assert reason in found.message.format(**dict(found.params))


def test_a_town_far_from_the_coordinates_is_not_the_one():
    asked = PlaceAsked(country="Syria", adm1="Idlib", name="Kafr Nabl")
    places = Places(syria(), world())

    near = places.find(asked, (35.62, 36.57), "settlement")
    far = places.find(asked, (34.0, 36.57), "settlement")

    assert near.place.name == "Kafr Nobol"
    assert (far.place.name, far.is_whole) == ("Idlib", False)


def test_coordinates_that_contradict_the_p_code_are_told(office):
    office.add(*syria())

    preview = office.preview(("1", "2019-11-06", "Idlib", "X", "", "33.5", "36.3", "C3871"))

    (number, doubt), *_ = preview.row_doubts
    assert number == 2
    assert "km from Kafr Nobol" in doubt.sentence()


def test_without_a_country_the_coordinates_tell_it():
    places = Places((), world())

    assert places.country_of(PlaceAsked(name="Khiam"), (33.327, 35.611)) == "LBN"
    assert places.country_of(PlaceAsked(name="Khiam"), (0.0, -30.0)) == ""


def test_a_place_of_the_built_in_gazetteer_comes_with_all_it_lies_in(office):
    office.take(("1", "2019-11-06", "Idlib", "Kafr Nabl", "", None, None, None))

    (incident,) = office.all(Incident)
    places = {one.id: one for one in office.all(Location)}
    town = places[incident.location_id]
    assert [town.level, places[town.parent_id].level] == ["5", "1"]
    assert places[places[town.parent_id].parent_id].country_iso3 == "SYR"


# -- waiting and matching ----------------------------------------------------------------------


def test_an_unknown_place_waits_and_the_row_comes_in_with_what_is_known(office):
    preview = office.preview(NOBODY_KNOWS, ("2", *NOBODY_KNOWS[1:]))
    office.service.apply(preview)

    (waits,) = office.matching.listed()
    assert preview.counts["parked"] == 2
    assert (waits.kind, waits.name, waits.within) == ("place", "Tell Nowhere", "Idlib, Syria")
    assert len(waits.waiting) == 2
    names = {one.id: one.name for one in office.all(Location)}
    assert {names[one.location_id] for one in office.all(Incident)} == {"Idlib"}


def test_a_match_holds_for_every_row_that_waits_and_for_later_files(office):
    records = syria()
    office.add(*records)
    office.take(NOBODY_KNOWS)
    (waits,) = office.matching.listed()

    office.matching.match(waits, records[2].id)
    later = office.preview(("2", *NOBODY_KNOWS[1:]))
    office.service.apply(later)

    assert office.matching.listed() == ()
    assert later.counts["inserted"] == 1
    assert {one.location_id for one in office.all(Incident)} == {records[2].id}
    (decided,) = office.matching.listed(decided=True)
    assert decided.record_id == records[2].id


def test_undoing_a_match_asks_again(office):
    records = syria()
    office.add(*records)
    office.take(NOBODY_KNOWS)
    (waits,) = office.matching.listed()
    office.matching.match(waits, records[2].id)

    office.recording.undo()

    assert office.matching.listed() == (waits,)
    assert {one.location_id for one in office.all(Incident)} == {records[1].id}


def test_a_name_that_means_nothing_here_is_not_asked_again(office):
    office.take(NOBODY_KNOWS)
    (waits,) = office.matching.listed()

    office.matching.leave(waits)
    left = office.matching.listed()
    later = office.preview(("2", *NOBODY_KNOWS[1:]))
    office.matching.reopen(waits)

    assert left == ()
    assert later.counts["inserted"] == 1
    assert len(office.matching.listed()) == 1


def test_what_was_filled_by_hand_is_kept(office):
    records = syria()
    office.add(*records)
    office.take(NOBODY_KNOWS)
    other = Location(id=new_id(), level="5", name="Hass", country_iso3="SYR")
    office.add(other)
    (incident,) = office.all(Incident)
    by_hand = replace(incident, location_id=other.id)
    office.recording.apply("Edit", [Revision(incident, by_hand)])
    (waits,) = office.matching.listed()

    office.matching.match(waits, records[2].id)

    assert office.all(Incident)[0].location_id == other.id


def test_rows_of_an_undone_import_wait_no_more(office):
    done = office.take(NOBODY_KNOWS)

    office.recording.undo_step(done.step)

    assert office.matching.listed() == ()
    assert office.matching.count() == 0


def test_a_place_that_sounds_alike_is_offered_with_the_reason_and_brought_in(office):
    office.take(("1", "2019-11-06", "Idlib", "Kfar Nubul", "", None, None, None))
    (waits,) = office.matching.listed()
    (choice, *_) = waits.choices

    office.matching.match(waits, choice.record_id)

    assert "sounds like" in choice.reason()
    (incident,) = office.all(Incident)
    assert incident.location_id == choice.record_id
    assert choice.record_id in {one.id for one in office.all(Location)}


def test_a_town_that_only_sounds_alike_is_taken_when_it_lies_close():
    asked = PlaceAsked(country="Syria", adm1="Idlib", name="Kfar Nubul")
    places = Places(syria(), world())

    close = places.find(asked, (35.62, 36.57), "settlement")
    further = places.find(asked, (35.70, 36.57), "settlement")
    unplaced = places.find(asked, None, "")

    assert close.place.name == "Kafr Nobol"
    assert "sounds like" in close.message
    assert [one.place.name for one in (further, unplaced)] == ["Idlib", "Idlib"]


def test_a_governorate_that_sounds_like_only_one_of_its_country_is_that():
    places = Places((), world())

    found = places.find(PlaceAsked(iso3="UKR", adm1="Zaporizhia"), None, "")
    unknown = places.find(PlaceAsked(iso3="UKR", adm1="Atlantis"), None, "")

    assert found.place.name == "Zaporizhzhia Oblast"
    assert (unknown.place.name, unknown.is_whole) == ("Ukraine", False)


def test_a_new_place_can_be_made_of_a_name(office):
    office.take(NOBODY_KNOWS)
    (waits,) = office.matching.listed()
    (idlib,) = [one for one in office.all(Location) if one.level == "1"]
    made = Location(level="5", name=waits.name, parent_id=idlib.id, country_iso3="SYR")

    office.matching.match_new(waits, made)

    assert office.all(Incident)[0].location_id == made.id


def test_what_is_not_in_the_register_cannot_be_chosen(office):
    office.take(NOBODY_KNOWS)
    (waits,) = office.matching.listed()

    with pytest.raises(MatchGone):
        office.matching.match(waits, new_id())


# -- sites -------------------------------------------------------------------------------------


def with_hospital(name="Kafr Nabl Surgical Hospital"):
    records = syria()
    site = Site(
        id=new_id(), name=name, name_local="مشفى كفرنبل الجراحي", site_type="hospital",
        location_id=records[2].id, lat=35.6141, lon=36.5612,
    )  # fmt: skip
    return (*records, site)


def hospital(name, place="Kafr Nabl"):
    return ("1", "2019-11-06", "Idlib", place, name, None, None, None)


@pytest.mark.parametrize("name", ["KAFR NABL surgical hospital", "مشفى كفرنبل الجراحي"])
def test_a_site_is_found_by_name_where_the_row_says_it_is(office, name):
    records = with_hospital()
    office.add(*records)

    preview = office.preview(hospital(name))
    office.service.apply(preview)

    assert preview.counts["inserted"] == 1
    assert office.all(IncidentSite)[0].site_id == records[3].id
    assert "Surgical Hospital" in preview.fates[0].place


def test_a_site_of_that_name_elsewhere_is_only_offered(office):
    records = with_hospital()
    office.add(*records)

    preview = office.preview(hospital("Kafr Nabl Surgical Hospital", place="Tell Nowhere"))
    office.service.apply(preview)
    sites = office.matching.listed("site")
    office.matching.match(sites[0], records[3].id)

    assert preview.counts["parked"] == 1
    assert [one.record_id for one in sites[0].choices] == [records[3].id]
    assert office.all(IncidentSite)[0].site_id == records[3].id
    assert office.matching.listed("site") == ()


def test_two_sites_of_one_name_are_never_chosen_between(office):
    records = with_hospital()
    office.add(*records, replace(records[3], id=new_id(), name_local=None))

    assert office.preview(hospital("Kafr Nabl Surgical Hospital")).counts["parked"] == 1


def test_a_row_that_names_no_place_lies_nowhere(office):
    places = Places(syria(), world())

    assert places.find(PlaceAsked(), None, "unknown").place is None
    assert places.find(PlaceAsked(adm1="Idlib"), None, "unknown").place.name == "Idlib"


def test_names_of_another_country_do_not_lie_in_the_only_one_of_the_vault(office):
    places = Places(syria(), world())

    strange = places.find(PlaceAsked(adm1="Vinnytska oblast", adm2="Vinnytskyi raion"), None, "")
    known = places.find(PlaceAsked(adm1="Idlib", name="Nowhere-on-the-hill"), None, "")

    assert (strange.place, strange.is_whole) == (None, False)
    assert (known.place.name, known.is_whole) == ("Idlib", False)
