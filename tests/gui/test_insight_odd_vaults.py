"""The pages of insight over vaults that are not as the worked example: empty, bare, very full."""

from datetime import time

import pytest

from strikelog.domain.dates import FuzzyDate
from strikelog.domain.records import (
    AggregateClaim,
    Claim,
    Incident,
    IncidentSite,
    Location,
    Period,
    Site,
    Source,
    Strike,
)
from strikelog.gui.insight.answer_table import AnswerTable
from strikelog.gui.insight.blocks import Figures, Table, Words
from strikelog.gui.insight.page import InsightPage
from strikelog.gui.insight.topics import TOPICS
from strikelog.gui.widgets.empty import EmptyState

ANSWERED = [topic for topic in TOPICS if not topic.leads_to]
BY_KEY = {topic.key: topic for topic in TOPICS}


@pytest.fixture
def page(dressed, empty_workspace, tasks, gone):
    made = InsightPage(empty_workspace, tasks)
    gone(made)
    made.resize(900, 600)
    made.show()
    return made


def ask_all(page, faults):
    """Turn to every question and look at every result; nothing may be at fault."""
    counts = {}
    for topic in ANSWERED:
        page.turn_to(topic)
        results = page.pane.list.model_of_results.results
        counts[topic.key] = len(results)
        for row in range(len(results)):
            page.pane.list.setCurrentIndex(page.pane.list.model_of_results.index(row))
            assert page.pane.detail.blocks, topic.key
    assert faults == []
    assert page.messages.isHidden()
    return counts


def test_an_empty_vault_answers_every_question_with_what_to_do(page, faults):
    for topic in ANSWERED:
        page.turn_to(topic)
        empty = page.pane.currentWidget()
        assert isinstance(empty, EmptyState), topic.key
        assert page.pane.empty_of(topic) is empty
    assert faults == []


def test_one_bare_incident_without_date_and_place(page, empty_workspace, faults):
    empty_workspace.recording.save(Incident(title="Something happened"))

    counts = ask_all(page, faults)

    assert counts["worklists"] == 1
    assert counts["repeats"] == counts["waves"] == counts["totals"] == 0


def test_what_is_not_known_anywhere_is_told_and_not_guessed(page, empty_workspace, faults):
    save = empty_workspace.recording.save
    site = Site(name="A school", site_type="school")
    save(site)
    for n in range(2):
        incident = Incident(title=f"Attack {n}")
        save(incident)
        save(IncidentSite(incident_id=incident.id, site_id=site.id, site_role="hit"))
        save(Strike(incident_id=incident.id, seq=1))
        save(Strike(incident_id=incident.id, seq=2))
        save(Claim(incident_id=incident.id, quote="An attack."))
    save(Period(name="A pause", period_type="unilateral_pause"))
    save(AggregateClaim(title="A number"))

    counts = ask_all(page, faults)

    assert counts["repeats"] == counts["totals"] == counts["windows"] == 1
    page.turn_to(BY_KEY["repeats"])
    assert page.pane.told.lines == ("1. date not known", "2. date not known")
    page.turn_to(BY_KEY["windows"])
    (listed,) = [one for one in shown(page, Table) if len(one.columns) == 3]
    assert {row.cells[2].text for row in listed.rows} == {"the date of the attack is not known"}


def shown(page, kind):
    return [block for block in page.pane.detail.blocks if isinstance(block, kind)]


@pytest.fixture
def great_wave(empty_workspace):
    """Three hundred schools struck in one night, in one town."""
    town = Location(name="Town", level="5", lat=35.6, lon=36.5)
    records = [town]
    for n in range(300):
        site = Site(name=f"School {n}", site_type="school", lat=35.6, lon=36.5 + n / 10_000)
        night = FuzzyDate.parse("2019-05-05")
        incident = Incident(title=f"Strike {n}", date_edtf=night, time_local=time(n % 24, n % 60))
        hit = IncidentSite(incident_id=incident.id, site_id=site.id, site_role="hit")
        records += [site, incident, hit]
    empty_workspace.recording.add_all(records, "fill")


def test_of_a_very_great_wave_the_first_strikes_are_listed(page, great_wave, faults):
    page.turn_to(BY_KEY["waves"])

    (struck,) = shown(page, Table)
    assert len(struck.rows) == 200
    times = [row.cells[1].text for row in struck.rows]
    assert times == sorted(times)
    assert any("first \u2066200\u2069 of \u2066300\u2069" in one.text for one in shown(page, Words))
    (figures,) = shown(page, Figures)
    assert figures.of[0][0] == "\u2066300\u2069"
    assert not any(caption == "governorates" for _, caption in figures.of)
    assert len(page.pane.detail.findChildren(AnswerTable)) == 1
    assert faults == []


def test_a_source_without_a_link_asks_for_no_copy(page, empty_workspace, faults):
    save = empty_workspace.recording.save
    incident, source = Incident(title="Attack"), Source(title="A book", source_type="other")
    save(incident)
    save(source)
    save(Claim(incident_id=incident.id, source_id=source.id))

    page.turn_to(BY_KEY["worklists"])

    titles = [one.title for one in page.pane.list.model_of_results.results]
    assert titles
    assert not any("archived copy" in one for one in titles)
    assert faults == []
