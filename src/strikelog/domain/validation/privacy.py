"""Signs that a free text names or reaches a person, by patterns that err towards silence."""

import re
from collections.abc import Callable, Mapping

from ..messages import mark

_MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[a-z]{2,}", re.IGNORECASE)
# A sign that begins a number people dial, then 8 to 14 digits in groups; dates, coordinates and
# file numbers begin otherwise.
_PHONE = re.compile(r"(?<![\w.,/-])(?:\+|00)[1-9](?:[ ().\-]{0,2}\d){7,13}(?![\w/])")
_MOBILE = re.compile(r"(?<![\w.,/+-])0[79]\d{2}(?:[ \-]?\d{3}){2}(?![\w/])")
_TITLED = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Prof|Eng|Doctor|Professor)\b\.? [A-Z][a-z’'-]+")
_TITLED_ARABIC = re.compile(
    r"(?:^|[\s(«\"])و?(?:الدكتور|الدكتورة|الطبيب|الطبيبة|السيد|الأستاذ|الأستاذة|المهندس|المهندسة)"
    r" (?!في|من|على|الذي|التي|عن|إلى)[\u0621-\u064a]{2,} [\u0621-\u064a]{2,}"
)
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")


def _has_mail(text: str) -> bool:
    return "@" in text and _MAIL.search(text) is not None


def _has_phone(text: str) -> bool:
    plain = text if text.isascii() else text.translate(_DIGITS)
    # How every such number begins is looked for first: few texts have it.
    is_abroad = "+" in plain or "00" in plain
    if is_abroad and _PHONE.search(plain) is not None:
        return True
    return ("07" in plain or "09" in plain) and _MOBILE.search(plain) is not None


def _has_titled_name(text: str) -> bool:
    if _TITLED.search(text) is not None:
        return True
    return not text.isascii() and _TITLED_ARABIC.search(text) is not None


_SIGNS: Mapping[str, Callable[[str], bool]] = {
    mark("an e-mail address"): _has_mail,
    mark("a phone number"): _has_phone,
    mark("the name of a person"): _has_titled_name,
}


def personal_signs(text: str) -> tuple[str, ...]:
    """Name what in a text may identify a person, as marked words; empty when nothing does."""
    return tuple(words for words, is_seen in _SIGNS.items() if is_seen(text))
