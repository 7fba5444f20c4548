"""The editor of a range of counts as people write it: "at least 14", "3–5", "several"."""

from collections.abc import Mapping
from dataclasses import dataclass

from strikelog.domain.counts import Count, range_words, read_count
from strikelog.domain.display import code_words
from strikelog.domain.fields import Field, Kind
from strikelog.domain.messages import mark
from strikelog.domain.records import Record
from strikelog.domain.text import clean_line
from strikelog.gui.editors.typed import TypedEditor
from strikelog.gui.language import language, say, upright


@dataclass(frozen=True)
class Span:
    """Fields that are one number to people: both ends and, if kept, qualifier and wording.

    `phrase` says the number in a row, such as "{count} min later".
    """

    label: str
    low: str
    high: str
    qualifier: str = ""
    wording: str = ""
    phrase: str = ""

    @property
    def keys(self) -> tuple[str, ...]:
        """The fields that one text fills."""
        return tuple(filter(None, (self.low, self.high, self.qualifier, self.wording)))

    def of(self, record: Record) -> Count | None:
        """Read the number out of a record; None when none is recorded."""
        low, high = getattr(record, self.low), getattr(record, self.high)
        if low is None and high is None:
            return None
        qualifier = getattr(record, self.qualifier) if self.qualifier else None
        return Count(low, high, qualifier or "", _wording(record, self.wording))

    def values(self, count: Count | None) -> Mapping[str, object]:
        """Give the values of the fields for a number."""
        if count is None:
            blank: dict[str, object] = {self.low: None, self.high: None}
            return blank | ({self.wording: None} if self.wording else {})
        found: dict[str, object] = {self.low: count.low, self.high: count.high}
        if self.qualifier:
            found[self.qualifier] = count.qualifier
        if self.wording:
            found[self.wording] = count.wording or None
        return found


def _wording(record: Record, key: str) -> str:
    return str(getattr(record, key) or "") if key else ""


def said_count(count: Count | None) -> str:
    """Write a number in words, as the briefing would."""
    if count is None:
        return ""
    return range_words(count.low, count.high, language(), qualifier=count.qualifier or None)


class CountEditor(TypedEditor):
    """One text for a range; its value is a `Count`, or None for nothing stated."""

    def __init__(self, span: Span) -> None:
        self.span = span
        field = Field(key=span.low, kind=Kind.LINE, label=span.label)
        super().__init__(field)
        self.line.setPlaceholderText(say(mark("14, at least 14, 3–5")))

    def said(self, value: object) -> str:
        """Write the range in words."""
        return said_count(value if isinstance(value, Count) else None)

    def parsed(self, text: str) -> object:
        """Read a range with its qualifier; raises BadCount."""
        return read_count(text) if clean_line(text) else None

    def describe(self, value: object) -> None:
        """Say both ends, the qualifier and the source's own words."""
        self.explain(count_reading(value, self.said(value)) if isinstance(value, Count) else "")


def count_reading(count: Count, said: str) -> str:
    """Say how a number was understood, and the source's own words where they differ."""
    low = "?" if count.low is None else str(count.low)
    high = "…" if count.high is None else str(count.high)
    ends = low if low == high else f"{low} – {high}"
    parts = [upright(ends)]
    if count.qualifier:
        parts.append(code_words("QUALIFIER", count.qualifier, language()))
    if count.wording and clean_line(count.wording).casefold() != said.casefold():
        parts.append(f"“{count.wording}”")
    return " · ".join(parts)
