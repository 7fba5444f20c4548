"""Looking for refusals alone finds what the whole check finds first."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from strikelog.domain.dates import FuzzyDate
from strikelog.domain.fields import fields_of
from strikelog.domain.records import RECORDS, CasualtyFigure, Incident
from strikelog.domain.validation import check_record, first_nonsense
from tests import strategies

TODAY = date(2026, 1, 1)
STRANGE = [
    "x\x00",
    "no such code",
    "a" * 40_000,
    -1,
    3.5,
    True,
    ("y\x07",),
    FuzzyDate.parse("2090"),
]


def refused_first(record):
    return next((one for one in check_record(record, today=TODAY) if one.refuses), None)


@pytest.mark.parametrize("kind", RECORDS, ids=lambda kind: kind.__name__)
def test_every_record_is_refused_for_the_same_reason_by_both(kind):
    described = fields_of(kind)

    @settings(max_examples=15, deadline=None)
    @given(strategies.records_of(kind), st.sampled_from(described), st.sampled_from(STRANGE))
    def check(record, field, strange):
        value = (strange,) if field.is_many else strange
        for one in (record, replace(record, **{field.key: value})):
            assert first_nonsense(one, today=TODAY) == refused_first(one)

    check()


def test_rules_refuse_as_well_as_values():
    late = Incident(title="Strike", date_edtf=FuzzyDate.parse("2090-01-01"))
    upside_down = CasualtyFigure(low=5, high=2)

    assert first_nonsense(late, today=TODAY).code == "E06"
    assert first_nonsense(upside_down, today=TODAY).code == "E07"
    assert first_nonsense(Incident(title="Strike"), today=TODAY) is None
