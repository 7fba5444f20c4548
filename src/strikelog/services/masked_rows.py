"""Rows about sources that partners know under another name: what of them may come in."""

from dataclasses import dataclass

from ..domain.errors import BadValue
from ..domain.messages import mark
from ..domain.records import Record, altered
from ..exchange.decisions import OF_MASKED
from ..exchange.merging import compare
from ..exchange.reading import BaseRow
from ..exchange.rows import RowReader, RowReading, base_content, content_of, record_of
from .origins import Origin
from .planning import PlannedRow
from .sorting import Touched


class UnderAnotherName(BadValue):
    """A row is about a source that partners know under a pseudonym alone."""

    message = mark(
        "Partners know this source under another name, so this stays as it is here; of what they "
        "change about it, its language, scale and reliability alone come in. To keep more of it, "
        "write it into the source by hand."
    )


@dataclass(frozen=True)
class MaskedRow:
    """Such a row: our source, what partners were sent of it, and what they say now.

    `theirs` goes by the id that partners know.
    """

    sheet: str
    ours: Record
    sent: Record
    theirs: Record
    reading: RowReading
    origin: Origin

    def planned(self, number: int) -> PlannedRow:
        """Give what the row changes in our source.

        What the row says goes by our id and keeps the name that partners know: a receipt may say
        no other.
        """
        keys = self.reading.values
        told, was, held = content_of(self.theirs), content_of(self.sent), content_of(self.ours)
        asked = {key: told.get(key) for key in keys}
        change = compare({**held, **{key: was.get(key) for key in keys}}, held, asked)
        sent, theirs = altered(self.sent, id=self.ours.id), altered(self.theirs, id=self.ours.id)
        return PlannedRow(self.sheet, number, self.ours, theirs, change, sent)


def read_masked(reader: RowReader, touched: Touched, ours: Record, base: BaseRow) -> MaskedRow:
    """Read a row against what was sent; cells that partners may not change are refused."""
    sheet = reader.sheet
    sent = record_of(sheet.kind, touched.id, base_content(base))
    reading = reader.read(touched.number, touched.row, sent)
    for key in sorted(reading.values.keys() - OF_MASKED):
        raw = touched.row[sheet.places[key]]
        reading.refused.append(reader.refuse(touched.number, key, raw, UnderAnotherName()))
        del reading.values[key]
    theirs = altered(sent, **reading.values)
    return MaskedRow(sheet.name, ours, sent, theirs, reading, Origin(base, sent, sent))
