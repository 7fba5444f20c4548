"""The sheet for analysts: one row an incident, derived from its case file, never read back."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from ..domain.casefiles import CaseFile
from ..domain.messages import mark
from ..domain.origins import Origin, origins
from ..domain.records import Attribution, Location
from ..domain.release import Released, released
from ..domain.vocabularies import vocabulary
from ..insight.ranges import adopted_range
from .cells import CellValue, Look, writable
from .layout import PART


@dataclass(frozen=True)
class Row:
    """A case file with what several columns need of it, worked out once."""

    case: CaseFile
    shown: Released
    origins: tuple[Origin, ...]


Value = str | int | float | None


@dataclass(frozen=True, slots=True)
class FlatColumn:
    """One column: key, marked label, HXL tag, and how its cell comes from a case."""

    key: str
    label: str
    hxl: str
    value: Callable[[Row], Value]
    look: Look = Look.TEXT
    width: int = 16


def flat_row(case: CaseFile, shown: Released | None = None) -> tuple[CellValue, ...]:
    """Give the cells of one incident; nothing known is an empty cell.

    `shown` is what may be told of its position, by default what the release rule leaves.
    """
    row = Row(case, shown or released(case), origins(case))
    return tuple(_cell(column.value(row)) for column in FLAT_COLUMNS)


def _cell(value: Value) -> CellValue:
    if value is None:
        return ""
    return writable(value)[:PART] if isinstance(value, str) else value


def _own(key: str) -> Callable[[Row], Value]:
    def value(row: Row) -> Value:
        held: str | date | None = getattr(row.case.incident, key)
        return held.isoformat() if isinstance(held, date) else held

    return value


def _date_precision(row: Row) -> Value:
    code = vocabulary("DATE_PREC").get(row.case.incident.date_prec or "")
    return code.ucdp if code else None


def _level(key: str, level: str) -> Callable[[Row], Value]:
    def value(row: Row) -> Value:
        unit = _unit(row.case.places, level)
        return getattr(unit, key) if unit else None

    return value


def _unit(places: Sequence[Location], level: str) -> Location | None:
    return next((one for one in places if one.level == level), None)


def _country_code(row: Row) -> Value:
    return next((one.country_iso3 for one in row.case.places if one.country_iso3), None)


def _joined(values: Iterable[str | None]) -> str | None:
    return "|".join(dict.fromkeys(one.replace("|", "¦") for one in values if one)) or None


def _site_types(row: Row) -> Value:
    return _joined(hit.site_type for hit in row.case.sites_hit)


def _site_names(row: Row) -> Value:
    return _joined(site.public_alias or site.name for site in row.case.sites)


def _hits(codes: frozenset[str], row: Row) -> Value:
    return sum(1 for hit in row.case.sites_hit if hit.damage in codes)


def _assessed(row: Row) -> tuple[Attribution, ...]:
    """Give who did it as we judge; what claims say is never shown as our judgement."""
    own = row.case.attributions_of(row.case.incident.id)
    return tuple(one for one in own if one.part == "attacker")


def _actor_types(row: Row) -> Value:
    actors = (row.case.actor(one) for one in _assessed(row))
    return _joined(actor.actor_type for actor in actors if actor)


def _actors(row: Row) -> Value:
    own = _assessed(row)
    actors = (row.case.actor(one) for one in own)
    names = _joined(actor.name for actor in actors if actor)
    logic = {one.logic for one in own} - {None, "sole"}
    return f"{names} ({', '.join(sorted(map(str, logic)))})" if names and logic else names


def _confidence(row: Row) -> Value:
    return _joined(one.confidence for one in _assessed(row))


def _judged(key: str, row: Row) -> Value:
    judged = row.case.latest_assessment
    return getattr(judged, key) if judged else None


def _urls(row: Row) -> Value:
    return _joined(one.url for one in row.case.sources if one.access == "public")


def _updated(row: Row) -> Value:
    at = row.case.incident.updated_at
    return at.date().isoformat() if at else None


def _people(
    end: str, outcome: str, civ_status: str | None, age_sex: str, role: str
) -> Callable[[Row], Value]:
    def value(row: Row) -> Value:
        if not _is_counted(row.case, outcome, age_sex, role):
            return None
        found = adopted_range(
            row.case,
            outcome,
            civ_status=civ_status,
            age_sex=age_sex,
            role=role,
            groups=row.origins,
        )
        return found.low if end == "min" else found.high

    return value


def _is_counted(case: CaseFile, outcome: str, age_sex: str, role: str) -> bool:
    """Tell whether any figure can bear on the group, before the claims are weighed."""
    return any(
        figure.outcome == outcome
        and (age_sex == "total" or figure.age_sex != "total")
        and (role == "any" or figure.role == role)
        for figure in case.figures
    )


def _pair(
    key: str,
    labels: tuple[str, str],
    hxl: str,
    group: tuple[str, str | None, str, str],
) -> tuple[FlatColumn, FlatColumn]:
    """Make the columns for the low and the high end of one group of people."""
    low, high = (
        FlatColumn(f"{key}_{end}", label, f"{hxl}+{end}", _people(end, *group), Look.NUMBER, 10)
        for end, label in zip(("min", "max"), labels, strict=True)
    )
    return low, high


_CIVILIAN = "civilian"
_DAMAGED = frozenset({"minor", "major", "damaged_unspecified"})

_WHAT = (
    FlatColumn("event_id", mark("Event ID"), "#event+id", _own("id"), width=12),
    FlatColumn("ref", mark("Reference"), "#event+code", _own("ref")),
    FlatColumn("date_start", mark("Earliest day"), "#date+occurred+start", _own("date_start")),
    FlatColumn("date_end", mark("Latest day"), "#date+occurred+end", _own("date_end")),
    FlatColumn(
        "date_prec",
        mark("Date precision (UCDP 1–5)"),
        "#meta+precision+date",
        _date_precision,
        Look.NUMBER,
        10,
    ),
    FlatColumn("country", mark("Country"), "#country+name", _level("name", "0")),
    FlatColumn("country_iso3", mark("Country ISO3"), "#country+code+v_iso3", _country_code),
    FlatColumn("adm1", mark("Governorate"), "#adm1+name", _level("name", "1")),
    FlatColumn(
        "adm1_pcode", mark("Governorate P-code"), "#adm1+code+v_pcode", _level("pcode", "1")
    ),
    FlatColumn("adm2", mark("District"), "#adm2+name", _level("name", "2")),
    FlatColumn("adm2_pcode", mark("District P-code"), "#adm2+code+v_pcode", _level("pcode", "2")),
    FlatColumn("adm3", mark("Sub-district"), "#adm3+name", _level("name", "3")),
    FlatColumn(
        "adm3_pcode", mark("Sub-district P-code"), "#adm3+code+v_pcode", _level("pcode", "3")
    ),
    FlatColumn("place", mark("Place"), "#loc+name", lambda row: row.shown.place),
    FlatColumn("lat", mark("Latitude"), "#geo+lat", lambda row: row.shown.lat, Look.COORDINATE, 12),
    FlatColumn(
        "lon", mark("Longitude"), "#geo+lon", lambda row: row.shown.lon, Look.COORDINATE, 12
    ),
    FlatColumn(
        "geo_prec",
        mark("Geo precision (UCDP 1–7)"),
        "#geo+precision",
        lambda row: row.shown.precision,
        Look.NUMBER,
        10,
    ),
    FlatColumn("event_type", mark("Event type"), "#event+type", _own("event_type")),
    FlatColumn("delivery", mark("Delivery"), "#event+means", _own("delivery")),
    FlatColumn("weapon", mark("Weapon"), "#event+means+weapon", _own("weapon")),
    FlatColumn("pattern", mark("Strike pattern"), "#event+pattern", _own("strike_pattern")),
    FlatColumn("site_types", mark("Site types"), "#loc+type", _site_types),
    FlatColumn("site_names", mark("Sites"), "#loc+facility+name", _site_names, width=30),
    FlatColumn(
        "destroyed",
        mark("Sites destroyed"),
        "#impact+destroyed+num",
        partial(_hits, frozenset({"destroyed"})),
        Look.NUMBER,
        10,
    ),
    FlatColumn(
        "damaged",
        mark("Sites damaged"),
        "#impact+damaged+num",
        partial(_hits, _DAMAGED),
        Look.NUMBER,
        10,
    ),
    FlatColumn("actor_types", mark("Actor types"), "#group+type", _actor_types),
    FlatColumn("actors", mark("Actors"), "#group+name", _actors, width=24),
    FlatColumn("attr_conf", mark("Attribution confidence"), "#group+certainty", _confidence),
)

_PEOPLE = (
    *_pair(
        "killed_civ",
        (mark("Civilians killed, low"), mark("Civilians killed, high")),
        "#affected+killed+civilian",
        ("killed", _CIVILIAN, "total", "any"),
    ),
    *_pair(
        "killed_child",
        (mark("Children killed, low"), mark("Children killed, high")),
        "#affected+killed+children",
        ("killed", None, "child", "any"),
    ),
    *_pair(
        "killed_f",
        (mark("Women killed, low"), mark("Women killed, high")),
        "#affected+killed+f+adults",
        ("killed", None, "woman", "any"),
    ),
    *_pair(
        "killed_m",
        (mark("Men killed, low"), mark("Men killed, high")),
        "#affected+killed+m+adults",
        ("killed", None, "man", "any"),
    ),
    *_pair(
        "killed_hw",
        (mark("Health workers killed, low"), mark("Health workers killed, high")),
        "#affected+killed+healthworker",
        ("killed", None, "total", "health_worker"),
    ),
    *_pair(
        "killed_resc",
        (mark("Rescuers killed, low"), mark("Rescuers killed, high")),
        "#affected+killed+rescuer",
        ("killed", None, "total", "rescuer"),
    ),
    *_pair(
        "killed_aid",
        (mark("Aid workers killed, low"), mark("Aid workers killed, high")),
        "#affected+killed+aidworker",
        ("killed", None, "total", "aid_worker"),
    ),
    *_pair(
        "injured_civ",
        (mark("Civilians injured, low"), mark("Civilians injured, high")),
        "#affected+injured+civilian",
        ("injured", _CIVILIAN, "total", "any"),
    ),
    *_pair(
        "injured_child",
        (mark("Children injured, low"), mark("Children injured, high")),
        "#affected+injured+children",
        ("injured", None, "child", "any"),
    ),
    *_pair(
        "displaced",
        (mark("Displaced, low"), mark("Displaced, high")),
        "#affected+displaced",
        ("displaced", None, "total", "any"),
    ),
)

_JUDGEMENT = (
    FlatColumn("grading", mark("Grading"), "#status+grading", partial(_judged, "grading")),
    FlatColumn("certainty", mark("Certainty"), "#status+certainty", partial(_judged, "certainty")),
    FlatColumn(
        "n_sources",
        mark("Sources"),
        "#meta+num+sources",
        partial(_judged, "n_sources"),
        Look.NUMBER,
        10,
    ),
    FlatColumn(
        "n_indep",
        mark("Independent sources"),
        "#meta+num+independent",
        partial(_judged, "n_independent"),
        Look.NUMBER,
        10,
    ),
    FlatColumn("source_urls", mark("Public sources"), "#meta+url", _urls, width=40),
    FlatColumn(
        "summary", mark("Summary"), "#description+public", _own("public_summary"), Look.LONG, 60
    ),
    FlatColumn("tlp", mark("TLP"), "#meta+tlp", _own("tlp")),
    FlatColumn("updated", mark("Last updated"), "#date+updated", _updated),
)

FLAT_LISTS = (
    "ACTOR_TYPE", "ATTR_CONF", "CERTAINTY", "DELIVERY", "EVENT_TYPE", "GRADING", "SITE_TYPE",
    "STRIKE_PATTERN", "TLP", "WEAPON",
)  # fmt: skip
"""Code lists of the columns of the sheet."""

FLAT_COLUMNS: tuple[FlatColumn, ...] = (*_WHAT, *_PEOPLE, *_JUDGEMENT)
"""The columns of the sheet from left to right."""
