"""Worklists: what is still to be done about an incident, each with the record it is about.

An entry says what is missing, never that something is wrong; it goes when the thing is done.
"""

from collections.abc import Callable, Iterator
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
    return tuple(_tasks(case, origins(case) if groups is None else groups))


def _tasks(case: CaseFile, groups: tuple[Origin, ...]) -> Iterator[Task]:
    incident_id = case.incident.id
    if case.claims and len(groups) < _ENOUGH:
        yield Task(SECOND_ORIGIN, "Incident", incident_id, incident_id)
    for worklist, find in _WORKLISTS.items():
        for entity, record_id in find(case):
            yield Task(worklist, entity, record_id, incident_id)


_ENOUGH = 2
"""Independent origins without which a report stands alone."""

Found = Iterator[tuple[str, str]]


def _archived_copy(case: CaseFile) -> Found:
    for source in case.sources:
        if source.url and not (source.archived_url or source.archive_sha256):
            yield "Source", source.id


def _coordinates(case: CaseFile) -> Found:
    incident = case.incident
    if incident.lat is None and not any(site.lat is not None for site in case.sites):
        yield "Incident", incident.id


def _unseen(case: CaseFile) -> Found:
    for item in case.evidence:
        if item.graphic in _NOT_LOOKED_AT:
            yield "Evidence", item.id


def _unassessed(case: CaseFile) -> Found:
    judged = case.latest_assessment or case.incident
    if case.claims and (judged.grading or "unassessed") == "unassessed":
        yield "Incident", case.incident.id


def _unidentified(case: CaseFile) -> Found:
    for hit in case.sites_hit:
        if hit.site_role == "hit" and not hit.site_id:
            yield "IncidentSite", hit.id


_WORKLISTS: dict[str, Callable[[CaseFile], Found]] = {
    ARCHIVED_COPY: _archived_copy,
    COORDINATES: _coordinates,
    UNSEEN_FILES: _unseen,
    UNASSESSED: _unassessed,
    IDENTIFIED_SITE: _unidentified,
}
