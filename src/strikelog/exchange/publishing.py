"""Case files as everybody gets them: one row an incident, no ids, no place finer than the rule."""

from collections.abc import Iterable
from dataclasses import replace
from uuid import UUID

from ..domain.casefiles import CaseFile
from ..domain.messages import mark
from ..domain.records import Location, Record, Site, Source
from ..domain.release import Released, finest_level, release_rule, released
from ..domain.sharing import OPEN, STRICT, is_protected
from .cells import CellValue
from .decisions import PUBLIC
from .flat import FLAT_COLUMNS, flat_row
from .removals import COARSER, FIELD_WITHHELD, MARKED, Ledger
from .sharing import Masking

FEWEST = 5
"""So many sites must be in a district before its centre stands for one of them."""

_SHOWN = frozenset({"reviewed", "published", "archived"})
_NEVER_CERTAIN = frozenset({"rumour", "rejected"})
_DISTRICT = "2"

NOT_REVIEWED = mark("not reviewed, rejected, a rumour, or merged into another")
FEW_SITES = mark("no coordinates: fewer than {fewest} sites are recorded in the district")
NAME_WITHHELD = mark("the name of the place hit would tell more than its release rule")


class Publishing:
    """Makes case files fit for everybody and keeps count of what it leaves out.

    `crowded` are the ids of districts with enough sites for their centre to say nothing of one.
    """

    def __init__(self, crowded: frozenset[str], masking: Masking) -> None:
        self._crowded = crowded
        self._masking = masking
        self.ledger = Ledger()
        self.masked: dict[str, str] = {}

    def cases(self, cases: Iterable[CaseFile]) -> Iterable[CaseFile]:
        """Pass on the case files that may be published."""
        return (one for one in cases if self._goes(one))

    def flat(self, case: CaseFile) -> tuple[CellValue, ...]:
        """Give the row of a case as everybody gets it."""
        shown = self._shown(case)
        cells = flat_row(self._bared(case), shown)
        return tuple(
            self._cell(case, column.key, cell)
            for column, cell in zip(FLAT_COLUMNS, cells, strict=True)
        )

    def event_id(self, incident_id: str) -> str:
        """Give the id under which the world knows an incident; it leads back to none of ours."""
        if incident_id not in self.masked:
            self.masked[incident_id] = str(UUID(bytes=self._masking(incident_id), version=5))
        return self.masked[incident_id]

    def _goes(self, case: CaseFile) -> bool:
        incident, judged = case.incident, case.latest_assessment
        tlp = incident.tlp or incident.about.tlp
        if tlp not in OPEN:
            self.ledger.note(incident, MARKED, is_row=True, tlp=tlp)
            return False
        certainty = judged.certainty if judged else incident.certainty
        if (
            incident.workflow not in _SHOWN
            or certainty in _NEVER_CERTAIN
            or incident.merged_into_id
        ):
            self.ledger.note(incident, NOT_REVIEWED, is_row=True)
            return False
        return True

    def _cell(self, case: CaseFile, key: str, cell: CellValue) -> CellValue:
        if key == "event_id":
            return self.event_id(case.incident.id)
        if key in PUBLIC.shown or key in PUBLIC.coarser:
            return cell
        if cell != "":
            label = next(one.label for one in FLAT_COLUMNS if one.key == key)
            self.ledger.note(case.incident, FIELD_WITHHELD, label=label)
        return ""

    def _shown(self, case: CaseFile) -> Released:
        """Give the centre of the district, or of what is coarser by the rule, if that is safe."""
        by_rule = released(case)
        level = min(_DISTRICT, finest_level(release_rule(case)))
        unit = next((one for one in case.places if "0" < (one.level or "9") <= level), None)
        if case.incident.lat is not None:
            self.ledger.note(case.incident, COARSER)
        if unit is None or level == "0":
            return Released(by_rule.place if level != "0" else None)
        precision = max(3 if unit.level == _DISTRICT else 4, by_rule.precision or 0)
        if unit.level == _DISTRICT and unit.id not in self._crowded:
            self.ledger.note(case.incident, FEW_SITES, fewest=str(FEWEST))
            return Released(by_rule.place, precision=precision)
        lat, lon = (None if one is None else round(one, 2) for one in (unit.lat, unit.lon))
        return Released(by_rule.place, lat, lon, precision)

    def _bared(self, case: CaseFile) -> CaseFile:
        """Leave out what is marked for few, areas finer than the rule, and names that tell."""
        floor = finest_level(release_rule(case))
        hidden = {one.id for one in case.claims if one.tlp in STRICT}
        return replace(
            case,
            claims=tuple(one for one in case.claims if one.id not in hidden),
            figures=tuple(
                one for one in case.figures if one.owner_id not in hidden and one.tlp not in STRICT
            ),
            attributions=tuple(
                one
                for one in case.attributions
                if one.owner_id not in hidden and one.tlp not in STRICT
            ),
            places=tuple(one for one in case.places if (one.level or "9") <= floor),
            known={key: self._known(case, one, floor) for key, one in case.known.items()},
        )

    def _known(self, case: CaseFile, record: Record, floor: str) -> Record:
        if isinstance(record, Source) and is_protected(record, from_partners=True):
            return Source(id=record.id, access="sealed")
        if isinstance(record, Source) and record.tlp in STRICT:
            return Source(id=record.id, access="sealed")
        if isinstance(record, Site) and not record.public_alias:
            tells = floor != "9" or record.coord_release == "withhold"
            if tells or record.tlp == STRICT[0]:
                self.ledger.note(case.incident, NAME_WITHHELD)
                return replace(record, name=None)
        return record


def crowded_districts(
    sites: Iterable[Site], places: dict[str, Location], fewest: int = FEWEST
) -> frozenset[str]:
    """Give the districts in which enough sites are recorded."""
    counts: dict[str, int] = {}
    for site in sites:
        district = _district_of(site.location_id, places)
        if district:
            counts[district] = counts.get(district, 0) + 1
    return frozenset(one for one, count in counts.items() if count >= fewest)


def _district_of(place_id: str | None, places: dict[str, Location]) -> str | None:
    seen: set[str] = set()
    while place_id and place_id not in seen and (place := places.get(place_id)):
        if place.level == _DISTRICT:
            return place.id
        seen.add(place_id)
        place_id = place.parent_id
    return None
