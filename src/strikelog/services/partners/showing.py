"""What a row results in, in words, for the preview beside the columns."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from ...domain.display import label, title_of, words
from ...domain.fields import Kind, content_fields
from ...domain.records import Actor, Location, Record, Site
from ...domain.validation import Problem
from ...exchange.partners.assembling import Assembler, NoDate
from .comparing import Nonsense
from .values import SampleRow, ShownRecord

if TYPE_CHECKING:
    from ...exchange.foreign.reads import ReadRow
    from .placing import Placing

_REFERRED: tuple[tuple[str, Callable[..., Record]], ...] = (
    ("location_id", Location),
    ("site_id", Site),
    ("actor_id", Actor),
)
_OWNERS = frozenset({"incident_id", "source_id", "owner_id", "owner_type"})
_HIDDEN = frozenset({*_OWNERS, "id", "tlp", "first_hand", "independence", "claim_type"})


def sample_row(
    row: ReadRow,
    assembler: Assembler,
    placing: Placing,
    check: Callable[[Record], Sequence[Problem]],
    language: str,
) -> SampleRow:
    """Give one row's records in words, or why there are none."""
    key, digest = assembler.identify(row)
    try:
        made = assembler.assemble(row, key, digest)
    except NoDate as problem:
        cells = [cell for cell in row.refused if cell.target.startswith("date")]
        why = cells[0].why if cells else problem
        return SampleRow(row.number, refused=row.refused, doubts=row.doubts, why=why)
    nonsense = [one for one in check(made.incident) if one.refuses]
    if nonsense:
        refusal = Nonsense(problem=nonsense[0].sentence(language))
        return SampleRow(row.number, made.incident.title or "", refused=row.refused, why=refusal)
    placed = placing.place(made)
    placing.note(placed)
    names = placing.names
    records = tuple(part.record for part in placed.parts)
    shown = tuple(_shown(record, names, language) for record in records)
    return SampleRow(
        row.number,
        made.incident.title or "",
        tuple(sorted(shown, key=lambda one: one.entity != "Incident")),
        placed.reason,
        row.refused,
        (*row.doubts, *made.doubts, *placed.doubts),
        made=(*records, *_named(records, names)),
    )


def _named(records: Sequence[Record], names: dict[str, str]) -> Iterator[Record]:
    """Give what the records refer to by name alone: their place, sites and actors."""
    for record in records:
        for key, kind in _REFERRED:
            record_id = getattr(record, key, None)
            if record_id and record_id in names:
                yield kind(id=record_id, name=names[record_id])


def _shown(record: Record, names: dict[str, str], language: str) -> ShownRecord:
    return ShownRecord(
        type(record).__name__,
        label(record.about.label, language),
        title_of(record, language),
        tuple(_fields(record, names, language)),
    )


def _fields(record: Record, names: dict[str, str], language: str) -> Iterator[tuple[str, str]]:
    for field in content_fields(type(record)):
        value = getattr(record, field.key)
        if field.key in _HIDDEN or value in (None, ()) or value == field.default:
            continue
        is_link = field.kind in (Kind.LINK, Kind.LINKS)
        said = words(field, value, language, names=lambda each: names.get(each, ""))
        if said or not is_link:
            yield label(field.label, language), said
