"""A mapping while somebody works on it: every answer makes another draft."""

import pytest

from strikelog.exchange.foreign.mapping import ColumnMapping, Mapping, fingerprint
from strikelog.exchange.foreign.proposing import propose
from strikelog.exchange.foreign.tables import find_tables
from strikelog.exchange.workbooks import Sheet, Workbook
from strikelog.services.partners.mapping_draft import begun, meanings
from strikelog.services.partners.mapping_values import codes, spellings, values
from strikelog.services.partners.mapping_words import Sure

HEADER = ("Date", "Town", "Kind of place", "Killed", "Remarks")
ROWS = (
    ("03/04/2019", "Kafr Nabl", "Hospital; School", 2, "first"),
    ("05/06/2019", "Kafr Zita", "Hospitel", 1, ""),
    ("07/08/2019", "Kafr Zita", "Hospital", 0, "third"),
)
PLACE_KIND = 2


@pytest.fixture
def draft():
    """A draft of a small table whose dates leave the order open."""
    book = Workbook("list.xlsx", "", "xlsx", (Sheet("Events", True, (HEADER, *ROWS)),))
    table = find_tables(book)[0]
    return begun(table, propose(table)).with_meaning(PLACE_KIND, "site.type")


def meaning(draft, place):
    """What a column is taken for."""
    return draft.columns("en")[place].target


def test_an_answer_leaves_the_draft_before_as_it_was(draft):
    after = draft.with_meaning(4, "summary")

    assert meaning(after, 4) == "summary"
    assert meaning(draft, 4) != "summary"
    assert after.columns("en")[4].sure is Sure.YOURS


def test_the_order_of_dates_stays_open_until_somebody_says(draft):
    asked = draft.date_question(0, "en")
    answered = draft.with_option(0, "order", "dmy")

    assert draft.open_questions() == (0,)
    assert asked.examples[0][1:] == ("3 April 2019", "4 March 2019")
    assert asked.answer == ""
    assert answered.open_questions() == ()
    assert answered.with_option(0, "order", "").open_questions() == (0,)


def test_a_column_of_dates_that_means_something_else_asks_nothing(draft):
    assert draft.with_meaning(0, "note").open_questions() == ()


def test_spellings_are_counted_and_what_is_near_is_only_offered(draft):
    counted = spellings(draft, PLACE_KIND)
    lines = {one.text: one for one in values(draft, PLACE_KIND, counted, "en")}

    assert counted["Hospitel"] == 1
    assert lines["Hospital"].code == "hospital"
    assert lines["Hospitel"].code is None
    assert lines["Hospitel"].near == "hospital"


def test_what_is_near_holds_once_it_is_accepted(draft):
    lines = values(draft, PLACE_KIND, spellings(draft, PLACE_KIND), "en")

    accepted = draft.with_near(PLACE_KIND, lines)

    assert accepted.column(PLACE_KIND).code_of("Hospitel") == "hospital"
    assert draft.column(PLACE_KIND).code_of("Hospitel") is None


def test_several_values_of_a_cell_are_counted_one_by_one(draft):
    split = draft.with_option(PLACE_KIND, "split", ";")

    assert spellings(split, PLACE_KIND) == {"Hospital": 2, "School": 1, "Hospitel": 1}
    assert "Hospital; School" in spellings(draft, PLACE_KIND)


def test_codes_belong_to_the_list_of_the_meaning(draft):
    told = draft.with_codes(PLACE_KIND, {"Hospitel": "hospital"})
    elsewhere = told.with_meaning(PLACE_KIND, "event_type")

    assert dict(codes(told, PLACE_KIND, "en"))["hospital"]
    assert "hospital" not in dict(codes(elsewhere, PLACE_KIND, "en"))
    assert elsewhere.column(PLACE_KIND).code_of("Hospitel") is None


def test_saying_the_same_again_confirms_it_and_keeps_what_was_said(draft):
    told = draft.with_codes(PLACE_KIND, {"Hospitel": "hospital"})

    again = told.with_meaning(PLACE_KIND, "site.type")

    assert again.column(PLACE_KIND).code_of("Hospitel") == "hospital"


def test_what_is_counted_can_be_said_part_by_part(draft):
    held = draft.with_meaning(3, "count.killed.woman.any.civilian").parts(3)

    assert (held.outcome, held.age_sex) == ("killed", "woman")
    assert held.key == "count.killed.woman.any.civilian"
    assert draft.parts(1) is None


def test_a_mapping_answers_the_columns_it_knows_and_leaves_the_others(draft):
    before = meaning(draft, 1)
    known = Mapping(
        name="Monitor",
        publisher="Northern Monitor",
        fingerprint=fingerprint(HEADER),
        columns=(ColumnMapping("remarks", target="note"),),
        defaults={"licence": "CC BY 4.0"},
    )

    after = draft.with_mapping(known)

    assert meaning(after, 4) == "note"
    assert meaning(after, 1) == before
    assert after.mapping.publisher == "Northern Monitor"
    assert after.mapping.defaults == {"licence": "CC BY 4.0"}


def test_a_column_may_mean_two_things(draft):
    twice = Mapping(
        name="Monitor",
        fingerprint=fingerprint(HEADER),
        columns=(
            ColumnMapping("Remarks", target="note"),
            ColumnMapping("Remarks", target="site.name"),
            *(ColumnMapping(one) for one in HEADER[:4]),
        ),
    )

    learned = begun(draft.table, propose(draft.table, "en", (twice,)))
    line = learned.columns("en")[4]

    assert len(learned.columns("en")) == len(HEADER)
    assert line.target == "note"
    assert "Name of the place hit" in line.group
    assert line.sure is Sure.LEARNED


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_meaning_has_a_name_and_a_heading(language):
    known = meanings(language)

    assert len(known) > 60
    assert all(one.label and one.group for one in known)
    assert len({one.key for one in known}) == len(known)


def test_places_without_a_country_are_told_until_somebody_names_it(draft):
    named = draft.with_dataset("Our monitors", "Strikes", {"place.country": "Syria"})
    by_column = draft.with_meaning(4, "place.country")

    assert draft.lacks_country
    assert not named.lacks_country
    assert not by_column.lacks_country


def test_a_table_that_names_no_place_lacks_no_country(draft):
    assert not draft.with_meaning(1, "ignore").lacks_country
