"""Where an incident may be said to have happened: the place and point left by the release rule.

The rule comes from the sites that were hit; the most careful of them decides. Workbooks, maps and
printed pages all ask here.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import NamedTuple

from .casefiles import CaseFile
from .records import IncidentSite, Location, Site
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


class Own(NamedTuple):
    """A position as it was recorded, before any rule."""

    lat: float | None = None
    lon: float | None = None
    geo_prec: str | None = None
    place_text: str | None = None


def release_rule(case: CaseFile) -> str:
    """Give the most careful rule among the sites hit; without any, that of the settlement."""
    hits = case.sites_hit
    if len(hits) == 1:  # as nearly everywhere, and this is asked several times of each of very many
        return _rule_of(case.find(Site, hits[0].site_id), hits[0])
    return most_careful(_rule_of(case.find(Site, hit.site_id), hit) for hit in hits)


def most_careful(rules: Iterable[str]) -> str:
    """Give the rule that leaves least; of none, that of the settlement."""
    return max(rules, key=_steps().index, default=_USUAL)


@cache
def _steps() -> tuple[str, ...]:
    return tuple(code.code for code in vocabulary("COORD_RELEASE"))


def _rule_of(site: Site | None, hit: IncidentSite) -> str:
    if site is None:
        return rule_for(None, hit.site_type, damage=hit.damage, status=None)
    kind = site.site_type or hit.site_type
    return rule_for(site.coord_release, kind, damage=hit.damage, status=site.status)


def rule_for(
    decided: str | None, kind: str | None, *, damage: str | None, status: str | None
) -> str:
    """Give the rule of one site: what was decided for it, or what follows from type and state."""
    if decided in _PRECISION:
        return str(decided)
    gone = damage == "destroyed" or status in _SPENT
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
    return released_by(site_rule(site), Own(site.lat, site.lon, site.geo_prec), places)


def on_grid(shown: Released, digits: int) -> Released:
    """Give a position no finer than a number of decimals."""
    if shown.lat is None or shown.lon is None:
        return shown
    code = _coarser(shown.code, _CODES[ROUNDED])
    return replace(shown, lat=round(shown.lat, digits), lon=round(shown.lon, digits), code=code)


def released(case: CaseFile) -> Released:
    """Give what of an incident's position may leave, by the rule of the sites it hit."""
    one = case.incident
    own = Own(one.lat, one.lon, one.geo_prec, one.place_text)
    return released_by(release_rule(case), own, case.places)


def released_by(rule: str, own: Own, places: Sequence[Location]) -> Released:
    """Give what a rule leaves of a position; `places` are its location and those above."""
    if rule == WITHHOLD:
        return Released()
    coarse = max(_PRECISION[rule], _own_precision(own))
    code = _coarser(own.geo_prec or "unknown", _CODES.get(rule, "building"))
    if rule in (EXACT, ROUNDED):
        name = places[0].name if places else own.place_text
        return _own_point(own, 6 if rule == EXACT else 2, Released(name, None, None, coarse, code))
    unit = _unit(places, rule)
    if unit is None:
        return Released()
    return Released(unit.name, unit.lat, unit.lon, coarse, code)


def _coarser(own: str, least: str) -> str:
    """Give the coarser of two precisions; one that is not known is taken for the finest."""
    steps = [code.code for code in vocabulary("GEO_PREC") if code.code != "unknown"]
    return max((one for one in (own, least) if one in steps), key=steps.index, default="unknown")


def _own_precision(own: Own) -> int:
    """Give its own step on the UCDP scale; the vaguest of points when it has none."""
    known = vocabulary("GEO_PREC").get(own.geo_prec or "")
    return (known.ucdp if known else None) or 1


def _own_point(own: Own, digits: int, shown: Released) -> Released:
    if own.lat is None or own.lon is None:
        return replace(shown, code="unknown")
    return replace(shown, lat=round(own.lat, digits), lon=round(own.lon, digits))


def _unit(places: Sequence[Location], rule: str) -> Location | None:
    """Give the place itself, or the unit around it that the rule leaves; nearest above if none."""
    if rule == SETTLEMENT:
        return places[0] if places else None
    level = _CENTRES[rule]
    return next((one for one in places if (one.level or "9") <= level), None)
