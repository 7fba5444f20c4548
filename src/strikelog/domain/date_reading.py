"""Dates as people type them, in English and Arabic, read into the EDTF subset.

Everything is read in folded text, so digits, vowel signs and forms of alef make no difference. The
shapes below are tried in order; the first whose pattern fits decides.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from .date_names import MONTHS, WEEKDAYS, alternatives
from .date_words import date_words
from .edtf import BadDate, DatePoint, FuzzyDate, NoSuchDay, days_away, looks_like_edtf
from .messages import mark, translate
from .text import fold, has_note_mark


class AmbiguousDate(BadDate):
    """Day and month are both numbers up to twelve."""

    message = mark(
        "“{text}” can be read in two ways. Please write the month as a word: {first} or {second}."
    )

    def sentence(self, language: str = "en") -> str:
        """Say it with both days as they are written in the language."""
        days = {key: read_date(str(self.params[key])) for key in ("first", "second")}
        said = {key: date_words(day, language) for key, day in days.items()}
        return translate(self.message, language).format(**{**self.params, **said})


class YearMissing(BadDate):
    """No year is given, and none is guessed."""

    message = mark("“{text}” lacks its year. Please add it with four digits.")


class WeekdayDiffers(BadDate):
    """The weekday named is not that of the day named."""

    message = mark("In “{text}” the weekday is not that of the date. Please check both.")


def read_date(text: str, *, today: date | None = None) -> FuzzyDate:
    """Read what a person typed; raise a BadDate that says what to write instead.

    `today` is what «today» and «yesterday» count from; this computer's day unless given.
    """
    if has_note_mark(text):
        raise BadDate(text=text.strip())
    plain = _plain(text)
    try:
        if looks_like_edtf(compact := plain.replace(" ", "").upper().replace("-XX-XX", "-XX")):
            return FuzzyDate.parse(compact)
        return _read_plain(plain, today or datetime.now(UTC).astimezone().date())
    except BadDate as error:
        # What is named must be what was typed, not what became of it on the way.
        raise type(error)(**{**error.params, "text": text.strip()}) from None


_MONTH = alternatives(*MONTHS)
_WEEKDAY = alternatives(*WEEKDAYS)
_FILLERS = alternatives(
    "the|of|on|in|during|sometime|year|month|dated|في|شهر|يوم|سنة|عام|خلال|بتاريخ"
)
_SMOOTHING = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        ("[‐‑‒–—―−]", "-"),
        ("؟", "?"),
        (r"[,،;؛()«»“”\"]|(?<=[^\W\d_])\.", " "),
        (r"(?<=\bmid)-", " "),
        (r"(?<=\d) ?(?:st|nd|rd|th)\b", ""),
        (rf"(?<=\d) من (?={_MONTH})", " "),
        (rf"\b(?:{_FILLERS})\b", " "),
        (r"\s+", " "),
        # May 5-6 2019 is 5-6 May 2019.
        (rf"\b({_MONTH}) (\d\d?)( ?(?:-|to|and) ?)(\d\d?)(?= \d{{4}}\b|$)", r"\2\3\4 \1"),
    )
)


def _plain(text: str) -> str:
    """Fold the text and take away all that makes no difference."""
    plain = fold(text)
    for pattern, replacement in _SMOOTHING:
        plain = pattern.sub(replacement, plain)
    return plain.strip()


@dataclass(frozen=True, slots=True)
class _Reading:
    """A point as far as it is written; in a range, what is missing stands in the other half."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    approximate: bool = False
    doubtful: bool = False

    def completed_by(self, later: _Reading) -> _Reading:
        """Take year and month over from the second half of a range."""
        month = later.month if self.month is None and self.day else self.month
        return replace(self, year=later.year if self.year is None else self.year, month=month)

    def qualified_like(self, other: _Reading) -> _Reading:
        """Take the other's doubts over."""
        return replace(
            self,
            approximate=self.approximate or other.approximate,
            doubtful=self.doubtful or other.doubtful,
        )

    def point(self) -> DatePoint:
        """Make the point; raise when it is not complete or its weekday is another day's."""
        if self.year is None or (self.day and not self.month):
            raise YearMissing(text="")
        qualifier = {(True, True): "%", (True, False): "~", (False, True): "?"}
        point = DatePoint(
            self.year, self.month, self.day, qualifier.get((self.approximate, self.doubtful), "")
        )
        if self.weekday not in (None, _day_of(point).weekday()):
            raise WeekdayDiffers(text="")
        return point


def _day_of(point: DatePoint) -> date:
    """Give the first day of a point; raise NoSuchDay where the calendar has none."""
    return FuzzyDate.parse(point.edtf).first or date.min


_ABOUT = re.compile(
    rf"[~%]|\b(?:{alternatives('about|around|circa|ca|c|approximately|approx|roughly')}"
    rf"|{alternatives('حوالي|حوالى|نحو|تقريبا|قرابة')})\b"
)
_DOUBT = re.compile(
    rf"[?%]|\b(?:{alternatives('doubtful|uncertain|possibly|probably|perhaps|maybe')}"
    rf"|{alternatives('غير مؤكد|غير مؤكدة|ربما|مشكوك فيه')})\b"
)
_WEEKDAY_GROUP = rf"(?P<weekday>{_WEEKDAY})"
_NAME = rf"(?P<name>{_MONTH})"
_POINTS = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?P<year>\d{4})([-/.])(?P<month>\d\d?)(?:\2(?P<day>\d\d?))?",
        r"(?P<one>\d\d?)([-/.])(?P<other>\d\d?)\2(?P<year>\d{4})",
        r"(?P<month>\d\d?)[-/.](?P<year>\d{4})",
        rf"(?:{_WEEKDAY_GROUP} )?(?P<day>\d\d?)[ -]?{_NAME}(?:[ -]?(?P<year>\d{{4}}))?",
        rf"(?:{_WEEKDAY_GROUP} )?{_NAME} (?P<day>\d\d?)(?: (?P<year>\d{{4}}))?",
        rf"{_NAME}(?:[ -]?(?P<year>\d{{4}}))?",
        r"(?P<year>\d{4})",
        r"(?P<day>\d\d?)",
    )
)


def _reading(text: str) -> _Reading | None:
    """Read one point, perhaps only a part of it."""
    bare = " ".join(_DOUBT.sub(" ", _ABOUT.sub(" ", text)).split())
    found = next((match for each in _POINTS if (match := each.fullmatch(bare))), None)
    if found is None:
        return None
    approximate, doubtful = bool(_ABOUT.search(text)), bool(_DOUBT.search(text))
    return replace(_stated(found.groupdict()), approximate=approximate, doubtful=doubtful)


def _stated(parts: dict[str, str | None]) -> _Reading:
    """Turn matched groups into numbers."""
    numbers = {key: int(text) for key, text in parts.items() if text and text.isdecimal()}
    if 0 in numbers.values():
        raise NoSuchDay(text="")
    month, day = numbers.get("month"), numbers.get("day")
    if "one" in numbers:
        day, month = _day_and_month(numbers["one"], numbers["other"], numbers["year"])
    if name := parts.get("name"):
        month = MONTHS[name]
    return _Reading(numbers.get("year"), month, day, WEEKDAYS.get(parts.get("weekday") or ""))


def _day_and_month(one: int, other: int, year: int) -> tuple[int, int]:
    """Tell day and month apart; the day comes first unless that cannot be."""
    if one == other or one > 12:
        return one, other
    if other > 12:
        return other, one
    either = [FuzzyDate.of_day(date(year, *order)) for order in ((other, one), (one, other))]
    first, second = map(date_words, either)
    raise AmbiguousDate(text="", first=first, second=second)


_BETWEEN_WORDS = alternatives("-|to|until|till|through|and|إلى|الى|حتى|حتي|لغاية|و")
_SEPARATOR = re.compile(rf" (?:{_BETWEEN_WORDS}) | و(?=[^\W_])")


def _halves(text: str) -> Iterator[tuple[str, str]]:
    """Give every way to part a range, the clearest first: a hyphen may belong to a date."""
    for found in [*_SEPARATOR.finditer(text), *re.finditer("-", text)]:
        yield text[: found.start()].strip(), text[found.end() :].strip()


def _pair(text: str) -> tuple[DatePoint, DatePoint]:
    """Read both ends of a range; the first may leave to the second what they share."""
    for left, right in _halves(text):
        start, end = _reading(left), _reading(right)
        if start and end:
            full = start.completed_by(end)
            if full != start:
                full, end = full.qualified_like(end), end.qualified_like(start)
            return full.point(), end.point()
    raise BadDate(text="")


def _single(text: str) -> DatePoint:
    """Read exactly one point."""
    found = _reading(text)
    if found is None:
        raise BadDate(text="")
    return found.point()


def _single_day(text: str) -> date:
    """Read one point that must be a day, stated without doubt."""
    point = _single(text)
    if not point.day or point.qualifier:
        raise BadDate(text="")
    return _day_of(point)


def _read_whole(text: str) -> FuzzyDate | None:
    """Read a single point, or None when it is something else."""
    found = _reading(text)
    return FuzzyDate.parse(found.point().edtf) if found else None


def _read_night(text: str) -> FuzzyDate:
    """Read the night of one date, which ends on the next day, or between two dates."""
    if _reading(text) is None:
        return FuzzyDate.span(*_pair(text))
    evening = _single_day(text)
    return FuzzyDate.span(_point_of(evening), _point_of(days_away(evening, 1)))


def _read_week(text: str) -> FuzzyDate:
    """Read the seven days from the one named."""
    first = _single_day(text)
    return FuzzyDate.one_of(_point_of(first), _point_of(days_away(first, 6)))


def _point_of(day: date) -> DatePoint:
    return DatePoint(day.year, day.month, day.day)


_THIRDS = (
    (alternatives("early|beginning|start|أوائل|مطلع|بداية|اوائل|أول"), 1, 10),
    (alternatives("mid|middle|منتصف|أواسط|وسط"), 11, 20),
    (alternatives("late|end|أواخر|نهاية|آخر"), 21, 31),
)


def _third_reader(first: int, last: int) -> Callable[[str], FuzzyDate]:
    """Make the reader of «early», «mid» or «late» in a month."""

    def read(text: str) -> FuzzyDate:
        month = _single(text)
        if month.month is None or month.day or month.qualifier:
            raise BadDate(text="")
        _day_of(month)
        start, end = replace(month, day=first), replace(month, day=min(last, month.last.day))
        return FuzzyDate.one_of(start, end)

    return read


def _read_since(text: str) -> FuzzyDate:
    """Read «from A», or «from A to B»."""
    if _reading(text) is None:
        return FuzzyDate.span(*_pair(text))
    return FuzzyDate.span(_single(text), None)


_OPEN = alternatives("open|still open|ongoing|continuing|مستمر|مستمرة|ما زال مستمرا")
_SINCE = alternatives("from|since|as|منذ|من|بدءا من|اعتبارا من")
_UNTIL = alternatives("until|till|up to|حتى|حتي|لغاية|إلى")
_SHAPES: tuple[tuple[re.Pattern[str], Callable[[str], FuzzyDate]], ...] = tuple(
    (re.compile(pattern), reader)
    for pattern, reader in (
        (rf"(?:{_OPEN})()", lambda _: FuzzyDate.span(None, None)),
        (rf"(?:overnight|night|{alternatives('ليلة|ليل')}) (?:between )?(.+)", _read_night),
        (rf"(?:between|{alternatives('بين')}) (.+)", lambda text: FuzzyDate.one_of(*_pair(text))),
        (
            rf"(?:week(?: commencing| beginning| starting)?|{alternatives('أسبوع')}) (.+)",
            _read_week,
        ),
        *((rf"(?:{words}) (.+)", _third_reader(*days)) for words, *days in _THIRDS),
        (rf"(?:{_SINCE}) (.+)", _read_since),
        (r"(.+) onwards?", lambda text: FuzzyDate.span(_single(text), None)),
        (rf"(?:{_UNTIL}) (.+)", lambda text: FuzzyDate.span(None, _single(text))),
    )
)
_TODAY = {fold("today"): 0, fold("اليوم"): 0, fold("yesterday"): -1, fold("أمس"): -1}


def _read_plain(plain: str, today: date) -> FuzzyDate:
    """Read smoothed text that is not EDTF."""
    if plain in _TODAY:
        return FuzzyDate.of_day(days_away(today, _TODAY[plain]))
    for pattern, reader in _SHAPES:
        if found := pattern.fullmatch(plain):
            return reader(found[1])
    return _read_whole(plain) or FuzzyDate.span(*_pair(plain))
