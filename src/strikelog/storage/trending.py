"""Reading what charts need of very many incidents, straight from the narrow index of a list."""

import json
from datetime import date
from functools import lru_cache
from typing import NamedTuple

import sqlalchemy as sa

from ..domain.filters import Condition, Filter, Op
from ..domain.records import Incident, IncidentLink
from .columns import DAWN, DUSK, FIRST, LAST
from .querying import Query
from .tables import SUMMARY, Schema

_OUT = frozenset({"merged", "rejected"})
_PEOPLE = ("killed_low", "killed_high", "injured_low", "injured_high")
_COLUMNS = (
    *("id", "date_edtf" + FIRST, "date_edtf" + LAST, "workflow", "merged_into_id", "certainty"),
    *("delivery", SUMMARY + "actors", SUMMARY + "site_types"),
    *(SUMMARY + key for key in _PEOPLE),
)
_SAME = Filter(
    (
        Condition("link_type", Op.IS, ("possible_duplicate",)),
        Condition("confidence", Op.IS, ("confirmed",)),
    )
)


class TrendRow(NamedTuple):
    """An attack as charts need it; `is_possible` when the filter's dates leave it open."""

    id: str
    span: tuple[date, date] | None
    is_possible: bool
    delivery: str
    actors: str
    site_types: tuple[str, ...]
    killed: tuple[int | None, int | None]
    injured: tuple[int | None, int | None]


def trend_rows(connection: sa.Connection, schema: Schema, where: Filter) -> list[TrendRow]:
    """Give all attacks that match: neither merged nor rejected nor surely another one."""
    query = Query(connection, schema, Incident)
    sure: set[int] | None = None
    if where and query.tally(where).possible:
        sure = set(query.certain_keys(where))
    same = {row[1] for row in Query(connection, schema, IncidentLink).columns(_SAME, ("from_id",))}
    found = []
    for row in query.columns(where, _COLUMNS):
        key, incident_id, first, last, workflow, merged, certainty = row[:7]
        if workflow in _OUT or merged or certainty == "rejected" or incident_id in same:
            continue
        delivery, actors, types, *people = row[7:]
        found.append(
            TrendRow(
                id=incident_id,
                span=_span(first, last),
                is_possible=sure is not None and key not in sure,
                delivery=delivery or "",
                actors=actors or "",
                site_types=_listed(types),
                killed=(people[0], people[1]),
                injured=(people[2], people[3]),
            )
        )
    return found


def _span(first: str | None, last: str | None) -> tuple[date, date] | None:
    if first in (None, DAWN) or last in (None, DUSK):
        return None
    return _day(first or ""), _day(last or "")


@lru_cache(maxsize=20_000)
def _day(text: str) -> date:
    return date.fromisoformat(text)


@lru_cache(maxsize=5_000)
def _listed(text: str | None) -> tuple[str, ...]:
    return tuple(json.loads(text)) if text else ()
