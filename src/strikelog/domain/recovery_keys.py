"""Recovery keys: 128 random bits that a person can read from paper, dictate and type.

Eight groups of six digits. Each group stands for 16 bits, times eleven, plus its own place from one
to eight: any one wrong digit and any two neighbours exchanged show in that group alone, and groups
typed in another order find their way back. Digits are on every keyboard, whatever its letters.
The same writing serves receipts, which are dictated over a telephone.
"""

from __future__ import annotations

import re
import secrets
import unicodedata
from collections.abc import Sequence

from .errors import BadValue
from .messages import mark

KEY_BYTES = 16
GROUPS = 8
GROUP_DIGITS = 6

_CHECK = 11
_LARGEST = 0xFFFF
_CONFUSED = str.maketrans({"O": "0", "o": "0", "l": "1", "I": "1", "|": "1"})
# Digits, what is taken for them, what stands between groups, and marks nobody sees.
_WRITTEN = re.compile(r"[\d\sOolI|\-\u2013\u2014\u2212.,;:/\u00b7\u060c\u200e\u200f\u2066-\u2069]+")


class GroupsIncomplete(BadValue):
    """There are fewer or more digits than eight groups hold."""

    message = mark("There are {found} digits; the eight groups have {needed} digits in all.")


class GroupMistyped(BadValue):
    """A group cannot be as it was written."""

    message = mark("Group {group} is mistyped: “{text}”. Compare it with the paper.")


def draw() -> bytes:
    """Draw a new key."""
    return secrets.token_bytes(KEY_BYTES)


def groups_of(key: bytes) -> tuple[str, ...]:
    """Write a key as its eight groups of six digits."""
    parts = (key[at : at + 2] for at in range(0, KEY_BYTES, 2))
    return tuple(
        f"{int.from_bytes(part, 'big') * _CHECK + place:0{GROUP_DIGITS}}"
        for place, part in enumerate(parts, start=1)
    )


def written(key: bytes) -> str:
    """Write a key on one line."""
    return " ".join(groups_of(key))


def looks_like_one(text: str) -> bool:
    """Tell a typed recovery key, whole or not, from words."""
    return bool(_WRITTEN.fullmatch(text)) and len(digits_of(text)) > GROUPS * GROUP_DIGITS // 2


def digits_of(text: str) -> str:
    """Give the digits of a text in any script, with letters read that are taken for digits."""
    plain = text.translate(_CONFUSED)
    return "".join(str(unicodedata.digit(one)) for one in plain if one.isdecimal())


def read(text: str) -> bytes:
    """Read eight groups, however they are parted and in whatever order they come."""
    digits = digits_of(text)
    if len(digits) != GROUPS * GROUP_DIGITS:
        raise GroupsIncomplete(found=len(digits), needed=GROUPS * GROUP_DIGITS)
    groups = [digits[at : at + GROUP_DIGITS] for at in range(0, len(digits), GROUP_DIGITS)]
    return b"".join(_part(group).to_bytes(2, "big") for group in _in_order(groups))


def is_group(text: str, place: int) -> bool:
    """Tell whether six digits can be the group at a place from one to eight."""
    digits = digits_of(text)
    return len(digits) == GROUP_DIGITS and _place(digits) == place and _part(digits) <= _LARGEST


def _in_order(groups: Sequence[str]) -> list[str]:
    if sorted(map(_place, groups)) == list(range(1, GROUPS + 1)):
        groups = sorted(groups, key=_place)
    for place, group in enumerate(groups, start=1):
        if not is_group(group, place):
            raise GroupMistyped(group=place, text=group)
    return list(groups)


def _place(group: str) -> int:
    return int(group) % _CHECK


def _part(group: str) -> int:
    return int(group) // _CHECK
