"""What is kept in memory says the same as what is read anew, whatever was edited in between."""

import random
from dataclasses import replace
from datetime import time

import pytest

from strikelog.domain.dates import FuzzyDate
from strikelog.domain.filters import Condition, Filter, Op
from strikelog.domain.progress import Cancelled
from strikelog.domain.records import (
    AggregateClaim,
    Attribution,
    Claim,
    Incident,
    IncidentLink,
    IncidentSite,
    Location,
    Period,
    Site,
    Source,
    Strike,
)
from strikelog.insight.reconciliation import reconcile
from strikelog.insight.survey import Survey, noted
from strikelog.insight.thresholds import Thresholds
from strikelog.insight.weighing import Weighings, weighed
from strikelog.services.insights import Insights
from strikelog.services.samples import sample_records
from tests.workspaces import empty_vault, worked_example

TOTAL = AggregateClaim(
    title="Hospitals struck",
    measure="facilities_attacked",
    unit="distinct_facility",
    site_types=("hospital",),
    low=40,
    high=40,
    start_edtf=FuzzyDate.parse("2012"),
    end_edtf=FuzzyDate.parse("2026"),
)
PEOPLE = replace(TOTAL, id="total of people", unit="person", measure="people_killed", site_types=())


@pytest.fixture(scope="module")
def sample():
    workspace = empty_vault()
    workspace.recording.add_all(sample_records(120, seed=7), "Sample")
    workspace.recording.add_all(
        [
            Period(
                name="Pause",
                period_type="ceasefire",
                start_edtf=FuzzyDate.parse("2017~"),
                end_edtf=FuzzyDate.parse("2019"),
            )
        ],
        "Period",
    )
    yield workspace
    workspace.close()


@pytest.fixture(scope="module")
def demo():
    workspace = worked_example()
    yield workspace
    workspace.close()


def said(insights):
    """Give what every rule says, as plain values."""
    return {
        "repeats": insights.repeats(),
        "taps": insights.double_taps(),
        "waves": insights.waves(),
        "windows": insights.windows(),
        "coverage": insights.coverage(),
        "origins": insights.origins(),
        "contradictions": insights.contradictions(),
        "grades": insights.grades(),
        "worklists": insights.worklists(),
        "totals": insights.reconcile([TOTAL, PEOPLE]),
    }


def said_of_whole_cases(workspace):
    """Ask the same rules over whole case files, read as forms and papers read them."""
    survey, weighings = Survey(), Weighings()
    cases = workspace.finding.case_files()
    for place, case in enumerate(cases, start=1):
        survey.put(noted(case, place))
        weighings.put(weighed(case, place))
    return survey, weighings


@pytest.mark.parametrize("name", ["sample", "demo"])
def test_light_case_files_say_what_whole_ones_say(name, request):
    workspace = request.getfixturevalue(name)
    insights = Insights(workspace.finding)

    survey, weighings = said_of_whole_cases(workspace)

    assert insights.waves() == survey.waves()
    assert tuple(one.said for one in insights.double_taps()) == survey.double_taps()
    assert insights.origins() == list(weighings.origins())
    assert insights.contradictions() == list(weighings.contradictions())
    assert insights.grades() == list(weighings.grades())
    assert insights.worklists() == list(weighings.worklists())
    periods = workspace.finding.all(Period)
    places = {one.id: one for one in workspace.finding.all(Location)}
    light = [ledger.incident_ids for ledger in insights.repeats()]
    assert light == [ledger.incident_ids for ledger in survey.repeats(periods, places)]


def edit(workspace, chance):
    """Change something at random, as people would."""
    recording, finding = workspace.recording, workspace.finding
    incidents = finding.all(Incident)
    one, other = chance.sample(incidents, 2)
    hits = finding.owned(IncidentSite, "incident_id", [one.id])
    claims = finding.owned(Claim, "incident_id", [one.id])

    def change(record, **values):
        if record is not None:
            recording.save(replace(record, **values), record)

    acts = {
        "date": lambda: change(
            one, date_edtf=other.date_edtf, time_local=time(chance.randrange(24))
        ),
        "reject": lambda: change(one, workflow=chance.choice(["rejected", "draft", "reviewed"])),
        "delete": lambda: recording.remove(one),
        "undo": recording.undo,
        "point": lambda: change(one, lat=35 + chance.random(), lon=36 + chance.random()),
        "site": lambda: change(
            hits[0] if hits else None, site_id=chance.choice(finding.all(Site)).id
        ),
        "retract": lambda: change(claims[0] if claims else None, retracted=True),
        "helpers": lambda: change(claims[0] if claims else None, responders_hit="yes"),
        "differ": lambda: change(claims[0] if claims else None, date_edtf=FuzzyDate.parse("2011")),
        "strike": lambda: recording.add_all(
            [Strike(incident_id=one.id, seq=n, gap_low=20, gap_high=30) for n in (1, 2)], "Strikes"
        ),
        "party": lambda: recording.save(
            Attribution(owner_type="incident", owner_id=one.id, part="attacker", logic="sole")
        ),
        "link": lambda: recording.save(
            IncidentLink(from_id=one.id, to_id=other.id, link_type="second_wave_of")
        ),
        "publisher": lambda: change(
            chance.choice(finding.all(Source)), publisher=f"Agency {chance.randrange(3)}"
        ),
        "move": lambda: change(
            one, location_id=chance.choice(finding.all(Location)).id, lat=None, lon=None
        ),
        "window": lambda: change(finding.all(Period)[0], disputed=chance.choice([True, False])),
    }
    name = chance.choice(list(acts))
    acts[name]()
    return name


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_after_any_edits_memory_says_what_a_new_reading_says(sample, seed):
    chance = random.Random(seed)
    kept = Insights(sample.finding)
    said(kept)

    for _ in range(8):
        acts = [edit(sample, chance) for _ in range(chance.randrange(1, 3))]
        anew = said(Insights(sample.finding))
        for rule, answer in said(kept).items():
            assert answer == anew[rule], (rule, acts)


def test_the_comparison_sees_an_edit_that_was_not_followed(sample, monkeypatch):
    kept = Insights(sample.finding)
    said(kept)
    monkeypatch.setattr("strikelog.services.insight_memory.touched_since", lambda *_: set())

    sample.recording.remove(sample.finding.all(Incident)[0])

    assert said(kept) != said(Insights(sample.finding))
    sample.recording.undo()


def test_an_edit_is_followed_without_reading_the_rest(sample, monkeypatch):
    kept = Insights(sample.finding)
    before = len(kept.origins())
    one = sample.finding.all(Incident)[0]
    monkeypatch.setattr(
        "strikelog.storage.surveying.LightReader.every",
        lambda *_: pytest.fail("everything was read again"),
    )

    sample.recording.remove(one)

    assert len(kept.origins()) == before - 1
    sample.recording.undo()
    assert len(kept.origins()) == before


def test_one_reading_of_every_claim_serves_all_rules(sample, monkeypatch):
    insights, anew = Insights(sample.finding), Insights(sample.finding)
    by_itself = anew.waves(), anew.double_taps(), anew.repeats(), anew.reconcile([TOTAL, PEOPLE])
    assert insights.worklists()
    monkeypatch.setattr(
        "strikelog.storage.surveying.LightReader.every",
        lambda *_: pytest.fail("everything was read again"),
    )

    together = (
        insights.waves(),
        insights.double_taps(),
        insights.repeats(),
        insights.reconcile([TOTAL, PEOPLE]),
    )

    assert together == by_itself


def test_people_of_a_total_are_those_adopted_from_the_figures(sample):
    insights = Insights(sample.finding)
    (by_rows,) = insights.reconcile([PEOPLE])

    told = reconcile(PEOPLE, sample.finding.case_files(), known={})

    assert by_rows == told
    assert by_rows.counted or by_rows.possible


def test_a_reading_tells_how_far_it_is_and_stops_when_asked(sample):
    told = []

    class Stops:
        def report(self, done, total=None, text=""):
            told.append((done, total))
            raise Cancelled

    insights = Insights(sample.finding)
    with pytest.raises(Cancelled):
        insights.worklists(progress=Stops())

    assert told == [(0, len(sample.finding.all(Incident)))]
    assert insights.worklists() == Insights(sample.finding).worklists()


def test_other_thresholds_are_other_answers(demo):
    few = Insights(demo.finding, settings=demo.settings)
    assert few.waves().found != ()

    demo.settings.save_thresholds(Thresholds(wave_sites=5))

    assert few.thresholds.wave_sites == 5
    assert few.waves().found == ()
    demo.settings.save_thresholds(Thresholds())
    assert few.waves().found != ()


def test_a_filter_narrows_every_rule(demo):
    insights = Insights(demo.finding)
    one = insights.repeats()[0]
    where = Filter((Condition("id", Op.IS, one.incident_ids[:2]),))

    (narrowed,) = insights.repeats(where)

    assert narrowed.incident_ids == one.incident_ids[:2]
    assert {found.incident_id for found in insights.origins(where)} == set(one.incident_ids[:2])
    assert insights.waves(where).found == ()
