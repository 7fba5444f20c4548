"""What is left out of a workbook because of its level, counted and said in words."""

from collections import Counter
from dataclasses import dataclass, field

from ..domain.messages import mark, translate
from ..domain.records import Record

MARKED = mark("marked {tlp}")
OWNER_GONE = mark("belongs to a record that is not shared")
FIELD_WITHHELD = mark("the field “{label}” is not shared")
SOURCE_MASKED = mark("shown under a pseudonym")
COARSER = mark("coordinates made coarser")
HOUR_ONLY = mark("times given to the hour")
ROLE_ONLY = mark("people of the office named by role only")
QUOTE_WITHHELD = mark("quotation and locator withheld, because the source is confidential")


@dataclass(frozen=True, slots=True)
class Removal:
    """What was left out or made coarser: of which sheet, why, and how often."""

    sheet: str
    reason: str
    count: int
    filled: tuple[tuple[str, str], ...] = ()
    is_row: bool = False

    def sentence(self, language: str = "en") -> str:
        """Say it in a language; labels that fill it are marked texts themselves."""
        filled = {name: translate(text, language) for name, text in self.filled}
        reason = translate(self.reason, language).format(**filled)
        return f"{translate(self.sheet, language)}: {self.count:,} – {reason}"

    def why(self, language: str = "en") -> str:
        """Say the reason alone."""
        filled = {name: translate(text, language) for name, text in self.filled}
        return translate(self.reason, language).format(**filled)

    def to_plain(self) -> dict[str, object]:
        """Give it as JSON holds it."""
        return {
            "sheet": self.sheet,
            "count": self.count,
            "reason": self.why(),
            "rows": self.is_row,
        }


_Key = tuple[str, str, tuple[tuple[str, str], ...], bool]


@dataclass
class Ledger:
    """Counts what was left out, each thing once."""

    _counts: Counter[_Key] = field(default_factory=Counter)
    _told: set[tuple[str, _Key]] = field(default_factory=set)

    def note(self, record: Record, reason: str, *, is_row: bool = False, **filled: str) -> None:
        """Count one removal; the same of the same record is counted once."""
        key = (type(record).about.plural, reason, tuple(sorted(filled.items())), is_row)
        if (record.id, key) not in self._told:
            self._told.add((record.id, key))
            self._counts[key] += 1

    def removals(self) -> list[Removal]:
        """Give everything counted: whole rows first, then parts, the most frequent first."""
        made = [
            Removal(sheet, reason, count, filled, is_row)
            for (sheet, reason, filled, is_row), count in self._counts.items()
        ]
        return sorted(made, key=lambda one: (not one.is_row, -one.count, one.sheet, one.reason))
