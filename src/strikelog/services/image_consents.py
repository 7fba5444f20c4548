"""From which sources pictures may be published, known while the agreements themselves stay locked.

Whoever opens the store of people hands over who agreed and for which days; nothing here knows
anybody behind a source.
"""

import json
from collections.abc import Mapping
from datetime import date

from ..storage.database import Database

_AGREED = "consent.image."

Span = tuple[date | None, date | None]
"""The first and the last day of an agreement; None where it has no end."""


class ImageConsents:
    """Keeps, by source, for which days publishing a picture was agreed to."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def renew(self, spans: Mapping[str, Span]) -> None:
        """Keep these agreements, by the ids of their sources, and forget every other."""
        kept = self._database.facts(_AGREED)
        wanted = {_AGREED + source_id: _written(span) for source_id, span in spans.items()}
        for key in sorted({*kept, *wanted}):
            if kept.get(key) != wanted.get(key):
                self._database.remember(key, wanted.get(key))

    def sources(self, today: date) -> frozenset[str]:
        """Give the ids of the sources whose agreement holds on a day."""
        kept = self._database.facts(_AGREED)
        return frozenset(
            key.removeprefix(_AGREED) for key, text in kept.items() if _holds(text, today)
        )


def _written(span: Span) -> str:
    return json.dumps([one.isoformat() if one else None for one in span])


def _holds(text: str, today: date) -> bool:
    first, last = (date.fromisoformat(one) if one else None for one in json.loads(text))
    return (first is None or first <= today) and (last is None or today <= last)
