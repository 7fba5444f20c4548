"""The records people keep, one file a family; `RECORDS` lists them, owners before what they own."""

from collections.abc import Iterable

from .assessments import Assessment
from .claims import Attribution, CasualtyFigure, Claim
from .contexts import AggregateClaim, IncidentGroup, IncidentLink, Period
from .custody import CustodyEvent
from .incidents import Incident, IncidentSite, Strike
from .places import Location, Site, SiteStatus
from .record import About, Record, altered, fresh, made, new_id
from .sources import Actor, Evidence, Source

RECORDS: tuple[type[Record], ...] = (
    Location,
    Actor,
    Source,
    Site,
    Period,
    IncidentGroup,
    Incident,
    IncidentSite,
    Strike,
    Claim,
    CasualtyFigure,
    Attribution,
    Evidence,
    CustodyEvent,
    AggregateClaim,
    SiteStatus,
    IncidentLink,
    Assessment,
)
"""Every record class; workbooks, tables and imports follow this order."""


def named(records: Iterable[type[Record]]) -> dict[str, type[Record]]:
    """Index record classes by the name they have in files and on the command line."""
    return {record.__name__: record for record in records}


__all__ = [
    "RECORDS",
    "About",
    "Actor",
    "AggregateClaim",
    "Assessment",
    "Attribution",
    "CasualtyFigure",
    "Claim",
    "CustodyEvent",
    "Evidence",
    "Incident",
    "IncidentGroup",
    "IncidentLink",
    "IncidentSite",
    "Location",
    "Period",
    "Record",
    "Site",
    "SiteStatus",
    "Source",
    "Strike",
    "altered",
    "fresh",
    "made",
    "named",
    "new_id",
]
