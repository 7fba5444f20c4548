"""Sources who may come to harm when they are known: kept back until somebody says otherwise."""

from collections.abc import Mapping

from .records import Record, Source

HIDDEN = frozenset({"confidential", "sealed"})
"""Restrictions under which a source is never named outside."""

PEOPLE_WHO_TOLD_US = frozenset({"witness", "victim_or_kin", "facility_staff", "medical_record"})
"""Kinds of source that stand for a person."""

_RED = "TLP:RED"


def kept_back(record: Record, edit: Mapping[str, object]) -> dict[str, object]:
    """Give what an edit of a source changes besides, by field; stricter only, never looser.

    A person is confidential from the start, and a confidential source is marked for nobody else.
    Both can be changed by hand afterwards.
    """
    if not isinstance(record, Source):
        return {}
    after: dict[str, object] = {}
    if edit.get("source_type") in PEOPLE_WHO_TOLD_US and record.access in (None, "public"):
        after["access"] = "confidential"
    if after.get("access", edit.get("access")) in HIDDEN and record.tlp != _RED:
        after["tlp"] = _RED
    return after
