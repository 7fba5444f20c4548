"""The text of finished pages as readers extract it: glyphs to letters, lines to reading order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

__all__ = ["Letters", "letters_of", "lines_of", "logical"]

Letters = Mapping[int, str]
"""What each glyph of a font stands for."""

Line = tuple[str, ...]
"""The letters of the glyphs of a line, from left to right."""

_PART = re.compile(rb"beginbf(char|range)(.*?)endbf", re.DOTALL)
_ENTRY = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
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
        yield letters.get(int(codes[at : at + 4], 16), "\ufffd")


# -- reading order ---------------------------------------------------------------------------

_TURNING = "\u0590-\u06ef\u06fa-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
"""Letters that run from right to left, and the digits that let what is between them run so."""

_RIGHTWARD = re.compile(f"[{_TURNING}]")
_SPAN = re.compile(f"[{_TURNING}](?:[^A-Za-z\u00c0-\u024f]*[{_TURNING}])?")
_FORWARD = re.compile(
    "[A-Za-z\u00c0-\u024f][^\u0590-\u08ff\ufb1d-\ufefc]*\\w|[A-Za-z]"
    "|[0-9\u06f0-\u06f9](?:[0-9\u06f0-\u06f9.,:/+-]*[0-9\u06f0-\u06f9])?"
    "|[\u0660-\u0669](?:[\u0660-\u0669.,:/\u066b\u066c]*[\u0660-\u0669])?"
)
"""What is read forward within it: words of other scripts, and each number."""

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
    if _RIGHTWARD.search(joined):
        turned = [_in_order(line, rtl=True) for line in lines]
        yield " ".join(turned)
        yield "".join(turned)


def _in_order(line: Line, *, rtl: bool) -> str:
    """Turn what runs from right to left round; `rtl` when the whole line does."""
    text = "".join(line)
    if not _RIGHTWARD.search(text):
        return text
    if rtl:
        return _FORWARD.sub(_turned, "".join(reversed(line)))
    return _SPAN.sub(_span_turned, text)


def _turned(found: re.Match[str]) -> str:
    return found[0][::-1]


def _span_turned(found: re.Match[str]) -> str:
    """Turn a stretch round, but leave the numbers in it as they are read."""
    return _FORWARD.sub(_turned, found[0][::-1])
