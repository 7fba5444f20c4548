"""Dates in other people's cells: the order of day and month told from a whole column, then read.

Which of 3/5 is the month is never guessed from one cell: the column tells, or a person does.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from ...domain.dates import BadDate, DatePoint, FuzzyDate, NoSuchDay, read_date
from ...domain.messages import mark
from ...domain.saying import Said, say
from ...domain.text import clean_line, fold
from ..workbooks import Cell
from .mapping import DAY_FIRST, MONTH_FIRST

TWO_DIGITS = mark("The year of “{text}” has two digits; it was read as {year}.")
SERIAL = mark("The bare number {text} was read as the day {day}, counted from {epoch}.")
EXCHANGED = mark(
    "A spreadsheet may have exchanged day and month of this real date, {day}: the dates beside "
    "it that cannot be exchanged are text. Compare it with the publisher's own file."
)


class NotOneOrder(BadDate):
    """Day and month stand in an order that the column does not tell."""

    message = mark(
        "“{text}” may be {first} or {second}, and nothing in its column tells which. "
        "Say whether the day or the month stands first."
    )


class NotADate(BadDate):
    """A cell of a column of dates that holds something else."""

    message = mark("“{text}” is no date.")


@dataclass(frozen=True, slots=True)
class OrderFinding:
    """What a column tells of the order of day and month.

    `order` is blank when nothing tells it; `examples` are then cells that may be two days.
    `mixed` tells that some cells must be read one way and some the other, `exchanged` that real
    dates stand between texts as if a spreadsheet had taken the day for the month.
    """

    order: str = ""
    examples: tuple[str, ...] = ()
    mixed: bool = False
    exchanged: bool = False

    @property
    def is_open(self) -> bool:
        """Say whether a person has to decide."""
        return bool(self.examples) and not self.order


_NUMERIC = re.compile(r"(?<![\d/.-])(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?![\d/-]|\.\d)")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_CLOCK = re.compile(r"(?<=\d)(?:t| +|, *)\d{1,2}:\d{2}.*$")
_COMPACT = re.compile(r"(?:19|20)\d{6}")
_SERIAL = re.compile(r"\d{4,5}(?:\.\d+)?")
_LEAST_SERIAL, _MOST_SERIAL = 10_000, 80_000
_LEAST_YEAR, _MOST_YEAR = 1800, 2100
_MOST_COMPACT = 30_000_000
_MONTHS_ELSEWHERE = {
    **{name: at for at, name in enumerate(
        "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre"
        .split(), 1)},
    **{name: at for at, name in enumerate(
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"
        .split(), 1)},
}  # fmt: skip
_ENGLISH = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_ELSEWHERE = re.compile(rf"\b(?:{'|'.join(_MONTHS_ELSEWHERE)})\b")
_OF = re.compile(r"\bde[l]? ")
_WAVE = re.compile(r"(?<=\d) ?~ ?(?=\d)")
"""Parts the ends of a span where databases of human rights write one."""
_MOST_EXAMPLES = 5
_MONTHS = 12


def order_of(cells: Iterable[Cell]) -> OrderFinding:
    """Tell from all cells of a column whether the day or the month stands first."""
    days, months, doubtful, real, n_doubtful = 0, 0, list[str](), list[date](), 0
    for cell in cells:
        if isinstance(cell, date):
            real.append(cell)
        for one, other in _pairs(cell):
            days += one > _MONTHS >= other
            months += other > _MONTHS >= one
            if max(one, other) <= _MONTHS and one != other:
                n_doubtful += 1
                if len(doubtful) < _MOST_EXAMPLES and clean_line(str(cell)) not in doubtful:
                    doubtful.append(clean_line(str(cell)))
    if days and months:
        return OrderFinding(examples=tuple(doubtful), mixed=True)
    order = DAY_FIRST if days else MONTH_FIRST if months else ""
    exchanged = bool(order and real and not n_doubtful and all(d.day <= _MONTHS for d in real))
    return OrderFinding(order, () if order else tuple(doubtful), exchanged=exchanged)


def _pairs(cell: Cell) -> Iterator[tuple[int, int]]:
    """Give the first two numbers of each date that is written in numbers, year last."""
    if isinstance(cell, str):
        for found in _NUMERIC.finditer(fold(cell)):
            yield int(found[1]), int(found[3])


@dataclass(frozen=True, slots=True)
class DayReader:
    """Reads the dates of one column; `swapped` exchanges day and month of real date cells."""

    order: str = ""
    epoch: str = "1900"
    swapped: bool = False
    exchanged: bool = False

    def read(self, cell: Cell) -> tuple[FuzzyDate, Said | None]:
        """Read one cell, with what is doubtful about it; raises BadDate."""
        if isinstance(cell, date):
            return self._real(cell)
        if isinstance(cell, int | float) and not isinstance(cell, bool):
            return self._number(cell)
        if isinstance(cell, str):
            return self._text(clean_line(cell))
        raise NotADate(text=str(cell))

    def _real(self, cell: date) -> tuple[FuzzyDate, Said | None]:
        day = date(cell.year, cell.month, cell.day)
        if self.swapped and day.day <= _MONTHS:
            return FuzzyDate.of_day(date(day.year, day.day, day.month)), None
        doubtful = self.exchanged and not self.swapped and day.day != day.month
        return FuzzyDate.of_day(day), say(EXCHANGED, day=day.isoformat()) if doubtful else None

    def _number(self, number: float) -> tuple[FuzzyDate, Said | None]:
        """Read a year, a day like 20190506, or the days since the spreadsheet's first one."""
        if not abs(number) < _MOST_COMPACT:
            raise NotADate(text=str(number)[:60])
        if number == int(number) and _LEAST_YEAR <= number <= _MOST_YEAR:
            return FuzzyDate.parse(f"{int(number):04d}"), None
        if _COMPACT.fullmatch(text := str(int(number))) and number == int(number):
            return read_date(f"{text[:4]}-{text[4:6]}-{text[6:]}"), None
        if not _LEAST_SERIAL <= number <= _MOST_SERIAL:
            raise NotADate(text=f"{number:g}")
        first = date(1904, 1, 1) if self.epoch == "1904" else date(1899, 12, 30)
        day = first + timedelta(days=int(number))
        said = say(SERIAL, text=f"{number:g}", day=day.isoformat(), epoch=self.epoch)
        return FuzzyDate.of_day(day), said

    def _text(self, text: str) -> tuple[FuzzyDate, Said | None]:
        plain = _CLOCK.sub("", fold(text).strip())
        if found := _ISO.fullmatch(plain):
            return _day(int(found[1]), int(found[2]), int(found[3]), text), None
        if _COMPACT.fullmatch(plain) or _SERIAL.fullmatch(plain):
            return self._number(float(plain))
        doubts: list[Said] = []
        if found := _NUMERIC.fullmatch(plain):
            iso = self._iso(found, text, doubts)
            return FuzzyDate.parse(iso), doubts[0] if doubts else None
        ordered = _NUMERIC.sub(lambda found: self._iso(found, text, doubts), plain)
        ordered = _ELSEWHERE.sub(
            lambda found: _ENGLISH[_MONTHS_ELSEWHERE[found[0]] - 1], _OF.sub("", ordered)
        )
        try:
            return read_date(_WAVE.sub("/", ordered)), doubts[0] if doubts else None
        except BadDate as error:
            raise type(error)(**{**error.params, "text": text[:60]}) from None

    def _iso(self, found: re.Match[str], text: str, doubts: list[Said]) -> str:
        """Put year, month and day of a date in numbers into one order."""
        one, other, year = int(found[1]), int(found[3]), int(found[4])
        if len(found[4]) == 2:
            year = _whole_year(year)
            doubts.append(say(TWO_DIGITS, text=text[:60], year=year))
        day, month = self._day_and_month(one, other, year, text)
        return _day(year, month, day, text).edtf

    def _day_and_month(self, one: int, other: int, year: int, text: str) -> tuple[int, int]:
        if one == other or self.order == DAY_FIRST:
            return one, other
        if self.order == MONTH_FIRST:
            return other, one
        if max(one, other) > _MONTHS:
            return (one, other) if one > other else (other, one)
        first, second = (date(year, *each).isoformat() for each in ((other, one), (one, other)))
        raise NotOneOrder(text=text[:60], first=first, second=second)


def _day(year: int, month: int, day: int, text: str) -> FuzzyDate:
    try:
        return FuzzyDate.of_day(date(year, month, day))
    except ValueError:
        raise NoSuchDay(text=text[:60]) from None


def _whole_year(two_digits: int) -> int:
    """Put a year of two digits into the century in which it is not still to come."""
    this = datetime.now(UTC).year
    return 2000 + two_digits if 2000 + two_digits <= this + 1 else 1900 + two_digits


def both_days(text: str) -> tuple[str, str, str] | None:
    """Give a cell and the two days it may mean, day first and month first."""
    found = _NUMERIC.search(fold(text))
    if found is None:
        return None
    days = []
    for order in (DAY_FIRST, MONTH_FIRST):
        try:
            days.append(DayReader(order).read(found[0])[0].edtf)
        except BadDate:
            return None
    return text, days[0], days[1]


def of_parts(year: int, month: int | None, day: int | None) -> FuzzyDate:
    """Make a date of its parts, as far as they are known; raises BadDate."""
    point = DatePoint(year, month, day if month else None)
    try:
        return FuzzyDate.parse(point.edtf)
    except BadDate:
        raise NoSuchDay(text=point.edtf) from None


def from_to(start: FuzzyDate, end: FuzzyDate, *, is_span: bool) -> FuzzyDate:
    """Make a date of the first and the last day; raises BadDate when they are exchanged."""
    if start == end or start.start is None or end.end is None:
        return start
    if is_span or start.start.qualifier or end.end.qualifier:
        return FuzzyDate.span(start.start, end.end)
    return FuzzyDate.one_of(start.start, end.end)


def clock_of(cell: Cell) -> time | None:
    """Give the time of a cell that a spreadsheet holds as a time or as part of a day."""
    if isinstance(cell, time | datetime):
        return time(cell.hour, cell.minute)
    if isinstance(cell, timedelta):
        return _at_minute(cell.total_seconds() / 60)
    if isinstance(cell, float) and 0 <= cell < 1:
        return _at_minute(cell * _MINUTES)
    return None


_MINUTES = 24 * 60


def _at_minute(minutes: float) -> time | None:
    whole = round(minutes)
    return time(whole // 60, whole % 60) if 0 <= whole < _MINUTES else None
