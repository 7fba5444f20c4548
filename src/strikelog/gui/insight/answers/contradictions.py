"""The board of contradictions: the values that claims give, side by side, with who says so."""

from collections.abc import Iterator

from strikelog.domain.casefiles import CaseFile
from strikelog.domain.dates import FuzzyDate
from strikelog.domain.differences import Difference, Version
from strikelog.domain.display import title_of
from strikelog.domain.messages import mark
from strikelog.domain.records import Claim, Incident
from strikelog.gui.insight.asking import (
    MOST_LISTED,
    Answer,
    Asking,
    Teller,
    Told,
    Topic,
    open_wish,
)
from strikelog.gui.insight.blocks import Block, Heading, Side, Sides, Way, Words
from strikelog.gui.language import apart
from strikelog.gui.style import Tone
from strikelog.insight.findings import OfIncident

_POINTS = mark("points: {count}")
_OPEN = mark("Open the incident")
_RULE = mark(
    "No claim is changed to fit. Spellings of one place, and general words that include a special"
    " one, do not count as contradictions. “Copy” gives the board as text."
)
_CODED = frozenset({"event_type", "delivery", "weapon"})


def ask(asking: Asking) -> Answer:
    """Give the incidents whose claims differ, those that differ most first."""
    teller = asking.teller
    found = asking.insights.contradictions(
        asking.where, asking.progress, dismissed=asking.with_dismissed
    )
    found = sorted(found, key=lambda one: -len(one.said))
    listed = found[:MOST_LISTED]
    teller.learn({one.incident_id for one in listed})
    return Answer(asking.with_decisions(_told(teller, one) for one in listed), len(found))


def _told(teller: Teller, one: OfIncident[tuple[Difference, ...]]) -> Told:
    return Told(
        title=teller.name(one.incident_id),
        lines=(teller.listed(teller.say(field.label) for field in one.said),),
        pill=teller.say(_POINTS, count=teller.count(len(one.said))),
        tone=Tone.WAIT,
        wish=open_wish(Incident, one.incident_id),
        about=one,
        found=one,
    )


def tell(asking: Asking, told: Told) -> tuple[Block, ...]:
    """Lay out the board of one incident."""
    one = told.about
    assert isinstance(one, OfIncident)
    case = asking.case(one.incident_id)
    return tuple(_blocks(asking.teller, case, one.said)) if case else ()


def _blocks(teller: Teller, case: CaseFile, found: tuple[Difference, ...]) -> Iterator[Block]:
    for field in found:
        yield Heading(teller.say(field.label))
        yield Sides(tuple(_side(teller, case, field.key, version) for version in field.versions))
    yield Words(teller.say(_RULE), is_quiet=True)
    yield Way(teller.say(_OPEN), "clipboard-list", open_wish(Incident, case.incident.id))


def _side(teller: Teller, case: CaseFile, key: str, version: Version) -> Side:
    claims = {claim.id: claim for claim in case.claims}
    said = [claims[one] for one in version.claim_ids if one in claims]
    return Side(
        title=teller.listed(_value(teller, case, key, value) for value in version.values),
        lines=tuple(teller.speaker(case, claim) for claim in said),
        wish=open_wish(Claim, said[0].id) if said else None,
    )


def _value(teller: Teller, case: CaseFile, key: str, value: str) -> str:
    if key in _CODED:
        return teller.code(Claim, key, value)
    if key == "date_edtf":
        return teller.date(FuzzyDate.parse(value))
    named = case.known.get(value)
    return title_of(named, teller.language) if named else apart(value)


TOPIC = Topic(
    key="contradictions",
    title=mark("Contradictions"),
    what=mark("Incidents whose sources differ, side by side. No claim is changed to fit."),
    nothing=mark("No two claims on one incident differ."),
    icon="arrow-left-right",
    ask=ask,
    tell=tell,
    is_decided=True,
)
"""The question."""
