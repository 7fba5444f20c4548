"""Lines of tables that several answers have in common: incidents with dates and reasons."""

from collections.abc import Iterator, Mapping, Sequence

from strikelog.domain.dates import FuzzyDate
from strikelog.domain.filters import Condition, Filter, Op
from strikelog.domain.messages import mark
from strikelog.domain.records import Incident
from strikelog.gui.insight.asking import (
    MOST_AT_ONCE,
    MOST_LINES,
    Asking,
    Teller,
    incidents_wish,
    open_wish,
)
from strikelog.gui.insight.blocks import Block, Cell, Heading, Row, Table, Way, Words
from strikelog.gui.language import apart

INCIDENT, WHEN, WHY = mark("Incident"), mark("When"), mark("Why")
_COUNTED = mark("{title} ({count})")
_FIRST = mark("The first {shown} of {count} are shown. “Show the incidents” lists all.")
_SHOW_FIRST = mark("Show the first {count} incidents")
_SHOW = mark("Show the incidents")
_BATCH = 500


def dated(asking: Asking, ids: Sequence[str]) -> dict[str, tuple[str, FuzzyDate | None]]:
    """Give titles and dates of incidents by id."""
    finding = asking.teller.finding
    found: dict[str, tuple[str, FuzzyDate | None]] = {}
    for start in range(0, len(ids), _BATCH):
        where = Filter((Condition("id", Op.IS, tuple(ids[start : start + _BATCH])),))
        keys = finding.keys(Incident, where)
        for row in finding.rows(Incident, keys, ("id", "title", "date_edtf")):
            title, date = row[1], row[2]
            told = str(title) if title else str(row[0])[:8]
            found[str(row[0])] = (told, date if isinstance(date, FuzzyDate) else None)
    return found


def incident_list(
    asking: Asking, title: str, reasons: Mapping[str, str], *, why: str = WHY
) -> Iterator[Block]:
    """Lay out incidents, each with a reason or none, oldest first, under a heading that counts."""
    teller = asking.teller
    count = teller.count(len(reasons))
    yield Heading(teller.say(_COUNTED, title=title, count=count))
    if not reasons:
        return
    known = dated(asking, tuple(reasons)[:MOST_LINES])
    ids = sorted(known, key=lambda one: age(known[one][1]))
    with_reasons = any(reasons.values())
    columns = (teller.say(WHEN), teller.say(INCIDENT), *((teller.say(why),) * with_reasons))
    rows = []
    for one in ids:
        told, when = known[one]
        cells = [Cell(teller.date(when)), Cell(apart(told))]
        cells += [Cell(reasons[one])] if with_reasons else []
        rows.append(Row(tuple(cells), open_wish(Incident, one)))
    yield Table(title, columns, tuple(rows), wide=1)
    if len(reasons) > len(rows):
        yield first_of(teller, len(rows), len(reasons))
    yield from way_to(asking, tuple(reasons))


def first_of(teller: Teller, shown: int, count: int) -> Words:
    """Say that a table holds only the first of many."""
    said = teller.say(_FIRST, shown=teller.count(shown), count=teller.count(count))
    return Words(said, is_quiet=True)


def way_to(asking: Asking, ids: Sequence[str]) -> Iterator[Way]:
    """Give the button that lists several incidents."""
    wish = incidents_wish(ids)
    if wish is None or len(ids) < 2:
        return
    said = asking.teller.say(_SHOW)
    if len(ids) > MOST_AT_ONCE:
        said = asking.teller.say(_SHOW_FIRST, count=asking.teller.count(MOST_AT_ONCE))
    yield Way(said, "list", wish)


def age(when: FuzzyDate | None) -> tuple[bool, tuple[object, ...]]:
    """Give what incidents are sorted by, the oldest first; those without a date come last."""
    return (when is None, when.sort_key if when else ())
