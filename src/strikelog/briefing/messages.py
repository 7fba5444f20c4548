"""The key messages: how many attacks, who was harmed, where again, against what, by whom."""

from collections.abc import Iterable

from ..domain.counts import number_words, range_words
from ..domain.validation.case_errors import is_accepted
from .desk import NOT_ESTABLISHED, Desk
from .figure_marks import begun
from .nouns import CHILDREN, CIVILIANS, PERSONS, site_nouns
from .scope import governorates, kinds_of_sources, period_words, struck_kinds
from .surroundings import breach_sentences, repeat_sentence
from .wording import Said, counted, including, is_single, people

__all__ = ["key_messages"]

_MOST_KINDS = 4
_MOST_CITES = 6
_NOT_COUNTED = (
    "No attack here is assessed as counting in totals yet; numbers of people stand with each attack"
    " and are not summed."
)


def key_messages(desk: Desk) -> tuple[tuple[Said, ...], ...]:
    """Three to five messages; none where there is no incident."""
    if not desk.material.cases:
        return ()
    periods = {one.id: one for one in desk.material.periods}
    said = [
        (_how_many(desk),),
        (_who_was_harmed(desk),),
        _again(desk),
        breach_sentences(desk.full, periods, desk.sources)[:1],
        _by_whom(desk),
    ]
    return tuple(one for one in said if one)


def _how_many(desk: Desk) -> Said:
    numbers, material = desk.numbers, desk.material
    attacks = _enter(desk, len(numbers.attack_ids), "attack", numbers.attack_ids)
    place = governorates(material, desk.asked.level)
    where = f" in {place}" if place else ""
    verb = "was" if len(numbers.attack_ids) == 1 else "were"
    said = [
        f"{attacks} {verb} reported{where}, {period_words(material.cases)}",
        _sites_struck(desk),
    ]
    kinds = kinds_of_sources(desk.full, desk.sources)
    said.append(f"Reported by: {kinds}" if kinds and material.is_whole else "")
    return Said(" ".join(f"{one}." for one in said if one))


def _sites_struck(desk: Desk) -> str:
    """The second half of the first message: sites are another unit than attacks."""
    sites, unnamed = desk.numbers.sites.sites, desk.numbers.sites.unidentified
    apart = f"{counted(unnamed.low, 'attack')} hit a site that is not identified"
    if not sites.low:
        return apart if unnamed.low else ""
    struck = _enter(desk, sites.low, "site", desk.numbers.attack_ids)
    kinds = struck_kinds(desk.material.cases)
    what = f" ({site_nouns(kinds, sites.low)})" if 0 < len(kinds) <= _MOST_KINDS else ""
    return f"They hit {struck}{what}{f'; {apart}' if unnamed.low else ''}"


def _enter(desk: Desk, number: int, unit: str, ids: Iterable[str]) -> str:
    words = counted(number, unit)
    rule = {"site": "distinct sites"}.get(unit, f"{unit}s")
    return desk.ledger.enter(
        words, unit=unit, rule=rule, incident_ids=ids, of=rule, low=number, high=number
    )


def _who_was_harmed(desk: Desk) -> Said:
    killed = desk.numbers.killed
    noun = CIVILIANS if desk.numbers.civilians_only else PERSONS
    if not killed.incident_ids and not killed.unstated_ids:
        return Said(_NOT_COUNTED)
    if killed.low is None:
        return Said(f"No source gives a number of {noun.many} killed in these attacks.")
    high = None if killed.is_at_least else killed.high
    said = desk.ledger.enter(
        people(killed.low, high, noun),
        unit="person",
        rule=killed.rule,
        incident_ids=killed.incident_ids,
        of="killed",
        low=killed.low,
        high=high,
    )
    verb = "was" if is_single(killed.low, high) else "were"
    text = f"{including(said, *_children(desk))} {verb} reported killed: {_how_known(desk)}."
    return Said(begun(text), _cites(desk, killed.incident_ids))


def _children(desk: Desk) -> list[str]:
    children = desk.numbers.children
    if children is None or children.low is None:
        return []
    high = None if children.is_at_least else children.high
    return [people(children.low, high, CHILDREN)]


def _how_known(desk: Desk) -> str:
    """From how many attacks a sum of people comes, and how many state no number."""
    killed = desk.numbers.killed
    stated = counted(len(killed.incident_ids), "attack")
    said = f"{range_words(killed.low, killed.high)} in {stated}"
    kinds = kinds_of_sources(
        [desk.by_id[one] for one in killed.incident_ids if one in desk.by_id], desk.sources
    )
    said = f"{said}, by {kinds}" if kinds and desk.material.is_whole else said
    rest = len(killed.unstated_ids)
    said = f"{said}; no number is given for {counted(rest, 'attack')}" if rest else said
    apart = len(desk.numbers.attack_ids) - rest - len(killed.incident_ids)
    return f"{said}; {counted(apart, 'attack')} not yet counted in totals" if apart > 0 else said


def _cites(desk: Desk, incident_ids: Iterable[str]) -> tuple[int, ...]:
    """The sources whose figures are behind a number, as far as they fit a line."""
    cited: dict[int, None] = {}
    for key in incident_ids:
        case = desk.by_id.get(key)
        for claim in case.claims if case else ():
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
    groups = desk.parties()
    named = [one for name, ids in groups.items() if name != NOT_ESTABLISHED for one in ids]
    admitted = [case for case in desk.full if is_accepted(case)]
    total = len(desk.full)
    said = desk.ledger.enter(
        f"{number_words(len(named))} of {counted(total, 'attack')}",
        unit="attack",
        rule="attribution",
        incident_ids=named,
        of="attacks with a named attacker",
        low=len(named),
        high=len(named),
    )
    own = (
        f"{counted(len(admitted), 'attack')} acknowledged by a party"
        if admitted
        else "none has been acknowledged by a party"
    )
    return (Said(f"Sources name an attacker for {said}; {own}."),)
