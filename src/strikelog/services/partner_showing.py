"""What a row results in, in words, for the preview beside the columns."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from ..domain.display import label, title_of, words
from ..domain.fields import Kind, content_fields
from ..domain.records import Record
from ..domain.validation import Problem
from ..exchange.partners.assembling import Assembler, NoDate
from .partner_comparing import Nonsense
from .partner_values import SampleRow, ShownRecord

if TYPE_CHECKING:
    from ..exchange.foreign.reads import ReadRow
    from .partner_placing import Placing

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
    shown = tuple(_shown(part.record, names, language) for part in placed.parts)
    return SampleRow(
        row.number,
        made.incident.title or "",
        tuple(sorted(shown, key=lambda one: one.entity != "Incident")),
        placed.reason,
        row.refused,
        (*row.doubts, *made.doubts, *placed.doubts),
    )


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
