"""Which records go into a workbook: those a filter matches and everything they lean on."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from ..domain.casefiles import CaseFile
from ..domain.fields import Field, Kind, fields_of
from ..domain.filters import Filter
from ..domain.records import Incident, IncidentLink, Location, Record
from ..storage.database import Connection
from ..storage.loading import BATCH, Loader
from ..storage.querying import Query
from ..storage.tables import Schema

Fitting = Callable[[Iterable[Record]], Iterable[Record]]
"""Passes records on as they go out, without those that do not."""


def _as_they_are(records: Iterable[Record]) -> Iterable[Record]:
    return records


_ADMINISTRATIVE = frozenset({"0", "1", "2", "3"})


@dataclass
class Gathering:
    """Finds the records of one export over one connection, and so of one state of the vault.

    Places come last: only those that others named, with what lies above them. `fit` makes records
    fit for who gets them; what is `removed`, and what only that leans on, is not gathered.
    """

    connection: Connection
    schema: Schema
    where: Filter
    whole_tree: bool = False
    fit: Fitting = _as_they_are
    removed: Collection[str] = ()
    _places: set[str] = field(default_factory=set)

    @cached_property
    def _loader(self) -> Loader:
        return Loader(self.connection, self.schema)

    @cached_property
    def _keys(self) -> Sequence[int]:
        return Query(self.connection, self.schema, Incident).keys(self.where)

    @cached_property
    def _chosen(self) -> dict[str, dict[str, None]]:
        """Ids by class of what the matching incidents own and lean on, in the order met."""
        chosen: dict[str, dict[str, None]] = defaultdict(dict)
        for case in self.cases():
            for record in self._around(case):
                chosen[type(record).__name__][record.id] = None
        return chosen

    @property
    def incidents(self) -> int:
        """How many incidents match."""
        return len(self._keys)

    def cases(self) -> Iterator[CaseFile]:
        """Give the matching incidents with everything that hangs on them."""
        for start in range(0, len(self._keys), BATCH):
            incidents = self._loader.by_pks(Incident, self._keys[start : start + BATCH])
            yield from self._loader.case_files(incidents)

    def at_most(self, kind: type[Record]) -> int:
        """Give a number of records that will not be exceeded."""
        if kind is Location or not self.where:
            return self._loader.count(kind)
        return len(self._chosen[kind.__name__])

    def records(self, kind: type[Record]) -> Iterator[Record]:
        """Give the records of a class; places only once all other classes were gone through."""
        if kind is Location:
            return iter(self.fit(self._named_places()))
        found = self._some(kind) if self.where else self._loader.all(kind)
        return self._watched(kind, self.fit(found))

    def _some(self, kind: type[Record]) -> Iterator[Record]:
        ids = list(self._chosen[kind.__name__])
        for start in range(0, len(ids), BATCH):
            for record in self._loader.by_ids(kind, ids[start : start + BATCH]).values():
                if isinstance(record, IncidentLink) and not self._joins_chosen(record):
                    continue
                yield record

    def _around(self, case: CaseFile) -> Iterator[Record]:
        return _leaned_on(case, self.removed) if self.removed else _around(case)

    def _joins_chosen(self, link: IncidentLink) -> bool:
        chosen = self._chosen[Incident.__name__]
        return link.from_id in chosen and link.to_id in chosen

    def _watched(self, kind: type[Record], records: Iterable[Record]) -> Iterator[Record]:
        """Pass records on and remember the places they name."""
        naming = [one for one in fields_of(kind) if Location.__name__ in one.target]
        for record in records:
            for one in naming:
                self._places.update(_ids(record, one))
            yield record

    def _named_places(self) -> Iterator[Location]:
        found: dict[str, Location] = {}
        wanted = self._places
        while wanted:
            hits = self._loader.by_ids(Location, sorted(wanted)).values()
            found.update((one.id, one) for one in hits if not one.deleted)
            above = {one.parent_id for one in hits if one.parent_id}
            wanted = above - found.keys()
        if self.whole_tree:
            countries = {one.country_iso3 for one in found.values()}
            found.update((one.id, one) for one in self._tree(countries))
        yield from sorted(found.values(), key=_standing)

    def _tree(self, countries: set[str | None]) -> Iterator[Location]:
        for one in self._loader.all(Location):
            if one.level in _ADMINISTRATIVE and one.country_iso3 in countries:
                yield one


def _ids(record: Record, one: Field) -> Sequence[str]:
    held = getattr(record, one.key)
    return held if one.is_many else ((held,) if held else ())


def _standing(place: Location) -> tuple[str, str, str]:
    """Order places from countries down, by name."""
    return (place.level or "9", place.name or "", place.id)


def _around(case: CaseFile) -> Iterator[Record]:
    """Give every living record of a case file."""
    around = (case.incident, *case.owned(), *case.links, *case.evidence, *case.known.values())
    return (one for one in around if not one.deleted)


def _leaned_on(case: CaseFile, removed: Collection[str]) -> Iterator[Record]:
    """Give the living records of a case that go, and what those lean on."""
    if case.incident.id in removed:
        return
    own = (case.incident, *case.owned(), *case.links, *case.evidence)
    front: list[Record] = [one for one in own if one.id not in removed and not one.deleted]
    seen = {one.id for one in front}
    while front:
        yield from front
        named = {one for record in front for one in _named(record)} - seen
        seen |= named
        found = (case.known.get(one) for one in named if one not in removed)
        front = [one for one in found if one is not None and not one.deleted]


def _named(record: Record) -> Iterator[str]:
    for one in fields_of(type(record)):
        if one.kind in (Kind.LINK, Kind.LINKS):
            yield from _ids(record, one)
