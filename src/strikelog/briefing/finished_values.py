"""The values a PDF is made of, read from its bytes: numbers, names, strings, lists, maps, links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple, Union

__all__ = ["Ref", "Value", "parsed", "strings_in"]


class Ref(NamedTuple):
    """A link to another object of the file."""

    number: int


Value = Union[None, bool, int, float, str, bytes, Ref, list["Value"], dict[str, "Value"]]  # noqa: UP007

_TOKEN = re.compile(
    rb"\s*(?:%[^\r\n]*[\r\n]+\s*)*"
    rb"(?:(?P<open><<|\[)|(?P<close>>>|\])|(?P<ref>\d+ \d+ R)\b"
    rb"|(?P<number>[+-]?(?:\d+\.?\d*|\.\d+))"
    rb"|/(?P<name>[^\s()<>\[\]{}/%]*)|<(?P<hex>[0-9A-Fa-f\s]*)>|(?P<string>\()|(?P<word>[A-Za-z]+))"
)
_CLOSED = re.compile(rb"\\(?:\r\n|.)|[()]", re.DOTALL)
_ESCAPED = re.compile(rb"\\(?:([0-7]{1,3})|(\r\n|.))", re.DOTALL)
_MEANT = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r": b""}
_DEEPEST = 60


def parsed(content: bytes) -> Value:
    """Read the first value; what is none is None."""
    return _value(content, 0, 0)[0]


def _value(content: bytes, at: int, depth: int) -> tuple[Value, int]:
    found = _TOKEN.match(content, at)
    if found is None or depth > _DEEPEST:
        return None, len(content)
    kind, end = found.lastgroup, found.end()
    if kind == "open":
        return _held(content, end, depth, is_map=found["open"] == b"<<")
    if kind == "string":
        end = _end_of_string(content, end)
        return _unescaped(content[found.end() : end - 1]), end
    return _single(kind or "", found), end


def _single(kind: str, found: re.Match[bytes]) -> Value:
    text = found[kind]
    if kind == "ref":
        return Ref(int(text.split()[0]))
    if kind == "number":
        return float(text) if b"." in text else int(text)
    if kind == "name":
        return re.sub(rb"#([0-9A-Fa-f]{2})", _sign, text).decode("latin-1")
    if kind == "hex":
        return _from_hex(text)
    return {b"true": True, b"false": False}.get(text)


def _held(content: bytes, at: int, depth: int, *, is_map: bool) -> tuple[Value, int]:
    values: list[Value] = []
    while True:
        closing = _TOKEN.match(content, at)
        if closing is None:
            break
        if closing.lastgroup == "close":
            at = closing.end()
            break
        value, at = _value(content, at, depth + 1)
        values.append(value)
    if is_map:
        return dict(zip(map(str, values[::2]), values[1::2], strict=False)), at
    return values, at


def _end_of_string(content: bytes, at: int) -> int:
    """Find the end of a string, in which brackets come in pairs."""
    depth = 1
    while depth and (found := _CLOSED.search(content, at)):
        depth += {b"(": 1, b")": -1}.get(found[0], 0)
        at = found.end()
    return at if not depth else len(content)


def _unescaped(text: bytes) -> bytes:
    def meant(found: re.Match[bytes]) -> bytes:
        if found[1]:
            return bytes((int(found[1], 8) & 255,))
        return _MEANT.get(found[2][:1], found[2])

    return _ESCAPED.sub(meant, text)


def _from_hex(text: bytes) -> bytes:
    digits = b"".join(text.split())
    return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode())


def _sign(found: re.Match[bytes]) -> bytes:
    return bytes.fromhex(found[1].decode())


def string_of(text: bytes) -> str:
    """Give a string of a PDF as text; one that is of neither UTF-16 nor UTF-8 comes out garbled."""
    if text.startswith(b"\xfe\xff"):
        return text[2:].decode("utf-16-be", "replace")
    if text.startswith(b"\xff\xfe"):
        return text[2:].decode("utf-16-le", "replace")
    return text.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace")


_STRINGS = re.compile(rb"\(|<(?!<)([0-9A-Fa-f\s]+)>")
_GLYPHS = re.compile(rb"\[[^\]]*\]\s*TJ|<[0-9A-Fa-f\s]*>\s*Tj")


def strings_in(content: bytes, *, is_page: bool = False) -> Iterator[str]:
    """Give every string that stands anywhere in an object; on a page, those that are no glyphs."""
    if is_page:
        content = _GLYPHS.sub(b"", content)
    at = 0
    while found := _STRINGS.search(content, at):
        if found[1] is not None:
            at, text = found.end(), _from_hex(found[1])
        else:
            at = _end_of_string(content, found.end())
            text = _unescaped(content[found.end() : at - 1])
        if text:
            yield string_of(text)
