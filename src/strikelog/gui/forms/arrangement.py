"""Which fields of a record stand together on its form; what is not placed falls into its group."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from strikelog.domain.fields import GROUPS, Field, Kind, fields_of
from strikelog.domain.messages import mark
from strikelog.domain.records import Claim, Incident, Record
from strikelog.gui.editors.counting import Span

Item = str | Span
Line = tuple[Item, ...]


@dataclass(frozen=True)
class Arrangement:
    """The short core of a form, the lines of folded groups, and what is never shown.

    `spans` are put in place of their fields wherever those fall.
    """

    core: tuple[Line, ...] = ()
    folded: Mapping[str, tuple[Line, ...]] = field(default_factory=dict)
    spans: tuple[Span, ...] = ()
    hidden: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Group:
    """A folded group as it is shown: its title (marked) and its lines."""

    key: str
    title: str
    lines: tuple[Line, ...]


_OTHER_TITLES = {"what": mark("Names and kind"), "who": mark("About it")}
"""Titles of groups on the forms of records that are no event and say nothing."""

ALWAYS_HIDDEN = frozenset({"id", "deleted"})
_WIDE = frozenset({Kind.TEXT, Kind.LINKS, Kind.CODES, Kind.TAGS, Kind.URL, Kind.DIGEST})
_A_LINE = 3


def groups_of(kind: type[Record], arrangement: Arrangement) -> list[Group]:
    """Give the folded groups in the order of `GROUPS`, with every field not placed elsewhere."""
    placed = arrangement.hidden | ALWAYS_HIDDEN | set(_keys(arrangement.core))
    loose: dict[str, list[Item]] = {}
    named = set(_keys(tuple(line for lines in arrangement.folded.values() for line in lines)))
    for one in fields_of(kind):
        if one.key in placed or one.key in named:
            continue
        item = _item(one, arrangement)
        placed |= set(item.keys) if isinstance(item, Span) else {one.key}
        loose.setdefault(one.group, []).append(item)
    return [
        Group(key, _title(kind, key, title), lines)
        for key, title in GROUPS.items()
        if (lines := (*arrangement.folded.get(key, ()), *_lines(kind, loose.get(key, []))))
    ]


def _title(kind: type[Record], key: str, title: str) -> str:
    return title if issubclass(kind, Incident | Claim) else _OTHER_TITLES.get(key, title)


def placed_items(kind: type[Record], arrangement: Arrangement) -> list[Item]:
    """Give every item of a form, for checks that none is missing."""
    lines = [
        *arrangement.core,
        *(one for group in groups_of(kind, arrangement) for one in group.lines),
    ]
    return [item for line in lines for item in line]


def keys_of(item: Item) -> tuple[str, ...]:
    """Give the fields behind an item."""
    return item.keys if isinstance(item, Span) else (item,)


def _keys(lines: tuple[Line, ...]) -> Iterator[str]:
    return (key for line in lines for item in line for key in keys_of(item))


def _item(one: Field, arrangement: Arrangement) -> Item:
    return next((span for span in arrangement.spans if one.key in span.keys), one.key)


def _lines(kind: type[Record], items: list[Item]) -> tuple[Line, ...]:
    """Set items side by side, up to three a line; wide ones take a line of their own."""
    kinds = {one.key: one.kind for one in fields_of(kind)}
    lines: list[list[Item]] = []
    is_open = False
    for item in items:
        is_wide = not isinstance(item, Span) and kinds[item] in _WIDE
        if is_open and not is_wide and len(lines[-1]) < _A_LINE:
            lines[-1].append(item)
        else:
            lines.append([item])
        is_open = not is_wide
    return tuple(tuple(line) for line in lines)
