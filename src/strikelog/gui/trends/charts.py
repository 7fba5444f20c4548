"""What the charts of the page say: counts as shapes with their words, keys and units."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import partial

from strikelog.domain.counts import range_words
from strikelog.domain.display import code_words
from strikelog.domain.messages import is_right_to_left, mark
from strikelog.drawing.axes import Measure
from strikelog.drawing.bars import Bar, Bars, draw_bars
from strikelog.drawing.shapes import Drawing
from strikelog.drawing.timescale import step_name
from strikelog.drawing.trend import Band, Column, Trend, draw_trend
from strikelog.gui.language import language, number, say
from strikelog.insight.breakdowns import Part
from strikelog.insight.over_time import PeopleOverTime, Step, StepPeople, periods_beside
from strikelog.services.drawings import Make
from strikelog.services.trends import Trends

_HIGH = 150.0
_MOST_BANDS, _MOST_PARTS = 4, 12
ATTACKS = {
    Step.WEEK: mark("Attacks by week, beginning on Monday"),
    Step.MONTH: mark("Attacks by month"),
    Step.YEAR: mark("Attacks by year"),
}
KILLED = {
    Step.WEEK: mark("People reported killed, by week"),
    Step.MONTH: mark("People reported killed, by month"),
    Step.YEAR: mark("People reported killed, by year"),
}
INJURED = {
    Step.WEEK: mark("People reported injured, by week"),
    Step.MONTH: mark("People reported injured, by month"),
    Step.YEAR: mark("People reported injured, by year"),
}
SITE_TYPES = mark("Attacks by type of site; one on several types counts in each")
DELIVERIES = mark("Attacks by method")
ACTORS = mark("Attacks by who is held responsible")
_DATE_OPEN = mark("possible, the date leaves it open")
_RANGE_OPEN = mark("up to, by the highest figure")
_FILTER_OPEN = mark("possible, by the dates of the filter")
_UNSTATED = mark("Not stated")
_OTHERS = mark("All others")
_AT_LEAST = mark("at least {count}")

Ids = dict[str, tuple[str, ...]]
"""The incidents behind each part of a chart, by its key."""


def attacks_chart(found: Trends) -> tuple[str, Make | None, Ids]:
    """Lay out attacks over time with the declared periods; no chart of nothing."""
    over, tongue = found.attacks, language()
    title = say(ATTACKS[over.step])
    ids = {
        one.start.isoformat(): (*one.certain_ids, *one.possible_ids)
        for one in over.counts
        if one.high
    }
    if not over.counts:
        return title, None, {}
    starts = [one.start for one in over.counts]
    columns = [
        _column(name, one.low, one.high, one.start.isoformat())
        for name, one in zip(_names(starts, over.step, tongue), over.counts, strict=True)
    ]
    shown, _ = periods_beside(over, found.periods)
    bands = [Band(one.start, one.end, one.name, is_shaded=one.is_promise) for one in shown]
    chart = Trend(
        unit=title,
        columns=columns,
        bands=bands[:_MOST_BANDS],
        possible=say(_DATE_OPEN),
        description=_described(title, columns),
        mirrored=is_right_to_left(tongue),
    )
    return title, partial(_trend, chart), ids


def people_chart(over: PeopleOverTime, titles: dict[Step, str]) -> tuple[str, Make | None, Ids]:
    """Lay out people over time, on an axis of their own; no chart where nobody says a number."""
    title, tongue = say(titles[over.step]), language()
    ids = {one.start.isoformat(): one.incident_ids for one in over.counts}
    if not any(one.high is None or one.high for one in over.counts):
        return title, None, {}
    starts = [one.start for one in over.counts]
    columns = [
        _people(name, one)
        for name, one in zip(_names(starts, over.step, tongue), over.counts, strict=True)
    ]
    chart = Trend(
        unit=title,
        columns=columns,
        possible=say(_RANGE_OPEN),
        description=_described(title, columns),
        mirrored=is_right_to_left(tongue),
    )
    return title, partial(_trend, chart), ids


def parts_chart(
    parts: Sequence[Part], title: str, name: Callable[[str], str]
) -> tuple[str, Make | None, Ids]:
    """Lay out a breakdown: the largest parts, and all others together."""
    ids = {part.key or "-": part.incident_ids for part in parts[:_MOST_PARTS]}
    bars = [
        Bar(
            name(part.key) if part.key else say(_UNSTATED),
            part.low,
            part.high,
            range_words(part.low, part.high),
            part.key or "-",
        )
        for part in parts[:_MOST_PARTS]
    ]
    rest = parts[_MOST_PARTS:]
    if rest:
        sure = {one for part in rest for one in part.certain_ids}
        every = {one for part in rest for one in part.incident_ids}
        ids[_REST] = tuple(sorted(every))
        words = range_words(len(sure), len(every))
        bars.append(Bar(say(_OTHERS), len(sure), len(every), words, _REST))
    if not bars:
        return say(title), None, {}
    shown = Bars(
        unit=say(title),
        bars=bars,
        possible=say(_FILTER_OPEN),
        description=". ".join([say(title), *(f"{bar.name}: {bar.words}" for bar in bars)]),
        mirrored=is_right_to_left(language()),
    )
    return say(title), partial(_bars, shown), ids


def code_name(vocabulary: str) -> Callable[[str], str]:
    """Name codes of a vocabulary in the language of the window."""
    return lambda code: code_words(vocabulary, code, language())


_REST = "others"


def _trend(chart: Trend, width: float, measure: Measure) -> Drawing:
    return draw_trend(chart, width, _HIGH, measure)


def _bars(shown: Bars, width: float, measure: Measure) -> Drawing:
    return draw_bars(shown, width, measure)


def _names(starts: Iterable[date], step: Step, tongue: str) -> list[str]:
    names, before = [], None
    for start in starts:
        names.append(step_name(start, step.value, before, tongue))
        before = start
    return names


def _column(name: str, low: int, high: int, key: str) -> Column:
    words = range_words(low, high) if high else ""
    return Column(name, low, high, words, key, f"{name}: {words}")


def _people(name: str, one: StepPeople) -> Column:
    key = one.start.isoformat()
    if one.high is None:
        # An open end is drawn as far as it is known; the words say that it is open.
        words = say(_AT_LEAST).format(count=number(one.low))
        return Column(name, one.low, one.low, words, key, f"{name}: {words}")
    return _column(name, one.low, one.high, key)


def _described(title: str, columns: Iterable[Column]) -> str:
    return ". ".join([title, *(column.said for column in columns if column.high)])
