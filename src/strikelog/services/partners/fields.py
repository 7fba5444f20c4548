"""Which fields of a record a partner's row speaks of, and which it leaves alone."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from ...domain.records import Attribution, Incident, IncidentSite, Record
from ...domain.values import Plain

LOCATION = "location_id"

_MATCHED: Mapping[type[Record], frozenset[str]] = {
    Incident: frozenset({LOCATION}),
    IncidentSite: frozenset({"site_id"}),
    Attribution: frozenset({"actor_id"}),
}
"""Fields filled by looking a name up in the register."""


@lru_cache(maxsize=1024)
def remembered(kind: type, said: frozenset[str], made: frozenset[str]) -> frozenset[str]:
    """Name the fields whose values are kept, to be compared when the row comes again."""
    return said | made | _MATCHED.get(kind, frozenset())


def matched(record: Record) -> frozenset[str]:
    """Name the fields of a record that were filled by looking a name up."""
    return _MATCHED.get(type(record), frozenset())


def holds(record: Record, key: str) -> bool:
    """Tell whether a record holds anything under a key."""
    return getattr(record, key) not in (None, ())


_SAYS_NOTHING = frozenset({"unknown", "unspecified"})


def untold(now: Mapping[str, Plain], was: Mapping[str, Any]) -> dict[str, Plain]:
    """Give what our record held from the start where the table told nothing the last time.

    Codes that say nothing are no edit of ours against what a wider table tells now.
    """
    return {
        key: held
        for key, held in now.items()
        if key not in was and isinstance(held, str) and held in _SAYS_NOTHING
    }
