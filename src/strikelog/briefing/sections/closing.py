"""The last pages: others' totals, methodology, limits, corrections, sources, contact."""

from ...domain.text import isolate
from ...domain.vocabularies import vocabulary
from ..blocks import Boxed, Heading
from ..citations import Citation
from ..columns import Balanced
from ..composing import Block
from ..flowing import Words, words
from ..levels import Level
from ..nouns import lower_first
from ..plan import BriefingPlan
from ..published import PublishedTotal
from ..styles import CELL, NAVY, NOTE, RUST, SMALL, Span
from ..tables import Cell, Column, Table
from ..wording import HIGHER, NOT_ADDED
from .method import LIMITS, METHOD, SHORT
from .paragraphs import cite_spans, source_anchor

__all__ = [
    "contact",
    "corrections",
    "grades",
    "limits",
    "methodology",
    "others",
    "short_methodology",
    "sources",
]


# -- figures of others -------------------------------------------------------------------------


def others(plan: BriefingPlan) -> list[Block]:
    """The box of published totals with its rule."""
    if not plan.totals:
        return []
    rule = [
        Span(NOT_ADDED, SMALL.bold().coloured(RUST)),
        Span(
            " Others count with units, areas and periods of their own; their figures stand side by"
            " side, by date, and are not added to each other either.",
            SMALL,
        ),
    ]
    table = Table(_COLUMNS, [_total(one) for one in plan.totals], after=0)
    return [
        Heading("Figures published by others"),
        Boxed([words(rule, after=5), table], rule=RUST, padding=7),
    ]


_COLUMNS = (
    Column("No.", width=24),
    Column("Published by", share=1.7),
    Column("Figure, wording and unit", share=2.5),
    Column("Covers", share=3.0),
    Column("Relation", share=1.4),
)


def _total(one: PublishedTotal) -> list[Cell]:
    who = [Span(one.who, CELL), *cite_spans(one.cites, CELL)]
    who += [Span(f"\nas of {one.as_of}", NOTE)] if one.as_of else []
    wording = f"“{one.wording}” · " if one.wording else ""
    figure = [Span(one.figure, CELL.bold()), Span(f"\n{wording}unit: {one.unit}", NOTE)]
    covers = [Span(one.title, CELL), Span(f"\n{one.covers}", NOTE)]
    return [str(one.number), who, figure, covers, Words((Span(one.relations or "–", NOTE),))]


# -- method ------------------------------------------------------------------------------------

_COARSENED = "Coordinates and places are given no finer than each site's release allows."


_WITNESS = (
    "Keep this paper: as long as these words can be found in the history of the records, nothing "
    "up to that entry was changed, removed or put back."
)


def methodology(plan: BriefingPlan) -> list[Block]:
    """How the figures were made, with the definitions of the grades that appear."""
    blocks: list[Block] = [_titled(title, text) for title, text in METHOD.items()]
    if plan.office.methodology:
        blocks.append(_titled("This office", isolate(plan.office.methodology)))
    blocks.append(_titled("Grading", _definitions(plan.grades)))
    if plan.office.history and plan.asked.level.is_internal:
        blocks.append(_titled("State of the history", f"{plan.office.history}. {_WITNESS}"))
    return [Heading("Methodology"), Balanced(blocks, after=8)]


def short_methodology(plan: BriefingPlan) -> list[Block]:
    """The method in a few sentences."""
    own = f" {isolate(plan.office.methodology)}" if plan.office.methodology else ""
    return [Heading("Method"), words(f"{SHORT}{own}", NOTE)]


def grades(plan: BriefingPlan) -> list[Block]:
    """The definitions of the grades in a line."""
    return [words(_definitions(plan.grades), NOTE, after=6)]


def _titled(title: str, text: str) -> Words:
    return words([Span(f"{title}. ", SMALL.bold()), Span(text, SMALL)], after=4)


def _definitions(grades: tuple[str, ...]) -> str:
    known = vocabulary("GRADING")
    codes = [code for code in known if code.code in grades]
    return " ".join(f"{code.label()}: {lower_first(code.definition())}" for code in codes)


def limits(plan: BriefingPlan) -> list[Block]:
    """What the figures cannot say."""
    texts = [*LIMITS, HIGHER]
    if plan.asked.level is not Level.FULL:
        texts.append(_COARSENED)
    return [Heading("Limits"), words(" ".join(texts), SMALL, after=6)]


def corrections() -> list[Block]:
    """Corrections since the last issue."""
    return [
        Heading("Corrections since the last issue"),
        words("None recorded.", SMALL, after=6),
    ]


# -- sources and contact -----------------------------------------------------------------------


def sources(plan: BriefingPlan) -> list[Block]:
    """The numbered list of sources."""
    return source_list(plan.sources)


def source_list(entries: tuple[Citation, ...]) -> list[Block]:
    """Sources in two columns; the numbers in the text lead here."""
    if not entries:
        return []
    return [Heading("Sources"), Balanced([_entry(one) for one in entries], gap=16, after=8)]


def _entry(one: Citation) -> Words:
    spans = [Span(f"{one.number}. ", NOTE.bold()), Span(one.text, NOTE)]
    for address in (one.address, one.archived):
        if address:
            spans.append(Span(f" {address}", NOTE.coloured(NAVY).linked(address)))
    return Words(tuple(spans), anchor=source_anchor(one.number), after=2.5)


def contact(plan: BriefingPlan, *, headed: bool = True) -> list[Block]:
    """Whom to ask, how to cite, and what state of the records this is."""
    heading = [Heading("Contact, licence, citation")] if headed else []
    office, asked = plan.office, plan.asked
    as_of = f"{asked.as_of.day} {asked.as_of:%B %Y}"
    issuer = office.name or "Strikelog"
    lines = [
        ("Contact", office.contact or "not stated"),
        ("Licence", office.licence or "not stated; ask before you publish"),
        ("Cite as", office.citation or f"{issuer}, “{plan.title[:140]}”, data as of {as_of}"),
        ("Scope", asked.scope or "every incident that may be shown"),
        ("Level", f"{asked.level.value}, {plan.tlp.label}"),
        ("Records", f"{plan.state[:32]} ({len(plan.figures)} figures)"),
    ]
    spans = []
    for title, text in lines:
        spans += [Span(f"{title}: ", NOTE.bold()), Span(f"{isolate(text)}. ", NOTE)]
    return [*heading, words(spans, after=0)]
