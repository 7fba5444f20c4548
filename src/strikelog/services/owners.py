"""What records hang on: a figure of a claim hangs on the claim, and that on its incident."""

from collections.abc import Iterable, Mapping

from ..domain.display import title_of
from ..domain.records import Record
from ..storage.loading import Loader

_DEEPEST = 3
"""Steps upwards; what a file says could go round in a circle."""


def owners_of(records: Iterable[Record], loader: Loader, language: str) -> dict[str, str]:
    """Name what each record hangs on in the end, by its id; records that stand alone have none.

    Owners that are not among the records are read from the vault.
    """
    wanted = list(records)
    known = {one.id: one for one in wanted}
    ahead: list[Record] = wanted
    for _ in range(_DEEPEST):
        found = loader.any_of({_above(one) for one in ahead} - known.keys() - {""})
        known.update(found)
        ahead = list(found.values())
        if not ahead:
            break
    tops = ((one, _top(one, known)) for one in wanted)
    return {one.id: title_of(top, language) for one, top in tops if top is not one}


def _top(record: Record, known: Mapping[str, Record]) -> Record:
    for _ in range(_DEEPEST):
        above = known.get(_above(record))
        if above is None:
            break
        record = above
    return record


def _above(record: Record) -> str:
    """Give the id of the record that owns this one, blank where there is none."""
    parent = record.about.parent
    return str(getattr(record, parent) or "") if parent else ""
