"""Records made and altered many at a time are what their classes make of the same values."""

import gc
import weakref
from dataclasses import dataclass, replace

import pytest
from hypothesis import given

from strikelog.domain.collecting import let_go, uncollected
from strikelog.domain.records import RECORDS, Incident, altered, made

from ..strategies import records


@pytest.mark.parametrize("kind", RECORDS)
def test_a_record_made_of_all_values_is_the_one_its_class_makes(kind: type) -> None:
    record = kind(id="12c0e504-be86-45dd-a7ac-a577bc6a43bc")

    assert made(kind, vars(record)) == record


@given(records())
def test_an_altered_record_is_the_replaced_one(record: object) -> None:
    was = dict(vars(record))

    assert altered(record, tlp="TLP:RED", rev=7) == replace(record, tlp="TLP:RED", rev=7)
    assert vars(record) == was


def test_a_field_that_is_none_is_refused() -> None:
    with pytest.raises(TypeError, match="titel"):
        altered(Incident(), titel="x")


def test_rubbish_is_looked_for_again_afterwards_and_within_only_if_it_was_before() -> None:
    with uncollected():
        with uncollected():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


@dataclass(frozen=True)
class Great:
    """Holds many."""

    rows: tuple[Incident, ...]
    name: str = "great"


def test_a_great_value_is_given_up_with_all_that_nobody_else_holds() -> None:
    rows = tuple(Incident() for _ in range(1_000))
    kept, lost = rows[3], weakref.ref(rows[4])
    holder: list[object] = [Great(rows)]
    del rows

    let_go(holder)

    assert holder == []
    assert lost() is None
    assert kept.rev == 0


def test_what_a_great_value_holds_by_name_is_let_go_as_well() -> None:
    rows = {str(number): Incident(id=str(number)) for number in range(500)}
    lost = weakref.ref(rows["499"])
    holder: list[object] = [rows]
    del rows
    assert lost() is not None

    let_go(holder)

    assert holder == []
    assert lost() is None


def test_a_row_of_few_values_holds_what_a_blank_record_does_otherwise() -> None:
    blank = Incident(id="12c0e504-be86-45dd-a7ac-a577bc6a43bc")

    thin = made(Incident, {"id": blank.id})

    assert all(getattr(thin, key) == value for key, value in vars(blank).items())
