import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strikelog.exchange.foreign.mapping import (
    OPTIONS,
    ColumnMapping,
    Mapping,
    MappingIsNewer,
    NotAMapping,
    fingerprint,
    likeness,
    mapping_from_json,
)
from strikelog.exchange.foreign.targets import TARGETS, count_parts, is_target, target


def a_mapping(**more):
    columns = (
        ColumnMapping("Date", "#date", "date", {"order": "dmy"}),
        ColumnMapping("Weapon used", "", "means", {}, {"Shelling": "any+shelling_unspecified"}),
        ColumnMapping("Weapon used", "", "note"),
    )
    told = {"name": "Monthly list", "publisher": "A partner", "columns": columns, **more}
    return Mapping(**told)


def test_a_mapping_comes_back_from_its_file():
    mapping = a_mapping(defaults={"place.country": "Syria"}, date_order="dmy")

    assert mapping_from_json(mapping.to_json(), "m.json") == mapping


def test_a_mapping_file_says_what_it_is_and_names_no_more_than_it_must():
    plain = json.loads(a_mapping().to_json())

    assert (plain["format"], plain["version"]) == ("strikelog-mapping", 1)
    assert plain["columns"][2] == {"header": "Weapon used", "target": "note"}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        "nonsense",
        '{"format": "strikelog-mapping"}',
        '{"format": "strikelog-mapping", "version": true}',
        '{"format": "strikelog-mapping", "version": 0}',
        '{"format": "strikelog-mapping", "version": 1, "columns": [1]}',
        '{"format": "strikelog-mapping", "version": 1, "columns": {}}',
        '{"format": "strikelog-mapping", "version": 1, "name": 3}',
        '{"format": "strikelog-mapping", "version": 1, "date_order": "dym"}',
        '{"format": "strikelog-mapping", "version": 1, "defaults": {"date": 3}}',
        '{"format": "strikelog-mapping", "version": 1,'
        ' "columns": [{"header": "A", "target": "secret"}]}',
        '{"format": "strikelog-mapping", "version": 1,'
        ' "columns": [{"header": "A", "options": {"order": "random"}}]}',
        '{"format": "strikelog-mapping", "version": 1,'
        ' "columns": [{"header": "A", "options": {"shell": "rm"}}]}',
        '{"format": "strikelog-mapping", "version": 1,'
        ' "columns": [{"header": "A", "values": ["x"]}]}',
        "[" * 100_000,
    ],
)
def test_what_is_no_mapping_file_is_refused(text):
    with pytest.raises(NotAMapping) as caught:
        mapping_from_json(text, "m.json")

    assert "m.json" in caught.value.sentence("ar")


def test_a_mapping_file_of_a_later_version_is_refused_as_such():
    text = a_mapping().to_json().replace('"version": 1', '"version": 2')

    with pytest.raises(MappingIsNewer):
        mapping_from_json(text, "m.json")


@given(st.text(max_size=200))
def test_no_text_breaks_the_reader_of_mapping_files(text):
    with pytest.raises(NotAMapping):
        mapping_from_json(text, "m.json")


def test_a_fingerprint_knows_no_order_case_or_blanks():
    assert fingerprint(["Event Date", "Place"]) == fingerprint(["place ", "event_date"])
    assert fingerprint(["Event Date", "Place"]) != fingerprint(["Event Date"])


def test_likeness_counts_the_headings_in_common():
    mapping = a_mapping()

    assert likeness(["date", "Weapon Used"], mapping) == 1.0
    assert likeness(["Date", "Weapon used", "Remarks", "Town"], mapping) == 0.5
    assert likeness([], Mapping()) == 0.0


def test_a_column_may_mean_two_things():
    assert [each.target for each in a_mapping().of("weapon used")] == ["means", "note"]


def test_what_is_said_anew_of_a_column_replaces_all_before_and_keeps_its_place():
    changed = a_mapping().with_column(ColumnMapping("WEAPON USED", "", "weapon"))

    assert [(each.header, each.target) for each in changed.columns] == [
        ("Date", "date"),
        ("WEAPON USED", "weapon"),
    ]


def test_a_new_column_comes_last():
    changed = a_mapping().with_column(ColumnMapping("Town", "", "place.name"))

    assert changed.columns[-1].header == "Town"
    assert len(changed.columns) == 4


def test_codes_are_found_whatever_the_case_of_a_spelling():
    column = ColumnMapping("W", "", "means", {}, {"Car Bomb": "emplaced+vbied"})

    assert column.code_of("car  bomb") == "emplaced+vbied"
    assert column.code_of("bomb") is None


def test_every_target_has_words_in_both_languages_and_a_group():
    for each in TARGETS.values():
        assert each.sentence("en")
        assert each.sentence("ar") != ""
        assert each.group.value


def test_the_words_of_targets_are_all_different():
    for language in ("en", "ar"):
        words = [each.sentence(language) for each in TARGETS.values()]
        assert len(set(words)) == len(words)


@pytest.mark.parametrize(
    "key",
    ["count", "count.killed", "count.killed.total.any.civilian.mid", "count.shot.total.any.all",
     "killed.total.any.civilian", "", "date.week"],
)  # fmt: skip
def test_a_key_that_means_nothing_is_no_target(key):
    assert not is_target(key)


def test_a_number_of_people_is_taken_apart_and_put_together():
    key = "count.injured.girl.student.civilian.low"

    assert count_parts(key).key == key
    assert target(key).sentence() == "Injured · Girls · Student · Civilian · at least"


def test_options_with_listed_answers_name_some():
    assert OPTIONS["order"] == ("dmy", "mdy", "ymd")
