"""Finding and reading records.

Lists, counts, names, case files, choices while typing, the history.
"""

from array import array
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TypeVar

from ..domain.casefiles import CaseFile
from ..domain.display import title_of, words
from ..domain.errors import StrikelogError
from ..domain.fields import Field, Kind, field_of, fields_of, has_field
from ..domain.filters import ALL, Filter, Order, Words
from ..domain.messages import mark
from ..domain.records import Incident, Record
from ..domain.summaries import IncidentSummary
from ..domain.validation import Problem
from ..drawing.basemap import Outline
from ..storage.database import Database
from ..storage.history import Entry, History
from ..storage.listing import read_columns, records_beginning
from ..storage.loading import Loader
from ..storage.querying import Query, Tally
from .checking import problems_of
from .outlines import Outlines

R = TypeVar("R", bound=Record)


class NotFound(StrikelogError):
    """No record has that code."""

    message = mark("There is no record “{code}” in this vault. Codes are references or ids.")


class Ambiguous(StrikelogError):
    """Several records share the beginning of an id or a reference."""

    message = mark("“{code}” could be any of: {found}. Give the whole id.")


@dataclass(frozen=True, slots=True)
class Choice:
    """A record offered while typing: its id, name, and a second line that tells it from others."""

    id: str
    title: str
    detail: str


_MINIMUM_PREFIX = 6


def list_field(kind: type[Record], key: str) -> Field:
    """Give a field of the record or of its list summary; KeyError when neither has it."""
    if has_field(kind, key):
        return field_of(kind, key)
    if issubclass(kind, Incident):
        return field_of(IncidentSummary, key)
    raise KeyError(key)


def list_fields(kind: type[Record]) -> tuple[Field, ...]:
    """Give every field a list of that record can show and sort by."""
    summary = fields_of(IncidentSummary) if issubclass(kind, Incident) else ()
    own = {field.key for field in fields_of(kind)}
    return (*fields_of(kind), *(field for field in summary if field.key not in own))


class Finding:
    """Reads one vault."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._schema = database.schema

    @property
    def database(self) -> Database:
        """The database it reads."""
        return self._database

    @property
    def kinds(self) -> tuple[type[Record], ...]:
        """The record classes of this vault."""
        return self._schema.records

    def keys(
        self, kind: type[Record], where: Filter = ALL, order: Order | None = None
    ) -> "array[int]":
        """Give the row keys of all matching records in order; eight bytes each."""
        with self._database.walking() as connection:
            return Query(connection, self._schema, kind).keys(where, order)

    def first_keys(
        self, kind: type[Record], where: Filter, order: Order | None, limit: int
    ) -> "array[int]":
        """Give the row keys of the first matching records in order."""
        with self._database.walking() as connection:
            return Query(connection, self._schema, kind).page(where, order, limit, 0)

    def page(
        self,
        kind: type[R],
        where: Filter = ALL,
        order: Order | None = None,
        *,
        limit: int,
        offset: int = 0,
    ) -> list[R]:
        """Give one page of matching records."""
        with self._database.reading() as connection:
            pks = Query(connection, self._schema, kind).page(where, order, limit, offset)
            return Loader(connection, self._schema).by_pks(kind, pks)

    def tally(self, kind: type[Record], where: Filter = ALL) -> Tally:
        """Count matching records: certain, and possible because of imprecise dates."""
        with self._database.walking() as connection:
            return Query(connection, self._schema, kind).tally(where)

    def rows(
        self, kind: type[Record], keys: Sequence[int], columns: Sequence[str]
    ) -> list[tuple[object, ...]]:
        """Give the values of some columns for row keys; linked records come as their names."""
        fields = [list_field(kind, key) for key in columns]
        with self._database.reading() as connection:
            rows = read_columns(connection, self._schema, kind, keys, fields)
            links = [at for at, field in enumerate(fields) if field.kind in (Kind.LINK, Kind.LINKS)]
            if not links:
                return rows
            wanted = {one for row in rows for at in links for one in _ids(row[at])}
            names = self._names(Loader(connection, self._schema), fields, links, wanted)
        return [
            tuple(_named(value, names) if at in links else value for at, value in enumerate(row))
            for row in rows
        ]

    def _names(
        self, loader: Loader, fields: Sequence[Field], links: Sequence[int], ids: Collection[str]
    ) -> dict[str, str]:
        names: dict[str, str] = {}
        for target in {name for at in links for name in fields[at].target}:
            if target in self._schema.by_name:
                found = loader.by_ids(self._schema.by_name[target], ids)
                names.update((one.id, title_of(one)) for one in found.values())
        return names

    def names(self, ids: Collection[str]) -> dict[str, str]:
        """Give the names of records of any class."""
        with self._database.reading() as connection:
            found = Loader(connection, self._schema).any_of(ids)
        return {one.id: title_of(one) for one in found.values()}

    def get(self, kind: type[R], record_id: str) -> R | None:
        """Give a record by id, deleted or not."""
        with self._database.reading() as connection:
            return Loader(connection, self._schema).one(kind, record_id)

    def by_keys(self, kind: type[R], keys: Sequence[int]) -> list[R]:
        """Give whole records by row keys."""
        with self._database.reading() as connection:
            return Loader(connection, self._schema).by_pks(kind, keys)

    def key_of(self, kind: type[Record], record_id: str) -> int | None:
        """Give the row key of a record."""
        with self._database.reading() as connection:
            return Loader(connection, self._schema).pks(kind, [record_id]).get(record_id)

    def by_code(self, code: str) -> Record:
        """Give the record of that reference, id, or beginning of an id.

        Raises NotFound, Ambiguous.
        """
        with self._database.reading() as connection:
            loader = Loader(connection, self._schema)
            found: list[Record] = list(loader.any_of([code.lower()]).values())
            for kind in self._schema.records:
                if not found and has_field(kind, "ref"):
                    found += loader.owned(kind, "ref", [code])
            if not found and len(code) >= _MINIMUM_PREFIX:
                found = records_beginning(connection, self._schema, code.lower())
        if not found:
            raise NotFound(code=code)
        if len(found) > 1:
            raise Ambiguous(code=code, found=", ".join(one.id for one in found[:5]))
        return found[0]

    def owned(self, kind: type[R], key: str, owner_ids: Collection[str]) -> list[R]:
        """Give the living records whose field `key` names one of the owners."""
        with self._database.reading() as connection:
            return Loader(connection, self._schema).owned(kind, key, owner_ids)

    def case_file(self, incident_id: str) -> CaseFile | None:
        """Give an incident with everything that hangs on it."""
        with self._database.reading() as connection:
            loader = Loader(connection, self._schema)
            incident = loader.one(Incident, incident_id)
            return loader.case_files([incident])[0] if incident else None

    def case_files(self, where: Filter = ALL, order: Order | None = None) -> list[CaseFile]:
        """Give the case files of all matching incidents, in order."""
        with self._database.reading() as connection:
            keys = Query(connection, self._schema, Incident).keys(where, order)
            loader = Loader(connection, self._schema)
            return loader.case_files(loader.by_pks(Incident, keys))

    def case_files_by_keys(self, keys: Sequence[int]) -> list[CaseFile]:
        """Give the case files of incidents by row keys."""
        with self._database.reading() as connection:
            loader = Loader(connection, self._schema)
            return loader.case_files(loader.by_pks(Incident, keys))

    def all(self, kind: type[R], where: Filter = ALL, order: Order | None = None) -> list[R]:
        """Give all matching records."""
        with self._database.reading() as connection:
            keys = Query(connection, self._schema, kind).keys(where, order)
            return Loader(connection, self._schema).by_pks(kind, keys)

    def choices(self, targets: Iterable[str], typed: str, limit: int = 12) -> list[Choice]:
        """Offer records of some classes for what was typed so far, in any spelling."""
        found: list[Choice] = []
        typed_words = Filter(tuple(Words(word) for word in typed.split()))
        for name in targets:
            kind = self._schema.by_name.get(name)
            if kind is not None and not kind.about.parent:
                records = self.page(kind, typed_words, limit=limit)
                found += [Choice(one.id, title_of(one), _detail(one)) for one in records]
        return found[:limit]

    def related(self, record: Record) -> list[Record]:
        """Give what hangs on a record.

        What it owns, what refers to it, and, for an incident, what it names.
        """
        if isinstance(record, Incident):
            case = self.case_file(record.id)
            return [*case.links, *case.evidence, *case.known.values()] if case else []
        found: dict[str, Record] = {}
        with self._database.reading() as connection:
            loader = Loader(connection, self._schema)
            for one in loader.referring(record):
                found[one.id] = one
                found.update((child.id, child) for child in loader.referring(one, owned=True))
        return list(found.values())

    def boundaries(self) -> tuple[Outline, ...]:
        """Give the boundaries the office brought, as maps draw them."""
        return Outlines(self._database).drawn()

    def history(self, record_id: str) -> list[Entry]:
        """Give a record's changes, oldest first."""
        with self._database.reading() as connection:
            return History(connection, self._schema, self._database.audit_key).of_record(record_id)

    def problems(self, record: Record) -> tuple[Problem, ...]:
        """Give everything wrong or doubtful in a record; in an incident, in its whole case."""
        with self._database.reading() as connection:
            loader = Loader(connection, self._schema)
            return problems_of(loader, record, today=datetime.now(UTC).date())


def _ids(value: object) -> tuple[str, ...]:
    if isinstance(value, tuple):
        return value
    return (value,) if isinstance(value, str) else ()


def _named(value: object, names: Mapping[str, str]) -> object:
    if isinstance(value, tuple):
        return tuple(names.get(one, one[:8]) for one in value)
    return names.get(value, value[:8]) if isinstance(value, str) else value


def _detail(record: Record) -> str:
    """Give what tells a record from others of the same name.

    Other spellings, code, type or date.
    """
    for key in ("name_local", "publisher", "pcode", "site_type", "ref", "country_iso3"):
        if value := getattr(record, key, None):
            return words(field_of(type(record), key), value)
    return record.about.label
