"""Incidents: the table, breakdowns, sites struck again, second strikes, notes."""

from collections.abc import Sequence

from ...domain.text import isolate
from ..blocks import Bullets, Heading
from ..columns import Balanced, SideBySide
from ..composing import Block, Stack
from ..flowing import Words, words
from ..incident_notes import IncidentNote
from ..period_lines import PeriodRow
from ..plan import BriefingPlan
from ..rows import IncidentRow
from ..speech import Sentence, Tongue
from ..speech.shared import DATE, GRADING, INCIDENTS, METHOD, PERIODS_IN_FORCE, PLACE, SRC, STRIKE
from ..strike_line import strike_line
from ..styles import BODY, CELL, NOTE, RUST, SMALL, Align, Span, TextStyle
from ..surroundings import RepeatedSite, StrikeRow, double_tap_rule
from ..tables import Cell, Column, Row, Table
from .opening import bars_of
from .paragraphs import numbers_cell, paragraph

__all__ = ["breakdowns", "incident_notes", "incident_table", "periods", "repeats", "second_strikes"]

_FOREMOST = Sentence("Foremost incidents", "أبرز الحوادث")
_SITE = Sentence("Site", "الموقع")
_SITE_AND_DAMAGE = Sentence("Site and damage", "الموقع والأضرار")
_KILLED = Sentence("Killed", "القتلى")
_INJURED = Sentence("Injured", "المصابون")
_ATTRIBUTION = Sentence("Attribution, as reported", "الجهة المهاجِمة كما ذُكرت")
_STARRED = Sentence("*: in review. ", "*: قيد المراجعة. ")
_IN_REVIEW = Sentence("in review", "قيد المراجعة")
_ONE_SOURCE = Sentence("one source", "مصدر واحد")
_GRADE_ONE_SOURCE = Sentence("{grade} (one source)", "{grade} (مصدر واحد)")
_DASH = Sentence(
    "–: not reported or not stated. Killed, injured: civilians where sources tell them apart, else "
    "everyone they count. In brackets: how sure the source is.",
    "–: لم يُبلَّغ عنه أو لم يُذكر. القتلى والمصابون: المدنيون حيث تميّزهم المصادر، وإلا فكل من تعدّهم."
    " بين قوسين: درجة تيقّن المصدر.",
)
_LEFT_OUT = Sentence(
    "… and {left} more in the workbook: of all incidents, this table holds {printed} with most"
    " people harmed and most sources; all are counted above. {dash}",
    "… و{left} غيرها في المصنف: يضم هذا الجدول {printed} من الحوادث الأكثر ضحايا"
    " ومصادر؛ وجميعها محسوبة أعلاه. {dash}",
)
_BREAKDOWN = Sentence("Breakdown", "التوزيع")
_UP_TO = Sentence(
    "“up to”: attacks whose date, or the period's, leaves it open.",
    "«حتى»: هجمات لا يحسم تاريخها أو تاريخ الفترة وقوعها فيها.",
)
_PERIOD = Sentence("Period", "الفترة")
_DATES = Sentence("Dates", "التواريخ")
_AREA = Sentence("Area", "المنطقة")
_ATTACKS_IN = Sentence("Attacks in it", "الهجمات خلالها")
_AGAIN = Sentence("Repeated strikes and series", "الضربات المتكررة والسلاسل")
_MORE_SITES = Sentence(
    "… and {left} more sites in the workbook.", "… و{left} من المواقع الأخرى في المصنف."
)
_MORE = Sentence("{left} more", "{left} أخرى")
_INCIDENT = Sentence("Incident", "الحادثة")
_SINCE = Sentence("Since the last", "منذ السابقة")
_BEFORE = Sentence("Before", "قبلها")
_AFTER = Sentence("After", "بعدها")
_NOTIFIED = Sentence("On notification list", "مُبلَّغ بإحداثياته")
_SECOND = Sentence(
    "Double taps and attacks on responders", "الضربات المزدوجة والهجمات على المستجيبين"
)
_NOTES = Sentence("Incident notes", "ملاحظات عن الحوادث")
_THESE = Sentence(
    "The {number} incidents with most people harmed and most sources.",
    "{number} من الحوادث الأكثر ضحايا ومصادر.",
)
_SMALL_CELL = NOTE
_SHORT_NOTE = 700
"""A note of fewer letters is never broken; a longer one would leave half a page empty."""

_MARK = NOTE.coloured(RUST)


def incident_table(plan: BriefingPlan) -> list[Block]:
    """The table of incidents; those left out are counted below it."""
    if not plan.rows:
        return []
    tongue = plan.asked.tongue
    table = Table(_columns(tongue), [_row(tongue, one) for one in plan.rows], after=3)
    return [
        Heading(tongue.say(INCIDENTS)),
        table,
        words(_below(plan, len(plan.rows)), NOTE, after=8),
    ]


def short_table(plan: BriefingPlan, most: int) -> list[Block]:
    """The foremost incidents, a line or two each, by date."""
    tongue, killed = plan.asked.tongue, _COMPACT.bold().coloured(RUST)
    columns = (
        Column(tongue.say(DATE), width=64, style=_COMPACT),
        Column(tongue.say(PLACE), width=94, style=_COMPACT),
        Column(tongue.say(_SITE), share=1.9, style=_COMPACT.bold()),
        Column(tongue.say(_KILLED), width=44, align=Align.TRAILING, style=killed),
        Column(tongue.say(_INJURED), width=42, align=Align.TRAILING, style=_COMPACT),
        Column(tongue.say(_ATTRIBUTION), share=3.2, style=_COMPACT),
        Column(tongue.say(GRADING), width=58, style=_COMPACT),
    )
    rows = [_short_row(tongue, one) for one in plan.foremost(most)]
    marked = tongue.say(_STARRED) if any(row.is_provisional for row in plan.rows) else ""
    note = words(f"{marked}{_below(plan, len(rows))}", NOTE, after=6)
    return [Heading(tongue.say(_FOREMOST)), Table(columns, rows, after=3), note]


_COMPACT = TextStyle(size=7.5, leading=10.4)


def _short_row(tongue: Tongue, one: IncidentRow) -> list[Cell]:
    when = [Span(one.short_date, _COMPACT)]
    if one.is_provisional:
        when.append(Span(" *", _COMPACT.coloured(RUST)))
    single = tongue.say(_GRADE_ONE_SOURCE, grade=one.grading)
    grading = single if one.single else one.grading
    return [when, one.place, one.target, one.killed, one.injured, one.first_view, grading]


def _columns(tongue: Tongue) -> tuple[Column, ...]:
    killed = CELL.bold().coloured(RUST)
    return (
        Column(tongue.say(DATE), width=68),
        Column(tongue.say(PLACE), width=76),
        Column(tongue.say(_SITE_AND_DAMAGE), share=2.0),
        Column(tongue.say(METHOD), width=64),
        Column(tongue.say(_KILLED), width=37, align=Align.TRAILING, style=killed),
        Column(tongue.say(_INJURED), width=39, align=Align.TRAILING),
        Column(tongue.say(_ATTRIBUTION), share=2.6),
        Column(tongue.say(GRADING), width=44),
        Column(tongue.say(SRC), width=30),
    )


def _row(tongue: Tongue, one: IncidentRow) -> Row:
    code_style = _SMALL_CELL.linked(f"#note-{one.incident_id}") if one.has_note else _SMALL_CELL
    when: list[Span] = [Span(f"{one.short_date}\n", CELL), Span(tongue.code(one.code), code_style)]
    if one.is_provisional:
        when.append(Span(f"\n{tongue.say(_IN_REVIEW)}", _MARK))
    place = [Span(one.place, CELL)]
    if one.place_above:
        place.append(Span(f"\n{one.place_above}", _SMALL_CELL))
    grading = [Span(one.grading, CELL)]
    if one.single:
        grading.append(Span(f"\n{tongue.say(_ONE_SOURCE)}", _SMALL_CELL))
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
    tongue = plan.asked.tongue
    dash, left = tongue.say(_DASH), plan.n_incidents - printed
    if not left:
        return dash
    return tongue.say(_LEFT_OUT, left=str(left), printed=str(printed), dash=dash)


def breakdowns(plan: BriefingPlan) -> list[Block]:
    """Sites by kind, attacks by method and by reported attacker, each with its unit."""
    if not plan.breakdowns:
        return []
    columns = [bars_of(one) for one in plan.breakdowns]
    beside = SideBySide(columns, before=0, gap=16)
    return [Heading(plan.asked.tongue.say(_BREAKDOWN)), Stack((beside,), after=8, together=True)]


def periods(plan: BriefingPlan) -> list[Block]:
    """Cease-fires, pauses and offensives that the attacks fall into."""
    if not plan.periods:
        return []
    tongue = plan.asked.tongue
    return [
        Heading(tongue.say(PERIODS_IN_FORCE), level=2),
        period_table(tongue, plan.periods),
        words(tongue.say(_UP_TO), NOTE, after=8),
    ]


def period_table(tongue: Tongue, rows: Sequence[PeriodRow]) -> Table:
    """Periods with their dates and area, and the attacks that fall into them."""
    columns = (
        Column(tongue.say(_PERIOD), share=3.0),
        Column(tongue.say(_DATES), share=2.3),
        Column(tongue.say(_AREA), share=2.1),
        Column(tongue.say(_ATTACKS_IN), share=1.6),
        Column(tongue.say(SRC), width=32),
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
    if not (plan.repeats or plan.series or plan.waves):
        return []
    tongue = plan.asked.tongue
    blocks: list[Block] = [Heading(tongue.say(_AGAIN))]
    if plan.repeats:
        line = strike_line(tongue, plan.repeats)
        blocks += [line] if line else []
        blocks.append(repeat_table(tongue, plan.repeats))
    if plan.n_repeats > len(plan.repeats):
        left = plan.n_repeats - len(plan.repeats)
        blocks.append(words(tongue.say(_MORE_SITES, left=str(left)), NOTE))
    if said := (*plan.series, *plan.waves):
        blocks.append(Bullets([paragraph([one], after=3) for one in said], after=8))
    return blocks


def repeat_table(tongue: Tongue, sites: Sequence[RepeatedSite]) -> Table:
    """The ledger of sites: each strike with the days since the last and the site's state."""
    noted = any(row.notified for site in sites for row in site.strikes)
    columns = [
        Column(tongue.say(_SITE), share=2.4),
        Column(tongue.say(STRIKE), width=36),
        Column(tongue.say(DATE), share=1.4),
        Column(tongue.say(_INCIDENT), share=1.0),
        Column(tongue.say(_SINCE), share=1.0),
        Column(tongue.say(_BEFORE), share=1.0),
        Column(tongue.say(_AFTER), share=1.0),
    ]
    columns += [Column(tongue.say(_NOTIFIED), share=0.8)] if noted else []
    rows = [row for site in sites for row in _repeat_rows(tongue, site, noted=noted)]
    return Table(columns, rows, after=6)


_MOST_STRIKES = 6


def _repeat_rows(tongue: Tongue, site: RepeatedSite, *, noted: bool) -> list[list[Cell]]:
    """A site's strikes; of many, the first, how many are left out, and the last."""
    rows = [_strike_cells(tongue, one, noted=noted) for one in site.strikes]
    if len(rows) > _MOST_STRIKES:
        left = len(rows) - _MOST_STRIKES + 1
        gap: list[Cell] = ["", "…", tongue.say(_MORE, left=str(left)), *([""] * (len(rows[0]) - 3))]
        rows = [rows[0], gap, *rows[-(_MOST_STRIKES - 2) :]]
    rows[0][0] = _site_cell(site)
    return rows


def _strike_cells(tongue: Tongue, one: StrikeRow, *, noted: bool) -> list[Cell]:
    code = tongue.code(one.code)
    cells: list[Cell] = ["", one.nth, one.date, code, one.since, one.before, one.after]
    return [*cells, one.notified or "–"] if noted else cells


def _site_cell(site: RepeatedSite) -> list[Span]:
    local = f" · {site.name_local}" if site.name_local else ""
    return [Span(f"{site.name}{local}", CELL.bold()), Span(f"\n{site.place}", _SMALL_CELL)]


def second_strikes(plan: BriefingPlan) -> list[Block]:
    """Double taps and attacks on those who came to help."""
    if not plan.second_strikes:
        return []
    tongue = plan.asked.tongue
    items = [paragraph([said], after=3) for said in plan.second_strikes]
    return [
        Heading(tongue.say(_SECOND)),
        Bullets(items, after=3),
        words(double_tap_rule(tongue), NOTE, after=8),
    ]


# -- notes -------------------------------------------------------------------------------------


def incident_notes(plan: BriefingPlan) -> list[Block]:
    """One note for each selected incident."""
    if not plan.notes:
        return []
    tongue = plan.asked.tongue
    blocks = [note_block(tongue, one) for one in plan.notes]
    left = plan.n_incidents - len(plan.notes)
    more = tongue.say(_THESE, number=str(len(plan.notes))) if left else ""
    intro = [Words((Span(more, NOTE),), keeps_with_next=True)] if more else []
    return [Heading(tongue.say(_NOTES)), *intro, Balanced(blocks, gap=18, after=8)]


def note_block(tongue: Tongue, one: IncidentNote) -> Block:
    """An incident's note: code and name, when and where, and its paragraphs."""
    head = [
        Span(
            f"{tongue.code(one.code)}  ",
            SMALL.bold().coloured(RUST).linked(f"#incident-{one.incident_id}"),
        ),
        Span(isolate(one.title), BODY.bold()),
    ]
    meta = [Span(one.meta, NOTE)]
    if one.is_provisional:
        meta.append(Span(f"  ·  {tongue.say(_IN_REVIEW)}", _MARK))
    blocks: list[Block] = [
        Words(tuple(head), after=1, keeps_with_next=True, anchor=f"note-{one.incident_id}"),
        Words(tuple(meta), after=2, keeps_with_next=True),
        *(paragraph(said, SMALL, after=2.5) for said in one.paragraphs),
    ]
    length = sum(len(said.text) for part in one.paragraphs for said in part)
    return Stack(tuple(blocks), before=6, after=7, together=length < _SHORT_NOTE)
