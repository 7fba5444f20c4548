"""What an import would do, as values: one planned row for each row of the file that does something.

Nothing here reads a file or writes a vault.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from ..domain.display import ID_SHOWN, label, title_of, words
from ..domain.fields import content_fields, field_of
from ..domain.messages import mark, translate
from ..domain.records import Record
from ..domain.values import Plain
from ..exchange.merging import NOTHING, FieldChange, Outcome, RowChange, taken

DELETED = "deleted"
"""Key of the change that removes a record or brings it back."""

Names = Callable[[str], str]

_SENTENCES: Mapping[str, str] = {
    "new": mark("{place} {entity} “{title}”, {label}: new: {new}"),
    "changed": mark("{place} {entity} “{title}”, {label}: {old} → {new}"),
    "cleared": mark("{place} {entity} “{title}”, {label}: {old} → nothing"),
    "deleted": mark("{place} {entity} “{title}”: to be deleted with all it owns"),
    "conflict": mark(
        "{place} {entity} “{title}”, {label}: both changed it; ours: {old}; theirs: {new}"
    ),
}


@dataclass(frozen=True, slots=True)
class ProposedChange:
    """One cell of a workbook that would change a record.

    `kind` is new, changed, cleared, deleted or conflict; `old` and `new` are words for people.
    `group` names the fields that are decided together with this one.
    """

    entity: str
    id: str
    title: str
    sheet: str
    row: int
    key: str
    label: str
    old: str
    new: str
    kind: str
    group: str
    base: str = ""

    def sentence(self, language: str = "en") -> str:
        """Say what would change, where."""
        return translate(_SENTENCES[self.kind], language).format(
            place=f"{self.sheet} {self.row}:",
            entity=self.entity,
            title=self.title,
            label=self.label,
            old=self.old or "–",
            new=self.new or "–",
        )

    def to_plain(self) -> dict[str, str | int]:
        """Give the change as JSON holds it."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True)
class PlannedRow:
    """A row and what it asks for: `before` is our record, `theirs` the row as a whole record."""

    sheet: str
    number: int
    before: Record | None
    theirs: Record
    change: RowChange = NOTHING

    @property
    def id(self) -> str:
        """The record the row is about."""
        return self.theirs.id

    @property
    def is_new(self) -> bool:
        """Tell whether the row makes a record."""
        return self.before is None

    @property
    def has_conflict(self) -> bool:
        """Tell whether something has to be decided."""
        return bool(self.change.conflicts)

    def after(self, accepted: frozenset[str], declined: frozenset[str] = frozenset()) -> Record:
        """Give the record as it would be stored.

        `accepted` holds the groups of conflicts in which theirs was chosen, `declined` those of
        other changes that are not wanted.
        """
        if self.before is None:
            return self.theirs
        chosen = [one for one in taken(self.change, accepted) if one.together not in declined]
        values: dict[str, Any] = {one.key: self.result_of(one) for one in chosen}
        if values.get(DELETED) is False:
            # Brought back whole: the row was edited there while it was deleted here.
            return replace(self._theirs_over_ours(), deleted=False)
        return replace(self.before, **values)

    def _theirs_over_ours(self) -> Record:
        assert self.before is not None
        fields = content_fields(type(self.before))
        return replace(self.before, **{one.key: getattr(self.theirs, one.key) for one in fields})

    def result_of(self, change: FieldChange) -> object:
        """Give the value our record would have after taking a change."""
        if change.key == DELETED:
            return change.result
        one = field_of(type(self.theirs), change.key)
        theirs = getattr(self.theirs, change.key)
        if not one.is_many:
            return theirs
        return _in_order(change.result, getattr(self.before, change.key), theirs)

    def without(self, groups: frozenset[str]) -> "PlannedRow":
        """Leave out the changes of some groups of fields."""
        kept = tuple(one for one in self.change.fields if one.together not in groups)
        return replace(self, change=RowChange(kept))


def _in_order(chosen: Plain, ours: tuple[str, ...], theirs: tuple[str, ...]) -> tuple[str, ...]:
    """Keep our order of several values, theirs behind."""
    wanted = set(chosen) if isinstance(chosen, list) else set()
    return tuple(dict.fromkeys(one for one in (*ours, *theirs) if one in wanted))


def proposals(row: PlannedRow, names: Names, language: str) -> Iterator[ProposedChange]:
    """Give every cell of a row that would change something, in words."""
    if row.is_new:
        yield from _of_new(row, names, language)
        return
    for change in row.change.fields:
        yield _of_known(row, change, names, language)


def _of_new(row: PlannedRow, names: Names, language: str) -> Iterator[ProposedChange]:
    kind = type(row.theirs)
    for one in content_fields(kind):
        value = getattr(row.theirs, one.key)
        if value in (None, ()) or one.key == "id":
            continue
        said = words(one, value, language, names=names)
        shown = (one.key, label(one.label, language), "", said)
        yield _proposal(row, shown, Outcome.NEW, language)


def _of_known(row: PlannedRow, change: FieldChange, names: Names, language: str) -> ProposedChange:
    assert row.before is not None
    if change.key == DELETED:
        return _proposal(row, (DELETED, "", "", ""), change.outcome, language, change.together)
    one = field_of(type(row.before), change.key)
    old = words(one, getattr(row.before, change.key), language, names=names)
    new = words(one, row.result_of(change), language, names=names)
    shown = (change.key, label(one.label, language), old, new)
    return _proposal(row, shown, change.outcome, language, change.together)


def _proposal(
    row: PlannedRow,
    shown: tuple[str, str, str, str],
    outcome: Outcome,
    language: str,
    group: str = "",
) -> ProposedChange:
    record = row.before or row.theirs
    key, field_label, old, new = shown
    return ProposedChange(
        entity=type(record).__name__,
        id=record.id,
        title=title_of(record, language),
        sheet=row.sheet,
        row=row.number,
        key=key,
        label=field_label,
        old=old,
        new=new,
        kind=outcome.value,
        group=group or key,
    )


def short_name(record_id: str) -> str:
    """Stand in for the name of a record that is not at hand."""
    return record_id[:ID_SHOWN]
