"""One condition of a filter as SQL, by what it means and by the kind of its field."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from ..domain.fields import Kind, has_field
from ..domain.filter_fields import filter_fields
from ..domain.filter_text import window_of
from ..domain.filters import Condition, FilterField, Meaning, Op, Words
from ..domain.records import Claim, IncidentSite, Location, Record, Site
from ..domain.references import FORMER
from ..domain.text import fold
from .columns import DAWN, DUSK, FIRST, LAST
from .searching import holding, is_indexed, matching, with_sources
from .tables import SUMMARY, Schema, present

Sql = sa.ColumnElement[bool]

KM_A_DEGREE = 111.32
"""Kilometres of one degree of latitude."""


_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}$", re.IGNORECASE)

_FEW = 2_000
"""Row ids looked up one by one rather than walked past."""

_MANY = 10_000
"""Row ids written out in a statement rather than selected again."""


def unhelpful_pk(table: sa.Table) -> sa.ColumnElement[int]:
    """Give the row id in a form the planner does not take for a way into the table."""
    return sa.literal_column(f"+{table.name}.pk", sa.Integer)


class Place:
    """Where a condition is translated: the table asked, and the tables it may lead to."""

    def __init__(self, connection: sa.Connection, schema: Schema, kind: type[Record]) -> None:
        self.connection = connection
        self.schema = schema
        self.kind = kind
        self.table = schema.table(kind)

    def column(self, asked: FilterField) -> sa.Column[Any]:
        """Give the column a plain condition compares."""
        return self.table.c[(SUMMARY if asked.in_summary else "") + asked.field.key]

    def holding(self, key: str, values: sa.Select[Any] | Sequence[str]) -> Sql:
        """Match rows whose many-valued field holds any of the values."""
        many = self.schema.many_values
        query = sa.select(many.c.pk).where(
            many.c.entity == self.kind.__name__, many.c.key == key, many.c.value.in_(values)
        )
        return self.among(query)

    def among(self, pks: sa.Select[Any]) -> Sql:
        """Match rows whose row id is selected.

        A few are looked up one by one. For many the sign keeps the planner from doing so: it is
        quicker to walk the narrow index of the facets than to read that many wide rows. Unless
        there are too many, they are written out, so that the way to them is gone only once.
        """
        some = pks.limit(_MANY + 1).subquery()
        listed = sa.select(sa.func.count(), sa.func.group_concat(some.c[0]))
        count, found = self.connection.execute(listed).one()
        row_id = self.table.c.pk if count <= _FEW else unhelpful_pk(self.table)
        if count > _MANY:
            return row_id.in_(pks)
        # As a table of its own, for a list written out is met without a filter before it.
        written = sa.func.json_each(f"[{found or ''}]").table_valued("value")
        return row_id.in_(sa.select(written.c.value))

    def with_links(self, column: sa.Column[Any], ids: sa.Select[Any]) -> Sql:
        """Match rows whose link is selected; a few are looked up, many met in the walk."""
        pks = sa.select(self.table.c.pk).where(column.in_(ids)).limit(_FEW + 1).subquery()
        count = self.connection.execute(sa.select(sa.func.count()).select_from(pks)).scalar_one()
        if count <= _FEW:
            return column.in_(ids)
        # Named so that the planner does not see it is there and leave the facets for its index.
        return sa.func.coalesce(column, "").in_(ids)

    def with_ids(self, ids: sa.Select[Any]) -> Sql:
        """Match rows whose id is selected."""
        return self.among(sa.select(self.table.c.pk).where(self.table.c.id.in_(ids)))

    def named(self, kind: type[Record], values: Sequence[str]) -> sa.Select[Any]:
        """Select the ids of records with one of the values as id or in one of their names."""
        table = self.schema.table(kind)
        found = [table.c.id.in_(values)]
        if not kind.about.parent:
            found += [
                table.c.pk.in_(matching(kind, [Words(value, phrase=True)], names_only=True))
                for value in values
            ]
        return sa.select(table.c.id).where(
            table.c.deleted == sa.literal_column("0"), sa.or_(*found)
        )


def compare(place: Place, asked: FilterField, condition: Condition) -> Sql:
    """Translate one condition."""
    return _MEANINGS[asked.meaning](place, asked, condition)


def _field(place: Place, asked: FilterField, condition: Condition) -> Sql:
    return _KINDS[asked.field.kind](place, asked, condition)


def _one_of(place: Place, asked: FilterField, condition: Condition) -> Sql:
    return place.column(asked).in_(condition.values)


def _contains(place: Place, asked: FilterField, condition: Condition) -> Sql:
    """Ask the full-text index for a record's own text; look through any other."""
    key = asked.field.key
    if not asked.in_summary and is_indexed(place.kind, key):
        found = place.among(holding(place.kind, key, condition.values))
        if key != "ref" or not has_field(place.kind, "external_ids"):
            return found
        # What was merged into a record is found by the reference it had.
        former = [FORMER + value for value in condition.values]
        return sa.or_(found, place.among(holding(place.kind, "external_ids", former)))
    column = place.column(asked)
    return sa.or_(*(sa.func.strikelog_contains(column, fold(value)) for value in condition.values))


def _number(place: Place, asked: FilterField, condition: Condition) -> Sql:
    column = place.column(asked)
    numbers = [float(value) for value in condition.values if value != ".."]
    if condition.op is Op.IS:
        return column.in_(numbers)
    return _COMPARISONS[condition.op](column, numbers[0]) if numbers else column.is_(None)


_COMPARISONS: Mapping[Op, Callable[[Any, Any], Sql]] = {
    Op.AT_LEAST: lambda column, value: column >= value,
    Op.AT_MOST: lambda column, value: column <= value,
    Op.MORE: lambda column, value: column > value,
    Op.LESS: lambda column, value: column < value,
}


def _time(place: Place, asked: FilterField, condition: Condition) -> Sql:
    """Compare times as their text: HH:MM sorts as the clock goes."""
    if condition.op is Op.IS:
        return _one_of(place, asked, condition)
    return _COMPARISONS[condition.op](place.column(asked), condition.values[0])


def _yes_or_no(place: Place, asked: FilterField, condition: Condition) -> Sql:
    return place.column(asked).in_([int(value == "yes") for value in condition.values])


def _many(place: Place, asked: FilterField, condition: Condition) -> Sql:
    return place.holding(asked.field.key, list(condition.values))


def _day(place: Place, asked: FilterField, condition: Condition) -> Sql:
    column = sa.func.substr(place.column(asked), 1, 10)
    windows = [_window(value) for value in condition.values]
    return sa.or_(*(column.between(first, last) for first, last in windows))


def _date(place: Place, asked: FilterField, condition: Condition) -> Sql:
    first, last = (place.table.c[asked.field.key + suffix] for suffix in (FIRST, LAST))
    found = []
    for start, end in map(_window, condition.values):
        if condition.op is Op.CERTAIN:
            found.append(sa.and_(first >= start, last <= end))
        elif condition.op in (Op.AT_LEAST, Op.MORE):
            found.append(last >= start if condition.op is Op.AT_LEAST else last > end)
        elif condition.op in (Op.AT_MOST, Op.LESS):
            found.append(first <= end if condition.op is Op.AT_MOST else first < start)
        else:
            found.append(sa.and_(first <= end, last >= start))
    return sa.or_(*found)


def _window(value: str) -> tuple[str, str]:
    first, last = window_of(value)
    return (first.isoformat() if first else DAWN, last.isoformat() if last else DUSK)


def _inside(place: Place, asked: FilterField, condition: Condition) -> Sql:
    """Match a place and everything within it."""
    table = place.schema.table(Location)
    roots = _places_named(place, condition.values)
    tree = sa.select(table.c.id).where(table.c.id.in_(roots)).cte("inside", recursive=True)
    tree = tree.union(sa.select(table.c.id).where(table.c.parent_id == tree.c.id))
    ids = sa.select(tree.c.id)
    if asked.field.is_many:
        return place.holding(asked.field.key, ids)
    return place.with_links(place.column(asked), ids)


def _places_named(place: Place, values: Sequence[str]) -> list[str]:
    """Give the ids of places meant.

    Those of exactly that name or code, or else all that sound alike.
    """
    table = place.schema.table(Location)
    found: list[str] = []
    for value in values:
        ids = place.named(Location, [value])
        query = sa.select(
            table.c.id, table.c.name, table.c.name_local, table.c.pcode, table.c.aliases
        )
        rows = place.connection.execute(
            query.where(sa.or_(table.c.id.in_(ids), table.c.pcode == value.upper()))
        ).all()
        wanted = fold(value)
        exact = [row[0] for row in rows if wanted in map(fold, _spellings(row[1:]))]
        found += exact or [row[0] for row in rows]
    return found


def _spellings(row: Sequence[str | None]) -> list[str]:
    *names, aliases = row
    return [name for name in names if name] + re.findall(r'"((?:[^"\\]|\\.)*)"', aliases or "")


def _near(place: Place, _asked: FilterField, condition: Condition) -> Sql:
    found = []
    for value in condition.values:
        lat, lon, radius = (float(part) for part in re.sub(r"\s*km$", "", value).split(","))
        latitude, longitude = place.table.c.lat, place.table.c.lon
        reach = radius / KM_A_DEGREE
        box = latitude.between(lat - reach, lat + reach)
        found.append(sa.and_(box, sa.func.strikelog_km(latitude, longitude, lat, lon) <= radius))
    return sa.or_(*found)


def _people(place: Place, asked: FilterField, condition: Condition) -> Sql:
    low, high = place.table.c[SUMMARY + asked.field.key], place.table.c[SUMMARY + asked.high_key]
    if condition.values == ("..",):
        return sa.and_(low.is_not(None), high.is_(None))
    if condition.op is Op.IS:
        each = [int(value) for value in condition.values]
        return sa.or_(*(sa.and_(low <= n, sa.or_(high >= n, high.is_(None))) for n in each))
    column = low if condition.op in (Op.AT_LEAST, Op.MORE) else high
    return _COMPARISONS[condition.op](column, int(condition.values[0]))


def _site(place: Place, _asked: FilterField, condition: Condition) -> Sql:
    """Match incidents at sites of that name; `id` values of sites are names as well."""
    hits = place.schema.table(IncidentSite)
    asked = map(fold, condition.values)
    reported = [sa.func.strikelog_contains(hits.c.site_text, one) for one in asked]
    living = sa.select(hits.c.incident_id).where(hits.c.deleted == sa.literal_column("0"))
    # Two questions, each with an index; joined by OR they would walk through every place hit.
    either = sa.union(
        living.where(hits.c.site_id.in_(place.named(Site, condition.values))),
        living.where(hits.c.site_text.is_not(None), sa.or_(*reported)),
    )
    return place.with_ids(sa.select(either.subquery().c.incident_id))


def _site_type(place: Place, _asked: FilterField, condition: Condition) -> Sql:
    return place.holding("site_types", list(condition.values))


def _name(place: Place, asked: FilterField, condition: Condition) -> Sql:
    known = [kind for name in asked.field.target if (kind := place.schema.by_name.get(name))]
    if not known:
        # The records it leads to are not kept in this file; only their ids are.
        return place.column(asked).in_(condition.values)
    ids = sa.union(*(place.named(kind, condition.values) for kind in known))
    wanted = sa.select(ids.subquery().c.id)
    if asked.field.is_many:
        return place.holding(asked.field.key, wanted)
    if asked.field.key in place.table.c:
        return place.column(asked).in_(wanted)
    return _by_source(place, condition)


def _by_source(place: Place, condition: Condition) -> Sql:
    """Match incidents by the sources of their claims, whose names stand in an index of their own.

    To look for the sources first would read thousands of wide rows for a name like "Reuters".
    """
    ids = [value.lower() for value in condition.values if _ID.match(value)]
    named = place.among(with_sources(place.kind, condition.values))
    if not ids:
        return named
    return sa.or_(named, _claimed(place, lambda claims: claims.c.source_id.in_(ids)))


def _claimed(place: Place, chosen: Callable[[sa.Table], Sql]) -> Sql:
    """Match incidents of which a claim is as chosen."""
    claims = place.schema.table(Claim)
    living = claims.c.deleted == sa.literal_column("0")
    return place.with_ids(sa.select(claims.c.incident_id).where(living, chosen(claims)))


def _presence(place: Place, asked: FilterField, condition: Condition) -> Sql:
    fields = filter_fields(place.kind)
    there = [_recorded(place, fields[name]) for name in condition.values]
    return sa.and_(*there) if asked.name == "has" else sa.or_(*map(sa.not_, there))


def _recorded(place: Place, asked: FilterField) -> Sql:
    """Match records that hold something in a field, their own or that of their claims."""
    if asked.in_summary or asked.field.key in place.table.c:
        return present(place.column(asked))
    return _claimed(place, lambda claims: claims.c[asked.field.key].is_not(None))


_MEANINGS: Mapping[Meaning, Callable[[Place, FilterField, Condition], Sql]] = {
    Meaning.FIELD: _field,
    Meaning.DATE: _date,
    Meaning.PLACE: _inside,
    Meaning.NEAR: _near,
    Meaning.PEOPLE: _people,
    Meaning.SITE: _site,
    Meaning.SITE_TYPE: _site_type,
    Meaning.NAME: _name,
    Meaning.PRESENCE: _presence,
}

_KINDS: Mapping[Kind, Callable[[Place, FilterField, Condition], Sql]] = {
    Kind.ID: _one_of,
    Kind.LINE: _contains,
    Kind.TEXT: _contains,
    Kind.CODE: _one_of,
    Kind.CODES: _many,
    Kind.COUNT: _number,
    Kind.DEGREES: _number,
    Kind.DATE: _date,
    Kind.DAY: _day,
    Kind.TIME: _time,
    Kind.INSTANT: _day,
    Kind.YESNO: _yes_or_no,
    Kind.LINK: _one_of,
    Kind.LINKS: _many,
    Kind.TAGS: _many,
    Kind.LANGUAGE: _one_of,
    Kind.URL: _contains,
    Kind.DIGEST: _one_of,
}
