"""What a partner and everybody get of a vault: rows, fields, places, times and sources."""

import json
from dataclasses import replace
from datetime import time
from uuid import UUID

import openpyxl
import pytest

from strikelog.domain.dates import FuzzyDate
from strikelog.domain.filter_text import parse_filter
from strikelog.domain.records import (
    Assessment,
    CasualtyFigure,
    Claim,
    Evidence,
    Incident,
    IncidentSite,
    Location,
    Site,
    SiteStatus,
    Source,
)
from strikelog.domain.sharing import (
    NOBODY,
    NoSuchPartner,
    Partner,
    PartnerNameTaken,
    PartnerUnnamed,
)
from strikelog.services.exporting import Exporting, PartnerNotMeant
from strikelog.services.importing import Importing
from strikelog.services.pseudonyms import own_names
from strikelog.services.settings import Settings
from strikelog.services.sharing import Partners, masking_of
from strikelog.storage.exchanges import exchanges
from tests.databases import Clock

DAY = FuzzyDate.parse("2019-05-05")


@pytest.fixture
def exporting(database):
    return Exporting(database, Settings(database), Clock())


def places():
    country = Location(name="Syria", level="0", country_iso3="SYR")
    one = Location(name="Idleb", level="1", parent_id=country.id, country_iso3="SYR")
    two = Location(
        name="Ma'ra", level="2", parent_id=one.id, country_iso3="SYR", lat=35.651234, lon=36.681234
    )
    town = Location(
        name="Kafr Nobol", level="4", parent_id=two.id, country_iso3="SYR", lat=35.6141, lon=36.56
    )
    return country, one, two, town


def a_hospital(town, **fields):
    held = {
        "name": "Hospital of the Doves",
        "name_local": "مشفى الحمام",
        "site_type": "hospital",
        "status": "functioning",
        "coord_release": "exact",
        "location_id": town.id,
        "lat": 35.614589,
        "lon": 36.561234,
        "geo_prec": "building",
        "operator": "A relief body",
        "note": "two entrances",
        "notified": "yes",
        "beds": 12,
    }
    return Site(**(held | fields))


def an_incident(town, **fields):
    held = {
        "title": "Strike",
        "location_id": town.id,
        "date_edtf": DAY,
        "time_local": time(14, 37),
        "lat": 35.614589,
        "lon": 36.561234,
        "geo_prec": "building",
        "workflow": "reviewed",
        "event_type": "air_attack",
    }
    return Incident(**(held | fields))


def a_case(recording, *, incident=None, site=None, source=None):
    chain = places()
    hospital = a_hospital(chain[-1], **(site or {}))
    strike = an_incident(chain[-1], **(incident or {}))
    witness = Source(
        **{
            "title": "Talk with Yasmin in the bakery",
            "author": "Yasmin Qudsi",
            "url": "https://example.org/yasmin",
            "source_type": "witness",
            "access": "confidential",
            "language": "ar",
            "tlp": "TLP:RED",
        }
        | (source or {})
    )
    claim = Claim(
        incident_id=strike.id,
        source_id=witness.id,
        summary="Three died.",
        quote="I saw it from the roof",
        locator="minute 4",
        time_local=time(14, 40),
    )
    figure = CasualtyFigure(
        owner_type="claim", owner_id=claim.id, outcome="killed", low=3, high=3, qualifier="exact"
    )
    hit = IncidentSite(
        incident_id=strike.id, site_id=hospital.id, site_type="hospital", notified_then="yes"
    )
    recording.add_all([*chain, hospital, strike, witness, claim, figure, hit], "case")
    return strike, hospital, witness, claim


def rows(path, sheet):
    """Give the rows of a sheet as dictionaries by machine key."""
    found = list(openpyxl.load_workbook(path)[sheet].iter_rows(values_only=True))
    return [dict(zip(found[0], row, strict=True)) for row in found[3:] if any(row)]


def partner_file(exporting, tmp_path, *, partner="North", **options):
    path = tmp_path / f"{partner}.xlsx"
    exporting.export(path, profile="partner", partner=partner, **options)
    return path


# -- sources -------------------------------------------------------------------------------------


def test_a_confidential_source_goes_under_a_pseudonym_without_anything_else(
    recording, exporting, tmp_path
):
    _, _, witness, _ = a_case(recording)

    path = partner_file(exporting, tmp_path)

    (source,) = rows(path, "Sources")
    (claim,) = rows(path, "Claims")
    assert source["title"].startswith("Confidential source ")
    assert source["id"] == claim["source_id"] != witness.id
    told = {key for key, value in source.items() if value not in (None, "")}
    assert told == {
        *("id", "title", "source_type", "language", "reliability", "access"),
        *("_tlp", "_rev", "_hash"),
    }
    assert (claim["quote"], claim["locator"]) == (None, None)


def test_pseudonyms_stay_for_one_partner_and_differ_between_two(recording, exporting, tmp_path):
    a_case(recording)

    def shown(partner, name):
        (source,) = rows(partner_file(exporting, tmp_path / name, partner=partner), "Sources")
        return source["id"], source["title"]

    for name in ("may", "june", "other"):
        (tmp_path / name).mkdir()
    may, june, other = shown("North", "may"), shown("north ", "june"), shown("South", "other")

    assert may == june
    assert may[0] != other[0]
    assert may[1] != other[1]


def test_no_byte_of_a_partner_s_file_names_the_source(recording, exporting, tmp_path):
    _, _, witness, _ = a_case(recording)

    path = partner_file(exporting, tmp_path)

    book = openpyxl.load_workbook(path)
    told = " ".join(
        str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row
    )
    for secret in (witness.id, "Yasmin", "example.org", "from the roof"):
        assert secret not in told
    assert "Three died." in told


def test_the_log_names_the_partner(database, recording, exporting, tmp_path):
    a_case(recording)
    partner_file(exporting, tmp_path)
    exporting.export(tmp_path / "full.xlsx")

    with database.reading() as connection:
        noted = exchanges(connection, database.schema)
    assert [(one.profile, one.partner) for one in noted] == [("partner", "North"), ("full", "")]


# -- rows ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("tlp", ["TLP:RED", "TLP:AMBER+STRICT"])
def test_what_is_marked_for_few_stays_with_all_that_hangs_on_it(
    recording, exporting, tmp_path, tlp
):
    strike, _, _, claim = a_case(recording, incident={"tlp": tlp})

    path = tmp_path / "north.xlsx"
    done = exporting.export(path, profile="partner", partner="North")

    for sheet in ("Incidents", "Claims", "Casualties", "IncidentSites", "Flat"):
        assert rows(path, sheet) == [], sheet
    said = [one.sentence() for one in done.removed if one.is_row]
    assert f"Incidents: 1 – marked {tlp}" in said
    assert "Claims: 1 – belongs to a record that is not shared" in said
    told = {str(cell) for sheet in openpyxl.load_workbook(path) for row in sheet for cell in row}
    assert not {strike.id, claim.id} & told


def test_with_a_filter_nothing_goes_that_only_a_withheld_incident_leans_on(
    recording, exporting, tmp_path
):
    a_case(recording, incident={"tlp": "TLP:RED"})

    path = partner_file(exporting, tmp_path, where=parse_filter("title:Strike", Incident))

    for sheet in ("Sites", "Sources", "Locations"):
        assert rows(path, sheet) == [], sheet


def test_a_partner_named_for_a_mark_gets_what_has_it(database, recording, exporting, tmp_path):
    a_case(recording, incident={"tlp": "TLP:AMBER+STRICT"})
    partners = Partners(database)
    partners.save(Partner(partners.called("North").id, "North", ("TLP:AMBER+STRICT",)))

    assert len(rows(partner_file(exporting, tmp_path), "Incidents")) == 1
    assert rows(partner_file(exporting, tmp_path, partner="South"), "Incidents") == []


def test_what_is_referred_to_but_withheld_is_named_by_its_id(recording, exporting, tmp_path):
    strike, _, witness, _ = a_case(recording)
    proof = Evidence(title="Film", source_id=witness.id, tlp="TLP:AMBER+STRICT")
    second = Claim(
        incident_id=strike.id, source_id=witness.id, summary="Seen", evidence_ids=(proof.id,)
    )
    recording.add_all([proof, second], "more")

    path = partner_file(exporting, tmp_path)

    meta = dict(openpyxl.load_workbook(path)["_meta"].iter_rows(values_only=True))
    assert meta["withheld"] == proof.id
    assert rows(path, "Evidence") == []


# -- fields --------------------------------------------------------------------------------------


def test_sites_are_reduced_and_not_removed(recording, exporting, tmp_path):
    _, hospital, witness, _ = a_case(recording, site={"tlp": "TLP:AMBER+STRICT"})
    status = SiteStatus(
        site_id=hospital.id,
        date_edtf=DAY,
        status="partial",
        note="by the baker",
        source_id=witness.id,
    )
    recording.save(status)

    path = partner_file(exporting, tmp_path)

    (site,) = rows(path, "Sites")
    assert (site["name"], site["status"], site["_tlp"]) == (
        "Hospital of the Doves",
        "functioning",
        "TLP:AMBER",
    )
    assert not {"operator", "note", "notified", "beds", "aliases"} & site.keys()
    (noted,) = rows(path, "SiteStatus")
    assert (noted["status"], "note" in noted) == ("partial", False)
    assert "notified_then" not in rows(path, "IncidentSites")[0]


def test_a_site_with_an_alias_goes_by_it_alone(recording, exporting, tmp_path):
    a_case(recording, site={"public_alias": "Hospital 7"})

    (site,) = rows(partner_file(exporting, tmp_path), "Sites")

    assert (site["name"], site["name_local"]) == ("Hospital 7", None)


def test_a_site_marked_red_stays(recording, exporting, tmp_path):
    a_case(recording, site={"tlp": "TLP:RED"})

    assert rows(partner_file(exporting, tmp_path), "Sites") == []


@pytest.mark.parametrize(
    ("release", "shown"),
    [
        ("exact", (35.61, 36.56, "neighbourhood")),
        ("round_2dp", (35.61, 36.56, "neighbourhood")),
        ("settlement", (35.61, 36.56, "settlement")),
        ("admin2_centroid", (35.65, 36.68, "district")),
        ("withhold", (None, None, "unknown")),
    ],
)
def test_positions_follow_the_release_rule_and_are_never_finer_than_a_kilometre(
    recording, exporting, tmp_path, release, shown
):
    a_case(recording, site={"coord_release": release})

    path = partner_file(exporting, tmp_path)

    for sheet in ("Incidents", "Sites"):
        (row,) = rows(path, sheet)
        assert (row["lat"], row["lon"], row["geo_prec"]) == shown, sheet
    (flat,) = rows(path, "Flat")
    assert (flat["lat"], flat["lon"]) == shown[:2]


def test_the_rule_of_a_withheld_site_still_holds(recording, exporting, tmp_path):
    a_case(recording, site={"tlp": "TLP:RED", "coord_release": "withhold"})

    path = partner_file(exporting, tmp_path)

    assert rows(path, "Incidents")[0]["lat"] is None
    assert (rows(path, "Flat")[0]["place"], rows(path, "Flat")[0]["lat"]) == (None, None)


def test_times_are_told_to_the_hour(recording, exporting, tmp_path):
    a_case(recording)

    path = partner_file(exporting, tmp_path)

    assert rows(path, "Incidents")[0]["time_local"] == "14:00"
    assert rows(path, "Claims")[0]["time_local"] == "14:00"


def test_colleagues_are_roles_and_devices_are_nothing(recording, exporting, database, tmp_path):
    strike, _, witness, _ = a_case(recording)
    partners = Partners(database)
    partners.save(Partner(partners.called("North").id, "North", ("TLP:AMBER+STRICT",)))
    proof = Evidence(
        title="Film",
        source_id=witness.id,
        creator="Samira of the mill",
        device="Phone 5",
        acquirer="u07",
        filename="IMG_2231.mp4",
        original_url="https://example.org/film",
        incident_ids=(strike.id,),
    )
    judged = Assessment(incident_id=strike.id, assessor="u07", reviewer="u08", grading="fair")
    recording.add_all([proof, judged], "more")

    path = partner_file(exporting, tmp_path)

    (film,) = rows(path, "Evidence")
    assert not {"creator", "device", "store_path"} & film.keys()
    assert (film["acquirer"], film["original_url"]) == ("researcher", None)
    assert film["filename"] == f"{proof.id[:8]}.mp4"
    (assessment,) = rows(path, "Assessments")
    assert (assessment["assessor"], assessment["reviewer"]) == ("assessor", "reviewer")


def test_degrees_in_the_name_of_a_place_are_rounded(recording, exporting, tmp_path):
    a_case(recording, incident={"place_text": "35.614589, 36.561234 (by phone)"})

    (row,) = rows(partner_file(exporting, tmp_path), "Incidents")

    assert row["place_text"] == "35.61, 36.56 (by phone)"


def test_what_a_row_was_is_kept_only_as_it_was_exported(recording, exporting, tmp_path):
    a_case(recording)

    path = partner_file(exporting, tmp_path)

    base = openpyxl.load_workbook(path)["_base"].iter_rows(min_row=2, values_only=True)
    held = {row[0]: json.loads(row[5]) for row in base}
    assert set(held["Site"]) <= {
        *("_entity", "id", "name", "name_local", "site_type", "location_id", "lat", "lon"),
        *("geo_prec", "coord_release", "status", "status_on"),
    }
    assert held["Site"]["lat"] == "35.610000"
    assert "author" not in held["Source"]


def test_a_partner_s_file_that_comes_back_untouched_changes_nothing_of_what_it_shows(
    database, recording, exporting, tmp_path
):
    a_case(recording)
    path = partner_file(exporting, tmp_path)

    counts = Importing(database, recording).preview(path).counts

    assert (counts["updated"], counts["conflicts"], counts["refused"]) == (0, 0, 0)


# -- everybody -----------------------------------------------------------------------------------


def published(recording, exporting, tmp_path, **fields):
    case = a_case(recording, incident={"tlp": "TLP:GREEN"} | fields.pop("incident", {}), **fields)
    path = tmp_path / "public.xlsx"
    done = exporting.export(path, profile="public")
    return path, done, case


def test_everybody_gets_three_sheets_and_nothing_hidden(recording, exporting, tmp_path):
    path, _, _ = published(recording, exporting, tmp_path)

    book = openpyxl.load_workbook(path)
    assert [(one.title, one.sheet_state) for one in book.worksheets] == [
        ("README", "visible"),
        ("Flat", "visible"),
        ("Lists", "visible"),
    ]
    assert not [one for sheet in book for one in sheet.row_dimensions.values() if one.hidden]
    assert not book.defined_names


def test_everybody_gets_no_id_of_ours_and_the_same_one_each_time(recording, exporting, tmp_path):
    path, _, case = published(recording, exporting, tmp_path, incident={"ref": "IDL-2019-0042"})
    exporting.export(tmp_path / "again.xlsx", profile="public")

    (row,) = rows(path, "Flat")
    assert row["event_id"] == rows(tmp_path / "again.xlsx", "Flat")[0]["event_id"]
    book = openpyxl.load_workbook(path)
    told = {str(cell) for sheet in book for line in sheet.values for cell in line}
    assert not {one.id for one in case} & told
    assert row["ref"] is None


def test_only_what_is_marked_green_or_clear_and_reviewed_is_published(
    recording, exporting, tmp_path
):
    town = places()[-1]
    recording.add_all(
        [
            an_incident(town, title="amber", tlp="TLP:AMBER"),
            an_incident(town, title="draft", tlp="TLP:CLEAR", workflow="draft"),
            an_incident(town, title="shown", tlp="TLP:CLEAR"),
        ],
        "three",
    )

    done = exporting.export(tmp_path / "public.xlsx", profile="public")

    assert done.counts["Flat"] == 1
    assert sorted(one.sentence() for one in done.removed if one.is_row) == [
        "Incidents: 1 – marked TLP:AMBER",
        "Incidents: 1 – not reviewed, rejected, a rumour, or merged into another",
    ]


def test_a_district_with_few_sites_has_no_coordinates(recording, exporting, tmp_path):
    path, _, _ = published(recording, exporting, tmp_path)

    assert rows(path, "Flat")[0]["lat"] is None


def test_a_district_with_five_sites_is_told_by_its_centre(recording, exporting, tmp_path):
    _, _, (_, hospital, *_) = published(recording, exporting, tmp_path)
    recording.add_all(
        [Site(name=f"S{n}", site_type="school", location_id=hospital.location_id) for n in "1234"],
        "more",
    )

    exporting.export(tmp_path / "more.xlsx", profile="public")

    (row,) = rows(tmp_path / "more.xlsx", "Flat")
    assert (row["lat"], row["lon"], row["geo_prec"]) == (35.65, 36.68, 3)


def test_nothing_is_named_that_is_finer_than_the_rule(recording, exporting, tmp_path):
    path, _, _ = published(
        recording, exporting, tmp_path, site={"coord_release": "admin1_centroid"}
    )

    (row,) = rows(path, "Flat")
    assert (row["adm1"], row["adm2"], row["place"], row["site_names"]) == (
        "Idleb",
        None,
        "Idleb",
        None,
    )


# -- partners ------------------------------------------------------------------------------------


def test_a_partner_is_remembered_by_any_spelling_of_the_name(database):
    partners = Partners(database)

    first = partners.called("Relief  North")

    assert partners.called("relief north").id == first.id
    assert [one.name for one in partners.all()] == ["Relief North"]


def test_a_partner_without_a_name_is_refused(database):
    with pytest.raises(PartnerUnnamed):
        Partners(database).called("  ")


def test_only_a_partner_s_workbook_is_for_a_partner(exporting, tmp_path):
    with pytest.raises(PartnerNotMeant):
        exporting.export(tmp_path / "a.xlsx", profile="public", partner="North")


def test_nobody_in_particular_sees_nothing_strict():
    assert not NOBODY.may_see("TLP:RED")
    assert NOBODY.may_see("TLP:AMBER")


# -- the register of partners --------------------------------------------------------------------


def test_a_partner_that_is_renamed_keeps_its_id_and_what_it_is_named_for(database):
    partners = Partners(database)
    north = partners.save(replace(partners.called("North"), named_for=("TLP:RED",)))

    partners.rename(north, "  Northern   Office ")

    (renamed,) = partners.all()
    assert renamed == replace(north, name="Northern Office", former_names=("North",))
    assert renamed.was_called("north")
    assert not renamed.is_called("north")
    assert partners.called("northern office").id == north.id


def test_two_partners_never_bear_one_name(database):
    partners = Partners(database)
    north, south = partners.called("North"), partners.called("South")
    partners.remove(south)

    with pytest.raises(PartnerNameTaken, match="South"):
        partners.rename(north, "SOUTH")


def test_a_removed_partner_is_out_of_sight_and_comes_back_under_the_same_id(database):
    partners = Partners(database)
    north = partners.save(replace(partners.called("North"), named_for=("TLP:RED",)))

    partners.remove(north)

    assert partners.all() == []
    assert [one.is_removed for one in partners.all(removed=True)] == [True]
    assert partners.called("North") == replace(north, named_for=())
    assert partners.all() == [replace(north, named_for=())]


def test_what_a_removed_partner_sends_back_is_still_known_as_ours(recording, database):
    _, _, witness, _ = a_case(recording)
    partners = Partners(database)
    north = partners.called("North")
    masked = str(UUID(bytes=masking_of(database, north.id)(witness.id), version=5))

    partners.remove(north)

    with database.reading() as connection:
        assert own_names(database, connection, {masked}) == {masked: witness.id}


def test_an_unknown_partner_is_told_with_those_that_are_known(database):
    partners = Partners(database)
    partners.called("North")

    with pytest.raises(NoSuchPartner, match="North"):
        partners.find("East")
