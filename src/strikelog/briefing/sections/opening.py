"""The first page: masthead, caveat, key messages, tiles, where and when."""

from ..bars import BarList, BarRow
from ..blocks import Boxed, Bullets, Heading, Tile, Tiles
from ..columns import SideBySide
from ..composing import Block
from ..counting import Breakdown
from ..document import Document
from ..drawn import Drawn
from ..flowing import Words, words
from ..furniture import Masthead, Running
from ..plan import BriefingPlan
from ..styles import BODY, NOTE, RUST, SMALL, Span
from ..where_map import DISCLAIMER
from ..wording import HIGHER, REPORTED_ONLY
from .paragraphs import paragraph

__all__ = [
    "bars_of",
    "caveat",
    "document_of",
    "headline",
    "key_messages",
    "number_tiles",
    "where",
    "where_and_when",
]

_LONGEST_TITLE = 140
_LONGEST_RUNNING = 70


def shortened(text: str, most: int) -> str:
    """A text cut at a word, so that it stays on its line."""
    if len(text) <= most:
        return text
    return f"{text[:most].rsplit(' ', 1)[0]} …"


def document_of(plan: BriefingPlan, blocks: list[Block], *, kicker: str) -> Document:
    """The document around the blocks: masthead, running lines, handling label."""
    as_of = f"{plan.asked.as_of.day} {plan.asked.as_of:%B %Y}"
    office = plan.office.name or "Strikelog"
    head = shortened(plan.title, _LONGEST_RUNNING)
    running = Running(
        head=head if plan.is_empty else f"{head}  ·  {plan.period}",
        foot=f"{shortened(office, 40)}  ·  data as of {as_of}  ·  {brief_id(plan)}",
        tlp=plan.tlp,
    )
    series = plan.office.series or kicker
    covered = "" if plan.is_empty else f"Period covered {plan.period}   |   "
    masthead = Masthead(
        shortened(plan.title, _LONGEST_TITLE),
        kicker=f"{shortened(office, 60).upper()}  ·  {shortened(series, 60).upper()}",
        subtitle=f"{covered}Data as of {as_of}",
    )
    return Document(
        shortened(plan.title, 250),
        blocks,
        masthead=masthead,
        running=running,
        subject=kicker,
    )


def brief_id(plan: BriefingPlan) -> str:
    """A short name of this content: the start of the digest of its records."""
    return f"records {plan.state[:12]}"


def headline(plan: BriefingPlan) -> list[Block]:
    """The whole title, where the masthead had to cut it."""
    if len(plan.title) <= _LONGEST_TITLE:
        return []
    return [words(plan.title, BODY.bold(), after=8)]


def caveat(plan: BriefingPlan) -> list[Block]:
    """Two sentences on what the figures are, and a mark for what nobody has reviewed yet."""
    spans = [Span(f"{REPORTED_ONLY} {HIGHER}", NOTE)]
    if plan.has_provisional:
        spans.append(
            Span(
                " Incidents in review wait for a second person and stay inside the office.",
                NOTE.coloured(RUST),
            )
        )
    return [words(spans, after=8)]


def key_messages(plan: BriefingPlan) -> list[Block]:
    """Three to five messages."""
    items = [paragraph(said, after=3) for said in plan.messages]
    return [Heading("Key messages"), Bullets(items, after=8)]


def messages_beside(plan: BriefingPlan, *, others: list[Block]) -> list[Block]:
    """The messages beside other blocks, without source numbers: there is no list for them."""
    plain = ([one._replace(cites=()) for one in said] for said in plan.messages)
    items = [paragraph(said, SMALL, after=2) for said in plain]
    messages: list[Block] = [Heading("Key messages"), Bullets(items)]
    return [SideBySide([messages, others], shares=(2.1, 1), before=0, after=8)]


def number_tiles(plan: BriefingPlan) -> list[Block]:
    """The row of big numbers, and what holds for all of them."""
    across = min(len(plan.tiles), 6)
    made = [Tile(one.number, one.label, one.note, marked=one.marked) for one in plan.tiles]
    scope = f"Scope: {plan.asked.scope}. " if plan.asked.scope else ""
    note = (
        f"{scope}Tiles: {plan.period}; every grading but discounted; people from incidents that "
        "count in totals. Attacks and sites are different units."
    )
    return [Tiles(made, across=across, after=3), words(note, NOTE, after=8)]


def bars_of(one: Breakdown) -> list[Block]:
    """A breakdown under its heading, which names the unit."""
    rows = [BarRow(bar.label, bar.words, bar.length) for bar in one.bars]
    title = Words((Span(one.title, SMALL.bold()),), after=4, keeps_with_next=True)
    blocks: list[Block] = [title, BarList(rows)]
    return [*blocks, words(one.note, NOTE)] if one.note else blocks


def where(plan: BriefingPlan) -> list[Block]:
    """Attacks on the map, where positions may be shown, and by area."""
    mapped, bars = _map_of(plan), bars_of(plan.places) if plan.places.bars else []
    return [Heading("Where"), *mapped, *bars] if mapped or bars else []


def where_briefly(plan: BriefingPlan) -> list[Block]:
    """The map alone, or the areas where there is none; for a narrow column."""
    if plan.where_map is None:
        return where(plan)
    return [Heading("Where"), Drawn(plan.where_map.draw, after=3), words(DISCLAIMER, NOTE)]


def _map_of(plan: BriefingPlan) -> list[Block]:
    if plan.where_map is None:
        return []
    return [Drawn(plan.where_map.draw, after=3), words(plan.where_map.note, NOTE, after=8)]


def where_and_when(plan: BriefingPlan) -> list[Block]:
    """Attacks by place, then over time."""
    return [*where(plan), *when(plan)]


def when(plan: BriefingPlan) -> list[Block]:
    """Attacks over time, with the periods declared meanwhile."""
    if plan.trend is None:
        return []
    blocks: list[Block] = [Heading("When"), Drawn(plan.trend.draw, after=3)]
    return [*blocks, words(plan.trend.note, NOTE, after=8)] if plan.trend.note else blocks


def nothing_found(plan: BriefingPlan) -> list[Block]:
    """What stands on the page of a briefing without incidents."""
    asked = plan.asked.scope or "every incident"
    return [
        Boxed(
            [
                words("No incident matches.", BODY.bold(), after=3),
                words(f"Asked for: {asked}. Level: {plan.asked.level.value}."),
                words(
                    "Drafts, rumours, rejected and merged records never appear in a briefing; "
                    "records in review appear at the level full alone.",
                    NOTE,
                    after=0,
                ),
            ],
            rule=RUST,
        )
    ]
