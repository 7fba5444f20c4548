"""A date as people read it; `date_reading.read_date` takes every text made here back."""

from __future__ import annotations

from .date_names import PHRASES, Phrases, month_name
from .edtf import DatePoint, Form, FuzzyDate, Unit
from .text import isolate_ltr


def date_words(value: FuzzyDate, language: str = "en", *, long: bool = False) -> str:
    """Say a date: «6 Nov 2019», «between 1 and 10 Sep 2019», «5–6 May 2019», «from 29 Apr 2019»."""
    speaker = _Speaker("ar" if language.startswith("ar") else "en", long)
    start, end = value.start, value.end
    if value.form is Form.POINT and start:
        return speaker.point(start)
    if start and end:
        return speaker.between(start, end) if value.is_one_of else speaker.span(start, end)
    if start:
        return speaker.phrases.since.format(speaker.point(start))
    return speaker.phrases.until.format(speaker.point(end)) if end else speaker.phrases.open


class _Speaker:
    """One language and length of month names."""

    def __init__(self, language: str, long: bool) -> None:
        self._language = language
        self._long = long
        self.phrases: Phrases = PHRASES[language]

    def point(self, point: DatePoint) -> str:
        """Say one point with its qualifier."""
        return self._qualified(self._plain(point), point)

    def between(self, start: DatePoint, end: DatePoint) -> str:
        """Say one unknown moment between two points."""
        return self.phrases.between.format(
            _shortened(self._plain(start), start, end), self._plain(end)
        )

    def span(self, start: DatePoint, end: DatePoint) -> str:
        """Say what lasts; a common month, year and qualifier is said once."""
        full = self._plain(start)
        left = _shortened(full, start, end)
        both_plain_years = start.unit is end.unit is Unit.YEAR and not start.qualifier
        shared = left != full or both_plain_years
        if not shared or start.qualifier != end.qualifier:
            return f"{self.point(start)} – {self.point(end)}"
        return self._qualified(self._joined(left, self._plain(end)), start)

    def _joined(self, left: str, right: str) -> str:
        if " " in left:
            return f"{left} – {right}"
        nearest, *rest = right.split(" ", 1) if left.isdecimal() else [right]
        numbers = f"{left}–{nearest}"
        if self._language == "ar" and left.isdecimal():
            numbers = isolate_ltr(numbers)
        return " ".join([numbers, *rest])

    def _plain(self, point: DatePoint) -> str:
        """Say a point without its qualifier; a month that stands without a day is written out."""
        if point.month is None:
            return f"{point.year:04d}"
        name = month_name(point.month, self._language, long=self._long or point.day is None)
        return " ".join([*([str(point.day)] if point.day else []), name, f"{point.year:04d}"])

    def _qualified(self, words: str, point: DatePoint) -> str:
        if point.approximate:
            words = self.phrases.about.format(words)
        return self.phrases.doubtful.format(words) if point.doubtful else words


def _shortened(words: str, start: DatePoint, end: DatePoint) -> str:
    """Leave out of the start what the end says again."""
    if start.unit is not end.unit or start.year != end.year or start.unit is Unit.YEAR:
        return words
    if start.day and start.month == end.month:
        return str(start.day)
    return words.rsplit(" ", 1)[0]
