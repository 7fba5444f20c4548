"""To which table each sound leaf of a damaged database belongs, and its rows by column name.

Leaves below sound inner pages belong to the table whose root they hang from. A leaf that lost the
pages above it is told by its rows: how many values they have, of which types, what an identity
looks like, and from which code lists they are. The columns of a table come from the database's own
description of itself, or, where that is lost, from what the records are today.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import sqlalchemy as sa
from sqlcipher3 import dbapi2

from ..domain.fields import Kind, fields_of
from ..domain.records import Record
from ..domain.vocabularies import vocabulary
from .pages import PageBroken, PageFile, PageKind, Row, Value
from .tables import Schema

_MASTER = 5
"""Values in a row of the database's description of itself."""

_EXAMINED = 8
"""Rows of an orphaned leaf that are looked at."""

_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_TYPES: Mapping[str, tuple[type, ...]] = {
    "INTEGER": (int,),
    "FLOAT": (float, int),
    "REAL": (float, int),
    "TEXT": (str,),
    "BLOB": (bytes,),
}


@dataclass(frozen=True, slots=True)
class TableShape:
    """A table as it stands in the file: its columns in order, their types, its numbered key."""

    name: str
    columns: tuple[str, ...]
    types: tuple[str, ...]
    key: str = ""
    root: int = 0

    def fits(self, values: Sequence[Value]) -> bool:
        """Tell whether a row could be one of this table."""
        if not 0 < len(values) <= len(self.columns):
            return False
        pairs = zip(self.columns, self.types, values, strict=False)
        return all(self._fits(name, kind, value) for name, kind, value in pairs)

    def _fits(self, name: str, kind: str, value: Value) -> bool:
        if name == self.key:
            return value is None
        if name in ("id", "record_id") and (
            not isinstance(value, str) or not _UUID.fullmatch(value)
        ):
            return False
        return value is None or isinstance(value, _TYPES.get(kind, (object,)))

    def named(self, row: Row) -> dict[str, Any]:
        """Give a row's values by column; those added since it was written are missing."""
        rowid, values = row
        plain: dict[str, Any] = dict(zip(self.columns, values, strict=False))
        if self.key:
            plain[self.key] = rowid
        return plain


class FoundPages:
    """The sound pages of a file, sorted by table."""

    def __init__(
        self, pages: PageFile, schema: Schema, report: Callable[[int, int | None], None]
    ) -> None:
        self._pages = pages
        self.read = pages.count
        self.damaged = 0
        self._kinds: dict[int, PageKind] = {}
        self._wanted = {table.name for table in schema.metadata.sorted_tables}
        self._code_lists = {schema.table(kind).name: _codes_of(kind) for kind in schema.records}
        self._look(report)
        self.shapes = _shapes(self._described, schema)
        self._leaves = self._sorted()

    def rows(self, table: str) -> Iterator[dict[str, Any] | None]:
        """Give a table's rows by column; None for one that could not be read to its end."""
        shape = self.shapes[table]
        for number in self._leaves.get(table, ()):
            try:
                for row in self._pages.rows(number):
                    yield shape.named(row) if row is not None else None
            except PageBroken:
                continue

    def _look(self, report: Callable[[int, int | None], None]) -> None:
        for number in range(1, self._pages.count + 1):
            if number % 500 == 1:
                report(number, self._pages.count)
            try:
                kind = self._pages.kind(number)
            except PageBroken:
                self.damaged += 1
                continue
            if kind.is_leaf or kind.children:
                self._kinds[number] = kind

    @cached_property
    def _described(self) -> dict[str, tuple[str, int]]:
        """Give each table's own words and root page, from wherever they can still be read."""
        found = self._described_in(self._below(1))
        if self._wanted <= found.keys():
            return found
        leaves = [number for number, kind in self._kinds.items() if kind.is_leaf]
        return self._described_in(leaves) | found

    def _described_in(self, leaves: Iterable[int]) -> dict[str, tuple[str, int]]:
        found: dict[str, tuple[str, int]] = {}
        for number in leaves:
            first = self._first_rows(number, 1)
            if not first or len(first[0][1]) != _MASTER:
                continue
            for _, values in self._first_rows(number, None):
                match values:
                    case ["table", str(name), str(), int(root), str(words)]:
                        found.setdefault(name, (words, root))
        return found

    def _below(self, root: int) -> list[int]:
        """Give the sound leaves that hang from a page by sound pages."""
        leaves, seen, front = [], {root}, [root]
        while front:
            number = front.pop()
            kind = self._kinds.get(number)
            if kind is None:
                continue
            if kind.is_leaf:
                leaves.append(number)
            fresh = [child for child in kind.children if child not in seen]
            seen.update(fresh)
            front += fresh
        return sorted(leaves)

    def _sorted(self) -> dict[str, list[int]]:
        owned: dict[str, list[int]] = {}
        taken = set(self._below(1))
        for name, shape in self.shapes.items():
            owned[name] = self._below(shape.root) if shape.root else []
            taken.update(owned[name])
        others = {root for _, root in self._described.values()} - {
            shape.root for shape in self.shapes.values()
        }
        for root in others:
            taken.update(self._below(root))
        orphans: dict[str, list[int]] = defaultdict(list)
        for number, kind in self._kinds.items():
            if kind.is_leaf and number not in taken:
                owner = self._owner_of(number)
                if owner:
                    orphans[owner].append(number)
        return {name: [*leaves, *orphans[name]] for name, leaves in owned.items()}

    def _owner_of(self, number: int) -> str:
        """Name the one table that all the looked-at rows of a leaf could belong to."""
        rows = self._first_rows(number, _EXAMINED)
        if not rows:
            return ""
        fitting = [
            shape for shape in self.shapes.values() if all(shape.fits(values) for _, values in rows)
        ]
        longest = max((len(values) for _, values in rows), default=0)
        exact = [shape for shape in fitting if len(shape.columns) == longest]
        chosen = exact or fitting
        if len(chosen) > 1:
            chosen = [shape for shape in chosen if all(self._speaks(shape, row) for row in rows)]
        return chosen[0].name if len(chosen) == 1 else ""

    def _speaks(self, shape: TableShape, row: Row) -> bool:
        """Tell whether the codes of a row are those of a table's code lists."""
        plain, lists = shape.named(row), self._code_lists.get(shape.name, {})
        return all(plain.get(key) is None or plain[key] in codes for key, codes in lists.items())

    def _first_rows(self, number: int, most: int | None) -> list[Row]:
        found: list[Row] = []
        try:
            for row in self._pages.rows(number):
                if row is not None:
                    found.append(row)
                if most is not None and len(found) == most:
                    break
        except PageBroken:
            return found
        return found


def _codes_of(kind: type[Record]) -> dict[str, frozenset[str]]:
    """Give the codes that each coded field of a class may hold."""
    coded = [field for field in fields_of(kind) if field.kind is Kind.CODE and field.vocabulary]
    return {
        field.key: frozenset(one.code for one in vocabulary(field.vocabulary)) for field in coded
    }


def _shapes(described: Mapping[str, tuple[str, int]], schema: Schema) -> dict[str, TableShape]:
    shapes = {}
    for table in schema.metadata.sorted_tables:
        words, root = described.get(table.name, ("", 0))
        shape = _shape_in(table.name, words, root) if words else None
        shapes[table.name] = shape or _shape_today(table, root)
    return shapes


def _shape_in(name: str, words: str, root: int) -> TableShape | None:
    """Read the words that made a table, by making an empty one of them."""
    raw = dbapi2.connect(":memory:")
    try:
        raw.execute(words)
        rows = raw.execute(f'PRAGMA table_info("{name}")').fetchall()
    except dbapi2.Error:
        return None
    finally:
        raw.close()
    keys = [row[1] for row in rows if row[5] and row[2] == "INTEGER"]
    return TableShape(
        name,
        tuple(row[1] for row in rows),
        tuple(row[2] for row in rows),
        key=keys[0] if len(keys) == 1 else "",
        root=root,
    )


def _shape_today(table: sa.Table, root: int) -> TableShape:
    keys = [column.name for column in table.primary_key if isinstance(column.type, sa.Integer)]
    return TableShape(
        table.name,
        tuple(column.name for column in table.columns),
        tuple(str(column.type) for column in table.columns),
        key=keys[0] if len(keys) == 1 else "",
        root=root,
    )
