"""Who is said to have done it: names in one cell or several, and how they belong together."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from ...domain.records import Actor
from ...domain.text import clean_line, words
from ...domain.vocabularies import vocabulary
from ..foreign.converting import ReadRow
from ..foreign.mapping import Mapping
from .keys import actor_id

LOGIC = "actors"
"""Default of a mapping that says how several names belong together: `joint` or `either_or`."""

SOLE, JOINT, EITHER_OR = "sole", "joint", "either_or"

_SAYS_NOTHING = frozenset(
    "|no information|not applicable|not answered|notanswered|none|unknown|n a|na|null|unkn|"
    "not known|unspecified|other|multiple|civilians|غير معروف|مجهول|لا معلومات".split("|")
)
_UNIDENTIFIED = frozenset({"unidentified", "unknown", "مجهولون", "مجهولة"})
_OR = re.compile(r"\s+(?:or|ou|أو|او)\s+|\s+and/or\s+", re.IGNORECASE)
_AND = re.compile(r"\s*[,;|]\s*(?![^(]*\))|\s+&\s+")
_FORCE = re.compile(
    r"\b(?:(?:armed|air|security|military|defen[cs]e|government)\s+)?"
    r"(?:forces?|army|military|troops|warplanes?|aircraft|jets?|militia|police|soldiers)$",
    re.IGNORECASE,
)
_NO_KIND = frozenset({"", "unidentified", "coalition"})
_MILITIAS = (["militia"], ["militias"], ["ميليشيا"])
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Blamed:
    """The actors a row names, and the logic between them."""

    actors: tuple[Actor, ...] = ()
    logic: str = SOLE


def blamed(row: ReadRow, mapping: Mapping) -> Blamed:
    """Give who a row says did it; nobody when it says nothing."""
    return _blamed(
        tuple(str(cell.value) for cell in row.having("actor.name")),
        tuple(str(cell.value) for cell in row.having("actor.type")),
        is_either=mapping.defaults.get(LOGIC) == EITHER_OR,
    )


@lru_cache(maxsize=4096)
def _blamed(cells: tuple[str, ...], types: tuple[str, ...], *, is_either: bool) -> Blamed:
    """Read who did it out of the names and types told; the same come again and again."""
    found: dict[str, Actor] = {}
    for at, cell in enumerate(cells):
        names, either = names_in(cell)
        is_either = is_either or either
        kind = types[min(at, len(types) - 1)] if types else None
        for name in names:
            actor = _actor(name, kind if len(names) == 1 else _shared(kind))
            found.setdefault(actor.id, actor)
    if not found:
        found = {one.id: one for one in map(_unnamed, types[:1]) if one}
    if len(found) < 2:
        return Blamed(tuple(found.values()))
    return Blamed(tuple(found.values()), EITHER_OR if is_either else JOINT)


def names_in(text: str) -> tuple[tuple[str, ...], bool]:
    """Take the names of a cell apart; True when they are told as alternatives.

    «Syrian or Russian Forces» names Syrian Forces and Russian Forces.
    """
    found: dict[str, None] = {}
    either = False
    for part in _AND.split(clean_line(text)):
        alternatives = _OR.split(part)
        either = either or len(alternatives) > 1
        found.update(dict.fromkeys(_completed(alternatives)))
    return tuple(name for name in found if not _is_silent(name)), either


def _completed(names: list[str]) -> Iterator[str]:
    """Give each alternative the word that stands only behind the last: Forces, Army, warplanes."""
    force = _FORCE.search(names[-1]) if len(names) > 1 else None
    for name in names:
        short = force and len(name.split()) <= 2 and not _FORCE.search(name)
        yield f"{name} {force.group()}" if short and force else name


def _is_silent(name: str) -> bool:
    return " ".join(words(name)) in _SAYS_NOTHING


def _shared(kind: str | None) -> str | None:
    """Give the type of one among several; a coalition as a whole is none of its members."""
    return None if kind == "coalition" else kind


def _unnamed(kind: str) -> Actor | None:
    """Give the actor of whom a row says the kind alone; none when it says nothing of it either."""
    if kind in _NO_KIND:
        return None
    label = vocabulary("ACTOR_TYPE").label(kind)
    return _actor(f"{label} (not named)", kind)


def _actor(name: str, kind: str | None) -> Actor:
    plain = words(name)
    is_unknown = bool(plain) and plain[0] in _UNIDENTIFIED
    if kind == "armed_group" and plain in _MILITIAS:
        kind = "pro_state_militia"
    shown = name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…"
    return Actor(
        id=actor_id(shown), name=shown, actor_type="unidentified" if is_unknown else kind or None
    )
