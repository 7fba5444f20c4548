"""The canonical form is what a plain writer of JSON gives, whatever a record holds."""

import json
from dataclasses import replace

import pytest

from strikelog.domain.fields import Kind, content_fields
from strikelog.domain.records import Claim, Incident, Source
from strikelog.domain.values import canonical_json, to_plain
from strikelog.services.samples import sample_records


def _plainly(record) -> str:
    content = {"_entity": type(record).__name__}
    for field in content_fields(type(record)):
        value = getattr(record, field.key)
        if field.key == "tlp" or value is None or value == ():
            continue
        plain = f"{value:.6f}" if field.kind is Kind.DEGREES else to_plain(field, value)
        if isinstance(plain, str):
            plain = "\n".join(line.rstrip(" \t") for line in plain.strip().split("\n"))
        content[field.key] = sorted(set(plain)) if field.is_many else plain
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def test_every_record_of_the_example_is_spelled_as_a_plain_writer_spells_it():
    records = list(sample_records(30))

    assert len(records) > 100
    assert [canonical_json(one) for one in records] == [_plainly(one) for one in records]


@pytest.mark.parametrize(
    "text",
    ['he said "no"', "back\\slash", "كفر نبل", "line \t\nnext  \nlast ", "\u2028\x7f\u0001", "💥"],
)
def test_texts_that_need_care_are_spelled_as_a_plain_writer_spells_them(text):
    record = Incident(title=text, place_text=text, tags=(text, "b", "a", "b"))

    assert canonical_json(record) == _plainly(record)


def test_a_damaged_value_of_another_type_is_spelled_too():
    claim = replace(Claim(summary="x"), summary=5, place_text=True)

    assert '"summary":5' in canonical_json(claim)
    assert '"place_text":true' in canonical_json(claim)


def test_key_order_does_not_hang_on_the_order_of_the_fields():
    names = list(json.loads(canonical_json(Source(title="b", publisher="a", url="https://c.org"))))

    assert names == sorted(names)
