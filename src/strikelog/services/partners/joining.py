"""Tables of a partner that only together say when, where and what, put together by numbers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ...domain.errors import StrikelogError
from ...domain.messages import mark
from ...domain.progress import Progress

if TYPE_CHECKING:
    from ...exchange.foreign.tables import Table
    from .importing import PartnerImporting


class NothingInCommon(StrikelogError):
    """No column of one table names the rows of the other."""

    message = mark(
        "“{name}” and “{sheet}” cannot be put together: no column of one names the rows of the"
        " other. Choose a table in which the numbers of the events stand, each once."
    )


def join_file(
    service: PartnerImporting, table: Table, path: Path, progress: Progress | None = None
) -> Table:
    """Add the columns of another file's table to one; raises NothingInCommon.

    Of several tables in that file the one that has most of the rows is taken.
    """
    from ...exchange.foreign.joining import joined, joint_of

    opened = service.open(path, progress)
    found = [(joint, one) for one in opened.tables if (joint := joint_of(table, one)) is not None]
    if not found:
        raise NothingInCommon(name=path.name, sheet=table.sheet)
    joint, other = max(found, key=lambda each: each[0].found)
    return joined(table, other, joint)
