"""The rows of a workbook sorted by whether anyone touched them, before any is compared."""

from dataclasses import dataclass, field
from uuid import UUID

from ..domain.errors import BadValue, StrikelogError
from ..domain.messages import mark
from ..domain.reading import NotAnId
from ..exchange.layout import ID
from ..exchange.reading import Raw, ReadSheet, ReadWorkbook
from ..storage.loading import Loader
from .linking import NamesInFile, NewIds, is_uuid

_LONGEST_NAME = 12
"""Characters of a name a person gives a new row; anything longer was meant as an id."""


class SameIdTwice(BadValue):
    """Two rows of a sheet have one id, as happens when a row is copied."""

    message = mark("An earlier row has the same ID. Clear the ID to make this row a new record.")


@dataclass
class Touched:
    """A row that is not as it was exported, and the id of the record it is about.

    Before ids are given to new rows, what stands in place of one.
    """

    number: int
    row: Raw
    id: str


@dataclass
class Pile:
    """The rows of one sheet: as exported, touched, new, refused, or taken in before by number."""

    sheet: ReadSheet
    touched: list[Touched] = field(default_factory=list)
    unnamed: list[Touched] = field(default_factory=list)
    untouched: dict[str, tuple[int, Raw]] = field(default_factory=dict)
    refused: list[tuple[int, Raw, StrikelogError]] = field(default_factory=list)
    taken_before: list[int] = field(default_factory=list)


class Sorting:
    """Sorts the sheets of one workbook; `names` learns what new rows are called."""

    def __init__(self, book: ReadWorkbook, loader: Loader, names: NamesInFile) -> None:
        self._book = book
        self._loader = loader
        self._names = names

    def pile_of(self, sheet: ReadSheet) -> Pile:
        """Tell the rows nobody touched from those to be read, and settle the ids of new ones."""
        pile = Pile(sheet)
        if not sheet.rows:
            return pile
        at = sheet.places[ID]
        rows = list(sheet.numbered())  # unpacked once: most of them are kept anyway
        if self._book.is_untouched(sheet, rows):
            pile.untouched = {str(row[at]): (number, row) for number, row in rows}
            return pile
        digests = self._book.base.digests(sheet.kind)
        seen: set[str] = set()
        for number, row in rows:
            record_id = str(row[at]).strip().lower()
            if record_id and record_id in seen:
                pile.refused.append((number, row, SameIdTwice()))
            elif record_id in digests and digests[record_id] == sheet.digest(row):
                pile.untouched[record_id] = (number, row)
            else:
                _touch(pile, number, row, record_id)
            seen.add(record_id)
        self._identify_new(pile)
        return pile

    def _identify_new(self, pile: Pile) -> None:
        """Give ids to rows without one; those that an earlier import took in are not new."""
        ids = NewIds(self._book.sha256, self._loader, pile.sheet.kind)
        numbers = [one.number for one in pile.unnamed]
        for touched, (record_id, is_known) in zip(pile.unnamed, ids.of(numbers), strict=True):
            self._names.note(pile.sheet, touched.row, touched.id, record_id)
            if is_known:
                pile.taken_before.append(touched.number)
            else:
                pile.touched.append(Touched(touched.number, touched.row, record_id))


def _touch(pile: Pile, number: int, row: Raw, typed: str) -> None:
    if is_uuid(typed):
        pile.touched.append(Touched(number, row, str(UUID(typed))))
    elif len(typed) > _LONGEST_NAME:
        pile.refused.append((number, row, NotAnId(text=typed[:60])))
    else:
        pile.unnamed.append(Touched(number, row, typed))
