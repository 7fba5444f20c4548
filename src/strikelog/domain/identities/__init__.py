"""Who people are: records that live in a store of their own, under a key of their own.

None of these classes is in `RECORDS`, so nothing that lists, searches, exports or prints records
knows of them. What the rest of the program may show of a person is a `Mask`.
"""

from ..records import Record
from .consents import Consent, allows, is_in_force, withdrawn_uses
from .masks import (
    Mask,
    age_sex_words,
    mask_of,
    masks_in_order,
    next_pseudonym,
    outcome_words,
)
from .people import SourceIdentity, VictimPerson
from .rules import check_identity, is_child

IDENTITY_RECORDS: tuple[type[Record], ...] = (Consent, VictimPerson, SourceIdentity)
"""Every class of the store, what is referred to before what refers to it."""

__all__ = [
    "IDENTITY_RECORDS",
    "Consent",
    "Mask",
    "SourceIdentity",
    "VictimPerson",
    "age_sex_words",
    "allows",
    "check_identity",
    "is_child",
    "is_in_force",
    "mask_of",
    "masks_in_order",
    "next_pseudonym",
    "outcome_words",
    "withdrawn_uses",
]
