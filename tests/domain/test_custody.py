"""The chain of custody: what fits, and every way of tampering that must show."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strikelog.domain.custody import GENESIS, Handling, breaks, chained, entry_hash
from strikelog.domain.fields import content_fields
from strikelog.domain.records import CustodyEvent, new_id
from strikelog.domain.vocabularies import vocabulary

AT = datetime(2024, 3, 1, 12, 0, tzinfo=UTC)
SHA = "ab" * 32
ITEM = new_id()


def a_chain(length=6):
    actions = ["received", "hashed", "encrypted", "verified", "exported", "verified"]
    handlings = [
        Handling(actions[n % len(actions)], SHA, to_party="u07", purpose=f"step {n}")
        for n in range(length)
    ]
    return chained(ITEM, (), handlings, AT)


def test_a_chain_begins_at_nothing_and_each_entry_names_the_one_before():
    chain = a_chain(3)

    assert [one.seq for one in chain] == [1, 2, 3]
    assert [one.prev_hash for one in chain] == [
        GENESIS, chain[0].entry_hash, chain[1].entry_hash
    ]  # fmt: skip
    assert list(breaks(chain, SHA)) == []


def test_a_chain_goes_on_where_it_ended():
    first = a_chain(2)

    more = chained(ITEM, first, [Handling("exported", SHA)], AT + timedelta(days=1))

    assert list(breaks([*first, *more], SHA)) == []


def test_the_actions_are_codes_of_the_vocabulary():
    known = {one.code for one in vocabulary("CUSTODY_ACTION").codes}

    assert {one.action for one in a_chain()} <= known


OTHER = {
    "evidence_id": new_id(),
    "seq": 99,
    "at": AT + timedelta(seconds=1),
    "action": "transferred",
    "from_party": "u99",
    "to_party": "u98",
    "purpose": "other",
    "sha256_after": "cd" * 32,
    "prev_hash": "ef" * 32,
    "entry_hash": "01" * 32,
    "id": new_id(),
}


# The sharing mark is the item's business; the vault's history covers it.
@pytest.mark.parametrize("key", [f.key for f in content_fields(CustodyEvent) if f.key != "tlp"])
@pytest.mark.parametrize("place", [0, 2, 5])
def test_no_field_of_an_entry_can_be_changed(key, place):
    chain = a_chain()
    chain[place] = replace(chain[place], **{key: OTHER[key]})

    assert list(breaks(chain))


def test_an_entry_altered_and_hashed_anew_breaks_the_next():
    chain = a_chain()
    altered = replace(chain[2], purpose="other")
    chain[2] = replace(altered, entry_hash=entry_hash(altered))

    assert [one.step for one in breaks(chain)] == [4]


@given(st.integers(1, 5))
def test_an_entry_taken_out_shows(place):
    chain = a_chain(7)
    del chain[place]

    assert list(breaks(chain))


@given(st.permutations(range(6)).filter(lambda order: list(order) != list(range(6))))
def test_entries_moved_show(order):
    chain = a_chain()
    moved = [replace(chain[old], seq=new) for new, old in enumerate(order, start=1)]

    assert list(breaks(moved))


@given(st.integers(0, 5))
def test_an_entry_put_in_shows(place):
    chain = a_chain()
    strange = chained(ITEM, chain[:place], [Handling("exported", SHA)], AT)

    assert list(breaks([*chain, *strange]))


def test_an_entry_of_another_item_shows():
    chain = a_chain(3)
    other = chained(new_id(), chain, [Handling("exported", SHA)], AT)
    moved = replace(other[0], evidence_id=ITEM)

    assert list(breaks([*chain, moved]))


def test_a_deleted_entry_shows():
    chain = a_chain(3)
    chain[1] = replace(chain[1], deleted=True)

    assert [one.step for one in breaks(chain)] == [2]


def test_other_bytes_show():
    assert {one.step for one in breaks(a_chain(2), "cd" * 32)} == {1, 2}


def test_a_break_says_where_it_is():
    chain = a_chain(3)
    chain[1] = replace(chain[1], purpose="other")

    assert str(next(breaks(chain)).said) == "entry 2 of the custody was altered"
