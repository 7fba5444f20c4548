"""What an import would do, as values: one planned row for each row of the file that does something.

Nothing here reads a file or writes a vault.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from ..domain.display import ID_SHOWN, label, title_of, words
from ..domain.fields import Field, content_fields, field_of
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
    `group` names the fields that are decided together with this one. `base` is what both sides last
    had, in words; `…_by` and `…_at` say whose each value is and since when (ISO text, UTC), blank
    where nobody knows.
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
    base_at: str = ""
    ours_by: str = ""
    ours_at: str = ""
    theirs_by: str = ""
    theirs_at: str = ""

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


@dataclass(frozen=True, slots=True)
class Sides:
    """Who sent a workbook, when it was exported and when it was last saved (ISO text, UTC)."""

    theirs_by: str = ""
    theirs_at: str = ""
    base_at: str = ""


UNSIGNED = Sides()
"""Of a workbook that says nothing of itself."""


@dataclass(frozen=True)
class PlannedRow:
    """A row and what it asks for: `before` is our record, `theirs` the row as a whole record.

    `base` is what both sides last had, None when nobody knows.
    """

    sheet: str
    number: int
    before: Record | None
    theirs: Record
    change: RowChange = NOTHING
    base: Record | None = None

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


def deletion(outcome: Outcome) -> RowChange:
    """Give the change of a row that asks to delete its record, as a wish or as a question."""
    return RowChange(
        (FieldChange(DELETED, outcome, base=False, ours=False, result=True, together=DELETED),)
    )


def _in_order(chosen: Plain, ours: tuple[str, ...], theirs: tuple[str, ...]) -> tuple[str, ...]:
    """Keep our order of several values, theirs behind."""
    wanted = set(chosen) if isinstance(chosen, list) else set()
    return tuple(dict.fromkeys(one for one in (*ours, *theirs) if one in wanted))


@dataclass(frozen=True, slots=True)
class _Teller:
    """Says the changes of one row in words."""

    row: PlannedRow
    names: Names
    language: str
    sides: Sides

    def of_new(self) -> Iterator[ProposedChange]:
        for one in content_fields(type(self.row.theirs)):
            value = getattr(self.row.theirs, one.key)
            if value not in (None, ()) and one.key != "id":
                yield self._told(one.key, one.label, Outcome.NEW, new=self._words(one, value))

    def of_known(self, change: FieldChange) -> ProposedChange:
        before = self.row.before
        assert before is not None
        if change.key == DELETED:
            return self._told(DELETED, "", change.outcome, group=change.together)
        one = field_of(type(before), change.key)
        base = None if self.row.base is None else getattr(self.row.base, change.key)
        return self._told(
            change.key,
            one.label,
            change.outcome,
            group=change.together,
            base=self._words(one, base),
            old=self._words(one, getattr(before, change.key)),
            new=self._words(one, self.row.result_of(change)),
        )

    def _words(self, one: Field, value: object) -> str:
        return words(one, value, self.language, names=self.names)

    def _told(
        self,
        key: str,
        said: str,
        outcome: Outcome,
        *,
        group: str = "",
        base: str = "",
        old: str = "",
        new: str = "",
    ) -> ProposedChange:
        record = self.row.before or self.row.theirs
        ours = self.row.before
        return ProposedChange(
            entity=type(record).__name__,
            id=record.id,
            title=title_of(record, self.language),
            sheet=self.row.sheet,
            row=self.row.number,
            key=key,
            label=label(said, self.language) if said else "",
            old=old,
            new=new,
            kind=outcome.value,
            group=group or key,
            base=base,
            base_at=self.sides.base_at if self.row.base is not None else "",
            ours_by=(ours.updated_by or "") if ours else "",
            ours_at=instant_text(ours.updated_at) if ours and ours.updated_at else "",
            theirs_by=self.sides.theirs_by,
            theirs_at=self.sides.theirs_at,
        )


def instant_text(at: datetime) -> str:
    """Write a moment as ISO text in UTC."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def proposals(
    row: PlannedRow, names: Names, language: str, sides: Sides = UNSIGNED
) -> Iterator[ProposedChange]:
    """Give every cell of a row that would change something, in words."""
    teller = _Teller(row, names, language, sides)
    if row.is_new:
        yield from teller.of_new()
        return
    for change in row.change.fields:
        yield teller.of_known(change)


def short_name(record_id: str) -> str:
    """Stand in for the name of a record that is not at hand."""
    return record_id[:ID_SHOWN]
