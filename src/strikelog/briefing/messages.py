"""The key messages: how many attacks, who was harmed, where again, against what, by whom."""

from collections.abc import Iterable

from ..domain.origins import standing_claims
from ..domain.validation.case_errors import is_accepted
from .count_words import stated_in, stated_sum, unnamed_words
from .desk import Desk
from .figure_marks import begun
from .parties import NOT_ESTABLISHED
from .period_lines import breach_sentences
from .scope import governorates, kinds_of_sources, period_words, struck_kinds
from .speech import Said, Sentence
from .speech.kinds import site_nouns
from .speech.nouns import ATTACK, CHILDREN, CIVILIANS, PERSONS
from .speech.phrases import counted, including, was
from .speech.shared import IN_PLACE
from .surroundings import repeat_sentence

__all__ = ["key_messages"]

_MOST_KINDS = 4
_MOST_CITES = 6
_NOT_COUNTED = Sentence(
    "No attack here is assessed as counting in totals yet; numbers of people stand with each attack"
    " and are not summed.",
    "لم يُقيَّم أي هجوم هنا بعد على أنه محسوب في المجاميع؛ أعداد الأشخاص مذكورة مع كل هجوم ولا تُجمع.",
)
_REPORTED = Sentence(
    "{attacks} {be} reported{where}, {period}.", "أُفيد بوقوع {attacks}{where}، {period}."
)
_REPORTED_BY = Sentence("Kinds of source: {kinds}.", "أنواع المصادر: {kinds}.")
_HIT = Sentence("{sites}{kinds} {be} reported hit", "المواقع التي أُفيد بإصابتها: {sites}{kinds}")
_HIT_UNNAMED = Sentence(
    "{attacks} {be} reported on a site that is not identified", "{attacks} على موقع غير محدد"
)
_NO_NUMBER = Sentence(
    "No source gives a number of {people} killed in these attacks.",
    "لا يذكر أي مصدر عدد القتلى من {people} في هذه الهجمات.",
)
_KILLED = Sentence("{people} {be} reported killed: {known}.", "أُفيد بمقتل {people}: {known}.")
_RANGE_IN = Sentence("{range} in {attacks}", "{range} في {attacks}")
_ACCORDING = Sentence("{range} (kinds of source: {kinds})", "{range} (أنواع المصادر: {kinds})")
_WITHOUT = Sentence("no number is given for {attacks}", "لم يُذكر عدد في {attacks}")
_NOT_YET = Sentence("{attacks} not yet counted in totals", "غير محسوب بعد في المجاميع: {attacks}")
_OF = Sentence("{number} of {attacks}", "{number} من أصل {attacks}")
_NAMED = Sentence(
    "Sources name an attacker for {attacks}; {own}.",
    "عدد الهجمات التي تسمّي المصادر جهة مهاجِمة فيها: {attacks}؛ {own}.",
)
_OWNED = Sentence("{attacks} acknowledged by a party", "أقرّ أحد الأطراف بمسؤوليته عن {attacks}")
_NONE_OWNED = Sentence("none has been acknowledged by a party", "لم يُقرّ أي طرف بأيٍّ منها")


def key_messages(desk: Desk) -> tuple[tuple[Said, ...], ...]:
    """Three to five messages; none where there is no incident."""
    if not desk.material.cases:
        return ()
    periods = {one.id: one for one in desk.material.periods}
    said = [
        (_how_many(desk),),
        (_who_was_harmed(desk),),
        _again(desk),
        breach_sentences(desk.tongue, desk.full, periods, desk.sources, desk.ledger)[:2],
        _by_whom(desk),
    ]
    return tuple(one for one in said if one)


def _how_many(desk: Desk) -> Said:
    numbers, material, tongue = desk.numbers, desk.material, desk.tongue
    attacks = _enter(desk, len(numbers.attack_ids), "attack", numbers.attack_ids)
    place = governorates(tongue, material, desk.asked.level)
    first = tongue.say(
        _REPORTED,
        attacks=attacks,
        be=was(len(numbers.attack_ids)),
        where=tongue.say(IN_PLACE, place=place) if place else "",
        period=period_words(tongue, material.cases),
    )
    struck = _sites_struck(desk)
    said = [first, *([f"{struck}."] if struck else [])]
    kinds = kinds_of_sources(tongue, desk.full, desk.sources, desk.ledger)
    if kinds and material.is_whole:
        said.append(tongue.say(_REPORTED_BY, kinds=kinds))
    return Said(" ".join(said))


def _sites_struck(desk: Desk) -> str:
    """The second half of the first message: sites are another unit than attacks."""
    sites, unnamed = desk.numbers.sites.sites, desk.numbers.sites.unidentified
    tongue = desk.tongue
    apart = ""
    if unnamed.low:
        attacks = unnamed_words(tongue, unnamed.certain_ids, desk.ledger)
        apart = tongue.say(_HIT_UNNAMED, attacks=attacks, be=was(unnamed.low))
    if not sites.low:
        return apart if unnamed.low else ""
    struck = _enter(desk, sites.low, "site", desk.numbers.attack_ids)
    kinds = struck_kinds(desk.material.cases)
    what = f" ({site_nouns(tongue, kinds, sites.low)})" if 0 < len(kinds) <= _MOST_KINDS else ""
    said = tongue.say(_HIT, sites=struck, kinds=what, be=was(sites.low))
    return tongue.joined([said, apart], ";") if unnamed.low else said


def _enter(desk: Desk, number: int, unit: str, ids: Iterable[str]) -> str:
    words = counted(desk.tongue, number, unit, oblique=unit == "attack")
    rule = {"site": "distinct sites"}.get(unit, f"{unit}s")
    return desk.ledger.enter(
        words, unit=unit, rule=rule, incident_ids=ids, of=rule, low=number, high=number
    )


def _who_was_harmed(desk: Desk) -> Said:
    killed, tongue = desk.numbers.killed, desk.tongue
    noun = CIVILIANS if desk.numbers.civilians_only else PERSONS
    if not killed.incident_ids and not killed.unstated_ids:
        return Said(tongue.say(_NOT_COUNTED))
    if killed.low is None:
        return Said(tongue.say(_NO_NUMBER, people=tongue.kind(noun)))
    high = None if killed.is_at_least else killed.high
    said = desk.ledger.enter(
        tongue.ranged(killed.low, high, noun, oblique=True),
        unit="person",
        rule=killed.rule,
        incident_ids=killed.incident_ids,
        of="killed",
        low=killed.low,
        high=high,
        axes=desk.numbers.axes("killed"),
    )
    be = was(high if high is not None else killed.low)
    people = including(tongue, said, *_children(desk))
    text = tongue.say(_KILLED, people=people, be=be, known=_how_known(desk))
    return Said(begun(text), _cites(desk, killed.incident_ids))


def _children(desk: Desk) -> list[str]:
    children = desk.numbers.children
    if children is None or children.low is None:
        return []
    high = None if children.is_at_least else children.high
    said = desk.tongue.ranged(children.low, high, CHILDREN)
    return [
        desk.ledger.enter(
            said,
            unit="person",
            rule=children.rule,
            incident_ids=children.incident_ids,
            of="children killed",
            low=children.low,
            high=high,
            axes=desk.numbers.axes("children killed"),
        )
    ]


def _how_known(desk: Desk) -> str:
    """From how many attacks a sum of people comes, and how many state no number."""
    killed, tongue = desk.numbers.killed, desk.tongue
    ledger = desk.ledger
    said = tongue.say(
        _RANGE_IN,
        range=stated_sum(tongue, killed, ledger, of="killed", axes=desk.numbers.axes("killed")),
        attacks=stated_in(tongue, killed, ledger, of="killed"),
    )
    cases = [desk.by_id[one] for one in killed.incident_ids if one in desk.by_id]
    kinds = kinds_of_sources(tongue, cases, desk.sources, ledger)
    if kinds and desk.material.is_whole:
        said = tongue.say(_ACCORDING, range=said, kinds=kinds)
    parts, rest = [said], len(killed.unstated_ids)
    if rest:
        attacks = ledger.count(
            tongue.counted(rest, ATTACK, oblique=True),
            rest,
            unit="attack",
            rule="without a number",
            incident_ids=killed.unstated_ids,
            of="killed, no number",
        )
        parts.append(tongue.say(_WITHOUT, attacks=attacks))
    apart = len(desk.numbers.attack_ids) - rest - len(killed.incident_ids)
    if apart > 0:
        behind = {*killed.unstated_ids, *killed.incident_ids}
        attacks = ledger.count(
            tongue.counted(apart, ATTACK),
            apart,
            unit="attack",
            rule="not in totals",
            incident_ids=[one for one in desk.numbers.attack_ids if one not in behind],
            of="not in totals",
        )
        parts.append(tongue.say(_NOT_YET, attacks=attacks))
    return tongue.joined(parts, ";")


def _cites(desk: Desk, incident_ids: Iterable[str]) -> tuple[int, ...]:
    """The sources whose figures are behind a number, as far as they fit a line."""
    cited: dict[int, None] = {}
    for key in incident_ids:
        case = desk.by_id.get(key)
        for claim in standing_claims(case) if case else ():
            if case and case.figures_of(claim.id):
                cited.update(dict.fromkeys(desk.sources.cite_claim(claim)))
    return tuple(cited)[:_MOST_CITES]


def _again(desk: Desk) -> tuple[Said, ...]:
    top = desk.top_repeats()
    if not top:
        return ()
    return repeat_sentence(top[0], desk.all_by_id, desk.writer, desk.ledger)


def _by_whom(desk: Desk) -> tuple[Said, ...]:
    if not desk.material.is_whole:
        return ()
    groups, tongue = desk.parties(), desk.tongue
    unknown = NOT_ESTABLISHED.en
    named = [one for group, ids in groups.items() if group.key != unknown for one in ids]
    admitted = [case for case in desk.full if is_accepted(case)]
    total = len(desk.full)
    said = desk.ledger.enter(
        tongue.say(
            _OF,
            number=tongue.number(len(named)),
            attacks=tongue.counted(total, ATTACK, oblique=True),
        ),
        unit="attack",
        rule="attribution",
        incident_ids=named,
        of="attacks with a named attacker",
        low=len(named),
        high=len(named),
    )
    own = tongue.say(_NONE_OWNED)
    if admitted:
        attacks = desk.ledger.count(
            tongue.counted(len(admitted), ATTACK, oblique=True),
            len(admitted),
            unit="attack",
            rule="attribution",
            incident_ids=[case.incident.id for case in admitted],
            of="attacks acknowledged",
        )
        own = tongue.say(_OWNED, attacks=attacks)
    return (Said(tongue.say(_NAMED, attacks=said, own=own)),)
