"""What taking in a partner's file goes through, as values: opened, previewed, taken in, matched."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ...domain.changes import Changes
from ...domain.messages import mark, translate
from ...domain.saying import Sayable

if TYPE_CHECKING:
    from ...domain.records import Record
    from ...domain.validation import Problem
    from ...exchange.foreign.converting import DoubtfulCell
    from ...exchange.foreign.mapping import Mapping as ColumnsMapping
    from ...exchange.foreign.tables import Table
    from ...exchange.workbooks import Workbook
    from ...storage.partners import Match, TakenRow
    from ..planning import PlannedRow, ProposedChange

INSERTED, UPDATED, UNCHANGED, CONFLICTS, REFUSED, PARKED = (
    "inserted",
    "updated",
    "unchanged",
    "conflicts",
    "refused",
    "parked",
)
FATES = (INSERTED, UPDATED, UNCHANGED, CONFLICTS, REFUSED, PARKED)
"""What becomes of a row; each counts once. A parked one is new and waits for its place or site."""


@dataclass(frozen=True)
class Opened:
    """A file that was read, and the tables in it, the most useful first."""

    path: Path
    workbook: Workbook
    tables: tuple[Table, ...]
    is_ours: bool = False


@dataclass(frozen=True, slots=True)
class ShownRecord:
    """A record in words: its kind and name, and its fields with their labels."""

    entity: str
    label: str
    title: str
    fields: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class SampleRow:
    """What one row results in; nothing but `why` when the row as a whole is refused.

    `records` says in words what `made` holds, with the places that were found for it.
    """

    number: int
    title: str = ""
    records: tuple[ShownRecord, ...] = ()
    place: str = ""
    refused: tuple[DoubtfulCell, ...] = ()
    doubts: tuple[Sayable, ...] = ()
    why: Sayable | None = None
    made: tuple[Record, ...] = ()


@dataclass(frozen=True, slots=True)
class RowFate:
    """What becomes of one row: `why` says it of a refused one, `place` how its place was found."""

    number: int
    fate: str
    key: str = ""
    incident_id: str = ""
    title: str = ""
    records: int = 0
    place: str = ""
    why: Sayable | None = None

    def to_plain(self, sheet: str, language: str = "en") -> dict[str, object]:
        """Give it as JSON holds it."""
        plain: dict[str, object] = {
            "sheet": sheet,
            "row": self.number,
            "what": self.fate,
            "key": self.key,
            "id": self.incident_id,
            "title": self.title,
            "records": self.records,
            "place": self.place,
        }
        if self.why is not None:
            plain["why"] = self.why.sentence(language)
        return plain


@dataclass(frozen=True)
class PartnerPreview:
    """What a table would change; nothing is saved by looking.

    `counts` has "read" and every fate; `planned` holds the records that would be made or changed;
    `made` counts the records there would be by kind, `actors` and `places` are new to the register.
    """

    name: str
    sha256: str
    sheet: str
    dataset: str
    origin: str
    mapping: ColumnsMapping
    counts: Mapping[str, int]
    fates: tuple[RowFate, ...]
    planned: tuple[PlannedRow, ...]
    made: Mapping[str, int]
    refused: tuple[DoubtfulCell, ...] = ()
    doubts: tuple[DoubtfulCell, ...] = ()
    row_doubts: tuple[tuple[int, Sayable], ...] = ()
    register: tuple[Record, ...] = ()
    taken: tuple[TakenRow, ...] = ()
    asked: tuple[Match, ...] = ()
    waiting: tuple[tuple[str, str, str], ...] = ()
    revived: Mapping[str, Record] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    language: str = "en"

    @property
    def to_match(self) -> int:
        """How many names of places and sites wait for a match because of it."""
        return len(self.asked)

    @property
    def is_empty(self) -> bool:
        """Tell whether there is nothing to take in or to decide."""
        return not self.planned

    @property
    def changes(self) -> tuple[ProposedChange, ...]:
        """Every cell that would change in records we hold, with old and new value in words."""
        from ..planning import proposals, short_name

        known = [row for row in self.planned if not row.is_new]
        return tuple(
            one
            for row in known
            for one in proposals(
                row, lambda each: self.names.get(each) or short_name(each), self.language
            )
        )

    def sentences(self) -> list[str]:
        """Say what would change in records we hold, and what was refused or is doubtful."""
        told = [one.sentence(self.language) for one in self.changes]
        for fate in self.fates:
            if fate.why is not None:
                why = fate.why.sentence(self.language)
                told.append(f"{self.sheet} {fate.number}: {why}")
        told += [one.sentence(self.language) for one in (*self.refused, *self.doubts)]
        return told + [self._row_doubt(number, why) for number, why in self.row_doubts]

    def to_plain(self) -> dict[str, object]:
        """Give it as the command line prints it: counts, rows, cells refused."""
        changed: dict[str, list[dict[str, Any]]] = {}
        for one in self.changes:
            changed.setdefault(f"{one.row}", []).append(dict(one.to_plain()))
        rows = []
        for fate in self.fates:
            if fate.fate == UNCHANGED:
                continue
            row = fate.to_plain(self.sheet, self.language)
            if f"{fate.number}" in changed:
                row["changes"] = changed[f"{fate.number}"]
            rows.append(row)
        return {
            **self.counts,
            "rows": rows,
            "refused_cells": [_cell(one, self.language) for one in self.refused],
            "doubts": [one.sentence(self.language) for one in self.doubts]
            + [self._row_doubt(number, why) for number, why in self.row_doubts],
            "records": dict(self.made),
            "to_match": self.to_match,
        }

    def _row_doubt(self, number: int, why: Sayable) -> str:
        return f"{self.sheet} {number}: {why.sentence(self.language)}"


def _cell(one: DoubtfulCell, language: str) -> dict[str, str]:
    return {
        "sheet": one.sheet,
        "cell": one.cell,
        "header": one.header,
        "text": one.text,
        "why": one.why.sentence(language),
    }


_OURS_STAYS = mark(
    "Row {row}, “{title}”: what the table says was not taken in, because it makes no sense beside "
    "what stands here. {problem} Ours stays; correct one of the two and import the table again."
)


@dataclass(frozen=True, slots=True)
class OursStays:
    """A record of which what the table says, though wanted, would have made nonsense."""

    row: int
    title: str
    problem: Problem

    def sentence(self, language: str = "en") -> str:
        """Say of which row and record, and why."""
        problem = self.problem.sentence(language)
        said = translate(_OURS_STAYS, language)
        return said.format(row=self.row, title=self.title, problem=problem)


@dataclass(frozen=True, slots=True)
class PartnerImported:
    """A table that was taken in: the step to undo it by, None when nothing changed."""

    step: int | None
    counts: Mapping[str, int]
    made: Mapping[str, int]
    to_match: int = 0
    changes: Changes = field(default_factory=Changes)
    incident_ids: tuple[str, ...] = ()
    unfit: tuple[OursStays, ...] = ()


@dataclass(frozen=True, slots=True)
class MatchChoice:
    """A record of the register that a name may mean; `reason` is a marked sentence, filled."""

    record_id: str
    title: str
    detail: str
    message: str
    params: tuple[tuple[str, str], ...] = ()
    kilometres: float | None = None

    def reason(self, language: str = "en") -> str:
        """Say why it is offered."""
        return translate(self.message, language).format(**dict(self.params))


@dataclass(frozen=True, slots=True)
class ToMatch:
    """A name of a place or site that waits: who waits for it, and what it may be.

    `kind` is place or site; `decision` is blank while it waits, else same or none.
    """

    kind: str
    spelling: str
    name: str
    within: str
    site_type: str
    waiting: tuple[str, ...]
    choices: tuple[MatchChoice, ...] = ()
    decision: str = ""
    record_id: str | None = None
    lat: float | None = None
    lon: float | None = None
    dataset: str = ""
