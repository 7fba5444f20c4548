"""Who changed what: three ways, sets, groups that are decided together, and no base."""

from hypothesis import given
from hypothesis import strategies as st

from strikelog.exchange.merging import Outcome, compare, taken

BASE = {"title": "Strike", "weapon": "unknown", "tags": ["a", "b"], "lat": "35.1", "lon": "36.1"}
NONE = frozenset()

_contents = st.fixed_dictionaries(
    {},
    optional={
        "title": st.sampled_from("abc"),
        "low": st.integers(0, 2),
        "high": st.integers(0, 2),
        "tags": st.lists(st.sampled_from("xyz"), unique=True, min_size=1).map(sorted),
    },
)
_KEYS = ("title", "low", "high", "tags")


def asked(content):
    return {key: content.get(key) for key in _KEYS}


def outcomes(change):
    return {one.key: one.outcome for one in change.fields}


def result(change, ours, accepted=NONE):
    merged = ours | {one.key: one.result for one in taken(change, accepted)}
    return {key: value for key, value in merged.items() if value is not None}


def test_changed_only_by_them_is_proposed():
    change = compare(BASE, BASE, BASE | {"title": "Air strike"})

    assert outcomes(change) == {"title": Outcome.CHANGED}


def test_changed_only_by_us_is_kept():
    assert compare(BASE, BASE | {"title": "Air strike"}, BASE).fields == ()


def test_the_same_new_value_on_both_sides_is_no_change():
    new = BASE | {"title": "Air strike"}

    assert compare(BASE, new, new).fields == ()


def test_both_differently_is_a_conflict_that_keeps_ours_until_decided():
    ours, theirs = BASE | {"title": "Ours"}, BASE | {"title": "Theirs"}

    change = compare(BASE, ours, theirs)

    assert outcomes(change) == {"title": Outcome.CONFLICT}
    assert result(change, ours)["title"] == "Ours"
    assert result(change, ours, frozenset({"title"}))["title"] == "Theirs"


def test_a_blank_cell_where_something_stood_is_a_clearing():
    change = compare(BASE, BASE, BASE | {"title": None})

    assert outcomes(change) == {"title": Outcome.CLEARED}


def test_several_values_are_merged_as_sets():
    ours, theirs = BASE | {"tags": ["a", "b", "c"]}, BASE | {"tags": ["b", "d"]}

    change = compare(BASE, ours, theirs)

    assert result(change, ours)["tags"] == ["b", "c", "d"]
    assert change.conflicts == ()


def test_halves_of_a_position_are_decided_together():
    ours, theirs = BASE | {"lat": "35.2"}, BASE | {"lon": "36.2"}

    change = compare(BASE, ours, theirs)

    assert outcomes(change) == {"lat": Outcome.CONFLICT, "lon": Outcome.CONFLICT}
    accepted = frozenset({"lat"})
    merged = result(change, ours, accepted)
    assert (merged["lat"], merged["lon"]) == ("35.1", "36.2")


def test_without_a_base_every_difference_is_a_question():
    change = compare(None, BASE, BASE | {"title": "New", "tags": ["a"]})

    assert outcomes(change) == {"title": Outcome.CONFLICT, "tags": Outcome.CONFLICT}


def test_a_column_that_is_not_there_is_kept():
    assert compare(BASE, BASE, {"title": "Strike"}).fields == ()


@given(base=_contents, ours=_contents)
def test_an_untouched_row_never_changes_anything(base, ours):
    assert compare(base, ours, asked(base)).fields == ()


@given(base=_contents, theirs=_contents)
def test_an_untouched_record_becomes_what_they_wrote(base, theirs):
    change = compare(base, base, asked(theirs))

    assert change.conflicts == ()
    assert result(change, base) == theirs


@given(base=_contents, ours=_contents, theirs=_contents)
def test_taking_everything_in_twice_changes_nothing_more(base, ours, theirs):
    merged = result(compare(base, ours, asked(theirs)), ours)

    again = compare(base, merged, asked(theirs))

    assert result(again, merged) == merged


@given(base=_contents, ours=_contents, theirs=_contents)
def test_what_we_alone_changed_is_never_touched(base, ours, theirs):
    change = compare(base, ours, asked(theirs))

    touched = {one.key for one in change.proposals if one.key not in ("tags",)}
    assert all(ours.get(key) == base.get(key) for key in touched)
