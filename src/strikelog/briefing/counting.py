"""The numbers of a briefing: tiles, each with its unit and the records behind it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from ..domain.casefiles import CaseFile
from ..domain.claimed import Axes
from ..domain.counts import Total, sum_ranges
from ..domain.origins import standing_claims
from ..domain.records import Claim, Incident
from ..insight.totals import PeopleTotal, SiteTally, count_attacks, count_sites, total_people
from .count_words import (
    sources_cited,
    sources_settled,
    stated_in,
    stated_sum,
    struck_again,
    unnamed_words,
)
from .ledger import Ledger
from .material import Material
from .speech import Sentence, Tongue
from .speech.nouns import ATTACK

__all__ = [
    "Numbers",
    "TileNumber",
    "numbers_of",
    "tiles",
]

_HARMED_ROLES = frozenset({"health_worker", "rescuer", "aid_worker"})


@dataclass(frozen=True, slots=True)
class TileNumber:
    """A big number, what it counts, and what it covers."""

    number: str
    label: str
    note: str
    marked: bool = False


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

    def total(self, of: str) -> PeopleTotal:
        """A sum of people by its name."""
        children = self.children or PeopleTotal(None, None, (), ())
        return {"killed": self.killed, "injured": self.injured}.get(of, children)

    def axes(self, of: str) -> Axes | None:
        """Which people a sum counts; of many incidents, only what lists show is known."""
        return _AXES[of] if self.civilians_only else None


_AXES = {
    "killed": Axes("killed", "civilian"),
    "injured": Axes("injured", "civilian"),
    "children killed": Axes("killed", "civilian", "child"),
}


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
    tellers: tuple[Incident | Claim, ...] = (case.incident, *standing_claims(case))
    by_role = any(
        figure.role in _HARMED_ROLES and (figure.low or figure.high)
        for one in tellers
        for figure in case.figures_of(one.id)
    )
    return by_role or any(one.responders_hit == "yes" for one in tellers)


# -- tiles -----------------------------------------------------------------------------------


_ATTACKS = Sentence("attacks recorded", "الهجمات المسجَّلة")
_CITED = Sentence("{sources} cited", "بالاستناد إلى {sources}")
_DISTINCT = Sentence("distinct sites hit", "المواقع المختلفة المصابة")
_ON_UNNAMED = Sentence("and {attacks} on sites not identified", "و{attacks} على مواقع غير محددة")
_ALL_NAMED = Sentence("every site identified", "كل المواقع محددة")
_AGAIN = Sentence("sites hit more than once", "المواقع المصابة أكثر من مرة")
_IN_ATTACKS = Sentence("in {attacks}", "في {attacks}")
_NONE_FOUND = Sentence("none found", "لا يوجد")
_HELPERS = Sentence("attacks harming responders", "الهجمات التي تضرر فيها مستجيبون")
_HELPERS_ARE = Sentence("rescuers, health or aid workers", "مسعفون أو عاملون صحيون أو إغاثيون")


def tiles(tongue: Tongue, numbers: Numbers, ledger: Ledger) -> tuple[TileNumber, ...]:
    """The six numbers at the top; how many sources are cited is `settled` last of all."""
    attacks, sites, repeats = numbers.attack_ids, numbers.sites, numbers.repeats
    unnamed = sites.unidentified.certain_ids
    struck_ids = tuple(dict.fromkeys(one for ids in repeats.values() for one in ids))
    number = _entered(tongue, ledger)
    return (
        TileNumber(
            number(len(attacks), "attack", "attacks", attacks),
            tongue.say(_ATTACKS),
            tongue.say(_CITED, sources=sources_cited(tongue, ledger)),
        ),
        TileNumber(
            number(sites.sites.low, "site", "distinct sites", attacks),
            tongue.say(_DISTINCT),
            tongue.say(_ON_UNNAMED, attacks=unnamed_words(tongue, unnamed, ledger))
            if unnamed
            else tongue.say(_ALL_NAMED),
        ),
        TileNumber(
            number(len(repeats), "site", "repeat strikes", struck_ids),
            tongue.say(_AGAIN),
            tongue.say(_IN_ATTACKS, attacks=struck_again(tongue, struck_ids, ledger))
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


def settled(
    tongue: Tongue, tiles: tuple[TileNumber, ...], ledger: Ledger, *, sources: int
) -> tuple[TileNumber, ...]:
    """The tiles with the number of sources, which is known when every section has cited its own."""
    if not tiles:
        return ()
    first, *others = tiles
    cited = tongue.say(_CITED, sources=sources_settled(tongue, sources, ledger))
    return (replace(first, note=cited), *others)


_CIVILIANS_KILLED = Sentence("civilians killed", "القتلى المدنيون")
_PEOPLE_KILLED = Sentence("people killed", "القتلى")
_CIVILIANS_INJURED = Sentence("civilians injured", "المصابون المدنيون")
_PEOPLE_INJURED = Sentence("people injured", "المصابون")


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
    civilians = numbers.civilians_only
    return (
        TileNumber(
            people_words(tongue, numbers, ledger, of="killed"),
            tongue.say(_CIVILIANS_KILLED if civilians else _PEOPLE_KILLED),
            _killed_note(tongue, numbers, ledger),
            marked=True,
        ),
        TileNumber(
            people_words(tongue, numbers, ledger, of="injured"),
            tongue.say(_CIVILIANS_INJURED if civilians else _PEOPLE_INJURED),
            _coverage(tongue, numbers, ledger, of="injured"),
        ),
    )


def people_words(tongue: Tongue, numbers: Numbers, ledger: Ledger, *, of: str) -> str:
    """A sum of people in the words of the ledger; a dash where nobody gives a number."""
    total = numbers.total(of)
    return ledger.enter(
        sum_words(tongue, total) if total.low is not None else "–",
        unit=total.unit,
        rule=total.rule,
        incident_ids=total.incident_ids,
        of=of,
        low=total.low,
        high=None if total.is_at_least else total.high,
        axes=numbers.axes(of),
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


def _killed_note(tongue: Tongue, numbers: Numbers, ledger: Ledger) -> str:
    children = numbers.children
    coverage = _coverage(tongue, numbers, ledger, of="killed")
    if children is None or children.low is None:
        return coverage
    said = people_words(tongue, numbers, ledger, of="children killed")
    young = tongue.say(_OF_WHOM, children=said)
    return tongue.joined([young, coverage], ";")


def _coverage(tongue: Tongue, numbers: Numbers, ledger: Ledger, *, of: str) -> str:
    """How many of the incidents that count state a number, and which range they give together."""
    total = numbers.total(of)
    unstated = len(total.unstated_ids)
    if not total.incident_ids:
        return tongue.say(_NO_NUMBER if unstated else _NONE_COUNTS)
    if not unstated:
        return tongue.say(_FROM, attacks=stated_in(tongue, total, ledger, of=of))
    adopted = stated_sum(tongue, total, ledger, of=of, axes=numbers.axes(of))
    attacks = stated_in(tongue, total, ledger, of=of)
    left = ledger.count(
        tongue.counted(unstated, ATTACK, oblique=True),
        unstated,
        unit="attack",
        rule="without a number",
        incident_ids=total.unstated_ids,
        of=f"{of}, no number",
    )
    return tongue.say(_RANGE_IN, range=adopted, attacks=attacks, left=left)
