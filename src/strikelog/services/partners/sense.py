"""Whether records that rows make can be stored, looked at once for all that hold the same."""

from collections.abc import Callable, Mapping
from operator import itemgetter

from ...domain.fields import Kind, content_fields
from ...domain.records import Attribution, CasualtyFigure, Claim, IncidentSite, Record, Source
from ...domain.validation import Problem

Check = Callable[[Record], Problem | None]
"""Gives the first thing for which a record may not be stored."""

_UNLIKE = frozenset({Kind.ID, Kind.LINK, Kind.LINE, Kind.TEXT, Kind.DATE})
"""Kinds in which all rows differ; texts were cut to size, and dates were read as such."""

_LOOKED_AT: Mapping[type[Record], Callable[[Mapping[str, object]], tuple[object, ...]]] = {
    kind: itemgetter(*(field.key for field in content_fields(kind) if field.kind not in _UNLIKE))
    for kind in (Source, Claim, IncidentSite, Attribution, CasualtyFigure)
}


class Sense:
    """Remembers which records make sense, so that a hundred thousand rows are judged quickly."""

    def __init__(self, check: Check) -> None:
        self._check = check
        self._known: set[tuple[object, ...]] = set()

    def nonsense(self, record: Record) -> Problem | None:
        """Give the first problem for which a record may not be stored; None when there is none."""
        held = _told_apart(record)
        if held is not None and held in self._known:
            return None
        found = self._check(record)
        if found is None and held is not None:
            self._known.add(held)
        return found


def _told_apart(record: Record) -> tuple[object, ...] | None:
    """Give what records of a class are judged by; None for one that is judged by itself."""
    pick = _LOOKED_AT.get(type(record))
    if pick is None or (isinstance(record, Source) and record.url):
        return None
    return (type(record), pick(vars(record)))
