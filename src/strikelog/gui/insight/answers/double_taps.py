"""The workbench for double taps: strikes on an axis of minutes, each condition with its claims."""

from collections.abc import Iterator, Mapping

from strikelog.domain.casefiles import CaseFile
from strikelog.domain.messages import mark
from strikelog.domain.records import Claim, Incident, Strike
from strikelog.drawing.shapes import Tint
from strikelog.drawing.timeline import Axis, Event
from strikelog.gui.insight.answers.lines import incident_list, way_to
from strikelog.gui.insight.answers.strips import strip
from strikelog.gui.insight.asking import (
    MOST_LISTED,
    Answer,
    Asking,
    Teller,
    Told,
    Topic,
    incidents_wish,
)
from strikelog.gui.insight.blocks import (
    Block,
    Heading,
    Picture,
    Side,
    Tick,
    Ticks,
    Verdict,
    Way,
    Words,
)
from strikelog.gui.language import upright
from strikelog.gui.pages.wishes import Edit, Reach, Spot
from strikelog.gui.style import Tone
from strikelog.insight.double_taps import Criterion, DoubleTap, Impact, Met

_VERDICTS = {
    "confirmed": mark("Confirmed"),
    "supported": mark("Supported"),
    "candidate": mark("Candidate"),
    "receiving_site": mark("Receiving site"),
    "multiple_same_wave": mark("One wave"),
    "none": mark("No double tap"),
}
_TONES = {
    "confirmed": Tone.GRAVE,
    "supported": Tone.GRAVE,
    "candidate": Tone.WAIT,
    "receiving_site": Tone.WAIT,
}
_STATES = {
    Met.MET: ("met", mark("met")),
    Met.NOT_MET: ("unmet", mark("not met")),
    Met.UNKNOWN: ("unknown", mark("not known")),
}
_MAYBE = mark("The times only allow it; they are not known well enough to be sure.")
_MINUTES = mark("{minutes} minutes between strikes")
_UNIT = mark("Minutes after the first strike")
_STRIKES, _HELPERS = mark("Strikes"), mark("Helpers there")
_STRIKE, _STRIKE_AT = mark("strike {n}"), mark("strike {n}, {time}")
_CAME = mark("helpers or a crowd")
_DRAWN = mark("The strikes in minutes after the first, and when helpers were there")
_CONDITIONS, _INCIDENTS = mark("Conditions"), mark("Incidents")
_LINK_THEM = mark("A source says so: link the two incidents")
_CONFIRM = mark("Confirm it")
_ENTER = mark("Enter it at the strike")
_CLAIM = mark("Enter who says so")
_TIME = mark("Enter the local time")
_WRITES = {
    "receiving_site": mark("Accepting links the two incidents: the second followed the first."),
    "multiple_same_wave": mark("Accepting enters “multiple impacts, same wave” at the incident."),
}
_WRITES_PAIR = mark("Accepting links the two incidents: the second was its second wave.")
_WRITES_ONE = mark("Accepting enters the pattern “double tap” at the incident.")
_RULE = mark(
    "Time and place alone make a candidate; a claim that helpers or a crowd were"
    " there supports it; only a person confirms it. Bombs that follow each other too closely for"
    " help to come are one wave."
)


def ask(asking: Asking) -> Answer:
    """Give what strikes amount to, the gravest first."""
    teller = asking.teller
    order = list(_VERDICTS)
    every = asking.insights.double_taps(
        asking.where, asking.progress, dismissed=asking.with_dismissed
    )
    found = sorted((one.said for one in every), key=lambda one: order.index(one.verdict))
    listed = found[:MOST_LISTED]
    teller.learn({one for tap in listed for one in tap.incident_ids})
    return Answer(asking.with_decisions(_told(teller, tap) for tap in listed), len(found))


def _told(teller: Teller, tap: DoubleTap) -> Told:
    gaps = dict.fromkeys(
        teller.say(_MINUTES, minutes=teller.span(gap.low, gap.high)) for gap in tap.gaps
    )
    return Told(
        title=teller.listed(teller.name(one) for one in tap.incident_ids),
        lines=tuple(gaps) or (teller.say(tap.reason),),
        pill=teller.say(_VERDICTS[tap.verdict]),
        tone=_TONES.get(tap.verdict, Tone.PLAIN),
        wish=incidents_wish(tap.incident_ids),
        about=tap,
        found=tap,
        accepting=teller.say(_written(tap)),
    )


def _written(tap: DoubleTap) -> str:
    """Say what accepting writes."""
    is_pair = len(tap.incident_ids) > 1
    if is_pair and tap.verdict != "receiving_site":
        return _WRITES_PAIR
    return _WRITES.get(tap.verdict, _WRITES_ONE)


def tell(asking: Asking, told: Told) -> tuple[Block, ...]:
    """Lay out the bench of one."""
    tap = told.about
    assert isinstance(tap, DoubleTap)
    return tuple(_blocks(asking, tap))


def _blocks(asking: Asking, tap: DoubleTap) -> Iterator[Block]:
    teller = asking.teller
    tone = _TONES.get(tap.verdict, Tone.PLAIN)
    yield Verdict(teller.say(_VERDICTS[tap.verdict]), tone, teller.say(tap.reason))
    if tap.is_one and not tap.is_certain:
        yield Words(teller.say(_MAYBE))
    yield from _picture(teller, tap)
    claims = _claims(asking.cases(tap.incident_ids))
    if tap.criteria:
        yield Heading(teller.say(_CONDITIONS))
        yield Ticks(tuple(_tick(teller, one, claims, tap) for one in tap.criteria))
    if len(tap.incident_ids) > 1:
        reasons = dict.fromkeys(tap.incident_ids, "")
        yield from incident_list(asking, teller.say(_INCIDENTS), reasons)
    yield Words(teller.say(_RULE), is_quiet=True)
    yield Words(asking.thresholds("taps"), is_quiet=True)
    if len(tap.incident_ids) == 1:
        yield from way_to(asking, tap.incident_ids)


def _claims(cases: Iterator[CaseFile]) -> dict[str, tuple[CaseFile, Claim]]:
    return {claim.id: (case, claim) for case in cases for claim in case.claims}


def _tick(
    teller: Teller,
    one: Criterion,
    claims: Mapping[str, tuple[CaseFile, Claim]],
    tap: DoubleTap,
) -> Tick:
    state, said = _STATES[one.met]
    quotes: tuple[Side, ...] = tuple(
        teller.quoted(*claims[claim_id]) for claim_id in one.claim_ids if claim_id in claims
    )
    text = f"{teller.say(one.label)}: {one.why(teller.language)}"
    if one.met is not Met.UNKNOWN:
        return Tick(state, text, teller.say(said), quotes)
    accepts = _accepting(tap, one.key)
    return Tick(
        state,
        text,
        teller.say(said),
        quotes,
        way=_way(teller, tap, one.key),
        accepts=teller.say(accepts) if accepts else "",
    )


def _accepting(tap: DoubleTap, key: str) -> str:
    """Name the button that answers an open condition, where accepting does."""
    if key == "received":
        return _LINK_THEM
    return _CONFIRM if key == "decision" and tap.is_one else ""


def _way(teller: Teller, tap: DoubleTap, key: str) -> Way | None:
    """Lead to where minutes and helpers are entered: at the later strike, or at an incident."""
    if key not in ("helpers", "pause"):
        return None
    sign = "external-link"
    later = next((one.strike_id for one in tap.impacts[1:] if one.strike_id), None)
    if later is not None:
        return Way(teller.say(_ENTER), sign, Reach(Strike, later, "responders_present"))
    if key == "helpers":
        spot = Spot(branch="Claim")
        return Way(teller.say(_CLAIM), sign, Edit(Incident, tap.incident_ids[-1], spot))
    timeless = [one.incident_id for one in tap.impacts if one.at is None]
    incident_id = timeless[0] if timeless else tap.incident_ids[0]
    return Way(teller.say(_TIME), sign, Edit(Incident, incident_id, Spot("time_local")))


def _picture(teller: Teller, tap: DoubleTap) -> Iterator[Picture]:
    if not tap.impacts:
        return
    events = [_mark(teller, n, impact) for n, impact in enumerate(tap.impacts, start=1)]
    lanes: tuple[str, ...] = ()
    if tap.helpers is not None:
        first, last = tap.helpers
        label = teller.say(_CAME)
        end = None if last is None else float(last)
        events.append(Event(label, float(first), end, lane=1, tint=Tint.MAIN))
        lanes = (teller.say(_STRIKES), teller.say(_HELPERS))
    unit, described = teller.say(_UNIT), teller.say(_DRAWN)
    yield from strip(
        teller, unit, tuple(events), lanes=lanes, axis=Axis.MINUTES, described=described
    )


def _mark(teller: Teller, n: int, impact: Impact) -> Event:
    at = upright(f"{impact.at:%H:%M}") if impact.at else ""
    label = teller.say(_STRIKE_AT, n=n, time=at) if at else teller.say(_STRIKE, n=n)
    end = None if impact.latest is None else float(impact.latest)
    return Event(label, float(impact.earliest), end, key=impact.incident_id)


TOPIC = Topic(
    key="double-taps",
    title=mark("Double taps"),
    what=mark("Strikes that followed each other, judged by the minutes between and who was there."),
    nothing=mark(
        "No incident has several strikes with times. Add them under “Strikes” of an incident."
    ),
    icon="siren",
    ask=ask,
    tell=tell,
    is_decided=True,
    accepting=mark("Enter the pattern at the incident, or link the two incidents"),
)
"""The question."""
