"""The commands that say what the records say: rules over many incidents, and others' totals."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, time
from enum import Enum
from pathlib import Path

import click

from ..domain.dates import FuzzyDate
from ..domain.errors import StrikelogError
from ..domain.filter_text import parse_filter
from ..domain.filters import Filter
from ..domain.messages import mark
from ..domain.progress import Progress
from ..domain.records import AggregateClaim, Incident
from ..services.duplicates import Rule
from ..services.insights import Insights
from ..services.workspace import Workspace
from .commands import (
    commands,
    filter_option,
    json_option,
    opened,
    passphrase_option,
    plain_sentences,
    progress_bar,
    quiet_option,
    vault_argument,
)
from .showing import print_json

Plain = Mapping[str, object]
Names = Mapping[str, str]
Topic = Callable[[Workspace, Filter, Progress], Iterable[object]]

_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class NotATotal(StrikelogError):
    """The code is that of another record."""

    message = mark("“{code}” is not a published total.")


def plain(value: object) -> object:
    """Give a result of a rule as JSON holds it: dates as EDTF, names of parts as words."""
    if isinstance(value, FuzzyDate):
        return value.edtf
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date | time):
        return value.isoformat()
    if is_dataclass(value) and not isinstance(value, type):
        return {one.name: plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, tuple | list | frozenset):
        return [plain(one) for one in value]
    return value


def _ids(value: object) -> Iterator[str]:
    if isinstance(value, str) and _ID.fullmatch(value):
        yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from _ids(one)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for one in value:
            yield from _ids(one)


def _repeats(workspace: Workspace, where: Filter, progress: Progress) -> Iterable[object]:
    return Insights(workspace.finding).repeats(where, progress)


def _double_taps(workspace: Workspace, where: Filter, progress: Progress) -> Iterable[object]:
    return Insights(workspace.finding).double_taps(where, progress)


def _waves(workspace: Workspace, where: Filter, progress: Progress) -> Iterable[object]:
    return Insights(workspace.finding).waves(where, progress).found


def _windows(workspace: Workspace, where: Filter, progress: Progress) -> Iterable[object]:
    return Insights(workspace.finding).windows(where, progress)


def _origins(workspace: Workspace, where: Filter, progress: Progress) -> Iterable[object]:
    return Insights(workspace.finding).origins(where, progress)


def _contradictions(workspace: Workspace, where: Filter, progress: Progress) -> Iterable[object]:
    return Insights(workspace.finding).contradictions(where, progress)


def _duplicates(workspace: Workspace, where: Filter, progress: Progress) -> Iterable[object]:
    rule = Rule()
    for pair in workspace.duplicates.all(progress, where=where, rule=rule):
        reasons = [
            {"key": one.key, "weight": round(one.weight, 2), "text": one.sentence()}
            for one in pair.reasons
        ]
        yield {
            "incident_ids": [pair.one, pair.other],
            "score": round(pair.score, 3),
            "reasons": reasons,
            "rule": str(rule),
        }


def _coverage(workspace: Workspace, where: Filter, progress: Progress) -> Iterable[object]:
    found = Insights(workspace.finding).coverage(where, progress)
    for month in found.months:
        for area in found.area_ids:
            cell = found.cell(month, area)
            held = {"certain": cell.certain_ids, "possible": cell.possible_ids}
            yield {
                "month": f"{month[0]:04d}-{month[1]:02d}",
                "area_id": area,
                "state": cell.state,
                **{name: list(ids) for name, ids in held.items()},
                "totals": list(cell.total_ids),
            }


def _worklists(workspace: Workspace, where: Filter, progress: Progress) -> Iterable[object]:
    return Insights(workspace.finding).worklists(where, progress)


TOPICS: dict[str, Topic] = {
    "repeats": _repeats,
    "double-taps": _double_taps,
    "waves": _waves,
    "windows": _windows,
    "origins": _origins,
    "contradictions": _contradictions,
    "duplicates": _duplicates,
    "coverage": _coverage,
    "worklists": _worklists,
}
"""What can be asked, by the word that asks it."""


@commands.command()
@vault_argument
@click.argument("topic", type=click.Choice(list(TOPICS)))
@passphrase_option
@json_option
@quiet_option
@filter_option
@plain_sentences
def insight(
    vault: Path, topic: str, descriptor: int | None, as_json: bool, quiet: bool, asked: str
) -> None:
    """Say what the records say; nothing is written."""
    with opened(vault, descriptor) as workspace, progress_bar("Insight", quiet=quiet) as progress:
        found = TOPICS[topic](workspace, parse_filter(asked, Incident), progress)
        told = _named(workspace, found)
    _print(told, as_json=as_json)


@commands.command()
@vault_argument
@click.argument("total", required=False)
@passphrase_option
@json_option
@quiet_option
@plain_sentences
def reconcile(
    vault: Path, total: str | None, descriptor: int | None, as_json: bool, quiet: bool
) -> None:
    """Hold published totals, or one of them, beside our own records."""
    with opened(vault, descriptor) as workspace, progress_bar("Totals", quiet=quiet) as progress:
        chosen = [_total(workspace, total)] if total else []
        told = _named(workspace, Insights(workspace.finding).reconcile(chosen, progress))
    _print(told, as_json=as_json)


def _total(workspace: Workspace, code: str) -> AggregateClaim:
    found = workspace.finding.by_code(code)
    if not isinstance(found, AggregateClaim):
        raise NotATotal(code=code)
    return found


def _named(workspace: Workspace, found: Iterable[object]) -> list[dict[str, object]]:
    """Give results as JSON objects, each with the names of the records in it."""
    told = [dict(one) for one in map(plain, found) if isinstance(one, Mapping)]
    names = workspace.finding.names({one for result in told for one in _ids(result)})
    for result in told:
        result["names"] = {one: names[one] for one in _ids(result) if one in names}
    return told


def _print(told: list[dict[str, object]], *, as_json: bool) -> None:
    if as_json:
        print_json(told)
        return
    for result in told:
        names = result.pop("names")
        for line in _lines(result, names if isinstance(names, Mapping) else {}):
            click.echo(line)
        click.echo()


def _lines(value: Plain, names: Names, depth: int = 0) -> Iterator[str]:
    """Give a result as indented lines with names in place of ids; blanks are left out."""
    for key, held in value.items():
        if held in (None, "", [], {}):
            continue
        label = "  " * depth + key.removesuffix("_ids").removesuffix("_id").replace("_", " ")
        if isinstance(held, Mapping):
            yield f"{label}:"
            yield from _lines(held, names, depth + 1)
        elif isinstance(held, list) and any(isinstance(one, Mapping) for one in held):
            yield f"{label}:"
            for one in held:
                yield from _lines(one, names, depth + 1)
        else:
            yield f"{label}: {_words(held, names)}"


def _words(held: object, names: Names) -> str:
    if isinstance(held, list):
        return "; ".join(_words(one, names) for one in held)
    return names.get(str(held), str(held))
