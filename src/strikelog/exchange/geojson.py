"""A GeoJSON text read one member after the other, so that a long one can be stopped on the way.

Read in one go, a file of many megabytes would hold everything else up until its end.
"""

import json
import re
from collections.abc import Generator, Iterator, Mapping

_BLANKS = re.compile(r"[ \t\r\n]*")
_LISTS = frozenset({"features", "geometries"})
_decoded = json.JSONDecoder().raw_decode


def members_of(text: str) -> Iterator[tuple[object, int]]:
    """Give the features of a collection, and last what stands beside them, each with its end.

    What is no collection comes whole. Raises ValueError where the text is no JSON object.
    """
    beside: dict[str, object] = {}
    at = _past(text, 0, "{")
    while text[at : at + 1] == '"':
        key, end = _decoded(text, at)
        at = _past(text, end, ":")
        if key in _LISTS and text[at : at + 1] == "[":
            at = yield from _listed(text, at)
        else:
            beside[key], at = _decoded(text, at)
        at = _next(text, at, "}")
    if _past(text, at, "}") < len(text):
        raise ValueError
    yield beside, len(text)


def geometries_of(member: object) -> Iterator[Mapping[str, object]]:
    """Give the geometries of a member, whether it is one, has one, or is a collection of them."""
    if not isinstance(member, Mapping):
        raise TypeError
    kind = member.get("type")
    if kind == "Feature":
        if member.get("geometry") is not None:
            yield from geometries_of(member["geometry"])
    elif kind == "GeometryCollection":
        for one in member.get("geometries", ()):
            yield from geometries_of(one)
    else:
        yield member


def _listed(text: str, at: int) -> Generator[tuple[object, int], None, int]:
    """Give the members of a list, each with its end; the value is the end of the list."""
    at = _past(text, at, "[")
    while text[at : at + 1] != "]":
        member, at = _decoded(text, at)
        yield member, at
        at = _next(text, at, "]")
    return at + 1


def _next(text: str, at: int, closing: str) -> int:
    """Give where the next part begins, or where the whole is closed."""
    at = _unblank(text, at)
    return at if text[at : at + 1] == closing else _past(text, at, ",")


def _past(text: str, at: int, sign: str) -> int:
    """Give what follows a sign that has to stand here."""
    at = _unblank(text, at)
    if text[at : at + 1] != sign:
        raise ValueError
    return _unblank(text, at + 1)


def _unblank(text: str, at: int) -> int:
    found = _BLANKS.match(text, at)
    return found.end() if found else at
