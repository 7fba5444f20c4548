"""Plans for tests: of the worked example, and of small cases made by hand."""

from datetime import date

from strikelog.briefing.levels import Level
from strikelog.briefing.material import Asked, BriefingOffice, Material
from strikelog.briefing.plan import make_plan
from strikelog.domain.casefiles import CaseFile
from strikelog.domain.dates import FuzzyDate
from strikelog.domain.records import (
    AggregateClaim,
    CasualtyFigure,
    Claim,
    Incident,
    IncidentGroup,
    IncidentSite,
    Location,
    Period,
    Site,
    Source,
)
from strikelog.domain.text import without_isolates
from tests.insight.cases import every, example_cases, worked_example

AS_OF = date(2019, 12, 1)
TOWN = Location(
    level="5", name="Kafr Test", name_local="كفر تجربة", country_iso3="SYR", parent_id="d"
)
DISTRICT = Location(
    id="d", level="2", name="Testdistrict", country_iso3="SYR", parent_id="g", lat=35.5, lon=36.5
)
GOVERNORATE = Location(id="g", level="1", name="Testgovernorate", country_iso3="SYR")
SOURCE = Source(source_type="ngo_report", publisher="Watchers", title="Note", access="public")


def around(step=2):
    """Everything of the worked example but its cases."""
    records = worked_example(step)
    totals = every(records, AggregateClaim)
    ids = {one.id for one in totals}
    return Material(
        totals=totals,
        figures=tuple(one for one in every(records, CasualtyFigure) if one.owner_id in ids),
        periods=every(records, Period),
        groups=every(records, IncidentGroup),
        known=records,
    )


def example_material(step=2):
    """All of the worked example."""
    return around(step).holding(example_cases(step))


def plan_of(material, level=Level.FULL, **wishes):
    """A plan with the settings that most tests share."""
    return make_plan(material, Asked(as_of=AS_OF, level=level, **wishes), BriefingOffice())


def a_case(*, source=SOURCE, site=None, figures=(), attributions=(), claim=None, **fields):
    """One reviewed incident with a claim of one source, on a site if one is given."""
    settings = {
        "workflow": "reviewed",
        "event_type": "air_attack",
        "delivery": "fixed_wing",
        "date_edtf": FuzzyDate.parse("2019-11-06"),
        "location_id": TOWN.id,
        "tlp": "TLP:AMBER",
        "lat": 35.614138,
        "lon": 36.560627,
        "certainty": "probable",
        "grading": "weak",
        "in_totals": True,
    }
    incident = Incident(**(settings | fields))
    said = claim or Claim(source_id=source.id, summary="A strike.", credibility="2")
    hit = IncidentSite(
        incident_id=incident.id,
        site_id=site.id if site else None,
        site_type=site.site_type if site else "market",
        site_role="hit",
        damage="unknown",
    )
    known = {
        one.id: one for one in (source, TOWN, DISTRICT, GOVERNORATE, *([site] if site else []))
    }
    return CaseFile(
        incident=incident,
        claims=(said,),
        sites_hit=(hit,),
        figures=tuple(figures),
        attributions=tuple(attributions),
        places=(TOWN, DISTRICT, GOVERNORATE),
        known=known,
    )


def a_site(**fields):
    """A hospital."""
    return Site(
        **({"name": "Test Hospital", "site_type": "hospital", "location_id": TOWN.id} | fields)
    )


def material_of(*cases):
    """These cases and nothing around them."""
    return Material().holding(cases)


def plain(text):
    """Text without the invisible marks that keep names in their own direction."""
    return without_isolates(text)


def everything_said(value):
    """All text inside a plan, however deep, joined."""
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, tuple | list):
        return "\n".join(everything_said(one) for one in value)
    slots = getattr(type(value), "__dataclass_fields__", None)
    if slots and type(value).__module__.startswith("strikelog.briefing"):
        return "\n".join(everything_said(getattr(value, key)) for key in slots)
    return ""
