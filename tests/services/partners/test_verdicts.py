"""A choice about a partner's change holds for its whole group, whichever field it names."""

from itertools import permutations
from types import SimpleNamespace

import pytest

from strikelog.exchange.merging import FieldChange, Outcome, RowChange
from strikelog.services.partners.previewing import verdict_of

KEYS = ("low", "high", "as_reported")


@pytest.mark.parametrize("order", list(permutations(KEYS)))
def test_a_choice_holds_in_whatever_order_the_fields_come(order):
    fields = tuple(FieldChange(key, Outcome.CHANGED, "2", "2", "5", "low") for key in order)
    row = SimpleNamespace(id="a", is_new=False, change=RowChange(fields))

    for named in KEYS:
        assert verdict_of(row, {("a", named): "ours"}).declined == {"low"}
        assert verdict_of(row, {("b", named): "ours"}).taken == {"low"}
    assert verdict_of(row, None).taken == {"low"}
