"""How the command line prints values, records and progress."""

import json
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TypeVar

import click
from rich.console import Console
from rich.progress import BarColumn, TaskID, TextColumn
from rich.progress import Progress as Bar

from ..domain.casefiles import CaseFile
from ..domain.display import title_of, words
from ..domain.fields import fields_of
from ..domain.records import Record
from ..domain.values import Plain, record_to_plain
from ..services.release_gate import NotReleased

R = TypeVar("R")


def print_json(value: object) -> None:
    """Print one JSON document."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def record_lines(record: Record, names: Mapping[str, str]) -> str:
    """Give a record as labelled lines, blanks left out."""
    lines = [f"{record.about.label}: {title_of(record)}"]
    for field in fields_of(type(record)):
        shown = words(field, getattr(record, field.key), names=lambda one: names.get(one, one[:8]))
        if shown:
            lines.append(f"  {field.label}: {shown}")
    return "\n".join(lines)


def case_to_plain(case: CaseFile) -> dict[str, object]:
    """Give an incident with everything that hangs on it as one JSON object.

    The incident's own fields stand at the top, owned records under the names of their sheets, and
    the records these refer to under `known`.
    """
    plain: dict[str, object] = dict(record_to_plain(case.incident))
    for name in ("sites_hit", "strikes", "claims", "figures", "attributions", "assessments"):
        plain[name] = [record_to_plain(one) for one in getattr(case, name)]
    plain["links"] = [record_to_plain(one) for one in case.links]
    plain["evidence"] = [record_to_plain(one) for one in case.evidence]
    plain["known"] = {key: record_to_plain(one) for key, one in case.known.items()}
    return plain


def record_line(record: Record) -> dict[str, Plain]:
    """Give a record for a JSON array: every field that holds something."""
    return record_to_plain(record)


class TerminalProgress:
    """Shows progress on standard error when that is a terminal; cancelled by Ctrl+C."""

    def __init__(self, title: str, *, quiet: bool = False) -> None:
        self._bar: Bar | None = None
        self._task: TaskID | None = None
        if sys.stderr.isatty() and not quiet:
            columns = (TextColumn("{task.description}"), BarColumn())
            self._bar = Bar(*columns, console=Console(stderr=True), transient=True)
            self._bar.start()
            self._task = self._bar.add_task(title, total=None)

    def report(self, done: int, total: int | None = None, text: str = "") -> None:
        """Move the bar."""
        if self._bar is None or self._task is None:
            return
        self._bar.update(self._task, completed=done, total=total)
        if text:
            self._bar.update(self._task, description=text)

    def close(self) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.stop()


@contextmanager
def hits_told() -> Iterator[None]:
    """Say on standard error where a finished file would have told what must not leave."""
    try:
        yield
    except NotReleased as blocked:
        for hit in blocked.hits:
            click.echo(hit.sentence(), err=True)
        raise
