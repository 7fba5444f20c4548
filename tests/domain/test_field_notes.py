"""Notes on fields: each belongs to a field, is short, and is what a form shows."""

import pytest

from strikelog.domain.field_notes import FIELD_NOTES, note_of
from strikelog.domain.fields import field_of, fields_of
from strikelog.domain.records import (
    RECORDS,
    AggregateClaim,
    CasualtyFigure,
    Claim,
    Incident,
    IncidentSite,
    Period,
    Site,
    Source,
)

LONGEST = 125
"""Characters that one line of a small window holds."""


def named_fields():
    return {
        name
        for kind in RECORDS
        for field in fields_of(kind)
        for name in (field.key, f"{kind.__name__}.{field.key}")
    }


def test_every_note_belongs_to_a_field():
    assert set(FIELD_NOTES) <= named_fields()


def test_a_note_fits_one_line_and_is_a_sentence():
    wrong = {note for note in FIELD_NOTES.values() if len(note) > LONGEST or note[-1] != "."}

    assert wrong == set()


@pytest.mark.parametrize(
    ("kind", "keys"),
    [
        (Incident, "title date_edtf time_local location_id place_text event_type delivery weapon"),
        (Incident, "strike_pattern responders_hit workflow summary geo_prec tz tlp"),
        (IncidentSite, "site_id site_text site_type site_role damage status_before status_after"),
        (Claim, "source_id via_source_id claim_type first_hand credibility independence summary"),
        (Source, "title source_type publisher author reliability access archived_url"),
        (Site, "name site_type location_id coord_release public_alias notified"),
        (CasualtyFigure, "outcome civ_status age_sex role low as_reported"),
        (AggregateClaim, "source_id measure unit low cumulative overlaps_ids as_of"),
        (Period, "name start_edtf end_edtf declared_by_ids location_ids disputed"),
    ],
)
def test_what_a_newcomer_meets_first_is_explained(kind, keys):
    silent = [key for key in keys.split() if not note_of(kind, field_of(kind, key))]

    assert silent == []


def test_a_note_of_a_class_goes_before_the_general_one():
    assert note_of(Source, field_of(Source, "title")) == FIELD_NOTES["Source.title"]
    assert note_of(Incident, field_of(Incident, "title")) == FIELD_NOTES["title"]
