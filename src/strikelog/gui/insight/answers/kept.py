"""Answers about published totals that were kept: each as it was then, and what differs since."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from strikelog.domain.display import title_of
from strikelog.domain.messages import mark
from strikelog.domain.records import AggregateClaim, Incident
from strikelog.gui.insight.answers.lines import INCIDENT, WHY, first_of, incident_list, way_to
from strikelog.gui.insight.answers.totals import (
    BY,
    COUNTED,
    EXCLUDED,
    GAP,
    OPEN,
    OWN,
    POSSIBLE,
    SAID,
    TONES,
    UNITS,
    VERDICTS,
    WHYS,
    day_kept,
    gap_words,
    published,
    scope_of,
    who_says,
)
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
from strikelog.gui.insight.blocks import (
    Block,
    Cell,
    Figures,
    Heading,
    Row,
    Table,
    Verdict,
    Way,
    Words,
)
from strikelog.gui.language import apart
from strikelog.gui.pages.wishes import LookAt
from strikelog.gui.style import Tone
from strikelog.services.kept_runs import (
    COUNTED_IN,
    EXCLUDED_IN,
    POSSIBLE_IN,
    KeptRun,
    Moved,
    total_then,
)

_Listed = Mapping[str, Any]
"""An incident as a kept answer holds it."""

_RUN = mark("No. {number}, {date}, by {who}")
_STATE = mark(
    "Kept on {date} by {who}. It rests on the records as they were then: entry {number} of the"
    " history. It does not change with them."
)
_COUNT = mark("{title} ({count})")
_CODE, _SINCE = mark("Code"), mark("Since then")
_SAME, _CHANGED, _GONE = mark("unchanged"), mark("changed"), mark("deleted")
_TODAY = mark("What would be answered today")
_AS_THEN = mark("The same incidents would be counted, possible and excluded.")
_NOW = mark("{verdict}; own records: {range}. These incidents would stand elsewhere:")
_THEN_IN, _NOW_IN = mark("Then"), mark("Today")
_PLACES = {
    COUNTED_IN: mark("counted"),
    POSSIBLE_IN: mark("possible"),
    EXCLUDED_IN: mark("excluded"),
    "": mark("not recorded"),
}
_TOTAL_GONE = mark("The total was deleted since, so that nothing can be answered about it today.")
_ANSWER = mark("See today’s answer")
_LISTS = ((COUNTED_IN, COUNTED), (POSSIBLE_IN, POSSIBLE))


def ask(asking: Asking) -> Answer:
    """Give the answers that were kept, the newest first."""
    runs = asking.insights.runs()
    return Answer(tuple(_told(asking.teller, run) for run in runs[:MOST_LISTED]), len(runs))


def _told(teller: Teller, run: KeptRun) -> Told:
    held, total = run.result, total_then(run)
    said = _why(teller, held) or teller.say(
        OWN[held["unit"]], range=teller.span(held["low"], held["high"])
    )
    when = {
        "number": teller.count(run.number),
        "date": day_kept(teller, run),
        "who": apart(run.actor),
    }
    by = teller.say(BY, figure=published(teller, total), who=who_says(teller, total))
    ids = [one["incident_id"] for name, _ in _LISTS for one in held[name]]
    return Told(
        title=title_of(total, teller.language),
        lines=(by, said, teller.say(_RUN, **when)),
        pill=teller.say(VERDICTS[held["verdict"]]),
        tone=TONES.get(held["verdict"], Tone.PLAIN),
        wish=incidents_wish(ids),
        about=run,
        name=str(run.number),
    )


def tell(asking: Asking, told: Told) -> tuple[Block, ...]:
    """Lay out one answer as it was kept."""
    run = told.about
    assert isinstance(run, KeptRun)
    return tuple(_blocks(asking, run))


def _blocks(asking: Asking, run: KeptRun) -> Iterator[Block]:
    teller, held, total = asking.teller, run.result, total_then(run)
    verdict = held["verdict"]
    why = _why(teller, held) or teller.say(WHYS[verdict])
    yield Verdict(teller.say(VERDICTS[verdict]), TONES.get(verdict, Tone.PLAIN), why)
    state = {
        "date": day_kept(teller, run),
        "who": apart(run.actor),
        "number": teller.count(run.head),
    }
    yield Words(teller.say(_STATE, **state), is_quiet=True)
    yield scope_of(teller, total)
    if held["unit"] in UNITS and verdict not in ("not_comparable", "superseded"):
        yield _figures(teller, held, total)
        for name, title in _LISTS:
            yield from _list(asking, teller.say(title), held[name])
        reasons = _excluded(teller, held[EXCLUDED_IN])
        yield from incident_list(asking, teller.say(EXCLUDED), reasons)
    yield from _today(asking, run)
    yield Way(teller.say(_ANSWER), "scale", LookAt("totals", run.total_id))
    yield Way(teller.say(OPEN), "sigma", open_wish(AggregateClaim, run.total_id))


def _why(teller: Teller, held: Mapping[str, Any]) -> str:
    """Say why the two were not compared; nothing where they were."""
    return teller.say(held["why"]) if held["why"] else ""


def _figures(teller: Teller, held: Mapping[str, Any], total: AggregateClaim) -> Figures:
    return Figures(
        (
            (published(teller, total), teller.say(SAID)),
            (teller.span(held["low"], held["high"]), teller.say(UNITS[held["unit"]])),
            (gap_words(teller, *held["gap"]), teller.say(GAP)),
        )
    )


def _list(asking: Asking, title: str, listed: Sequence[_Listed]) -> Iterator[Block]:
    """Lay out the incidents of one list with their titles of then, and what became of them."""
    teller = asking.teller
    yield Heading(teller.say(_COUNT, title=title, count=teller.count(len(listed))))
    if not listed:
        return
    shown = listed[:MOST_LINES]
    found = teller.finding.owned(Incident, "id", [one["incident_id"] for one in shown])
    revisions = {one.id: one.rev for one in found}
    columns = tuple(teller.say(one) for one in (_CODE, INCIDENT, WHY, _SINCE))
    rows = tuple(_row(teller, one, revisions) for one in shown)
    yield Table(title, columns, rows, wide=1)
    if len(shown) < len(listed):
        yield first_of(teller, len(shown), len(listed))
    yield from way_to(asking, [one["incident_id"] for one in listed])


def _row(teller: Teller, one: _Listed, revisions: Mapping[str, int]) -> Row:
    now = revisions.get(one["incident_id"])
    since = _GONE if now is None else _SAME if now == one["rev"] else _CHANGED
    grading = teller.code(Incident, "grading", one["grading"])
    why = teller.listed(teller.say(reason, grading=grading) for reason in one["reasons"])
    tone = None if since == _SAME else Tone.WAIT
    cells = (
        Cell(apart(one["code"])),
        Cell(apart(one["title"])),
        Cell(why),
        Cell(teller.say(since), tone),
    )
    wish = open_wish(Incident, one["incident_id"]) if now is not None else None
    return Row(cells, wish)


def _excluded(teller: Teller, by_reason: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Give the reasons why each incident was left out."""
    found: dict[str, list[str]] = {}
    for reason, ids in by_reason.items():
        for one in ids:
            found.setdefault(one, []).append(teller.say(reason, grading="–"))
    return {one: teller.listed(reasons) for one, reasons in found.items()}


def _today(asking: Asking, run: KeptRun) -> Iterator[Block]:
    """Say what would be answered otherwise today."""
    teller = asking.teller
    yield Heading(teller.say(_TODAY))
    found = asking.insights.since(run, asking.progress)
    if found is None:
        yield Words(teller.say(_TOTAL_GONE))
        return
    now, moved = found
    if not moved:
        yield Words(teller.say(_AS_THEN))
        return
    verdict, own = teller.say(VERDICTS[now.verdict]), teller.span(now.low, now.high)
    yield Words(teller.say(_NOW, verdict=verdict, range=own))
    shown = moved[:MOST_LINES]
    teller.learn({one.incident_id for one in shown})
    columns = tuple(teller.say(one) for one in (INCIDENT, _THEN_IN, _NOW_IN))
    yield Table(teller.say(_TODAY), columns, tuple(_move(teller, one) for one in shown), wide=0)
    if len(shown) < len(moved):
        yield first_of(teller, len(shown), len(moved))
    yield from way_to(asking, [one.incident_id for one in moved])


def _move(teller: Teller, one: Moved) -> Row:
    cells = (
        Cell(apart(teller.name(one.incident_id))),
        Cell(teller.say(_PLACES[one.before])),
        Cell(teller.say(_PLACES[one.after])),
    )
    return Row(cells, open_wish(Incident, one.incident_id))


TOPIC = Topic(
    key="kept",
    title=mark("Kept answers"),
    what=mark("What was answered about published totals, as it was kept, and what differs today."),
    nothing=mark(
        "No answer was kept yet. Open one under “Others’ totals” and choose “Keep this answer”: it"
        " is written down for good, with its lists and the state of the records."
    ),
    icon="bookmark",
    ask=ask,
    tell=tell,
    is_filtered=False,
)
"""The question."""
