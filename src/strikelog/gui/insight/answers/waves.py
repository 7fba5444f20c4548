"""Waves: several protected sites struck close to each other in time and space."""

from collections.abc import Iterator
from dataclasses import replace

from strikelog.domain.casefiles import CaseFile
from strikelog.domain.messages import mark
from strikelog.domain.records import Incident, Location
from strikelog.gui.insight.answers.lines import WHEN, age, dated, first_of, way_to
from strikelog.gui.insight.answers.strips import days_of, strip
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
    Picture,
    Row,
    Table,
    Verdict,
    Words,
)
from strikelog.gui.language import apart
from strikelog.gui.style import Tone
from strikelog.insight.waves import Wave

CERTAIN, POSSIBLE = mark("Certain"), mark("Possible")
_TITLE = mark("{first} and others: {count} sites")
_SPAN = mark("within {hours} hours, {km} km apart at most")
_SITES, _HOURS, _KM, _GOVERNORATES = (
    mark("sites"),
    mark("hours from first to last"),
    mark("km apart at most"),
    mark("governorates"),
)
_SURE = mark("All of it fits whatever the exact times were.")
_MAYBE = mark("The dates allow it; the exact times are not known well enough to be sure.")
_STRUCK = mark("What was struck")
_SITE, _TIME, _WHERE = mark("Site"), mark("Time"), mark("Governorate")
_UNIT = mark("Date")
_DRAWN = mark("The strikes of the wave in time")
_RULE = mark(
    "Only protected sites count whose date is known to three days and that have a"
    " position. Accepted, the incidents are put into one group."
)
_GOVERNORATE = "1"
_LANES = 12


def ask(asking: Asking) -> Answer:
    """Give the waves in the order in which they began."""
    teller = asking.teller
    found = asking.insights.waves(
        asking.where, asking.progress, dismissed=asking.with_dismissed
    ).found
    listed = found[:MOST_LISTED]
    teller.learn({one for wave in listed for one in wave.site_keys})
    return Answer(asking.with_decisions(_told(teller, wave) for wave in listed), len(found))


def _told(teller: Teller, wave: Wave) -> Told:
    first, count = teller.name(wave.site_keys[0]), len(wave.site_keys)
    hours = teller.span(round(wave.hours[0]), round(wave.hours[1]))
    km = teller.count(round(wave.kilometres))
    return Told(
        title=teller.say(_TITLE, first=apart(first), count=teller.count(count)),
        lines=(teller.names(wave.site_keys[1:]), teller.say(_SPAN, hours=hours, km=km)),
        pill=teller.say(CERTAIN if wave.is_certain else POSSIBLE),
        tone=Tone.GRAVE if wave.is_certain else Tone.WAIT,
        wish=incidents_wish(wave.incident_ids),
        about=wave,
        found=wave,
    )


def tell(asking: Asking, told: Told) -> tuple[Block, ...]:
    """Lay out one wave."""
    wave = told.about
    assert isinstance(wave, Wave)
    return tuple(_blocks(asking, wave))


def _blocks(asking: Asking, wave: Wave) -> Iterator[Block]:
    teller = asking.teller
    known = dated(asking, wave.incident_ids)
    first = sorted(known, key=lambda one: age(known[one][1]))[:MOST_LINES]
    cases = sorted(asking.cases(first), key=_when)
    areas = list(dict.fromkeys(filter(None, (_governorate(case) for case in cases))))
    pill, why = (CERTAIN, _SURE) if wave.is_certain else (POSSIBLE, _MAYBE)
    tone = Tone.GRAVE if wave.is_certain else Tone.WAIT
    yield Verdict(teller.say(pill), tone, teller.say(why))
    hours = teller.span(round(wave.hours[0]), round(wave.hours[1]))
    figures = [
        (teller.count(len(wave.site_keys)), teller.say(_SITES)),
        (hours, teller.say(_HOURS)),
        (teller.count(round(wave.kilometres)), teller.say(_KM)),
    ]
    if len(cases) == len(wave.incident_ids):
        figures.append((teller.count(len(areas)), teller.say(_GOVERNORATES)))
    yield Figures(tuple(figures))
    yield from _picture(teller, cases)
    columns = (WHEN, _TIME, _SITE, _WHERE)
    rows = tuple(_row(teller, case) for case in cases)
    names = tuple(teller.say(one) for one in columns)
    yield Table(teller.say(_STRUCK), names, rows, wide=2)
    if len(rows) < len(wave.incident_ids):
        yield first_of(teller, len(rows), len(wave.incident_ids))
    yield Words(teller.say(_RULE), is_quiet=True)
    yield Words(asking.thresholds("waves"), is_quiet=True)
    yield from way_to(asking, wave.incident_ids)


def _picture(teller: Teller, cases: list[CaseFile]) -> Iterator[Picture]:
    """Draw a lane for each incident, as what is vague would lie upon the rest."""
    dated = [(case, when) for case in cases if (when := case.incident.date_edtf)][:_LANES]
    marks = []
    for lane, (case, when) in enumerate(dated):
        made = days_of(teller, when, case.incident.id, lane=lane)
        marks.append(replace(made, label="", words=f"{_sites(teller, case)}, {made.label}"))
    yield from strip(
        teller,
        teller.say(_UNIT),
        tuple(marks),
        lanes=tuple(_sites(teller, case) for case, _ in dated),
        described=teller.say(_DRAWN),
    )


def _sites(teller: Teller, case: CaseFile) -> str:
    named = teller.listed(apart(site.name) for site in case.sites if site.name)
    return named or case.incident.title or case.incident.id[:8]


def _when(case: CaseFile) -> tuple[object, ...]:
    incident = case.incident
    at = incident.time_local
    return (*(incident.date_edtf.sort_key if incident.date_edtf else ()), at is None, str(at))


def _governorate(case: CaseFile) -> str:
    found = (place.id for place in case.places if place.level == _GOVERNORATE)
    return next(found, "")


def _row(teller: Teller, case: CaseFile) -> Row:
    incident = case.incident
    area = case.find(Location, _governorate(case)) or next(
        (place for place in case.places if place.level == _GOVERNORATE), None
    )
    cells = (
        Cell(teller.date(incident.date_edtf)),
        Cell(f"{incident.time_local:%H:%M}" if incident.time_local else "–"),
        Cell(_sites(teller, case)),
        Cell(apart(area.name or "") if area else "–"),
    )
    return Row(cells, open_wish(Incident, incident.id))


TOPIC = Topic(
    key="waves",
    title=mark("Waves"),
    what=mark("Three or more protected sites struck within a day and 60 km of each other."),
    nothing=mark("No wave was found. Sites need a date to the day and a place with coordinates."),
    icon="zap",
    ask=ask,
    tell=tell,
    is_decided=True,
    accepting=mark("Put the incidents into one group"),
)
"""The question."""
