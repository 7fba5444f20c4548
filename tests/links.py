"""Links between records, as tests of given records look at them."""

from collections.abc import Iterator, Mapping

from strikelog.domain.fields import Kind, fields_of
from strikelog.domain.records import Record


def leading_nowhere(records: Mapping[str, Record]) -> list[tuple[Record, str]]:
    """Give (record, key of a field) for each link to a record that is not among them."""
    return [
        (record, key)
        for record in records.values()
        for key, target in _links(record)
        if target not in records
    ]


def _links(record: Record) -> Iterator[tuple[str, str]]:
    for field in fields_of(type(record)):
        value = getattr(record, field.key)
        if field.kind is Kind.LINK and value:
            yield field.key, value
        elif field.kind is Kind.LINKS:
            yield from ((field.key, one) for one in value)
