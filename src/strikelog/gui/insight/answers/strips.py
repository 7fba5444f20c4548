"""Strips in time, drawn by the shapes that the PDF uses as well."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from strikelog.domain.dates import FuzzyDate
from strikelog.domain.display import title_of
from strikelog.domain.messages import is_right_to_left, mark
from strikelog.domain.records import Incident, Period
from strikelog.drawing.bands import Band
from strikelog.drawing.timeline import Axis, Event, Timeline, day_place, draw_timeline
from strikelog.gui.insight.asking import Teller, open_wish
from strikelog.gui.insight.blocks import Picture
from strikelog.insight.periods import window_of_period

CERTAIN, POSSIBLE = mark("certain"), mark("possible")
_MOST_LABELS = 24
"""Marks that are labelled; of more there would be room for a few only. All can be pointed at."""

_FAR = 3_000_000.0
"""Beyond every day there is: a period without an end runs out of the drawing."""


def days_of(teller: Teller, when: FuzzyDate, incident_id: str, *, lane: int = 0) -> Event:
    """Give an incident as a mark on an axis of days."""
    first, last = when.first, when.last
    return Event(
        label=teller.date(when),
        start=day_place(first) if first else None,
        end=day_place(last) if last else None,
        lane=lane,
        key=incident_id,
    )


def bands_of(teller: Teller, periods: Iterable[Period]) -> tuple[Band, ...]:
    """Give periods as bands behind the marks."""
    made = []
    for period in periods:
        window = window_of_period(period)
        start, end = window.earliest_start, window.latest_end
        made.append(
            Band(
                start=day_place(start) if start else -_FAR,
                end=day_place(end) if end else _FAR,
                label=title_of(period, teller.language),
            )
        )
    return tuple(made)


def strip(
    teller: Teller,
    unit: str,
    events: Sequence[Event],
    *,
    bands: Sequence[Band] = (),
    between: Sequence[str] = (),
    lanes: Sequence[str] = (),
    axis: Axis = Axis.DAYS,
    described: str,
) -> Iterator[Picture]:
    """Draw marks in time, if any has a place there; each leads to its incident."""
    if not any(end is not None for one in events for end in (one.start, one.end)):
        return
    if len(events) > _MOST_LABELS:
        events = [replace(one, label="", words=one.words or one.label) for one in events]
        between = ()
    timeline = Timeline(
        unit=unit,
        events=events,
        bands=bands,
        lanes=lanes,
        between=between,
        axis=axis,
        certain=teller.say(CERTAIN),
        possible=teller.say(POSSIBLE),
        description=described,
        language=teller.language,
        mirrored=is_right_to_left(teller.language),
    )
    wishes = {one.key: open_wish(Incident, one.key) for one in events if one.key}
    yield Picture(partial(draw_timeline, timeline), described, wishes)
