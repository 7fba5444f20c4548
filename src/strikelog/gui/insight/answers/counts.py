"""How many: attacks, sites and people of the filter, and which attacks a sum is silent about."""

from collections.abc import Iterator

from strikelog.domain.counts import range_words
from strikelog.domain.messages import mark
from strikelog.gui.insight.answers.lines import incident_list, way_to
from strikelog.gui.insight.asking import (
    Answer,
    Asking,
    Teller,
    Told,
    Topic,
    incidents_wish,
)
from strikelog.gui.insight.blocks import Block, Cell, Figures, Row, Table, Words
from strikelog.insight.totals import PeopleTotal
from strikelog.services.counting import Counts, counted

_TITLE = mark("What the filter matches")
_ATTACKS, _SITES = mark("attacks"), mark("distinct sites struck")
_NAMELESS, _AGAIN = mark("attacks on sites not identified"), mark("sites struck more than once")
_KILLED, _INJURED = mark("civilians reported killed"), mark("civilians reported injured")
_CHILDREN = mark("of them children reported killed")
_KILLED_ANY, _INJURED_ANY = mark("people reported killed"), mark("people reported injured")
_POSSIBLE = mark("Only possibly in the filter, because their dates are vague: {count}.")
_SUMS = mark("Sums of people")
_COLUMNS = (
    mark("Sum"),
    mark("Where a number is given"),
    mark("Attacks with a number"),
    mark("Attacks without one"),
)
_UNNAMED, _UNSTATED = mark("Sites not identified"), mark("Nobody says how many were killed")
_RULE = mark(
    "Attacks, sites and people are three units and are never added. Merged and rejected incidents"
    " and confirmed duplicates are no attacks. A sum adds the ranges adopted for the attacks whose"
    " assessment lets them count; where some of those have no number it is “at least”. What others"
    " published is in no sum."
)


def ask(asking: Asking) -> Answer:
    """Count what the filter matches."""
    found = counted(asking.teller.finding, asking.where, asking.progress)
    if not found.attack_ids:
        return Answer((), 0)
    return Answer((Told(asking.teller.say(_TITLE), (), "", about=found),), 1)


def tell(asking: Asking, told: Told) -> tuple[Block, ...]:
    """Lay the counts out, with the attacks that no sum speaks of."""
    found = told.about
    assert isinstance(found, Counts)
    return tuple(_blocks(asking, found))


def _blocks(asking: Asking, found: Counts) -> Iterator[Block]:
    teller = asking.teller
    nameless = found.sites.unidentified.certain_ids
    counts = (
        (len(found.attack_ids), _ATTACKS),
        (found.sites.sites.low, _SITES),
        (len(nameless), _NAMELESS),
        (len(found.struck_again), _AGAIN),
    )
    yield Figures(tuple((teller.count(count), teller.say(name)) for count, name in counts))
    sums = _sums(found)
    yield Figures(tuple((_people(teller, total), teller.say(name)) for name, total in sums))
    if found.possible:
        yield Words(teller.say(_POSSIBLE, count=teller.count(found.possible)))
    columns = tuple(teller.say(name) for name in _COLUMNS)
    rows = tuple(_row(teller, name, total) for name, total in sums)
    yield Table(teller.say(_SUMS), columns, rows, wide=0)
    yield Words(teller.say(_RULE), is_quiet=True)
    yield from way_to(asking, found.attack_ids)
    for title, ids in ((_UNNAMED, nameless), (_UNSTATED, found.killed.unstated_ids)):
        if ids:
            yield from incident_list(asking, teller.say(title), dict.fromkeys(ids, ""))


def _sums(found: Counts) -> tuple[tuple[str, PeopleTotal], ...]:
    """Name each sum of people by whom it counts."""
    killed, injured = (_KILLED, _INJURED) if found.civilians_only else (_KILLED_ANY, _INJURED_ANY)
    children = () if found.children is None else ((_CHILDREN, found.children),)
    return ((killed, found.killed), *children, (injured, found.injured))


def _people(teller: Teller, total: PeopleTotal) -> str:
    """Write a sum; attacks without a number leave it open."""
    high = None if total.is_at_least else total.high
    return range_words(total.low, high, teller.language) if total.low is not None else "–"


def _row(teller: Teller, name: str, total: PeopleTotal) -> Row:
    stated = range_words(total.low, total.high, teller.language) if total.incident_ids else "–"
    cells = (
        Cell(teller.say(name)),
        Cell(stated),
        Cell(teller.count(total.incidents_counted)),
        Cell(teller.count(len(total.unstated_ids))),
    )
    return Row(cells, incidents_wish(total.incident_ids))


TOPIC = Topic(
    key="counts",
    title=mark("Counts"),
    what=mark("How many attacks, sites and people: each unit by itself, as briefings count them."),
    nothing=mark("There is no attack to count yet. Record incidents, or clear the filter."),
    icon="chart-column",
    ask=ask,
    tell=tell,
    is_whole=True,
)
"""The question."""
