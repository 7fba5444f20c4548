"""Coverage and silence: months by area, what we hold beside what others speak of."""

from collections.abc import Iterator

from strikelog.domain.dates import FuzzyDate
from strikelog.domain.messages import mark
from strikelog.domain.records import AggregateClaim, Claim
from strikelog.gui.insight.answers.lines import incident_list
from strikelog.gui.insight.asking import (
    Answer,
    Asking,
    Teller,
    Told,
    Topic,
    incidents_wish,
    open_wish,
)
from strikelog.gui.insight.blocks import Block, Figures, Grid, Square, Words
from strikelog.gui.language import apart
from strikelog.gui.style import Tone
from strikelog.insight.coverage import Cell, Coverage, Month

_NAME = mark("Attacks by month and governorate")
_SILENT, _TOLD = mark("not covered"), mark("others only")
_SPOKEN = mark("{area}, {month}: {said}")
_ATTACKS = mark("attacks: {said}")
_SILENT_LONG = mark("not covered. Nobody says that nothing happened.")
_TOLD_LONG = mark("we hold nothing, others speak of attacks.")
_CLAIMED_LONG = mark("we hold nothing; a claim dates an attack here that we hold elsewhere.")
_MONTHS, _AREAS, _GAPS = (
    mark("months"),
    mark("governorates"),
    mark("cells of which only others speak"),
)
_UNDATED, _UNPLACED = mark("Without a month"), mark("Without a governorate")
_RULE = mark(
    "An attack whose date lies in several months is possible in each. “Others only” marks months of"
    " which a published total speaks and we hold nothing, or into which a claim dates an attack"
    " that we hold in another. An empty record is no nought: it is “not"
    " covered”. Enter lists the attacks of a cell, or opens the total or"
    " the claim."
)


def ask(asking: Asking) -> Answer:
    """Lay out what is held by month and governorate."""
    found = asking.insights.coverage(asking.where, asking.progress)
    if not found.months:
        return Answer((), 0)
    told = Told(asking.teller.say(_NAME), (), "", about=found)
    return Answer((told,), len(found.months) * len(found.area_ids))


def tell(asking: Asking, told: Told) -> tuple[Block, ...]:
    """Give the matrix."""
    found = told.about
    assert isinstance(found, Coverage)
    asking.teller.learn(found.area_ids)
    return tuple(_blocks(asking, found))


def _blocks(asking: Asking, found: Coverage) -> Iterator[Block]:
    teller = asking.teller
    gaps = sum(1 for cell in found.cells.values() if cell.state == "told")
    yield Figures(
        (
            (teller.count(len(found.months)), teller.say(_MONTHS)),
            (teller.count(len(found.area_ids)), teller.say(_AREAS)),
            (teller.count(gaps), teller.say(_GAPS)),
        )
    )
    areas = sorted(found.area_ids, key=teller.name)
    yield Grid(
        teller.say(_NAME),
        tuple(apart(teller.name(one)) for one in areas),
        tuple(_month(teller, one) for one in found.months),
        tuple(
            tuple(_square(teller, found.cell(month, area)) for area in areas)
            for month in found.months
        ),
    )
    yield Words(teller.say(_RULE), is_quiet=True)
    for title, ids in ((_UNDATED, found.undated_ids), (_UNPLACED, found.unplaced_ids)):
        if ids:
            yield from incident_list(asking, teller.say(title), dict.fromkeys(ids, ""))


def _month(teller: Teller, month: Month) -> str:
    return teller.date(FuzzyDate.parse(f"{month[0]:04}-{month[1]:02}"))


def _square(teller: Teller, cell: Cell) -> Square:
    if cell.state == "silent":
        return Square(
            teller.say(_SILENT), spoken=_spoken(teller, cell, _SILENT_LONG), is_faint=True
        )
    if cell.state == "told":
        by_total = bool(cell.total_ids)
        spoken = _spoken(teller, cell, _TOLD_LONG if by_total else _CLAIMED_LONG)
        kind, ids = (AggregateClaim, cell.total_ids) if by_total else (Claim, cell.claim_ids)
        opening = open_wish(kind, ids[0])
        return Square(teller.say(_TOLD), Tone.WAIT, "triangle-alert", spoken, opening)
    said = _held(teller, cell)
    spoken = _spoken(teller, cell, teller.say(_ATTACKS, said=said))
    wish = incidents_wish((*cell.certain_ids, *cell.possible_ids))
    return Square(said, Tone.TOLD if cell.certain_ids else None, spoken=spoken, wish=wish)


def _held(teller: Teller, cell: Cell) -> str:
    certain, possible = len(cell.certain_ids), len(cell.possible_ids)
    return teller.span(certain, certain + possible)


def _spoken(teller: Teller, cell: Cell, said: str) -> str:
    return teller.say(
        _SPOKEN,
        area=apart(teller.name(cell.area_id)),
        month=_month(teller, cell.month),
        said=teller.say(said),
    )


TOPIC = Topic(
    key="coverage",
    title=mark("Coverage"),
    what=mark("Attacks by month and governorate, and where others speak and we hold nothing."),
    nothing=mark("No incident has a date and a governorate yet."),
    icon="table",
    ask=ask,
    tell=tell,
    is_whole=True,
)
"""The question."""
