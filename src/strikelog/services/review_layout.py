"""The rows of a previewed workbook as numbered lines: records, their cells, what was refused.

A workbook may bring a hundred thousand rows, so that lines are columns of numbers and not objects.
"""

import re
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from ..domain.progress import Progress
from ..domain.records import Record
from ..exchange.merging import FieldChange
from .deciding import WHOLE_ROW
from .import_preview import Preview
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

    def begin(self, group: Group, kind: int = HEAD) -> None:
        """Begin a group with the line of its head."""
        self.groups.append(group)
        self._lay(-1, kind)

    def add(self, cell: int, kind: str) -> None:
        """Add a line to the group that was begun last."""
        self._lay(cell, KINDS.index(kind))

    def join(self, name: tuple[str, str], kind: str) -> None:
        """Make the last line a member of what is decided by a name, which may have begun above."""
        line = len(self.part) - 1
        part = self._known_part(name, line)
        if part < 0:
            part = len(self.names)
            self.names.append(name)
            self.part_kind.append(KINDS.index(kind))
            self.lines_of_part.append(array("l"))
        self.part[line] = part
        self.lines_of_part[part].append(line)

    def _lay(self, cell: int, kind: int) -> None:
        self.group.append(len(self.groups) - 1)
        self.cell.append(cell)
        self.kind.append(kind)
        self.part.append(-1)

    def _known_part(self, name: tuple[str, str], line: int) -> int:
        """Look for a part among the lines of the same group."""
        for other in range(line - 1, -1, -1):
            if self.group[other] != self.group[line]:
                break
            part = self.part[other]
            if part >= 0 and self.names[part] == name:
                return part
        return -1

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
    row = group.row
    is_new = row is not None and row.is_new
    lay.begin(group, KINDS.index("new") if is_new else HEAD)
    if row is not None and is_new:
        lay.join((row.id, WHOLE_ROW), "new")
    changes = row.change.fields if row is not None and not is_new else ()
    parts = _parts_of(changes)
    for cell, change in enumerate(changes):
        lay.add(cell, change.outcome.value)
        lay.join((row.id if row else "", change.together), parts[change.together])
    for cell, told in enumerate(group.told, start=len(changes)):
        lay.add(cell, told.kind)


def _parts_of(changes: Iterable[FieldChange]) -> dict[str, str]:
    """Give the kind of each group of fields: the one of its members that asks for most care."""
    kinds: dict[str, str] = {}
    for one in changes:
        known = kinds.get(one.together, _GRAVEST[-1])
        kinds[one.together] = min(known, one.outcome.value, key=_GRAVEST.index)
    return kinds
