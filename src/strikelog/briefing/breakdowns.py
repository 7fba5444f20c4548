"""Counts divided by place, kind, method or attacker, as bars with the records behind each."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from ..domain.casefiles import CaseFile
from ..domain.records import IncidentSite, Site
from .ledger import Ledger
from .levels import Level, names_areas
from .material import Material
from .speech import ENGLISH, Sentence, Tongue
from .speech.kinds import method_cell
from .speech.phrases import share

__all__ = [
    "Breakdown",
    "Group",
    "breakdown",
    "by_method",
    "by_place",
    "by_site_type",
    "grouped",
]

_MOST_BARS = 9


@dataclass(frozen=True, slots=True)
class Bar:
    """One line of a breakdown; `length` is its part of the longest."""

    label: str
    words: str
    length: float


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A count divided by something; all bars share the unit in the title."""

    title: str
    bars: tuple[Bar, ...]
    note: str = ""


class Group(NamedTuple):
    """What a bar stands for: a name that is the same in every language, and its name in print."""

    key: str
    label: str


def said_in(tongue: Tongue, name: Callable[[Tongue], str]) -> Group:
    """A group that a function names in any language."""
    key = name(ENGLISH)
    return Group(key, key if tongue is ENGLISH else name(tongue))


_OTHERS = Sentence("{number} others", "{number} أخرى")
_BY_GOVERNORATE = Sentence("Attacks by governorate", "الهجمات بحسب المحافظة")
_BY_DISTRICT = Sentence("Attacks by district", "الهجمات بحسب المنطقة")
_BY_KIND = Sentence("Distinct sites hit, by kind", "المواقع المختلفة المصابة بحسب النوع")
_BY_METHOD = Sentence("Attacks by method", "الهجمات بحسب الوسيلة")
_NO_PLACE = Sentence("Place not stated", "المكان غير مذكور")


def breakdown(
    tongue: Tongue,
    title: str,
    groups: Mapping[Group, list[str]],
    ledger: Ledger,
    *,
    unit: str,
    rule: str,
    incidents: Mapping[str, Iterable[str]] | None = None,
) -> Breakdown:
    """Count the ids of each group into bars, the largest first.

    Where something else than incidents is counted, `incidents` gives those behind each id.
    """
    ranked = sorted(groups.items(), key=lambda item: (-len(item[1]), item[0]))
    ranked = _with_rest(tongue, ranked)
    longest = max((len(ids) for _, ids in ranked), default=1)
    whole = len({one for ids in groups.values() for one in ids})
    bars = []
    for group, ids in ranked:
        part = share(len(ids), whole)
        behind = ids if incidents is None else [x for one in ids for x in incidents[one]]
        said = ledger.enter(
            tongue.number(len(ids)),
            unit=unit,
            rule=rule,
            incident_ids=dict.fromkeys(behind),
            of=f"{rule}: {group.key}",
            about=group.label,
            low=len(ids),
            high=len(ids),
        )
        if part:
            part = ledger.count(
                part,
                round(100 * len(ids) / whole),
                unit="percent",
                rule="share",
                incident_ids=dict.fromkeys(behind),
                of=f"share of {rule}: {group.key}",
                about=group.label,
            )
        bars.append(Bar(group.label, f"{said} · {part}" if part else said, len(ids) / longest))
    return Breakdown(title, tuple(bars))


def _with_rest(
    tongue: Tongue, ranked: list[tuple[Group, list[str]]]
) -> list[tuple[Group, list[str]]]:
    """Keep the longest bars and put what is left into one, so that nothing is dropped."""
    if len(ranked) <= _MOST_BARS + 1:
        return ranked
    rest = ranked[_MOST_BARS:]
    others = [one for _, ids in rest for one in ids]
    number = len(rest)
    named = said_in(tongue, lambda one: one.say(_OTHERS, number=one.number(number)))
    return [*ranked[:_MOST_BARS], (named, others)]


def grouped(
    tongue: Tongue, cases: Iterable[CaseFile], name: Callable[[Tongue, CaseFile], str]
) -> dict[Group, list[str]]:
    """The ids of incidents by what a function calls them."""
    groups: dict[Group, list[str]] = {}
    for case in cases:
        group = said_in(tongue, lambda one, case=case: name(one, case))  # type: ignore[misc]
        groups.setdefault(group, []).append(case.incident.id)
    return groups


def by_place(tongue: Tongue, material: Material, level: Level, ledger: Ledger) -> Breakdown:
    """Attacks by district; by governorate where there are too many districts."""
    fine, coarse = material.once(_by_area, tongue, level)
    many = len(fine) > _MOST_BARS + 1
    title = _BY_GOVERNORATE if many else _BY_DISTRICT
    groups = coarse if many else fine
    return breakdown(
        tongue, tongue.say(title), groups, ledger, unit="attack", rule=title.en.lower()
    )


def _by_area(
    material: Material, tongue: Tongue, level: Level
) -> tuple[dict[Group, list[str]], dict[Group, list[str]]]:
    """The ids of attacks by district, and by governorate."""
    every = material.cases
    return (
        grouped(tongue, every, lambda one, case: _district(one, material, case, level)),
        grouped(tongue, every, lambda one, case: _governorate(one, material, case, level)),
    )


def _district(tongue: Tongue, material: Material, case: CaseFile, level: Level) -> str:
    row = material.summary(case)
    if not row.district or not names_areas(case, level, "2"):
        return _governorate(tongue, material, case, level)
    district = material.local(tongue, row.district)
    above = row.governorate
    return f"{district} ({material.local(tongue, above)})" if above else district


def _governorate(tongue: Tongue, material: Material, case: CaseFile, level: Level) -> str:
    row = material.summary(case)
    named = row.governorate if names_areas(case, level, "1") else None
    name = named or row.country
    return material.local(tongue, name) if name else tongue.say(_NO_PLACE)


def by_site_type(tongue: Tongue, cases: Iterable[CaseFile], ledger: Ledger) -> Breakdown:
    """Distinct sites directly hit, by kind."""
    groups: dict[Group, list[str]] = {}
    incidents: dict[str, dict[str, None]] = {}
    for case in cases:
        for hit in case.sites_hit:
            if hit.site_role == "hit" and hit.site_id:
                if hit.site_id not in incidents:
                    code = _type_of(case, hit)
                    kind = Group(ENGLISH.label("SITE_TYPE", code), tongue.label("SITE_TYPE", code))
                    groups.setdefault(kind, []).append(hit.site_id)
                incidents.setdefault(hit.site_id, {})[case.incident.id] = None
    title = tongue.say(_BY_KIND)
    return breakdown(tongue, title, groups, ledger, unit="site", rule="sites", incidents=incidents)


def _type_of(case: CaseFile, hit: IncidentSite) -> str:
    site = case.find(Site, hit.site_id)
    return (site.site_type if site else hit.site_type) or "unknown"


def by_method(tongue: Tongue, cases: Iterable[CaseFile], ledger: Ledger) -> Breakdown:
    """Attacks by means and weapon."""
    groups = grouped(tongue, cases, _method)
    return breakdown(tongue, tongue.say(_BY_METHOD), groups, ledger, unit="attack", rule="method")


def _method(tongue: Tongue, case: CaseFile) -> str:
    incident = case.incident
    return method_cell(tongue, incident.event_type, incident.delivery, incident.weapon)
