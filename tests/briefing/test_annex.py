"""The annex of numbers: keys in the order of reading, and the claims behind each."""

import re
from dataclasses import replace

import pytest

from strikelog.briefing.dossier_plan import make_dossier_plan
from strikelog.briefing.figure_marks import Marks
from strikelog.briefing.levels import Level
from strikelog.briefing.material import Asked, BriefingOffice
from strikelog.briefing.plan import make_plan
from strikelog.briefing.situation import situation
from strikelog.domain.briefing_templates import BUILT_IN
from strikelog.domain.dates import FuzzyDate
from strikelog.domain.records import CasualtyFigure, Source
from tests.briefing.material import AS_OF, a_case, a_site, example_material, material_of
from tests.briefing.reading import bytes_of, reader_of

_KEY = re.compile(r"\bF(\d+)\b")


def planned(material, **template):
    chosen = replace(BUILT_IN["situation"], **template)
    asked = Asked(as_of=AS_OF, level=Level.FULL, template=chosen, marks=Marks.PRINTED)
    return make_plan(material, asked, BriefingOffice())


def keys_on_pages(plan):
    """The keys in the order in which the pages paint them, without the annex."""
    text = "\n".join(page.extract_text() for page in reader_of(bytes_of(situation(plan))).pages)
    read = text.partition("Where each number comes from")[0]
    return list(dict.fromkeys(int(one) for one in _KEY.findall(read)))


@pytest.mark.parametrize(
    "sections",
    [
        BUILT_IN["situation"].sections,
        ("notes", "messages", "sources", "contact", "ledger"),
        ("others", "table", "tiles", "messages", "sources", "contact", "ledger"),
    ],
)
def test_keys_follow_the_order_of_reading(sections):
    keys = keys_on_pages(planned(example_material(2), sections=sections))

    assert len(keys) > 20
    assert keys == sorted(keys)


def test_a_number_that_is_not_printed_is_no_figure():
    plan = planned(example_material(2), sections=("messages", "sources", "contact", "ledger"))

    assert {one.key for one in plan.figures} == {f"F{key}" for key in keys_on_pages(plan)}
    assert (plan.notes, plan.totals, plan.rows) == ((), (), ())


def test_sources_are_numbered_in_the_order_of_reading():
    plan = planned(example_material(2), sections=("others", "messages", "sources", "contact"))

    assert plan.totals[0].cites[0] == 1


def test_a_sum_of_people_names_the_claims_it_rests_on_and_what_each_says():
    plan = planned(example_material(2))
    by_of = {one.of: one for one in plan.figures}
    killed = by_of["killed"]
    line = next(one for one in plan.origins if one.key == killed.key)

    assert killed.claim_ids
    assert {words for _, words in line.told} >= {"1", "2"}
    assert {number for number, _ in line.told} <= {one.number for one in plan.sources}


def test_a_figure_of_our_own_names_the_claims_beside_it():
    case = a_case()
    told = harmed(case.claims[0].id, 3, 5)
    own = replace(case, figures=(told, harmed(case.incident.id, 4, 4)))
    plan = planned(material_of(own))
    (line,) = [one for one in plan.origins if one.told and one.words == "4"][:1]

    assert [words for _, words in line.told] == ["3–5"]


def test_what_others_published_and_counts_of_attacks_name_their_sources():
    plan = planned(example_material(2))
    figures = {one.key: one for one in plan.figures}
    silent = {figures[one.key].rule for one in plan.origins if not one.cites and not one.told}

    assert silent <= {"left out of a list", "sources cited", "reconciliation"}


def test_the_number_of_sources_on_the_first_page_is_that_of_the_list():
    plan = planned(example_material(2))
    (figure,) = [one for one in plan.figures if one.rule == "sources cited"]
    (line,) = [one for one in plan.origins if one.key == figure.key]

    assert figure.low == len(plan.sources)
    assert f"{len(plan.sources)} sources" in plan.tiles[0].note
    assert line.words == figure.words


def test_the_annex_of_a_dossier_names_the_sources_of_other_strikes_on_its_site():
    site = a_site()
    other = Source(source_type="ngo_report", publisher="Second", title="T", access="public")
    case = a_case(site=site, date_edtf=FuzzyDate.parse("2019-05-05"))
    again = a_case(site=site, source=other, date_edtf=FuzzyDate.parse("2019-11-06"))
    asked = Asked(as_of=AS_OF, level=Level.FULL, template=BUILT_IN["dossier"])

    plan = make_dossier_plan(case, material_of(case, again), asked, BriefingOffice())

    (number,) = [one.number for one in plan.sources if one.source_id == other.id]
    assert number in {cited for line in plan.origins for cited in line.cites}


def harmed(owner_id: str, low: int, high: int) -> CasualtyFigure:
    return CasualtyFigure(
        owner_id=owner_id, outcome="killed", low=low, high=high, civ_status="civilian"
    )
