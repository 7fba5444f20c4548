"""Reads changed files one after another in this process, which whoever started it watches.

Everything is as in the program but for the child: what runs there runs here, so that an error that
would be swept up with the child is seen. Prints `N` before each file, and a line for what became of
it; `python -m tests.reliability._reading_driver FIRST LAST SEED OWN HOW`.
"""

import contextlib
import importlib
import json
import random
import resource
import sys
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path

from python_calamine import load_workbook

from strikelog.domain.errors import StrikelogError
from strikelog.domain.progress import Progress
from strikelog.exchange import own_files
from strikelog.exchange.confined import Reader
from strikelog.exchange.reading import read_workbook
from strikelog.limited.cell import Answered, Failed, Limits, Source
from strikelog.limited.child import Answer, Unusable

from ._mutations import Seed, mutated, seeds

MEMORY = 1 << 30


class _Whole:
    """The data of a file, all at hand."""

    def __init__(self, source: Source) -> None:
        self.size = source.size
        self._source = source

    def all(self) -> bytes:
        """Give all of them."""
        return self._source.read_at(0, self.size)


class _Here:
    """Does in this process what a cell does in another."""

    def run(
        self,
        function: str,
        given: Mapping[str, object],
        source: Source,
        *,
        limits: Limits,
        progress: Progress,
    ) -> Answered:
        """Run a function; only what it says in good order is Failed."""
        module, _, name = function.partition(":")
        work = getattr(importlib.import_module(module), name)
        try:
            answer: Answer = work(given, _Whole(source))
        except Unusable as problem:
            raise Failed(word=problem.args[0]) from None
        except MemoryError:
            raise Failed(word="memory") from None
        except BaseException as problem:
            # The library's own collapse, at which the child would end and be started anew.
            if type(problem).__name__ != "PanicException":
                raise
            raise Failed(word="ended 1") from None
        return Answered(json.loads(json.dumps(answer.value)), answer.content)

    def close(self) -> None:
        """Nothing is open."""


class _ReaderHere(Reader):
    """A reader that asks no child."""

    def __init__(self) -> None:
        self._reading = self._looking = _Here()


def read(reader: Reader, seed: Seed) -> str:
    """Read a file as the program would, down to its last cell and notice; say what became of it."""
    try:
        if seed.is_ours:
            _read_ours(reader, seed)
        book = reader.open_bytes(seed.content, seed.name)
        cells = sum(len(row) for sheet in book.sheets for row in sheet.rows)
        said = sum(len(notice.sentence("ar")) for notice in book.notices)
    except StrikelogError as refusal:
        refusal.sentence("ar")
        return "refused"
    return "read" if cells + said >= 0 else "?"


def _read_ours(reader: Reader, seed: Seed) -> None:
    @contextlib.contextmanager
    def kept() -> Iterator[Reader]:
        yield reader

    own_files.reader = kept
    own_files.content_of = lambda path, most: seed.content
    with contextlib.suppress(StrikelogError):
        book = read_workbook(Path(seed.name))
        for sheet in book.sheets:
            book.is_untouched(sheet, sheet.numbered())
            book.base.digests(sheet.kind)


def read_bare(_: Reader, seed: Seed) -> str:
    """Read a workbook by the library alone, as the control does."""
    if seed.name.endswith(("csv", "tsv")):
        return "read"  # which is not the library's business
    book = load_workbook(BytesIO(seed.content))
    for name in book.sheet_names:
        book.get_sheet_by_name(name)
    return "read"


def main() -> None:
    """Read the files of some numbers."""
    first, last, seed = map(int, sys.argv[1:4])
    known = seeds(Path(sys.argv[4]).read_bytes())
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, most))
    reader = _ReaderHere()
    how = read_bare if sys.argv[5] == "bare" else read
    for number in range(first, last):
        changed = mutated(random.Random(f"{seed} {number}"), known)
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()
        try:
            became = how(reader, changed)
        except BaseException as problem:  # noqa: BLE001 - a panic of the library is no Exception
            became = f"! {type(problem).__name__} {changed.name}: {problem}"[:200]
        sys.stdout.write(f"{became}\n")


if __name__ == "__main__":
    main()
