"""Exchange workbooks: writing 100,000 wide rows, and merging a workbook that came back edited."""

import multiprocessing
import resource
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from itertools import cycle, islice
from pathlib import Path

from strikelog.domain.records import Incident, new_id
from strikelog.exchange.front import About
from strikelog.exchange.layout import columns_of
from strikelog.exchange.writing import RecordSheet, WorkbookContent, write_workbook
from strikelog.services.samples import sample_records

from .files import cells_of, write_bare
from .measuring import Line, megabytes, ms, resident_bytes, seconds

ABOUT = About("12c0e504-be86-45dd-a7ac-a577bc6a43bc", datetime(2026, 1, 2, tzinfo=UTC), "1.0")
SOME = 500
"""Different incidents; further ones repeat them under other ids."""


def incidents(count: int) -> Iterator[Incident]:
    """Give incidents one by one, as a vault would, so that no list of them is measured."""
    patterns = [one for one in sample_records(SOME) if isinstance(one, Incident)]
    for one in islice(cycle(patterns), count):
        yield replace(one, id=new_id(), tlp="TLP:AMBER")


def content_of(count: int) -> WorkbookContent:
    """Describe a workbook of one wide sheet."""
    return WorkbookContent(ABOUT, [Incident], [RecordSheet(Incident, count, incidents(count))])


def write(path: Path, count: int) -> None:
    """Write the workbook as an export does."""
    write_workbook(path, content_of(count))


def measure_writing(count: int) -> list[Line]:
    """Time our writer and openpyxl's write-only mode on the same cells, hidden ones included."""
    with tempfile.TemporaryDirectory() as folder:
        path, bare = Path(folder) / "ours.xlsx", Path(folder) / "bare.xlsx"
        ours = min(seconds(lambda: write(path, count)) for _ in range(2))
        cells = cells_of(path)
        theirs = min(seconds(lambda: write_bare(bare, cells)) for _ in range(2))
        cells.clear()
        memory = _memory_of(path, count)
    size = f"{count:,} x {len(columns_of(Incident))}"
    ratio = ours / theirs
    limit = 100_000_000
    return [
        Line("writing, against write-only openpyxl", size, ms(ours), ms(theirs), ratio, "<= 0.5x",
             ratio <= 0.5),
        Line("memory of writing over the idle program", size, megabytes(memory), "", None,
             "<= 100 MB", memory <= limit),
    ]  # fmt: skip


def _memory_of(path: Path, count: int) -> int:
    """Give the highest memory of writing in a process of its own, over what it had before."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_write_and_tell, args=(theirs, path, count))
    process.start()
    told = int(ours.recv())
    process.join()
    return told


def _write_and_tell(pipe: object, path: Path, count: int) -> None:
    write(path, 10)
    before = resident_bytes()
    write(path, count)
    highest = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    pipe.send(highest - before)
