"""Counts for the charts of the window: over time, by people harmed, by what, how and who."""

from dataclasses import dataclass

from ..domain.filters import ALL, Filter
from ..domain.records import Period
from ..insight.breakdowns import Part, breakdown
from ..insight.over_time import (
    OverTime,
    PeopleOverTime,
    Step,
    fitting_step,
    people_over_time,
    spread,
)
from ..storage.database import Database
from ..storage.trending import trend_rows
from .finding import Finding


@dataclass(frozen=True, slots=True)
class Trends:
    """All counts of one filter, each with the ids behind it."""

    attacks: OverTime
    killed: PeopleOverTime
    injured: PeopleOverTime
    site_types: tuple[Part, ...]
    deliveries: tuple[Part, ...]
    actors: tuple[Part, ...]
    periods: tuple[Period, ...]
    total: int
    possible: int


class TrendReading:
    """Reads one vault for charts; for a worker."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def read(self, where: Filter = ALL, step: Step | None = None) -> Trends:
        """Count what matches, by a step or by the one that fits."""
        with self._database.walking() as connection:
            rows = trend_rows(connection, self._database.schema, where)
        step = step or fitting_step(row.span for row in rows)
        return Trends(
            attacks=spread(((row.id, row.span) for row in rows), step),
            killed=people_over_time(((row.id, row.span, *row.killed) for row in rows), step),
            injured=people_over_time(((row.id, row.span, *row.injured) for row in rows), step),
            site_types=breakdown((row.id, row.is_possible, row.site_types) for row in rows),
            deliveries=breakdown((row.id, row.is_possible, _only(row.delivery)) for row in rows),
            actors=breakdown((row.id, row.is_possible, _only(row.actors)) for row in rows),
            periods=tuple(Finding(self._database).all(Period)),
            total=len(rows),
            possible=sum(row.is_possible for row in rows),
        )


def _only(value: str) -> tuple[str, ...]:
    return (value,) if value else ()
