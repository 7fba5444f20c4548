"""Before an export: what would go, what would not, and what stays risky."""

import pytest

from strikelog.domain.records import Incident, Site, Source
from strikelog.services.export_planning import ExportPlan
from strikelog.services.exporting import Exporting
from strikelog.services.settings import Settings
from tests.databases import Clock


@pytest.fixture
def exporting(database):
    return Exporting(database, Settings(database), Clock())


def risks(plan: ExportPlan):
    return {one.code: one for one in plan.risks}


def test_a_number_in_a_text_is_a_risk_that_leads_to_its_record(recording, exporting):
    strike = Incident(title="Strike", summary="call +963 944 123 456")
    recording.save(strike)

    told = risks(exporting.plan(profile="partner"))["W22"]

    assert [(one.entity, one.id, one.title) for one in told.records] == [
        ("Incident", strike.id, "Strike")
    ]
    assert told.sentence() == "Incidents: “Summary” holds a phone number (1×)."


def test_what_does_not_go_is_no_risk(recording, exporting):
    recording.save(Incident(title="Strike", summary="+963 944 123 456", tlp="TLP:RED"))
    recording.save(Source(title="K-7", author="Dr Samir Haddad", access="confidential"))

    assert "W22" not in risks(exporting.plan(profile="partner"))


@pytest.mark.parametrize(
    ("profile", "release", "is_told"),
    [
        ("partner", "exact", True),
        ("partner", "admin2_centroid", False),
        ("full", "admin2_centroid", True),
    ],
)
def test_positions_of_hospitals_that_work_are_a_risk(
    recording, exporting, profile, release, is_told
):
    recording.save(
        Site(
            name="H",
            site_type="hospital",
            status="functioning",
            coord_release=release,
            lat=35.614512,
            lon=36.561234,
            geo_prec="building",
        )
    )

    assert ("W23" in risks(exporting.plan(profile=profile))) == is_told


def test_a_market_s_position_is_none(recording, exporting):
    recording.save(Site(name="M", site_type="market", lat=35.6, lon=36.5, geo_prec="building"))

    assert "W23" not in risks(exporting.plan(profile="full"))


def test_few_incidents_may_tell_who_spoke(recording, exporting):
    recording.add_all([Incident(title=f"{n}") for n in range(4)], "four")
    assert risks(exporting.plan(profile="partner"))["few"].count == 4

    recording.save(Incident(title="fifth"))
    assert "few" not in risks(exporting.plan(profile="partner"))


def test_a_plan_writes_nothing_and_notes_nothing(database, recording, exporting, tmp_path):
    recording.save(Incident(title="Strike"))
    before = sorted(tmp_path.iterdir())

    plan = exporting.plan(profile="partner", partner="North")

    incidents = next(one for one in plan.tables if one.name == "Incidents")
    assert (incidents.count, len(incidents.rows)) == (1, 1)
    assert "Strike" in incidents.rows[0]
    assert sorted(tmp_path.iterdir()) == before
    assert recording.undo_label


def test_a_risk_is_told_to_commands_with_the_ids_of_its_records(recording, exporting):
    strike = Incident(title="Strike", summary="write to a.b@example.org")
    recording.save(strike)

    plain = risks(exporting.plan(profile="partner"))["W22"].to_plain()

    assert plain["records"] == [strike.id]
    assert plain["risk"] == "Incidents: “Summary” holds an e-mail address (1×)."
