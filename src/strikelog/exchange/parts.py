"""The parts of a workbook on their way to the disk: whole or not at all, always the same."""

import os
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from io import BufferedRandom
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipInfo

from ..domain.errors import StrikelogError
from ..domain.messages import mark

_BATCH = 500
_EPOCH = (1980, 1, 1, 0, 0, 0)


class WorkbookNotWritten(StrikelogError):
    """The operating system refused to write the workbook."""

    message = mark("“{name}” could not be written: {reason}. What stood there before is unchanged.")


@contextmanager
def replacing(path: Path) -> Iterator[BufferedRandom]:
    """Give a file that takes the place of `path` once it is complete and on the disk."""
    unfinished = path.with_name(f".{path.name}.{secrets.token_hex(4)}.unfinished")
    try:
        with unfinished.open("x+b") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        unfinished.replace(path)
    except OSError as refusal:
        reason = refusal.strerror or type(refusal).__name__
        raise WorkbookNotWritten(name=path.name, reason=reason) from refusal
    finally:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)


def member(name: str) -> ZipInfo:
    """Describe a part of the package without the time of writing."""
    member = ZipInfo(name, date_time=_EPOCH)
    member.compress_type = ZIP_DEFLATED
    member.external_attr = 0o600 << 16
    return member


def batches(rows: Iterable[str]) -> Iterator[list[str]]:
    """Give rows some hundreds at a time."""
    batch: list[str] = []
    for row in rows:
        batch.append(row)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    yield batch
