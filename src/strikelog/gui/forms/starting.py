"""What a new record starts with, because the office or the case says so already."""

from collections.abc import Callable, Mapping
from datetime import datetime

from strikelog.domain.casefiles import CaseFile
from strikelog.domain.origins import origins_of, standing_claims
from strikelog.domain.records import Assessment, Incident, Location, Record, Site
from strikelog.gui.forms.desk import Desk
from strikelog.services.settings import OfficeSettings

Values = dict[str, object]


def starting_values(
    desk: Desk, kind: type[Record], case: CaseFile | None = None
) -> Mapping[str, object]:
    """Give content fields in plain form; nothing here is a judgement about what happened."""
    for known, start in _STARTS.items():
        if issubclass(kind, known):
            return {key: one for key, one in start(desk.settings.office, case).items() if one}
    return {}


def _incident(office: OfficeSettings, _: CaseFile | None) -> Values:
    return {"tz": office.tz}


def _place(office: OfficeSettings, _: CaseFile | None) -> Values:
    return {"country_iso3": office.country_iso3}


def _site(_: OfficeSettings, case: CaseFile | None) -> Values:
    """A site named while an incident is recorded lies where that was."""
    return {"location_id": case.incident.location_id} if case is not None else {}


def _assessment(office: OfficeSettings, case: CaseFile | None) -> Values:
    """Sign with the day, the user's code and the numbers of sources as they stand."""
    today = datetime.now().astimezone().date().isoformat()
    start: Values = {"assessed_on": today, "assessor": office.user_code}
    if case is not None:
        claims = standing_claims(case)
        start["n_sources"] = len({claim.source_id for claim in claims})
        start["n_independent"] = len(origins_of(case, claims))
    return start


_STARTS: Mapping[type[Record], Callable[[OfficeSettings, CaseFile | None], Values]] = {
    Incident: _incident,
    Location: _place,
    Site: _site,
    Assessment: _assessment,
}
