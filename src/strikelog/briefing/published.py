"""Totals that others published: which belong beside a briefing, and how each reads.

They are printed with their unit, wording, period and relay, sorted by date, and never added to our
counts or to each other.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from ..domain.dates import FuzzyDate
from ..domain.records import Actor, AggregateClaim, CasualtyFigure, Location, Record
from ..domain.text import isolate
from .citations import Bibliography
from .held_beside import HeldBeside
from .ledger import Ledger
from .levels import place_name
from .speech import ENGLISH, Noun, Sentence, Tongue
from .speech.kinds import site_noun, site_nouns
from .speech.nouns import ATTACK, CIVILIANS, PARTS, PERSONS, UNITS
from .speech.phrases import day_words, including
from .speech.shared import BY_ACTORS

__all__ = ["PublishedTotal", "beside", "published_totals"]

_PEOPLE_MEASURES = {
    "people_killed": Sentence("{people} killed", "مقتل {people}"),
    "people_injured": Sentence("{people} injured", "إصابة {people}"),
    "people_displaced": Sentence("{people} displaced", "نزوح {people}"),
}
_SOME_DAY = Sentence("since a day that is not stated", "منذ يوم غير مذكور")
_NO_PERIOD = Sentence("period not stated", "الفترة غير مذكورة")
_SINCE = Sentence("since {day}", "منذ {day}")
_FROM = Sentence("from {day}", "من {day}")
_IN = Sentence("in {day}", "في {day}")
_TO = Sentence("{since} to {day}", "{since} إلى {day}")
_EARLY = Sentence("early {month}", "أوائل {month}")
_MID = Sentence("mid-{month}", "منتصف {month}")
_LATE = Sentence("late {month}", "أواخر {month}")
_REPLACES = Sentence("replaces {wording}", "يحل محل {wording}")
_PART_OF = Sentence("part of {numbers}", "جزء من {numbers}")
_OVERLAPS = Sentence("overlaps with {numbers}", "يتداخل مع {numbers}")
_SAME_AS = Sentence("same number as {numbers}", "العدد نفسه في {numbers}")
_DIFFERS = Sentence("differs from {numbers}", "يختلف عن {numbers}")
_NEARLY_ALL = 0.8
_MUCH_LONGER = 1.5
_MUCH_OF = 0.5


@dataclass(frozen=True, slots=True)
class PublishedTotal:
    """One row of the box: `number` is what other rows refer to it by."""

    number: int
    who: str
    title: str
    figure: str
    unit: str
    wording: str
    covers: str
    as_of: str
    relations: str
    cites: tuple[int, ...]
    held: str = ""


def beside(
    totals: Iterable[AggregateClaim],
    first: date | None,
    last: date | None,
    countries: set[str],
    known: Mapping[str, Record],
) -> list[AggregateClaim]:
    """The totals that speak of the same time and country, by date; replaced ones are left out."""
    every = [one for one in totals if not one.deleted]
    replaced = {one.supersedes_id for one in every}
    return sorted(
        (
            one
            for one in every
            if one.id not in replaced
            and _meets(one, first, last)
            and _same_country(one, countries, known)
        ),
        key=_when,
    )


def _when(total: AggregateClaim) -> tuple[date, date, str, str]:
    said = total.as_of or total.end_edtf
    latest = (said.last if said else None) or date.max
    start = (total.start_edtf.first if total.start_edtf else None) or date.max
    return (latest, start, total.title or "", total.id)


def _window(total: AggregateClaim) -> tuple[date | None, date | None]:
    end = total.end_edtf or total.as_of
    start = total.start_edtf.first if total.start_edtf else None
    return start, end.last if end else None


def _meets(total: AggregateClaim, first: date | None, last: date | None) -> bool:
    start, end = _window(total)
    return not ((start and last and start > last) or (end and first and end < first))


def _same_country(total: AggregateClaim, countries: set[str], known: Mapping[str, Record]) -> bool:
    places = (known.get(one) for one in total.location_ids)
    named = {one.country_iso3 for one in places if isinstance(one, Location) and one.country_iso3}
    return not named or not countries or bool(named & countries)


def published_totals(
    tongue: Tongue,
    totals: Iterable[AggregateClaim],
    figures: Iterable[CasualtyFigure],
    *,
    every: Mapping[str, AggregateClaim],
    sources: Bibliography,
    ledger: Ledger,
    known: Mapping[str, Record],
    held: HeldBeside,
) -> tuple[PublishedTotal, ...]:
    """The rows of the box; `every` also holds totals that were replaced."""
    chosen = list(totals)
    numbers = {one.id: number for number, one in enumerate(chosen, start=1)}
    parts: dict[str, list[CasualtyFigure]] = {}
    for figure in figures:
        parts.setdefault(figure.owner_id or "", []).append(figure)
    rows = []
    for one in chosen:
        words = figure_words(tongue, one, parts.get(one.id, []))
        unit = UNITS[one.unit or "unclear"]
        rows.append(
            PublishedTotal(
                number=numbers[one.id],
                who=sources.speaker(one.source_id, one.via_source_id),
                title=isolate(one.title or "") or tongue.label("AGG_MEASURE", one.measure),
                figure=ledger.enter(
                    words,
                    unit=one.unit or "unclear",
                    rule="published by others",
                    of=f"published total {one.id}",
                    about=sources.speaker(one.source_id, one.via_source_id),
                    low=one.low,
                    high=one.high,
                    source_ids=(one.source_id, one.via_source_id),
                ),
                unit=tongue.unit_name(unit),
                wording=isolate(one.as_reported or one.quote or ""),
                covers=_covers(tongue, one, known),
                as_of=day_words(tongue, one.as_of) if one.as_of else "",
                relations=_relations(tongue, one, numbers, every),
                cites=sources.cite(one.source_id, one.via_source_id),
                held=held.words(tongue, one, about=isolate(one.title or "")),
            )
        )
    return tuple(rows)


def figure_words(tongue: Tongue, total: AggregateClaim, parts: list[CasualtyFigure]) -> str:
    """The figure with its parts: «at least 14 civilians killed, including at least 5 children»."""
    outcome = _PEOPLE_MEASURES.get(total.measure or "")
    if outcome:
        noun = CIVILIANS if total.civ_status == "civilian" else PERSONS
        said = tongue.say(outcome, people=_of_many(tongue, total, noun))
    elif total.measure == "facilities_attacked" and total.site_types:
        said = f"{_alone(tongue, total)} {_kinds(tongue, total.site_types)}"
    elif total.measure == "attacks":
        said = _of_many(tongue, total, ATTACK)
    else:
        said = _alone(tongue, total)
    named = (one for one in parts if one.age_sex in PARTS)
    return including(
        tongue, said, *(_of_many(tongue, one, PARTS[one.age_sex or ""]) for one in named)
    )


def _alone(tongue: Tongue, stated: AggregateClaim | CasualtyFigure) -> str:
    return tongue.range(stated.low, stated.high, stated.qualifier)


def _of_many(tongue: Tongue, stated: AggregateClaim | CasualtyFigure, noun: Noun) -> str:
    """A stated number with its noun, in English always the plural, as published totals read."""
    if tongue is ENGLISH:
        return f"{_alone(tongue, stated)} {noun.many}"
    return tongue.ranged(stated.low, stated.high, noun, qualifier=stated.qualifier, oblique=True)


def _kinds(tongue: Tongue, codes: Iterable[str]) -> str:
    if tongue is ENGLISH:
        return site_nouns(tongue, codes)
    return f"من {tongue.all_of([site_noun(code).ar.of for code in codes])}"


def _covers(tongue: Tongue, total: AggregateClaim, known: Mapping[str, Record]) -> str:
    """Time, area and parties a total speaks of."""
    places = [one for one in map(known.get, total.location_ids) if isinstance(one, Location)]
    area = isolate(total.geo_text or "")
    area = area or tongue.all_of([place_name(tongue, one) for one in places])
    actors = [one for one in map(known.get, total.actor_ids) if isinstance(one, Actor)]
    by = tongue.all_of([tongue.name(one) for one in actors])
    since = bool(total.cumulative)
    parts = [_period(tongue, total.start_edtf, total.end_edtf, cumulative=since), area]
    parts += [tongue.say(BY_ACTORS, actors=by)] if by else []
    return tongue.joined([part for part in parts if part], ";")


def _period(
    tongue: Tongue, start: FuzzyDate | None, end: FuzzyDate | None, *, cumulative: bool
) -> str:
    if start is None:
        return tongue.say(_SOME_DAY if cumulative else _NO_PERIOD)
    since = tongue.say(_SINCE if cumulative else _FROM, day=_day(tongue, start))
    if end is None or end.is_open:
        return since
    if start == end:
        return tongue.say(_IN, day=day_words(tongue, start))
    return tongue.say(_TO, since=since, day=_day(tongue, end))


def _day(tongue: Tongue, value: FuzzyDate) -> str:
    return _third_of_month(tongue, value) or day_words(tongue, value)


def _third_of_month(tongue: Tongue, value: FuzzyDate) -> str:
    """Name a third of a month as sources do: «late April 2019»."""
    start, end = value.start, value.end
    if not (value.is_one_of and start and end and start.day and end.day):
        return ""
    if (start.year, start.month) != (end.year, end.month):
        return ""
    month = day_words(tongue, FuzzyDate.parse(f"{start.year:04d}-{start.month:02d}"))
    if (start.day, end.day) == (1, 10):
        return tongue.say(_EARLY, month=month)
    if (start.day, end.day) == (11, 20):
        return tongue.say(_MID, month=month)
    is_late = start.day == 21 and end.last == value.last
    return tongue.say(_LATE, month=month) if is_late else ""


# -- how totals relate -----------------------------------------------------------------------


def _relations(
    tongue: Tongue,
    total: AggregateClaim,
    numbers: Mapping[str, int],
    every: Mapping[str, AggregateClaim],
) -> str:
    """What a total has to do with others: «part of 9; differs from 4», «replaces 350 killed»."""
    by_kind: dict[Sentence, list[int]] = {}
    for other_id in total.overlaps_ids:
        if other_id in numbers and other_id in every:
            kind = _relation(total, every[other_id])
            by_kind.setdefault(kind, []).append(numbers[other_id])
    said = [
        tongue.say(kind, numbers=tongue.all_of([str(one) for one in sorted(found)]))
        for kind, found in by_kind.items()
    ]
    before = every.get(total.supersedes_id or "")
    if before:
        wording = isolate(before.as_reported or before.title or "")
        said.append(tongue.say(_REPLACES, wording=wording))
    return tongue.joined(said, ";")


def _relation(one: AggregateClaim, other: AggregateClaim) -> Sentence:
    shared, own, others = _days_shared(one, other)
    inside = bool(own) and others > _MUCH_LONGER * own and shared >= _NEARLY_ALL * own
    same_kind = (one.measure, one.unit) == (other.measure, other.unit)
    if (inside and _same_area_or_smaller(one, other)) or (same_kind and _is_narrower(one, other)):
        return _PART_OF
    comparable = same_kind and shared >= _MUCH_OF * max(own, others) > 0
    if not comparable:
        return _OVERLAPS
    same_number = (one.low, one.high) == (other.low, other.high)
    return _SAME_AS if same_number else _DIFFERS


def _same_area_or_smaller(one: AggregateClaim, other: AggregateClaim) -> bool:
    """Tell whether a total's area lies in another's; one without an area may reach further."""
    return not other.location_ids or bool(
        one.location_ids and set(one.location_ids) <= set(other.location_ids)
    )


def _is_narrower(one: AggregateClaim, other: AggregateClaim) -> bool:
    """Tell whether a total of the same days speaks of fewer parties or kinds of places."""
    same_days = _window(one) == _window(other)
    fewer_parties = bool(one.actor_ids) and not other.actor_ids
    fewer_kinds = bool(one.site_types) and set(one.site_types) < set(other.site_types)
    return same_days and (fewer_parties or fewer_kinds)


def _days_shared(one: AggregateClaim, other: AggregateClaim) -> tuple[int, int, int]:
    """Days two totals share, and the days of each; 0 where an end is not known."""
    (a, b), (c, d) = _window(one), _window(other)
    if not (a and b and c and d):
        return 0, 0, 0
    shared = (min(b, d) - max(a, c)).days + 1
    return max(shared, 0), (b - a).days + 1, (d - c).days + 1
