"""The raw cells of a workbook of ours, read in a confined child like everybody else's."""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..domain.errors import StrikelogError
from ..domain.progress import Progress, Silent
from ..domain.records import Record
from ..limited.cell import Answered, Failed, Held, Limits
from .confined import Question, content_of
from .files.answers import ReadPart
from .kept import reader
from .layout import META, PROFILES, columns_of
from .packed import PackedRows
from .refusals import CutShort, refusal_of

Raw = Sequence[object]

MOST_BYTES = 500_000_000
_MODULE = "strikelog.exchange.files.ours"
_MEGABYTE = 1_000_000


class NoMeta(Exception):
    """The workbook lacks the sheet that says it is ours."""


@dataclass(frozen=True)
class OwnSheet:
    """The rows of one record class; empty cells are empty text."""

    name: str
    rows: Sequence[Raw]


@dataclass(frozen=True)
class OwnFile:
    """What a workbook of ours holds; `base` reads the hidden rows it was exported with."""

    sha256: str
    meta: tuple[tuple[str, ...], ...]
    saved_at: str
    sheets: Mapping[str, OwnSheet]
    formulas: Mapping[str, frozenset[str]]
    base: Callable[[str], list[list[Raw]]]


def read_own(
    path: Path, records: Iterable[type[Record]], progress: Progress | None = None
) -> OwnFile:
    """Read the sheets of some record classes, by the name of the class.

    Raises NoMeta, or a StrikelogError that says why the file cannot be read.
    """
    (progress or Silent()).report(0, None, path.name)
    held = Held(content_of(path, MOST_BYTES))
    questions = (Question(f"{_MODULE}:read", _asked(records)), Question(f"{_MODULE}:formulas"))
    try:
        with reader() as kept:
            read, formulas = kept.ask(held, path.name, questions, limits_for(held.size), progress)
        return _own(path.name, held, read, formulas)
    except StrikelogError as refusal:
        cause = refusal.__cause__
        if isinstance(cause, Failed) and cause.word == "not_ours":
            raise NoMeta from refusal
        raise
    except (ValueError, TypeError, AttributeError) as problem:
        raise CutShort(name=path.name) from problem


def limits_for(size: int) -> Limits:
    """Give what reading a workbook of ours may take; it may be larger than those of others."""
    megabytes = size / _MEGABYTE
    return Limits(
        memory=int((1 << 30) + min(3 << 30, 40 * max(0, size - 20_000_000))),
        processor_seconds=int(20 + 4 * megabytes),
        seconds=60 + 10 * megabytes,
        most_answered=int(min(4 << 30, (256 << 20) + 12 * size)),
    )


def _asked(records: Iterable[type[Record]]) -> Mapping[str, object]:
    return {
        "meta": META,
        "records": [
            [kind.__name__, kind.about.sheet, [column.key for column in columns_of(kind)]]
            for kind in records
        ],
        "registers": {name: list(profile.registers) for name, profile in PROFILES.items()},
    }


def _own(name: str, held: Held, read: Answered, formulas: Answered) -> OwnFile:
    said, cells = _mapping(read.value), _mapping(formulas.value)
    found = [(str(kind), ReadPart.read(part)) for kind, part in said["sheets"]]
    rows = _unpacked([part for _, part in found], read.content)
    return OwnFile(
        sha256=hashlib.sha256(held.content).hexdigest(),
        meta=tuple(tuple(map(str, row)) for row in said["meta"]),
        saved_at=str(said["saved"]),
        sheets={
            kind: OwnSheet(part.name, some) for (kind, part), some in zip(found, rows, strict=True)
        },
        formulas={str(sheet): frozenset(map(str, some)) for sheet, some in cells.items()},
        base=lambda pattern: _some_rows(held, name, pattern),
    )


def _some_rows(held: Held, name: str, pattern: str) -> list[list[Raw]]:
    """Read the sheets of a pattern, from the same bytes."""
    question = Question(f"{_MODULE}:read_some", {"names": pattern})
    with reader() as kept:
        read = kept.ask_one(held, name, question, limits_for(held.size))
    try:
        parts = [ReadPart.read(one) for one in _list(read.value)]
    except ValueError as problem:
        raise refusal_of("damaged", name) from problem
    return [list(rows) for rows in _unpacked(parts, read.content)]


def _unpacked(parts: Iterable[ReadPart], content: bytes) -> list[PackedRows]:
    found, at = [], 0
    for part in parts:
        pieces = []
        for rows, size in part.pieces:
            pieces.append((rows, content[at : at + size]))
            at += size
        found.append(PackedRows(pieces, empty=""))
    return found


def _mapping(plain: object) -> dict[str, list[list[object]]]:
    if not isinstance(plain, dict):
        raise ValueError
    return plain


def _list(plain: object) -> list[object]:
    if not isinstance(plain, list):
        raise ValueError
    return plain
