"""Every field of every record is decided on before anything of it leaves."""

import pytest

from strikelog.domain.fields import fields_of
from strikelog.domain.identities import IDENTITY_RECORDS
from strikelog.domain.records import RECORDS, Source
from strikelog.exchange.decisions import PARTNER, PUBLIC
from strikelog.exchange.flat import FLAT_COLUMNS
from strikelog.exchange.layout import columns_of, exchanged_fields, profile_of


@pytest.mark.parametrize("kind", RECORDS, ids=lambda kind: kind.__name__)
def test_each_field_with_a_column_is_shown_coarser_or_withheld(kind):
    decision = PARTNER[kind.__name__]
    named = [*decision.shown, *decision.coarser, *decision.withheld]

    assert sorted(named) == sorted(one.key for one in exchanged_fields(kind))


@pytest.mark.parametrize("kind", RECORDS, ids=lambda kind: kind.__name__)
def test_no_sensitive_field_goes_to_a_partner_as_it_is(kind):
    sensitive = {one.key for one in fields_of(kind) if one.sensitive}

    assert not sensitive & PARTNER[kind.__name__].shown


def test_nothing_about_notification_goes_to_a_partner():
    columns = {one.key for kind in RECORDS for one in profile_of("partner").columns(kind)}

    assert not {key for key in columns if key.startswith("notif")}


def test_each_column_for_analysts_is_decided_on_for_everybody():
    named = [*PUBLIC.shown - {"id"}, *PUBLIC.coarser, *PUBLIC.withheld]

    assert sorted(named) == sorted(one.key for one in FLAT_COLUMNS)


def test_people_have_no_decision_because_they_never_leave():
    assert not {kind.__name__ for kind in IDENTITY_RECORDS} & PARTNER.keys()


def test_a_full_workbook_has_every_column():
    assert profile_of("full").columns(Source) == columns_of(Source)
