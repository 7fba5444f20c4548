"""The record sheet: one record of any class, field by field, as it stands in the vault.

It is for use inside the office. What could lead to a confidential source is named as withheld.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from ..domain.display import title_of
from ..domain.display import words as value_words
from ..domain.fields import GROUPS, Field, Kind, fields_of
from ..domain.records import Record, Source
from ..domain.text import isolate
from .composing import Block
from .document import Document
from .flowing import words
from .furniture import Masthead, Running, Tlp
from .levels import is_confidential
from .styles import CELL, NOTE, Span
from .tables import Cell, Column, Table

__all__ = ["Printing", "field_table", "record_sheet"]

WITHHELD = "withheld"
_IN_THE_HEAD = frozenset({"rev", "deleted"})


@dataclass(frozen=True, slots=True)
class Printing:
    """What printing a record needs besides it: names of linked records, and what to take out."""

    names: Mapping[str, str] = field(default_factory=dict)
    scrub: Callable[[str], str] = str

    def name(self, record_id: str) -> str:
        """Name a linked record, by the beginning of its id where it is not known."""
        return self.names.get(record_id, record_id[:8])


def field_table(record: Record, printing: Printing) -> Table:
    """Every field that holds something, by groups in the order forms show them."""
    columns = (Column("Field", width=150), Column("As recorded", share=1))
    rows: list[list[Cell]] = [
        [Span(one.label, CELL.bold()), _value(record, one, printing)]
        for group in GROUPS
        for one in fields_of(type(record))
        if one.group == group and _is_worth_a_line(record, one)
    ]
    return Table(columns, rows, empty="Nothing is recorded yet.")


def _is_worth_a_line(record: Record, one: Field) -> bool:
    """Leave out what is empty and what the head of the sheet says."""
    held = getattr(record, one.key)
    return held not in (None, (), "") and one.kind is not Kind.ID and one.key not in _IN_THE_HEAD


def _value(record: Record, one: Field, printing: Printing) -> str:
    guarded = isinstance(record, Source) and is_confidential(record)
    if guarded and (one.sensitive or one.kind in (Kind.LINE, Kind.TEXT, Kind.URL)):
        return WITHHELD
    shown = value_words(one, getattr(record, one.key), names=printing.name, long=True)
    return isolate(printing.scrub(shown))


def record_sheet(record: Record, printing: Printing, *, office: str, as_of: date) -> Document:
    """Set one record on its own pages."""
    guarded = isinstance(record, Source) and is_confidential(record)
    label = record.about.label
    title = f"Confidential {label.lower()}" if guarded else title_of(record)
    day = f"{as_of.day} {as_of:%B %Y}"
    banner = next((tlp for tlp in Tlp if tlp.label == record.tlp), Tlp.AMBER)
    blocks: list[Block] = [
        words([Span(f"Record {record.id}, revision {record.rev}.", NOTE)], after=8),
        field_table(record, printing),
    ]
    masthead = Masthead(title, kicker=f"{office.upper()}  ·  RECORD SHEET  ·  {label.upper()}")
    running = Running(head=title[:80], foot=f"{office}  ·  data as of {day}", tlp=banner)
    return Document(title, blocks, masthead=masthead, running=running, subject="Record sheet")
