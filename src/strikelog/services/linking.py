"""Links of an import that lead nowhere: cut out of their rows, or the rows left out with them."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from ..domain.fields import Field, Kind, Need, content_fields, field_of, has_field
from ..domain.records import Record
from ..domain.text import fold
from ..exchange.layout import ID
from ..exchange.merging import group_of
from ..exchange.reading import Raw, ReadSheet
from ..storage.loading import Loader
from .planning import PlannedRow


@dataclass(frozen=True, slots=True)
class Cut:
    """What was cut out of a row: the first id that leads nowhere by field, and the row's fate."""

    row: PlannedRow
    ids: Mapping[str, str]
    fate: str


def cut_loose_ends(
    planned: list[PlannedRow], untouched: Iterable[str], known: "KnownIds"
) -> Iterator[Cut]:
    """Cut dangling links out of the planned rows, until no row that goes leaves another dangling.

    `untouched` are the ids of the file's other rows.
    """
    standing = set(untouched)
    known.look_for_owners(planned)
    while True:
        present = standing | {row.id for row in planned}
        known.look_up(_linked(planned) - present)
        cuts = [(row, ids) for row in planned if (ids := _dangling(row, present, known))]
        if not cuts:
            return
        replaced: dict[tuple[str, int], PlannedRow | None] = {}
        for row, ids in cuts:
            left, fate = _left_of(row, ids)
            replaced[row.sheet, row.number] = left
            yield Cut(row, ids, fate)
        kept = (replaced.get((row.sheet, row.number), row) for row in planned)
        planned[:] = [row for row in kept if row is not None]


def _left_of(row: PlannedRow, ids: Mapping[str, str]) -> tuple[PlannedRow | None, str]:
    if not row.is_new:
        left = row.without(frozenset(map(group_of, ids)))
        fate = "conflicts" if left.has_conflict else "refused"
        return (left if left.change.fields else None), fate
    kind = type(row.theirs)
    if any(is_required(kind, key) for key in ids):
        return None, "parked"
    emptied: dict[str, Any] = {key: field_of(kind, key).empty for key in ids}
    return replace(row, theirs=replace(row.theirs, **emptied)), "refused"


class NamesInFile:
    """What the cells of a file may call a record besides its id.

    A new row has the name it was given in place of an id, and its reference; a record of the vault
    has its reference, and a source the id that partners know it by.
    """

    def __init__(
        self,
        loader: Loader,
        kinds: Mapping[str, type[Record]],
        pseudonyms: Mapping[str, str],
    ) -> None:
        self._loader = loader
        self._kinds = kinds
        self.pseudonyms = pseudonyms
        self._named: dict[str, str] = {}

    def note(self, sheet: ReadSheet, row: Raw, typed: str, record_id: str) -> None:
        """Remember what other rows may call a new one."""
        names = [typed]
        if "ref" in sheet.places:
            names.append(str(row[sheet.places["ref"]]))
        self._named.update((fold(name.strip()), record_id) for name in names if name.strip())

    def resolve(self, link: Field, text: str) -> str | None:
        """Give the id of the one record a link cell names; None when it holds an id or no name."""
        if is_uuid(text):
            return self.pseudonyms.get(text.lower())
        if fold(text) in self._named:
            return self._named[fold(text)]
        kinds = (self._kinds[name] for name in link.target if name in self._kinds)
        found = [
            one.id
            for kind in kinds
            if has_field(kind, "ref")
            for one in self._loader.owned(kind, "ref", [text])
        ]
        return found[0] if len(found) == 1 else None


class NewIds:
    """Ids for rows without one: random to anyone, and the same when the same file comes again.

    A record that was deleted, as by undoing an import, gives its row another id the next time.
    """

    def __init__(self, file: str, loader: Loader, kind: type[Record]) -> None:
        self._file = file
        self._loader = loader
        self._kind = kind

    def of(self, numbers: Sequence[int]) -> list[tuple[str, bool]]:
        """Give each row's id, and whether a living record has it already."""
        found: dict[int, tuple[str, bool]] = {}
        attempt = 0
        while waiting := [number for number in numbers if number not in found]:
            ids = {number: self._id(number, attempt) for number in waiting}
            held = self._loader.by_ids(self._kind, ids.values())
            for number, record_id in ids.items():
                record = held.get(record_id)
                if record is None or not record.deleted:
                    found[number] = (record_id, record is not None)
            attempt += 1
        return [found[number] for number in numbers]

    def _id(self, number: int, attempt: int) -> str:
        told = f"{self._file} {self._kind.__name__} {number} {attempt}"
        return str(UUID(bytes=hashlib.sha256(told.encode()).digest()[:16], version=4))


def is_uuid(text: str) -> bool:
    """Tell whether a text is an id in its usual form."""
    try:
        UUID(text)
    except ValueError:
        return False
    return "-" in text


class KnownIds:
    """Which ids lead somewhere outside the file."""

    def __init__(
        self, loader: Loader, kinds: Sequence[type[Record]], withheld: frozenset[str]
    ) -> None:
        self._loader = loader
        self._kinds = kinds
        self._found = set(withheld)
        self._missing: set[str] = set()
        self.gone: set[str] = set()
        """Ids of records that were deleted here."""

    def look_up(self, ids: set[str]) -> None:
        """Look for ids in the vault, each once."""
        unsure = ids - self._found - self._missing
        for kind in self._kinds:
            if not unsure:
                return
            found = self._loader.pks(kind, sorted(unsure)).keys()
            self._found |= found
            unsure -= found
        self._missing |= unsure

    def look_for_owners(self, rows: Iterable[PlannedRow]) -> None:
        """Look which owners of new records were deleted here."""
        owners: dict[str, set[str]] = defaultdict(set)
        for row in rows:
            kind = type(row.theirs)
            if row.is_new and kind.about.parent:
                held = getattr(row.theirs, kind.about.parent)
                for target in field_of(kind, kind.about.parent).target if held else ():
                    owners[target].add(held)
        for one in self._kinds:
            self.gone |= self._loader.gone(one, owners.get(one.__name__, ()))

    def __contains__(self, record_id: object) -> bool:
        return record_id in self._found


def _linked(rows: Iterable[PlannedRow]) -> set[str]:
    return {one for row in rows for _, ids in _links(row) for one in ids}


def _links(row: PlannedRow) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Give the ids named by the fields that would change."""
    changed = None if row.is_new else {one.key for one in row.change.fields}
    for one in _link_fields(type(row.theirs)):
        if changed is None or one.key in changed:
            held = getattr(row.theirs, one.key)
            if held:
                yield one.key, held if one.is_many else (held,)


def _dangling(row: PlannedRow, present: set[str], known: KnownIds) -> dict[str, str]:
    """Give by field the first id that leads nowhere."""
    found = {}
    for key, ids in _links(row):
        lost = [one for one in ids if one not in present and one not in known]
        if row.is_new and key == row.theirs.about.parent:
            # What belongs to a deleted record would never be seen.
            lost += [one for one in ids if one in known.gone]
        # What our record names already, it may go on naming.
        held = getattr(row.before, key, ()) or ()
        lost = [one for one in lost if one not in held]
        if lost:
            found[key] = lost[0]
    return found


def _link_fields(kind: type[Record]) -> Sequence[Field]:
    return [one for one in content_fields(kind) if one.kind in (Kind.LINK, Kind.LINKS)]


def is_required(kind: type[Record], key: str) -> bool:
    """Tell whether a record is nothing without a field; its id counts as one."""
    return key == ID or (has_field(kind, key) and field_of(kind, key).need is Need.REQUIRED)


def under_own_names(record: Record, pseudonyms: Mapping[str, str]) -> Record:
    """Give a record that names our sources by their own ids."""
    if not pseudonyms:
        return record
    values: dict[str, Any] = {}
    for one in _link_fields(type(record)):
        held = getattr(record, one.key)
        if one.is_many:
            values[one.key] = tuple(pseudonyms.get(name, name) for name in held)
        elif held in pseudonyms:
            values[one.key] = pseudonyms[held]
    return replace(record, **values)
