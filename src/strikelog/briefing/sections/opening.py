"""The first page: masthead, caveat, key messages, tiles, where and when."""

from ...domain.text import isolate
from ..bars import BarList, BarRow
from ..blocks import Boxed, Bullets, Heading, Tile, Tiles
from ..breakdowns import Breakdown
from ..columns import SideBySide
from ..composing import Block, Stack
from ..document import Document, Paper
from ..drawn import Drawn
from ..flowing import Words, words
from ..furniture import Masthead, Running
from ..levels import level_words
from ..plan import BriefingPlan
from ..speech import Sentence, Tongue
from ..speech.phrases import as_of_day
from ..speech.shared import DATA_AS_OF
from ..styles import BODY, NOTE, RUST, SMALL, Span
from .paragraphs import paragraph

__all__ = [
    "bars_of",
    "caveat",
    "document_of",
    "headline",
    "key_messages",
    "number_tiles",
    "where",
]

REPORTED_ONLY = Sentence(
    "Every figure is as reported by the sources named and counts reported cases only; figures "
    "change as further sources become known.",
    "كل رقم هنا كما أوردته المصادر المذكورة ويشمل الحالات المبلَّغ عنها وحدها؛ وتتغير الأرقام مع"
    " ظهور مصادر أخرى.",
)
HIGHER = Sentence(
    "True figures are likely to be higher: not every attack is reported, nor every person.",
    "يُرجَّح أن الأرقام الفعلية أعلى: فليس كل هجوم يُبلَّغ عنه ولا كل شخص.",
)
ISSUE = Sentence("no. {n}", "العدد {n}")
_PAGE = Sentence("Page {{page}} of {{total}}", "صفحة {{page}} من {{total}}")
_DATA_AS_OF = Sentence("Data as of {day}", "البيانات حتى {day}")
_RECORDS = Sentence("records {digest}", "بصمة السجلات {digest}")
_PERIOD = Sentence("Period covered {period}", "الفترة المشمولة: {period}")
_IN_REVIEW = Sentence(
    "Incidents in review wait for a second person and stay inside the office.",
    "الحوادث قيد المراجعة تنتظر شخصاً ثانياً وتبقى داخل المكتب.",
)
_KEY_MESSAGES = Sentence("Key messages", "الرسائل الرئيسية")
_SCOPE = Sentence("Scope: {scope}. ", "النطاق: {scope}. ")
_TILES = Sentence(
    "Tiles: {period}; every grading but discounted; people from incidents that "
    "count in totals. Attacks and sites are different units.",
    "المربعات: {period}؛ كل التصنيفات عدا المستبعدة؛ والأشخاص من الحوادث المحسوبة في المجاميع."
    " الهجمات والمواقع وحدتان مختلفتان.",
)
_MAP_OF = Sentence(
    "Attacks of {period}; data as of {day}.", "هجمات الفترة {period}؛ البيانات حتى {day}."
)
_WHERE = Sentence("Where", "أين")
_WHEN = Sentence("When", "متى")
_NOTHING = Sentence("No incident matches.", "لا حادثة مطابقة.")
_EVERY = Sentence("every incident", "كل الحوادث")
_ASKED = Sentence("Asked for: {scope}. Level: {level}.", "المطلوب: {scope}. المستوى: {level}.")
_NEVER = Sentence(
    "Drafts, rumours, rejected and merged records never appear in a briefing; "
    "records in review appear at the level full alone.",
    "لا تظهر المسودات والشائعات والسجلات المرفوضة والمدمجة في أي إحاطة؛ وتظهر السجلات قيد المراجعة"
    " على المستوى الكامل وحده.",
)
_LONGEST_TITLE = 140
_LONGEST_RUNNING = 70


def shortened(text: str, most: int) -> str:
    """A text cut at a word, so that it stays on its line."""
    if len(text) <= most:
        return text
    return f"{text[:most].rsplit(' ', 1)[0]} …"


def document_of(plan: BriefingPlan, blocks: list[Block], *, kicker: Sentence) -> Document:
    """The document around the blocks: masthead, running lines, handling label."""
    tongue = plan.asked.tongue
    as_of = as_of_day(tongue, plan.asked.as_of)
    kind = tongue.say(kicker)
    office = plan.office.name or "Strikelog"
    head = isolate(shortened(plan.title, _LONGEST_RUNNING))
    running = Running(
        head=head if plan.is_empty else f"{head}  ·  {plan.period}",
        foot=running_foot(tongue, office, as_of, plan.state),
        page=page_numbers(tongue),
        tlp=plan.tlp,
    )
    series = shortened(plan.office.series or kind, 50)
    if plan.office.issue:
        series = f"{series} {tongue.say(ISSUE, n=str(plan.office.issue))}"
    covered = [] if plan.is_empty else [tongue.say(_PERIOD, period=plan.period)]
    masthead = Masthead(
        shortened(plan.title, _LONGEST_TITLE),
        kicker="  ·  ".join(isolate(shortened(one, 60).upper()) for one in (office, series)),
        subtitle="   |   ".join([*covered, data_as_of(tongue, as_of)]),
        logo=plan.office.logo,
    )
    return Document(
        shortened(plan.title, 250),
        blocks,
        masthead=masthead,
        running=running,
        paper=Paper[plan.asked.template.paper.upper()],
        language=tongue.language,
        rtl=tongue.is_rtl,
        subject=kind,
    )


def running_foot(tongue: Tongue, office: str, as_of: str, state: str) -> str:
    """The office, the day of the data, and the start of the digest of the records."""
    records = tongue.say(_RECORDS, digest=tongue.code(state[:12]))
    return "  ·  ".join(
        [isolate(shortened(office, 40)), tongue.say(DATA_AS_OF, day=as_of), records]
    )


def page_numbers(tongue: Tongue) -> str:
    """The template of the page numbers."""
    return tongue.say(_PAGE).format()


def data_as_of(tongue: Tongue, day: str) -> str:
    """The day of the data, under a title."""
    return tongue.say(_DATA_AS_OF, day=day)


def caveat_words(tongue: Tongue) -> str:
    """The two sentences on what the figures are."""
    return f"{tongue.say(REPORTED_ONLY)} {tongue.say(HIGHER)}"


def headline(plan: BriefingPlan) -> list[Block]:
    """The whole title, where the masthead had to cut it."""
    if len(plan.title) <= _LONGEST_TITLE:
        return []
    return [words(plan.title, BODY.bold(), after=8)]


def caveat(plan: BriefingPlan) -> list[Block]:
    """Two sentences on what the figures are, and a mark for what nobody has reviewed yet."""
    tongue = plan.asked.tongue
    spans = [Span(caveat_words(tongue), NOTE)]
    if plan.has_provisional:
        spans.append(Span(f" {tongue.say(_IN_REVIEW)}", NOTE.coloured(RUST)))
    return [words(spans, after=8)]


def key_messages(plan: BriefingPlan) -> list[Block]:
    """Three to five messages."""
    items = [paragraph(said, after=3) for said in plan.messages]
    return [Heading(plan.asked.tongue.say(_KEY_MESSAGES)), Bullets(items, after=8)]


def messages_beside(plan: BriefingPlan, *, others: list[Block]) -> list[Block]:
    """The messages beside other blocks, without source numbers: there is no list for them."""
    plain = ([one._replace(cites=()) for one in said] for said in plan.messages)
    items = [paragraph(said, SMALL, after=2) for said in plain]
    messages: list[Block] = [Heading(plan.asked.tongue.say(_KEY_MESSAGES)), Bullets(items)]
    return [SideBySide([messages, others], shares=(1.9, 1), before=0, after=8)]


def number_tiles(plan: BriefingPlan) -> list[Block]:
    """The row of big numbers, and what holds for all of them."""
    if not plan.tiles:
        return []
    across = min(len(plan.tiles), 6)
    made = [Tile(one.number, one.label, one.note, marked=one.marked) for one in plan.tiles]
    tongue, asked = plan.asked.tongue, plan.asked.scope
    scope = tongue.say(_SCOPE, scope=asked) if asked else ""
    note = f"{scope}{tongue.say(_TILES, period=plan.period)}"
    return [Tiles(made, across=across, after=3), words(note, NOTE, after=8)]


def bars_of(one: Breakdown) -> list[Block]:
    """A breakdown under its heading, which names the unit."""
    rows = [BarRow(bar.label, bar.words, bar.length) for bar in one.bars]
    title = Words((Span(one.title, SMALL.bold()),), after=4, keeps_with_next=True)
    blocks: list[Block] = [title, BarList(rows) if len(rows) > 1 else _alone(rows[0])]
    return [*blocks, words(one.note, NOTE)] if one.note else blocks


def _alone(row: BarRow) -> Block:
    """All of one kind: a bar would have nothing to be compared with."""
    return words([Span(f"{row.name}: ", SMALL), Span(row.number, SMALL.bold())])


def where(plan: BriefingPlan) -> list[Block]:
    """Attacks on the map, where positions may be shown, and by area."""
    mapped, bars = _map_of(plan), list[Block]()
    if plan.places.bars:
        bars.append(Stack(tuple(bars_of(plan.places)), after=6, together=True))
    return [Heading(plan.asked.tongue.say(_WHERE)), *mapped, *bars] if mapped or bars else []


def where_briefly(plan: BriefingPlan) -> list[Block]:
    """The map alone, or the areas where there is none; for a narrow column."""
    if plan.where_map is None:
        return where(plan)
    return [
        Heading(plan.asked.tongue.say(_WHERE)),
        Drawn(plan.where_map.draw, after=3),
        words(plan.where_map.borders, NOTE),
    ]


def _map_of(plan: BriefingPlan) -> list[Block]:
    if plan.where_map is None:
        return []
    note = f"{_dated(plan)} {plan.where_map.note}"
    return [Drawn(plan.where_map.draw, after=3), words(note, NOTE, after=8)]


def _dated(plan: BriefingPlan) -> str:
    """Of which time a map is, and as of which day."""
    tongue = plan.asked.tongue
    day = as_of_day(tongue, plan.asked.as_of)
    return tongue.say(_MAP_OF, period=plan.period, day=day)


def when(plan: BriefingPlan) -> list[Block]:
    """Attacks over time, with the periods declared meanwhile."""
    if plan.trend is None:
        return []
    blocks: list[Block] = [Heading(plan.asked.tongue.say(_WHEN)), Drawn(plan.trend.draw, after=3)]
    return [*blocks, words(plan.trend.note, NOTE, after=8)] if plan.trend.note else blocks


def nothing_found(plan: BriefingPlan) -> list[Block]:
    """What stands on the page of a briefing without incidents."""
    tongue, level = plan.asked.tongue, plan.asked.level
    scope = plan.asked.scope or tongue.say(_EVERY)
    asked = tongue.say(_ASKED, scope=scope, level=level_words(tongue, level))
    return [
        Boxed(
            [
                words(tongue.say(_NOTHING), BODY.bold(), after=3),
                words(asked),
                words(tongue.say(_NEVER), NOTE, after=0),
            ],
            rule=RUST,
        )
    ]
