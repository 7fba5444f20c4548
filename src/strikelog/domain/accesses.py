"""What the vault's history notes besides changes of records: labels of steps, no content."""

from .messages import mark

TURNED_ON = mark("Identities turned on")
OPENED = mark("Identities opened")
OPENED_OLDER = mark("Identities opened from an older copy")
CLOSED = mark("Identities closed")
REFUSED = mark("Second passphrase refused")
READ = mark("Identity read")
KEYS_CHANGED = mark("Second passphrase changed")
PAPER_KEY_MADE = mark("Recovery key of the identities made")
GIVEN_OUT = mark("Workbook given out")
PRINTED = mark("Briefing given out")

ACCESS_LABELS = frozenset(
    {
        TURNED_ON,
        OPENED,
        OPENED_OLDER,
        CLOSED,
        REFUSED,
        READ,
        KEYS_CHANGED,
        PAPER_KEY_MADE,
        GIVEN_OUT,
        PRINTED,
    }
)
"""Steps that changed no record, and so cannot be taken back."""

WORKBOOK = "Workbook"
"""Stands where the history names a class, for a workbook or paper that left the vault."""

STORE = "IdentityStore"
"""Stands where the history names a class, for what concerns the store as a whole."""
