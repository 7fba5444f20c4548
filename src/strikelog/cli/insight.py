"""The commands that say what the records say: rules over many incidents, and others' totals."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date, time
from enum import Enum
from pathlib import Path

import click

from ..domain.dates import FuzzyDate
from ..domain.errors import StrikelogError
from ..domain.filter_text import parse_filter
from ..domain.filters import Filter
from ..domain.messages import mark, translate
from ..domain.progress import Progress
from ..domain.records import AggregateClaim, Incident
from ..insight.findings import key_of
from ..insight.pauses import Pause
from ..insight.ranges import adopted_range
from ..insight.rule_words import rule_words, thresholds_of
from ..services.counting import counted
from ..services.duplicates import Rule
from ..services.insights import Insights
from ..services.kept_runs import KeptRun
from ..services.window_doubts import window_doubts
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

_BATCH = 200
"""Incidents read at once."""

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
    if isinstance(value, date | time):  # a moment is a date
        return value.isoformat()
    if is_dataclass(value) and not isinstance(value, type):
        return {one.name: plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        return {name: plain(one) for name, one in value._asdict().items()}
    if isinstance(value, tuple | list | frozenset):
        return [plain(one) for one in value]
    if isinstance(value, Mapping):
        return {str(key): plain(one) for key, one in value.items()}
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


@dataclass(frozen=True)
class Asking:
    """A question to one vault: over which incidents, and whether dismissed findings are told."""

    workspace: Workspace
    where: Filter
    progress: Progress
    dismissed: bool = False

    @property
    def insights(self) -> Insights:
        """Who answers."""
        return self.workspace.insights


Topic = Callable[[Asking], Iterable[object]]


def _repeats(asking: Asking) -> Iterable[object]:
    return asking.insights.repeats(asking.where, asking.progress, dismissed=asking.dismissed)


def _double_taps(asking: Asking) -> Iterable[object]:
    return asking.insights.double_taps(asking.where, asking.progress, dismissed=asking.dismissed)


def _waves(asking: Asking) -> Iterable[object]:
    found = asking.insights.waves(asking.where, asking.progress, dismissed=asking.dismissed)
    return found.found


def _grades(asking: Asking) -> Iterable[object]:
    return asking.insights.grades(asking.where, asking.progress, dismissed=asking.dismissed)


def _windows(asking: Asking) -> Iterable[object]:
    return asking.insights.windows(asking.where, asking.progress, dismissed=asking.dismissed)


def _origins(asking: Asking) -> Iterable[object]:
    return asking.insights.origins(asking.where, asking.progress)


def _contradictions(asking: Asking) -> Iterable[object]:
    return asking.insights.contradictions(asking.where, asking.progress, dismissed=asking.dismissed)


def _duplicates(asking: Asking) -> Iterable[object]:
    rule = Rule()
    found = asking.workspace.duplicates.all(asking.progress, where=asking.where, rule=rule)
    for pair in found:
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


def _coverage(asking: Asking) -> Iterable[object]:
    found = asking.insights.coverage(asking.where, asking.progress)
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
                "claims": list(cell.claim_ids),
            }


def _counts(asking: Asking) -> Iterable[object]:
    """Give one result: attacks, sites and people, each with the records behind it."""
    return [counted(asking.workspace.finding, asking.where, asking.progress)]


def _casualties(asking: Asking) -> Iterable[object]:
    """Give the ranges adopted for each incident of which anyone speaks, with rule and reason."""
    finding = asking.workspace.finding
    keys = finding.keys(Incident, asking.where)
    for start in range(0, len(keys), _BATCH):
        asking.progress.report(start, len(keys))
        for case in finding.case_files_by_keys(keys[start : start + _BATCH]):
            if case.claims or case.figures:
                ranges = {one: adopted_range(case, one) for one in ("killed", "injured")}
                yield {"incident_id": case.incident.id, **ranges}


def _worklists(asking: Asking) -> Iterable[object]:
    return asking.insights.worklists(asking.where, asking.progress, dismissed=asking.dismissed)


TOPICS: dict[str, Topic] = {
    "counts": _counts,
    "repeats": _repeats,
    "double-taps": _double_taps,
    "waves": _waves,
    "windows": _windows,
    "origins": _origins,
    "casualties": _casualties,
    "contradictions": _contradictions,
    "grades": _grades,
    "duplicates": _duplicates,
    "coverage": _coverage,
    "worklists": _worklists,
}
"""What can be asked, by the word that asks it."""


_DECIDABLE = frozenset(TOPICS) - {"counts", "origins", "casualties", "duplicates", "coverage"}
"""Topics whose results can be dismissed; pairs of duplicates are decided in the window."""

_EVERY = Filter()


class NoSuchFinding(StrikelogError):
    """No result of the rule has that key."""

    message = mark("There is no finding “{key}”. Ask for the topic again; keys stand beside them.")


@commands.command()
@vault_argument
@click.argument("topic", type=click.Choice(list(TOPICS)))
@passphrase_option
@json_option
@quiet_option
@filter_option
@click.option("--all", "dismissed", is_flag=True, help="Also what was dismissed.")
@click.option("--accept", "accepted", metavar="KEY", help="Accept a finding: write what it means.")
@click.option("--dismiss", "refused", metavar="KEY", help="Dismiss a finding; say why.")
@click.option("--reopen", "reopened", metavar="KEY", help="Open a decided finding again.")
@click.option("--reason", default="", help="Why, in a few words.")
@plain_sentences
def insight(
    vault: Path,
    topic: str,
    descriptor: int | None,
    as_json: bool,
    quiet: bool,
    asked: str,
    dismissed: bool,
    accepted: str | None,
    refused: str | None,
    reopened: str | None,
    reason: str,
) -> None:
    """Say what the records say; nothing is written unless a finding is accepted or dismissed."""
    verbs = {Insights.accept: accepted, Insights.dismiss: refused, Insights.reopen: reopened}
    with opened(vault, descriptor) as workspace, progress_bar("Insight", quiet=quiet) as progress:
        asking = Asking(workspace, parse_filter(asked, Incident), progress, dismissed)
        for act, key in verbs.items():
            if key:
                act(workspace.insights, _found(asking, topic, key), reason)
        told = _named(workspace, TOPICS[topic](asking), topic)
        rule = rule_words(topic, workspace.insights.thresholds)
    _print(told, as_json=as_json, rule=rule)


def _found(asking: Asking, topic: str, key: str) -> object:
    """Give the finding of that key, or of which it is the beginning, whatever was decided."""
    every = replace(asking, where=_EVERY, dismissed=True)
    if topic in _DECIDABLE:
        for one in TOPICS[topic](every):
            if key_of(one).startswith(key if ":" in key else f"{topic}:{key}"):
                return one
    raise NoSuchFinding(key=key)


@commands.command()
@vault_argument
@click.argument("total", required=False)
@passphrase_option
@json_option
@quiet_option
@click.option("--keep", is_flag=True, help="Keep the answer with the state of the records.")
@click.option("--runs", is_flag=True, help="List the answers that were kept.")
@plain_sentences
def reconcile(
    vault: Path,
    total: str | None,
    descriptor: int | None,
    as_json: bool,
    quiet: bool,
    keep: bool,
    runs: bool,
) -> None:
    """Hold published totals, or one of them, beside our own records."""
    with opened(vault, descriptor) as workspace, progress_bar("Totals", quiet=quiet) as progress:
        chosen = [_total(workspace, total)] if total else []
        insights = workspace.insights
        if runs:
            runs_of = insights.runs(chosen[0].id if chosen else None)
            found: Sequence[object] = [_with_moves(insights, one, progress) for one in runs_of]
        else:
            answers = insights.reconcile(chosen, progress)
            found = [insights.keep(one) for one in answers] if keep else answers
        told = _named(workspace, found)
    _print(told, as_json=as_json, rule=rule_words("totals"))


def _with_moves(insights: Insights, run: KeptRun, progress: Progress) -> Plain:
    """Give an answer that was kept with the incidents that would stand elsewhere today."""
    told, found = plain(run), insights.since(run, progress)
    assert isinstance(told, Mapping), "a kept run is told by its fields"
    return {**told, "moved_since": plain(found[1]) if found is not None else None}


def _total(workspace: Workspace, code: str) -> AggregateClaim:
    found = workspace.finding.by_code(code)
    if not isinstance(found, AggregateClaim):
        raise NotATotal(code=code)
    return found


def _named(
    workspace: Workspace, found: Iterable[object], topic: str = ""
) -> list[dict[str, object]]:
    """Give results as JSON objects, each with the names of the records in it.

    What can be decided has its key, and what was decided; a threshold stands beside what it made.
    """
    decisions = workspace.insights.decisions() if topic in _DECIDABLE else {}
    thresholds = thresholds_of(topic, workspace.insights.thresholds) if topic else {}
    told = []
    for one in found:
        result = plain(one)
        assert isinstance(result, Mapping), "every rule gives values with names"
        if isinstance(one, Pause):
            result = {**result, "cannot_tell_why": _doubts(workspace, one)}
        key = {"key": key_of(one)} if topic in _DECIDABLE else {}
        decided = decisions.get(key.get("key", ""))
        beside = {"decision": plain(decided)} if decided else {}
        used = {"thresholds": thresholds} if thresholds else {}
        told.append({**key, **result, **used, **beside})
    names = workspace.finding.names({one for result in told for one in _ids(result)})
    for result in told:
        result["names"] = {one: names[one] for one in _ids(result) if one in names}
    return told


def _doubts(workspace: Workspace, pause: Pause) -> list[Plain]:
    """Give the attacks that cannot be put on a side of a window, each with the reason."""
    doubts = window_doubts(workspace.finding, pause)
    return [{"incident_id": one, "why": translate(why)} for one, why in doubts.items()]


def _print(told: list[dict[str, object]], *, as_json: bool, rule: str) -> None:
    if as_json:
        print_json(told)
        return
    click.echo(f"{rule}\n")
    for result in told:
        names = result.pop("names")
        result.pop("thresholds", None)  # the rule above says them
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
