"""Totals of others beside what the incidents of the briefing hold, in the unit of each total."""

from dataclasses import replace

from strikelog.briefing.levels import Level
from strikelog.domain.casefiles import known_to
from strikelog.domain.text import without_isolates
from strikelog.insight.reconciliation import reconcile
from tests.briefing.material import example_material, plan_of
from tests.briefing.test_languages import plan_in


def held(plan):
    return [without_isolates(one.held) for one in plan.totals]


def test_each_comparable_total_has_our_range_its_verdict_and_a_figure():
    plan = plan_of(example_material(2))
    figures = [one for one in plan.figures if one.rule == "reconciliation"]
    said = [one for one in held(plan) if one.endswith("than published.") or "consistent" in one]

    assert len(figures) == len(said) > 3
    assert any(one.startswith("Here: at least ") and " sites; fewer than" in one for one in said)
    assert any("sites; consistent with it." in one for one in said)
    assert all(one.unit in ("site", "attack", "person") for one in figures)


def test_the_numbers_are_those_of_the_rule():
    material = example_material(2)
    plan = plan_of(material)
    cases = material.shown_at(Level.FULL).cases
    found = {
        one.id: reconcile(one, cases, known={**known_to(material.cases), **material.known})
        for one in material.totals
    }

    for figure in plan.figures:
        if figure.rule == "reconciliation":
            answer = found[figure.of.removeprefix("held beside ")]
            assert (figure.low, figure.high) == (answer.low, answer.high)
            ids = {one.incident_id for one in (*answer.counted, *answer.possible)}
            assert set(figure.incident_ids) == ids


def test_what_cannot_be_compared_says_why_and_nobody_counted_is_no_nought():
    said = held(plan_of(example_material(2)))

    assert "Here: not comparable, as the total does not say what it counts." in said
    assert "Here: no number of people is recorded." in said
    assert not any("0 people" in one for one in said)


def test_nothing_is_held_beside_totals_where_incidents_are_not_read_whole():
    material = example_material(2)
    thin = replace(material, full_ids=frozenset([material.cases[0].incident.id]))

    assert set(held(plan_of(thin))) == {""}


def test_arabic_says_it_in_arabic():
    said = held(plan_in("ar", example_material(2)))

    assert any(one.startswith("هنا: ") and one.endswith("أقل من المنشور.") for one in said)
    assert not any(word in one for one in said for word in ("Here", "published", "comparable"))
