"""What stands around incidents: sites struck again, series, second strikes, periods in force."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..domain.casefiles import CaseFile
from ..domain.dates import FuzzyDate
from ..domain.display import code_of
from ..domain.origins import standing_claims
from ..domain.records import Claim, IncidentGroup, Site
from ..domain.text import isolate
from ..insight.double_taps import LONGEST_GAP, SHORTEST_GAP, DoubleTap, double_tap
from ..insight.independence import independence
from ..insight.patterns import NthStrike, SiteLedger
from .citations import Bibliography
from .incident_notes import minutes_figure, targets
from .ledger import Ledger
from .levels import Level, other_name, place_chain, site_name
from .parties import statements
from .speech import Said, Sentence, Tongue
from .speech.nouns import ATTACK, TIME
from .speech.phrases import (
    according_to,
    day_words,
    days_words,
    one_source,
    without_year,
)
from .speech.shared import BY_ACTORS, NOT_KNOWN
from .writer import Writer

__all__ = [
    "RepeatedSite",
    "StrikeRow",
    "double_tap_rule",
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
    occurred: FuzzyDate | None = None


@dataclass(frozen=True, slots=True)
class RepeatedSite:
    """A site with the strikes on it, in the order of their dates."""

    name: str
    name_local: str
    place: str
    strikes: tuple[StrikeRow, ...]


# -- repeated strikes ------------------------------------------------------------------------


def repeated_sites(
    tongue: Tongue,
    ledgers: Iterable[SiteLedger],
    cases: Mapping[str, CaseFile],
    level: Level,
    ledger: Ledger,
) -> tuple[RepeatedSite, ...]:
    """The ledgers of sites struck more than once, where the site itself is on record."""
    found = []
    for one in ledgers:
        case, site = _home(one, cases)
        if case and site:
            rows = tuple(_strike_row(tongue, nth, cases, level, ledger) for nth in one.strikes)
            name = site_name(tongue, site, level)
            local = other_name(tongue, site, level)
            found.append(RepeatedSite(name, local, place_chain(tongue, case, level), rows))
    return tuple(found)


def _home(ledger: SiteLedger, cases: Mapping[str, CaseFile]) -> tuple[CaseFile | None, Site | None]:
    """A case that knows the site of a ledger, and the site; one with places if there is any."""
    known = [cases[key] for key in ledger.incident_ids if key in cases]
    known = [case for case in known if case.find(Site, ledger.site_id)]
    case = max(known, key=lambda one: len(one.places), default=None)
    return case, case.find(Site, ledger.site_id) if case else None


def _strike_row(
    tongue: Tongue,
    nth: NthStrike,
    cases: Mapping[str, CaseFile],
    level: Level,
    ledger: Ledger,
) -> StrikeRow:
    hit, since = nth.hit, nth.since_last
    case = cases.get(hit.incident_id)
    days = ""
    if since and since.high is not None:
        days = ledger.enter(
            days_words(tongue, since.low, since.high),
            unit="day",
            rule="days since the last",
            incident_ids=[hit.incident_id],
            of=f"days before {hit.incident_id} on {hit.site_id}",
            low=since.low,
            high=since.high,
        )
    notified = hit.notified_then if level.is_internal else None
    return StrikeRow(
        nth=str(nth.n),
        date=day_words(tongue, hit.occurred),
        code=code_of(case.incident) if case else hit.incident_id[:8],
        since=days or (tongue.say(NOT_KNOWN) if since else "–"),
        before=_status(tongue, hit.status_before),
        after=_status(tongue, hit.status_after),
        notified=tongue.label("TRI", notified),
        incident_id=hit.incident_id,
        occurred=hit.occurred,
    )


def _status(tongue: Tongue, code: str | None) -> str:
    return tongue.label("SITE_STATUS", code) if code and code != "unknown" else "–"


_HIT = Sentence(
    "{site}{place} was reported hit {times}{year}:", "أُفيد بإصابة {site}{place} {times}{year}:"
)
_AT = Sentence(", {place},", "، {place}،")
_IN_YEAR = Sentence(" in {year}", " في {year}")
_FIRST_LAST = Sentence(
    "{head} first {first}, last {last}.", "{head} أولاها {first}، وآخرها {last}."
)
_AND = Sentence("and {part}", "و{part}")
_PART_OF = Sentence("part of {group}", "جزء من {group}")
_PHOTOGRAPH = Sentence("photograph by {source}", "صورة من {source}")


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
    tongue = writer.tongue
    times = ledger.enter(
        tongue.counted(len(one.strikes), TIME, oblique=True),
        unit="attack",
        rule="repeat strikes",
        incident_ids=one.incident_ids,
        of=f"strikes on site {one.site_id}",
        low=len(one.strikes),
        high=len(one.strikes),
    )
    place = place_chain(tongue, case, writer.level)
    head = tongue.say(
        _HIT,
        site=site_name(tongue, site, writer.level),
        place=tongue.say(_AT, place=place) if place else "",
        times=times,
        year=tongue.say(_IN_YEAR, year=str(year)) if year else "",
    )
    if len(one.strikes) > _MOST_TOLD:
        first, last = (without_year(tongue, date, year) for date in (dates[0], dates[-1]))
        return (Said(tongue.say(_FIRST_LAST, head=head, first=first, last=last)),)
    parts = [
        _told(strike, cases.get(strike.hit.incident_id), year, writer) for strike in one.strikes
    ]
    return (Said(head), *_punctuated(tongue, parts))


_MOST_TOLD = 4


def _punctuated(tongue: Tongue, parts: list[Said]) -> list[Said]:
    """Make a list of a sentence: commas, «and» before the last, a full stop."""
    last = len(parts) - 1
    joined = []
    for place, part in enumerate(parts):
        text = tongue.say(_AND, part=part.text) if place == last and last else part.text
        comma = tongue.joined(["", ""]).strip() if place < last - 1 else ""
        joined.append(Said(f"{text}{'.' if place == last else comma}", part.cites))
    return joined


def _told(nth: NthStrike, case: CaseFile | None, year: int | None, writer: Writer) -> Said:
    """One strike of a list: the date, the series it is part of, who says so and of whom."""
    tongue = writer.tongue
    said = without_year(tongue, nth.hit.occurred, year)
    claims = standing_claims(case) if case else ()
    if case is None or not claims:
        return Said(said)
    first = claims[0]
    speaker = writer.sources.speaker_of(first)
    parts = []
    if case.group:
        group = tongue.quoted(isolate(case.group.name or ""))
        parts.append(tongue.say(_PART_OF, group=group))
    is_image = first.claim_type == "image_only"
    parts.append(
        tongue.say(_PHOTOGRAPH, source=speaker) if is_image else according_to(tongue, speaker)
    )
    named = [one for one in statements(tongue, case) if one.claim == first and one.names_attacker]
    parts += [tongue.say(BY_ACTORS, actors=one.actors) for one in named]
    parts += [tongue.say(_OTHERS_DIFFER)] if _differs(tongue, case, first) else []
    single = one_source(tongue, independence(case).n_origins)
    parts += [single.strip(" ()")] if single else []
    return Said(f"{said} ({tongue.joined(parts)})", writer.sources.cite_claim(first))


_OTHERS_DIFFER = Sentence(
    "other sources differ on the attacker", "وتختلف مصادر أخرى في الجهة المهاجِمة"
)


def _differs(tongue: Tongue, case: CaseFile, claim: Claim) -> bool:
    """Tell whether a claim names an attacker and any other source names others."""
    views = {one.claim: one.actors for one in statements(tongue, case) if one.names_attacker}
    return claim in views and len(set(views.values())) > 1


# -- series and second strikes ---------------------------------------------------------------


def series(
    tongue: Tongue,
    groups: Iterable[IncidentGroup],
    cases: Iterable[CaseFile],
    sources: Bibliography,
    ledger: Ledger,
) -> tuple[Said, ...]:
    """Sequences and patterns that a source presents as one, with how much of them is recorded."""
    by_group: dict[str, list[CaseFile]] = {}
    for case in cases:
        by_group.setdefault(case.incident.group_id or "", []).append(case)
    return tuple(
        _series_sentence(tongue, group, by_group.get(group.id, []), sources, ledger)
        for group in groups
    )


_SERIES = Sentence(
    "{facts}; recorded here: {number}{codes}.", "{facts}؛ المسجَّل منها هنا: {number}{codes}."
)
_TOLD = Sentence("in the source: {range}", "في المصدر: {range}")


def _series_sentence(
    tongue: Tongue,
    group: IncidentGroup,
    cases: list[CaseFile],
    sources: Bibliography,
    ledger: Ledger,
) -> Said:
    kind = tongue.inside(tongue.label("GROUP_TYPE", group.group_type))
    facts = [f"{tongue.quoted(isolate(group.name or ''))} – {kind}"]
    if group.window_edtf:
        facts.append(day_words(tongue, group.window_edtf))
    facts.append(according_to(tongue, sources.name(group.source_id)))
    if group.expected_low is not None or group.expected_high is not None:
        expected = ledger.enter(
            tongue.ranged(group.expected_low, group.expected_high, ATTACK),
            unit="attack",
            rule="as the source states it",
            of=f"expected of group {group.id}",
            about=isolate(group.name or ""),
            low=group.expected_low,
            high=group.expected_high,
            source_ids=(group.source_id,),
        )
        facts.append(tongue.say(_TOLD, range=expected))
    codes = sorted(tongue.code(code_of(case.incident)) for case in cases)
    named = f" ({tongue.joined(codes)})" if 0 < len(codes) <= 6 else ""
    number = ledger.count(
        tongue.counted(len(cases), ATTACK),
        len(cases),
        unit="attack",
        rule="recorded of a group",
        incident_ids=[case.incident.id for case in cases],
        of=f"recorded of group {group.id}",
        about=isolate(group.name or ""),
    )
    text = tongue.say(_SERIES, facts=tongue.joined(facts), number=number, codes=named)
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
    tongue = writer.tongue
    named = targets(tongue, case, writer.level)
    day = day_words(tongue, case.incident.date_edtf)
    where = f"{tongue.code(code_of(case.incident))} – {tongue.joined([named, day])}"
    said = [verdict_words(tongue, found, writer.ledger), *_who_says(sayers, _SAID_TAP, writer)]
    said += _who_says(helpers, _SAID_HELPERS, writer)
    cites = [one for claim in (*sayers, *helpers) for one in writer.sources.cite_claim(claim)]
    return Said(f"{where}: {tongue.joined(said, ';')}.", tuple(dict.fromkeys(cites)))


_SAID_TAP = Sentence("a double tap according to {sources}", "ضربة مزدوجة بحسب {sources}")
_SAID_HELPERS = Sentence("responders hit according to {sources}", "إصابة مستجيبين بحسب {sources}")


def _who_says(claims: list[Claim], what: Sentence, writer: Writer) -> list[str]:
    if not claims:
        return []
    names = dict.fromkeys(writer.sources.name(one.source_id) for one in claims)
    return [writer.tongue.say(what, sources=writer.tongue.all_of(list(names)))]


_VERDICTS = {
    "confirmed": Sentence("double tap, confirmed by a reviewer", "ضربة مزدوجة أكدها مراجِع"),
    "supported": Sentence("double tap, supported by a claim", "ضربة مزدوجة تدعمها إفادة"),
    "candidate": Sentence("candidate for a double tap", "ضربة مزدوجة محتملة"),
    "multiple_same_wave": Sentence(
        "several impacts of one wave, not a double tap",
        "ضربات متعددة في موجة واحدة، وليست ضربة مزدوجة",
    ),
    "none": Sentence("no interval on record", "لا فاصل زمني مسجَّل"),
}
_APART_BY = Sentence("{verdict} ({minutes} apart)", "{verdict} (بفاصل {minutes})")


def verdict_words(tongue: Tongue, found: DoubleTap, ledger: Ledger) -> str:
    """What the strikes of an incident amount to, with the minutes between them."""
    verdict, ids = tongue.say(_VERDICTS[found.verdict]), found.incident_ids
    ends = dict.fromkeys((gap.low, gap.high) for gap in found.gaps)
    named = [" and ".join(ids)]
    # Every further length is a figure of its own, or it would have the key of the first.
    named += [f"{named[0]} {place}" for place in range(2, len(ends) + 1)]
    gaps = [
        minutes_figure(tongue, ledger, *one, ids, of=f"minutes between strikes of {name}")
        for one, name in zip(ends, named, strict=False)
    ]
    if not gaps:
        return verdict
    return tongue.say(_APART_BY, verdict=verdict, minutes=tongue.all_of(gaps))


_RULE = Sentence(
    "A double tap is two or more strikes on one place {gap} minutes apart: "
    "a candidate on time and place alone, supported once a claim says that helpers or a crowd were "
    "there, confirmed by a reviewer alone.",
    "الضربة المزدوجة ضربتان أو أكثر على مكان واحد بفاصل {gap} دقيقة: تُعدّ محتملة بالزمان والمكان"
    " وحدهما، ومدعومة متى ذكرت إفادة وجود مسعفين أو حشد في المكان، ولا يؤكدها إلا مراجِع.",
)


def double_tap_rule(tongue: Tongue) -> str:
    """When strikes are called a double tap."""
    return tongue.say(_RULE, gap=tongue.code(f"{SHORTEST_GAP}–{LONGEST_GAP}"))
