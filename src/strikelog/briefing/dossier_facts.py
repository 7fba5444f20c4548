"""A dossier's facts at a glance and its assessment, as pairs of a name and words."""

from collections.abc import Iterable

from ..domain.casefiles import CaseFile
from ..domain.counts import range_words
from ..domain.degrees import degrees_words
from ..domain.records import Assessment, Site
from ..domain.release import release_rule
from ..domain.text import isolate
from ..domain.vocabularies import vocabulary
from .incident_notes import Writer, code_of
from .levels import Level, place_chain, point_of, target_name
from .nouns import label, listed_and, lower_first, method_cell
from .wording import day_words, time_words

__all__ = ["assessment_of", "facts_of"]


def facts_of(case: CaseFile, level: Level) -> Iterable[tuple[str, str]]:
    """The facts at a glance; what is not on record is left out."""
    incident = case.incident
    code = incident.strike_pattern
    rows = (
        ("Code", code_of(incident)),
        ("Date", _date_words(case, level)),
        ("Place", place_chain(case, level, country=True)),
        ("Place as reported", isolate(incident.place_text or "") if level.is_internal else ""),
        ("Position", _position(case, level)),
        ("Places hit", _hit_words(case, level)),
        ("Method", method_cell(incident.event_type, incident.delivery, incident.weapon)),
        ("Weapon detail", isolate(incident.weapon_note or "") if level.is_internal else ""),
        ("Impacts", _stated(incident.impacts_low, incident.impacts_high)),
        ("Pattern", label("STRIKE_PATTERN", code) if code != "unknown" else ""),
        ("Group", isolate(case.group.name or "") if case.group else ""),
        ("Workflow", label("WORKFLOW", incident.workflow) if level.is_internal else ""),
        ("Other registers", ", ".join(incident.external_ids) if level.is_internal else ""),
    )
    return ((name, text) for name, text in rows if text)


def _date_words(case: CaseFile, level: Level) -> str:
    incident = case.incident
    said = day_words(incident.date_edtf)
    precision = lower_first(label("DATE_PREC", incident.date_prec))
    said = f"{said} ({precision})" if precision else said
    if incident.time_local and level.is_internal:
        return f"{said}, {time_words(incident.time_local, incident.tz)}"
    return said


def _position(case: CaseFile, level: Level) -> str:
    """Coordinates as finely as the level allows, with their precision."""
    point = point_of(case, level)
    precision = lower_first(label("GEO_PREC", case.incident.geo_prec))
    if point is None:
        release = lower_first(label("COORD_RELEASE", release_rule(case)))
        return "" if level.is_internal else f"no coordinates given ({release})"
    degrees = f"{degrees_words(point.lat)}, {degrees_words(point.lon)}"
    if level.is_internal:
        how = lower_first(label("GEO_METHOD", case.incident.geo_method))
        return f"{degrees} (precision: {precision}{f'; from: {how}' if how else ''})"
    return f"{degrees} ({lower_first(label('COORD_RELEASE', point.release))})"


def _hit_words(case: CaseFile, level: Level) -> str:
    said = []
    for hit in case.sites_hit:
        site = case.find(Site, hit.site_id)
        name = target_name(case, hit, level)
        local = f" · {isolate(site.name_local)}" if site and site.name_local else ""
        others = ""
        if level.is_internal and site and site.aliases:
            others = f"; also called {listed_and([isolate(one) for one in site.aliases])}"
        role = lower_first(label("SITE_ROLE", hit.site_role))
        kind = lower_first(label("SITE_TYPE", hit.site_type))
        said.append(f"{name}{local if level.is_internal else ''} ({kind}, {role}{others})")
    return "; ".join(said)


def _stated(low: int | None, high: int | None) -> str:
    return "" if low is None and high is None else range_words(low, high)


def assessment_of(case: CaseFile, writer: Writer) -> Iterable[tuple[str, str]]:
    """The assessment in force, each grade with its definition."""
    judged = case.latest_assessment
    if judged is None:
        yield "Grading", "Not yet assessed."
        return
    for name, listname, code in _graded(judged):
        yield name, _defined(listname, code)
    yield "Sources counted", f"{judged.n_sources}, of which {judged.n_independent} independent"
    yield "Counts in totals", "Yes" if judged.in_totals else "No"
    if writer.level.is_internal:
        yield "Rationale", writer.free_text(judged.rationale)
        signed = f"by {judged.assessor}" if judged.assessor else ""
        reviewed = f", reviewed by {judged.reviewer}" if judged.reviewer else ""
        day = f"{judged.assessed_on:%d} {judged.assessed_on:%B %Y}" if judged.assessed_on else ""
        yield "Signed", f"{day} {signed}{reviewed}".strip().lstrip("0")


_GRADED = (
    ("Grading", "GRADING", "grading"),
    ("Certainty", "CERTAINTY", "certainty"),
    ("Standard of proof", "PROOF", "proof"),
)


def _graded(judged: Assessment) -> Iterable[tuple[str, str, str]]:
    for name, listname, key in _GRADED:
        code: str | None = getattr(judged, key)
        if code:
            yield name, listname, code


def _defined(name: str, code: str) -> str:
    known = vocabulary(name).get(code)
    return f"{known.label()} – {lower_first(known.definition())}" if known else code
