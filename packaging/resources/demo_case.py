"""Turns the two readable tables of the worked example into the lines that `strikelog record` reads.

    python packaging/resources/demo_case.py

Reads ``demo_step1.txt`` and ``demo_step2.txt`` beside this file and writes
``resources/demo/step1.jsonl`` and ``step2.jsonl``. In the tables records are known by short codes;
here every code becomes its id.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

TABLES = Path(__file__).parent
OUTPUT = TABLES.parents[1] / "resources" / "demo"
STEPS = ("step1", "step2")

BASE_NAMESPACE = uuid.UUID("a41fb2ad-0fab-54ee-817b-5c7332e45fc8")
DEMO_NAMESPACE = uuid.uuid5(BASE_NAMESPACE, "worked-example")

COUNTS = frozenset(
    {
        "beds",
        "catchment",
        "days_out",
        "expected_high",
        "expected_low",
        "gap_high",
        "gap_low",
        "high",
        "impacts_high",
        "impacts_low",
        "interval_min_high",
        "interval_min_low",
        "low",
        "n_independent",
        "n_sources",
        "seq",
        "vehicles_high",
        "vehicles_low",
    }
)
DEGREES = frozenset({"lat", "lon"})
SWITCHES = frozenset({"cumulative", "disputed", "in_totals", "retracted"})
LISTS = frozenset({"aliases", "basis", "external_ids", "site_types", "tags"})

Value = str | int | float | bool | list[str]


@dataclass(frozen=True)
class Entry:
    """One block of a table: the record's code and its fields as typed, before ids are put in."""

    entity: str
    code: str
    fields: Mapping[str, str]
    is_update: bool = False


def id_of(code: str) -> str:
    """The id every copy of the worked example gives the record with this code."""
    return str(uuid.uuid5(DEMO_NAMESPACE, code))


def parse(text: str) -> list[Entry]:
    """Read a table: a heading line at the margin, then an indented ``key = value`` line a field."""
    entries: list[Entry] = []
    for line in text.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        if line[0].isspace():
            entries[-1] = _with_field(entries[-1], line)
        else:
            entries.append(_heading(line))
    return entries


def _heading(line: str) -> Entry:
    *update, entity, code = line.split()
    if update not in ([], ["update"]):
        raise ValueError(f"not a heading: {line}")
    return Entry(entity, code, {}, is_update=bool(update))


def _with_field(entry: Entry, line: str) -> Entry:
    key, mark, text = line.strip().partition(" = ")
    if not mark or key in entry.fields:
        raise ValueError(f"not a field of {entry.code}, or given twice: {line.strip()}")
    return replace(entry, fields={**entry.fields, key: text})


def complete(entries: Iterable[Entry], known: Mapping[str, Entry]) -> list[Entry]:
    """Lay each update over the record it changes, so that every line stands on its own."""
    full = []
    for entry in entries:
        if entry.is_update != (entry.code in known):
            raise ValueError(
                f"{entry.code} is {'not known yet' if entry.is_update else 'already there'}"
            )
        before = known[entry.code].fields if entry.is_update else {}
        full.append(replace(entry, fields={**before, **entry.fields}))
    return full


def references(entry: Entry) -> list[str]:
    """Codes of the records this one points to."""
    return [
        code
        for key, text in entry.fields.items()
        if key.endswith(("_id", "_ids"))
        if key != "external_ids"
        for code in text.split(" | ")
    ]


def in_order(entries: Iterable[Entry]) -> list[Entry]:
    """Put what is pointed to before what points to it, and otherwise keep the table's order."""
    waiting = {entry.code: entry for entry in entries}
    ordered: list[Entry] = []

    def place(code: str) -> None:
        entry = waiting.pop(code, None)
        if entry is None:
            return
        for reference in references(entry):
            place(reference)
        ordered.append(entry)

    for code in list(waiting):
        place(code)
    return ordered


def value_of(key: str, text: str) -> Value:
    """The value as JSON has it: counts, degrees, switches and lists by their key, else the text."""
    if key in COUNTS:
        return int(text)
    if key in DEGREES:
        return float(text)
    if key in SWITCHES:
        return {"yes": True, "no": False}[text]
    if key in LISTS:
        return text.split(" | ")
    if key.endswith("_ids"):
        return [id_of(code) for code in text.split(" | ")]
    return id_of(text) if key.endswith("_id") else text


def line_of(entry: Entry) -> str:
    """One record as the JSON object that `strikelog record` reads."""
    values = {key: value_of(key, text) for key, text in entry.fields.items()}
    return json.dumps(
        {"entity": entry.entity, "id": id_of(entry.code), **values}, ensure_ascii=False
    )


def steps() -> Iterator[tuple[str, list[Entry]]]:
    """Each step's name with its records, complete and in the order they can be entered."""
    known: dict[str, Entry] = {}
    for name in STEPS:
        table = parse((TABLES / f"demo_{name}.txt").read_text(encoding="utf-8"))
        entries = in_order(complete(table, known))
        known.update({entry.code: entry for entry in entries})
        yield name, entries


def main() -> None:
    """Write both files of the worked example."""
    OUTPUT.mkdir(parents=True, exist_ok=True)
    for name, entries in steps():
        lines = "".join(line_of(entry) + "\n" for entry in entries)
        (OUTPUT / f"{name}.jsonl").write_text(lines, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
