"""What of a partner's file was refused or is doubtful, in lines: like beside like."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from ...domain.saying import Sayable

if TYPE_CHECKING:
    from ...exchange.foreign.converting import DoubtfulCell
    from .values import PartnerPreview


class Fate(StrEnum):
    """What became of a row or a cell."""

    ROW_OUT = "row_out"
    REFUSED = "refused"
    DOUBTFUL = "doubtful"


@dataclass(frozen=True, slots=True)
class ToldLine:
    """Cells or rows that say the same and for which the same holds; `where` is the first of them.

    `row` is the first one's row as a person counts; `where` is blank for a whole row, and for one
    whose column was added from another file.
    """

    fate: Fate
    row: int
    where: str
    header: str
    text: str
    why: Sayable
    count: int = 1


def told_lines(preview: PartnerPreview) -> tuple[ToldLine, ...]:
    """Give rows that were left out, then refused cells, then doubts; the commonest first of each.

    Cells of one column that say the same are one line, for they are decided as one.
    """
    rows = (
        ToldLine(Fate.ROW_OUT, one.number, "", "", one.title, one.why)
        for one in preview.fates
        if one.why is not None
    )
    doubts = (ToldLine(Fate.DOUBTFUL, at, "", "", "", why) for at, why in preview.row_doubts)
    return (
        *_together(rows),
        *_together(_of_cells(preview.refused, Fate.REFUSED)),
        *_together((*_of_cells(preview.doubts, Fate.DOUBTFUL), *doubts)),
    )


def _of_cells(cells: Iterable[DoubtfulCell], fate: Fate) -> Iterator[ToldLine]:
    for one in cells:
        letters = one.cell.rstrip("0123456789")
        row = int(one.cell.removeprefix(letters) or 0)
        yield ToldLine(fate, row, one.cell if letters else "", one.header, one.text, one.why)


def _together(lines: Iterable[ToldLine]) -> list[ToldLine]:
    first: dict[Hashable, ToldLine] = {}
    counts: dict[Hashable, int] = {}
    for line in lines:
        key = (line.header, line.text, type(line.why), line.why.sentence())
        first.setdefault(key, line)
        counts[key] = counts.get(key, 0) + 1
    told = [
        ToldLine(one.fate, one.row, one.where, one.header, one.text, one.why, counts[key])
        for key, one in first.items()
    ]
    return sorted(told, key=lambda line: -line.count)
