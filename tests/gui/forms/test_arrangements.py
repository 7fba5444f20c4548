"""Every field has its place: by hand, or by its group; a new one appears by itself."""

from dataclasses import dataclass

import pytest

from strikelog.domain.fields import Kind, describe, fields_of
from strikelog.domain.records import RECORDS, Incident, Record, Site
from strikelog.gui.editors import Lookup
from strikelog.gui.forms.arrangement import ALWAYS_HIDDEN, groups_of, keys_of, placed_items
from strikelog.gui.forms.arrangements import ARRANGEMENTS, arrangement_of
from strikelog.gui.forms.branches import branches_of
from strikelog.gui.forms.fields_view import FieldsView


@pytest.mark.parametrize("kind", RECORDS, ids=lambda kind: kind.__name__)
def test_every_field_of_a_record_stands_on_its_form_once(kind):
    arrangement = arrangement_of(kind)

    placed = [key for item in placed_items(kind, arrangement) for key in keys_of(item)]

    wanted = {field.key for field in fields_of(kind)} - ALWAYS_HIDDEN - arrangement.hidden
    assert sorted(placed) == sorted(wanted)


@pytest.mark.parametrize("kind", ARRANGEMENTS, ids=lambda kind: kind.__name__)
def test_an_arrangement_names_only_fields_that_exist(kind):
    arrangement = arrangement_of(kind)
    named = {key for item in placed_items(kind, arrangement) for key in keys_of(item)}

    assert named | arrangement.hidden <= {field.key for field in fields_of(kind)}


@pytest.mark.parametrize("kind", RECORDS, ids=lambda kind: kind.__name__)
def test_the_core_of_a_form_is_short(kind):
    items = [item for line in arrangement_of(kind).core for item in line]

    assert len(items) <= 14


@dataclass(frozen=True, kw_only=True)
class Extended(Site):
    """A site with one more field."""

    shelters: int | None = describe(Kind.COUNT, "Shelters", group="state")


def test_a_field_added_to_a_record_falls_into_its_group():
    groups = {group.key: group for group in groups_of(Extended, arrangement_of(Extended))}

    assert "shelters" in [item for line in groups["state"].lines for item in line]


@dataclass(frozen=True, kw_only=True)
class Plain(Record):
    """A record nobody arranged."""

    about = Site.about
    name: str | None = describe(Kind.LINE, "Name", group="what")
    strange: str | None = describe(Kind.TEXT, "Strange", group="more")


def test_a_record_nobody_arranged_is_edited_by_its_groups(desk, tasks, shown):
    view = shown(FieldsView(Plain, Lookup(desk.finding, desk.recording, tasks)))

    view.show_record(Plain(name="A name"))

    assert view.cell("name").editor.value == "A name"
    assert view.has("strange")


@pytest.mark.parametrize("kind", RECORDS, ids=lambda kind: kind.__name__)
def test_every_form_builds_all_its_fields(desk, tasks, shown, kind):
    view = shown(FieldsView(kind, Lookup(desk.finding, desk.recording, tasks)))

    for _, fold in view.folds:
        fold.open()

    names = [cell.editor.keyboard.accessibleName() for cell in view.cells]
    assert all(names)


def test_branches_begin_records_that_hang_on_their_owner():
    for branch in branches_of(Incident):
        record = branch.begin("11111111-1111-4111-8111-111111111111", 3)

        assert branch.holds(record, "11111111-1111-4111-8111-111111111111")
        assert not branch.holds(record, "22222222-2222-4222-8222-222222222222")
