"""Sections chosen, put into another order, on other paper; keys of figures and their annex."""

import re
from dataclasses import replace

import pytest

from strikelog.briefing.arranging import SITUATION
from strikelog.briefing.figure_marks import Marks, begun, expanded, key_in, marked, stripped
from strikelog.briefing.one_page import one_page
from strikelog.briefing.origins import RULES
from strikelog.briefing.situation import situation
from strikelog.briefing.styles import BODY, Span
from strikelog.domain.briefing_templates import BUILT_IN, LAYOUTS, PLAIN
from tests.briefing.material import example_material, plan_of
from tests.briefing.reading import bytes_of, reader_of, text_of

USUAL = PLAIN
AUDITED = BUILT_IN["situation"]


def outline(content):
    return [one.title for one in reader_of(content).outline if not isinstance(one, list)]


def audited_plan():
    return plan_of(example_material(), template=AUDITED, marks=Marks.PRINTED)


def test_every_section_of_a_situation_briefing_is_made_by_somebody():
    assert set(SITUATION) == set(LAYOUTS["situation"].sections)


def test_sections_stand_in_the_order_that_was_chosen():
    chosen = ("limits", "table", "messages", "sources", "contact")
    template = replace(USUAL, sections=chosen)

    content = bytes_of(situation(plan_of(example_material(), template=template)))

    found = outline(content)
    assert found[:3] == ["Limits", "Incidents", "Key messages"]
    assert "Methodology" not in found


@pytest.mark.parametrize("layout", [situation, one_page])
def test_letter_and_a4_are_both_laid_out(layout):
    name = "situation" if layout is situation else "one-page"
    sizes = {}
    for paper in ("a4", "letter"):
        template = replace(BUILT_IN[name], paper=paper)
        pages = reader_of(bytes_of(layout(plan_of(example_material(), template=template)))).pages
        sizes[paper] = tuple(round(float(one)) for one in pages[0].mediabox[2:])
        assert len(pages) == 1 or layout is situation

    assert sizes == {"a4": (595, 842), "letter": (612, 792)}


def test_fewer_notes_and_other_breakdowns_can_be_asked_for():
    template = replace(USUAL, most_notes=2, breakdowns=("method",), step="month")

    plan = plan_of(example_material(), template=template)

    assert len(plan.notes) == 2
    assert len(plan.breakdowns) == 1
    assert "month" in plan.trend.title


def test_each_key_on_the_pages_has_its_line_in_the_annex(tmp_path):
    plan = audited_plan()

    text = text_of(bytes_of(situation(plan)), tmp_path)

    body, annex = text.split("Where each number comes from", 1)
    printed = set(re.findall(r"\s(F\d+)\b", body))
    listed = set(re.findall(r"\bF\d+\b", annex))
    assert len(printed) > 30
    assert printed <= listed == {one.key for one in plan.figures}


def test_without_keys_the_pages_read_as_before(tmp_path):
    plain = text_of(bytes_of(situation(plan_of(example_material()))), tmp_path)
    unseen = plan_of(example_material(), marks=Marks.UNSEEN)

    assert text_of(bytes_of(situation(unseen)), tmp_path) == plain
    assert not re.search("[\ufdd0-\ufdef]", plain)


def test_every_rule_of_a_figure_is_explained():
    assert {one.rule for one in audited_plan().figures} <= RULES.keys()


def test_the_annex_names_incidents_and_sources():
    origins = audited_plan().origins

    killed = next(one for one in origins if one.cites and one.unit == "people")
    assert all(re.match(r"[A-Z]", code) for code in killed.codes)
    assert any(one.about for one in origins)


def test_the_same_count_told_twice_has_one_key():
    figures = audited_plan().figures

    assert len({one.of for one in figures}) == len(figures)
    assert [one.words for one in figures if one.of == "attacks"] == ["9 attacks"]


def test_a_key_travels_inside_a_sentence_and_comes_off_again():
    said = f"{marked('at least 14 civilians', 'F3', Marks.PRINTED)} were reported killed."

    parted = expanded((Span(begun(said), BODY),))

    assert stripped(begun(said)) == "At least 14 civilians were reported killed."
    assert key_in(said) == "F3"
    assert parted[0].text == "At least 14 civilians"
    assert (parted[0].style.figure, parted[0].style.link) == ("F3", "#figure-F3")
    assert "F3" in parted[1].text
    assert parted[1].style.size < BODY.size
    assert parted[2].text == " were reported killed."


def test_a_sentence_without_figures_is_left_alone():
    spans = (Span("No number.", BODY),)

    assert expanded(spans) is spans
    assert begun("no number.") == "No number."
