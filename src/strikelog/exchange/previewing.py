"""What a workbook will hold, as tables to look at before it is written."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from ..domain.fields import Field, Kind
from ..domain.messages import translate
from ..domain.progress import Progress, Silent
from ..domain.records import Record
from .cells import cell_of
from .flat import FLAT_COLUMNS
from .layout import FLAT, Column, Profile
from .writing import WorkbookContent

MOST = 200
"""Rows of each table that are shown."""

_EVERY = 200
_WRITTEN = frozenset({Kind.LINE, Kind.TEXT, Kind.TAGS, Kind.URL})
"""Kinds of fields that people fill with words of their own."""


@dataclass
class PreviewTable:
    """The first rows of a sheet exactly as they will be written, and how many there will be."""

    name: str
    columns: Sequence[str]
    rows: list[tuple[str, ...]] = field(default_factory=list)
    count: int = 0


Watch = Callable[[Record, Field | None, str], object]
"""Is shown every text that goes out, with its record and field; a blank ends each record."""


def preview_tables(
    content: WorkbookContent,
    profile: Profile,
    language: str,
    *,
    watch: Watch,
    progress: Progress | None = None,
) -> list[PreviewTable]:
    """Go through everything that would be written, and keep what is shown of it."""
    steps = _Steps(
        progress or Silent(), sum(one.at_most for one in content.sheets) + content.cases_at_most
    )
    made = {
        sheet.kind: _records(profile.columns(sheet.kind), sheet.records, language, watch, steps)
        for sheet in content.sheets
    }
    tables = [made[kind] for kind in content.kinds if kind in made]
    for kind, table in zip((one for one in content.kinds if one in made), tables, strict=True):
        table.name = translate(kind.about.plural, language)
    if profile.has_flat:
        tables.insert(0, _flat(content, language, watch, steps))
    return tables


@dataclass
class _Steps:
    progress: Progress
    total: int
    done: int = 0

    def take(self) -> None:
        """Count a row."""
        self.done += 1
        if self.done % _EVERY == 0:
            self.progress.report(self.done, self.total)


def _records(
    columns: Sequence[Column],
    records: Iterable[Record],
    language: str,
    watch: Watch,
    steps: _Steps,
) -> PreviewTable:
    own = [(one.field, one) for one in columns if one.field is not None]
    table = PreviewTable("", [translate(one.label, language) for _, one in own])
    for record in records:
        steps.take()
        for described, text in _texts(record, [one for one, _ in own]):
            watch(record, described, text)
        watch(record, None, "")
        table.count += 1
        if len(table.rows) < MOST:
            table.rows.append(tuple(_shown(record, one) for one, _ in own))
    return table


def _texts(record: Record, fields: Iterable[Field]) -> Iterator[tuple[Field, str]]:
    for one in fields:
        if one.kind in _WRITTEN:
            held = getattr(record, one.key)
            for text in held if one.is_many else (held,):
                if text:
                    yield one, text


def _shown(record: Record, one: Field) -> str:
    held = getattr(record, one.key)
    return "" if held in (None, ()) else str(cell_of(one, held))


def _flat(content: WorkbookContent, language: str, watch: Watch, steps: _Steps) -> PreviewTable:
    table = PreviewTable(FLAT, [translate(one.label, language) for one in FLAT_COLUMNS])
    summary = next(at for at, one in enumerate(FLAT_COLUMNS) if one.key == "summary")
    for case in content.cases:
        steps.take()
        cells = content.flat(case)
        if not content.sheets and cells[summary]:
            watch(case.incident, _SUMMARY, str(cells[summary]))
        watch(case.incident, None, "")
        table.count += 1
        if len(table.rows) < MOST:
            table.rows.append(tuple(map(str, cells)))
    return table


_SUMMARY = Field(key="public_summary", kind=Kind.TEXT, label="")
