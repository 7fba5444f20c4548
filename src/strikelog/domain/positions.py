"""Positions written into texts: where they stand, and the same text with coarser ones."""

import re

_DEGREES = r"[-+−]?\d{1,3}[.,٫]\d{3,15}"
_PAIR = re.compile(
    rf"(?<![\w.,])({_DEGREES})(?![\d.])(.{{1,24}}?)(?<![\w.])({_DEGREES})(?![\w.]*\d)", re.DOTALL
)
_MINUTES = re.compile(r"\d{1,3}\s?[°º]\s?\d{1,2}\s?['′’]\s?\d{1,2}(?:[.,]\d+)?\s?(?:[\"″”]|''|’’)")
_GRID = re.compile(r"\b\d{1,2}[C-HJ-NP-X]\s?[A-HJ-NP-Z]{2}\s?\d{4,5}\s?\d{4,5}\b")
_PLUS = re.compile(r"\b[23456789CFGHJMPQRVWX]{8}\+[23456789CFGHJMPQRVWX]{2,3}\b")
_ARABIC = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_SHORTEST = 11
_EQUATOR_TO_POLE, _HALF_ROUND = 90, 180


def tells_position(text: str) -> bool:
    """Tell whether a position to less than a kilometre stands in a text, in any usual form."""
    if len(text) < _SHORTEST or not any(sign.isdigit() for sign in text):
        return False
    plain = text.translate(_ARABIC)
    if any(_is_position(found) for found in _PAIR.finditer(plain)):
        return True
    return any(form.search(plain) for form in (_MINUTES, _GRID, _PLUS))


def with_coarser_positions(text: str, decimals: int) -> str:
    """Give a text with the degrees in it rounded; what is no position stays as it is."""

    def rounded(found: re.Match[str]) -> str:
        if not _is_position(found):
            return found[0]
        first, between, second = found.groups()
        return f"{_value(first):.{decimals}f}{between}{_value(second):.{decimals}f}"

    plain = text.translate(_ARABIC)
    return _PAIR.sub(rounded, plain) if _PAIR.search(plain) else text


def _is_position(found: re.Match[str]) -> bool:
    """Tell a pair of degrees from other long decimals: it fits on the globe."""
    one, other = abs(_value(found[1])), abs(_value(found[3]))
    return min(one, other) <= _EQUATOR_TO_POLE and max(one, other) <= _HALF_ROUND


def _value(text: str) -> float:
    return float(text.replace("−", "-").replace(",", ".").replace("٫", "."))
