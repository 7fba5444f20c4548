"""What a workbook would change, compared and not yet decided."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from ..storage.versions import KnownVersion
from .planning import UNSIGNED, PlannedRow, ProposedChange, Sides, proposals, short_name

if TYPE_CHECKING:
    from ..exchange.rows import RefusedCell


@dataclass(frozen=True)
class Preview:
    """What a workbook would change; nothing is saved by looking.

    `received` is what there is to remember of each record once its row is decided; `fates` tells
    what becomes of each row that somebody touched, by sheet and number, and `titles` what the
    workbook calls the record of a row of which a cell was refused. `owners` names what the records
    hang on, by their own ids.

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
    sides: Sides = UNSIGNED
    path: Path | None = None
    received: Mapping[str, Sequence[KnownVersion]] = field(default_factory=dict)
    fates: Mapping[tuple[str, int], str] = field(default_factory=dict)
    titles: Mapping[tuple[str, int], str] = field(default_factory=dict)
    owners: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def rows(self) -> list[ProposedChange]:
        """Every cell that would change, with its old and its new value in words."""
        said = (self.language, self.sides)
        return [one for row in self.planned for one in proposals(row, self._name, *said)]

    def _name(self, record_id: str) -> str:
        return self.names.get(record_id) or short_name(record_id)

    @property
    def is_empty(self) -> bool:
        """Tell whether there is nothing to take in or to decide."""
        return not self.planned
