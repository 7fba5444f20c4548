"""Reading all that a form shows of one record, beside the window."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from strikelog.domain.casefiles import CaseFile
from strikelog.domain.display import title_of
from strikelog.domain.fields import Kind, fields_of
from strikelog.domain.progress import Progress
from strikelog.domain.records import Claim, Incident, Record, Source
from strikelog.domain.validation import Problem
from strikelog.gui.forms.branches import Branch, branches_of
from strikelog.gui.forms.desk import Desk


@dataclass(frozen=True)
class Opened:
    """A record with what hangs on it, the names of what it links to, and what is wrong."""

    record: Record
    owned: tuple[Record, ...]
    names: Mapping[str, str]
    problems: tuple[Problem, ...]
    case: CaseFile | None = None


def read_opened(desk: Desk, kind: type[Record], record_id: str) -> Opened | None:
    """Read a record for its form; None when it is gone."""
    if issubclass(kind, Incident):
        return _incident(desk, record_id)
    record = desk.finding.get(kind, record_id)
    if record is None or record.deleted:
        return None
    owned = tuple(_owned(desk, record, branches_of(kind)))
    problems = [one for part in owned for one in desk.recording.check(part)]
    problems = [*desk.finding.problems(record), *problems]
    return Opened(record, owned, _names(desk, (record, *owned), {}), tuple(problems))


def reading(desk: Desk, kind: type[Record], record_id: str) -> Callable[[Progress], Opened | None]:
    """Give the job that reads a record for its form."""
    return lambda _progress: read_opened(desk, kind, record_id)


def _incident(desk: Desk, incident_id: str) -> Opened | None:
    case = desk.finding.case_file(incident_id)
    if case is None or case.incident.deleted:
        return None
    links = tuple(link for link in case.links if link.from_id == incident_id)
    owned = (*case.owned(), *links)
    known = {one.id: title_of(one) for one in case.known.values()}
    known |= {claim.id: claim_name(claim, case) for claim in case.claims}
    names = _names(desk, (case.incident, *owned), known)
    return Opened(case.incident, owned, names, desk.finding.problems(case.incident), case)


def claim_name(claim: Claim, case: CaseFile) -> str:
    """Name a claim by who asserts it."""
    source = case.find(Source, claim.source_id)
    who = (source.publisher or title_of(source)) if source else ""
    return who or title_of(claim)


def _owned(desk: Desk, owner: Record, branches: Iterable[Branch]) -> Iterable[Record]:
    for branch in branches:
        for child in desk.finding.owned(branch.kind, branch.owner, [owner.id]):
            yield child
            yield from _owned(desk, child, branch.branches)


def _names(desk: Desk, records: Iterable[Record], known: Mapping[str, str]) -> dict[str, str]:
    wanted = {one for record in records for one in linked_ids(record)} - known.keys()
    return {**(desk.finding.names(sorted(wanted)) if wanted else {}), **known}


def linked_ids(record: Record) -> Iterable[str]:
    """Give the ids of all records that a record names."""
    for field in fields_of(type(record)):
        value = getattr(record, field.key)
        if field.kind is Kind.LINK and value:
            yield value
        elif field.kind is Kind.LINKS:
            yield from value
