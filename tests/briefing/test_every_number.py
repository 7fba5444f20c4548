"""Every number in the body of a briefing goes through the ledger."""

import pytest

from strikelog.briefing.document import Document, page_count
from strikelog.briefing.figure_marks import Marks
from strikelog.briefing.flowing import words
from strikelog.briefing.one_page import one_page
from strikelog.briefing.situation import situation
from strikelog.domain.briefing_templates import PLAIN
from strikelog.domain.display import title_of
from tests.briefing.material import example_material, plan_of
from tests.briefing.printed_numbers import spoken, strangers

from .test_arranging import AUDITED

METHOD = ("3–60 minutes", "A–F", "1–6", "two hours")
"""Numbers of the method itself, which counts nothing."""


def names_of(material):
    """What records are called, and how others worded their own totals."""
    named = [title_of(one) for case in material.cases for one in case.known.values()]
    named += [title_of(one) for one in (*material.totals, *material.periods, *material.groups)]
    named += [one.as_reported or "" for one in material.totals]
    return {one for one in named if any(map(str.isdigit, one))}


def body_of(document, monkeypatch):
    """What is said outside the lists whose lines are numbered."""
    return [
        one
        for one in spoken(document, page_count, monkeypatch)
        if not one.replace(",", "").replace(" ", "").isdigit() and not one[:3].strip(" .").isdigit()
    ]


@pytest.mark.parametrize("layout", [situation, one_page])
def test_every_number_is_a_figure_a_date_a_name_or_a_reference(layout, monkeypatch):
    material = example_material()
    plan = plan_of(material, template=PLAIN, marks=Marks.UNSEEN)

    said = body_of(layout(plan), monkeypatch)

    relations = [one for one in said if one.startswith(("overlaps", "part of", "same", "differs"))]
    rest = strangers([one for one in said if one not in relations], (*METHOD, *names_of(material)))
    assert len(said) > 25
    assert rest == []


def test_a_number_that_bypasses_the_ledger_is_found(monkeypatch):
    document = Document("T", [words("12 attacks were reported on 5 May 2019.")])

    assert strangers(spoken(document, page_count, monkeypatch)) == ["12 attacks were reported on ."]


def test_the_ledger_holds_each_number_that_can_be_pointed_at(monkeypatch):
    plan = plan_of(example_material(), template=AUDITED, marks=Marks.PRINTED)

    said = spoken(situation(plan), page_count, monkeypatch)

    assert sum(one.count("◆") for one in said) >= len(plan.figures) // 2
    assert len(plan.figures) > 60
