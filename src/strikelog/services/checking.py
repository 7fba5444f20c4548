"""What is wrong with a record, alone and beside the few others it must be seen with."""

from collections.abc import Iterable, Iterator
from datetime import date

from ..domain.casefiles import CaseFile
from ..domain.records import AggregateClaim, Evidence, Incident, IncidentGroup, Location, Record
from ..domain.sitehits import hits_of
from ..domain.validation import (
    Problem,
    check_evidence,
    check_group,
    check_location,
    check_record,
    check_total,
    check_whole_case,
)
from ..storage.loading import Loader


def problems_of(loader: Loader, record: Record, *, today: date) -> tuple[Problem, ...]:
    """Give everything wrong or doubtful in a record; in an incident, in all that hangs on it."""
    if isinstance(record, Incident):
        return _of_case(loader, loader.case_files([record])[0], today)
    return (*check_record(record, today=today), *_beside(loader, record))


def _of_case(loader: Loader, case: CaseFile, today: date) -> tuple[Problem, ...]:
    neighbours = loader.case_files(loader.at_sites([site.id for site in case.sites]))
    others = [hit for one in neighbours for hit in hits_of(one)]
    return check_whole_case(case, today=today, same_site=others)


def _beside(loader: Loader, record: Record) -> tuple[Problem, ...]:
    if isinstance(record, Location):
        return check_location(record, _places(loader, [record.parent_id]))
    if isinstance(record, AggregateClaim):
        totals = list(loader.all(AggregateClaim))
        named = [place for total in totals for place in total.location_ids]
        return check_total(record, totals, known=_places(loader, named))
    if isinstance(record, IncidentGroup):
        linked = loader.owned(Incident, "group_id", [record.id])
        return check_group(record, sum(not one.merged_into_id for one in linked))
    if isinstance(record, Evidence):
        return check_evidence(record, _alike(loader, record))
    return ()


def _places(loader: Loader, ids: Iterable[str | None]) -> dict[str, Location]:
    """Give places with all that they lie in."""
    known: dict[str, Location] = {}
    wanted = {one for one in ids if one}
    while wanted:
        read = loader.by_ids(Location, sorted(wanted))
        known |= read
        wanted = {one.parent_id for one in read.values() if one.parent_id} - known.keys()
    return known


def _alike(loader: Loader, evidence: Evidence) -> Iterator[Evidence]:
    """Give items of the same bytes, and the originals that an item descends from."""
    if evidence.sha256:
        yield from loader.owned(Evidence, "sha256", [evidence.sha256])
    seen, above = {evidence.id}, evidence.derived_from_id
    while above and above not in seen:
        seen.add(above)
        original = loader.one(Evidence, above)
        if original is None:
            return
        yield original
        above = original.derived_from_id
