"""What may be printed at which sharing level: incidents, names of sites, places, coordinates.

`full` is for the office itself; each further level reaches more readers and shows less.
"""

from collections.abc import Iterable
from dataclasses import replace
from enum import Enum
from typing import NamedTuple

from ..domain.casefiles import CaseFile
from ..domain.errors import StrikelogError
from ..domain.gazetteers import country_name
from ..domain.messages import mark
from ..domain.records import Incident, IncidentSite, Location, Record, Site, Source
from ..domain.release import EXACT, GRID, ROUNDED, finest_level, on_grid, release_rule, released
from ..domain.sharing import OPEN, STRICT, is_protected
from ..domain.text import isolate
from .furniture import Tlp
from .speech import ENGLISH, Sentence, Tongue
from .speech.kinds import with_article

__all__ = [
    "Level",
    "UnknownLevel",
    "banner",
    "is_confidential",
    "is_never_told",
    "is_provisional",
    "is_shareable",
    "level_words",
    "may_appear",
    "may_be_told",
    "names_areas",
    "other_name",
    "place_chain",
    "place_name",
    "point_of",
    "site_name",
    "target_name",
    "without_restricted",
]


class UnknownLevel(StrikelogError):
    """A briefing was asked for at a level that does not exist."""

    message = mark("There is no sharing level “{level}”. Levels are: {known}.")


class Level(Enum):
    """Sharing levels, the most restricted first."""

    FULL = "full"
    PARTNER = "partner"
    BRIEFING = "briefing"
    PUBLIC = "public"

    @classmethod
    def named(cls, name: str) -> "Level":
        """The level of a name; raises UnknownLevel."""
        for level in cls:
            if level.value == name:
                return level
        raise UnknownLevel(level=name, known=", ".join(one.value for one in cls))

    @property
    def is_internal(self) -> bool:
        """Tell whether it stays in the office."""
        return self is Level.FULL


_LEVELS = {
    Level.FULL: Sentence("full", "كامل"),
    Level.PARTNER: Sentence("partner", "للشركاء"),
    Level.BRIEFING: Sentence("briefing", "للإحاطة"),
    Level.PUBLIC: Sentence("public", "للعموم"),
}


def level_words(tongue: Tongue, level: Level) -> str:
    """What a level is called in print."""
    return tongue.say(_LEVELS[level])


_BANNERS = {
    Level.FULL: Tlp.AMBER,
    Level.PARTNER: Tlp.AMBER,
    Level.BRIEFING: Tlp.GREEN,
    Level.PUBLIC: Tlp.CLEAR,
}
_STRICT = {Tlp.RED.label: Tlp.RED, Tlp.AMBER_STRICT.label: Tlp.AMBER_STRICT}
_SHOWN = frozenset({"reviewed", "published", "archived"})
_NEVER_CERTAIN = frozenset({"rumour", "rejected"})
_CLOSED = frozenset({"rejected", "merged"})


def banner(level: Level, cases: Iterable[CaseFile]) -> Tlp:
    """The handling label of a document: that of its level, or stricter where an incident's is."""
    marks = {one.tlp for case in cases for one in (case.incident, *case.claims)}
    for label, tlp in _STRICT.items():
        if label in marks:
            return tlp
    return _BANNERS[level]


def may_appear(case: CaseFile, level: Level) -> bool:
    """Tell whether the embargo lets an incident appear.

    Drafts, rumours, rejected and merged records never do; what waits for its second person only
    inside the office, and marked.
    """
    if is_never_told(case) or not may_be_told(case.incident, level):
        return False
    return case.incident.workflow in _SHOWN or (is_provisional(case) and level.is_internal)


def is_never_told(case: CaseFile) -> bool:
    """Tell whether no paper tells of it: rejected, a rumour, merged into another, or removed."""
    incident, judged = case.incident, case.latest_assessment
    certainty = judged.certainty if judged else incident.certainty
    is_gone = bool(incident.merged_into_id or incident.deleted)
    return is_gone or certainty in _NEVER_CERTAIN or incident.workflow in _CLOSED


def may_be_told(incident: Incident, level: Level) -> bool:
    """Tell whether a mark lets these readers hear of it; everybody hears of open ones alone."""
    if level.is_internal:
        return True
    tlp = incident.tlp or incident.about.tlp
    return tlp in OPEN if level is Level.PUBLIC else tlp not in STRICT


def is_shareable(record: Record, level: Level) -> bool:
    """Tell whether a record's own mark lets it leave the office."""
    return level.is_internal or record.tlp not in STRICT


def without_restricted(case: CaseFile, level: Level) -> CaseFile:
    """A case without the claims that must stay in the office, and what hangs on them."""
    hidden = {one.id for one in case.claims if not is_shareable(one, level)}
    if not hidden:
        return case
    return replace(
        case,
        claims=tuple(one for one in case.claims if one.id not in hidden),
        figures=tuple(one for one in case.figures if one.owner_id not in hidden),
        attributions=tuple(one for one in case.attributions if one.owner_id not in hidden),
    )


def is_provisional(case: CaseFile) -> bool:
    """Tell whether an incident still waits for its second person."""
    return case.incident.workflow == "in_review"


def is_confidential(source: Source) -> bool:
    """Tell whether who a source is must be kept from readers outside."""
    return is_protected(source, from_partners=True)


# -- places ----------------------------------------------------------------------------------


class Point(NamedTuple):
    """Degrees as they may be printed, and how they were coarsened."""

    lat: float
    lon: float
    release: str


def released_places(case: CaseFile, level: Level) -> tuple[Location, ...]:
    """The incident's place and its parents, nearest first, as far as the level names them."""
    if level.is_internal:
        return case.places
    finest = finest_level(release_rule(case))
    return tuple(place for place in case.places if (place.level or "9") <= finest)


def names_areas(case: CaseFile, level: Level, area: str) -> bool:
    """Tell whether areas of an ADM_LEVEL may be named for an incident."""
    return level.is_internal or area <= finest_level(release_rule(case))


def place_name(tongue: Tongue, place: Location | None) -> str:
    """A place in both scripts, the reader's first: «Kafr Nobol (كفرنبل)»."""
    if place is None:
        return ""
    if place.name and place.name_local and place.name_local != place.name:
        other = place.name_local if tongue is ENGLISH else place.name
        return f"{tongue.name(place)} ({isolate(other)})"
    return tongue.name(place)


_UNIT_NAMES = {
    "1": Sentence("{name} governorate", "محافظة {name}"),
    "2": Sentence("{name} district", "منطقة {name}"),
    "3": Sentence("{name} sub-district", "ناحية {name}"),
}
_BARE = Sentence("{name}", "{name}")


def place_chain(
    tongue: Tongue, case: CaseFile, level: Level, *, country: bool = False, units: bool = True
) -> str:
    """Where it happened, from the nearest place up: «Kafr Nobol (كفرنبل), Al Ma'ra district, …».

    Without `units`, names stand alone.
    """
    places = [one for one in released_places(case, level) if country or one.level != "0"]
    if not places:
        return isolate(case.incident.place_text or "") if level.is_internal else ""
    first, *above = places
    known = _UNIT_NAMES if units else {}

    def unit(place: Location, name: str) -> str:
        return tongue.say(known.get(place.level or "", _BARE), name=name)

    named = [unit(first, place_name(tongue, first))]
    named += [unit(one, _area_name(tongue, one)) for one in above]
    return tongue.joined(named)


def _area_name(tongue: Tongue, place: Location) -> str:
    """An area as readers call it; countries have a name in every language."""
    if place.level != "0" or place.name_local or tongue is ENGLISH:
        return tongue.name(place)
    return country_name(place.country_iso3 or "", tongue.language) or tongue.name(place)


def point_of(case: CaseFile, level: Level) -> Point | None:
    """Coordinates at the precision that may be printed, or None."""
    incident = case.incident
    if incident.lat is None or incident.lon is None:
        return None
    if level.is_internal:
        return Point(incident.lat, incident.lon, EXACT)
    shown = on_grid(released(case), GRID)
    if shown.lat is None or shown.lon is None:
        return None
    rule = release_rule(case)
    return Point(shown.lat, shown.lon, ROUNDED if rule == EXACT else rule)


# -- sites -----------------------------------------------------------------------------------


def site_name(tongue: Tongue, site: Site, level: Level) -> str:
    """What a site is called at a level: its name, its public alias, or its kind."""
    if level.is_internal:
        return tongue.name(site) or isolate(with_article(tongue, site.site_type))
    if site.public_alias:
        return isolate(site.public_alias)
    withheld = site.coord_release == "withhold"
    return isolate(with_article(tongue, site.site_type)) if withheld else tongue.name(site)


def other_name(tongue: Tongue, site: Site, level: Level) -> str:
    """The name of a site in the script that is not the reader's; for the office alone."""
    if not level.is_internal or not site.name or not site.name_local:
        return ""
    other = site.name_local if tongue is ENGLISH else site.name
    return "" if site.name == site.name_local else isolate(other)


def target_name(tongue: Tongue, case: CaseFile, hit: IncidentSite, level: Level) -> str:
    """What was affected: a named site, the words of a source, or a kind of place."""
    site = case.find(Site, hit.site_id)
    if site:
        return site_name(tongue, site, level)
    if level.is_internal and hit.site_text:
        return isolate(hit.site_text)
    return with_article(tongue, hit.site_type)
