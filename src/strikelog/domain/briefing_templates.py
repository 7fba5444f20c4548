"""What a briefing consists of, as a value: which sections in which order, on which paper, how deep.

A template holds no word of any record, so that offices can hand it on as a small file.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import NamedTuple, Self, TypeGuard

from .errors import StrikelogError
from .messages import mark

__all__ = [
    "BREAKDOWNS",
    "BUILT_IN",
    "LAYOUTS",
    "PLAIN",
    "NotATemplate",
    "Section",
    "Template",
    "UnknownSection",
]


class NotATemplate(StrikelogError):
    """The file is no template of a briefing, or one of a later version."""

    message = mark(
        "“{name}” is not a briefing template of this version of strikelog. Ask whoever sent it to"
        " save it again."
    )


class UnknownSection(StrikelogError):
    """A template names a section that its layout does not have."""

    message = mark("There is no section “{section}” in “{layout}”. Sections are: {known}.")


class Section(NamedTuple):
    """A part of a briefing: what it is called, and whether a briefing can do without it."""

    name: str
    is_needed: bool = False


_SITUATION = {
    "messages": Section(mark("Key messages")),
    "tiles": Section(mark("Figures at a glance")),
    "where": Section(mark("Map and places")),
    "when": Section(mark("Attacks over time")),
    "periods": Section(mark("Pauses and other periods")),
    "table": Section(mark("Table of incidents")),
    "breakdowns": Section(mark("Attacks by kind, method and attacker")),
    "repeats": Section(mark("Repeated strikes and series")),
    "second_strikes": Section(mark("Double taps, attacks on responders")),
    "notes": Section(mark("Notes on incidents")),
    "photographs": Section(mark("Photographs")),
    "others": Section(mark("Figures published by others")),
    "methodology": Section(mark("Methodology")),
    "limits": Section(mark("Limits")),
    "corrections": Section(mark("Corrections since the last issue")),
    "sources": Section(mark("Sources"), is_needed=True),
    "contact": Section(mark("Contact, licence, citation"), is_needed=True),
    "ledger": Section(mark("Annex: where each number comes from")),
}
_ONE_PAGE = {
    "messages": Section(mark("Key messages, map, method")),
    "tiles": Section(mark("Figures at a glance")),
    "table": Section(mark("Foremost incidents")),
    "grades": Section(mark("Meaning of the grades")),
    "contact": Section(mark("Contact, licence, citation"), is_needed=True),
}
_DOSSIER = {
    "facts": Section(mark("At a glance")),
    "narrative": Section(mark("What is reported")),
    "comparison": Section(mark("Where sources agree and differ")),
    "people": Section(mark("People harmed, by source")),
    "parties": Section(mark("Attribution")),
    "strikes": Section(mark("Strikes within the incident")),
    "surroundings": Section(mark("Other strikes, periods in force")),
    "assessment": Section(mark("Assessment")),
    "photographs": Section(mark("Photographs")),
    "evidence": Section(mark("Material and custody")),
    "doubts": Section(mark("Open points")),
    "sources": Section(mark("Sources"), is_needed=True),
    "record": Section(mark("The record, field by field")),
    "contact": Section(mark("Contact, licence, citation"), is_needed=True),
    "ledger": Section(mark("Annex: where each number comes from")),
}


@dataclass(frozen=True, slots=True)
class Layout:
    """A kind of document, with the sections it may have in their usual order."""

    name: str
    about: str
    sections: Mapping[str, Section]


LAYOUTS: Mapping[str, Layout] = {
    "situation": Layout(
        mark("Situation briefing"),
        mark("About four pages: numbers, places, sources."),
        _SITUATION,
    ),
    "one-page": Layout(
        mark("One page"), mark("Key messages and figures on a single page."), _ONE_PAGE
    ),
    "dossier": Layout(mark("Dossier"), mark("One incident with everything on record."), _DOSSIER),
}
BREAKDOWNS: Mapping[str, str] = {
    "site_type": mark("Sites by kind"),
    "method": mark("Attacks by method"),
    "attribution": mark("Attacks by reported attacker"),
}
PAPERS = ("a4", "letter")
STEPS = ("", "week", "month")
MOST_NOTES = 10
_MOST = 60
_KIND = "strikelog briefing template"
_VERSION = 1


@dataclass(frozen=True, kw_only=True)
class Template:
    """Sections in their order, and how they are printed.

    `step` is "week", "month", or "" for whichever reads best; `breakdowns` keys of BREAKDOWNS;
    `keys` prints the key of each figure beside it. The title stays at home when it is handed on.
    """

    name: str = "situation"
    layout: str = "situation"
    sections: tuple[str, ...] = tuple(key for key in _SITUATION if key != "ledger")
    level: str = "full"
    language: str = "en"
    paper: str = "a4"
    title: str = ""
    most_notes: int = MOST_NOTES
    step: str = ""
    breakdowns: tuple[str, ...] = tuple(BREAKDOWNS)
    keys: bool = False

    @property
    def is_built_in(self) -> bool:
        """Tell whether it comes with the program."""
        return self.name in BUILT_IN

    def has(self, section: str) -> bool:
        """Tell whether a section is printed."""
        return section in self.sections

    def checked(self) -> Self:
        """The same with every needed section, each once; raises UnknownSection."""
        known = LAYOUTS[self.layout].sections
        strange = [one for one in self.sections if one not in known]
        if strange:
            raise UnknownSection(section=strange[0], layout=self.layout, known=", ".join(known))
        needed = [key for key, one in known.items() if one.is_needed]
        chosen = dict.fromkeys((*self.sections, *needed))
        return replace(self, sections=tuple(chosen))

    def to_json(self, *, shared: bool = False) -> str:
        """As a text to keep, or with `shared` to hand on: without the title."""
        kept = {one.name: getattr(self, one.name) for one in fields(self)}
        if shared:
            del kept["title"]
        return json.dumps({"kind": _KIND, "version": _VERSION, **kept}, indent=1)

    @classmethod
    def from_json(cls, text: str, name: str) -> Self:
        """Read what `to_json` wrote, under a name; raises NotATemplate."""
        try:
            plain = json.loads(text)
        except ValueError as problem:
            raise NotATemplate(name=name) from problem
        if not _is_ours(plain):
            raise NotATemplate(name=name)
        known = {one.name for one in fields(cls)} - {"name"}
        given = {key: value for key, value in plain.items() if key in known}
        for key in ("sections", "breakdowns"):
            if key in given:
                given[key] = tuple(given[key])
        return cls(name=name, **given).checked()


def _is_ours(plain: object) -> bool:
    """Tell whether JSON has the shape of a template; what it holds beyond is left unread."""
    if not isinstance(plain, dict) or (plain.get("kind"), plain.get("version")) != (
        _KIND,
        _VERSION,
    ):
        return False
    return all(check(plain[key]) for key, check in _CHECKS.items() if key in plain)


def _texts(value: object) -> TypeGuard[list[str]]:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= _MOST


def _chosen(value: object, known: Iterable[str]) -> bool:
    return isinstance(value, str) and value in known


_CHECKS: Mapping[str, Callable[[object], bool]] = {
    "layout": lambda value: _chosen(value, LAYOUTS),
    "sections": _texts,
    "level": lambda value: isinstance(value, str),
    "language": lambda value: isinstance(value, str),
    "paper": lambda value: _chosen(value, PAPERS),
    "title": lambda value: isinstance(value, str),
    "most_notes": _is_count,
    "step": lambda value: _chosen(value, STEPS),
    "breakdowns": lambda value: _texts(value) and all(_chosen(one, BREAKDOWNS) for one in value),
    "keys": lambda value: isinstance(value, bool),
}


PLAIN = Template()
"""The situation briefing without keys and annex."""


def _built_in(layout: str) -> Template:
    """The whole layout; where it has an annex, with keys that lead there."""
    every = tuple(LAYOUTS[layout].sections)
    return Template(name=layout, layout=layout, sections=every, keys="ledger" in every)


BUILT_IN: Mapping[str, Template] = {layout: _built_in(layout) for layout in LAYOUTS}
"""The templates that come with the program; their names cannot be taken."""
