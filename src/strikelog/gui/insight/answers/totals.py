"""Others' totals beside our own records: our range, the gap, and the three lists with reasons."""

from collections.abc import Iterator, Mapping, Sequence

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
    Facts,
    Figures,
    Heading,
    Side,
    Sides,
    Verdict,
    Way,
    Words,
)
from strikelog.gui.language import apart
from strikelog.gui.style import Tone
from strikelog.insight.reconciliation import Judged, Reconciliation
from strikelog.services.kept_runs import KeptRun

_VERDICTS = {
    "consistent": mark("Consistent"),
    "we_hold_fewer": mark("We hold fewer"),
    "we_hold_more": mark("We hold more"),
    "not_comparable": mark("Not comparable"),
    "superseded": mark("Replaced"),
}
_TONES = {"consistent": Tone.GOOD, "we_hold_fewer": Tone.WAIT, "we_hold_more": Tone.WAIT}
_OWN = {
    "site": mark("own records, sites: {range}"),
    "attack": mark("own records, attacks: {range}"),
    "person": mark("own records, people: {range}"),
}
_UNITS = {
    "site": mark("sites in our own records"),
    "attack": mark("attacks in our own records"),
    "person": mark("people in our own records"),
}
_BY = mark("{figure} – {who}")
_SAID, _GAP = mark("published"), mark("beyond our records")
_COUNTED, _POSSIBLE, _EXCLUDED = mark("Counted"), mark("Possible"), mark("Excluded")
_WHYS = {
    "consistent": mark("The published figure lies within what our records allow."),
    "we_hold_fewer": mark("Even with all that is possible, our records hold fewer."),
    "we_hold_more": mark("What is certain in our records is more than was published."),
}
_KEPT, _RUN = mark("Kept answers"), mark("No. {number}, {date}")
_LISTS = mark("counted {counted}, possible {possible}, excluded {excluded}")
_STATE = mark("kept by {who}; state of the records: entry {number} of the history")
_OPEN = mark("Open the published total")
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
    own = _OWN.get(one.unit, "")
    said = teller.say(own, range=teller.span(one.low, one.high)) if own else ""
    return Told(
        title=title_of(total, teller.language),
        lines=(
            teller.say(_BY, figure=_published(teller, total), who=_who(teller, total)),
            said if one.is_comparable else teller.say(one.why),
        ),
        pill=teller.say(_VERDICTS[one.verdict]),
        tone=_TONES.get(one.verdict, Tone.PLAIN),
        wish=incidents_wish(item.incident_id for item in (*one.counted, *one.possible)),
        about=one,
    )


def tell(asking: Asking, told: Told) -> tuple[Block, ...]:
    """Lay out one total beside ours."""
    one = told.about
    assert isinstance(one, Reconciliation)
    return tuple(_blocks(asking, one))


def _blocks(asking: Asking, one: Reconciliation) -> Iterator[Block]:
    teller = asking.teller
    tone = _TONES.get(one.verdict, Tone.PLAIN)
    why = teller.say(one.why or _WHYS[one.verdict])
    yield Verdict(teller.say(_VERDICTS[one.verdict]), tone, why)
    total = teller.finding.get(AggregateClaim, one.total_id)
    if total is not None:
        yield _scope(teller, total)
    if one.is_comparable:
        yield _figures(teller, one, total)
        for title, judged in (
            (_COUNTED, one.counted),
            (_POSSIBLE, one.possible),
            (_EXCLUDED, one.excluded),
        ):
            reasons = {item.incident_id: _reasons(teller, item) for item in judged}
            yield from incident_list(asking, teller.say(title), reasons)
        yield from _kept(asking, one)
        yield Words(teller.say(_RULE), is_quiet=True)
    yield Way(teller.say(_OPEN), "sigma", open_wish(AggregateClaim, one.total_id))


def _figures(teller: Teller, one: Reconciliation, total: AggregateClaim | None) -> Figures:
    said = _published(teller, total) if total else "–"
    return Figures(
        (
            (said, teller.say(_SAID)),
            (teller.span(one.low, one.high), teller.say(_UNITS[one.unit])),
            (_gap(teller, one), teller.say(_GAP)),
        )
    )


def _kept(asking: Asking, one: Reconciliation) -> Iterator[Block]:
    """Lay out the answers that were kept about the total, as they were then."""
    runs = asking.insights.runs(one.total_id)
    if runs:
        yield Heading(asking.teller.say(_KEPT))
        yield Sides(tuple(_run(asking.teller, run) for run in runs))


def _run(teller: Teller, run: KeptRun) -> Side:
    held, day = run.result, FuzzyDate.of_day(run.at.astimezone().date())
    lists = {name: teller.count(_size(held[name])) for name in ("counted", "possible", "excluded")}
    return Side(
        teller.say(_RUN, number=teller.count(run.number), date=teller.date(day)),
        (
            teller.say(_VERDICTS[held["verdict"]]),
            teller.say(_OWN[held["unit"]], range=teller.span(held["low"], held["high"])),
            teller.say(_LISTS, **lists),
        ),
        note=teller.say(_STATE, who=apart(run.actor), number=teller.count(run.head)),
    )


def _size(held: Sequence[object] | Mapping[str, Sequence[str]]) -> int:
    """Count incidents; those left out are kept by reason, and may have several."""
    return (
        len({one for some in held.values() for one in some})
        if isinstance(held, Mapping)
        else len(held)
    )


def _scope(teller: Teller, total: AggregateClaim) -> Facts:
    """Say what the total counts: the same scope in which our records are counted."""
    teller.learn((*total.location_ids, *total.actor_ids))
    kinds = teller.listed(
        teller.code(AggregateClaim, "site_types", one) for one in total.site_types
    )
    area = teller.names(total.location_ids) or total.geo_text or ""
    known = (
        ("source_id", _who(teller, total)),
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


def _published(teller: Teller, total: AggregateClaim) -> str:
    return range_words(total.low, total.high, teller.language, qualifier=total.qualifier)


def _who(teller: Teller, total: AggregateClaim) -> str:
    source = teller.finding.get(Source, total.source_id) if total.source_id else None
    return apart(source.publisher or title_of(source, teller.language)) if source else "–"


def _gap(teller: Teller, one: Reconciliation) -> str:
    """Write what the total has beyond ours; what ours has beyond it is no gap."""
    least, most = one.gap
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
