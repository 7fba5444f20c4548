"""What stands around incidents: sites struck again, series, second strikes, periods in force."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..domain.casefiles import CaseFile
from ..domain.counts import range_words
from ..domain.origins import standing_claims
from ..domain.records import Actor, Claim, IncidentGroup, Location, Period, Record, Site
from ..domain.text import isolate
from ..insight.patterns import (
    LONGEST_GAP,
    SHORTEST_GAP,
    DoubleTap,
    NthStrike,
    SiteLedger,
    double_tap,
)
from ..insight.periods import Match, is_there, match_period
from .citations import Bibliography
from .incident_notes import Writer, code_of, targets
from .ledger import Ledger
from .levels import Level, place_chain, place_name, site_name
from .nouns import label, listed_and, lower_first
from .parties import statements
from .wording import (
    Said,
    according_to,
    certain_and_possible,
    counted,
    day_words,
    days_words,
    interval_words,
    minutes_words,
    of_sides,
    one_source,
    without_year,
)

__all__ = [
    "PeriodRow",
    "RepeatedSite",
    "StrikeRow",
    "breach_sentences",
    "period_rows",
    "repeat_sentence",
    "repeated_sites",
    "second_strikes",
    "series",
    "verdict_words",
]


@dataclass(frozen=True, slots=True)
class StrikeRow:
    """One strike on a site that was struck more than once."""

    nth: str
    date: str
    code: str
    since: str
    before: str
    after: str
    notified: str
    incident_id: str


@dataclass(frozen=True, slots=True)
class RepeatedSite:
    """A site with the strikes on it, in the order of their dates."""

    name: str
    name_local: str
    place: str
    strikes: tuple[StrikeRow, ...]


@dataclass(frozen=True, slots=True)
class PeriodRow:
    """A cease-fire, pause or offensive, and how many of the attacks fall into it."""

    name: str
    kind: str
    dates: str
    area: str
    attacks: str
    cites: tuple[int, ...]


# -- repeated strikes ------------------------------------------------------------------------


def repeated_sites(
    ledgers: Iterable[SiteLedger], cases: Mapping[str, CaseFile], level: Level
) -> tuple[RepeatedSite, ...]:
    """The ledgers of sites struck more than once, where the site itself is on record."""
    found = []
    for one in ledgers:
        case, site = _home(one, cases)
        if case and site:
            rows = tuple(_strike_row(nth, cases, level) for nth in one.strikes)
            local = isolate(site.name_local or "") if level.is_internal else ""
            name = isolate(site_name(site, level))
            found.append(RepeatedSite(name, local, place_chain(case, level), rows))
    return tuple(found)


def _home(ledger: SiteLedger, cases: Mapping[str, CaseFile]) -> tuple[CaseFile | None, Site | None]:
    """A case that knows the site of a ledger, and the site; one with places if there is any."""
    known = [cases[key] for key in ledger.incident_ids if key in cases]
    known = [case for case in known if case.find(Site, ledger.site_id)]
    case = max(known, key=lambda one: len(one.places), default=None)
    return case, case.find(Site, ledger.site_id) if case else None


def _strike_row(nth: NthStrike, cases: Mapping[str, CaseFile], level: Level) -> StrikeRow:
    hit, since = nth.hit, nth.since_last
    case = cases.get(hit.incident_id)
    days = days_words(since.low, since.high) if since and since.high is not None else ""
    notified = hit.notified_then if level.is_internal else None
    return StrikeRow(
        nth=str(nth.n),
        date=day_words(hit.occurred),
        code=code_of(case.incident) if case else hit.incident_id[:8],
        since=days or ("not known" if since else "–"),
        before=_status(hit.status_before),
        after=_status(hit.status_after),
        notified=label("TRI", notified) if notified else "",
        incident_id=hit.incident_id,
    )


def _status(code: str | None) -> str:
    return label("SITE_STATUS", code) if code and code != "unknown" else "–"


def repeat_sentence(
    one: SiteLedger, cases: Mapping[str, CaseFile], writer: Writer, ledger: Ledger
) -> tuple[Said, ...]:
    """A repeated site in one sentence, each strike with who says so."""
    case, site = _home(one, cases)
    if case is None or site is None:
        return ()
    dates = [strike.hit.occurred for strike in one.strikes]
    years = {date.first.year if date and date.first else None for date in dates}
    year = next(iter(years)) if len(years) == 1 else None
    times = ledger.enter(
        f"{len(one.strikes)} times",
        unit="attack",
        rule="repeat strikes",
        incident_ids=one.incident_ids,
        of=f"strikes on site {one.site_id}",
        low=len(one.strikes),
        high=len(one.strikes),
    )
    place = place_chain(case, writer.level)
    in_year = f" in {year}" if year else ""
    name = isolate(site_name(site, writer.level))
    where = f", {place}," if place else ""
    head = f"{name}{where} was reported hit {times}{in_year}:"
    if len(one.strikes) > _MOST_TOLD:
        first, last = (without_year(date, year) for date in (dates[0], dates[-1]))
        return (Said(f"{head} first {first}, last {last}."),)
    parts = [
        _told(strike, cases.get(strike.hit.incident_id), year, writer) for strike in one.strikes
    ]
    return (Said(head), *_punctuated(parts))


_MOST_TOLD = 4


def _punctuated(parts: list[Said]) -> list[Said]:
    """Make a list of a sentence: commas, «and» before the last, a full stop."""
    last = len(parts) - 1
    joined = []
    for place, part in enumerate(parts):
        lead = "and " if place == last and last else ""
        end = "." if place == last else "," if place < last - 1 else ""
        joined.append(Said(f"{lead}{part.text}{end}", part.cites))
    return joined


def _told(nth: NthStrike, case: CaseFile | None, year: int | None, writer: Writer) -> Said:
    """One strike of a list: the date, the series it is part of, who says so and of whom."""
    said = without_year(nth.hit.occurred, year)
    claims = standing_claims(case) if case else ()
    if case is None or not claims:
        return Said(said)
    first = claims[0]
    speaker = writer.sources.speaker_of(first)
    parts = [f"part of “{isolate(case.group.name or '')}”"] if case.group else []
    parts.append(
        f"photograph by {speaker}" if first.claim_type == "image_only" else according_to(speaker)
    )
    attackers = [one for one in statements(case) if one.claim == first and one.names_attacker]
    parts += [f"by {one.actors}" for one in attackers]
    single = one_source(len({claim.source_id for claim in claims}))
    parts += [single.strip(" ()")] if single else []
    return Said(f"{said} ({', '.join(parts)})", writer.sources.cite_claim(first))


# -- series and second strikes ---------------------------------------------------------------


def series(
    groups: Iterable[IncidentGroup], cases: Iterable[CaseFile], sources: Bibliography
) -> tuple[Said, ...]:
    """Sequences and patterns that a source presents as one, with how much of them is recorded."""
    by_group: dict[str, list[str]] = {}
    for case in cases:
        by_group.setdefault(case.incident.group_id or "", []).append(code_of(case.incident))
    return tuple(_series_sentence(group, by_group.get(group.id, []), sources) for group in groups)


def _series_sentence(group: IncidentGroup, codes: list[str], sources: Bibliography) -> Said:
    kind = lower_first(label("GROUP_TYPE", group.group_type))
    expected = range_words(group.expected_low, group.expected_high)
    told = f", {expected} in the source" if expected != "not reported" else ""
    window = f", {day_words(group.window_edtf)}" if group.window_edtf else ""
    recorded = f"{len(codes)} recorded here"
    named = f" ({', '.join(sorted(codes))})" if 0 < len(codes) <= 6 else ""
    who = according_to(sources.name(group.source_id))
    text = f"“{isolate(group.name or '')}” – {kind}{window}, {who}{told}; {recorded}{named}."
    return Said(text, sources.cite(group.source_id))


def second_strikes(cases: Iterable[CaseFile], writer: Writer) -> tuple[Said, ...]:
    """Double taps and attacks on those who came to help, as far as records tell."""
    return tuple(said for case in cases if (said := _second_strike(case, writer)))


_SAYS_SECOND = frozenset({"double_tap", "multi_tap"})


def _second_strike(case: CaseFile, writer: Writer) -> Said | None:
    found = double_tap(case)
    claims = standing_claims(case)
    sayers = [one for one in claims if one.strike_pattern in _SAYS_SECOND]
    helpers = [one for one in claims if one.responders_hit == "yes"]
    if found.verdict == "none" and not sayers and not helpers:
        return None
    named = targets(case, writer.level)
    where = f"{code_of(case.incident)} – {named}, {day_words(case.incident.date_edtf)}"
    said = [verdict_words(found), *_who_says(sayers, "a double tap", writer)]
    said += _who_says(helpers, "responders hit", writer)
    cites = [one for claim in (*sayers, *helpers) for one in writer.sources.cite_claim(claim)]
    return Said(f"{where}: {'; '.join(said)}.", tuple(dict.fromkeys(cites)))


def _who_says(claims: list[Claim], what: str, writer: Writer) -> list[str]:
    if not claims:
        return []
    names = dict.fromkeys(writer.sources.name(one.source_id) for one in claims)
    return [f"{what} {according_to(listed_and(list(names)))}"]


_VERDICTS = {
    "confirmed": "double tap, confirmed by a reviewer",
    "supported": "double tap, supported by a claim",
    "candidate": "candidate for a double tap",
    "multiple_same_wave": "several impacts of one wave, not a double tap",
    "none": "no interval on record",
}


def verdict_words(found: DoubleTap) -> str:
    """What the strikes of an incident amount to, with the minutes between them."""
    gaps = [minutes_words(gap.low, gap.high) for gap in found.gaps]
    apart = f" ({listed_and(list(dict.fromkeys(gaps)))} apart)" if gaps else ""
    return f"{_VERDICTS[found.verdict]}{apart}"


DOUBLE_TAP_RULE = (
    f"A double tap is two or more strikes on one place {SHORTEST_GAP}–{LONGEST_GAP} minutes apart: "
    "a candidate on time and place alone, supported once a claim says that helpers or a crowd were "
    "there, confirmed by a reviewer alone."
)


# -- periods ---------------------------------------------------------------------------------


def period_rows(
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
        words = _attacks_in(len(certain), len(possible))
        said = ledger.enter(
            words,
            unit="attack",
            rule="period match",
            incident_ids=(*certain, *possible),
            of=f"attacks in period {period.id}",
            low=len(certain),
            high=len(certain) + len(possible),
        )
        alleged = f"; {counted(len(breaches), 'attack')} said to breach it" if breaches else ""
        rows.append(_period_row(period, f"{said}{alleged}", sources, known))
    return tuple(rows)


def _attacks_in(certain: int, possible: int) -> str:
    """How many attacks fall into a period, for certain and possibly."""
    if not certain and not possible:
        return "none by date"
    if not certain:
        return f"up to {counted(possible, 'attack')}"
    return certain_and_possible(certain, certain + possible, "attack")


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
            found[match_period(case.incident.date_edtf, period)].append(case.incident.id)
    return found[Match.CERTAIN], found[Match.POSSIBLE]


def _period_row(
    period: Period, attacks: str, sources: Bibliography, known: Mapping[str, Record]
) -> PeriodRow:
    places = [one for one in map(known.get, period.location_ids) if isinstance(one, Location)]
    area = isolate(period.geo_text or "") or listed_and([place_name(one) for one in places])
    dates = interval_words(period.start_edtf, period.end_edtf)
    disputed = " (dates disputed)" if period.disputed else ""
    kind = label("PERIOD_TYPE", period.period_type)
    by = _declared_by(period, known)
    return PeriodRow(
        name=isolate(period.name or ""),
        kind=f"{kind}, declared by {by}" if by else kind,
        dates=f"{dates}{disputed}",
        area=area,
        attacks=attacks,
        cites=sources.cite(*period.source_ids),
    )


def _declared_by(period: Period, known: Mapping[str, Record]) -> str:
    actors = [one for one in map(known.get, period.declared_by_ids) if isinstance(one, Actor)]
    return of_sides([isolate(one.name or "") for one in actors], "joint")


def breach_sentences(
    cases: Iterable[CaseFile], known: Mapping[str, Record], sources: Bibliography
) -> tuple[Said, ...]:
    """Attacks that are said to break a declared pause or cease-fire, with the pause."""
    by_period: dict[str, list[CaseFile]] = {}
    for case in cases:
        for period_id in case.incident.breach_of_ids:
            by_period.setdefault(period_id, []).append(case)
    said = []
    for period_id, broken in by_period.items():
        period = known.get(period_id)
        if isinstance(period, Period):
            said.append(_breach(period, broken, sources))
    return tuple(said)


def _breach(period: Period, cases: list[CaseFile], sources: Bibliography) -> Said:
    codes = listed_and([code_of(case.incident) for case in cases[:6]])
    verb = "is" if len(cases) == 1 else "are"
    disputed = "; its dates are disputed" if period.disputed else ""
    text = (
        f"{counted(len(cases), 'attack')} ({codes}) {verb} said to have broken "
        f"“{isolate(period.name or '')}” ({interval_words(period.start_edtf, period.end_edtf)}"
        f"{disputed})."
    )
    return Said(text, sources.cite(*period.source_ids))
