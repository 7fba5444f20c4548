"""The text of finished pages as readers extract it: glyphs to letters, lines to reading order."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from .order_marks import MARKS

__all__ = ["Letters", "letters_of", "lines_of", "logical"]

Letters = Mapping[int, str]
"""What each glyph of a font stands for."""

Line = tuple[str, ...]
"""The letters of the glyphs of a line, from left to right."""

_PART = re.compile(rb"beginbf(char|range)(.*?)endbf", re.DOTALL)
_ENTRY = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]*)>")
_RANGE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
_TEXT = re.compile(rb"\bBT\b(.*?)\bET\b", re.DOTALL)
_SHOWN = re.compile(
    rb"/(\S+)\s+[\d.]+\s+Tf\b|\[([^\]]*)\]\s*TJ|<([0-9A-Fa-f\s]*)>\s*Tj|\b(T\*|T[dDm])\b"
)
_CODES = re.compile(rb"<([0-9A-Fa-f\s]*)>")


def letters_of(table: bytes) -> Letters:
    """Read what glyphs stand for from a font's own table."""
    found: dict[int, str] = {}
    for kind, part in _PART.findall(table):
        if kind == b"char":
            found |= {int(code, 16): _signs(text) for code, text in _ENTRY.findall(part)}
            continue
        for low, high, text in _RANGE.findall(part):
            first = int(low, 16)
            for step in range(int(high, 16) - first + 1):
                found[first + step] = chr(int(text, 16) + step)
    return found


def _signs(text: bytes) -> str:
    return bytes.fromhex(text.decode()).decode("utf-16-be", "replace")


def lines_of(content: bytes, fonts: Mapping[str, Letters]) -> Iterator[Line]:
    """Give the lines of a page in the order in which they were drawn."""
    for text in _TEXT.findall(content):
        line: list[str] = []
        letters: Letters = {}
        for font, array, single, moved in _SHOWN.findall(text):
            if font:
                letters = fonts.get(font.decode("latin-1"), {})
            elif moved and line:
                yield tuple(line)
                line = []
            for codes in _CODES.findall(array) if array else [single]:
                line += _read(b"".join(codes.split()), letters)
        if line:
            yield tuple(line)


def _read(codes: bytes, letters: Letters) -> Iterator[str]:
    for at in range(0, len(codes) - 3, 4):
        letter = letters.get(int(codes[at : at + 4], 16), "\ufffd")
        if letter not in MARKS:
            yield letter


# -- reading order ---------------------------------------------------------------------------

_KINDS = {"L": "L", "R": "R", "AL": "R", "AN": "A", "EN": "N", "CS": "s", "ES": "p", "NSM": "m"}
"""What a sign is in a line, as one letter: of either direction, digits, signs in numbers."""

_NUMBER = "N(?:[Nsp]*N)?|A(?:[As]*A)?"
_SPANS = (re.compile("[RA](?:[^L]*[RAm])?"), re.compile("[RAN](?:[^L]*[RANm])?"))
"""What is turned in a line; numbers before and after it stand by themselves, or go with it."""

_FORWARD = tuple(re.compile(f"{begun}(?:[^RA]*[LNm])?|{_NUMBER}") for begun in ("L", "[LN]"))
"""What is read forward within what is turned: words of other scripts, and each number; a number
before those words stands by itself, or goes with them."""

_HYPHENS = ("-", "\u2010", "\u00ad")


def logical(lines: Sequence[Line]) -> Iterator[str]:
    """Give the text of a page in reading order, as often as it can be read in different ways.

    Lines follow each other with a blank, without the hyphen at their end, and without anything
    between them, since names and numbers may be broken anywhere. Lines with letters that run from
    right to left are read as parts of a text of either direction.
    """
    plain = [_in_order(line, rtl=False) for line in lines]
    yield " ".join(plain)
    joined = "".join(plain)
    yield joined
    if any(one.endswith(_HYPHENS) for one in plain):
        yield "".join(
            one.rstrip("-\u2010\u00ad") if one.endswith(_HYPHENS) else f"{one} " for one in plain
        )
    if _RIGHTWARD.search(_kinds(joined)):
        for rtl, number in ((False, 1), (True, 0), (True, 1)):
            turned = [_in_order(line, rtl=rtl, number=number) for line in lines]
            yield " ".join(turned)
            yield "".join(turned)


_RIGHTWARD = re.compile("[RA]")


def _in_order(line: Line, *, rtl: bool, number: int = 0) -> str:
    """Turn what runs from right to left round; `rtl` when the whole line does.

    `number` is 1 where a number beside words goes with them.
    """
    text = "".join(line)
    kinds = _kinds(text)
    if not _RIGHTWARD.search(kinds):
        return text
    if rtl:
        return _forward("".join(reversed(line)), number)
    spans = _SPANS[number].finditer(kinds)
    return _changed(text, spans, lambda part: _forward(part[::-1], number))


def _kinds(text: str) -> str:
    return "".join(_KINDS.get(unicodedata.bidirectional(sign), "-") for sign in text)


def _forward(text: str, number: int) -> str:
    """Turn back what is read forward in a text that was turned round."""
    return _changed(text, _FORWARD[number].finditer(_kinds(text)), lambda part: part[::-1])


def _changed(text: str, found: Iterable[re.Match[str]], change: Callable[[str], str]) -> str:
    made, at = [], 0
    for one in found:
        made += [text[at : one.start()], change(text[one.start() : one.end()])]
        at = one.end()
    return "".join([*made, text[at:]])
