"""The record sheet: one record of any class, field by field, as it stands in the vault.

It is for use inside the office. What could lead to a confidential source is named as withheld.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from ..domain.display import title_of
from ..domain.display import words as value_words
from ..domain.fields import GROUPS, Field, Kind, fields_of
from ..domain.records import Actor, Location, Record, Site, Source
from ..domain.text import isolate
from .composing import Block
from .document import Document
from .flowing import words
from .furniture import Masthead, Running, Tlp
from .levels import is_confidential
from .sections.opening import page_numbers
from .speech import ENGLISH, Sentence, Tongue
from .speech.phrases import as_of_day
from .speech.shared import AS_RECORDED, DATA_AS_OF, FIELD
from .styles import CELL, NOTE, Span
from .tables import Cell, Column, Table

__all__ = ["Printing", "field_table", "record_name", "record_sheet"]

WITHHELD = Sentence("withheld", "محجوب")
_NOTHING = Sentence("Nothing is recorded yet.", "لم يُسجَّل شيء بعد.")
_RECORD = Sentence("Record {id}, revision {rev}.", "السجل {id}، المراجعة {rev}.")
_CONFIDENTIAL = Sentence("Confidential {kind}", "{kind} – سري")
_SHEET = Sentence("Record sheet", "ورقة سجل")
_IN_THE_HEAD = frozenset({"rev", "deleted"})


@dataclass(frozen=True, slots=True)
class Printing:
    """What printing a record needs besides it: names of linked records, and what to take out."""

    names: Mapping[str, str] = field(default_factory=dict)
    scrub: Callable[[str], str] = str
    tongue: Tongue = ENGLISH

    def name(self, record_id: str) -> str:
        """Name a linked record, by the beginning of its id where it is not known."""
        return self.names.get(record_id, record_id[:8])


def record_name(tongue: Tongue, record: Record) -> str:
    """What a record is called, in its own script where that is the reader's."""
    if isinstance(record, Actor | Location | Site) and tongue is not ENGLISH:
        return tongue.name(record) or title_of(record, tongue.language)
    return title_of(record, tongue.language)


def field_table(record: Record, printing: Printing) -> Table:
    """Every field that holds something, by groups in the order forms show them."""
    tongue = printing.tongue
    columns = (Column(tongue.say(FIELD), width=150), Column(tongue.say(AS_RECORDED), share=1))
    rows: list[list[Cell]] = [
        [Span(tongue.told(one.label), CELL.bold()), _value(record, one, printing)]
        for group in GROUPS
        for one in fields_of(type(record))
        if one.group == group and _is_worth_a_line(record, one)
    ]
    return Table(columns, rows, empty=tongue.say(_NOTHING))


def _is_worth_a_line(record: Record, one: Field) -> bool:
    """Leave out what is empty and what the head of the sheet says."""
    held = getattr(record, one.key)
    return held not in (None, (), "") and one.kind is not Kind.ID and one.key not in _IN_THE_HEAD


def _value(record: Record, one: Field, printing: Printing) -> str:
    guarded = isinstance(record, Source) and is_confidential(record)
    if guarded and (one.sensitive or one.kind in (Kind.LINE, Kind.TEXT, Kind.URL)):
        return printing.tongue.say(WITHHELD)
    tongue = printing.tongue
    value = getattr(record, one.key)
    shown = value_words(one, value, tongue.language, names=printing.name, long=True)
    return isolate(printing.scrub(shown))


def record_sheet(record: Record, printing: Printing, *, office: str, as_of: date) -> Document:
    """Set one record on its own pages."""
    guarded = isinstance(record, Source) and is_confidential(record)
    tongue = printing.tongue
    label, kind = tongue.told(record.about.label), tongue.say(_SHEET)
    secret = tongue.say(_CONFIDENTIAL, kind=label.lower())
    title = secret if guarded else title_of(record, tongue.language)
    day = tongue.say(DATA_AS_OF, day=as_of_day(tongue, as_of))
    head = tongue.say(_RECORD, id=tongue.code(record.id), rev=str(record.rev))
    banner = next((tlp for tlp in Tlp if tlp.label == record.tlp), Tlp.AMBER)
    blocks: list[Block] = [
        words([Span(head, NOTE)], after=8),
        field_table(record, printing),
    ]
    masthead = Masthead(
        title, kicker="  ·  ".join(isolate(one.upper()) for one in (office, kind, label))
    )
    running = Running(
        head=isolate(title[:80]),
        foot=f"{isolate(office)}  ·  {day}",
        page=page_numbers(tongue),
        tlp=banner,
    )
    return Document(
        title,
        blocks,
        masthead=masthead,
        running=running,
        language=tongue.language,
        rtl=tongue.is_rtl,
        subject=kind,
    )
