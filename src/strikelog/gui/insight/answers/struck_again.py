"""Sites struck again: the ledger of each, as a strip in time and as a table."""

from collections.abc import Iterator, Sequence

from strikelog.domain.messages import mark
from strikelog.domain.records import Incident, IncidentSite, Period, Site
from strikelog.gui.insight.answers.lines import way_to
from strikelog.gui.insight.answers.strips import bands_of, days_of, strip
from strikelog.gui.insight.asking import (
    MOST_LISTED,
    Answer,
    Asking,
    Teller,
    Told,
    Topic,
    incidents_wish,
    open_wish,
)
from strikelog.gui.insight.blocks import (
    Block,
    Cell,
    Facts,
    Figures,
    Grid,
    Heading,
    Picture,
    Row,
    Square,
    Table,
    Way,
    Words,
)
from strikelog.gui.language import apart
from strikelog.gui.style import Tone
from strikelog.insight.patterns import Interval, NthStrike, SiteLedger

_MOST_TOLD = 4
_TIMES = mark("{count} times")
_FIRST = mark("{n}. {date}")
_AGAIN = mark("{n}. {date}, after {days} days")
_LEDGER = mark("Ledger of the site")
_COLUMNS = (
    mark("No."),
    mark("Date"),
    mark("Days since"),
    mark("Before → after"),
    mark("Notified"),
)
_CHANGED = mark("{before} → {after}")
_BECAUSE = mark("{date}, {period}")
_STRIKES, _SHORTEST, _LONGEST = (
    mark("times struck"),
    mark("days, shortest interval"),
    mark("days, longest interval"),
)
_IN_FORCE, _CERTAIN, _POSSIBLE = mark("In force then"), mark("certain"), mark("possible")
_BETWEEN = mark("{days} days")
_UNIT = mark("Date")
_DRAWN = mark("Strikes on {site} in time")
_SITE = mark("Open the site")
_RULE = mark(
    "Counted are incidents with the site in the role “hit”. An interval runs from as few to as many"
    " days as the two dates allow; “possibly” in force where a date or a period leaves it open."
)


def ask(asking: Asking) -> Answer:
    """Give the sites struck more than once, the most often struck first."""
    teller = asking.teller
    found = asking.insights.repeats(asking.where, asking.progress, dismissed=asking.with_dismissed)
    listed = found[:MOST_LISTED]
    teller.learn({ledger.site_id for ledger in listed})
    told = asking.with_decisions(_told(teller, ledger) for ledger in listed)
    return Answer(told, len(found))


def _told(teller: Teller, ledger: SiteLedger) -> Told:
    count = len(ledger.strikes)
    return Told(
        title=teller.name(ledger.site_id),
        lines=_lines(teller, ledger.strikes),
        pill=teller.say(_TIMES, count=count),
        tone=Tone.GRAVE if count > 2 else Tone.WAIT,
        wish=incidents_wish(ledger.incident_ids),
        about=ledger,
        found=ledger,
        name=ledger.site_id,
    )


def _lines(teller: Teller, strikes: Sequence[NthStrike]) -> tuple[str, ...]:
    """Give all strikes, or of many the first and the last ones."""
    told = tuple(_line(teller, nth) for nth in strikes)
    return told if len(told) <= _MOST_TOLD else (told[0], "…", *told[-2:])


def _line(teller: Teller, nth: NthStrike) -> str:
    date = teller.date(nth.hit.occurred)
    if nth.since_last is None or _is_unknown(nth.since_last):
        return teller.say(_FIRST, n=nth.n, date=date)
    return teller.say(_AGAIN, n=nth.n, date=date, days=_days(teller, nth.since_last))


def _days(teller: Teller, interval: Interval) -> str:
    return "–" if _is_unknown(interval) else teller.span(interval.low, interval.high)


def _is_unknown(interval: Interval) -> bool:
    """Tell whether the dates say nothing about the days between."""
    return interval.high is None and interval.low <= 0


def tell(asking: Asking, told: Told) -> tuple[Block, ...]:
    """Lay out one ledger."""
    ledger = told.about
    assert isinstance(ledger, SiteLedger)
    return tuple(_blocks(asking, ledger, told.title))


def _blocks(asking: Asking, ledger: SiteLedger, title: str) -> Iterator[Block]:
    teller = asking.teller
    teller.learn({one for nth in ledger.strikes for one in _periods(nth)})
    yield _figures(teller, ledger)
    yield from _picture(asking, ledger, title)
    rows = tuple(_row(teller, nth) for nth in ledger.strikes)
    columns = tuple(teller.say(one) for one in _COLUMNS)
    yield Table(teller.say(_LEDGER), columns, rows, wide=3)
    yield from _in_force(teller, ledger)
    yield Words(teller.say(_RULE), is_quiet=True)
    yield Way(teller.say(_SITE), "building-2", open_wish(Site, ledger.site_id))
    yield from way_to(asking, ledger.incident_ids)


def _figures(teller: Teller, ledger: SiteLedger) -> Figures:
    gaps = [nth.since_last for nth in ledger.strikes if nth.since_last]
    shortest = min(gaps, key=lambda gap: gap.low)
    longest = max(gaps, key=lambda gap: (gap.high is None, gap.high or 0))
    return Figures(
        (
            (teller.count(len(ledger.strikes)), teller.say(_STRIKES)),
            (_days(teller, shortest), teller.say(_SHORTEST)),
            (_days(teller, longest), teller.say(_LONGEST)),
        )
    )


def _picture(asking: Asking, ledger: SiteLedger, title: str) -> Iterator[Picture]:
    teller = asking.teller
    dated = [nth for nth in ledger.strikes if nth.hit.occurred]
    marks = tuple(
        days_of(teller, nth.hit.occurred, nth.hit.incident_id) for nth in dated if nth.hit.occurred
    )
    between = tuple(
        teller.say(_BETWEEN, days=_days(teller, nth.since_last)) if nth.since_last else ""
        for nth in dated[1:]
    )
    wanted = {one for nth in ledger.strikes for one in _periods(nth)}
    periods = [one for one in teller.finding.all(Period) if one.id in wanted]
    yield from strip(
        teller,
        teller.say(_UNIT),
        marks,
        bands=bands_of(teller, periods),
        between=between,
        described=teller.say(_DRAWN, site=apart(title)),
    )


def _periods(nth: NthStrike) -> tuple[str, ...]:
    return (*nth.periods.certain_ids, *nth.periods.possible_ids)


def _row(teller: Teller, nth: NthStrike) -> Row:
    hit, gap = nth.hit, nth.since_last
    before, after = (
        teller.code(IncidentSite, key, code)
        for key, code in (("status_before", hit.status_before), ("status_after", hit.status_after))
    )
    cells = (
        Cell(teller.count(nth.n)),
        Cell(teller.date(hit.occurred)),
        Cell(_days(teller, gap) if gap else "–"),
        Cell(_change(teller, before, after)),
        Cell(teller.code(IncidentSite, "notified_then", hit.notified_then)),
    )
    return Row(cells, open_wish(Incident, hit.incident_id))


def _change(teller: Teller, before: str, after: str) -> str:
    return "–" if before == after == "–" else teller.say(_CHANGED, before=before, after=after)


def _in_force(teller: Teller, ledger: SiteLedger) -> Iterator[Block]:
    """Lay out which period was in force at which strike, for certain or possibly."""
    periods = tuple(dict.fromkeys(one for nth in ledger.strikes for one in _periods(nth)))
    if not periods:
        return
    across = (teller.date(nth.hit.occurred) for nth in ledger.strikes)
    yield Heading(teller.say(_IN_FORCE))
    yield Grid(
        teller.say(_IN_FORCE),
        tuple(across),
        tuple(apart(teller.name(one)) for one in periods),
        tuple(tuple(_held(teller, nth, one) for nth in ledger.strikes) for one in periods),
    )
    doubts = tuple(_doubts(teller, ledger))
    if doubts:
        yield Facts(doubts)


def _doubts(teller: Teller, ledger: SiteLedger) -> Iterator[tuple[str, str]]:
    """Say why a period is only possibly in force."""
    for nth in ledger.strikes:
        for one in nth.periods.possible_ids:
            date, period = teller.date(nth.hit.occurred), apart(teller.name(one))
            why = teller.say(nth.periods.why(one))
            yield teller.say(_BECAUSE, date=date, period=period), why


def _held(teller: Teller, nth: NthStrike, period_id: str) -> Square:
    wish = open_wish(Period, period_id)
    why = teller.say(nth.periods.why(period_id))
    if period_id in nth.periods.certain_ids:
        return Square(teller.say(_CERTAIN), Tone.TOLD, "check", why, wish)
    if period_id in nth.periods.possible_ids:
        return Square(teller.say(_POSSIBLE), Tone.WAIT, "circle-question-mark", why, wish)
    return Square("–", is_faint=True, wish=wish)


TOPIC = Topic(
    key="repeats",
    title=mark("Struck again"),
    what=mark(
        "Sites struck in more than one incident, with the days between and what was in force."
    ),
    nothing=mark(
        "No site was struck twice. Name the sites of your incidents, with the role “Hit”, so that"
        " it would show."
    ),
    icon="history",
    ask=ask,
    tell=tell,
    is_decided=True,
    accepting=mark("Link the incidents as strikes on the same site"),
)
"""The question."""
