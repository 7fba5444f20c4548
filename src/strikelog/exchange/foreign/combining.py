"""Values of one row put together: parts of a date, ends of a number, the two coordinates."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from ...domain.count_values import Count
from ...domain.dates import FuzzyDate
from ...domain.errors import BadValue
from ...domain.messages import mark
from ...domain.saying import say
from .days import from_to, of_parts
from .mapping import RANGE, ZERO
from .people import between
from .reads import ReadCell, Trouble
from .targets import COUNT_PREFIX, HIGH, LOW


class OneCoordinate(BadValue):
    """Only one of two coordinates is there."""

    message = mark("Only one of latitude and longitude is given.")


NULL_ISLAND = mark("Latitude and longitude are both 0, which stands for no coordinates.")

Refuse = Callable[[ReadCell, Trouble], None]


@dataclass(frozen=True, slots=True)
class Combiner:
    """Puts the cells of one row together; what does not fit is given to `refuse` or `doubt`."""

    refuse: Refuse
    doubt: Refuse

    def combine(self, cells: Sequence[ReadCell]) -> tuple[ReadCell, ...]:
        """Give the cells with their parts put together."""
        targets = {cell.target for cell in cells}
        kept = list(cells)
        if not targets.isdisjoint(_PARTS):
            kept = list(self._dates(kept))
        if any(_bound(key) for key in targets):
            kept = list(self._numbers(kept))
        if not targets.isdisjoint(_AXES):
            kept = list(self._coordinates(kept))
        return tuple(kept)

    def _dates(self, cells: Sequence[ReadCell]) -> Iterable[ReadCell]:
        parts = {cell.target: cell for cell in cells if cell.target in _PARTS}
        whole = next((cell for cell in cells if cell.target == "date"), None)
        rest = [cell for cell in cells if cell.target not in _PARTS]
        if whole is None and parts:
            made = self._made_date(parts)
            return [made, *rest] if made else rest
        return rest

    def _made_date(self, parts: dict[str, ReadCell]) -> ReadCell | None:
        named = parts.get("date.start") or parts.get("date.end") or next(iter(parts.values()))
        try:
            date = _date_of(parts)
        except BadValue as error:
            self.refuse(named, error)
            return None
        text = " – ".join(dict.fromkeys(cell.text for cell in parts.values()))
        return None if date is None else replace(named, target="date", value=date, text=text)

    def _numbers(self, cells: Sequence[ReadCell]) -> Iterable[ReadCell]:
        ends = {_base(cell.target): cell for cell in cells if _bound(cell.target)}
        for base in ends:
            cells = self._with_ends(cells, base)
        return cells

    def _with_ends(self, cells: Sequence[ReadCell], base: str) -> list[ReadCell]:
        own = {_bound(cell.target): cell for cell in cells if _base(cell.target) == base}
        rest = [cell for cell in cells if _base(cell.target) != base]
        low, high, best = own.get(LOW), own.get(HIGH), own.get("")
        first = low or high
        try:
            count = between(_number(low), _number(high), _number(best))
        except BadValue as error:
            self.refuse(first or cells[0], error)
            return rest
        if first is None or count is None or _says_nothing(count, first):
            return rest
        return [*rest, replace(first, target=base, value=count, text=count.wording)]

    def _coordinates(self, cells: Sequence[ReadCell]) -> Iterable[ReadCell]:
        found = [cell for cell in cells if cell.target in _AXES]
        if len({cell.target for cell in found}) == 1:
            self.refuse(found[0], OneCoordinate())
        elif all(cell.value == 0 for cell in found):
            self.doubt(found[0], say(NULL_ISLAND))
        else:
            return cells
        return [cell for cell in cells if cell.target not in _AXES]


_AXES = ("place.lat", "place.lon")
_PARTS = ("date.start", "date.end", "date.year", "date.month", "date.day")


def _date_of(parts: dict[str, ReadCell]) -> FuzzyDate | None:
    start, end = (_fuzzy(parts.get(key)) for key in ("date.start", "date.end"))
    if start and end:
        told = (parts[key].options.get(RANGE) for key in ("date.start", "date.end"))
        return from_to(start, end, is_span="one_of" not in told)
    if start or end:
        return start or end
    year, month, day = (_whole(parts.get(f"date.{unit}")) for unit in ("year", "month", "day"))
    return None if year is None else of_parts(year, month, day)


def _fuzzy(cell: ReadCell | None) -> FuzzyDate | None:
    return cell.value if cell and isinstance(cell.value, FuzzyDate) else None


def _whole(cell: ReadCell | None) -> int | None:
    return cell.value if cell and isinstance(cell.value, int) else None


def _number(cell: ReadCell | None) -> Count | None:
    return cell.value if cell and isinstance(cell.value, Count) else None


def _says_nothing(count: Count, cell: ReadCell) -> bool:
    """Say whether both ends are nought in a table where nought says nothing."""
    return count.qualifier == "none" and cell.options.get(ZERO) != "none"


@cache
def _bound(key: str) -> str:
    """Give the end that a number's key names; blank for the whole number and other keys."""
    end = key.rsplit(".", maxsplit=1)[-1]
    return end if key.startswith(COUNT_PREFIX) and end in (LOW, HIGH) else ""


@cache
def _base(key: str) -> str:
    """Give a number's key without its end."""
    bound = _bound(key)
    return key.removesuffix(f".{bound}") if bound else key
