"""Importing: a workbook of ours, compared with the vault, shown, and taken in as one step."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from ..domain.changes import Changes
from ..domain.display import title_of
from ..domain.fields import Kind, fields_of
from ..domain.messages import mark
from ..domain.progress import Progress
from ..storage.database import Database
from ..storage.exchanges import Exchange, note_exchange
from ..storage.guards import refuse_without_room
from ..storage.loading import Loader
from ..storage.writing import Revision
from .auditing import note_shown
from .planning import PlannedRow, ProposedChange, proposals, short_name
from .recording import Recording, nothing_first, now, owned_by

if TYPE_CHECKING:
    from ..exchange.rows import RefusedCell

Decision = Literal["ours", "theirs"]
Decisions = Mapping[tuple[str, str], Decision] | Literal["ours", "theirs", "later"] | None
"""What was chosen by (record id, field): for a conflict "theirs" takes their value; for any other
change "ours" leaves it out. One word decides all conflicts alike; "later" keeps ours."""

COUNTED = ("inserted", "updated", "unchanged", "conflicts", "refused", "parked")
"""What can become of a row; each row counts once."""


@dataclass(frozen=True)
class Preview:
    """What a workbook would change; nothing is saved by looking.

    Rows with a conflict, with refused cells, and new rows that lack a required cell because it was
    refused (parked) are counted as such even when other cells of theirs come in.
    """

    name: str
    sha256: str
    export_id: str
    profile: str
    counts: Mapping[str, int]
    planned: tuple[PlannedRow, ...]
    refused: tuple["RefusedCell", ...] = ()
    doubts: tuple["RefusedCell", ...] = ()
    unknown_columns: tuple[str, ...] = ()
    language: str = "en"
    names: Mapping[str, str] = field(default_factory=dict)
    history: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def rows(self) -> list[ProposedChange]:
        """Every cell that would change, with its old and its new value in words."""
        return [one for row in self.planned for one in proposals(row, self._name, self.language)]

    def _name(self, record_id: str) -> str:
        return self.names.get(record_id) or short_name(record_id)

    @property
    def is_empty(self) -> bool:
        """Tell whether there is nothing to take in or to decide."""
        return not self.planned


@dataclass(frozen=True, slots=True)
class Imported:
    """An import that was taken in: the step to undo it by (None when nothing changed)."""

    step: int | None
    counts: Mapping[str, int]
    changes: Changes = field(default_factory=Changes)


class Importing:
    """Takes workbooks into one vault."""

    def __init__(
        self,
        database: Database,
        recording: Recording,
        before: Callable[[], object] = nothing_first,
    ) -> None:
        self._database = database
        self._recording = recording
        self._before = before

    def preview(
        self, path: Path, progress: Progress | None = None, *, language: str = "en"
    ) -> Preview:
        """Read a workbook of ours and say what it would change; raises a StrikelogError."""
        from ..exchange.reading import read_workbook
        from .comparing import Comparison
        from .continuing import refuse_broken_custody

        if path.is_file():
            refuse_without_room(self._database.path.parent, path.stat().st_size)
        book = read_workbook(path, progress, self._database.schema.records)
        with self._database.reading() as connection:
            loader = Loader(connection, self._database.schema)
            comparison = Comparison(book, loader, self._recording.check, language)
            comparison.run(progress)
            refuse_broken_custody(comparison, loader, language)
            names = _names(loader, comparison.planned)
        tallied = Counter(comparison.fates.values())
        counts = {name: tallied.get(name, 0) for name in COUNTED}
        counts["unchanged"] += comparison.untouched
        return Preview(
            name=book.name,
            sha256=book.sha256,
            export_id=book.export_id,
            profile=book.meta.get("profile", ""),
            counts={"read": sum(counts.values()), **counts},
            planned=tuple(comparison.planned),
            refused=tuple(comparison.refused),
            doubts=tuple(comparison.doubts),
            unknown_columns=tuple(comparison.unknown_columns),
            language=language,
            names=names,
            history={key: text for key, text in book.meta.items() if key.startswith("chain_")},
        )

    def apply(
        self,
        preview: Preview,
        decisions: Decisions = None,
        progress: Progress | None = None,
    ) -> Imported:
        """Take a previewed workbook in, all in one step; a conflict not decided keeps ours.

        Raises RecordChangedMeanwhile, and changes nothing, when a record was edited since.
        """
        revisions = [
            self._revision(row, decisions)
            for row in preview.planned
            if not _is_unwanted(row, decisions)
        ]
        if revisions:
            self._before()
        label = mark("Import {name}").format(name=preview.name)
        reason = f"sha256 {preview.sha256}"
        applied = self._recording.apply(
            label, self._with_owned(revisions), reason=reason, progress=progress
        )
        self._note(preview, decisions)
        if applied is None:
            return Imported(None, preview.counts)
        return Imported(applied.step, preview.counts, applied.changes)

    def _revision(self, row: PlannedRow, decisions: Decisions) -> Revision:
        accepted, declined = _decided(row, decisions)
        after = row.after(accepted, declined)
        if accepted and any(one.refuses for one in self._recording.check(after)):
            # Their value makes nonsense of what we hold beside it: ours stays.
            after = row.after(frozenset(), declined)
        return Revision(row.before, after)

    def _with_owned(self, revisions: Sequence[Revision]) -> list[Revision]:
        """Delete what a deleted record owns along with it."""
        made = {one.after.id: one for one in revisions}
        doomed = [one.after for one in revisions if one.after.deleted]
        with self._database.reading() as connection:
            loader = Loader(connection, self._database.schema)
            for owner in doomed:
                for child in owned_by(loader, self._database.schema.records, owner):
                    made[child.id] = Revision(child, replace(child, deleted=True))
        return list(made.values())

    def _note(self, preview: Preview, decisions: Decisions) -> None:
        with self._database.writing() as connection:
            note_exchange(
                connection,
                self._database.schema,
                Exchange(
                    at=now(),
                    direction="in",
                    export_id=preview.export_id,
                    file_sha256=preview.sha256,
                    profile=preview.profile,
                    counts=preview.counts,
                    decisions=_as_text(decisions),
                ),
            )
        note_shown(self._database, preview.history, preview.name)


def _decided(row: PlannedRow, decisions: Decisions) -> tuple[frozenset[str], frozenset[str]]:
    """Give the groups of fields whose conflicts take theirs, and those left out altogether."""
    groups = {one.together for one in row.change.fields}
    if decisions is None or isinstance(decisions, str):
        return (frozenset(groups), frozenset()) if decisions == "theirs" else (_NONE, _NONE)
    chosen = {
        one.together: decisions[row.id, key]
        for one in row.change.fields
        for key in (one.key, one.together)
        if (row.id, key) in decisions
    }
    theirs = frozenset(group for group, side in chosen.items() if side == "theirs")
    return theirs, frozenset(group for group, side in chosen.items() if side == "ours")


_NONE: frozenset[str] = frozenset()
WHOLE_ROW = "*"
"""Stands for the field in a decision about a whole new record."""


def _is_unwanted(row: PlannedRow, decisions: Decisions) -> bool:
    if not row.is_new or decisions is None or isinstance(decisions, str):
        return False
    return decisions.get((row.id, WHOLE_ROW)) == "ours"


def _as_text(decisions: Decisions) -> dict[str, str]:
    """Give decisions as the log keeps them."""
    if decisions is None or isinstance(decisions, str):
        return {WHOLE_ROW: decisions} if decisions else {}
    return {f"{record_id} {key}": side for (record_id, key), side in decisions.items()}


def _names(loader: Loader, rows: Iterable[PlannedRow]) -> dict[str, str]:
    """Give the names of the records that changed links lead to, from the file or the vault."""
    rows = list(rows)
    names = {row.id: title_of(row.theirs) for row in rows}
    wanted = {one for row in rows for one in _linked_ids(row)} - names.keys()
    names.update((one.id, title_of(one)) for one in loader.any_of(wanted).values())
    return names


def _linked_ids(row: PlannedRow) -> Iterable[str]:
    changed = {one.key for one in row.change.fields}
    for one in fields_of(type(row.theirs)):
        if one.kind in (Kind.LINK, Kind.LINKS) and (row.is_new or one.key in changed):
            for record in filter(None, (row.before, row.theirs)):
                held = getattr(record, one.key)
                yield from held if one.is_many else filter(None, (held,))
