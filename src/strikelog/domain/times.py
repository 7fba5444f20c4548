"""Times of day as people write them, in English and Arabic."""

import re
from datetime import time

from .date_names import alternatives
from .errors import BadValue
from .messages import mark
from .text import clean_line, fold


class BadTime(BadValue):
    """The text is no time of day that can be kept."""

    message = mark("“{text}” cannot be read as a time of day. Write it like 17:30 or 5:30 pm.")


_MORNING = alternatives("am|a.m.|a.m|ص|صباحا|قبل الظهر|فجرا")
_EVENING = alternatives("pm|p.m.|p.m|م|مساء|مساءً|بعد الظهر|عصرا|ليلا")
_HALF = rf"(?:(?P<morning>{_MORNING})|(?P<evening>{_EVENING}))"
_SHAPES = tuple(
    re.compile(rf"(?:(?:at|{alternatives('الساعة')}) )?{shape}", re.ASCII)
    for shape in (
        rf"(?P<hour>\d\d?) ?[:.h] ?(?P<minute>\d\d)(?::00)?(?: ?{_HALF}| ?(?:h|hrs|hours))?",
        rf"(?P<hour>\d\d?)(?P<minute>) ?{_HALF}",
        r"(?P<hour>\d\d)(?P<minute>\d\d)(?P<morning>)(?P<evening>)(?: ?(?:h|hrs|hours))?",
    )
)


def read_time(text: str) -> time:
    """Read a time of day to the minute; an hour alone needs its half of the day. Raises BadTime."""
    plain = " ".join(fold(text).split())
    found = next((match for shape in _SHAPES if (match := shape.fullmatch(plain))), None)
    if found is None:
        raise BadTime(text=clean_line(text)[:60])
    hour, minute = _hour(found), int(found["minute"] or 0)
    if hour > 23 or minute > 59:
        raise BadTime(text=clean_line(text)[:60])
    return time(hour, minute)


_NO_HOUR = 24


def _hour(found: re.Match[str]) -> int:
    """Give the hour of 24; 24 itself where a half of the day has no such hour."""
    hour = int(found["hour"])
    if not (found["morning"] or found["evening"]):
        return hour
    if not 1 <= hour <= 12:
        return _NO_HOUR
    return hour % 12 + (12 if found["evening"] else 0)
