"""The sentences of briefings, each from one small function; English.

Rules: a range says what its ends say and no more; an attribution carries the verb of its
confidence; numbers are reported, never estimated; no legal conclusion; no share of fewer than
twenty; attacks and sites never share a number.
"""

from collections.abc import Sequence
from datetime import time
from typing import NamedTuple

from ..domain.counts import number_words, range_words
from ..domain.dates import Form, FuzzyDate, Unit, date_words
from .nouns import UNITS, Noun, label, listed_and, listed_or, lower_first

__all__ = [
    "HIGHER",
    "NOT_ADDED",
    "NO_NUMBER",
    "NO_RESPONSE",
    "REPORTED_ONLY",
    "Said",
    "according_to",
    "attribution",
    "basis_words",
    "certain_and_possible",
    "counted",
    "day_words",
    "days_words",
    "denial_or_claim",
    "including",
    "interval_words",
    "is_single",
    "minutes_words",
    "of_sides",
    "one_source",
    "people",
    "relay",
    "reported",
    "reports_and_origins",
    "response_words",
    "share",
    "short_day",
    "stated_range",
    "time_words",
    "when",
    "without_year",
]

LEAST_FOR_SHARES = 20
"""Below this many cases a percentage says more than is known."""

REPORTED_ONLY = (
    "Every figure is as reported by the sources named and counts reported cases only; figures "
    "change as further sources become known."
)
HIGHER = "True figures are likely to be higher: not every attack is reported, nor every person."
NOT_ADDED = "Not added to our counts."
NO_NUMBER = "No source gives a number of people killed or injured."
NO_RESPONSE = "No response of a named party is recorded."


class Said(NamedTuple):
    """A piece of a paragraph with the numbers of the sources behind it."""

    text: str
    cites: tuple[int, ...] = ()
    strong: bool = False


# -- numbers ---------------------------------------------------------------------------------


def stated_range(low: int | None, high: int | None, qualifier: str | None = None) -> str:
    """A range with what its nought means: «up to 3 (some sources report none)»."""
    said = range_words(low, high, qualifier=qualifier)
    some_none = low == 0 and high and qualifier in (None, "between")
    return f"{said} (some sources report none)" if some_none else said


def counted(number: int, unit: str | Noun) -> str:
    """A number with its unit: «1 attack», «1 204 attacks»."""
    noun = UNITS[unit] if isinstance(unit, str) else unit
    return f"{number_words(number)} {noun.counted(number)}"


def certain_and_possible(low: int, high: int, unit: str | Noun) -> str:
    """A count whose upper part is doubtful: «at least 62, up to 67 attacks»."""
    if low == high:
        return counted(low, unit)
    noun = UNITS[unit] if isinstance(unit, str) else unit
    return f"at least {number_words(low)}, up to {number_words(high)} {noun.many}"


def including(whole: str, *parts: str) -> str:
    """A range with parts of it: «at least 14, including at least 5 children»."""
    return f"{whole}, including {listed_and(parts)}" if parts else whole


def share(part: int, whole: int) -> str:
    """A percentage, or nothing where there are too few cases for one."""
    if whole < LEAST_FOR_SHARES:
        return ""
    return f"{round(100 * part / whole)}%"


def reported(low: int | None, high: int | None, noun: Noun, outcome: str) -> str:
    """People harmed as a clause: «1–2 civilians were reported killed»."""
    if low == high == 0:
        return f"no {noun.many} were reported {outcome}"
    verb = "was" if is_single(low, high) else "were"
    some_none = " (some sources report none)" if low == 0 and high else ""
    return f"{people(low, high, noun)} {verb} reported {outcome}{some_none}"


def is_single(low: int | None, high: int | None) -> bool:
    """Tell whether the last number said is one: «1 civilian», «at least 1 civilian»."""
    return (high if high is not None else low) == 1


def people(low: int | None, high: int | None, noun: Noun) -> str:
    """A range of people with its noun: «at least 1 civilian», «1–2 civilians»."""
    return f"{range_words(low, high)} {noun.one if is_single(low, high) else noun.many}"


# -- dates and times -------------------------------------------------------------------------


def day_words(value: FuzzyDate | None) -> str:
    """A date written out: «6 November 2019»."""
    return date_words(value, long=True) if value else "date not known"


def short_day(value: FuzzyDate | None) -> str:
    """A date for a narrow column, the month cut short: «5 or 6 May 2019»."""
    if value is None:
        return "not known"
    start, end = value.start, value.end
    if value.is_one_of and start and end and value.first and value.last:
        neighbours = (value.last - value.first).days == 1 and start.month == end.month
        if neighbours:
            return f"{start.day} or {date_words(FuzzyDate.of_day(value.last))}"
    return date_words(value)


def when(value: FuzzyDate | None) -> str:
    """A date with its preposition: «on 6 November 2019», «in July 2019»."""
    if value is None:
        return "on a date that is not known"
    return f"{_preposition(value)}{day_words(value)}"


def _preposition(value: FuzzyDate) -> str:
    start = value.start
    if value.form is Form.ONE_OF or value.is_open or start is None:
        return ""
    if start.approximate:
        return ""
    return "on " if start.unit is Unit.DAY else "in "


def without_year(value: FuzzyDate | None, year: int | None) -> str:
    """A date with its preposition, without a year that the sentence has named already."""
    said = when(value)
    return said.removesuffix(f" {year}") if year else said


def time_words(value: time, zone: str | None) -> str:
    """A clock time with the zone it is in."""
    return f"{value:%H:%M} local time ({zone})" if zone else f"{value:%H:%M} local time"


def days_words(low: int, high: int | None) -> str:
    """Days between two dates: «184–185 days»."""
    said = range_words(low, high)
    return f"{said} {'day' if low == high == 1 else 'days'}"


def minutes_words(low: int | None, high: int | None) -> str:
    """Minutes between two strikes: «3–5 minutes»."""
    return f"{range_words(low, high)} {'minute' if low == high == 1 else 'minutes'}"


def interval_words(start: FuzzyDate | None, end: FuzzyDate | None) -> str:
    """A period with its two ends: «from 31 August 2019 until about 1 November 2019»."""
    since = f"from {day_words(start)}" if start and not start.is_one_of else ""
    if start and start.is_one_of:
        since = f"from a day {day_words(start)}"
    if end is None:
        return f"{since}, end not known" if since else "dates not known"
    if end.is_open:
        return f"{since}, still open" if since else "still open"
    return f"{since} until {day_words(end)}".strip()


# -- sources ---------------------------------------------------------------------------------


def relay(name: str, via: str | None) -> str:
    """Who says it, and where it was read: «X, via Y»."""
    return f"{name}, via {via}" if via and via != name else name


def according_to(name: str, via: str | None = None) -> str:
    """The source as the speaker: «according to X, via Y»."""
    return f"according to {relay(name, via)}"


def one_source(origins: int) -> str:
    """The mark of an incident that rests on a single origin."""
    return " (one source)" if origins <= 1 else ""


def reports_and_origins(reports: int, origins: int) -> str:
    """How far the sources are independent: «9 reports, 2 independent origins»."""
    if reports <= 1:
        return f"{counted(reports, Noun('report', 'reports'))} (one source)"
    single = " (one source)" if origins <= 1 else ""
    return (
        f"{counted(reports, Noun('report', 'reports'))}, "
        f"{counted(origins, Noun('independent origin', 'independent origins'))}{single}"
    )


# -- attribution -----------------------------------------------------------------------------

_VERBS = {
    "conclusive": "the attack was carried out by {actors}",
    "highly_probable": "the attack was very probably carried out by {actors}",
    "probable": "the attack was probably carried out by {actors}",
    "plausible": "the attack may have been carried out by {actors}",
    "alleged": "the attack is reported to have been carried out by {actors}",
    "unknown": "{actors} are named without a view on how sure that is",
}
_PARTS = {
    "supporting": "{actors} are reported to have helped",
    "commanding": "{actors} are reported to have ordered or controlled it",
}


def of_sides(actors: Sequence[str], logic: str) -> str:
    """Several actors as one party: «either X or Y», «X and Y together», «a bloc of X and Y»."""
    if len(actors) < 2:
        bloc = logic == "coalition" and bool(actors)
        return f"a bloc that includes {actors[0]}" if bloc else "".join(actors)
    if logic == "either_or":
        return f"either {listed_or(actors)}"
    if logic == "coalition":
        return f"a bloc of {listed_and(actors)}"
    return f"{listed_and(actors)} together"


def attribution(actors: str, confidence: str, source: str, *, part: str = "attacker") -> str:
    """Who is said to have done it, with the verb of the confidence and who says so."""
    if confidence == "admitted":
        return f"{actors} acknowledged it, according to {source}"
    clause = _PARTS.get(part) or _VERBS.get(confidence, _VERBS["alleged"])
    return f"according to {source}, {clause.format(actors=actors)}"


def denial_or_claim(actors: str, part: str, source: str) -> str:
    """A party that speaks of itself: it denies the attack, or says that it was its own."""
    verb = "deny it" if part == "denies" else "say that they did it"
    return f"{actors} {verb}, according to {source}"


def basis_words(codes: Sequence[str]) -> str:
    """What an attribution rests on: «basis: flight observer log and radio recording»."""
    named = [lower_first(label("ATTR_BASIS", code)) for code in codes if code != "unspecified"]
    return f"basis: {listed_and(named)}" if named else "no basis given"


_RESPONSES = {
    "none_known": "No response of {actors} is known.",
    "not_asked": "No reply was sought from {actors}.",
    "denied": "{actors} denied it.",
    "accepted": "{actors} accepted it.",
    "partly_accepted": "{actors} accepted it in part.",
    "under_review": "{actors} said that they were looking into it.",
    "dismissed": "{actors} called the report not credible.",
    "target_claimed": "{actors} said that they hit a military target.",
}


def response_words(actors: str, response: str) -> str:
    """What a named party answered."""
    return _RESPONSES[response].format(actors=actors)
