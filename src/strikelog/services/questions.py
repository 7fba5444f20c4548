"""Questions that imports left open: kept in the vault, listed, and decided later as a step."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal

from ..domain.changes import Changes
from ..domain.display import label, title_of, words
from ..domain.fields import field_of
from ..domain.messages import mark
from ..domain.progress import Progress
from ..domain.records import Record
from ..domain.values import Plain
from ..storage.database import Connection, Database
from ..storage.exchanges import files_undone
from ..storage.history import History
from ..storage.loading import Loader
from ..storage.tables import Schema
from ..storage.versions import KnownVersion, keep_versions
from ..storage.waiting import OpenField, OpenQuestion, close_questions, open_questions
from ..storage.writing import Revision
from .owners import owners_of
from .planning import DELETED, PlannedRow, Sides, instant_text, short_name
from .recording import Applied, Recording, Refused, with_owned

Side = Literal["ours", "theirs"]

_LABEL = mark("Decide open questions of imports")


@dataclass(frozen=True, slots=True)
class WaitingField:
    """One field of an open question in words: what both last had, what stands here, what came."""

    key: str
    label: str
    base: str
    ours: str
    theirs: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """A question an import left open; `kind` is conflict, cleared, deleted or changed.

    `number` is what it is decided by, `owner` what the record hangs on. Dates are ISO text in UTC,
    blank where nobody knows.
    """

    number: int
    entity: str
    id: str
    title: str
    kind: str
    group: str
    fields: tuple[WaitingField, ...]
    file: str
    file_sha256: str
    at: datetime
    ours_by: str = ""
    ours_at: str = ""
    theirs_by: str = ""
    theirs_at: str = ""
    owner: str = ""
    has_base: bool = True


@dataclass(frozen=True, slots=True)
class Decided:
    """Questions that were decided: the step to undo it by, None when ours stays everywhere."""

    step: int | None
    count: int
    changes: Changes


class Questions:
    """The open questions of one vault."""

    def __init__(self, database: Database, recording: Recording) -> None:
        self._database = database
        self._recording = recording

    def listed(self, language: str = "en") -> tuple[Waiting, ...]:
        """Give every question nobody has decided, oldest first; those settled otherwise are gone.

        A question is settled when our record holds their value by now, is deleted, or when the
        import that asked was undone.
        """
        with self._database.reading() as connection:
            undone = files_undone(connection, self._database.schema)
            asked = [
                one
                for one in open_questions(connection, self._database.schema)
                if one.file_sha256 not in undone
            ]
            loader = Loader(connection, self._database.schema)
            records = self._records(loader, asked)
            names = loader.any_of(_linked(self._database.schema, asked))
            owners = owners_of(records.values(), loader, language)
        named = {key: title_of(one, language) for key, one in names.items()}
        tell = _Teller(language, lambda one: named.get(one) or short_name(one), owners)
        return tuple(
            tell.question(one, records[one.record_id])
            for one in asked
            if one.record_id in records and not _is_settled(one, records[one.record_id])
        )

    @property
    def count(self) -> int:
        """How many questions are open."""
        return len(self.listed())

    def decide(self, sides: Mapping[int, Side], progress: Progress | None = None) -> Decided:
        """Decide questions by their numbers, all in one step. Raises Refused for nonsense."""
        with self._database.reading() as connection:
            schema = self._database.schema
            asked = [one for one in open_questions(connection, schema) if one.pk in sides]
            loader = Loader(connection, schema)
            records = self._records(loader, asked)
            taken = [one for one in asked if sides[one.pk] == "theirs"]
            revisions = with_owned(loader, schema.records, self._revisions(taken, records))
            head = History(connection, schema, self._database.audit_key).head()[0]

        def beside(connection: Connection, applied: Applied | None) -> None:
            step = applied.step if applied else 0
            closed = [one.pk for one in asked]
            close_questions(connection, self._database.schema, closed, step=step)
            still = {
                (one.record_id, one.file_sha256)
                for one in open_questions(connection, self._database.schema)
            }
            keep_versions(connection, _to_keep(asked, still), head=head, step=step)

        applied = self._recording.apply(_LABEL, revisions, progress=progress, beside=beside)
        changes = applied.changes if applied else Changes()
        return Decided(applied.step if applied else None, len(asked), changes)

    def _records(self, loader: Loader, asked: Iterable[OpenQuestion]) -> dict[str, Record]:
        ids: dict[str, set[str]] = {}
        for one in asked:
            ids.setdefault(one.entity, set()).add(one.record_id)
        kinds = self._database.schema.by_name
        found: dict[str, Record] = {}
        for entity, wanted in ids.items():
            found.update(loader.by_ids(kinds[entity], sorted(wanted)))
        return found

    def _revisions(
        self, taken: Sequence[OpenQuestion], records: Mapping[str, Record]
    ) -> Iterable[Revision]:
        after: dict[str, Record] = {}
        for one in taken:
            if one.record_id in records:
                record = after.get(one.record_id, records[one.record_id])
                after[one.record_id] = answered(one, record)
        for record_id, record in after.items():
            nonsense = [one for one in self._recording.check(record) if one.refuses]
            if nonsense and not record.deleted:
                raise Refused(title_of(record), nonsense[0].sentence(), nonsense)
            yield Revision(records[record_id], record)


def answered(question: OpenQuestion, record: Record) -> Record:
    """Give a record with their values of a question."""
    from ..exchange.rows import record_of

    plain = {one.key: one.theirs for one in question.fields if one.key != DELETED}
    told = record_of(type(record), record.id, plain)
    values: dict[str, Any] = {key: getattr(told, key) for key in plain}
    for one in question.fields:
        if one.key == DELETED:
            values[DELETED] = bool(one.theirs)
    return replace(record, **values)


def _is_settled(question: OpenQuestion, record: Record) -> bool:
    revives = any(one.key == DELETED and not one.theirs for one in question.fields)
    if record.deleted and not revives:
        return True
    return answered(question, record) == record


def _to_keep(asked: Iterable[OpenQuestion], still: set[tuple[str, str]]) -> Iterable[KnownVersion]:
    """Give what to remember of the rows in which nothing is open any more."""
    for one in asked:
        if (one.record_id, one.file_sha256) not in still:
            for version, content in one.versions:
                yield KnownVersion(one.entity, one.record_id, version, content)


def questions_of(
    row: PlannedRow,
    groups: Iterable[str],
    *,
    file: tuple[str, str],
    at: datetime,
    sides: Sides,
    versions: Sequence[KnownVersion],
) -> Iterable[OpenQuestion]:
    """Give the questions a row leaves open; `file` is name and SHA-256."""
    told = tuple((one.version, one.content) for one in versions)
    for together in sorted(groups):
        changes = [one for one in row.change.fields if one.together == together]
        fields = [OpenField(one.key, one.base, one.ours, one.result) for one in changes]
        if fields[0].key == DELETED and not fields[0].theirs:
            fields += _whole(row)
        yield OpenQuestion(
            entity=type(row.theirs).__name__,
            record_id=row.id,
            together=together,
            kind=changes[0].outcome.value,
            fields=tuple(fields),
            file_name=file[0],
            file_sha256=file[1],
            at=at,
            theirs_by=sides.theirs_by,
            theirs_at=sides.theirs_at,
            has_base=row.base is not None,
            versions=told,
        )


def _whole(row: PlannedRow) -> list[OpenField]:
    """Give what they hold that we do not, for a record that would come back."""
    from ..exchange.rows import content_of

    assert row.before is not None
    ours, theirs = content_of(row.before), content_of(row.theirs)
    keys = sorted({*ours, *theirs})
    return [
        OpenField(key, None, ours.get(key), theirs.get(key))
        for key in keys
        if ours.get(key) != theirs.get(key)
    ]


def _linked(schema: Schema, asked: Iterable[OpenQuestion]) -> set[str]:
    """Give the ids that the values of questions lead to."""
    found: set[str] = set()
    for one in asked:
        for part in one.fields:
            if part.key != DELETED and field_of(schema.by_name[one.entity], part.key).target:
                for value in (part.base, part.ours, part.theirs):
                    found.update(value if isinstance(value, list) else [str(value or "")])
    return found - {""}


@dataclass(frozen=True, slots=True)
class _Teller:
    """Says questions in words."""

    language: str
    names: Callable[[str], str]
    owners: Mapping[str, str]

    def question(self, asked: OpenQuestion, record: Record) -> Waiting:
        shown = [one for one in asked.fields if one.key != DELETED]
        return Waiting(
            number=asked.pk,
            entity=asked.entity,
            id=asked.record_id,
            title=title_of(record, self.language),
            owner=self.owners.get(record.id, ""),
            kind=asked.kind,
            group=asked.together,
            fields=tuple(self._field(one, record) for one in shown),
            file=asked.file_name,
            file_sha256=asked.file_sha256,
            at=asked.at,
            ours_by=record.updated_by or "",
            ours_at=instant_text(record.updated_at) if record.updated_at else "",
            theirs_by=asked.theirs_by,
            theirs_at=asked.theirs_at,
            has_base=asked.has_base,
        )

    def _field(self, one: OpenField, record: Record) -> WaitingField:
        field = field_of(type(record), one.key)
        ours = words(field, getattr(record, one.key), self.language, names=self.names)
        said = label(field.label, self.language)
        base, theirs = (self._words(record, one.key, plain) for plain in (one.base, one.theirs))
        return WaitingField(one.key, said, base, ours, theirs)

    def _words(self, record: Record, key: str, plain: Plain) -> str:
        from ..exchange.rows import record_of

        if plain is None:
            return ""
        told = record_of(type(record), record.id, {key: plain})
        field = field_of(type(record), key)
        return words(field, getattr(told, key), self.language, names=self.names)
