"""A dossier's facts at a glance and its assessment, as pairs of a name and words."""

from collections.abc import Iterable

from ..domain.casefiles import CaseFile
from ..domain.degrees import degrees_words
from ..domain.display import code_of
from ..domain.records import Assessment, Site
from ..domain.release import release_rule
from ..domain.text import isolate
from .levels import Level, other_name, place_chain, point_of, target_name
from .speech import Sentence, Tongue
from .speech.kinds import method_cell
from .speech.phrases import as_of_day, day_words, time_words
from .speech.shared import DATE, GRADING, METHOD, NOT_ASSESSED, PLACE
from .writer import Writer

__all__ = ["assessment_of", "facts_of"]


_CODE = Sentence("Code", "الرمز")
_PLACE_TOLD = Sentence("Place as reported", "المكان كما ورد")
_WHERE = Sentence("Position", "الموضع")
_HIT = Sentence("Places hit", "الأماكن المصابة")
_WEAPON = Sentence("Weapon detail", "تفاصيل السلاح")
_IMPACTS = Sentence("Impacts", "عدد الضربات")
_PATTERN = Sentence("Pattern", "النمط")
_GROUP = Sentence("Group", "المجموعة")
_WORKFLOW = Sentence("Workflow", "مرحلة العمل")
_REGISTERS = Sentence("Other registers", "سجلات أخرى")
_NO_POSITION = Sentence("no coordinates given ({release})", "لا إحداثيات ({release})")
_PRECISE = Sentence("{degrees} (precision: {precision})", "{degrees} (الدقة: {precision})")
_PRECISE_FROM = Sentence(
    "{degrees} (precision: {precision}; how located: {how})",
    "{degrees} (الدقة: {precision}؛ طريقة التحديد: {how})",
)
_CALLED = Sentence("also called {names}", "يُعرف أيضاً باسم {names}")


def facts_of(tongue: Tongue, case: CaseFile, level: Level) -> Iterable[tuple[str, str]]:
    """The facts at a glance; what is not on record is left out."""
    incident = case.incident
    code = incident.strike_pattern
    rows = (
        (_CODE, tongue.code(code_of(incident))),
        (DATE, _date_words(tongue, case, level)),
        (PLACE, place_chain(tongue, case, level, country=True)),
        (_PLACE_TOLD, isolate(incident.place_text or "") if level.is_internal else ""),
        (_WHERE, _position(tongue, case, level)),
        (_HIT, _hit_words(tongue, case, level)),
        (METHOD, method_cell(tongue, incident.event_type, incident.delivery, incident.weapon)),
        (_WEAPON, isolate(incident.weapon_note or "") if level.is_internal else ""),
        (_IMPACTS, _stated(tongue, incident.impacts_low, incident.impacts_high)),
        (_PATTERN, tongue.label("STRIKE_PATTERN", code) if code != "unknown" else ""),
        (_GROUP, isolate(case.group.name or "") if case.group else ""),
        (_WORKFLOW, tongue.label("WORKFLOW", incident.workflow) if level.is_internal else ""),
        (
            _REGISTERS,
            tongue.joined([tongue.code(x) for x in incident.external_ids])
            if level.is_internal
            else "",
        ),
    )
    return ((tongue.say(name), text) for name, text in rows if text)


def _date_words(tongue: Tongue, case: CaseFile, level: Level) -> str:
    incident = case.incident
    said = day_words(tongue, incident.date_edtf)
    precision = tongue.inside(tongue.label("DATE_PREC", incident.date_prec))
    said = f"{said} ({precision})" if precision else said
    if incident.time_local and level.is_internal:
        return tongue.joined([said, time_words(tongue, incident.time_local, incident.tz)])
    return said


def _position(tongue: Tongue, case: CaseFile, level: Level) -> str:
    """Coordinates as finely as the level allows, with their precision."""
    point = point_of(case, level)
    precision = tongue.inside(tongue.label("GEO_PREC", case.incident.geo_prec))
    if point is None:
        release = tongue.inside(tongue.label("COORD_RELEASE", release_rule(case)))
        return "" if level.is_internal else tongue.say(_NO_POSITION, release=release)
    degrees = tongue.code(f"{degrees_words(point.lat)}, {degrees_words(point.lon)}")
    if level.is_internal:
        how = tongue.inside(tongue.label("GEO_METHOD", case.incident.geo_method))
        if how:
            return tongue.say(_PRECISE_FROM, degrees=degrees, precision=precision, how=how)
        return tongue.say(_PRECISE, degrees=degrees, precision=precision)
    return f"{degrees} ({tongue.inside(tongue.label('COORD_RELEASE', point.release))})"


def _hit_words(tongue: Tongue, case: CaseFile, level: Level) -> str:
    said = []
    for hit in case.sites_hit:
        site = case.find(Site, hit.site_id)
        name = target_name(tongue, case, hit, level)
        other = other_name(tongue, site, level) if site else ""
        local = f" · {other}" if other else ""
        codes = (("SITE_TYPE", hit.site_type), ("SITE_ROLE", hit.site_role))
        facts = [tongue.joined([tongue.inside(tongue.label(*one)) for one in codes])]
        if level.is_internal and site and site.aliases:
            names = tongue.all_of([isolate(one) for one in site.aliases])
            facts.append(tongue.say(_CALLED, names=names))
        said.append(f"{name}{local} ({tongue.joined(facts, ';')})")
    return tongue.joined(said, ";")


def _stated(tongue: Tongue, low: int | None, high: int | None) -> str:
    return "" if low is None and high is None else tongue.range(low, high)


_COUNTED = Sentence("Sources counted", "المصادر المحسوبة")
_INDEPENDENT = Sentence(
    "{all}, of which {independent} independent", "{all}، منها {independent} مستقلة"
)
_IN_TOTALS = Sentence("Counts in totals", "محسوبة في المجاميع")
_YES, _NO = Sentence("Yes", "نعم"), Sentence("No", "لا")
_RATIONALE = Sentence("Rationale", "المسوّغات")
_SIGNED = Sentence("Signed", "التوقيع")
_BY = Sentence("by {person}", "من {person}")
_REVIEWED = Sentence(", reviewed by {person}", "، بمراجعة {person}")


def assessment_of(case: CaseFile, writer: Writer) -> Iterable[tuple[str, str]]:
    """The assessment in force, each grade with its definition."""
    judged, tongue = case.latest_assessment, writer.tongue
    if judged is None:
        yield tongue.say(GRADING), tongue.say(NOT_ASSESSED)
        return
    for name, listname, code in _graded(judged):
        yield tongue.say(name), _defined(tongue, listname, code)
    every, apart = str(judged.n_sources), str(judged.n_independent)
    yield tongue.say(_COUNTED), tongue.say(_INDEPENDENT, all=every, independent=apart)
    yield tongue.say(_IN_TOTALS), tongue.say(_YES if judged.in_totals else _NO)
    if writer.level.is_internal:
        yield tongue.say(_RATIONALE), writer.free_text(judged.rationale)
        yield tongue.say(_SIGNED), _signed(tongue, judged)


def _signed(tongue: Tongue, judged: Assessment) -> str:
    """Who assessed it and who reviewed it, by their codes."""
    day = as_of_day(tongue, judged.assessed_on) if judged.assessed_on else ""
    signed = tongue.say(_BY, person=isolate(judged.assessor)) if judged.assessor else ""
    reviewer = judged.reviewer
    reviewed = tongue.say(_REVIEWED, person=isolate(reviewer)) if reviewer else ""
    return f"{day} {signed}{reviewed}".strip()


_GRADED = (
    (GRADING, "GRADING", "grading"),
    (Sentence("Certainty", "اليقين"), "CERTAINTY", "certainty"),
    (Sentence("Standard of proof", "معيار الإثبات"), "PROOF", "proof"),
)


def _graded(judged: Assessment) -> Iterable[tuple[Sentence, str, str]]:
    for name, listname, key in _GRADED:
        code: str | None = getattr(judged, key)
        if code:
            yield name, listname, code


def _defined(tongue: Tongue, name: str, code: str) -> str:
    meaning = tongue.definition(name, code)
    label = tongue.label(name, code)
    return f"{label} – {tongue.inside(meaning)}" if meaning else label
