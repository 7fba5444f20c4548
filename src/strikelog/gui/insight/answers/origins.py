"""Independent origins: which reports go back to one source, and why."""

from collections.abc import Iterator

from strikelog.domain.casefiles import CaseFile
from strikelog.domain.messages import mark
from strikelog.domain.origins import Origin
from strikelog.domain.records import Incident
from strikelog.gui.insight.asking import (
    MOST_LISTED,
    Answer,
    Asking,
    Teller,
    Told,
    Topic,
    open_wish,
)
from strikelog.gui.insight.blocks import Block, Figures, Heading, Sides, Verdict, Way, Words
from strikelog.gui.style import Tone
from strikelog.insight.findings import OfIncident
from strikelog.insight.independence import Independence

_REPORTED, _INDEPENDENT = mark("reports: {count}"), mark("independent origins: {count}")
_REPORTS, _ORIGINS = mark("reports"), mark("independent origins")
_ORIGIN = mark("Origin {n}")
_JOINED = mark("Origin {n}: one, because {reasons}")
_ALONE = mark("One origin")
_SEVERAL = mark("Several origins")
_ALONE_WHY = mark("Everything reported goes back to one origin. A second would bear it out.")
_SEVERAL_WHY = mark("The reports do not all repeat one another.")
_OPEN = mark("Open the incident")
_RULE = mark(
    "Reports are one origin when one is derived from another, was read in the same place, comes"
    " from the same publisher or its owner, or rests on the same quotation or file. Retracted and"
    " replaced claims are left out; a denial reports nothing."
)


def ask(asking: Asking) -> Answer:
    """Give the incidents whose reports repeat each other most, first."""
    teller = asking.teller
    found = asking.insights.origins(asking.where, asking.progress)
    found = sorted(found, key=lambda one: one.said.n_origins - one.said.n_reports)
    listed = found[:MOST_LISTED]
    teller.learn({one.incident_id for one in listed})
    return Answer(tuple(_told(teller, one) for one in listed), len(found))


def _told(teller: Teller, one: OfIncident[Independence]) -> Told:
    reports, origins = one.said.n_reports, one.said.n_origins
    counted = (
        teller.say(_REPORTED, count=teller.count(reports)),
        teller.say(_INDEPENDENT, count=teller.count(origins)),
    )
    return Told(
        title=teller.name(one.incident_id),
        lines=counted,
        pill=teller.say(_ALONE if origins == 1 else _SEVERAL),
        tone=Tone.WAIT if origins == 1 else Tone.GOOD,
        wish=open_wish(Incident, one.incident_id),
        about=one,
    )


def tell(asking: Asking, told: Told) -> tuple[Block, ...]:
    """Lay out the origins of one incident."""
    one = told.about
    assert isinstance(one, OfIncident)
    case = asking.case(one.incident_id)
    return tuple(_blocks(asking.teller, case, one.said)) if case else ()


def _blocks(teller: Teller, case: CaseFile, said: Independence) -> Iterator[Block]:
    alone = said.n_origins == 1
    tone = Tone.WAIT if alone else Tone.GOOD
    why = teller.say(_ALONE_WHY if alone else _SEVERAL_WHY)
    yield Verdict(teller.say(_ALONE if alone else _SEVERAL), tone, why)
    yield Figures(
        (
            (teller.count(said.n_reports), teller.say(_REPORTS)),
            (teller.count(said.n_origins), teller.say(_ORIGINS)),
        )
    )
    for n, group in enumerate(said.groups, start=1):
        yield from _group(teller, case, n, group)
    yield Words(teller.say(_RULE), is_quiet=True)
    yield Way(teller.say(_OPEN), "clipboard-list", open_wish(Incident, case.incident.id))


def _group(teller: Teller, case: CaseFile, n: int, group: Origin) -> Iterator[Block]:
    reasons = teller.listed(teller.say(one) for one in group.joined_by)
    number = teller.count(n)
    told = teller.say(_JOINED, n=number, reasons=reasons) if reasons else ""
    yield Heading(told or teller.say(_ORIGIN, n=number))
    claims = {claim.id: claim for claim in case.claims}
    yield Sides(tuple(teller.quoted(case, claims[one]) for one in group.claim_ids if one in claims))


TOPIC = Topic(
    key="origins",
    title=mark("Origins"),
    what=mark("How many reports there are of an incident, and from how many origins they come."),
    nothing=mark("No incident has a claim. Add what sources say under “Claims” of an incident."),
    icon="newspaper",
    ask=ask,
    tell=tell,
)
"""The question."""
