"""Degrees of latitude and longitude as people write them: decimal, or in minutes and seconds."""

import re
from unicodedata import normalize

from .date_names import alternatives
from .errors import BadValue
from .messages import mark
from .text import clean_line, fold


class BadDegrees(BadValue):
    """The text is no latitude or longitude."""

    message = mark(
        "“{text}” cannot be read as degrees. Write them like 35.614138, or like 35°36′50″N."
    )


class DegreesOutOfRange(BadDegrees):
    """There is no such place on earth."""

    message = mark(
        "“{text}” is out of range. Latitudes run from −90 to 90, longitudes from −180 to 180."
    )


class OtherAxis(BadDegrees):
    """A latitude says east or west, or a longitude north or south."""

    message = mark(
        "“{text}” belongs into the other field: north and south are latitudes,"
        " east and west are longitudes."
    )


_SIGNS = str.maketrans(
    {
        **dict.fromkeys("−–‐‑‒", "-"),
        **dict.fromkeys("º˚", "°"),
        **dict.fromkeys("’‘′`´ʹ", "'"),
        **dict.fromkeys("”“″", '"'),
        "٫": ".",
        **dict.fromkeys("\u200b\u200e\u200f\u061c\u2066\u2067\u2068\u2069\u202a\u202b\u202c"),
        # the vowel sign of شمالاً
        "\u064b": None,
    }
)
_DIRECTIONS = {
    "n": "n|north|ش|شمال|شمالا",
    "s": "s|south|ج|جنوب|جنوبا",
    "e": "e|east|ق|شرق|شرقا",
    "w": "w|west|غ|غرب|غربا",
}
_DIRECTION_OF = {
    fold(word): letter for letter, words in _DIRECTIONS.items() for word in words.split("|")
}
_DIRECTION = alternatives(*_DIRECTIONS.values())
_NUMBER = r"\d{1,3}(?:[.,]\d{1,15})?"
_WHOLE = re.compile(
    rf"(?P<before>{_DIRECTION})?\s*(?P<sign>[+-]?)\s*"
    rf"(?:(?P<decimal>{_NUMBER})\s*°?"
    rf"|(?P<degrees>\d{{1,3}})(?:\s*[°:]\s*|\s+)(?P<minutes>{_NUMBER})"
    rf"(?:\s*'|(?=[\s:]|$)|(?={_DIRECTION}))"
    rf"(?:[\s:]*(?P<seconds>{_NUMBER})\s*\"?)?)"
    rf"\s*(?P<after>{_DIRECTION})?"
)


def read_degrees(text: str, *, is_latitude: bool) -> float:
    """Read one coordinate, north and east positive, to six decimals; raises BadDegrees."""
    typed = clean_line(text)
    plain = normalize("NFKC", typed.translate(_SIGNS)).replace("''", '"').casefold()
    found = _WHOLE.fullmatch(plain)
    if found is None or (found["before"] and found["after"]):
        raise BadDegrees(text=typed[:60])
    direction = _DIRECTION_OF.get(found["before"] or found["after"] or "", "")
    if direction and (direction in "ns") is not is_latitude:
        raise OtherAxis(text=typed[:60])
    if direction and found["sign"]:
        raise BadDegrees(text=typed[:60])
    degrees = _amount(found, typed)
    if degrees > (90 if is_latitude else 180):
        raise DegreesOutOfRange(text=typed[:60])
    negative = found["sign"] == "-" or direction in ("s", "w")
    # Adding nought turns a negative nought into a plain one.
    return round(-degrees if negative else degrees, 6) + 0.0


def _amount(found: re.Match[str], typed: str) -> float:
    """Add degrees, minutes and seconds up."""
    if decimal := found["decimal"]:
        return _float(decimal)
    minutes, seconds = _float(found["minutes"]), _float(found["seconds"] or "0")
    if minutes >= 60 or seconds >= 60:
        raise BadDegrees(text=typed[:60])
    return int(found["degrees"]) + minutes / 60 + seconds / 3600


def _float(digits: str) -> float:
    return float(digits.replace(",", "."))


def degrees_words(value: float) -> str:
    """Write degrees with as many of the six decimals as are told."""
    digits = f"{value:.6f}".rstrip("0").rstrip(".")
    return "0" if digits == "-0" else digits
