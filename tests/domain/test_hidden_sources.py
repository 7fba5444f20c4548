"""A person who told us is not named by default, and the mark of the record says so."""

import pytest

from strikelog.domain.hidden_sources import kept_back
from strikelog.domain.records import Incident, Source


@pytest.mark.parametrize("kind", ["witness", "victim_or_kin", "facility_staff", "medical_record"])
def test_a_person_is_confidential_from_the_start(kind):
    besides = kept_back(Source(title="Nurse"), {"source_type": kind})

    assert besides == {"access": "confidential", "tlp": "TLP:RED"}


def test_a_publication_is_as_public_as_before():
    assert kept_back(Source(title="Daily"), {"source_type": "news_media_intl"}) == {}


def test_what_was_decided_by_hand_is_not_overruled():
    decided = Source(title="Doctor who speaks in public", access="registration")

    assert kept_back(decided, {"source_type": "witness"}) == {}


@pytest.mark.parametrize("access", ["confidential", "sealed"])
def test_a_hidden_source_is_marked_for_nobody_else(access):
    assert kept_back(Source(title="x", tlp="TLP:AMBER"), {"access": access}) == {"tlp": "TLP:RED"}


def test_opening_a_source_loosens_no_mark():
    hidden = Source(title="x", access="confidential", tlp="TLP:RED")

    assert kept_back(hidden, {"access": "public"}) == {}


def test_other_records_are_left_alone():
    assert kept_back(Incident(), {"source_type": "witness"}) == {}
