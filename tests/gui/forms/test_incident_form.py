"""The Kafr Nabl case of 6 November 2019, entered by keyboard; and the matrix over real claims."""

from datetime import time

import pytest
from PySide6.QtCore import Qt

from strikelog.domain.dates import FuzzyDate
from strikelog.domain.records import (
    Attribution,
    CasualtyFigure,
    Claim,
    Incident,
    IncidentSite,
    Source,
    Strike,
)
from strikelog.domain.validation import Problem
from strikelog.gui.forms.branches import ASSESSMENTS, CLAIMS, PLACES_HIT, STRIKES
from strikelog.gui.forms.matrix_values import Category

KILLED, INJURED = Category("killed"), Category("injured")
TAB, ENTER = Qt.Key.Key_Tab, Qt.Key.Key_Return


@pytest.fixture
def write(keyboard, qtbot):
    """Fills one field of a sheet and leaves it; pickers wait for their list and take its first."""

    def fill(sheet, key, text, *, pick=False):
        editor = sheet.fields.cell(key).editor
        keyboard.write(editor, text)
        if pick:
            qtbot.waitUntil(lambda: editor.choices.is_offering)
            keyboard.press(ENTER)
        keyboard.press(TAB)

    return fill


@pytest.fixture
def typed_case(demo, new_form, write):
    """The case as typed, over the registers of the worked example."""
    form = new_form(demo, Incident)
    write(form.sheet, "title", "Air strike on Kafr Nabl Surgical Hospital")
    write(form.sheet, "date_edtf", "6 Nov 2019")
    write(form.sheet, "location_id", "Kafranbel", pick=True)
    write(form.sheet, "event_type", "air att", pick=True)
    hit = form.branch(PLACES_HIT.label).add()
    write(hit.sheet, "site_id", "Kafr Nabl Surgical", pick=True)
    write(hit.sheet, "site_type", "hospital", pick=True)
    claim = form.branch(CLAIMS.label).add()
    write(claim.sheet, "source_id", "We Proved Russian Pilots", pick=True)
    write(claim.sheet, "summary", "The hospital was bombed by Russian aircraft.")
    write(claim.sheet, "credibility", "2", pick=True)
    people, actors = claim.sheet.branches
    figure = people.add()
    write(figure.sheet, "outcome", "killed", pick=True)
    write(figure.sheet, "low", "at least 14")
    attribution = actors.add()
    write(attribution.sheet, "actor_id", "Russian Aerospace", pick=True)
    write(attribution.sheet, "confidence", "conclusive", pick=True)
    return form


def case_of(desk, form):
    """The stored case of a form."""
    return desk.finding.case_file(form.record.id)


def test_the_typed_case_is_stored_as_meant(demo, typed_case):
    case = case_of(demo, typed_case)

    assert case.incident.date_edtf == FuzzyDate("2019-11-06")
    assert case.places[0].name == "Kafr Nobol"
    assert case.incident.event_type == "air_attack"
    assert case.sites[0].name == "Kafr Nabl Surgical Hospital"
    assert case.sources[0].publisher == "The New York Times"


def test_at_least_14_becomes_a_figure_with_its_wording(demo, typed_case):
    (figure,) = case_of(demo, typed_case).figures

    assert (figure.outcome, figure.low, figure.high) == ("killed", 14, None)
    assert (figure.qualifier, figure.as_reported) == ("at_least", "at least 14")
    assert figure.owner_type == "claim"


def test_an_attribution_hangs_on_its_claim(demo, typed_case):
    case = case_of(demo, typed_case)
    (attribution,) = case.attributions

    assert case.actor(attribution).name == "Russian Aerospace Forces"
    assert attribution.owner_id == case.claims[0].id
    assert attribution.confidence == "conclusive"


def test_every_step_of_the_case_can_be_taken_back_and_done_again(demo, typed_case):
    before = len(demo.finding.all(Incident))
    steps = 0
    while case_of(demo, typed_case).incident.deleted is False:
        demo.recording.undo()
        steps += 1

    gone = len(demo.finding.all(Incident))
    for _ in range(steps):
        demo.recording.redo()

    assert gone == before - 1
    case = case_of(demo, typed_case)
    assert (len(case.claims), len(case.figures), len(case.attributions)) == (1, 1, 1)


def test_the_figure_stands_in_the_matrix(typed_case):
    case = typed_case.bench.desk.finding.case_file(typed_case.record.id)

    cell = typed_case.matrix.cells[(case.claims[0].id, KILLED)]

    assert cell.line.text() == "at least 14"
    assert typed_case.matrix.adopted[KILLED].low == 14


def test_missing_things_of_the_whole_case_are_counted(typed_case):
    problems = typed_case.head.problems.problems

    assert problems
    assert all(one.sentence() for one in problems)


def test_strikes_keep_their_order_and_trade_places_as_one_step(demo, new_form, write):
    form = new_form(demo, Incident, title="Two waves")
    write(form.sheet, "summary", "Two waves.")
    strikes = form.branch(STRIKES.label)
    for text in ("17:30", "17:35"):
        row = strikes.add()
        write(row.sheet, "time_local", text)

    strikes.move(strikes.rows[1], -1)
    moved = [one.time_local for one in case_of(demo, form).strikes]
    rows = [row.record.time_local for row in strikes.rows]
    demo.recording.undo()

    assert moved == rows == [time(17, 35), time(17, 30)]
    assert [one.time_local for one in case_of(demo, form).strikes] == [time(17, 30), time(17, 35)]


def test_a_range_of_minutes_is_one_text(demo, new_form, write):
    form = new_form(demo, Incident, title="Two waves")
    write(form.sheet, "summary", "Two waves.")
    row = form.branch(STRIKES.label).add()

    write(row.sheet, "gap_low", "3–5")

    (strike,) = demo.finding.owned(Strike, "incident_id", [form.record.id])
    assert (strike.gap_low, strike.gap_high) == (3, 5)


@pytest.fixture
def contested(demo, open_form):
    """The form of the incident whose sources count differently."""
    cases = demo.finding.case_files()
    case = max(cases, key=lambda one: len(one.claims))
    return open_form(demo, case.incident), case


def test_numbers_that_contradict_each_other_are_marked(contested):
    form, _ = contested

    marked = [cell for cell in form.matrix.cells.values() if cell.is_disputed]

    assert sorted(cell.line.text() for cell in marked) == ["1", "2"]
    assert all("Differs" in cell.line.accessibleDescription() for cell in marked)


def test_our_own_figure_stands_with_its_reason(contested):
    form, _ = contested

    people = form.matrix.adopted[KILLED]

    assert (people.low, people.high, people.own) == (1, 2, True)
    assert people.reason.startswith("our own figure")


def test_a_cell_is_typed_as_people_write(demo, contested, keyboard):
    form, case = contested
    silent = next(one for one in case.claims if not case.figures_of(one.id))
    cell = form.matrix.cells[(silent.id, INJURED)]
    form.matrix.status.take_value("civilian")

    keyboard.write(cell, "at least 3")
    keyboard.press(ENTER)
    form.flush()

    (figure,) = demo.finding.owned(CasualtyFigure, "owner_id", [silent.id])
    assert (figure.outcome, figure.low, figure.high) == ("injured", 3, None)
    assert (figure.qualifier, figure.civ_status) == ("at_least", "civilian")


def test_a_blank_cell_is_no_figure_and_not_nought(demo, contested, keyboard):
    form, case = contested
    figure = next(one for one in case.figures if one.owner_type == "claim")
    cell = form.matrix.cells[
        (figure.owner_id, Category(figure.outcome, figure.age_sex, figure.role))
    ]

    keyboard.write(cell, " ")
    keyboard.press(TAB)

    assert demo.finding.get(CasualtyFigure, figure.id).deleted
    assert cell.line.text().strip() == ""


def test_nonsense_in_a_cell_stays_and_is_said(demo, contested, keyboard):
    form, case = contested
    before = demo.finding.all(CasualtyFigure)
    cell = form.matrix.cells[(case.claims[0].id, KILLED)]

    keyboard.write(cell, "5–3")
    keyboard.press(TAB)

    assert cell.line.text() == "5–3"
    assert "swap" in cell.line.toolTip()
    assert demo.finding.all(CasualtyFigure) == before


def test_a_category_can_be_added(contested):
    form, _ = contested

    form.matrix.add_column(Category("killed", "child"))

    assert Category("killed", "child") in form.matrix.categories
    assert form.matrix.adopted[Category("killed", "child")].rule == "none"


def test_our_own_figure_can_be_entered_where_there_is_none(demo, new_form, write, keyboard):
    form = new_form(demo, Incident, title="No numbers yet")
    write(form.sheet, "summary", "Seen from afar.")

    form.matrix.enter_own.click()
    keyboard.write(form.matrix.cells[(form.record.id, KILLED)], "2")
    keyboard.press(ENTER)
    form.flush()

    (figure,) = demo.finding.owned(CasualtyFigure, "owner_id", [form.record.id])
    assert (figure.owner_type, figure.low, figure.high) == ("incident", 2, 2)
    assert form.matrix.adopted[KILLED].own


def test_opening_and_leaving_the_case_changes_nothing(demo, contested):
    form, case = contested
    before = demo.finding.case_file(case.incident.id)
    for view in form.sheet.branches:
        for row in view.rows:
            row.open()

    form.leave()

    assert demo.finding.case_file(case.incident.id) == before


def test_a_problem_leads_to_its_field_through_closed_rows(contested):
    form, case = contested
    figure = case.figures_of(case.claims[1].id)[0]
    problem = Problem("W05", "CasualtyFigure", figure.id, "low", "Look again.")

    form.go_to(problem)

    row = next(row for row in form.branch(CLAIMS.label).rows if row.holds(figure.id))
    assert row.is_open
    assert row.sheet.branches[0].rows[0].sheet.fields.cell("low").editor.keyboard.hasFocus()


def test_everything_of_a_claim_goes_with_it(demo, typed_case):
    view = typed_case.branch(CLAIMS.label)

    view.remove(view.rows[0])

    case = case_of(demo, typed_case)
    assert (case.claims, case.figures, case.attributions) == ((), (), ())


def test_kinds_used_here_are_those_of_the_case():
    assert {branch.kind for branch in (PLACES_HIT, STRIKES, CLAIMS)} == {
        IncidentSite,
        Strike,
        Claim,
    }
    assert {branch.kind for branch in CLAIMS.branches} == {CasualtyFigure, Attribution}
    assert Source.about.parent == ""


def test_a_claim_on_an_incident_nobody_typed_yet_stores_the_incident_first(demo, new_form, write):
    form = new_form(demo, Incident)
    before = demo.finding.get(Incident, form.record.id)

    claim = form.branch(CLAIMS.label).add()
    figure = claim.sheet.branches[0].add()
    write(figure.sheet, "low", "3")

    case = case_of(demo, form)
    assert before is None
    assert (len(case.claims), len(case.figures)) == (1, 1)


def test_an_assessment_starts_signed_and_counted(contested):
    form, case = contested

    row = form.branch(ASSESSMENTS.label).add()

    record = row.record
    assert record.assessor == "u01"
    assert record.assessed_on is not None
    assert record.n_sources == len({claim.source_id for claim in case.claims})
    assert 1 <= record.n_independent <= record.n_sources
    assert record.grading is None


def test_the_grade_that_the_claims_bear_is_said_and_not_given(contested):
    form, _ = contested

    assert "By the claims as they stand: Fair." in form.branch(ASSESSMENTS.label).note.text()
