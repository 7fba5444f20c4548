"""The rows of a previewed workbook as numbered lines: records, their cells, what was refused.

A workbook may bring a hundred thousand rows, so that lines are columns of numbers and not objects.
"""

import re
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field

from ..domain.progress import Progress
from ..domain.records import Record
from .deciding import WHOLE_ROW
from .importing import Preview
from .planning import PlannedRow

KINDS = ("new", "changed", "cleared", "deleted", "conflict", "refused", "doubt")
"""What a line can be about; refused and doubtful cells are told, never decided."""

DECIDED = KINDS[:5]
HEAD = len(KINDS)
"""Stands in place of a kind for a line that only names a record."""

REPORT_EVERY = 500
_GRAVEST = ("conflict", "deleted", "cleared", "changed", "new")
_ROW = re.compile(r"(\d+)$")


@dataclass(frozen=True, slots=True)
class Told:
    """A cell that was refused, or taken with a doubt."""

    kind: str
    key: str
    cell: str
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Group:
    """What belongs to one row of the workbook."""

    sheet: str
    number: int
    row: PlannedRow | None
    told: tuple[Told, ...] = ()

    @property
    def record(self) -> Record | None:
        """Our record, or the one that the row would make."""
        return (self.row.before or self.row.theirs) if self.row else None


@dataclass
class Layout:
    """The lines as columns of numbers."""

    groups: list[Group] = field(default_factory=list)
    group: "array[int]" = field(default_factory=lambda: array("l"))
    cell: "array[int]" = field(default_factory=lambda: array("l"))
    kind: bytearray = field(default_factory=bytearray)
    part: "array[int]" = field(default_factory=lambda: array("l"))
    names: list[tuple[str, str]] = field(default_factory=list)
    part_kind: bytearray = field(default_factory=bytearray)
    lines_of_part: list["array[int]"] = field(default_factory=list)

    def spans(self) -> Iterator[tuple[int, int]]:
        """Give the first line of each group, and the one behind its last."""
        first, group = 0, self.group
        for line in range(1, len(group) + 1):
            if line == len(group) or group[line] != group[first]:
                yield first, line
                first = line

    def parts_below(self, head: int) -> Iterator[int]:
        """Give the parts of the group that begins with a line."""
        for line in range(head + 1, len(self.kind)):
            if self.group[line] != self.group[head]:
                return
            if self.part[line] >= 0:
                yield self.part[line]


def laid_out(preview: Preview, progress: Progress) -> Layout:
    """Lay a preview out, in the order of the workbook."""
    lay, groups = Layout(), _grouped(preview)
    for number, group in enumerate(groups):
        if number % REPORT_EVERY == 0:
            progress.report(number, len(groups))
        _lay_group(lay, group)
    return lay


def _grouped(preview: Preview) -> list[Group]:
    """Put what was refused beside what comes in of the same row, in the order of the workbook."""
    told: dict[tuple[str, int], list[Told]] = {}
    sheets = {row.sheet: None for row in preview.planned}
    for kind, cells in (("refused", preview.refused), ("doubt", preview.doubts)):
        for one in cells:
            sheets.setdefault(one.sheet)
            place = _ROW.search(one.cell)
            spot = (one.sheet, int(place[1]) if place else 0)
            told.setdefault(spot, []).append(Told(kind, one.key, one.cell, one.text, one.reason))
    groups = [
        Group(row.sheet, row.number, row, tuple(told.pop((row.sheet, row.number), ())))
        for row in preview.planned
    ]
    groups += [Group(*spot, None, tuple(cells)) for spot, cells in told.items()]
    order = {name: place for place, name in enumerate(sheets)}
    return sorted(groups, key=lambda one: (order[one.sheet], one.number))


def _lay_group(lay: Layout, group: Group) -> None:
    number = len(lay.groups)
    lay.groups.append(group)
    row = group.row
    is_new = row is not None and row.is_new
    _lay_line(lay, number, -1, KINDS.index("new") if is_new else HEAD)
    if row is not None and is_new:
        _join(lay, (row.id, WHOLE_ROW), "new")
    cell = 0
    if row is not None and not is_new:
        parts = _parts_of(row)
        for change in row.change.fields:
            _lay_line(lay, number, cell, KINDS.index(change.outcome.value))
            _join(lay, (row.id, change.together), parts[change.together])
            cell += 1
    for told in group.told:
        _lay_line(lay, number, cell, KINDS.index(told.kind))
        cell += 1


def _parts_of(row: PlannedRow) -> dict[str, str]:
    """Give the kind of each group of fields: the one of its members that asks for most care."""
    kinds: dict[str, str] = {}
    for one in row.change.fields:
        known = kinds.get(one.together, _GRAVEST[-1])
        kinds[one.together] = min(known, one.outcome.value, key=_GRAVEST.index)
    return kinds


def _lay_line(lay: Layout, group: int, cell: int, kind: int) -> None:
    lay.group.append(group)
    lay.cell.append(cell)
    lay.kind.append(kind)
    lay.part.append(-1)


def _join(lay: Layout, name: tuple[str, str], kind: str) -> None:
    """Make the last line a member of the part it is decided with, which may have begun above."""
    line = len(lay.part) - 1
    part = _known_part(lay, name, line)
    if part < 0:
        part = len(lay.names)
        lay.names.append(name)
        lay.part_kind.append(KINDS.index(kind))
        lay.lines_of_part.append(array("l"))
    lay.part[line] = part
    lay.lines_of_part[part].append(line)


def _known_part(lay: Layout, name: tuple[str, str], line: int) -> int:
    """Look for a part among the lines of the same group."""
    for other in range(line - 1, -1, -1):
        if lay.group[other] != lay.group[line]:
            break
        part = lay.part[other]
        if part >= 0 and lay.names[part] == name:
            return part
    return -1
