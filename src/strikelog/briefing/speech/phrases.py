"""Phrases that many sentences share: ranges, dates, sources, lists and the verbs of harm.

Rules: a range says what its ends say and no more; numbers are reported, never estimated; no share
of fewer than twenty; attacks and sites never share a number.
"""

from datetime import date, time

from ...domain.dates import Form, FuzzyDate, Unit
from .nouns import DAY, MINUTE, ORIGIN, REPORT, UNITS, Noun
from .sentences import Sentence
from .shared import DATES_NOT_KNOWN, NOT_KNOWN
from .tongues import ENGLISH, Tongue

__all__ = [
    "according_to",
    "as_of_day",
    "certain_and_possible",
    "counted",
    "day_words",
    "days_words",
    "including",
    "interval_words",
    "minutes_words",
    "one_source",
    "relay",
    "reported",
    "reports_and_origins",
    "share",
    "short_day",
    "stated_range",
    "time_words",
    "was",
    "when",
    "without_year",
]

LEAST_FOR_SHARES = 20
"""Below this many cases a percentage says more than is known."""

# -- numbers ---------------------------------------------------------------------------------

_SOME_NONE = Sentence(" (some sources report none)", " (وتذكر بعض المصادر عدم وجود أي منهم)")
_BOTH_ENDS = Sentence("at least {low}, up to {high}", "{low} على الأقل، وحتى {high}")
_INCLUDING = Sentence("{whole}, including {parts}", "{whole}، بينهم {parts}")


def was(number: int | None) -> str:
    """The English verb that agrees with a number; Arabic sentences have no slot for it."""
    return "was" if number == 1 else "were"


def some_report_none(low: int | None, high: int | None, qualifier: str | None = None) -> bool:
    """Tell whether a range begins with a nought that some source reports."""
    return low == 0 and bool(high) and qualifier in (None, "between")


def stated_range(
    tongue: Tongue,
    low: int | None,
    high: int | None,
    noun: Noun,
    *,
    qualifier: str | None = None,
) -> str:
    """A range with what its nought means: «up to 3 children (some sources report none)»."""
    said = tongue.ranged(low, high, noun, qualifier=qualifier)
    return f"{said}{tongue.say(_SOME_NONE)}" if some_report_none(low, high, qualifier) else said


def counted(tongue: Tongue, number: int, unit: str | Noun, *, oblique: bool = False) -> str:
    """A number with its unit, by the unit's code: «1 attack», «1 204 attacks»."""
    return tongue.counted(number, _noun(unit), oblique=oblique)


def _noun(unit: str | Noun) -> Noun:
    return UNITS[unit] if isinstance(unit, str) else unit


def certain_and_possible(tongue: Tongue, low: int, high: int, unit: str | Noun) -> str:
    """A count whose upper part is doubtful: «at least 62, up to 67 attacks»."""
    noun = _noun(unit)
    if low == high:
        return tongue.counted(low, noun)
    many = tongue.counted(high, noun, oblique=True)
    said = f"{tongue.number(high)} {noun.many}" if tongue is ENGLISH else many
    return tongue.say(_BOTH_ENDS, low=tongue.number(low), high=said)


def including(tongue: Tongue, whole: str, *parts: str) -> str:
    """A range with parts of it: «at least 14, including at least 5 children»."""
    return tongue.say(_INCLUDING, whole=whole, parts=tongue.all_of(parts)) if parts else whole


def share(part: int, whole: int) -> str:
    """A percentage, or nothing where there are too few cases for one."""
    if whole < LEAST_FOR_SHARES:
        return ""
    return f"{round(100 * part / whole)}%"


_HARMED = {
    "killed": Sentence("{people} {be} reported killed", "أُفيد بمقتل {people}"),
    "injured": Sentence("{people} {be} reported injured", "أُفيد بإصابة {people}"),
    "missing": Sentence("{people} {be} reported missing", "أُفيد بفقدان {people}"),
    "abducted": Sentence("{people} {be} reported abducted", "أُفيد باختطاف {people}"),
    "detained": Sentence("{people} {be} reported detained", "أُفيد باحتجاز {people}"),
    "displaced": Sentence("{people} {be} reported displaced", "أُفيد بنزوح {people}"),
    "affected": Sentence("{people} {be} reported affected", "أُفيد بتضرر {people}"),
}
_UNHARMED = {
    "killed": Sentence("no {people} were reported killed", "أُفيد بعدم مقتل أي من {people}"),
    "injured": Sentence("no {people} were reported injured", "أُفيد بعدم إصابة أي من {people}"),
    "missing": Sentence("no {people} were reported missing", "أُفيد بعدم فقدان أي من {people}"),
    "abducted": Sentence("no {people} were reported abducted", "أُفيد بعدم اختطاف أي من {people}"),
    "detained": Sentence("no {people} were reported detained", "أُفيد بعدم احتجاز أي من {people}"),
    "displaced": Sentence("no {people} were reported displaced", "أُفيد بعدم نزوح أي من {people}"),
    "affected": Sentence("no {people} were reported affected", "أُفيد بعدم تضرر أي من {people}"),
}


def reported(tongue: Tongue, low: int | None, high: int | None, noun: Noun, outcome: str) -> str:
    """People harmed as a clause: «1–2 civilians were reported killed»."""
    if low == high == 0:
        return tongue.say(_UNHARMED[outcome], people=tongue.kind(noun))
    people = tongue.ranged(low, high, noun, oblique=True)
    be = was(high if high is not None else low)
    said = tongue.say(_HARMED[outcome], people=people, be=be)
    return f"{said}{tongue.say(_SOME_NONE)}" if some_report_none(low, high) else said


# -- dates and times -------------------------------------------------------------------------

_NO_DATE = Sentence("date not known", "التاريخ غير معروف")
_ONE_OR_OTHER = Sentence("{first} or {second}", "{first} أو {second}")
_SOME_DAY = Sentence("on a date that is not known", "في تاريخ غير معروف")
_ON = Sentence("on {date}", "في {date}")
_IN = Sentence("in {date}", "في {date}")
_LOCAL_TIME = Sentence("{time} local time", "الساعة {time} بالتوقيت المحلي")
_ZONED_TIME = Sentence("{time} local time ({zone})", "الساعة {time} بالتوقيت المحلي ({zone})")
_FROM = Sentence("from {start}", "من {start}")
_FROM_A_DAY = Sentence("from a day {start}", "من يوم {start}")
_END_UNKNOWN = Sentence("{since}, end not known", "{since}، والنهاية غير معروفة")
_STILL_OPEN = Sentence("{since}, still open", "{since}، وما زالت سارية")
_OPEN = Sentence("still open", "ما زالت سارية")
_UNTIL = Sentence("until {end}", "حتى {end}")


def day_words(tongue: Tongue, value: FuzzyDate | None) -> str:
    """A date written out: «6 November 2019», «5 or 6 May 2019»."""
    if value is None:
        return tongue.say(_NO_DATE)
    return _either_day(tongue, value, long=True) or tongue.date(value)


def as_of_day(tongue: Tongue, day: date) -> str:
    """A calendar day written out: «6 November 2019»."""
    return tongue.date(FuzzyDate.of_day(day))


def short_day(tongue: Tongue, value: FuzzyDate | None) -> str:
    """A date for a narrow column, the month cut short: «5 or 6 May 2019»."""
    if value is None:
        return tongue.say(NOT_KNOWN)
    return _either_day(tongue, value, long=False) or tongue.date(value, long=False)


def _either_day(tongue: Tongue, value: FuzzyDate, *, long: bool) -> str:
    """One of two days that follow each other, blank for any other date."""
    start, end = value.start, value.end
    if not (value.is_one_of and start and end and value.first and value.last):
        return ""
    if (value.last - value.first).days != 1 or start.month != end.month:
        return ""
    second = tongue.date(FuzzyDate.of_day(value.last), long=long)
    return tongue.say(_ONE_OR_OTHER, first=str(start.day), second=second)


def when(tongue: Tongue, value: FuzzyDate | None) -> str:
    """A date with its preposition: «on 6 November 2019», «in July 2019»."""
    if value is None:
        return tongue.say(_SOME_DAY)
    start, said = value.start, day_words(tongue, value)
    if _either_day(tongue, value, long=True):
        return tongue.say(_ON, date=said)
    if value.form is Form.ONE_OF or value.is_open or start is None or start.approximate:
        return said
    return tongue.say(_ON if start.unit is Unit.DAY else _IN, date=said)


def without_year(tongue: Tongue, value: FuzzyDate | None, year: int | None) -> str:
    """A date with its preposition, without a year that the sentence has named already."""
    said = when(tongue, value)
    return said.removesuffix(f" {year}") if year else said


def time_words(tongue: Tongue, value: time, zone: str | None) -> str:
    """A clock time with the zone it is in."""
    clock = tongue.code(f"{value:%H:%M}")
    if zone:
        return tongue.say(_ZONED_TIME, time=clock, zone=tongue.code(zone))
    return tongue.say(_LOCAL_TIME, time=clock)


def days_words(tongue: Tongue, low: int, high: int | None) -> str:
    """Days between two dates: «184–185 days»."""
    return tongue.ranged(low, high, DAY)


def minutes_words(tongue: Tongue, low: int | None, high: int | None) -> str:
    """Minutes between two strikes: «3–5 minutes»."""
    return tongue.ranged(low, high, MINUTE)


def interval_words(tongue: Tongue, start: FuzzyDate | None, end: FuzzyDate | None) -> str:
    """A period with its two ends: «from 31 August 2019 until about 1 November 2019»."""
    since = ""
    if start:
        begun = _FROM_A_DAY if start.is_one_of else _FROM
        since = tongue.say(begun, start=day_words(tongue, start))
    if end is None:
        return tongue.say(_END_UNKNOWN, since=since) if since else tongue.say(DATES_NOT_KNOWN)
    if end.is_open:
        return tongue.say(_STILL_OPEN, since=since) if since else tongue.say(_OPEN)
    return f"{since} {tongue.say(_UNTIL, end=day_words(tongue, end))}".strip()


# -- sources ---------------------------------------------------------------------------------

_RELAY = Sentence("{name}, via {via}", "{name}، نقلاً عبر {via}")
_ACCORDING = Sentence("according to {source}", "بحسب {source}")
_ONE_SOURCE = Sentence(" (one source)", " (مصدر واحد)")


def relay(tongue: Tongue, name: str, via: str | None) -> str:
    """Who says it, and where it was read: «X, via Y»."""
    return tongue.say(_RELAY, name=name, via=via) if via and via != name else name


def according_to(tongue: Tongue, name: str, via: str | None = None) -> str:
    """The source as the speaker: «according to X, via Y»."""
    return tongue.say(_ACCORDING, source=relay(tongue, name, via))


def one_source(tongue: Tongue, origins: int) -> str:
    """The mark of an incident that rests on a single origin."""
    return tongue.say(_ONE_SOURCE) if origins == 1 else ""


def reports_and_origins(tongue: Tongue, reports: int, origins: int) -> str:
    """How far the sources are independent: «9 reports, 2 independent origins»."""
    said = [tongue.counted(reports, REPORT)]
    if reports > 1:
        said.append(tongue.counted(origins, ORIGIN))
    single = 1 if reports == 1 else origins
    return f"{tongue.joined(said)}{one_source(tongue, single)}"
