"""Where an incident may be said to have happened: the place and point left by the release rule.

The rule comes from the sites that were hit; the most careful of them decides. Workbooks, maps and
printed pages all ask here.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from .casefiles import CaseFile
from .records import Incident, IncidentSite, Location, Site
from .vocabularies import vocabulary

EXACT, ROUNDED, SETTLEMENT, WITHHOLD = "exact", "round_2dp", "settlement", "withhold"

_CENTRES = {"admin3_centroid": "3", "admin2_centroid": "2", "admin1_centroid": "1"}
"""Rules that leave the centre of an administrative unit, with its level."""

_PRECISION = {
    EXACT: 1,
    ROUNDED: 2,
    SETTLEMENT: 2,
    "admin3_centroid": 3,
    "admin2_centroid": 3,
    "admin1_centroid": 4,
    WITHHOLD: 6,
}
"""Step on the UCDP scale that a released point has at best."""

_CODES = {
    ROUNDED: "neighbourhood",
    SETTLEMENT: "settlement",
    "admin3_centroid": "subdistrict",
    "admin2_centroid": "district",
    "admin1_centroid": "governorate",
}
"""Precision that a rule leaves at best; the exact point keeps its own."""

# Places whose position helps whoever wants to hit them again.
_SENSITIVE = frozenset(
    "hospital clinic first_aid_post maternity_child blood_lab_pharmacy ambulance health_unspecified"
    " kindergarten school university education_unspecified idp_camp collective_shelter"
    " rescue_centre rescue_vehicle".split()
)
_SPENT = frozenset({"closed", "relocated"})
_CAREFUL, _USUAL = "admin2_centroid", SETTLEMENT

GRID = 2
"""Decimals of degrees that leave the office at most: about a kilometre."""


@dataclass(frozen=True, slots=True)
class Released:
    """What may be told of a position: place name, degrees, and UCDP precision; None is withheld.

    `code` is the precision as a code of ours.
    """

    place: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision: int | None = None
    code: str = "unknown"


def release_rule(case: CaseFile) -> str:
    """Give the most careful rule among the sites hit; without any, that of the settlement."""
    rules = [_rule_of(case.find(Site, hit.site_id), hit) for hit in case.sites_hit]
    steps = [code.code for code in vocabulary("COORD_RELEASE")]
    return max(rules, key=steps.index, default=_USUAL)


def _rule_of(site: Site | None, hit: IncidentSite) -> str:
    if site is not None and site.coord_release in _PRECISION:
        return str(site.coord_release)
    kind = (site.site_type if site else None) or hit.site_type
    gone = hit.damage == "destroyed" or (site is not None and site.status in _SPENT)
    return _CAREFUL if kind in _SENSITIVE and not gone else _USUAL


def is_sensitive(site: Site) -> bool:
    """Tell whether a site still works, or may, and would be in danger if it were found."""
    return site.site_type in _SENSITIVE and site.status not in _SPENT


def site_rule(site: Site) -> str:
    """Give the rule for a site by itself."""
    return _rule_of(site, IncidentSite(site_type=site.site_type))


def finest_level(rule: str) -> str:
    """Give the finest administrative level that a rule lets be named."""
    return "0" if rule == WITHHOLD else _CENTRES.get(rule, "9")


def released_site(site: Site, places: Sequence[Location]) -> Released:
    """Give what of a site's own position may leave; `places` are its location and those above."""
    rule = site_rule(site)
    stand_in = Incident(
        lat=site.lat, lon=site.lon, geo_prec=site.geo_prec, location_id=site.location_id
    )
    return _by_rule(rule, CaseFile(incident=stand_in, places=tuple(places)))


def on_grid(shown: Released, digits: int) -> Released:
    """Give a position no finer than a number of decimals."""
    if shown.lat is None or shown.lon is None:
        return shown
    code = _coarser(shown.code, _CODES[ROUNDED])
    return replace(shown, lat=round(shown.lat, digits), lon=round(shown.lon, digits), code=code)


def released(case: CaseFile) -> Released:
    """Give what of an incident's position may leave, by the rule of the sites it hit."""
    return _by_rule(release_rule(case), case)


def _by_rule(rule: str, case: CaseFile) -> Released:
    if rule == WITHHOLD:
        return Released()
    coarse = max(_PRECISION[rule], _own_precision(case))
    code = _coarser(case.incident.geo_prec or "unknown", _CODES.get(rule, "building"))
    if rule in (EXACT, ROUNDED):
        return _own_point(case, 6 if rule == EXACT else 2, precision=coarse, code=code)
    unit = _unit(case, rule)
    if unit is None:
        return Released()
    return Released(unit.name, unit.lat, unit.lon, coarse, code)


def _coarser(own: str, least: str) -> str:
    """Give the coarser of two precisions; one that is not known is taken for the finest."""
    steps = [code.code for code in vocabulary("GEO_PREC") if code.code != "unknown"]
    return max((one for one in (own, least) if one in steps), key=steps.index, default="unknown")


def _own_precision(case: CaseFile) -> int:
    """Give the incident's own step on the UCDP scale; the vaguest of points when it has none."""
    known = vocabulary("GEO_PREC").get(case.incident.geo_prec or "")
    return (known.ucdp if known else None) or 1


def _own_point(case: CaseFile, digits: int, *, precision: int, code: str) -> Released:
    place = case.places[0].name if case.places else case.incident.place_text
    lat, lon = case.incident.lat, case.incident.lon
    if lat is None or lon is None:
        return Released(place, precision=precision)
    return Released(place, round(lat, digits), round(lon, digits), precision, code)


def _unit(case: CaseFile, rule: str) -> Location | None:
    """Give the place itself, or the unit around it that the rule leaves; nearest above if none."""
    if rule == SETTLEMENT:
        return case.places[0] if case.places else None
    level = _CENTRES[rule]
    return next((one for one in case.places if (one.level or "9") <= level), None)
