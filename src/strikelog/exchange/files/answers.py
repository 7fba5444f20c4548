"""What the confined child says of a file, as values that go through JSON and back.

The parent believes none of it: whatever is not of the form expected is a ValueError there.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Self

Told = tuple[str, int, str]
"""Word of a notice, how often, where."""

Link = tuple[int, int, str]
Zero = tuple[int, int, int]
Area = tuple[int, int, int, int]

MOST_MERGED = 200_000


@dataclass(frozen=True)
class Beside:
    """What a workbook holds beside the values of its cells, by sheet where it belongs to one.

    Notices, web links, and the numbers that are shown with leading zeros.
    """

    told: tuple[Told, ...] = ()
    links: Mapping[str, Sequence[Link]] = field(default_factory=dict)
    zeros: Mapping[str, Sequence[Zero]] = field(default_factory=dict)

    def plain(self) -> dict[str, object]:
        """Give it as JSON holds it."""
        return {"told": self.told, "links": dict(self.links), "zeros": dict(self.zeros)}

    @classmethod
    def read(cls, plain: object) -> Self:
        """Read it from JSON; raises ValueError."""
        said = _mapping(plain)
        links = {
            str(name): tuple((_count(row), _count(at), str(url)) for row, at, url in _rows(some))
            for name, some in _mapping(said.get("links")).items()
        }
        zeros = {
            str(name): tuple((_count(row), _count(at), _count(n)) for row, at, n in _rows(some))
            for name, some in _mapping(said.get("zeros")).items()
        }
        return cls(_told(said.get("told")), links, zeros)


@dataclass(frozen=True)
class ReadPart:
    """A sheet: rows and bytes of each of its pieces, and its merged cells."""

    name: str
    visible: bool
    pieces: tuple[tuple[int, int], ...]
    merged: tuple[Area, ...] = ()

    def plain(self) -> list[object]:
        """Give it as JSON holds it."""
        return [self.name, self.visible, self.pieces, self.merged]

    @classmethod
    def read(cls, plain: object) -> Self:
        """Read it from JSON; raises ValueError."""
        name, visible, pieces, merged = _exactly(plain, 4)
        return cls(
            str(name),
            bool(visible),
            tuple((_count(rows), _count(size)) for rows, size in _rows(pieces)),
            tuple((_count(a), _count(b), _count(c), _count(d)) for a, b, c, d in _rows(merged)),
        )


@dataclass(frozen=True)
class ReadFile:
    """A file: its format, its sheets, and what was noticed."""

    kind: str
    sheets: tuple[ReadPart, ...]
    told: tuple[Told, ...]

    def plain(self) -> dict[str, object]:
        """Give it as JSON holds it."""
        return {
            "kind": self.kind,
            "sheets": [sheet.plain() for sheet in self.sheets],
            "told": self.told,
        }

    @classmethod
    def read(cls, plain: object) -> Self:
        """Read it from JSON; raises ValueError."""
        said = _mapping(plain)
        return cls(
            str(said.get("kind", "")),
            tuple(ReadPart.read(one) for one in _list(said.get("sheets"))),
            _told(said.get("told")),
        )


def told_of(found: Mapping[tuple[str, str], int]) -> tuple[Told, ...]:
    """Give what was counted, without what was not there."""
    return tuple((what, count, where) for (what, where), count in found.items() if count)


def areas_of(
    ranges: Iterable[tuple[tuple[int, int], tuple[int, int]]] | None,
) -> tuple[Area, ...]:
    """Give merged cells as first row, first column, last row and last column."""
    pairs = list(ranges or ())[:MOST_MERGED]
    return tuple((*first, *last) for first, last in pairs)


# -- what is read must be of its form ------------------------------------------------------------


def _told(plain: object) -> tuple[Told, ...]:
    return tuple((str(what), _count(count), str(where)) for what, count, where in _rows(plain))


def _mapping(plain: object) -> Mapping[object, object]:
    if not isinstance(plain, dict):
        raise ValueError
    return plain


def _list(plain: object) -> list[object]:
    if not isinstance(plain, list):
        raise ValueError
    return plain


def _rows(plain: object) -> Iterable[list[object]]:
    return map(_list, _list(plain))


def _exactly(plain: object, length: int) -> list[object]:
    found = _list(plain)
    if len(found) != length:
        raise ValueError
    return found


def _count(plain: object) -> int:
    if not isinstance(plain, int) or plain < 0:
        raise ValueError
    return plain
