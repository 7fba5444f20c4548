"""What went into a workbook: kept while its sheets are written, told by the sheets behind them."""

import hashlib
from collections.abc import Iterator, Mapping

from ..domain.fields import Field, Kind
from ..domain.records import Incident, Record
from ..domain.vocabularies import vocabulary
from .cells import row_digest, writable
from .front import Tally
from .layout import BASE, PART, exchanged_fields
from .sheets import Held, RowWriter, Slot
from .versions import BASE_COLUMNS


class BaseRows:
    """The hidden sheets that hold each row as it was exported."""

    LIMIT = 1_000_000
    """Records in one sheet, which leaves room for content in several parts."""

    def __init__(self) -> None:
        self._writer = RowWriter(BASE, [Slot(key, 0) for key in BASE_COLUMNS])
        self._sheets: list[Held] = []
        self._row = 0
        self._records = 0

    def add(self, record: Record, content: str, digest: str, *, cells: str, line: str = "") -> None:
        """Keep a record as it was exported, in as many parts as its content needs.

        `line` names what it held before, oldest first.
        """
        if self._records % self.LIMIT == 0:
            self._begin()
        self._records += 1
        tail = (record.tlp or "", row_digest(cells), line)
        name = type(record).__name__
        text = writable(content)  # what no vault holds, such as controls, would break the file
        for part, start in enumerate(range(0, len(text), PART), start=1):
            piece = text[start : start + PART]
            values = (name, record.id, record.rev, digest, part, piece, *tail)
            self._row += 1
            self._sheets[-1].add(self._writer.row(self._row, values))

    def _begin(self) -> None:
        header = self._writer.row(1, BASE_COLUMNS)
        self._sheets.append(Held())
        self._sheets[-1].add(header)
        self._row = 1

    def take(self) -> Iterator[Held]:
        """Give the sheets in order."""
        return iter(self._sheets)


class Seen:
    """What went into a workbook, for the sheets that explain it."""

    def __init__(self) -> None:
        self._ids: set[str] = set()
        self._named: set[str] = set()
        self._digests: list[bytes] = []
        self._days: set[str] = set()
        self._marks: set[str] = set()
        self._links: dict[type[Record], tuple[Field, ...]] = {}

    def note(self, record: Record, digest: str) -> None:
        """Take a record into account."""
        kind = type(record)
        if kind not in self._links:
            links = (f for f in exchanged_fields(kind) if f.kind in (Kind.LINK, Kind.LINKS))
            self._links[kind] = tuple(links)
        self._ids.add(record.id)
        self._digests.append(bytes.fromhex(digest))
        self._marks.add(record.tlp or record.about.tlp)
        for field in self._links[kind]:
            held = getattr(record, field.key)
            if held:
                self._named.update(held if field.is_many else (held,))
        if isinstance(record, Incident):
            days = (record.date_start, record.date_end)
            self._days.update(day.isoformat() for day in days if day)

    def note_case(self, incident: Incident) -> None:
        """Take the marks and days of an incident into account that has no row of its own."""
        self._marks.add(incident.tlp or incident.about.tlp)
        days = (incident.date_start, incident.date_end)
        self._days.update(day.isoformat() for day in days if day)

    def withheld(self) -> list[str]:
        """Give the ids that are referred to but not in the file."""
        return sorted(self._named - self._ids)

    def tally(self, counts: Mapping[str, int], cells: Mapping[str, str]) -> Tally:
        """Sum up what was written."""
        digests = "".join(digest.hex() for digest in sorted(self._digests))
        strictest = (code.code for code in vocabulary("TLP") if code.code in self._marks)
        return Tally(
            counts=dict(counts),
            first_day=min(self._days, default=""),
            last_day=max(self._days, default=""),
            tlp=next(strictest, ""),
            digest=hashlib.sha256(digests.encode()).hexdigest(),
            withheld=self.withheld(),
            cells=dict(cells),
        )
