"""Taking steps back and doing them again, from the history itself.

So that undo outlives the program.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from ..domain.accesses import ACCESS_LABELS
from ..domain.changes import Changes
from ..domain.fields import content_fields
from ..domain.messages import mark
from ..domain.records import Record
from ..domain.values import from_plain, to_plain
from ..storage.database import Database
from ..storage.history import Entry, History, StepInfo, differences
from ..storage.writing import Revision, Writer

_REMEMBERED = 200
"""Steps of earlier sittings that can still be undone in turn."""


@dataclass(frozen=True, slots=True)
class Inverse:
    """A step taken back: its label, the step that did so.

    And fields kept because of later edits.
    """

    label: str
    step: int
    changes: Changes
    kept: tuple[tuple[str, str], ...] = ()

    def joined(self, others: Sequence["Inverse"]) -> "Inverse":
        """Put the parts of a merged step together."""
        entities = self.changes.entities.union(*(one.changes.entities for one in others))
        ids = self.changes.ids.union(*(one.changes.ids for one in others))
        kept = (*self.kept, *(pair for one in others for pair in one.kept))
        return replace(self, changes=Changes(entities, ids, self.label), kept=kept)


def inverse_of(writer: Writer, info: StepInfo, step: int) -> Inverse:
    """Write the inverse of a step: each field goes back unless it was changed again since.

    Where nothing was left to take back, the step given is the step itself.
    """
    entries = writer.history.of_step(step)
    label = entries[0].label if entries else ""
    pending: dict[str, tuple[Record, Record]] = {}
    kept: list[tuple[str, str]] = []
    for entry in reversed(entries):
        kind = writer.schema.by_name[entry.entity]
        if kind.about.append_only:
            continue  # the fact that it happened stays
        stored, current = pending.get(entry.record_id) or _twice(
            writer.loader.one(kind, entry.record_id)
        )
        if current is None or stored is None:
            continue
        reverted, missed = _reverted(entry, current, is_first=entry.rev == 1)
        kept += [(entry.record_id, key) for key in missed]
        pending[entry.record_id] = (stored, reverted)
    revisions = [Revision(before, after) for before, after in pending.values()]
    named = replace(
        info, label=mark("Undo: {label}").format(label=_plain_label(label)), undoes=step
    )
    applied = writer.apply(named, revisions)
    changes = applied.changes if applied else Changes()
    return Inverse(_plain_label(label), applied.step if applied else step, changes, tuple(kept))


FINDING = "Finding"
"""Stands among the names of record classes for what people decided about findings."""


def inverse_of_note(
    history: History, info: StepInfo, step: int, *, label: str, at: datetime
) -> Inverse:
    """Take back a step that wrote no record: what it noted stands only as long as it does."""
    plain = _plain_label(label)
    named = replace(info, label=mark("Undo: {label}").format(label=plain), undoes=step)
    return Inverse(plain, history.begin_step(named, at), Changes(frozenset({FINDING}), label=plain))


def _twice(record: Record | None) -> tuple[Record | None, Record | None]:
    return (record, record)


def _plain_label(label: str) -> str:
    """Undoing an undo is doing again; labels do not pile up."""
    return label.removeprefix("Undo: ")


def _reverted(entry: Entry, current: Record, *, is_first: bool) -> tuple[Record, list[str]]:
    if is_first:
        # By content, not by revision: an edit that was itself undone leaves no trace to keep.
        untouched = differences(None, current) == entry.changes
        return (replace(current, deleted=True), []) if untouched else (current, ["*"])
    values: dict[str, Any] = {}
    missed = []
    fields = {field.key: field for field in content_fields(type(current))}
    for key, (old, new) in entry.changes.items():
        if key == "deleted":
            values[key] = old
        elif key in fields and to_plain(fields[key], getattr(current, key)) == new:
            values[key] = from_plain(fields[key], old)
        elif key in fields:
            missed.append(key)
    return replace(current, **values), missed


class UndoStacks:
    """Which steps can be taken back and done again, newest last.

    Each item is a group of step numbers.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self.undo: list[tuple[int, ...]] = []
        self.redo: list[tuple[int, ...]] = []
        self._open_ids: set[str] | None = None
        self._remember()

    def _remember(self) -> None:
        """Rebuild the stacks from the history of earlier sessions."""
        steps = self._database.recent_steps(_REMEMBERED)
        for row in reversed([one for one in steps if one["label"] not in ACCESS_LABELS]):
            step, undoes = row["pk"], row["undoes"]
            if undoes is None:
                self.undo.append((step,))
                self.redo.clear()
            else:
                self.turned(undoes, step)

    def done(self, step: int, ids: set[str], *, merge: bool) -> None:
        """Note a new step; it joins the last one when both are typing in the same record."""
        if merge and self.undo and self._open_ids == ids:
            self.undo[-1] = (*self.undo[-1], step)
        else:
            self.undo.append((step,))
        self._open_ids = ids if merge else None
        self.redo.clear()

    def close(self) -> None:
        """Let the next step start a group of its own."""
        self._open_ids = None

    def turned(self, step: int, inverse: int) -> None:
        """Note that a step was taken back by another; the rest of its group stays."""
        self._open_ids = None
        if inverse == step:
            return
        for here, there in ((self.undo, self.redo), (self.redo, self.undo)):
            for place, group in enumerate(here):
                if step in group:
                    rest = tuple(one for one in group if one != step)
                    here[place : place + 1] = [rest] if rest else []
                    there.append((inverse,))
                    return
        self.undo.append((inverse,))  # too old to be on a stack; its inverse is a new step

    def turned_group(self, group: tuple[int, ...], inverses: tuple[int, ...]) -> None:
        """Note that a whole group was taken back by as many steps."""
        here, there = (self.undo, self.redo) if group in self.undo else (self.redo, self.undo)
        here.remove(group)
        effective = tuple(
            two for one, two in zip(reversed(group), inverses, strict=True) if one != two
        )
        if effective:
            there.append(effective)
        self._open_ids = None

    @property
    def undo_label(self) -> str:
        """Label of the step undo would take back."""
        return self._label(self.undo)

    @property
    def redo_label(self) -> str:
        """Label of the step redo would do again."""
        return self._label(self.redo)

    def _label(self, stack: list[tuple[int, ...]]) -> str:
        return _plain_label(self._database.step_label(stack[-1][-1])) if stack else ""
