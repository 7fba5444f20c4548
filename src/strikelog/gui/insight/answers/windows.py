"""Pauses and cease-fires: attacks before, during and after, and those that cannot be told."""

from collections.abc import Iterator
from functools import partial

from strikelog.domain.dates import FuzzyDate
from strikelog.domain.messages import is_right_to_left, mark
from strikelog.domain.records import Period
from strikelog.drawing.bars import Bar, Bars, draw_bars
from strikelog.drawing.timeline import Event
from strikelog.gui.insight.answers.lines import dated, incident_list
from strikelog.gui.insight.answers.strips import POSSIBLE, bands_of, days_of, strip
from strikelog.gui.insight.asking import (
    MOST_LINES,
    MOST_LISTED,
    Answer,
    Asking,
    Teller,
    Told,
    Topic,
    incidents_wish,
    open_wish,
)
from strikelog.gui.insight.blocks import Block, Cell, Facts, Picture, Row, Table, Way, Words
from strikelog.gui.language import apart, number, upright
from strikelog.gui.style import Tone
from strikelog.insight.pauses import Part, PartOfPause, Pause
from strikelog.services.window_doubts import window_doubts

_NAMES = {
    Part.BEFORE: mark("Before"),
    Part.DURING: mark("During"),
    Part.AFTER: mark("After"),
    Part.CANNOT_TELL: mark("Cannot be told"),
}
_LINE = mark("{part}: {count}")
_ATTACKS = mark("Attacks by part")
_COLUMNS = (mark("Stretch of time"), mark("Attacks"), mark("Days"), mark("Attacks a day"))
_UNIT = mark("Date of the attacks")
_DRAWN = mark("Attacks before, during and after")
_PERIOD = mark("Open the period")
_RULE = mark(
    "Counted are attacks in the area of the period, some days before and after it as well. A date"
    " that does not lie on one side for certain cannot be told, nor can any while the dates of the"
    " period are disputed. Fewer attacks say nothing about why."
)
_MARKS = 200


def ask(asking: Asking) -> Answer:
    """Give the declared periods with the attacks around them."""
    teller = asking.teller
    found = asking.insights.windows(asking.where, asking.progress, dismissed=asking.with_dismissed)
    teller.learn({one.period_id for one in found})
    periods = {one.id: one for one in teller.finding.all(Period)}
    told = asking.with_decisions(
        _told(teller, one, periods.get(one.period_id)) for one in found[:MOST_LISTED]
    )
    return Answer(told, len(found))


def _told(teller: Teller, pause: Pause, period: Period | None) -> Told:
    during = pause.part(Part.DURING).incident_ids
    maybe = pause.part(Part.CANNOT_TELL).incident_ids
    said = (_counted(teller, part) for part in pause.parts if part.part is not Part.DURING)
    dates = (teller.date(period.start_edtf), teller.date(period.end_edtf)) if period else ()
    return Told(
        title=teller.name(pause.period_id),
        lines=(" – ".join(dates), " · ".join(said)),
        pill=_counted(teller, pause.part(Part.DURING)),
        tone=Tone.GRAVE if during else Tone.WAIT if maybe else Tone.PLAIN,
        wish=incidents_wish((*during, *maybe)),
        about=pause,
        found=pause,
    )


def _counted(teller: Teller, part: PartOfPause) -> str:
    count = teller.count(len(part.incident_ids))
    return teller.say(_LINE, part=teller.say(_NAMES[part.part]), count=count)


def tell(asking: Asking, told: Told) -> tuple[Block, ...]:
    """Lay out one window."""
    pause = told.about
    assert isinstance(pause, Pause)
    return tuple(_blocks(asking, pause))


def _blocks(asking: Asking, pause: Pause) -> Iterator[Block]:
    teller = asking.teller
    period = teller.finding.get(Period, pause.period_id)
    if period is not None:
        yield _facts(teller, period)
    yield _bars(teller, pause)
    yield from strip(
        teller,
        teller.say(_UNIT),
        _marks(asking, pause),
        bands=bands_of(teller, [period] if period else []),
        described=teller.say(_DRAWN),
    )
    columns = tuple(teller.say(one) for one in _COLUMNS)
    yield Table(
        teller.say(_ATTACKS), columns, tuple(_row(teller, part) for part in pause.parts), wide=0
    )
    for part in sorted(pause.parts, key=lambda one: _SHOWN_FIRST.index(one.part)):
        reasons = _reasons(asking, part, pause)
        yield from incident_list(asking, teller.say(_NAMES[part.part]), reasons)
    yield Words(teller.say(_RULE), is_quiet=True)
    yield Words(asking.thresholds("windows"), is_quiet=True)
    yield Way(teller.say(_PERIOD), "calendar-range", open_wish(Period, pause.period_id))


def _reasons(asking: Asking, part: PartOfPause, pause: Pause) -> dict[str, str]:
    """Say of each attack of which it cannot be told why not; the others need no reason."""
    reasons = dict.fromkeys(part.incident_ids, "")
    if part.part is not Part.CANNOT_TELL:
        return reasons
    why = window_doubts(asking.teller.finding, pause, MOST_LINES)
    return reasons | {one: asking.teller.say(reason) for one, reason in why.items()}


def _facts(teller: Teller, period: Period) -> Facts:
    ids = (*period.declared_by_ids, *period.location_ids)
    teller.learn(ids)
    area = teller.names(period.location_ids) or apart(period.geo_text or "–")
    return Facts(
        (
            (
                teller.label(Period, "period_type"),
                teller.code(Period, "period_type", period.period_type),
            ),
            (teller.label(Period, "start_edtf"), teller.date(period.start_edtf)),
            (teller.label(Period, "end_edtf"), teller.date(period.end_edtf)),
            (teller.label(Period, "declared_by_ids"), teller.names(period.declared_by_ids) or "–"),
            (teller.label(Period, "location_ids"), area),
        )
    )


def _bars(teller: Teller, pause: Pause) -> Picture:
    """Draw a bar for each part; what cannot be told is possible everywhere, and so hatched."""
    counted = {part.part: len(part.incident_ids) for part in pause.parts}
    bars = tuple(
        Bar(
            teller.say(_NAMES[part]),
            0 if part is Part.CANNOT_TELL else count,
            count,
            number(count),
            key=part.value,
        )
        for part, count in counted.items()
    )
    described = "; ".join(f"{bar.name}: {bar.words}" for bar in bars)
    shown = Bars(
        unit=teller.say(_ATTACKS),
        bars=bars,
        possible=teller.say(POSSIBLE),
        description=described,
        mirrored=is_right_to_left(teller.language),
    )
    found = {part.part.value: incidents_wish(part.incident_ids) for part in pause.parts}
    wishes = {key: wish for key, wish in found.items() if wish is not None}
    return Picture(partial(draw_bars, shown), described, wishes)


_SHOWN_FIRST = (Part.DURING, Part.CANNOT_TELL, Part.BEFORE, Part.AFTER)


def _row(teller: Teller, part: PartOfPause) -> Row:
    rate = part.per_day
    cells = (
        Cell(teller.say(_NAMES[part.part])),
        Cell(teller.count(len(part.incident_ids))),
        Cell(teller.count(part.days) if part.days else "–"),
        Cell(upright(f"{rate:.2f}") if rate is not None else "–"),
    )
    return Row(cells, incidents_wish(part.incident_ids))


def _marks(asking: Asking, pause: Pause) -> tuple[Event, ...]:
    """Give the attacks as marks without labels; the dates are read below."""
    ids = [one for part in pause.parts for one in part.incident_ids][:_MARKS]
    found: list[Event] = []
    for incident_id, (title, when) in dated(asking, ids).items():
        if isinstance(when, FuzzyDate):
            made = days_of(asking.teller, when, incident_id)
            told = f"{title}, {made.label}"
            found.append(Event("", made.start, made.end, key=incident_id, words=told))
    return tuple(found)


TOPIC = Topic(
    key="windows",
    title=mark("Pauses"),
    what=mark("Attacks before, during and after what was declared; vague dates are told apart."),
    nothing=mark("No pause, cease-fire or zone is recorded. Add them under “Periods”."),
    icon="calendar-range",
    ask=ask,
    tell=tell,
    is_decided=True,
    accepting=mark("Enter the period at the incidents that lie in it for certain"),
)
"""The question."""
