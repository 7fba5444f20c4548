"""Boundaries the office brought itself: read from a file, kept in the vault, drawn on its maps."""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import accumulate, chain, pairwise
from pathlib import Path

from ..domain.progress import Progress
from ..domain.records.record import new_id
from ..drawing.basemap import Outline, outline_through
from ..storage.database import Database, DatabaseReadOnly

_FACT = "outlines."


@dataclass(frozen=True, slots=True)
class Boundaries:
    """One file of boundaries: the name it had, and its lines as parts of a degree."""

    id: str
    name: str
    parts: int
    lines: tuple[tuple[tuple[int, int], ...], ...]

    def outlines(self) -> tuple[Outline, ...]:
        """Give the lines as they are drawn."""
        return tuple(
            outline_through((x / self.parts, y / self.parts) for x, y in line)
            for line in self.lines
        )


class Outlines:
    """The boundaries of one vault; they are no records and leave it in no workbook."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @property
    def can_write(self) -> bool:
        """Tell whether boundaries can be kept and removed just now."""
        return not self._database.read_only

    def all(self) -> tuple[Boundaries, ...]:
        """Give everything that was brought, in the order of its names."""
        kept = self._database.facts(_FACT)
        found = (_read(key.removeprefix(_FACT), text) for key, text in kept.items())
        return tuple(sorted(found, key=lambda one: (one.name, one.id)))

    def drawn(self) -> tuple[Outline, ...]:
        """Give all lines as they are drawn."""
        return tuple(line for one in self.all() for line in one.outlines())

    def bring(self, path: Path) -> Boundaries:
        """Read a file and keep its boundaries."""
        return self.keep(self.read(path))

    def read(self, path: Path, progress: Progress | None = None) -> Boundaries:
        """Read a file, and keep nothing yet; raises NoBoundaries, TooManyBoundaries and others.

        Where nothing can be kept, that is said first.
        """
        from ..exchange.outlines import PARTS, read_outlines

        if not self.can_write:
            raise DatabaseReadOnly
        return Boundaries(new_id(), path.stem, PARTS, read_outlines(path, progress))

    def keep(self, brought: Boundaries) -> Boundaries:
        """Keep boundaries; those of the same name give way once these are safe."""
        before = [one for one in self.all() if one.name == brought.name]
        self._database.remember(_FACT + brought.id, _written(brought))
        for one in before:
            self.remove(one.id)
        return brought

    def remove(self, outlines_id: str) -> None:
        """Forget boundaries."""
        self._database.remember(_FACT + outlines_id, None)


def _written(one: Boundaries) -> str:
    """Write lines as their first place and the steps from there, which are small numbers."""
    lines = [
        [*line[0], *chain.from_iterable((b[0] - a[0], b[1] - a[1]) for a, b in pairwise(line))]
        for line in one.lines
    ]
    return json.dumps({"name": one.name, "parts": one.parts, "lines": lines}, separators=(",", ":"))


def _read(outlines_id: str, text: str) -> Boundaries:
    held = json.loads(text)
    lines = (
        tuple(zip(accumulate(steps[0::2]), accumulate(steps[1::2]), strict=True))
        for steps in held["lines"]
    )
    return Boundaries(outlines_id, held["name"], held["parts"], tuple(lines))
