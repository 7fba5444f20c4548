"""Asking confined children what is in a file that a stranger made, without trusting any of it.

The bytes are read here; what they mean is found out by a child process (`files`), which is ended
when it takes too much time or memory. Formulas, macros and links are counted, never run.
"""

import hashlib
import threading
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

from ..domain.progress import Cancelled, Progress, Silent
from ..limited.cell import Answered, Cell, Failed, Held, Limits, NeededTooMuch
from .files.answers import Beside, ReadFile, ReadPart, Told
from .packed import PackedRows
from .refusals import (
    NotATable,
    StrayCell,
    WorkbookTooLarge,
    WorkbookUnreadable,
    refusal_of,
)
from .workbooks import ENCODING, Merge, Notice, Sheet, Workbook

META = "_meta"
"""The sheet by which a workbook of ours says what it is."""

MOST_BYTES = 150_000_000
LARGE = 3_000_000
"""Bytes from which on a second child looks into the file while the first one reads it."""

_READING = "strikelog.exchange.files.reading"
_MODULES = (_READING, "strikelog.exchange.files.ours")
_MEGABYTE = 1_000_000
_ABORTED = frozenset({"far_cell", "memory", "ended -6", "ended 3", "ended -11"})
_SHOWN_PLACES = 4


@dataclass(frozen=True, slots=True)
class Question:
    """What to ask a child: a function by its name, and what it is given."""

    function: str
    given: Mapping[str, object] = field(default_factory=dict)


class Reader:
    """Reads files in confined children, which start when first needed and are kept for the next."""

    def __init__(self) -> None:
        self._reading = Cell(_MODULES)
        self._looking = Cell(_MODULES)

    def open(self, path: Path, progress: Progress | None = None) -> Workbook:
        """Read a file of any table format; raises a StrikelogError when it cannot be read."""
        (progress or Silent()).report(0, None, path.name)
        return self.open_bytes(content_of(path), path.name, progress)

    def open_bytes(self, content: bytes, name: str, progress: Progress | None = None) -> Workbook:
        """Read what a file of that name held."""
        cells = Question(f"{_READING}:read", {"suffix": Path(name).suffix.lower()})
        held = Held(content)
        read, looked = self.ask(
            held, name, (cells, Question(f"{_READING}:look")), limits_for(held.size), progress
        )
        try:
            found, beside = ReadFile.read(read.value), Beside.read(looked.value)
        except ValueError as problem:
            raise refusal_of("damaged", name) from problem
        return _workbook(name, content, found, beside, read.content)

    def ask(
        self,
        held: Held,
        name: str,
        questions: tuple[Question, Question],
        limits: Limits,
        progress: Progress | None = None,
    ) -> tuple[Answered, Answered]:
        """Ask two questions about one file, at once when it is large; raises what refuses it."""
        first, second = questions
        tell = progress or Silent()
        try:
            if held.size < LARGE:
                read = self._run(self._reading, first, held, limits, tell)
                return read, self._run(self._reading, second, held, limits, tell)
            with self._beside(second, held, limits) as looked:
                return self._run(self._reading, first, held, limits, tell), looked.result()
        except Failed as failure:
            raise self._refusal(failure, held, name) from failure

    def ask_one(self, held: Held, name: str, question: Question, limits: Limits) -> Answered:
        """Ask one question about a file; raises what refuses it."""
        try:
            return self._run(self._reading, question, held, limits, Silent())
        except Failed as failure:
            raise self._refusal(failure, held, name) from failure

    @contextmanager
    def _beside(
        self, question: Question, held: Held, limits: Limits
    ) -> "Iterator[Future[Answered]]":
        """Ask a second child at the same time; that ends when the first fails."""
        until = _Until()
        with ThreadPoolExecutor(max_workers=1) as beside:
            try:
                yield beside.submit(self._run, self._looking, question, held, limits, until)
            finally:
                until.over.set()

    @staticmethod
    def _run(
        cell: Cell, question: Question, held: Held, limits: Limits, progress: Progress
    ) -> Answered:
        return cell.run(question.function, question.given, held, limits=limits, progress=progress)

    def _refusal(self, failure: Failed, held: Held, name: str) -> Exception:
        word = failure.word
        if word in _ABORTED and held.content.startswith(b"PK"):
            stray = self._stray(held)
            if stray is not None:
                return StrayCell(name=name, sheet=stray[0], cell=stray[1])
        if word.startswith("ended") and not isinstance(failure, NeededTooMuch):
            word = "memory" if word in _ABORTED else "damaged"
        return refusal_of(word, name)

    def _stray(self, held: Held) -> tuple[str, str] | None:
        """Find the cell that made a table too large; None when there is none."""
        try:
            answered = self._looking.run(
                f"{_READING}:stray", {}, held, limits=limits_for(held.size)
            )
        except Failed:
            return None
        found = answered.value
        return (str(found[0]), str(found[1])) if isinstance(found, list) and found else None

    def is_ours(self, path: Path) -> bool:
        """Tell whether a file is a workbook of ours by the names of its sheets alone."""
        try:
            content = content_of(path)
            names = self._looking.run(
                f"{_READING}:names", {}, Held(content), limits=limits_for(len(content))
            ).value
        except (Failed, WorkbookUnreadable, WorkbookTooLarge, NotATable):
            return False
        return isinstance(names, list) and META in names

    def close(self) -> None:
        """End the children; they start again when needed."""
        self._reading.close()
        self._looking.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


class _Until:
    """A progress that stops work when what it is for has ended."""

    def __init__(self) -> None:
        self.over = threading.Event()

    def report(self, done: int, total: int | None = None, text: str = "") -> None:  # noqa: ARG002
        """Stop when it is over."""
        if self.over.is_set():
            raise Cancelled


def limits_for(size: int) -> Limits:
    """Give what reading a file of so many bytes may take; ten times what honest files take."""
    megabytes = size / _MEGABYTE
    return Limits(
        memory=1 << 30,
        processor_seconds=int(min(60, 5 + 4 * megabytes)),
        seconds=min(120.0, 20 + 8 * megabytes),
        most_answered=700 << 20,
    )


def content_of(path: Path, most: int = MOST_BYTES) -> bytes:
    """Give the bytes of a file; raises WorkbookUnreadable, NotATable or WorkbookTooLarge."""
    try:
        if not path.is_file():
            raise _no_file(path)
        if path.stat().st_size > most:
            raise WorkbookTooLarge(name=path.name)
        return path.read_bytes()
    except OSError as refusal:
        raise WorkbookUnreadable(name=path.name, reason=refusal.strerror or "?") from refusal


def _no_file(path: Path) -> Exception:
    if path.exists():
        return NotATable(name=path.name)
    return FileNotFoundError(2, "No such file or directory")


# -- what the child said -----------------------------------------------------------------------


def _workbook(
    name: str, content: bytes, found: ReadFile, beside: Beside, packed: bytes
) -> Workbook:
    stem = Path(name).stem
    return Workbook(
        name=name,
        sha256=hashlib.sha256(content).hexdigest(),
        format=found.kind,
        sheets=tuple(_sheets(found.sheets, beside, packed, stem)),
        notices=tuple(_notices((*found.told, *beside.told))),
    )


def _sheets(parts: Iterable[ReadPart], beside: Beside, packed: bytes, stem: str) -> Iterator[Sheet]:
    at = 0
    for part in parts:
        pieces = []
        for rows, size in part.pieces:
            pieces.append((rows, packed[at : at + size]))
            at += size
        links = {(row, column): url for row, column, url in beside.links.get(part.name, ())}
        zeros: dict[int, list[tuple[int, int]]] = {}
        for row, column, digits in beside.zeros.get(part.name, ()):
            zeros.setdefault(row, []).append((column, digits))
        merged = tuple(Merge(*area) for area in part.merged)
        yield Sheet(part.name or stem, part.visible, PackedRows(pieces, zeros=zeros), merged, links)


def _notices(told: Iterable[Told]) -> Iterator[Notice]:
    """Put together what was said of each sheet."""
    counts: Counter[str] = Counter()
    places: dict[str, list[str]] = {}
    for what, count, where in told:
        counts[what] += count
        if where:
            places.setdefault(what, []).append(where)
    for what, count in counts.items():
        yield Notice(what, count, _shown(what, places.get(what, [])))


def _shown(what: str, places: list[str]) -> str:
    if what == ENCODING:
        return places[0] if places else "?"
    more = "…" if len(places) > _SHOWN_PLACES else ""
    return ", ".join(places[:_SHOWN_PLACES]) + more
