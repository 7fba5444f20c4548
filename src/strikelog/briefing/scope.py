"""When and where a briefing's incidents lie, in words; also the order and weight of incidents."""

from collections.abc import Iterable, Sequence
from datetime import date

from ..domain.casefiles import CaseFile
from ..domain.dates import FuzzyDate
from ..domain.origins import standing_claims
from .citations import Bibliography
from .count_words import left_out
from .ledger import Ledger
from .levels import Level, names_areas
from .material import Asked, Material
from .speech import Arabic, Noun, Sentence, Tongue
from .speech.nouns import GOVERNORATE
from .speech.shared import DATES_NOT_KNOWN

__all__ = [
    "by_date",
    "countries",
    "default_title",
    "governorates",
    "grades_used",
    "kinds_of_sources",
    "period_words",
    "span",
    "struck_kinds",
    "weight",
]

_GOVERNORATES = {
    1: Sentence("{names} governorate", "محافظة {names}"),
    2: Sentence("{names} governorates", "محافظتي {names}"),
}
_SEVERAL_GOVERNORATES = Sentence("{names} governorates", "محافظات {names}")
_TITLE = Sentence("Attacks on civilian life", "هجمات على الحياة المدنية")
_TITLE_IN = Sentence("Attacks on civilian life in {where}", "هجمات على الحياة المدنية في {where}")
_FURTHER_KINDS = Noun(
    "further kind",
    "further kinds",
    Arabic("نوع آخر", "نوعان آخران", "أنواع أخرى", "الأنواع الأخرى", many="نوعاً آخر"),
)
_MOST_NAMES = 4
_MOST_CLASSES = 5


def by_date(case: CaseFile) -> tuple[date, date, str]:
    """Order incidents by their earliest day; those without a date come last."""
    when = case.incident.date_edtf
    first = (when.first if when else None) or date.max
    last = (when.last if when else None) or date.max
    return (first, last, case.incident.id)


def span(cases: Iterable[CaseFile]) -> tuple[date | None, date | None]:
    """The earliest and the latest day on which an incident may have happened."""
    dates = [case.incident.date_edtf for case in cases if case.incident.date_edtf]
    firsts = [one.first for one in dates if one.first]
    lasts = [one.last for one in dates if one.last]
    return min(firsts, default=None), max(lasts, default=None)


def period_words(tongue: Tongue, cases: Sequence[CaseFile]) -> str:
    """The period that the incidents cover: «5 May – 26 November 2019»."""
    first, last = span(cases)
    if first is None or last is None:
        return tongue.say(DATES_NOT_KNOWN)
    if first == last:
        return tongue.date(FuzzyDate.of_day(first))
    text = f"{first.isoformat()}/{last.isoformat()}"
    return tongue.date(FuzzyDate.parse(text))


def countries(cases: Iterable[CaseFile]) -> set[str]:
    """The countries the incidents lie in."""
    return {place.country_iso3 for case in cases for place in case.places if place.country_iso3}


def governorates(tongue: Tongue, material: Material, level: Level) -> str:
    """The governorates of the incidents, the one with most first; their number if many."""
    ranked = material.once(_ranked, tongue, level)
    if not ranked:
        return ""
    if len(ranked) > _MOST_NAMES:
        return tongue.counted(len(ranked), GOVERNORATE, oblique=True)
    named = _GOVERNORATES.get(len(ranked), _SEVERAL_GOVERNORATES)
    return tongue.say(named, names=tongue.all_of(ranked))


def _ranked(material: Material, tongue: Tongue, level: Level) -> Sequence[str]:
    found: dict[str, int] = {}
    for case in material.cases:
        name = _governorate(tongue, material, case, level)
        if name:
            found[name] = found.get(name, 0) + 1
    return sorted(found, key=lambda name: (-found[name], name))


def _governorate(tongue: Tongue, material: Material, case: CaseFile, level: Level) -> str:
    name = material.summary(case).governorate if names_areas(case, level, "1") else None
    return material.local(tongue, name) if name else ""


def default_title(material: Material, asked: Asked) -> str:
    """A title from the facts: what, where."""
    where = governorates(asked.tongue, material, asked.level)
    return asked.tongue.say(_TITLE_IN, where=where) if where else asked.tongue.say(_TITLE)


def weight(material: Material, case: CaseFile) -> tuple[int, int, int, str]:
    """What makes an incident come first when there is room for some alone."""
    row = material.summary(case)
    killed = row.killed_high if row.killed_high is not None else row.killed_low
    injured = row.injured_high if row.injured_high is not None else row.injured_low
    return (killed or 0, injured or 0, row.origins or 0, case.incident.id)


def struck_kinds(cases: Iterable[CaseFile]) -> list[str]:
    """The kinds of the sites that were directly hit, the most frequent first."""
    found: dict[str, int] = {}
    for case in cases:
        for hit in case.sites_hit:
            if hit.site_role == "hit" and hit.site_id and hit.site_type:
                found[hit.site_type] = found.get(hit.site_type, 0) + 1
    return sorted(found, key=lambda code: (-found[code], code))


def kinds_of_sources(
    tongue: Tongue, cases: Iterable[CaseFile], sources: Bibliography, ledger: Ledger
) -> str:
    """The classes of the sources behind some incidents: «NGO report, dataset row and 2 others»."""
    found: dict[str, None] = {}
    for case in cases:
        for claim in standing_claims(case):
            source = sources.source(claim.source_id)
            if source and source.source_type:
                found[tongue.inside(tongue.label("SOURCE_TYPE", source.source_type))] = None
    kinds = sorted(found)
    if len(kinds) > _MOST_CLASSES:
        rest = len(kinds) - _MOST_CLASSES
        kinds = [*kinds[:_MOST_CLASSES], left_out(tongue, rest, _FURTHER_KINDS, ledger)]
    return tongue.all_of(kinds)


_GRADES = ("confirmed", "fair", "weak", "contested", "discounted", "unassessed")


def grades_used(cases: Iterable[CaseFile]) -> tuple[str, ...]:
    """The gradings that appear, in the order of the list."""
    found = {
        (case.latest_assessment.grading if case.latest_assessment else None) or "unassessed"
        for case in cases
    }
    return tuple(one for one in _GRADES if one in found)
