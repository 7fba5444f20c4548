"""Keys of figures that travel inside the words of a number, unseen, until they are laid out.

Sentences are made of plain strings. So that a page still knows where each number stands, the words
of a figure lie between characters that Unicode keeps for use inside programs; no text anybody
enters holds them. Laying out takes them off again: the number can then be pointed at, and its key
be printed small beside it.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from enum import Enum

from .styles import GREY, Span, TextStyle

__all__ = ["Marks", "begun", "expanded", "figure_anchor", "key_in", "marked", "stripped"]


class Marks(Enum):
    """What becomes of the keys of figures: nothing, places to point at, or print as well."""

    NONE = ""
    UNSEEN = "\ufdd2"
    PRINTED = "\ufdd3"


_OPEN, _CLOSE = "\ufdd0", "\ufdd1"
_MARKED = re.compile("\ufdd0([^\ufdd1]*)\ufdd1([^\ufdd2\ufdd3]*)([\ufdd2\ufdd3])")
_LEFT_OVER = re.compile("\ufdd0[^\ufdd1]*\ufdd1|[\ufdd0-\ufdd3]")
_LARGEST, _SMALLEST = 5.4, 4.4
_PART = 0.6


def figure_anchor(key: str) -> str:
    """Where a figure stands in the annex."""
    return f"figure-{key}"


def marked(words: str, key: str, marks: Marks) -> str:
    """The words of a figure with its key around them."""
    if marks is Marks.NONE or not words:
        return words
    return f"{_OPEN}{key}{_CLOSE}{words}{marks.value}"


def stripped(text: str) -> str:
    """A text without keys, as it is read."""
    return _LEFT_OVER.sub("", text) if _OPEN in text else text


def begun(text: str) -> str:
    """A text with a capital at its start, behind the key of a figure it may begin with."""
    at = text.index(_CLOSE) + 1 if text.startswith(_OPEN) else 0
    return f"{text[:at]}{text[at : at + 1].upper()}{text[at + 1 :]}"


def key_in(text: str) -> str:
    """The key of the first figure in a text, empty where there is none."""
    found = _MARKED.search(text)
    return found.group(1) if found else ""


def expanded(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Spans in which each figure stands by itself, followed by its key where that is printed."""
    if not any(_OPEN in span.text for span in spans):
        return spans
    return tuple(_parted(spans))


def _parted(spans: Iterable[Span]) -> Iterator[Span]:
    for span in spans:
        end = 0
        for found in _MARKED.finditer(span.text):
            if found.start() > end:
                yield Span(stripped(span.text[end : found.start()]), span.style)
            key, words, how = found.groups()
            yield from _figure(key, words, span.style, is_printed=how == Marks.PRINTED.value)
            end = found.end()
        if end < len(span.text):
            yield Span(stripped(span.text[end:]), span.style)


def _figure(key: str, words: str, style: TextStyle, *, is_printed: bool) -> Iterator[Span]:
    if not is_printed:
        yield Span(words, replace(style, figure=key))
        return
    own = replace(style, figure=key, link=style.link or f"#{figure_anchor(key)}")
    yield Span(words, own)
    yield Span(f"\u202f\u2066{key}\u2069", _raised(own))


def _raised(style: TextStyle) -> TextStyle:
    """Small, grey and above the line, without pushing the lines apart."""
    size = round(max(_SMALLEST, min(_LARGEST, style.size * _PART)), 2)
    rise = round(style.size * 0.72 - size * 0.72, 2)
    return replace(style, size=size, weight=400, colour=GREY, rise=rise, leading=style.line)
