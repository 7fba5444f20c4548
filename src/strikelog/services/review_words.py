"""What the lines of a review say, in the language of the window; said when they are shown."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from ..domain.display import label as in_language
from ..domain.display import title_of, words
from ..domain.fields import Field, fields_of
from ..domain.messages import mark, translate
from ..domain.records import RECORDS, Record
from ..domain.text import fold
from .import_preview import Preview
from .planning import DELETED, PlannedRow, ProposedChange, proposals, short_name
from .review_layout import HEAD, KINDS, Group, Layout, Told

_REMEMBERED = 400

_WHOLE = mark("The whole record")
_GOES = mark("Deleted, with all it owns")
_EDITED = mark("Edited there: it would come back")
_THERE = mark("Kept")


@dataclass(frozen=True, slots=True)
class Stand:
    """Whose each side is and since when (ISO text, UTC); blank where nobody knows."""

    base_at: str = ""
    ours_by: str = ""
    ours_at: str = ""
    theirs_by: str = ""
    theirs_at: str = ""


NOBODY = Stand()


@dataclass(frozen=True, slots=True)
class Line:
    """One line in words. `key` is the field's, blank for the head of a group.

    For a refused cell `theirs` is what stands in it and `reason` why it stays out.
    """

    kind: str
    label: str
    key: str = ""
    base: str = ""
    ours: str = ""
    theirs: str = ""
    reason: str = ""
    stand: Stand = NOBODY

    @property
    def is_head(self) -> bool:
        """True for the line that names the record."""
        return not self.key


@dataclass(frozen=True, slots=True)
class Heading:
    """The words of a group: what its record is called, what it is, where its row stands.

    `owner` is what the record hangs on, as a figure does on its incident; mostly blank.
    """

    title: str
    entity: str
    place: str
    owner: str = ""


class ReviewWords:
    """Says the lines of one preview."""

    def __init__(self, preview: Preview, lay: Layout) -> None:
        self._preview = preview
        self._language = preview.language
        self._lay = lay
        self._haystack: dict[int, str] = {}
        self._said = lru_cache(_REMEMBERED)(self._say)
        self._headed = lru_cache(_REMEMBERED)(self._head)

    def heading(self, line: int) -> Heading:
        """Say what record a line is about."""
        return self._headed(self._lay.group[line])

    def line(self, line: int) -> Line:
        """Say a line."""
        cell, group = self._lay.cell[line], self._lay.group[line]
        if cell >= 0:
            return self._said(group)[cell]
        kind = self._lay.kind[line]
        return Line(KINDS[kind] if kind < HEAD else "head", self._headed(group).title)

    def fields_of_new(self, line: int) -> tuple[Line, ...]:
        """Say every field of the record that a new row would make."""
        row = self._lay.groups[self._lay.group[line]].row
        if row is None or not row.is_new:
            return ()
        return tuple(self._line_of(row, one) for one in self._proposals(row))

    def holding(self, group: int, lines: list[int], needles: list[str]) -> list[int]:
        """Keep the lines that hold every folded word; the name of a record holds for all of it."""
        if group not in self._haystack:
            heading = self._head(group)
            named = (heading.title, heading.entity, heading.place, heading.owner)
            self._haystack[group] = fold(" ".join(named))
        head = self._haystack[group]
        if all(one in head for one in needles):
            return lines
        return [one for one in lines if self._holds(one, head, needles)]

    def _holds(self, line: int, head: str, needles: list[str]) -> bool:
        group, cell = self._lay.group[line], self._lay.cell[line]
        if cell >= 0:
            said = self._said(group)[cell]
            texts = [said.label, said.base, said.ours, said.theirs, said.reason]
        else:
            texts = _texts_of_new(self._lay.groups[group])
        text = fold(" ".join([head, *texts]))
        return bool(texts) and all(one in text for one in needles)

    def _head(self, number: int) -> Heading:
        group = self._lay.groups[number]
        place, kind = f"{group.sheet} {group.number}", _kind_of(group)
        entity = in_language(kind.about.label, self._language) if kind else ""
        called = self._preview.titles.get((group.sheet, group.number), "")
        title = title_of(group.record, self._language) if group.record else called
        owner = self._preview.owners.get(group.record.id, "") if group.record else ""
        return Heading(title or place, entity, place, owner)

    def _say(self, number: int) -> tuple[Line, ...]:
        group = self._lay.groups[number]
        said: list[Line] = []
        if group.row is not None and not group.row.is_new:
            said += [self._line_of(group.row, one) for one in self._proposals(group.row)]
        return (*said, *(self._line_of_told(group, one) for one in group.told))

    def _line_of(self, row: PlannedRow, one: ProposedChange) -> Line:
        if one.key == DELETED:
            return self._line_of_deletion(row, one)
        return Line(one.kind, one.label, one.key, one.base, one.old, one.new, "", _stand(one))

    def _line_of_deletion(self, row: PlannedRow, one: ProposedChange) -> Line:
        is_gone = bool(row.before and row.before.deleted)
        return whole_record(one.kind, is_gone, self._language, _stand(one))

    def _line_of_told(self, group: Group, one: Told) -> Line:
        kind = _kind_of(group)
        known = (field for field in fields_of(kind) if field.key == one.key) if kind else ()
        field = next(iter(known), None)
        label = in_language(field.label, self._language) if field else one.key
        ours = group.row.before if group.row else None
        held = self._words(field, getattr(ours, field.key)) if ours and field else ""
        return Line(one.kind, label, one.key, ours=held, theirs=one.text, reason=one.reason)

    def _words(self, field: Field, value: object) -> str:
        return words(field, value, self._language, names=self._name)

    def _proposals(self, row: PlannedRow) -> Iterable[ProposedChange]:
        return proposals(row, self._name, self._language, self._preview.sides)

    def _name(self, record_id: str) -> str:
        return self._preview.names.get(record_id) or short_name(record_id)


def _texts_of_new(group: Group) -> list[str]:
    """Give the texts of a new record as they are; saying every field would take too long."""
    if group.row is None or not group.row.is_new:
        return []
    values = vars(group.row.theirs).values()
    return [one for one in values if isinstance(one, str)]


def whole_record(kind: str, is_gone: bool, language: str, stand: Stand) -> Line:
    """Say that a record would be deleted, or that one of ours that is gone would come back."""
    ours, theirs = (_GOES, _EDITED) if is_gone else (_THERE, _GOES)
    whole, base, here, there = (translate(one, language) for one in (_WHOLE, _THERE, ours, theirs))
    return Line(kind, whole, DELETED, base, here, there, "", stand)


def _stand(one: ProposedChange) -> Stand:
    return Stand(one.base_at, one.ours_by, one.ours_at, one.theirs_by, one.theirs_at)


def _kind_of(group: Group) -> type[Record] | None:
    """Give the class of a group's record, by its sheet where the row makes none."""
    if group.record is not None:
        return type(group.record)
    return next((one for one in RECORDS if one.about.sheet == group.sheet), None)
