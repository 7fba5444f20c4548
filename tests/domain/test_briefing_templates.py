"""Templates of briefings: whole, kept, handed on without a word of any record."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strikelog.domain.briefing_templates import (
    BREAKDOWNS,
    BUILT_IN,
    LAYOUTS,
    NotATemplate,
    Template,
    UnknownSection,
)

ANY = st.builds(
    Template,
    name=st.just("ours"),
    layout=st.just("situation"),
    sections=st.permutations(list(LAYOUTS["situation"].sections)).map(tuple),
    level=st.sampled_from(["full", "public"]),
    paper=st.sampled_from(["a4", "letter"]),
    title=st.text(max_size=40),
    most_notes=st.integers(0, 60),
    step=st.sampled_from(["", "week", "month"]),
    breakdowns=st.lists(st.sampled_from(list(BREAKDOWNS)), unique=True).map(tuple),
    keys=st.booleans(),
)


@given(ANY)
def test_a_kept_template_is_read_back_as_it_was(template):
    assert Template.from_json(template.to_json(), "ours") == template


@given(ANY)
def test_a_template_that_is_handed_on_leaves_its_title_at_home(template):
    named = replace(template, title="Strikes on Al-Example Hospital")

    handed = named.to_json(shared=True)

    assert "Example" in named.to_json()
    assert "Example" not in handed
    assert Template.from_json(handed, "ours") == replace(named, title="")


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_has_a_template_with_its_needed_sections(layout):
    template = BUILT_IN[layout]

    assert template.checked() == template
    assert template.is_built_in
    assert {"contact"} <= set(template.sections)


def test_what_a_briefing_cannot_do_without_is_put_back():
    bare = Template(sections=("limits", "limits", "messages"))

    assert bare.checked().sections == ("limits", "messages", "sources", "contact")


def test_a_section_of_another_layout_is_refused_by_name():
    with pytest.raises(UnknownSection, match="custody"):
        Template(sections=("custody",)).checked()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"kind": "strikelog briefing template", "version": 2}',
        json.dumps({**json.loads(Template().to_json()), "paper": "a3"}),
        json.dumps({**json.loads(Template().to_json()), "most_notes": True}),
        json.dumps({**json.loads(Template().to_json()), "most_notes": 10**9}),
        json.dumps({**json.loads(Template().to_json()), "sections": "messages"}),
        json.dumps({**json.loads(Template().to_json()), "breakdowns": ["age"]}),
    ],
)
def test_what_is_no_template_is_refused_with_its_name(text):
    with pytest.raises(NotATemplate, match=r"sent\.json"):
        Template.from_json(text, "sent.json")


def test_a_file_may_hold_more_than_we_read():
    text = json.dumps({**json.loads(Template(name="x").to_json()), "colour": "red"})

    assert Template.from_json(text, "x") == Template(name="x")
