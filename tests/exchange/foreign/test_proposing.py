from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strikelog.exchange.foreign.converting import read_rows
from strikelog.exchange.foreign.mapping import ColumnMapping, Mapping, mapping_from_json
from strikelog.exchange.foreign.proposing import propose
from strikelog.exchange.foreign.tables import find_tables
from strikelog.exchange.foreign.targets import target
from tests.exchange.foreign.files import workbook


def table(*rows):
    return find_tables(workbook(*rows))[0]


def proposed(*rows, known=()):
    """Give the proposals by heading."""
    found = propose(table(*rows), "en", known)
    return {each.header: each for each in found.columns}


def targets(*rows):
    return {header: each.mapping.target for header, each in proposed(*rows).items()}


def test_headings_say_what_columns_mean_and_the_reason_is_told():
    said = proposed(
        ("Event date", "Town", "Civilians killed", "Colour"), ("2019-05-06", "Idlib", 3, "red")
    )

    assert {header: each.mapping.target for header, each in said.items()} == {
        "Event date": "date",
        "Town": "place.name",
        "Civilians killed": "count.killed.total.any.civilian",
        "Colour": "ignore",
    }
    assert said["Town"].confidence > 0.9 > said["Colour"].confidence
    assert said["Town"].reason.sentence("en") == "The heading says so."
    assert said["Colour"].samples == ("red",)


def test_tags_say_what_strange_headings_mean():
    said = proposed(
        ("Cuándo", "Q1", "Q2"),
        ("#date+occurred", "#adm1+name", "#affected+killed+children"),
        ("2019-05-06", "Idlib", 3),
    )

    assert [each.mapping.target for each in said.values()] == [
        "date", "place.adm1", "count.killed.child.any.civilian",
    ]  # fmt: skip
    assert "#adm1+name" in said["Q1"].reason.sentence("en")


def test_a_tag_that_disagrees_is_told_and_the_heading_followed():
    said = proposed(
        ("Date", "Health Workers Kidnapped", "Health Workers Arrested"),
        ("#date", "#affected +healthworker +arrested", "#affected +healthworker +arrested"),
        ("2019-05-06", 3, 1),
    )

    kidnapped = said["Health Workers Kidnapped"]
    assert kidnapped.mapping.target == "count.abducted.total.health_worker.civilian"
    assert kidnapped.disagreement is not None
    assert "+arrested" in kidnapped.disagreement.sentence("en")
    assert said["Health Workers Arrested"].disagreement is None


def test_a_broad_tag_does_not_disagree_with_a_narrow_heading():
    said = proposed(("Date", "Location of Incident"), ("#date", "#loc"), ("2019-05-06", "Road"))

    assert said["Location of Incident"].mapping.target == "site.type"
    assert said["Location of Incident"].disagreement is None


def test_cells_say_what_strange_headings_mean():
    rows = [
        (f"2019-05-{day:02}", f"35.{day}41, 36.5{day}", "Barrel bomb",
         f"https://example.org/{day}", "Syria", "An air strike hit the place in the morning. " * 3)
        for day in range(10, 20)
    ]  # fmt: skip

    assert list(targets(("Q1", "Q2", "Q3", "Q4", "Q5", "Q6"), *rows).values()) == [
        "date", "place.point", "means", "source.url", "place.country", "summary",
    ]  # fmt: skip


def test_two_neighbours_of_fine_degrees_are_coordinates():
    rows = [("2019-05-06", "Idlib", 35.6141 + n, 36.5612 + n) for n in range(5)]

    found = targets(("Date", "Place", "P", "Q"), *rows)

    assert (found["P"], found["Q"]) == ("place.lat", "place.lon")


def test_shares_between_nought_and_one_are_no_coordinates():
    rows = [("2019-05-06", "Idlib", 0.476 + n / 100, 0.284) for n in range(5)]

    assert targets(("Date", "Place", "P", "Q"), *rows)["P"] == "ignore"


def test_coordinates_under_each_others_heading_are_put_right():
    rows = [("2019-05-06", 100.5 + n, 16.25) for n in range(5)]

    said = proposed(("Date", "Latitude", "Longitude"), *rows)

    assert said["Latitude"].mapping.target == "place.lon"
    assert said["Longitude"].mapping.target == "place.lat"
    assert "exchanged" in said["Latitude"].reason.sentence("en")


def test_a_heading_that_its_cells_deny_is_not_believed():
    rows = [("2019-05-06", "Idlib", "by night")] * 5

    said = proposed(("Date", "Place", "Killed"), *rows)["Killed"]

    assert said.mapping.target == "note"
    assert said.confidence < 0.5
    assert said.others == ("count.killed.total.any.unknown",)


def test_the_fuller_of_two_columns_with_one_meaning_is_taken():
    rows = [("2019-05-06", None, 3, "x"), ("2019-05-07", None, 4, "y")]

    said = proposed(("Date", "Killed", "Deaths", "Place"), *rows)

    assert said["Deaths"].mapping.target == "count.killed.total.any.unknown"
    assert said["Killed"].mapping.target == "ignore"
    assert "Deaths" in said["Killed"].reason.sentence("en")


def test_the_number_of_a_row_is_the_one_that_differs_in_every_row():
    rows = [("2019-05-06", 1, n, "x") for n in range(100, 110)]

    found = targets(("Date", "Code", "Event ID", "Place"), *rows)

    assert (found["Event ID"], found["Code"]) == ("external_id", "ignore")


def test_year_month_and_day_apart_are_parts_of_a_date():
    found = targets(("Year", "Month", "Day", "Place"), (2019, 5, 6, "x"), (2019, 6, 7, "y"))

    assert list(found.values())[:3] == ["date.year", "date.month", "date.day"]


def test_a_region_of_the_world_is_left_out_beside_a_province():
    found = targets(("Date", "region", "admin1"), ("2019-05-06", "Middle East", "Idlib"))

    assert (found["region"], found["admin1"]) == ("note", "place.adm1")


def test_words_are_given_codes_and_strange_ones_are_asked():
    rows = [
        ("2019-05-06", "Barrel bomb", "Hospital"),
        ("2019-05-07", "barrel bomb", "Hospitall"),
        ("2019-05-08", "Zapper", "n/a"),
        ("2019-05-09", "Zapper", "مشفى"),
    ]

    found = propose(table(("Date", "Weapon", "Facility type"), *rows))

    weapon, kind = found.columns[1].mapping, found.columns[2].mapping
    assert weapon.values["Barrel bomb"] == "helicopter+barrel_bomb"
    assert kind.values == {"Hospital": "hospital", "مشفى": "hospital"}
    assert [(one.text, one.count) for one in found.undecided] == [("Zapper", 2), ("Hospitall", 1)]
    assert found.undecided[1].near[0] == "hospital"


def test_values_of_several_known_words_are_not_asked():
    rows = [("2019-05-06", "Mortar, Rocket"), ("2019-05-07", "Mortar; Zapper")]

    found = propose(table(("Date", "Weapon"), *rows))

    assert [one.text for one in found.undecided] == ["Mortar; Zapper"]


def test_a_column_of_too_many_strange_words_is_no_list_of_codes():
    rows = [("2019-05-06", f"A sentence about place {n}") for n in range(60)]

    found = propose(table(("Date", "Facility type"), *rows))

    assert found.columns[1].mapping.target == "note"
    assert found.undecided == ()


def test_dates_that_may_be_two_days_are_asked_with_examples():
    found = propose(table(("Date", "Place"), ("3/5/2019", "x"), ("4/6/2019", "y")))

    (doubt,) = found.date_doubts
    assert doubt.header == "Date"
    assert doubt.examples[0] == ("3/5/2019", "2019-05-03", "2019-03-05")


def test_dates_that_a_spreadsheet_may_have_exchanged_are_asked():
    rows = [("22/01/2026", "x"), (date(2026, 6, 2), "y"), ("18/02/2026", "z")]

    (doubt,) = propose(table(("Date", "Place"), *rows)).date_doubts

    assert doubt.exchanged
    assert doubt.decided == "dmy"


def test_dates_whose_order_is_told_ask_nothing():
    assert propose(table(("Date", "Place"), ("22/5/2019", "x"))).date_doubts == ()


def test_precisions_in_numbers_are_of_one_scale():
    acled = proposed(("Date", "geo_precision"), ("2019-05-06", 1), ("2019-05-07", 3))
    ucdp = proposed(("Date", "where_prec"), ("2019-05-06", 1), ("2019-05-07", 6))

    assert acled["geo_precision"].mapping.options == {"scale": "acled"}
    assert ucdp["where_prec"].mapping.options == {"scale": "ucdp"}


ANSWERED = Mapping(
    name="Monthly list",
    fingerprint="",
    columns=(
        ColumnMapping("When it was", "", "date", {"order": "mdy"}),
        ColumnMapping("Colour", "", "note"),
        ColumnMapping("Colour", "", "means", {}, {"red": "any+fire"}),
    ),
    defaults={"place.country": "Syria"},
)


def test_a_mapping_that_is_known_is_taken_whatever_the_order_of_columns():
    rows = (("colour", "WHEN IT WAS"), ("red", "5/3/2019"))
    first = propose(table(*rows), "en", [ANSWERED])
    known = replace(ANSWERED, fingerprint=first.mapping.fingerprint)

    again = propose(table(*rows), "en", [Mapping(name="Another"), known])

    assert again.learned_from == "Monthly list"
    assert again.mapping.defaults == {"place.country": "Syria"}
    (row,) = read_rows(table(*rows), again.mapping)
    assert str(row.values["date"]) == "2019-05-03"
    assert (row.values["note"], row.values["weapon"]) == ("red", "fire")


def test_a_mapping_for_nearly_the_same_headings_is_taken_and_the_rest_told_from_the_table():
    header = ("A", "B", "C", "D", "E", "F", "Town", "Date")
    columns = tuple(ColumnMapping(name, "", "note") for name in header if name != "Town")
    known = Mapping(name="Known", columns=columns)
    row = ("1", "2", "3", "4", "5", "6", "Idlib", "2019-05-06")

    found = propose(table(header, row), "en", [known])

    assert found.learned_from == "Known"
    said = {each.header: each.mapping.target for each in found.columns}
    assert (said["A"], said["Town"], said["Date"]) == ("note", "place.name", "note")


def test_a_mapping_for_other_headings_is_not_taken():
    found = propose(table(("Date", "Place"), ("2019-05-06", "x")), "en", [ANSWERED])

    assert found.learned_from == ""
    assert found.columns[0].mapping.target == "date"


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_reason_can_be_said_in_every_language(language):
    said = proposed(
        ("Date", "Health Workers Kidnapped", "Killed", "Deaths", "Colour", "Latitude"),
        ("#date", "#affected +healthworker +arrested", "", "#affected+killed", "", "#geo+lat"),
        ("2019-05-06", 3, "by night", 1, "red", 200),
    )

    for each in said.values():
        assert each.reason.sentence(language)
        assert each.disagreement is None or each.disagreement.sentence(language)


_HEADINGS = st.one_of(
    st.text(max_size=20),
    st.sampled_from(["Date", "Killed", "Weapon", "Latitude", "Longitude", "URL", "النوع", "ID"]),
)
_CELLS = st.one_of(
    st.none(), st.text(max_size=12), st.integers(-200, 10**9), st.floats(), st.booleans(),
    st.dates(), st.sampled_from(["3/5/2019", "22/5/2019", "Mortar", "35.6, 36.5", "n/a", "#date"]),
)  # fmt: skip


@given(
    st.lists(_HEADINGS, min_size=2, max_size=6),
    st.lists(st.lists(_CELLS, min_size=6, max_size=6), min_size=1, max_size=8),
)
def test_no_table_breaks_the_proposals_and_what_they_say_can_be_read(header, rows):
    for found in find_tables(workbook(header, *rows)):
        proposal = propose(found)

        assert [each.header for each in proposal.columns] == list(found.header)
        for row in read_rows(found, proposal.mapping):
            single = [cell.target for cell in row.cells if not target(cell.target).many]
            assert len(single) == len(set(single))
        again = mapping_from_json(proposal.mapping.to_json(), "m.json")
        assert again == proposal.mapping
