"""Incidents: the table, breakdowns, sites struck again, second strikes, notes."""

from collections.abc import Sequence

from ...domain.text import isolate
from ..blocks import Bullets, Heading
from ..columns import Balanced, SideBySide
from ..composing import Block, Stack
from ..flowing import Words, words
from ..incident_notes import IncidentNote
from ..plan import BriefingPlan
from ..rows import IncidentRow
from ..styles import BODY, CELL, NOTE, RUST, SMALL, Align, Span, TextStyle
from ..surroundings import DOUBLE_TAP_RULE, PeriodRow, RepeatedSite, StrikeRow
from ..tables import Cell, Column, Row, Table
from .opening import bars_of
from .paragraphs import numbers_cell, paragraph

__all__ = ["breakdowns", "incident_notes", "incident_table", "periods", "repeats", "second_strikes"]

_SMALL_CELL = NOTE
_MARK = NOTE.coloured(RUST)


def incident_table(plan: BriefingPlan) -> list[Block]:
    """The table of incidents; those left out are counted below it."""
    if not plan.rows:
        return []
    table = Table(_COLUMNS, [_row(one) for one in plan.rows], after=3)
    return [Heading("Incidents"), table, words(_below(plan, len(plan.rows)), NOTE, after=8)]


def short_table(plan: BriefingPlan, most: int) -> list[Block]:
    """The foremost incidents, a line or two each, by date."""
    columns = (
        Column("Date", width=64, style=_COMPACT),
        Column("Place", width=94, style=_COMPACT),
        Column("Site", share=1.9, style=_COMPACT.bold()),
        Column("Killed", width=44, align=Align.TRAILING, style=_COMPACT.bold().coloured(RUST)),
        Column("Injured", width=42, align=Align.TRAILING, style=_COMPACT),
        Column("Attribution, as reported", share=3.2, style=_COMPACT),
        Column("Grading", width=58, style=_COMPACT),
    )
    rows = [_short_row(one) for one in plan.foremost(most)]
    marked = "*: in review. " if any(row.is_provisional for row in plan.rows) else ""
    note = words(f"{marked}{_below(plan, len(rows))}", NOTE, after=6)
    return [Heading("Foremost incidents"), Table(columns, rows, after=3), note]


_COMPACT = TextStyle(size=7.5, leading=10.4)


def _short_row(one: IncidentRow) -> list[Cell]:
    when = [Span(one.short_date, _COMPACT)]
    if one.is_provisional:
        when.append(Span(" *", _COMPACT.coloured(RUST)))
    grading = f"{one.grading} (one source)" if one.single else one.grading
    return [when, one.place, one.target, one.killed, one.injured, one.first_view, grading]


_COLUMNS = (
    Column("Date", width=68),
    Column("Place", width=76),
    Column("Site and damage", share=2.0),
    Column("Method", width=64),
    Column("Killed", width=37, align=Align.TRAILING, style=CELL.bold().coloured(RUST)),
    Column("Injured", width=39, align=Align.TRAILING),
    Column("Attribution, as reported", share=2.6),
    Column("Grading", width=44),
    Column("Src.", width=30),
)


def _row(one: IncidentRow) -> Row:
    code_style = _SMALL_CELL.linked(f"#note-{one.incident_id}") if one.has_note else _SMALL_CELL
    when: list[Span] = [Span(f"{one.short_date}\n", CELL), Span(one.code, code_style)]
    if one.is_provisional:
        when.append(Span("\nin review", _MARK))
    place = [Span(one.place, CELL)]
    if one.place_above:
        place.append(Span(f"\n{one.place_above}", _SMALL_CELL))
    grading = [Span(one.grading, CELL)]
    if one.single:
        grading.append(Span("\none source", _SMALL_CELL))
    target = [Span(one.target, CELL.bold())]
    if one.damage:
        target.append(Span(f"\n{one.damage}", _SMALL_CELL))
    cells: list[Cell] = [
        when,
        place,
        target,
        one.method,
        one.killed,
        one.injured,
        one.attribution,
        grading,
        numbers_cell(one.cites, CELL),
    ]
    return Row(cells, anchor=f"incident-{one.incident_id}")


def _below(plan: BriefingPlan, printed: int) -> str:
    dash = "–: not reported or not stated. In brackets: how sure the source is."
    left = plan.n_incidents - printed
    if not left:
        return dash
    return (
        f"… and {left} more in the workbook: this table holds the {printed} incidents with most "
        f"people harmed and most sources; all are counted above. {dash}"
    )


def breakdowns(plan: BriefingPlan) -> list[Block]:
    """Sites by kind, attacks by method and by reported attacker, each with its unit."""
    if not plan.breakdowns:
        return []
    columns = [bars_of(one) for one in plan.breakdowns]
    return [Heading("Breakdown"), SideBySide(columns, before=0, gap=16)]


def periods(plan: BriefingPlan) -> list[Block]:
    """Cease-fires, pauses and offensives that the attacks fall into."""
    if not plan.periods:
        return []
    return [
        Heading("Periods in force", level=2),
        period_table(plan.periods),
        words("“up to”: attacks whose date, or the period's, leaves it open.", NOTE, after=8),
    ]


def period_table(rows: Sequence[PeriodRow]) -> Table:
    """Periods with their dates and area, and the attacks that fall into them."""
    columns = (
        Column("Period", share=3.0),
        Column("Dates", share=2.3),
        Column("Area", share=2.1),
        Column("Attacks in it", share=1.6),
        Column("Src.", width=32),
    )
    cells: list[list[Cell]] = [
        [
            [Span(one.name, CELL.bold()), Span(f"\n{one.kind}", _SMALL_CELL)],
            one.dates,
            one.area or "–",
            one.attacks,
            numbers_cell(one.cites, CELL),
        ]
        for one in rows
    ]
    return Table(columns, cells, after=3)


# -- repeated and second strikes ---------------------------------------------------------------


def repeats(plan: BriefingPlan) -> list[Block]:
    """The ledger of each site struck more than once, and series."""
    if not plan.repeats and not plan.series:
        return []
    blocks: list[Block] = [Heading("Repeated strikes and series")]
    if plan.repeats:
        blocks.append(repeat_table(plan.repeats))
    if plan.n_repeats > len(plan.repeats):
        left = plan.n_repeats - len(plan.repeats)
        blocks.append(words(f"… and {left} more sites in the workbook.", NOTE))
    if plan.series:
        blocks.append(Bullets([paragraph([said], after=3) for said in plan.series], after=8))
    return blocks


def repeat_table(sites: Sequence[RepeatedSite]) -> Table:
    """The ledger of sites: each strike with the days since the last and the site's state."""
    noted = any(row.notified for site in sites for row in site.strikes)
    columns = [
        Column("Site", share=2.4),
        Column("Strike", width=36),
        Column("Date", share=1.4),
        Column("Incident", share=1.0),
        Column("Since the last", share=1.0),
        Column("Before", share=1.0),
        Column("After", share=1.0),
    ]
    columns += [Column("On notification list", share=0.8)] if noted else []
    rows = [row for site in sites for row in _repeat_rows(site, noted=noted)]
    return Table(columns, rows, after=6)


_MOST_STRIKES = 6


def _repeat_rows(site: RepeatedSite, *, noted: bool) -> list[list[Cell]]:
    """A site's strikes; of many, the first, how many are left out, and the last."""
    rows = [_strike_cells(one, noted=noted) for one in site.strikes]
    if len(rows) > _MOST_STRIKES:
        left = len(rows) - _MOST_STRIKES + 1
        gap: list[Cell] = ["", "…", f"{left} more", *([""] * (len(rows[0]) - 3))]
        rows = [rows[0], gap, *rows[-(_MOST_STRIKES - 2) :]]
    rows[0][0] = _site_cell(site)
    return rows


def _strike_cells(one: StrikeRow, *, noted: bool) -> list[Cell]:
    cells: list[Cell] = ["", one.nth, one.date, one.code, one.since, one.before, one.after]
    return [*cells, one.notified or "–"] if noted else cells


def _site_cell(site: RepeatedSite) -> list[Span]:
    local = f" · {site.name_local}" if site.name_local else ""
    return [Span(f"{site.name}{local}", CELL.bold()), Span(f"\n{site.place}", _SMALL_CELL)]


def second_strikes(plan: BriefingPlan) -> list[Block]:
    """Double taps and attacks on those who came to help."""
    if not plan.second_strikes:
        return []
    items = [paragraph([said], after=3) for said in plan.second_strikes]
    return [
        Heading("Double taps and attacks on responders"),
        Bullets(items, after=3),
        words(DOUBLE_TAP_RULE, NOTE, after=8),
    ]


# -- notes -------------------------------------------------------------------------------------


def incident_notes(plan: BriefingPlan) -> list[Block]:
    """One note for each selected incident."""
    if not plan.notes:
        return []
    blocks = [note_block(one) for one in plan.notes]
    left = plan.n_incidents - len(plan.notes)
    more = (
        f"The {len(plan.notes)} incidents with most people harmed and most sources." if left else ""
    )
    intro = [words(more, NOTE)] if more else []
    return [Heading("Incident notes"), *intro, Balanced(blocks, gap=18, after=8)]


def note_block(one: IncidentNote) -> Block:
    """An incident's note: code and name, when and where, and its paragraphs."""
    head = [
        Span(f"{one.code}  ", SMALL.bold().coloured(RUST).linked(f"#incident-{one.incident_id}")),
        Span(isolate(one.title), BODY.bold()),
    ]
    meta = [Span(one.meta, NOTE)]
    if one.is_provisional:
        meta.append(Span("  ·  in review", _MARK))
    blocks: list[Block] = [
        Words(tuple(head), after=1, keeps_with_next=True, anchor=f"note-{one.incident_id}"),
        Words(tuple(meta), after=2, keeps_with_next=True),
        *(paragraph(said, SMALL, after=2.5) for said in one.paragraphs),
    ]
    return Stack(tuple(blocks), before=6, after=7, together=True)
