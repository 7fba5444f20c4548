"""Filters and orders as SQL: the one translation behind every list, count, workbook and PDF."""

import sys
from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeGuard

import sqlalchemy as sa

from ..domain.fields import Field, Kind, fields_of, has_field
from ..domain.filter_fields import filter_fields
from ..domain.filters import (
    Both,
    Condition,
    Either,
    Filter,
    FilterField,
    Meaning,
    Not,
    Op,
    Order,
    Term,
    Words,
)
from ..domain.records import Record
from ..domain.summaries import IncidentSummary
from .columns import SORT
from .conditions import Place, compare, unhelpful_pk
from .searching import contains_words, matching
from .tables import SUMMARY, Schema, is_incident

Sql = sa.ColumnElement[bool]


@dataclass(frozen=True, slots=True)
class Tally:
    """How many records match.

    Certainly, and possibly because their dates are wider than the window.
    """

    certain: int
    possible: int

    @property
    def total(self) -> int:
        """All that a list shows."""
        return self.certain + self.possible


class Query:
    """Finds row ids of one record class over one connection."""

    def __init__(self, connection: sa.Connection, schema: Schema, kind: type[Record]) -> None:
        self._connection = connection
        self._schema = schema
        self._kind = kind
        self._table = schema.table(kind)
        self._fields = filter_fields(kind)
        self._place = Place(connection, schema, kind)
        # Otherwise the order of entry would be had for nothing by walking the wide table.
        self._row_id = unhelpful_pk(self._table)

    def keys(self, where: Filter, order: Order | None = None) -> "array[int]":
        """Give the row ids of all matching records in order."""
        query = sa.select(self._table.c.pk).where(self._matching(where))
        found = query.order_by(*self._order(order)).subquery()
        # One long text instead of a row each: the driver works it out without holding up the
        # window, and a subquery keeps its order below this aggregate. Sixteen digits a key become
        # eight bytes without a number being made of each.
        digits = sa.func.printf("%016x", found.c.pk)
        joined = _raw(self._connection, sa.select(sa.func.group_concat(digits, "")))[0][0]
        keys = array("q", bytes.fromhex(joined or ""))
        if sys.byteorder == "little":
            keys.byteswap()
        return keys

    def certain_keys(self, where: Filter) -> "array[int]":
        """Give the row ids of all records that match certainly, in no order one may rely on."""
        return self.keys(_certainly(where, self._fields))

    def columns(self, where: Filter, names: Sequence[str]) -> Sequence[Sequence[Any]]:
        """Give columns of all matching records as they are stored, the row id first."""
        columns = (self._table.c[name] for name in names)
        query = sa.select(self._table.c.pk, *columns).where(self._matching(where))
        return _raw(self._connection, query.order_by(self._row_id))

    def page(self, where: Filter, order: Order | None, limit: int, offset: int) -> "array[int]":
        """Give the row ids of one page."""
        query = sa.select(self._table.c.pk).where(self._matching(where))
        query = query.order_by(*self._order(order)).limit(limit).offset(offset)
        return array("q", [row[0] for row in _raw(self._connection, query)])

    def tally(self, where: Filter) -> Tally:
        """Count what matches certainly and what matches possibly."""
        total = self._count(where)
        strict = _certainly(where, self._fields)
        certain = total if strict == where else self._count(strict)
        return Tally(certain, total - certain)

    def _count(self, where: Filter) -> int:
        query = sa.select(sa.func.count()).select_from(self._table).where(self._matching(where))
        return int(_raw(self._connection, query)[0][0])

    def _matching(self, where: Filter) -> Sql:
        # A literal, not a parameter: only then does the planner take the partial indexes.
        living = self._table.c.deleted == sa.literal_column("0")
        return sa.and_(living, *self._all(where.terms))

    def _all(self, terms: Sequence[Term]) -> list[Sql]:
        """Translate terms joined by AND; words are looked up together, with types of sites."""
        run = [term for term in terms if isinstance(term, Words) and not term.phrase]
        types = [term for term in terms if run and self._is_type(term)]
        rest = [term for term in terms if term not in run and term not in types]
        others = list(map(self._term, rest))
        return [self._words(run, types), *others] if run else others

    def _is_type(self, term: Term) -> TypeGuard[Condition]:
        """Tell whether a term asks for a type of site, which the full-text index holds too."""
        if not isinstance(term, Condition) or term.op is not Op.IS:
            return False
        return self._fields[term.name].meaning is Meaning.SITE_TYPE

    def _term(self, term: Term) -> Sql:
        if isinstance(term, Words):
            return self._words([term])
        if isinstance(term, Condition):
            return compare(self._place, self._fields[term.name], term)
        if isinstance(term, Not):
            # A condition on an empty column is neither true nor false; excluding keeps such rows.
            return sa.not_(sa.func.coalesce(self._term(term.term), sa.false()))
        parts = self._all(term.terms) if isinstance(term, Both) else [*map(self._term, term.terms)]
        return sa.and_(*parts) if isinstance(term, Both) else sa.or_(*parts)

    def _words(self, run: Sequence[Words], types: Sequence[Condition] = ()) -> Sql:
        if self._kind.about.parent:
            return contains_words(self._table, self._kind, run)
        return self._place.among(matching(self._kind, run, types=[one.values for one in types]))

    def _order(self, order: Order | None) -> list[sa.UnaryExpression[Any]]:
        name = order_column(self._kind, order.key) if order else None
        column: sa.ColumnElement[Any] = self._table.c[name] if name else self._row_id
        if name and isinstance(column.type, sa.Text) and not name.endswith(SORT):
            column = sa.collate(column, "NOCASE")
        if order and order.descending:
            return [column.desc().nulls_last(), self._row_id.desc()]
        return [column.asc().nulls_last(), self._row_id.asc()]


def order_column(kind: type[Record], key: str) -> str | None:
    """Name the column a field or summary field is sorted by; None when there is no such field."""
    field: Field | None = None
    prefix = ""
    if has_field(kind, key):
        field = next(one for one in fields_of(kind) if one.key == key)
    elif is_incident(kind) and has_field(IncidentSummary, key):
        field, prefix = next(one for one in fields_of(IncidentSummary) if one.key == key), SUMMARY
    if field is None:
        return None
    return prefix + key + (SORT if field.kind is Kind.DATE else "")


def _certainly(where: Filter, fields: Mapping[str, FilterField]) -> Filter:
    return Filter(tuple(_certain_term(term, fields) for term in where.terms))


def _certain_term(term: Term, fields: Mapping[str, FilterField]) -> Term:
    if isinstance(term, Condition) and term.op is Op.IS:
        if fields[term.name].meaning is Meaning.DATE:
            return Condition(term.name, Op.CERTAIN, term.values)
        return term
    rebuild: Callable[[tuple[Term, ...]], Term] | None = None
    if isinstance(term, Either):
        rebuild = Either
    elif isinstance(term, Both):
        rebuild = Both
    if rebuild is None or not isinstance(term, Either | Both):
        return term
    return rebuild(tuple(_certain_term(one, fields) for one in term.terms))


def _raw(connection: sa.Connection, query: sa.Select[Any]) -> Sequence[Sequence[Any]]:
    """Run a query on the driver itself: one integer a row needs no row objects."""
    compiled = query.compile(connection, compile_kwargs={"render_postcompile": True})
    names = compiled.positiontup or []
    values = tuple(compiled.params[name] for name in names)
    cursor = connection.connection.cursor()
    try:
        cursor.execute(str(compiled), values)
        return cursor.fetchall()
    finally:
        cursor.close()
