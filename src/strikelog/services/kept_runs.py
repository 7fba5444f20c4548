"""Reconciliations that were kept: what was answered about a published total, and from which state.

A kept run is written once. It names every incident that counted or might have, with its revision,
and the head of the history, so that the records as they were then can be found again.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..domain.display import title_of
from ..domain.errors import StrikelogError
from ..domain.fields import fields_of
from ..domain.messages import mark
from ..domain.records import AggregateClaim, Incident
from ..domain.values import from_plain, record_to_plain
from ..insight.reconciliation import Judged, Reconciliation
from ..storage.database import Database
from ..storage.findings import KeptRun, keep_run, kept_runs
from ..storage.history import History
from ..storage.loading import Loader
from .recording import Recording, now

COUNTED_IN, POSSIBLE_IN, EXCLUDED_IN = "counted", "possible", "excluded"
"""The lists of an answer."""


@dataclass(frozen=True, slots=True)
class Moved:
    """An incident that stands in another list than when an answer was kept; blank is in none."""

    incident_id: str
    before: str
    after: str


def total_then(run: KeptRun) -> AggregateClaim:
    """Give the total as it was when the answer was kept; fields that are gone since are left."""
    plain, known = run.result["total"], {one.key: one for one in fields_of(AggregateClaim)}
    held = {key: from_plain(known[key], value) for key, value in plain.items() if key in known}
    return AggregateClaim(**held)


def moved_since(run: KeptRun, now: Reconciliation) -> tuple[Moved, ...]:
    """Give the incidents that are in another list of today's answer than of one that was kept.

    What came to the records since and would be left out anyway is no news.
    """
    then = _lists_then(run)
    today = {
        one.incident_id: name
        for name, judged in (
            (EXCLUDED_IN, now.excluded),
            (POSSIBLE_IN, now.possible),
            (COUNTED_IN, now.counted),
        )
        for one in judged
    }
    every = dict.fromkeys((*then, *today))
    moves = (Moved(one, then.get(one, ""), today.get(one, "")) for one in every)
    return tuple(
        one
        for one in moves
        if one.before != one.after and {one.before, one.after} != {"", EXCLUDED_IN}
    )


def _lists_then(run: KeptRun) -> dict[str, str]:
    """Give the list of each incident of an answer that was kept."""
    held = run.result
    left_out = {one: EXCLUDED_IN for ids in held[EXCLUDED_IN].values() for one in ids}
    inside = {one["incident_id"]: name for name in (POSSIBLE_IN, COUNTED_IN) for one in held[name]}
    return {**left_out, **inside}


class NoSuchRun(StrikelogError):
    """No run of that number was kept."""

    message = mark("No reconciliation number {number} was kept in this vault.")


class TotalGone(StrikelogError):
    """The published total was deleted since it was held beside the records."""

    message = mark("This published total was deleted in the meantime, so nothing was kept.")


class KeptRuns:
    """Keeps reconciliations of one vault, and gives them back."""

    def __init__(self, database: Database, recording: Recording) -> None:
        self._database = database
        self._recording = recording

    def keep(self, found: Reconciliation) -> KeptRun:
        """Write a reconciliation down with the state of the records; raises TotalGone."""
        with self._database.writing() as connection:
            schema = self._database.schema
            loader = Loader(connection, schema)
            total = loader.one(AggregateClaim, found.total_id)
            if total is None or total.deleted:
                raise TotalGone
            head, digest = History(connection, schema, self._database.audit_key).head()
            run = KeptRun(
                number=0,
                total_id=total.id,
                at=now(),
                actor=self._recording.author.code,
                head=head,
                head_hash=digest,
                result=_told(found, total, loader),
            )
            number = keep_run(connection, schema, run)
            (kept,) = (one for one in kept_runs(connection, schema) if one.number == number)
        return kept

    def listed(self, total_id: str | None = None) -> list[KeptRun]:
        """Give the runs that were kept, of one total or of all, newest first."""
        with self._database.reading() as connection:
            return list(kept_runs(connection, self._database.schema, total_id))[::-1]

    def numbered(self, number: int) -> KeptRun:
        """Give one run; raises NoSuchRun."""
        for one in self.listed():
            if one.number == number:
                return one
        raise NoSuchRun(number=number)


def _told(found: Reconciliation, total: AggregateClaim, loader: Loader) -> Mapping[str, Any]:
    """Give the answer in plain form: what is in it does not change with the records any more."""
    inside = [one.incident_id for one in (*found.counted, *found.possible)]
    incidents = loader.by_ids(Incident, inside)
    return {
        "total": record_to_plain(total),
        "unit": found.unit,
        "rule": found.rule,
        "verdict": found.verdict,
        "why": found.why,
        "low": found.low,
        "high": found.high,
        "gap": list(found.gap),
        "counted": [_incident(one, incidents) for one in found.counted],
        "possible": [_incident(one, incidents) for one in found.possible],
        "excluded": _by_reason(found.excluded),
    }


def _incident(one: Judged, incidents: Mapping[str, Incident]) -> Mapping[str, Any]:
    record = incidents.get(one.incident_id)
    return {
        "incident_id": one.incident_id,
        "code": (record.ref if record else None) or one.incident_id[:8],
        "title": title_of(record) if record else "",
        "rev": record.rev if record else 0,
        "grading": one.grading,
        "reasons": list(one.reasons),
    }


def _by_reason(excluded: Iterable[Judged]) -> Mapping[str, Sequence[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for one in excluded:
        for reason in one.reasons:
            found[reason].append(one.incident_id)
    return found


__all__ = ["KeptRun", "KeptRuns", "Moved", "NoSuchRun", "TotalGone", "moved_since", "total_then"]
