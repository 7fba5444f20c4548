"""What quick capture writes: an incident, the claim about it, and what it needs to stand."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from strikelog.domain.counts import Count
from strikelog.domain.dates import FuzzyDate
from strikelog.domain.messages import mark
from strikelog.domain.records import (
    CasualtyFigure,
    Claim,
    Incident,
    IncidentSite,
    Location,
    Record,
    Site,
    Source,
    new_id,
)
from strikelog.domain.text import clean, clean_line
from strikelog.gui.forms.desk import Desk
from strikelog.services.recording import Applied

LABEL = mark("Quick capture")
_TITLE = 200
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)


@dataclass(frozen=True)
class Captured:
    """When, where, what, how many, source; places and sources by id when they are known.

    `people` holds what the source counts, by outcome.
    """

    date: FuzzyDate | None
    place: str
    place_id: str | None
    what: str
    source: str
    source_id: str | None
    people: Mapping[str, Count] = field(default_factory=dict)

    @property
    def lacks_source(self) -> bool:
        """Tell whether a number is given that nobody is said to give."""
        return bool(self.people) and not (self.source or self.source_id)

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing was answered."""
        answers = (self.date, self.place, self.place_id, self.what, self.source)
        return not any(answers)


def record_captured(desk: Desk, captured: Captured) -> Applied | None:
    """Write the answers as one step of undo; runs in the writer."""
    return desk.recording.add_all(records_of(desk, captured), LABEL)


def records_of(desk: Desk, captured: Captured) -> list[Record]:
    """Make the records; a place that is not known stays as it was typed, and none is invented."""
    place = _known_place(desk, captured.place_id)
    incident = Incident(
        title=clean_line(captured.what)[:_TITLE] or None,
        date_edtf=captured.date,
        place_text=clean_line(captured.place) or None,
        tz=desk.settings.office.tz,
    )
    found: list[Record] = []
    if isinstance(place, Site):
        incident = replace(incident, location_id=place.location_id)
        # Where it happened is what was struck: said so below the field, and counted by insight.
        hit = IncidentSite(
            incident_id=incident.id,
            site_id=place.id,
            site_type=place.site_type,
            site_role="hit",
        )
        found.append(hit)
    elif place is not None:
        incident = replace(incident, location_id=place.id)
    return [incident, *found, *_said(captured, incident.id)]


def _known_place(desk: Desk, place_id: str | None) -> Site | Location | None:
    if place_id is None:
        return None
    return desk.finding.get(Site, place_id) or desk.finding.get(Location, place_id)


def _said(captured: Captured, incident_id: str) -> list[Record]:
    """Make the claim; and its source, when it is new."""
    name = clean_line(captured.source)
    if not name and captured.source_id is None:
        return []
    claim = Claim(
        incident_id=incident_id,
        source_id=captured.source_id or new_id(),
        summary=clean(captured.what) or None,
    )
    if captured.source_id:
        return [claim, *_counted(captured, claim.id)]
    address = _ADDRESS.search(name)
    title = clean_line(_ADDRESS.sub("", name)) or name
    new = Source(id=claim.source_id or "", title=title, url=address[0] if address else None)
    return [new, claim, *_counted(captured, claim.id)]


def _counted(captured: Captured, claim_id: str) -> list[Record]:
    """Make the figures of the claim; whom the source counts is not asked, and so not known."""
    return [
        CasualtyFigure(
            owner_type="claim",
            owner_id=claim_id,
            outcome=outcome,
            civ_status="unknown",
            low=count.low,
            high=count.high,
            qualifier=count.qualifier,
            as_reported=count.wording or None,
        )
        for outcome, count in captured.people.items()
    ]
