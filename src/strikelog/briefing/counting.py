"""The numbers of a briefing: tiles and breakdowns, each with its unit and the records behind it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ..domain.casefiles import CaseFile
from ..domain.counts import Total, sum_ranges
from ..domain.records import IncidentSite, Site
from ..insight.totals import PeopleTotal, SiteTally, count_attacks, count_sites, total_people
from .ledger import Ledger
from .levels import Level, names_areas
from .material import Material
from .speech import ENGLISH, Sentence, Tongue
from .speech.kinds import method_cell
from .speech.nouns import ATTACK, SOURCE
from .speech.phrases import share

__all__ = [
    "Bar",
    "Breakdown",
    "Group",
    "Numbers",
    "TileNumber",
    "breakdown",
    "by_method",
    "by_place",
    "by_site_type",
    "grouped",
    "numbers_of",
    "tiles",
]

_HARMED_ROLES = frozenset({"health_worker", "rescuer", "aid_worker"})
_MOST_BARS = 9


@dataclass(frozen=True, slots=True)
class TileNumber:
    """A big number, what it counts, and what it covers."""

    number: str
    label: str
    note: str
    marked: bool = False


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


@dataclass(frozen=True, kw_only=True)
class Numbers:
    """What a briefing counts, before it is put into words."""

    attack_ids: tuple[str, ...]
    sites: SiteTally
    repeats: Mapping[str, tuple[str, ...]]
    killed: PeopleTotal
    children: PeopleTotal | None
    injured: PeopleTotal
    civilians_only: bool
    responders_ids: tuple[str, ...]


def numbers_of(material: Material) -> Numbers:
    """Count attacks, sites and people; people by status only where every case is whole."""
    cases = material.cases
    whole = material.is_whole
    return Numbers(
        attack_ids=count_attacks(cases).certain_ids,
        sites=count_sites(cases),
        repeats=_struck_again(cases),
        killed=_people(material, "killed", civilians=whole),
        children=total_people(cases, "killed", civ_status="civilian", age_sex="child")
        if whole
        else None,
        injured=_people(material, "injured", civilians=whole),
        civilians_only=whole,
        responders_ids=tuple(case.incident.id for case in cases if _responders_harmed(case)),
    )


_STRUCK = frozenset({"hit", "second_wave_point"})


def _struck_again(cases: Iterable[CaseFile]) -> dict[str, tuple[str, ...]]:
    """The sites struck in more than one incident, each with the ids of those."""
    found: dict[str, dict[str, None]] = {}
    for case in cases:
        for hit in case.sites_hit:
            if hit.site_id and hit.site_role in _STRUCK:
                found.setdefault(hit.site_id, {})[case.incident.id] = None
    return {site: tuple(incidents) for site, incidents in found.items() if len(incidents) > 1}


def _people(material: Material, outcome: str, *, civilians: bool) -> PeopleTotal:
    """Add civilians where all is known; otherwise the ranges that lists show, as they stand."""
    if civilians:
        return total_people(material.cases, outcome, civ_status="civilian")
    ranges = {}
    for case in material.cases:
        if case.incident.in_totals:
            row = material.summary(case)
            ends = (row.killed_low, row.killed_high)
            ranges[case.incident.id] = (
                ends if outcome == "killed" else (row.injured_low, row.injured_high)
            )
    added = sum_ranges(ranges.values())
    stated = tuple(one for one, ends in ranges.items() if ends != (None, None))
    unstated = tuple(one for one in ranges if one not in stated)
    return PeopleTotal(added.low, added.high, stated, unstated)


def _responders_harmed(case: CaseFile) -> bool:
    said = [case.incident.responders_hit, *(claim.responders_hit for claim in case.claims)]
    by_role = any(one.role in _HARMED_ROLES and (one.low or one.high) for one in case.figures)
    return "yes" in said or by_role


# -- tiles -----------------------------------------------------------------------------------


_ATTACKS = Sentence("attacks recorded", "هجمات مسجَّلة")
_CITED = Sentence("{sources} cited", "بالاستناد إلى {sources}")
_DISTINCT = Sentence("distinct sites hit", "مواقع مختلفة أُصيبت")
_ON_UNNAMED = Sentence("and {attacks} on sites not identified", "و{attacks} على مواقع غير محددة")
_ALL_NAMED = Sentence("every site identified", "كل المواقع محددة")
_AGAIN = Sentence("sites hit more than once", "مواقع أُصيبت أكثر من مرة")
_IN_ATTACKS = Sentence("in {attacks}", "في {attacks}")
_NONE_FOUND = Sentence("none found", "لا يوجد")
_HELPERS = Sentence("attacks harming responders", "هجمات تضرر فيها مستجيبون")
_HELPERS_ARE = Sentence("rescuers, health or aid workers", "مسعفون أو عاملون صحيون أو إغاثيون")


def tiles(
    tongue: Tongue, numbers: Numbers, ledger: Ledger, *, sources: int
) -> tuple[TileNumber, ...]:
    """The six numbers at the top."""
    attacks, sites, repeats = numbers.attack_ids, numbers.sites, numbers.repeats
    unnamed = len(sites.unidentified.certain_ids)
    struck_ids = tuple(dict.fromkeys(one for ids in repeats.values() for one in ids))
    number = _entered(tongue, ledger)
    return (
        TileNumber(
            number(len(attacks), "attack", "attacks", attacks),
            tongue.say(_ATTACKS),
            tongue.say(_CITED, sources=tongue.counted(sources, SOURCE, oblique=True)),
        ),
        TileNumber(
            number(sites.sites.low, "site", "distinct sites", attacks),
            tongue.say(_DISTINCT),
            tongue.say(_ON_UNNAMED, attacks=tongue.counted(unnamed, ATTACK))
            if unnamed
            else tongue.say(_ALL_NAMED),
        ),
        TileNumber(
            number(len(repeats), "site", "repeat strikes", struck_ids),
            tongue.say(_AGAIN),
            tongue.say(_IN_ATTACKS, attacks=tongue.counted(len(struck_ids), ATTACK, oblique=True))
            if repeats
            else tongue.say(_NONE_FOUND),
            marked=bool(repeats),
        ),
        *_people_tiles(tongue, numbers, ledger),
        TileNumber(
            number(
                len(numbers.responders_ids), "attack", "responders harmed", numbers.responders_ids
            ),
            tongue.say(_HELPERS),
            tongue.say(_HELPERS_ARE),
            marked=bool(numbers.responders_ids),
        ),
    )


_CIVILIANS_KILLED = Sentence("civilians killed", "قتلى مدنيون")
_PEOPLE_KILLED = Sentence("people killed", "قتلى")
_CIVILIANS_INJURED = Sentence("civilians injured", "مصابون مدنيون")
_PEOPLE_INJURED = Sentence("people injured", "مصابون")


def _entered(tongue: Tongue, ledger: Ledger) -> Callable[[int, str, str, Sequence[str]], str]:
    def number(count: int, unit: str, rule: str, ids: Sequence[str]) -> str:
        return ledger.enter(
            tongue.number(count),
            unit=unit,
            rule=rule,
            incident_ids=ids,
            of=rule,
            low=count,
            high=count,
        )

    return number


def _people_tiles(tongue: Tongue, numbers: Numbers, ledger: Ledger) -> tuple[TileNumber, ...]:
    killed, injured = numbers.killed, numbers.injured
    civilians = numbers.civilians_only
    return (
        TileNumber(
            people_words(tongue, killed, ledger, of="killed"),
            tongue.say(_CIVILIANS_KILLED if civilians else _PEOPLE_KILLED),
            _killed_note(tongue, numbers),
            marked=True,
        ),
        TileNumber(
            people_words(tongue, injured, ledger, of="injured"),
            tongue.say(_CIVILIANS_INJURED if civilians else _PEOPLE_INJURED),
            _coverage(tongue, injured),
        ),
    )


def people_words(tongue: Tongue, total: PeopleTotal, ledger: Ledger, *, of: str) -> str:
    """A sum of people in the words of the ledger; a dash where nobody gives a number."""
    return ledger.enter(
        sum_words(tongue, total) if total.low is not None else "–",
        unit=total.unit,
        rule=total.rule,
        incident_ids=total.incident_ids,
        of=of,
        low=total.low,
        high=None if total.is_at_least else total.high,
    )


def sum_words(tongue: Tongue, total: PeopleTotal) -> str:
    """A sum of people: «at least 1» where some incidents state no number."""
    return tongue.total(Total(total.low, total.high, len(total.unstated_ids)))


_OF_WHOM = Sentence("of whom children: {children}", "منهم أطفال: {children}")
_NO_NUMBER = Sentence("no number reported", "لم يُذكر عدد")
_NONE_COUNTS = Sentence("no attack counts in totals yet", "لا هجوم محسوب في المجاميع بعد")
_FROM = Sentence("from {attacks}", "من {attacks}")
_RANGE_IN = Sentence(
    "{range} in {attacks}; {left} without a number", "{range} في {attacks}؛ و{left} دون عدد مذكور"
)


def _killed_note(tongue: Tongue, numbers: Numbers) -> str:
    children = numbers.children
    coverage = _coverage(tongue, numbers.killed)
    if children is None or children.low is None:
        return coverage
    young = tongue.say(_OF_WHOM, children=sum_words(tongue, children))
    return tongue.joined([young, coverage], ";")


def _coverage(tongue: Tongue, total: PeopleTotal) -> str:
    """How many of the incidents that count state a number, and which range they give together."""
    stated, unstated = len(total.incident_ids), len(total.unstated_ids)
    if not stated:
        return tongue.say(_NO_NUMBER if unstated else _NONE_COUNTS)
    attacks = tongue.counted(stated, ATTACK, oblique=True)
    if not unstated:
        return tongue.say(_FROM, attacks=attacks)
    adopted = tongue.range(total.low, total.high)
    return tongue.say(_RANGE_IN, range=adopted, attacks=attacks, left=tongue.number(unstated))


# -- breakdowns ------------------------------------------------------------------------------


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
    fine = grouped(tongue, material.cases, lambda one, case: _district(one, material, case, level))
    coarse = grouped(
        tongue, material.cases, lambda one, case: _governorate(one, material, case, level)
    )
    many = len(fine) > _MOST_BARS + 1
    title = _BY_GOVERNORATE if many else _BY_DISTRICT
    groups = coarse if many else fine
    return breakdown(
        tongue, tongue.say(title), groups, ledger, unit="attack", rule=title.en.lower()
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
