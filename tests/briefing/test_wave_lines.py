"""Waves in a briefing: what was found by date and place, and whether anybody judged it."""

from dataclasses import replace

import pytest

from strikelog.briefing.levels import Level
from strikelog.domain.text import without_isolates
from tests.briefing.material import example_material, plan_of
from tests.briefing.test_languages import plan_in


def ungrouped(material):
    cases = (
        replace(case, incident=replace(case.incident, group_id=None)) for case in material.cases
    )
    return replace(material, cases=tuple(cases))


def test_four_hospitals_of_two_governorates_are_found_and_named():
    plan = plan_of(example_material(2))
    (wave,) = plan.waves
    said = without_isolates(wave.text)
    (figure,) = [one for one in plan.figures if one.rule == "waves"]

    assert "4 sites reported struck within 24 hours and 60 km of each other" in said
    assert "recorded as “Four hospitals bombed within 12 hours, May 2019”" in said
    assert said.endswith("; their dates allow it and do not settle it.")
    assert (figure.low, figure.unit, len(figure.incident_ids)) == (4, "site", 4)
    assert wave.cites


def test_a_wave_that_nobody_judged_says_so():
    (wave,) = plan_of(ungrouped(example_material(2))).waves

    assert "not yet judged by a person" in wave.text


@pytest.mark.parametrize("level", [Level.BRIEFING, Level.PUBLIC])
def test_positions_finer_than_released_give_no_wave_outside(level):
    material = example_material(2)
    cases = (
        replace(case, incident=replace(case.incident, workflow="reviewed", tlp="TLP:CLEAR"))
        for case in material.cases
    )

    outside = replace(material, cases=tuple(cases))

    assert len(plan_of(outside, Level.FULL).waves) == 1
    assert plan_of(outside, level).n_incidents == len(material.cases)
    assert plan_of(outside, level).waves == ()


def test_arabic_tells_the_same_wave():
    (wave,) = plan_in("ar", example_material(2)).waves

    assert "4 مواقع أُفيد بإصابتها خلال 24 ساعة وضمن 60 كم" in without_isolates(wave.text)
