"""Periods in force around incidents, how many fall into them, and what is said to break them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..domain.casefiles import CaseFile
from ..domain.display import code_of
from ..domain.records import Actor, Location, Period, Record
from ..domain.text import isolate
from ..insight.periods import Match, is_there, match_period
from .citations import Bibliography
from .ledger import Ledger
from .levels import place_name
from .speech import Said, Sentence, Tongue
from .speech.attributing import of_sides
from .speech.nouns import ATTACK
from .speech.phrases import certain_and_possible, interval_words

__all__ = ["PeriodRow", "breach_sentences", "period_rows"]


@dataclass(frozen=True, slots=True)
class PeriodRow:
    """A cease-fire, pause or offensive, and how many of the attacks fall into it."""

    name: str
    kind: str
    dates: str
    area: str
    attacks: str
    cites: tuple[int, ...]


def period_rows(
    tongue: Tongue,
    periods: Iterable[Period],
    cases: Iterable[CaseFile],
    *,
    sources: Bibliography,
    ledger: Ledger,
    known: Mapping[str, Record],
) -> tuple[PeriodRow, ...]:
    """The periods into which at least one attack falls, or may fall, by their start."""
    every = list(cases)
    rows = []
    for period in sorted(periods, key=_start):
        certain, possible = _fallen(period, every, known)
        breaches = [one for one in every if period.id in one.incident.breach_of_ids]
        if not certain and not possible and not breaches:
            continue
        words = _attacks_in(tongue, len(certain), len(possible))
        said = ledger.enter(
            words,
            unit="attack",
            rule="period match",
            incident_ids=(*certain, *possible),
            of=f"attacks in period {period.id}",
            about=isolate(period.name or ""),
            low=len(certain),
            high=len(certain) + len(possible),
        )
        parts = [said]
        if breaches:
            attacks = breaking(tongue, period, breaches, ledger)
            parts.append(tongue.say(_BREACHED, attacks=attacks))
        rows.append(_period_row(tongue, period, tongue.joined(parts, ";"), sources, known))
    return tuple(rows)


def breaking(tongue: Tongue, period: Period, cases: list[CaseFile], ledger: Ledger) -> str:
    """How many attacks are recorded as breaking a period."""
    return ledger.count(
        tongue.counted(len(cases), ATTACK, oblique=True),
        len(cases),
        unit="attack",
        rule="said to break",
        incident_ids=[case.incident.id for case in cases],
        of=f"breaches of {period.id}",
        about=isolate(period.name or ""),
    )


_BREACHED = Sentence("{attacks} recorded as breaking it", "سُجّل خرقه في {attacks}")
_NONE_BY_DATE = Sentence("none by date", "لا شيء بحسب التاريخ")
_UP_TO = Sentence("up to {attacks}", "حتى {attacks}")
_DISPUTED = Sentence("{dates} (dates disputed)", "{dates} (التواريخ محل خلاف)")
_DECLARED = Sentence("{kind}, declared by {actors}", "{kind}، بإعلان من {actors}")


def _attacks_in(tongue: Tongue, certain: int, possible: int) -> str:
    """How many attacks fall into a period, for certain and possibly."""
    if not certain and not possible:
        return tongue.say(_NONE_BY_DATE)
    if not certain:
        return tongue.say(_UP_TO, attacks=tongue.counted(possible, ATTACK, oblique=True))
    return certain_and_possible(tongue, certain, certain + possible, ATTACK)


def _start(period: Period) -> tuple[str, str]:
    first = period.start_edtf.first if period.start_edtf else None
    return (first.isoformat() if first else "", period.name or "")


def _fallen(
    period: Period, cases: Iterable[CaseFile], known: Mapping[str, Record]
) -> tuple[list[str], list[str]]:
    found: dict[Match, list[str]] = {one: [] for one in Match}
    for case in cases:
        place_ids = frozenset(place.id for place in case.places)
        if is_there(period, place_ids, known):
            broken = frozenset(case.incident.breach_of_ids)
            side = match_period(case.incident.date_edtf, period, broken_ids=broken)
            found[side].append(case.incident.id)
    return found[Match.CERTAIN], found[Match.POSSIBLE]


def _period_row(
    tongue: Tongue, period: Period, attacks: str, sources: Bibliography, known: Mapping[str, Record]
) -> PeriodRow:
    places = [one for one in map(known.get, period.location_ids) if isinstance(one, Location)]
    listed = tongue.all_of([place_name(tongue, one) for one in places])
    dates = interval_words(tongue, period.start_edtf, period.end_edtf)
    kind = tongue.label("PERIOD_TYPE", period.period_type)
    by = _declared_by(tongue, period, known)
    return PeriodRow(
        name=isolate(period.name or ""),
        kind=tongue.say(_DECLARED, kind=kind, actors=by) if by else kind,
        dates=tongue.say(_DISPUTED, dates=dates) if period.disputed else dates,
        area=isolate(period.geo_text or "") or listed,
        attacks=attacks,
        cites=sources.cite(*period.source_ids),
    )


def _declared_by(tongue: Tongue, period: Period, known: Mapping[str, Record]) -> str:
    actors = [one for one in map(known.get, period.declared_by_ids) if isinstance(one, Actor)]
    return of_sides(tongue, [tongue.name(one) for one in actors], "joint")


def breach_sentences(
    tongue: Tongue,
    cases: Iterable[CaseFile],
    known: Mapping[str, Record],
    sources: Bibliography,
    ledger: Ledger,
) -> tuple[Said, ...]:
    """Attacks recorded as breaking a declared pause or cease-fire, with who tells of the pause."""
    by_period: dict[str, list[CaseFile]] = {}
    for case in cases:
        for period_id in case.incident.breach_of_ids:
            by_period.setdefault(period_id, []).append(case)
    said: list[Said] = []
    for period_id, broken in by_period.items():
        period = known.get(period_id)
        if isinstance(period, Period):
            said += _breach(tongue, period, broken, sources, ledger)
    return tuple(said)


_BROKEN = Sentence(
    "{attacks} ({codes}) {be} recorded here as breaking {period}",
    "سُجّل هنا خرق {period} في {attacks} ({codes})",
)
_ITS_DATES = Sentence("({dates}).", "({dates}).")
_DATES_DISPUTED = Sentence("its dates are disputed", "مع خلاف على التواريخ")


def _breach(
    tongue: Tongue,
    period: Period,
    cases: list[CaseFile],
    sources: Bibliography,
    ledger: Ledger,
) -> tuple[Said, Said]:
    dates = [interval_words(tongue, period.start_edtf, period.end_edtf)]
    dates += [tongue.say(_DATES_DISPUTED)] if period.disputed else []
    text = tongue.say(
        _BROKEN,
        attacks=breaking(tongue, period, cases, ledger),
        codes=tongue.all_of([tongue.code(code_of(case.incident)) for case in cases[:6]]),
        be="is" if len(cases) == 1 else "are",
        period=tongue.quoted(isolate(period.name or "")),
    )
    in_force = tongue.say(_ITS_DATES, dates=tongue.joined(dates, ";"))
    return Said(text, sources.cite(*period.source_ids)), Said(in_force)
