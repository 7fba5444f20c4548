"""Tables in the column layouts that well-known publishers and tools document, taken in as they are.

Rows are made up; headings, the ways of writing and the signs for nothing are theirs.
"""

from pathlib import Path

import pytest

from strikelog.domain.records import (
    Actor,
    Attribution,
    CasualtyFigure,
    Claim,
    Incident,
    IncidentSite,
    Source,
)
from strikelog.services.partners.importing import PartnerImporting
from strikelog.services.recording import now
from tests.databases import open_database, recording_over, stored

LAYOUTS = Path(__file__).parent / "layouts"


class Office:
    """A vault into which one layout was taken."""

    def __init__(self, folder):
        self.database = open_database(folder)
        self.service = PartnerImporting(self.database, recording_over(self.database, now))

    def preview(self, name):
        file = self.service.open(LAYOUTS / f"{name}.csv")
        table = self.service.chosen(file)
        self.service.refuse_strange(table)
        proposal = self.service.propose(file, table)
        self.service.undecided(proposal)
        return self.service.preview(file, table, proposal.mapping)

    def all(self, kind):
        return list(stored(self.database, kind).values())

    def incidents(self):
        return sorted(self.all(Incident), key=lambda one: one.date_edtf.edtf)


@pytest.fixture
def office(tmp_path):
    made = Office(tmp_path)
    yield made
    made.database.close()


@pytest.fixture
def taken(office):
    """Takes a layout in and gives the office."""

    def take(name):
        office.service.apply(office.preview(name))
        return office

    return take


NAMES = ("acled", "airwars", "awsd", "kobo", "ucdp-ged", "uwazi", "who-ssa")
ROWS = {"acled": 3}


@pytest.mark.parametrize("name", NAMES)
def test_every_row_is_taken_in_and_the_second_time_none(office, name):
    preview = office.preview(name)
    office.service.apply(preview)
    again = office.preview(name)

    rows = ROWS.get(name, 2)
    assert (preview.counts["read"], preview.counts["refused"]) == (rows, 0)
    assert len(office.all(Incident)) == len(office.all(Source)) == rows
    assert again.is_empty
    assert again.counts["unchanged"] == rows


@pytest.mark.parametrize(
    ("name", "days"),
    [
        ("acled", ["2019-05-05", "2019-05-06", "2019-05-06"]),
        ("airwars", ["2019-05-05", "2019-05-22"]),
        ("awsd", ["2019-05-05", "2019-06"]),
        ("kobo", ["2024-05-05", "2024-05-06"]),
        ("ucdp-ged", ["2019-05-05", "[2019-05-01..2019-05-31]"]),
        ("uwazi", ["2019-05-05", "2019-07-22"]),
        ("who-ssa", ["2019-05-05", "2019-05-06"]),
    ],
)
def test_days_are_those_of_the_event(taken, name, days):
    assert [one.date_edtf.edtf for one in taken(name).incidents()] == days


@pytest.mark.parametrize(
    ("name", "outcome", "role", "low", "high"),
    [
        ("acled", "killed", "any", 3, 3),
        ("airwars", "injured", "any", 3, 10),
        ("awsd", "killed", "aid_worker", 1, 1),
        ("awsd", "abducted", "aid_worker", 2, 2),
        ("kobo", "injured", "any", 3, 3),
        ("ucdp-ged", "killed", "any", 3, 5),
        ("uwazi", "killed", "any", 2, 2),
        ("who-ssa", "injured", "patient", 2, 2),
    ],
)
def test_numbers_of_people_are_read(taken, name, outcome, role, low, high):
    figures = [(f.outcome, f.role, f.low, f.high) for f in taken(name).all(CasualtyFigure)]

    assert (outcome, role, low, high) in figures


@pytest.mark.parametrize(
    ("name", "actors"),
    [
        ("airwars", {"Russian Military", "Syrian Regime"}),
        ("awsd", {"Syrian Armed Forces"}),
        ("ucdp-ged", {"Government of Syria", "Syrian insurgents"}),
    ],
)
def test_attackers_are_named_and_nobody_else(taken, name, actors):
    office = taken(name)

    assert {one.name for one in office.all(Actor)} == actors
    assert {one.owner_type for one in office.all(Attribution)} == {"claim"}


@pytest.mark.parametrize("name", sorted(set(NAMES) - {"who-ssa"}))
def test_points_are_read(taken, name):
    first = taken(name).incidents()[0]

    assert (round(first.lat, 4), round(first.lon, 4)) == (35.6141, 36.5619)


def test_what_a_form_asked_on_the_phone_is_followed_and_not_when_it_was_filled_in(taken):
    office = taken("kobo")

    hit = sorted(one.site_type for one in office.all(IncidentSite))
    assert hit == ["hospital", "school", "school"]
    assert "Two bombs." in {one.summary for one in office.all(Claim)}


def test_a_page_with_its_name_before_it_is_a_web_address(taken):
    assert "https://example.org/r1" in {one.url for one in taken("uwazi").all(Source)}


def test_two_columns_of_one_meaning_in_a_form_stand_once(office):
    file = office.service.open(LAYOUTS / "kobo.csv")

    columns = office.service.propose(file, office.service.chosen(file)).columns

    assert len({one.column for one in columns}) == len(columns)
