"""The workbook as described: a form for every kind, the columns of the plan, tags that are tags."""

import re
from pathlib import Path

import pytest

from strikelog.domain.fields import Kind
from strikelog.domain.records import RECORDS, Incident
from strikelog.exchange.cells import CELLS
from strikelog.exchange.flat import FLAT_COLUMNS
from strikelog.exchange.layout import (
    PROFILES,
    UnknownProfile,
    column_letter,
    columns_of,
    frozen_columns,
    profile_of,
)
from tests.exchange.workbooks import VALUES

PLAN = Path(__file__).parents[3] / "shared" / "spec" / "excel.md"
TAG = re.compile(r"#[a-z][a-z0-9_]*(\+[a-z][a-z0-9_]*)*")


def test_every_kind_has_a_form_of_its_cells():
    assert set(CELLS) == set(Kind)
    assert set(VALUES) == set(Kind)


def test_a_sheet_begins_with_what_to_do_and_ends_with_what_the_program_keeps():
    keys = [column.key for column in columns_of(Incident)]

    assert keys[:4] == ["_op", "id", "ref", "title"]
    assert keys[-3:] == ["_tlp", "_rev", "_hash"]
    assert "created_by" not in keys


def test_what_is_derived_is_grey():
    grey = {column.key for column in columns_of(Incident) if column.is_grey}

    assert grey == {
        "date_start", "date_end", "date_prec", "grading", "certainty", "in_totals", "_rev", "_hash",
    }  # fmt: skip


def test_every_tag_of_every_sheet_is_a_tag():
    tags = [one.hxl for kind in RECORDS for one in columns_of(kind) if one.hxl]
    tags += [one.hxl for one in FLAT_COLUMNS]

    assert [tag for tag in tags if not TAG.fullmatch(tag)] == []
    assert len({one.hxl for one in FLAT_COLUMNS}) == len(FLAT_COLUMNS) == 56


def test_at_least_half_the_columns_people_fill_are_tagged():
    columns = [one for kind in RECORDS for one in columns_of(kind) if one.field]

    assert sum(1 for one in columns if one.hxl) > len(columns) / 2


def test_the_analysts_sheet_is_that_of_the_plan():
    if not PLAN.exists():
        pytest.skip("the plan does not lie beside the project")
    row = re.compile(r"^\| \d+ \| (\w+) \| ([^|]+) \| `([^`]+)`", re.MULTILINE)

    planned = row.findall(PLAN.read_text(encoding="utf-8"))

    assert [(one.key, one.label, one.hxl) for one in FLAT_COLUMNS] == planned


def test_the_reference_stays_in_sight():
    assert column_letter(frozen_columns(columns_of(Incident))) == "C"
    assert [column_letter(number) for number in (1, 26, 27, 702, 703)] == [
        "A", "Z", "AA", "ZZ", "AAA",
    ]  # fmt: skip


def test_a_form_for_the_field_has_its_sheets_and_registers():
    kinds = [kind.about.sheet for kind in PROFILES["field_form"].kinds(RECORDS)]

    assert kinds == [
        "Incidents", "IncidentSites", "Claims", "Casualties", "Attributions", "Sources",
        "Sites", "Locations", "Actors",
    ]  # fmt: skip


def test_an_unknown_profile_is_named_with_those_there_are():
    with pytest.raises(UnknownProfile, match="full, field_form"):
        profile_of("secret")
