"""Importing: a workbook of ours, compared with the vault, shown, and taken in as one step."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from ..domain.changes import Changes
from ..domain.collecting import uncollected
from ..domain.display import title_of
from ..domain.fields import Kind, fields_of
from ..domain.messages import mark
from ..domain.progress import Progress
from ..storage.database import Connection, Database
from ..storage.exchanges import Exchange, forget_import, note_exchange
from ..storage.guards import refuse_without_room
from ..storage.history import History
from ..storage.kept_receipts import OF_WORKBOOK, KeptReceipt, keep_receipt
from ..storage.loading import Loader
from ..storage.versions import KnownVersion, keep_versions
from ..storage.waiting import OpenQuestion, close_about, leave_open
from ..storage.writing import Applied, Revision
from .auditing import note_shown
from .deciding import Decisions, Verdict, as_text, is_unwanted, verdict_on
from .fitting import Unfit, fitted
from .import_preview import Preview
from .kept_receipts import MOST_ROWS, Receipts
from .owners import owners_of
from .planning import PlannedRow, Sides
from .questions import Decided, Questions, Side, Waiting, questions_of
from .receipts import Receipt, Told, told_of
from .recording import Recording, nothing_first, now, with_owned
from .settings import Settings
from .taking_back import UndoneImport, kept_of

if TYPE_CHECKING:
    from ..exchange.reading import ReadWorkbook
    from .comparing import Comparison

__all__ = ["Decisions", "Imported", "Importing"]

COUNTED = ("inserted", "updated", "unchanged", "conflicts", "refused", "parked")
"""What can become of a row; each row counts once."""


@dataclass(frozen=True, slots=True)
class Imported:
    """An import that was taken in: the step to undo it by (None when nothing changed).

    `waiting` counts the questions that were left open, `unfit` tells of those that were decided
    for theirs and nevertheless wait.
    """

    step: int | None
    counts: Mapping[str, int]
    changes: Changes = field(default_factory=Changes)
    waiting: int = 0
    unfit: tuple[Unfit, ...] = ()


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

    @uncollected()
    def preview(
        self, path: Path, progress: Progress | None = None, *, language: str = "en"
    ) -> Preview:
        """Read a workbook of ours and say what it would change; raises a StrikelogError."""
        from ..exchange.reading import read_workbook
        from .comparing import Comparison
        from .continuing import refuse_broken_custody
        from .origins import Origins

        if path.is_file():
            refuse_without_room(self._database.path.parent, path.stat().st_size)
        schema = self._database.schema
        book = read_workbook(path, progress, schema.records)
        with self._database.reading() as connection:
            loader = Loader(connection, schema)
            origins = Origins(book, self._database, connection)
            check = self._recording.check
            comparison = Comparison(book, loader, origins, check=check, language=language)
            comparison.run(progress)
            refuse_broken_custody(comparison, loader, language)
            names = _names(loader, comparison.planned)
            held = (row.before or row.theirs for row in comparison.planned)
            owners = owners_of(held, loader, language)
        preview = _preview_of(
            comparison, book, path=path, names=names, sides=origins.sides, language=language
        )
        return replace(preview, owners=owners)

    @uncollected()
    def apply(
        self,
        preview: Preview,
        decisions: Decisions = None,
        progress: Progress | None = None,
    ) -> Imported:
        """Take a previewed workbook in, all in one step; what is not decided waits for later.

        Raises RecordChangedMeanwhile, and changes nothing, when a record was edited since.
        """
        judged, unfit = self._judged(preview, decisions)
        revisions = [
            Revision(row.before, row.after(verdict.taken, verdict.left)) for row, verdict in judged
        ]
        if any(one.before != one.after for one in revisions):
            self._before()
        taking = _Taking(self._database, preview, judged, as_text(decisions))
        if len(preview.planned) <= MOST_ROWS:
            taking.told = self._told(preview, decisions, preview.language)
        label = mark("Import {name}").format(name=preview.name)
        applied = self._recording.apply(
            label,
            self._with_owned(revisions),
            reason=f"sha256 {preview.sha256}",
            progress=progress,
            beside=taking.note,
        )
        note_shown(self._database, preview.history, preview.name)
        if applied is None:
            return Imported(None, preview.counts, waiting=taking.left_open, unfit=unfit)
        changes, left_open = applied.changes, taking.left_open
        return Imported(applied.step, preview.counts, changes, waiting=left_open, unfit=unfit)

    def _judged(
        self, preview: Preview, decisions: Decisions
    ) -> tuple[list[tuple[PlannedRow, Verdict]], tuple[Unfit, ...]]:
        """Give the rows that come in with what was decided, and what was chosen but fits not."""
        judged, unfit = [], []
        for row in preview.planned:
            if is_unwanted(row, decisions):
                continue
            verdict, problem = fitted(row, verdict_on(row, decisions), self._recording.check)
            judged.append((row, verdict))
            unfit += [problem] if problem else []
        return judged, tuple(unfit)

    def _verdict(self, row: PlannedRow, decisions: Decisions) -> Verdict:
        return fitted(row, verdict_on(row, decisions), self._recording.check)[0]

    def _with_owned(self, revisions: Sequence[Revision]) -> list[Revision]:
        with self._database.reading() as connection:
            loader = Loader(connection, self._database.schema)
            return with_owned(loader, self._database.schema.records, revisions)

    # -- afterwards --------------------------------------------------------------------------

    def undo_import(self, step: int, *, language: str = "en") -> UndoneImport:
        """Take a whole import back; what was edited since is kept and named."""
        inverse = self._recording.undo_step(step)
        with self._database.writing() as connection:
            forget_import(connection, self._database.schema, step)
        with self._database.reading() as connection:
            loader = Loader(connection, self._database.schema)
            records = loader.any_of({record_id for record_id, _ in inverse.kept})
        kept = tuple(
            kept_of(records[record_id], key, language)
            for record_id, key in inverse.kept
            if record_id in records
        )
        return UndoneImport(inverse.step, inverse.changes, kept)

    def receipt(
        self,
        preview: Preview,
        path: Path,
        decisions: Decisions = None,
        *,
        language: str = "en",
        progress: Progress | None = None,
    ) -> Receipt:
        """Write the receipt for the partner: each cell of their workbook and what became of it.

        Holds nothing of ours that the profile of their workbook does not share, and passes the
        release gate. Raises WorkbookGone, NotReleased and what writing raises.
        """
        receipts = Receipts(self._database)
        told = receipts.same(self._told(preview, decisions, language), as_text(decisions))
        return receipts.write_told(told, preview.path, path, progress)

    def _told(self, preview: Preview, decisions: Decisions, language: str) -> Told:
        office = Settings(self._database).office.office or ""
        return told_of(
            preview, decisions, office=office, language=language, at=now(), judge=self._verdict
        )

    def waiting(self, *, language: str = "en") -> tuple[Waiting, ...]:
        """Give the questions of all imports that nobody has decided yet."""
        return Questions(self._database, self._recording).listed(language)

    def decide(self, sides: Mapping[int, Side], progress: Progress | None = None) -> Decided:
        """Decide waiting questions by their numbers, as one step."""
        return Questions(self._database, self._recording).decide(sides, progress)


def _preview_of(
    comparison: "Comparison",
    book: "ReadWorkbook",
    *,
    path: Path,
    names: Mapping[str, str],
    sides: Sides,
    language: str,
) -> Preview:
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
        sides=sides,
        path=path,
        received=comparison.received,
        fates=comparison.fates,
        titles=comparison.titles,
    )


class _Taking:
    """What is written beside the step of an import: the log, what waits, what is remembered."""

    def __init__(
        self,
        database: Database,
        preview: Preview,
        judged: Sequence[tuple[PlannedRow, Verdict]],
        decisions: Mapping[str, str],
    ) -> None:
        self._database = database
        self._preview = preview
        self._judged = judged
        self._decisions = decisions
        self.told: Told | None = None
        self.left_open = sum(len(verdict.waiting) for _, verdict in judged)

    def note(self, connection: Connection, applied: Applied | None) -> None:
        """Write it in the transaction of the step."""
        schema, at = self._database.schema, self.told.at if self.told else now()
        head = History(connection, schema, self._database.audit_key).head()[0]
        step = applied.step if applied else 0
        preview = self._preview
        exchange = Exchange(
            at=at,
            direction="in",
            export_id=preview.export_id,
            file_sha256=preview.sha256,
            profile=preview.profile,
            counts=preview.counts,
            decisions=self._decisions,
            head=head,
            step=step or None,
        )
        number = note_exchange(connection, schema, exchange)
        if self.told:
            keep_receipt(connection, schema, number, KeptReceipt(OF_WORKBOOK, self.told.to_plain()))
        before = head - len(applied.records) if applied else head
        open_rows = {row.id for row, verdict in self._judged if verdict.waiting}
        keep_versions(connection, self._settled(open_rows), head=before, step=step)
        close_about(connection, schema, self._decided(), step=step)
        leave_open(connection, schema, list(self._questions(at)))

    def _settled(self, open_rows: set[str]) -> Iterable[KnownVersion]:
        taken = {row.id for row, _ in self._judged}
        left_out = {row.id for row in self._preview.planned} - taken
        for record_id, versions in self._preview.received.items():
            if record_id not in open_rows and record_id not in left_out:
                yield from versions

    def _decided(self) -> list[tuple[str, str]]:
        return [
            (row.id, together)
            for row, verdict in self._judged
            for together in verdict.taken | verdict.declined
        ]

    def _questions(self, at: datetime) -> Iterable[OpenQuestion]:
        preview = self._preview
        for row, verdict in self._judged:
            if verdict.waiting:
                yield from questions_of(
                    row,
                    verdict.waiting,
                    file=(preview.name, preview.sha256),
                    at=at,
                    sides=preview.sides,
                    versions=preview.received.get(row.id, ()),
                )


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
