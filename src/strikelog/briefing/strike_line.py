"""The strikes on sites that were struck again, side by side in time."""

from collections.abc import Iterable, Sequence

from ..domain.messages import is_right_to_left
from ..drawing.shapes import Drawing
from ..drawing.timeline import Event, Timeline, day_place, draw_timeline
from .drawn import Drawn, measure
from .speech import Sentence, Tongue
from .surroundings import RepeatedSite, StrikeRow

__all__ = ["strike_line"]

_UNIT = Sentence("Strikes on sites hit more than once", "الضربات على المواقع المصابة أكثر من مرة")
_CERTAIN = Sentence("a strike on that day", "ضربة في ذلك اليوم")
_POSSIBLE = Sentence("some day within the bar", "يوم ما ضمن الشريط")
_MOST = 6
"""Sites drawn; those struck most come first."""


def strike_line(tongue: Tongue, sites: Sequence[RepeatedSite]) -> Drawn | None:
    """Draw one row a site; None where fewer than two strikes have a date."""
    shown = sites[:_MOST]
    events = [event for lane, site in enumerate(shown) for event in _events(site.strikes, lane)]
    if len(events) < 2:
        return None
    timeline = Timeline(
        unit=tongue.say(_UNIT),
        events=events,
        lanes=[site.name for site in shown],
        certain=tongue.say(_CERTAIN),
        possible=tongue.say(_POSSIBLE),
        description=". ".join([tongue.say(_UNIT), *map(_told, shown)]),
        language=tongue.language,
        mirrored=is_right_to_left(tongue.language),
    )

    def make(width: float, _mirrored: bool) -> Drawing:
        return draw_timeline(timeline, width, measure)

    return Drawn(make, keeps_with_next=True)


def _events(strikes: Iterable[StrikeRow], lane: int) -> Iterable[Event]:
    for strike in strikes:
        first = strike.occurred.first if strike.occurred else None
        last = strike.occurred.last if strike.occurred else None
        if first or last:
            yield Event(
                strike.date,
                day_place(first) if first else None,
                day_place(last) if last else None,
                lane,
            )


def _told(site: RepeatedSite) -> str:
    return f"{site.name}: {'; '.join(strike.date for strike in site.strikes)}"
