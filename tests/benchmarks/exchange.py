"""Exchange workbooks: writing 100,000 wide rows, and merging a workbook that came back edited."""

import multiprocessing
import os
import re
import shutil
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from itertools import cycle, islice
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from strikelog.domain.records import Incident, new_id
from strikelog.exchange.front import About
from strikelog.exchange.layout import columns_of
from strikelog.exchange.writing import RecordSheet, WorkbookContent, write_workbook
from strikelog.services.samples import sample_records
from strikelog.services.workspace import Workspace
from strikelog.storage.vault import Vault

from .files import cells_of, write_bare
from .measuring import Line, highest_bytes, megabytes, ms, resident_bytes, seconds
from .vaults import PASSPHRASE, vault_of

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


EDITS = 1_000
_TITLE_COLUMN = re.compile(rb'<c r="([A-Z]+)1"[^>]*><is><t>title</t>')


def edit(path: Path, edited: Path, count: int) -> int:
    """Write something before the titles of so many incidents, as a partner would; tell how many."""
    done = 0
    with ZipFile(path) as source, ZipFile(edited, "w", ZIP_DEFLATED) as target:
        for member in source.namelist():
            content = source.read(member)
            if b"<t>public_summary</t>" in content[:20_000]:
                (column,) = _TITLE_COLUMN.findall(content[:20_000])
                head, row, rows = content.partition(b'<row r="4"')
                cell = re.compile(rb'(<c r="%s[0-9]+" [^>]*><is><t[^>]*>)' % column)
                rows, done = cell.subn(rb"\g<1>Edited. ", rows, count=count)
                content = head + row + rows
            target.writestr(member, content)
    return done


def measure_merge(count: int) -> list[Line]:
    """Time taking in a workbook of about so many rows that came back with a thousand edits.

    The vault is a copy, because edits are taken in for good.
    """
    with tempfile.TemporaryDirectory() as folder:
        vault = Path(folder) / "copy.strikelog"
        shutil.copytree(vault_of(count // ROWS_AN_INCIDENT), vault)
        workspace = Workspace.over(Vault.open(vault, PASSPHRASE))
        try:
            return _merged(workspace, Path(folder))
        finally:
            workspace.close()


ROWS_AN_INCIDENT = 14


def _merged(workspace: Workspace, folder: Path) -> list[Line]:
    path, edited = folder / "sent.xlsx", folder / "back.xlsx"
    sent = workspace.exporting.export(path)
    rows = sum(count for sheet, count in sent.counts.items() if sheet != "Flat")
    done = edit(path, edited, EDITS)
    began, worked = time.perf_counter(), _worked()
    preview = workspace.importing.preview(edited)
    compared, compared_cpu = time.perf_counter() - began, _worked() - worked
    workspace.importing.apply(preview)
    took, took_cpu = time.perf_counter() - began, _worked() - worked
    again = seconds(lambda: workspace.importing.preview(edited))
    assert preview.counts["updated"] == done == EDITS, (dict(preview.counts), done)
    size = f"{rows:,} rows, {done:,} edits"
    return [
        Line("merge: compare", size, f"{compared:.1f} s", f"{compared_cpu:.1f} s of work"),
        Line("merge: compare, back up, take in", size, f"{took:.1f} s",
             f"{took_cpu:.1f} s of work", None, "<= 30 s", took <= 30),
        Line("the same file again", size, f"{again:.1f} s"),
    ]  # fmt: skip


def _worked() -> float:
    """Give the processor time of this process and its children, which a busy machine leaves be."""
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


def measure(incidents: int) -> list[Line]:
    """Measure writing as many rows, and the merge of a workbook of a hundred thousand at most."""
    return measure_writing(incidents) + measure_merge(min(incidents * ROWS_AN_INCIDENT, MERGED))


MERGED = 100_800


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
    pipe.send(highest_bytes() - before)
