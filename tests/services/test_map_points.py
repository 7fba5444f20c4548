"""Where incidents stand: as recorded on the map of the vault, and as far as may be told else."""

import json
from contextlib import closing

import pytest

from strikelog.briefing.ledger import Ledger
from strikelog.briefing.levels import Level
from strikelog.briefing.speech import ARABIC, ENGLISH
from strikelog.briefing.where_map import where_map
from strikelog.domain.dates import read_date
from strikelog.domain.filter_text import parse_filter
from strikelog.domain.filters import ALL
from strikelog.domain.progress import Silent
from strikelog.domain.records import Incident, IncidentSite, Location, Site
from strikelog.drawing.shapes import Line, Tint
from strikelog.services import placing
from strikelog.services.briefing_gathering import Gathering
from strikelog.services.map_points import MapReading
from strikelog.services.outlines import Outlines
from strikelog.services.trends import TrendReading
from strikelog.storage.database import DatabaseReadOnly
from tests.workspaces import empty_vault, worked_example


@pytest.fixture
def empty():
    with closing(empty_vault()) as opened:
        yield opened


@pytest.fixture(scope="module")
def demo():
    with closing(worked_example()) as opened:
        yield opened


def reading(workspace):
    return MapReading(workspace.vault.database)


def add(workspace, *records):
    workspace.recording.add_all(list(records), "Add")


IDLIB = Location(
    level="1", name="Idlib", name_local="إدلب", country_iso3="SYR", lat=35.9312, lon=36.6418
)
TOWN = Location(
    level="4", name="Kafr Nabl", parent_id=IDLIB.id, country_iso3="SYR", lat=35.6141, lon=36.5606
)


def incident(**values):
    return Incident(**{"title": "Strike", "location_id": TOWN.id, **values})


def test_a_point_of_its_own_comes_first_and_then_that_of_the_site_and_the_place(empty):
    site = Site(name="Hospital", site_type="hospital", location_id=TOWN.id, lat=35.62, lon=36.57)
    own = incident(lat=35.6, lon=36.5, geo_prec="building")
    at_site, at_place = incident(), incident()
    hit = IncidentSite(incident_id=at_site.id, site_id=site.id, site_type="hospital")
    add(empty, IDLIB, TOWN, site, own, at_site, at_place, hit)

    found = reading(empty).points()

    stands = dict(zip(reading(empty).ids(found.keys), found.standing, strict=True))
    assert stands[own.id].point == (35.6, 36.5)
    assert stands[own.id].doubt_km == pytest.approx(0.1)
    assert stands[at_site.id].point == (35.62, 36.57)
    assert stands[at_place.id].point == (35.6141, 36.5606)
    assert {one.name for one in found.standing} == {"Kafr Nabl"}


def test_an_area_is_told_from_a_place_and_a_country_is_nowhere(empty):
    country = Location(level="0", name="Syria", country_iso3="SYR", lat=35.0, lon=38.5)
    district, nowhere = incident(location_id=IDLIB.id), incident(location_id=country.id)
    vague = incident(lat=35.0, lon=38.0, geo_prec="country")
    add(empty, country, IDLIB, TOWN, district, nowhere, vague)

    found = reading(empty).points()

    (standing,) = found.standing
    assert standing.is_area
    assert set(reading(empty).ids(found.nowhere)) == {nowhere.id, vague.id}


def test_as_released_nothing_is_closer_than_a_briefing_shows_it(demo):
    found = reading(demo).points(as_released=True)

    shown = dict(zip(reading(demo).ids(found.keys), found.standing, strict=True))
    positions = placing.of_cases(demo.finding.case_files())
    assert set(shown) == set(positions)
    assert {key: one.point for key, one in shown.items()} == {
        key: one.point for key, one in positions.items()
    }
    exact = {one.point for one in reading(demo).points().standing}
    assert any(one.point not in exact for one in shown.values())


def test_the_exact_point_of_a_working_hospital_is_not_released(empty):
    site = Site(name="Hospital", site_type="hospital", location_id=TOWN.id, status="functioning")
    struck = incident(lat=35.61417, lon=36.56063, geo_prec="building")
    hit = IncidentSite(incident_id=struck.id, site_id=site.id, site_type="hospital")
    add(empty, IDLIB, TOWN, site, struck, hit)

    (exact,) = reading(empty).points().standing
    (told,) = reading(empty).points(as_released=True).standing

    assert exact.point == (35.61417, 36.56063)
    assert told.point == (35.93, 36.64)
    assert told.is_area


def test_a_date_wider_than_the_filter_makes_a_mark_possible(empty):
    sure, possible = (
        incident(date_edtf=read_date("2019-05-05")),
        incident(date_edtf=read_date("2019-05")),
    )
    add(empty, IDLIB, TOWN, sure, possible)
    where = parse_filter("date:2019-05-01..2019-05-20", Incident)

    found = reading(empty).points(where)

    told = dict(zip(reading(empty).ids(found.keys), map(bool, found.possible), strict=True))
    assert told == {sure.id: False, possible.id: True}
    assert not any(reading(empty).points(ALL).possible)


def test_places_are_named_in_the_language_and_each_unit_once(empty):
    add(empty, IDLIB, TOWN)

    english = {one.name for one in reading(empty).places(["SYR"], "en")}
    arabic = {one.name for one in reading(empty).places(["SYR"], "ar")}

    assert {"Idlib", "Kafr Nabl", "Aleppo"} <= english
    assert "إدلب" in arabic
    at_idlib = [
        one for one in reading(empty).places(["SYR"], "en")
        if one.level == "1" and abs(one.point[0] - 35.93) < 0.2 and abs(one.point[1] - 36.64) < 0.2
    ]  # fmt: skip
    assert len(at_idlib) == 1


def test_boundaries_stay_in_the_vault_until_they_are_removed(empty, tmp_path):
    path = tmp_path / "districts.geojson"
    line = {"type": "LineString", "coordinates": [[36, 35], [37, 35.5], [37, 36]]}
    path.write_text(json.dumps(line))
    kept = Outlines(empty.vault.database)

    kept.bring(path)
    kept.bring(path)

    (one,) = kept.all()
    (drawn,) = kept.drawn()
    assert one.name == "districts"
    assert drawn.points == ((36, 35), (37, 35.5), (37, 36))
    kept.remove(one.id)
    assert kept.all() == ()


def test_boundaries_of_before_give_way_only_to_what_is_kept(empty, tmp_path, monkeypatch):
    path = tmp_path / "districts.geojson"
    path.write_text(json.dumps({"type": "LineString", "coordinates": [[36, 35], [37, 35.5]]}))
    kept = Outlines(empty.vault.database)
    before = kept.bring(path)

    def fail(_key, _value):
        raise DatabaseReadOnly

    monkeypatch.setattr(type(empty.vault.database), "remember", lambda _self, *args: fail(*args))
    with pytest.raises(DatabaseReadOnly):
        kept.bring(path)

    assert kept.all() == (before,)


def test_where_nothing_can_be_kept_no_file_is_read(empty, tmp_path):
    kept = Outlines(empty.vault.database)
    empty.vault.database.be_read_only()

    with pytest.raises(DatabaseReadOnly):
        kept.read(tmp_path / "not even there.geojson")


def test_charts_count_as_the_list_does_without_what_is_merged_or_rejected(demo, empty):
    found = TrendReading(demo.vault.database).read()
    attacks = [
        one for one in demo.finding.all(Incident)
        if one.workflow not in ("merged", "rejected") and not one.merged_into_id
    ]  # fmt: skip

    assert found.total == len(attacks)
    counted = [one for count in found.attacks.counts for one in count.certain_ids]
    assert len(counted) == len(set(counted))
    assert sum(part.high for part in found.deliveries) == found.total

    add(empty, IDLIB, TOWN, incident(), incident(workflow="rejected"), incident(workflow="merged"))
    assert TrendReading(empty.vault.database).read().total == 1


def test_people_are_added_low_to_low_and_an_open_end_stays_open(demo):
    killed = TrendReading(demo.vault.database).read().killed

    by_month = {one.start.isoformat(): (one.low, one.high) for one in killed.counts}
    assert by_month["2019-05-01"] == (1, 2)
    assert by_month["2019-06-01"][1] is None
    assert killed.unstated_ids


def test_boundaries_of_the_office_are_drawn_in_its_briefings(empty, tmp_path):
    site = Site(name="Market", site_type="market", location_id=TOWN.id)
    struck = incident(
        date_edtf=read_date("2019-05-05"), lat=35.61, lon=36.56, geo_prec="settlement"
    )
    hit = IncidentSite(incident_id=struck.id, site_id=site.id, site_type="market")
    add(empty, IDLIB, TOWN, site, struck, hit)
    gathering = Gathering(empty.finding)
    path = tmp_path / "districts.geojson"
    line = {"type": "LineString", "coordinates": [[36, 35.3], [37.2, 35.9]]}
    path.write_text(json.dumps(line))

    def lines():
        material = gathering.material(ALL, Level.FULL, Silent())
        shown = where_map(ENGLISH, material, Level.FULL, Ledger())
        return {one for one in shown.draw(400, False).shapes if isinstance(one, Line)}

    before = lines()
    Outlines(empty.vault.database).bring(path)

    (drawn,) = lines() - before
    assert drawn.tint is Tint.BROUGHT


@pytest.mark.parametrize(
    ("tongue", "said"),
    [(ENGLISH, "boundaries this office added"), (ARABIC, "حدود أضافها هذا المكتب")],
)
def test_a_map_with_boundaries_of_the_office_does_not_lay_them_to_others(
    empty, tmp_path, tongue, said
):
    struck = incident(
        date_edtf=read_date("2019-05-05"), lat=35.61, lon=36.56, geo_prec="settlement"
    )
    add(empty, IDLIB, TOWN, struck)
    path = tmp_path / "districts.geojson"
    path.write_text(json.dumps({"type": "LineString", "coordinates": [[36, 35.3], [37.2, 35.9]]}))

    def shown():
        material = Gathering(empty.finding).material(ALL, Level.FULL, Silent())
        return where_map(tongue, material, Level.FULL, Ledger())

    before = shown()
    Outlines(empty.vault.database).bring(path)
    after = shown()

    assert said not in before.note
    assert said in after.borders
    assert after.borders in after.note
