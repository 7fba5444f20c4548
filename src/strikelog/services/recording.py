"""Saving, removing, undoing and redoing records.

The only door through which people change a vault.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from ..domain.changes import Changes
from ..domain.display import title_of
from ..domain.errors import StrikelogError
from ..domain.fields import Kind, fields_of
from ..domain.messages import mark, translate
from ..domain.progress import Progress
from ..domain.records import Record
from ..domain.validation import Problem, check_record, first_nonsense
from ..storage.database import Connection, Database
from ..storage.findings import label_of_decision
from ..storage.history import StepInfo
from ..storage.loading import Loader
from ..storage.writing import Applied, Hand, Revision, Writer
from .undoing import Inverse, UndoStacks, inverse_of, inverse_of_note


@dataclass(frozen=True, slots=True)
class Author:
    """Who works: a user code (never a name), an office, and the device by a code of its own."""

    code: str = "u01"
    office: str = ""
    device: str = ""


@dataclass(frozen=True, slots=True)
class Saved:
    """A record as it now stands, what is wrong or missing in it, and what to tell the views."""

    record: Record
    problems: tuple[Problem, ...]
    changes: Changes


class Refused(StrikelogError):
    """A value is nonsense, so the record was not saved; `problems` say which."""

    message = mark("“{title}” was not saved. {problem}")

    def __init__(self, title: str, problem: str, problems: Sequence[Problem] = ()) -> None:
        super().__init__(title=title, problem=problem)
        self.problems = tuple(problems)

    def sentence(self, language: str = "en") -> str:
        """Say it, and the first problem, in a language."""
        said = self.problems[0].sentence(language) if self.problems else self.params["problem"]
        return translate(self.message, language).format(**{**self.params, "problem": said})

    def __reduce__(self) -> tuple[object, ...]:
        """Keep the problems on the way between processes."""
        return (Refused, (self.params["title"], self.params["problem"], self.problems))


def now() -> datetime:
    """Give the present moment in UTC, to the second."""
    return datetime.now(UTC).replace(microsecond=0)


MANY = 20
"""Records that make a change great enough for a backup before it."""


def nothing_first() -> None:
    """Stand for what is done before a great change where there is nothing to do."""


def nothing_beside(connection: Connection, applied: Applied | None) -> None:
    """Stand for what is written with a step where there is nothing to write."""


Beside = Callable[[Connection, Applied | None], None]
"""Writes what belongs to a step besides records; is given the step, None when nothing differed."""


class Recording:
    """Writes steps into one vault on behalf of one author, and keeps what can be undone."""

    def __init__(
        self,
        database: Database,
        author: Author,
        clock: Callable[[], datetime] = now,
        before_many: Callable[[], object] = nothing_first,
    ) -> None:
        self._before_many = before_many
        self._database = database
        self._author = author
        self._clock = clock
        self._stacks = UndoStacks(database)

    def prepare(self, count: int) -> None:
        """Back up first, if so many records are about to change."""
        if count >= MANY:
            self._before_many()

    def check(self, record: Record) -> tuple[Problem, ...]:
        """Give what is wrong with a record by itself."""
        return tuple(check_record(record, today=self._clock().date()))

    def nonsense(self, record: Record) -> Problem | None:
        """Give the first thing for which a record may not be stored."""
        return first_nonsense(record, today=self._clock().date())

    def save(self, after: Record, before: Record | None = None, *, merge: bool = False) -> Saved:
        """Save one record; incomplete is fine, nonsense raises Refused.

        With `merge`, the change joins the step before it for undo, if that concerned the same
        record: keystrokes make one step.
        """
        problems = self.check(after)
        nonsense = [one for one in problems if one.refuses]
        if nonsense:
            raise Refused(title_of(after), nonsense[0].sentence(), nonsense)
        verb = mark("Edit {name}") if before else mark("New {name}")
        label = verb.format(name=after.about.label.lower())
        applied = self.apply(label, [Revision(before, after)], merge=merge)
        if applied is None:
            return Saved(before or after, problems, Changes())
        return Saved(applied.records[0], problems, applied.changes)

    def apply(
        self,
        label: str,
        revisions: Sequence[Revision],
        *,
        reason: str | None = None,
        progress: Progress | None = None,
        merge: bool = False,
        undoable: bool = True,
        beside: Callable[[Connection, Applied | None], object] = nothing_beside,
    ) -> Applied | None:
        """Write several revisions as one step that is undone as one; None when nothing differs.

        What is not `undoable` was done outside the vault as well, and no undo would take it back.
        What `beside` writes stands or falls with the step.
        """
        info = self._info(label, reason)
        with self._database.writing() as connection:
            applied = self._writer(connection).apply(info, revisions, progress)
            beside(connection, applied)
        if applied and undoable:
            self._stacks.done(applied.step, {one.id for one in applied.records}, merge=merge)
        return applied

    def note(self, label: str, write: Callable[[Connection, int], object]) -> int:
        """Write what is no record as a step of its own, undone like any other; gives its number.

        What `write` writes names the step and stands as long as the step does.
        """
        with self._database.writing() as connection:
            history = self._writer(connection).history
            step = history.begin_step(self._info(label, None), self._clock())
            write(connection, step)
        self._stacks.done(step, set(), merge=False)
        return step

    def add_all(
        self, records: Iterable[Record], label: str, progress: Progress | None = None
    ) -> Applied | None:
        """Add new records as one step."""
        return self.apply(label, [Revision(None, one) for one in records], progress=progress)

    def remove(self, record: Record) -> Changes:
        """Delete a record with all it owns; the history keeps them, and undo brings them back."""
        with self._database.reading() as connection:
            loader = Loader(connection, self._database.schema)
            doomed = [record, *owned_by(loader, self._database.schema.records, record)]
        label = mark("Delete {name}").format(name=record.about.label.lower())
        applied = self.apply(label, [Revision(one, replace(one, deleted=True)) for one in doomed])
        return applied.changes if applied else Changes()

    def close_step(self) -> None:
        """End the step that typing merges into; called when focus leaves the record."""
        self._stacks.close()

    @property
    def author(self) -> Author:
        """On whose behalf it writes."""
        return self._author

    @property
    def undo_label(self) -> str:
        """What undo would take back; empty when there is nothing."""
        return self._stacks.undo_label

    @property
    def redo_label(self) -> str:
        """What redo would do again; empty when there is nothing."""
        return self._stacks.redo_label

    def undo(self) -> Inverse | None:
        """Take the last step back and say what it was; None when there is nothing."""
        return self._turn(self._stacks.undo)

    def redo(self) -> Inverse | None:
        """Do the last undone step again and say what it was; None when there is nothing."""
        return self._turn(self._stacks.redo)

    def undo_step(self, step: int) -> Inverse:
        """Take back one step of the history, such as a whole import.

        Later edits are kept and named.
        """
        with self._database.writing() as connection:
            inverse = self._invert(connection, step)
        self._stacks.turned(step, inverse.step)
        return inverse

    def _turn(self, stack: list[tuple[int, ...]]) -> Inverse | None:
        if not stack:
            return None
        group = stack[-1]
        with self._database.writing() as connection:
            parts = [self._invert(connection, step) for step in reversed(group)]
        self._stacks.turned_group(group, tuple(part.step for part in parts))
        return parts[0].joined(parts[1:])

    def _invert(self, connection: Connection, step: int) -> Inverse:
        info, writer = self._info("", None), self._writer(connection)
        noted = label_of_decision(connection, self._database.schema, step)
        if noted and not writer.history.of_step(step):
            return inverse_of_note(writer.history, info, step, label=noted, at=self._clock())
        return inverse_of(writer, info, step)

    def _info(self, label: str, reason: str | None) -> StepInfo:
        return StepInfo(self._author.code, label, self._author.device, reason)

    def _writer(self, connection: Connection) -> Writer:
        hand = Hand(self._author.code, self._author.office, self._clock())
        return Writer(connection, self._database.schema, self._database.audit_key, hand)


def owned_by(loader: Loader, kinds: Sequence[type[Record]], owner: Record) -> list[Record]:
    """Give the living records that belong to a record, and what belongs to those."""
    found: list[Record] = []
    for kind in kinds:
        key = kind.about.parent
        field = next((one for one in fields_of(kind) if one.key == key), None)
        if field is None or field.kind is not Kind.LINK or type(owner).__name__ not in field.target:
            continue
        if kind.about.append_only:
            continue  # what was written once outlives its owner
        for child in loader.owned(kind, key, [owner.id]):
            found += [child, *owned_by(loader, kinds, child)]
    return found


def with_owned(
    loader: Loader, kinds: Sequence[type[Record]], revisions: Iterable[Revision]
) -> list[Revision]:
    """Delete what a deleted record owns along with it."""
    made = {one.after.id: one for one in revisions}
    for owner in [one.after for one in made.values() if one.after.deleted]:
        for child in owned_by(loader, kinds, owner):
            made[child.id] = Revision(child, replace(child, deleted=True))
    return list(made.values())


__all__ = ["Applied", "Author", "Recording", "Refused", "Revision", "Saved", "now"]
