"""Others' totals beside our own records: our range, the gap, and the three lists with reasons."""

from collections.abc import Iterator

from strikelog.domain.counts import range_words
from strikelog.domain.dates import FuzzyDate
from strikelog.domain.display import title_of
from strikelog.domain.messages import mark
from strikelog.domain.records import AggregateClaim, Incident, Source
from strikelog.gui.insight.answers.lines import incident_list
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
from strikelog.insight.reconciliation import Judged, Reconciliation
from strikelog.services.kept_runs import KeptRun

VERDICTS = {
    "consistent": mark("Consistent"),
    "we_hold_fewer": mark("We hold fewer"),
    "we_hold_more": mark("We hold more"),
    "not_comparable": mark("Not comparable"),
    "superseded": mark("Replaced"),
}
TONES = {"consistent": Tone.GOOD, "we_hold_fewer": Tone.WAIT, "we_hold_more": Tone.WAIT}
OWN = {
    "site": mark("own records, sites: {range}"),
    "attack": mark("own records, attacks: {range}"),
    "person": mark("own records, people: {range}"),
}
UNITS = {
    "site": mark("sites in our own records"),
    "attack": mark("attacks in our own records"),
    "person": mark("people in our own records"),
}
BY = mark("{figure} – {who}")
SAID, GAP = mark("published"), mark("beyond our records")
COUNTED, POSSIBLE, EXCLUDED = mark("Counted"), mark("Possible"), mark("Excluded")
WHYS = {
    "consistent": mark("The published figure lies within what our records allow."),
    "we_hold_fewer": mark("Even with all that is possible, our records hold fewer."),
    "we_hold_more": mark("What is certain in our records is more than was published."),
}
_KEPT = mark("Kept answers")
_COLUMNS = (mark("No."), mark("Kept on"), mark("Verdict"), mark("Own records"), mark("Kept by"))
OPEN = mark("Open the published total")
_RULE = mark(
    "Counted in the unit, kinds of sites, area, time and parties of the total. Certain is what is"
    " graded fair or better; everything else in scope is possible, but for what is discounted or"
    " rejected. The total is never added to anything."
)


def ask(asking: Asking) -> Answer:
    """Give each published total beside what our records hold."""
    teller = asking.teller
    found = asking.insights.reconcile(progress=asking.progress)
    totals = {one.id: one for one in teller.finding.all(AggregateClaim)}
    listed = found[:MOST_LISTED]
    told = tuple(_told(teller, one, totals[one.total_id]) for one in listed)
    return Answer(told, len(found))


def _told(teller: Teller, one: Reconciliation, total: AggregateClaim) -> Told:
    own = OWN.get(one.unit, "")
    said = teller.say(own, range=teller.span(one.low, one.high)) if own else ""
    return Told(
        title=title_of(total, teller.language),
        lines=(
            teller.say(BY, figure=published(teller, total), who=who_says(teller, total)),
            said if one.is_comparable else teller.say(one.why),
        ),
        pill=teller.say(VERDICTS[one.verdict]),
        tone=TONES.get(one.verdict, Tone.PLAIN),
        wish=incidents_wish(item.incident_id for item in (*one.counted, *one.possible)),
        about=one,
        name=one.total_id,
    )


def tell(asking: Asking, told: Told) -> tuple[Block, ...]:
    """Lay out one total beside ours."""
    one = told.about
    assert isinstance(one, Reconciliation)
    return tuple(_blocks(asking, one))


def _blocks(asking: Asking, one: Reconciliation) -> Iterator[Block]:
    teller = asking.teller
    tone = TONES.get(one.verdict, Tone.PLAIN)
    why = teller.say(one.why or WHYS[one.verdict])
    yield Verdict(teller.say(VERDICTS[one.verdict]), tone, why)
    total = teller.finding.get(AggregateClaim, one.total_id)
    if total is not None:
        yield scope_of(teller, total)
    if one.is_comparable:
        yield _figures(teller, one, total)
        for title, judged in (
            (COUNTED, one.counted),
            (POSSIBLE, one.possible),
            (EXCLUDED, one.excluded),
        ):
            reasons = {item.incident_id: _reasons(teller, item) for item in judged}
            yield from incident_list(asking, teller.say(title), reasons)
        yield from _kept(asking, one)
        yield Words(teller.say(_RULE), is_quiet=True)
    yield Way(teller.say(OPEN), "sigma", open_wish(AggregateClaim, one.total_id))


def _figures(teller: Teller, one: Reconciliation, total: AggregateClaim | None) -> Figures:
    said = published(teller, total) if total else "–"
    return Figures(
        (
            (said, teller.say(SAID)),
            (teller.span(one.low, one.high), teller.say(UNITS[one.unit])),
            (gap_words(teller, *one.gap), teller.say(GAP)),
        )
    )


def _kept(asking: Asking, one: Reconciliation) -> Iterator[Block]:
    """List the answers that were kept about the total; each leads to its lists as they were."""
    runs = asking.insights.runs(one.total_id)
    if runs:
        teller = asking.teller
        yield Heading(teller.say(_KEPT))
        columns = tuple(teller.say(name) for name in _COLUMNS)
        rows = tuple(_run(teller, run) for run in runs)
        yield Table(teller.say(_KEPT), columns, rows, wide=2)


def _run(teller: Teller, run: KeptRun) -> Row:
    cells = (
        Cell(teller.count(run.number)),
        Cell(day_kept(teller, run)),
        Cell(teller.say(VERDICTS[run.result["verdict"]])),
        Cell(teller.span(run.result["low"], run.result["high"])),
        Cell(apart(run.actor)),
    )
    return Row(cells, LookAt("kept", str(run.number)))


def day_kept(teller: Teller, run: KeptRun) -> str:
    """Write the day on which an answer was kept, as clocks here had it."""
    return teller.date(FuzzyDate.of_day(run.at.astimezone().date()))


def scope_of(teller: Teller, total: AggregateClaim) -> Facts:
    """Say what the total counts: the same scope in which our records are counted."""
    teller.learn((*total.location_ids, *total.actor_ids))
    kinds = teller.listed(
        teller.code(AggregateClaim, "site_types", one) for one in total.site_types
    )
    area = teller.names(total.location_ids) or total.geo_text or ""
    known = (
        ("source_id", who_says(teller, total)),
        ("as_reported", total.as_reported or ""),
        ("unit", teller.code(AggregateClaim, "unit", total.unit)),
        ("site_types", kinds),
        ("start_edtf", teller.date(total.start_edtf) if total.start_edtf else ""),
        ("end_edtf", teller.date(total.end_edtf) if total.end_edtf else ""),
        ("as_of", teller.date(total.as_of) if total.as_of else ""),
        ("location_ids", area),
        ("actor_ids", teller.names(total.actor_ids)),
    )
    return Facts(
        tuple((teller.label(AggregateClaim, key), apart(said)) for key, said in known if said)
    )


def published(teller: Teller, total: AggregateClaim) -> str:
    """Write the figure as it was published: a range, or more or fewer than."""
    return range_words(total.low, total.high, teller.language, qualifier=total.qualifier)


def who_says(teller: Teller, total: AggregateClaim) -> str:
    """Name who published the total."""
    source = teller.finding.get(Source, total.source_id) if total.source_id else None
    return apart(source.publisher or title_of(source, teller.language)) if source else "–"


def gap_words(teller: Teller, least: int | None, most: int | None) -> str:
    """Write what the total has beyond ours; what ours has beyond it is no gap."""
    if most is not None and most <= 0:
        return teller.count(0)
    return teller.span(max(least or 0, 0), most)


def _reasons(teller: Teller, judged: Judged) -> str:
    grading = teller.code(Incident, "grading", judged.grading)
    return teller.listed(teller.say(one, grading=grading) for one in judged.reasons)


TOPIC = Topic(
    key="totals",
    title=mark("Others’ totals"),
    what=mark("Published totals beside our own records, in the unit and area of each total."),
    nothing=mark("No published total is recorded. Add them under “Published totals”."),
    icon="sigma",
    ask=ask,
    tell=tell,
    is_filtered=False,
    is_kept=True,
)
"""The question."""
