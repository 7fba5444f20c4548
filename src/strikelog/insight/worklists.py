"""Worklists: what is still to be done about an incident, each with the record it is about.

An entry says what is missing, never that something is wrong; it goes when the thing is done.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ..domain.casefiles import CaseFile
from ..domain.messages import mark
from ..domain.origins import Origin, origins
from .totals import is_an_attack

SECOND_ORIGIN = mark("No second independent origin")
ARCHIVED_COPY = mark("No archived copy of a link")
COORDINATES = mark("No coordinates")
UNSEEN_FILES = mark("Files nobody has looked at")
UNASSESSED = mark("Not assessed")
IDENTIFIED_SITE = mark("A site that is not identified")

_NOT_LOOKED_AT = frozenset({None, "unknown"})


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do: the worklist (marked), the record it is about, and its incident."""

    worklist: str
    entity: str
    record_id: str
    incident_id: str


def tasks(case: CaseFile, *, groups: tuple[Origin, ...] | None = None) -> tuple[Task, ...]:
    """Give what is still to be done about an incident; nothing for one that counts no more.

    `groups` are the origins of its claims, if the caller has them already.
    """
    if not is_an_attack(case):
        return ()
    incident_id, found = case.incident.id, []
    if case.claims and len(origins(case) if groups is None else groups) < _ENOUGH:
        found.append(Task(SECOND_ORIGIN, "Incident", incident_id, incident_id))
    for worklist, entity, find in _WORKLISTS:
        for record_id in find(case):
            found.append(Task(worklist, entity, record_id, incident_id))
    return tuple(found)


_ENOUGH = 2
"""Independent origins without which a report stands alone."""


def _archived_copy(case: CaseFile) -> Iterable[str]:
    return [
        source.id
        for source in case.sources
        if source.url and not (source.archived_url or source.archive_sha256)
    ]


def _coordinates(case: CaseFile) -> Iterable[str]:
    incident = case.incident
    if incident.lat is not None or any(site.lat is not None for site in case.sites):
        return ()
    return (incident.id,)


def _unseen(case: CaseFile) -> Iterable[str]:
    return [item.id for item in case.evidence if item.graphic in _NOT_LOOKED_AT]


def _unassessed(case: CaseFile) -> Iterable[str]:
    judged = case.latest_assessment or case.incident
    is_open = case.claims and (judged.grading or "unassessed") == "unassessed"
    return (case.incident.id,) if is_open else ()


def _unidentified(case: CaseFile) -> Iterable[str]:
    return [hit.id for hit in case.sites_hit if hit.site_role == "hit" and not hit.site_id]


_WORKLISTS: tuple[tuple[str, str, Callable[[CaseFile], Iterable[str]]], ...] = (
    (ARCHIVED_COPY, "Source", _archived_copy),
    (COORDINATES, "Incident", _coordinates),
    (UNSEEN_FILES, "Evidence", _unseen),
    (UNASSESSED, "Incident", _unassessed),
    (IDENTIFIED_SITE, "IncidentSite", _unidentified),
)
"""Each worklist, the class of records it is about, and what finds those."""
