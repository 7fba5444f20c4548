"""Recovery keys are read back however they are typed, and every slip is named by its group."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strikelog.domain.recovery_keys import (
    GroupMistyped,
    GroupsIncomplete,
    digits_of,
    draw,
    groups_of,
    is_group,
    looks_like_one,
    read,
    written,
)

keys = st.binary(min_size=16, max_size=16)
KEY = bytes(range(16))


@given(keys)
def test_what_is_written_is_read(key):
    assert read(written(key)) == key


@given(keys)
def test_a_key_is_eight_groups_of_six_digits(key):
    assert [len(group) for group in groups_of(key)] == [6] * 8
    assert all(is_group(group, place) for place, group in enumerate(groups_of(key), start=1))


def test_keys_are_drawn_anew():
    assert len({draw() for _ in range(100)}) == 100


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace(" ", ""),
        lambda text: text.replace(" ", "-"),
        lambda text: text.replace(" ", "\n"),
        lambda text: f"  {text}  ",
        lambda text: text.replace("0", "O").replace("1", "l"),
        lambda text: text.translate({ord("0") + n: ord("٠") + n for n in range(10)}),
        lambda text: text.translate({ord("0") + n: ord("۰") + n for n in range(10)}),
        lambda text: " ".join(reversed(text.split())),
    ],
    ids=["run together", "dashes", "lines", "spaces", "letters", "Arabic", "Persian", "reversed"],
)
@given(keys)
def test_it_is_read_however_it_is_typed(change, key):
    typed = change(written(key))

    assert read(typed) == key
    assert looks_like_one(typed)


def test_every_wrong_digit_is_named_by_its_group():
    digits = written(KEY).replace(" ", "")
    for place, right in enumerate(digits):
        for wrong in set("0123456789") - {right}:
            with pytest.raises(GroupMistyped) as told:
                read(digits[:place] + wrong + digits[place + 1 :])
            assert told.value.params["group"] == place // 6 + 1


def test_neighbouring_digits_exchanged_are_noticed():
    for place, group in enumerate(groups_of(KEY), start=1):
        for at in range(5):
            swapped = group[:at] + group[at + 1] + group[at] + group[at + 2 :]
            assert swapped == group or not is_group(swapped, place)


def test_groups_exchanged_find_their_way_back():
    groups = groups_of(KEY)
    for first, second in permutations(range(8), 2):
        order = list(groups)
        order[first], order[second] = order[second], order[first]
        assert read(" ".join(order)) == KEY


def test_a_group_too_many_or_too_few_is_counted():
    with pytest.raises(GroupsIncomplete) as told:
        read(" ".join(groups_of(KEY)[:7]))

    assert told.value.params["found"] == 42


@pytest.mark.parametrize("text", ["correct horse battery", "2019", "", "ab12 cd34", "12 34 56"])
def test_words_and_years_are_not_taken_for_one(text):
    assert not looks_like_one(text)


def test_a_group_beyond_sixteen_bits_is_no_group():
    assert not is_group("999994", 5)
    assert digits_of("99 99–94") == "999994"
