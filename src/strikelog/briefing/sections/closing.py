"""The last pages: others' totals, methodology, limits, sources, contact."""

from collections.abc import Iterable

from ...domain.text import isolate
from ..blocks import Boxed, Heading
from ..citations import Citation
from ..columns import Balanced
from ..composing import Block
from ..flowing import Words, words
from ..furniture import Tlp
from ..held_beside import HELD_NOTE
from ..levels import Level, level_words
from ..material import Asked, BriefingOffice
from ..plan import BriefingPlan
from ..published import PublishedTotal
from ..speech import Sentence, Tongue
from ..speech.nouns import FIGURE
from ..speech.phrases import as_of_day
from ..speech.shared import GRADING, SOURCES
from ..styles import CELL, NAVY, NOTE, RUST, SMALL, Span
from ..tables import Cell, Column, Table
from .method import LIMITS, METHOD, SHORT
from .opening import HIGHER
from .paragraphs import cite_spans, source_anchor

__all__ = [
    "contact",
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
    tongue = plan.asked.tongue
    rule = [
        Span(tongue.say(NOT_ADDED), SMALL.bold().coloured(RUST)),
        Span(f" {tongue.say(_SIDE_BY_SIDE)}", SMALL),
    ]
    if any(one.held for one in plan.totals):
        rule.append(Span(f" {tongue.say(HELD_NOTE)}", SMALL))
    table = Table(_columns(tongue), [_total(tongue, one) for one in plan.totals], after=0)
    return [
        Heading(tongue.say(_BY_OTHERS)),
        Boxed([words(rule, after=5), table], rule=RUST, padding=7),
    ]


_BY_OTHERS = Sentence("Figures published by others", "أرقام نشرها آخرون")
NOT_ADDED = Sentence("Not added to our counts.", "لا تُضاف إلى أعدادنا.")
_SIDE_BY_SIDE = Sentence(
    "Others count with units, areas and periods of their own; their figures stand side by"
    " side, by date, and are not added to each other either.",
    "لكل جهة وحداتها ومناطقها وفتراتها في العدّ؛ وتُعرض أرقامها جنباً إلى جنب بحسب التاريخ، ولا يُضاف"
    " بعضها إلى بعض أيضاً.",
)
_NUMBER = Sentence("No.", "رقم")
_PUBLISHED_BY = Sentence("Published by", "الناشر")
_FIGURE = Sentence("Figure, wording and unit", "الرقم والصياغة والوحدة")
_COVERS = Sentence("Covers", "ما يشمله")
_RELATION = Sentence("Relation", "العلاقة")
_AS_OF = Sentence("as of {day}", "حتى {day}")
_UNIT = Sentence("unit: {unit}", "الوحدة: {unit}")


def _columns(tongue: Tongue) -> tuple[Column, ...]:
    return (
        Column(tongue.say(_NUMBER), width=24),
        Column(tongue.say(_PUBLISHED_BY), share=1.7),
        Column(tongue.say(_FIGURE), share=2.5),
        Column(tongue.say(_COVERS), share=3.0),
        Column(tongue.say(_RELATION), share=1.4),
    )


def _total(tongue: Tongue, one: PublishedTotal) -> list[Cell]:
    who = [Span(one.who, CELL), *cite_spans(one.cites, CELL)]
    who += [Span(f"\n{tongue.say(_AS_OF, day=one.as_of)}", NOTE)] if one.as_of else []
    wording = f"{tongue.quoted(one.wording)} · " if one.wording else ""
    unit = tongue.say(_UNIT, unit=one.unit)
    figure = [Span(one.figure, CELL.bold()), Span(f"\n{wording}{unit}", NOTE)]
    covers = [Span(one.title, CELL), Span(f"\n{one.covers}", NOTE)]
    covers += [Span(f"\n{one.held}", NOTE.coloured(NAVY))] if one.held else []
    return [str(one.number), who, figure, covers, Words((Span(one.relations or "–", NOTE),))]


# -- method ------------------------------------------------------------------------------------

_COARSENED = Sentence(
    "Coordinates and places are given no finer than each site's release allows.",
    "لا تزيد دقة الإحداثيات والأماكن على ما يسمح به إظهار كل موقع.",
)


_WITNESS = Sentence(
    "Keep this paper: as long as these words can be found in the history of the records, nothing "
    "up to that entry was changed, removed or put back.",
    "احتفظ بهذه الورقة: ما دامت هذه الكلمات موجودة في تاريخ السجلات فلم يُغيَّر أو يُحذف أو يُعَد شيء"
    " حتى ذلك القيد.",
)
_METHODOLOGY = Sentence("Methodology", "المنهجية")
_THIS_OFFICE = Sentence("This office", "هذا المكتب")
_HISTORY = Sentence("State of the history", "حالة التاريخ")
_METHOD = Sentence("Method", "المنهج")
_LIMITS = Sentence("Limits", "الحدود")


def methodology(plan: BriefingPlan) -> list[Block]:
    """How the figures were made, with the definitions of the grades that appear."""
    tongue = plan.asked.tongue
    blocks: list[Block] = [
        _titled(tongue.say(title), tongue.say(text)) for title, text in METHOD.items()
    ]
    if plan.office.methodology:
        blocks.append(_titled(tongue.say(_THIS_OFFICE), isolate(plan.office.methodology)))
    blocks.append(_titled(tongue.say(GRADING), _definitions(tongue, plan.grades)))
    if plan.office.history and plan.asked.level.is_internal:
        history = f"{isolate(plan.office.history)}. {tongue.say(_WITNESS)}"
        blocks.append(_titled(tongue.say(_HISTORY), history))
    return [Heading(tongue.say(_METHODOLOGY)), Balanced(blocks, after=8)]


def short_methodology(plan: BriefingPlan) -> list[Block]:
    """The method in a few sentences."""
    own = f" {isolate(plan.office.methodology)}" if plan.office.methodology else ""
    tongue = plan.asked.tongue
    return [Heading(tongue.say(_METHOD)), words(f"{tongue.say(SHORT)}{own}", NOTE)]


def grades(plan: BriefingPlan) -> list[Block]:
    """The definitions of the grades in a line."""
    return [words(_definitions(plan.asked.tongue, plan.grades), NOTE, after=6)]


def _titled(title: str, text: str) -> Words:
    return words([Span(f"{title}. ", SMALL.bold()), Span(text, SMALL)], after=4)


def _definitions(tongue: Tongue, grades: tuple[str, ...]) -> str:
    said = []
    for grade in grades:
        meaning = tongue.inside(tongue.definition("GRADING", grade))
        said.append(f"{tongue.label('GRADING', grade)}: {meaning}")
    return " ".join(said)


def limits(plan: BriefingPlan) -> list[Block]:
    """What the figures cannot say."""
    tongue, texts = plan.asked.tongue, [*LIMITS, HIGHER]
    if plan.asked.level is not Level.FULL:
        texts.append(_COARSENED)
    said = " ".join(map(tongue.say, texts))
    return [Heading(tongue.say(_LIMITS)), words(said, SMALL, after=6)]


# -- sources and contact -----------------------------------------------------------------------


def sources(plan: BriefingPlan) -> list[Block]:
    """The numbered list of sources."""
    return source_list(plan.asked.tongue, plan.sources)


def source_list(tongue: Tongue, entries: tuple[Citation, ...]) -> list[Block]:
    """Sources in two columns; the numbers in the text lead here."""
    if not entries:
        return []
    return [
        Heading(tongue.say(SOURCES)),
        Balanced([_entry(one) for one in entries], gap=16, after=8),
    ]


def _entry(one: Citation) -> Words:
    spans = [Span(f"{one.number}. ", NOTE.bold()), Span(one.text, NOTE)]
    for address in (one.address, one.archived):
        if address:
            spans.append(Span(f" {address}", NOTE.coloured(NAVY).linked(address)))
    return Words(tuple(spans), anchor=source_anchor(one.number), after=2.5)


_CONTACT_HEADING = Sentence("Contact, licence, citation", "الاتصال والترخيص والاستشهاد")
_CONTACT = Sentence("Contact", "الاتصال")
_LICENCE = Sentence("Licence", "الترخيص")
_CITE = Sentence("Cite as", "صيغة الاستشهاد")
_SCOPE = Sentence("Scope", "النطاق")
_LEVEL = Sentence("Level", "المستوى")
_RECORDS = Sentence("Records", "السجلات")
_NOT_STATED = Sentence("not stated", "غير مذكور")
_ASK = Sentence("not stated; ask before you publish", "غير مذكور؛ اسأل قبل النشر")
_CITATION = Sentence("{issuer}, {title}, data as of {day}", "{issuer}، {title}، البيانات حتى {day}")
_EVERY = Sentence("every incident that may be shown", "كل حادثة يجوز إظهارها")
_STATE = Sentence("{digest} ({figures})", "{digest} ({figures})")


def issuing(
    tongue: Tongue, office: BriefingOffice, asked: Asked, tlp: Tlp, state: str, figures: int
) -> list[tuple[Sentence, str]]:
    """Whom to ask, what may be done with it, at which level it is, and of which records."""
    level = tongue.joined([level_words(tongue, asked.level), tongue.code(tlp.label)])
    counted = tongue.counted(figures, FIGURE, oblique=True)
    return [
        (_CONTACT, isolate(office.contact) or tongue.say(_NOT_STATED)),
        (_LICENCE, isolate(office.licence) or tongue.say(_ASK)),
        (_LEVEL, level),
        (_RECORDS, tongue.say(_STATE, digest=tongue.code(state[:32]), figures=counted)),
    ]


def lines_of(tongue: Tongue, lines: Iterable[tuple[Sentence, str]]) -> list[Span]:
    """Short facts one after the other, each with its name."""
    spans = []
    for title, text in lines:
        spans += [Span(f"{tongue.say(title)}: ", NOTE.bold()), Span(f"{text}. ", NOTE)]
    return spans


def contact(plan: BriefingPlan, *, headed: bool = True) -> list[Block]:
    """Whom to ask, how to cite, and what state of the records this is."""
    tongue, office, asked = plan.asked.tongue, plan.office, plan.asked
    heading = [Heading(tongue.say(_CONTACT_HEADING))] if headed else []
    citation = tongue.say(
        _CITATION,
        issuer=isolate(office.name or "Strikelog"),
        title=tongue.quoted(isolate(plan.title[:140])),
        day=as_of_day(tongue, asked.as_of),
    )
    common = issuing(tongue, office, asked, plan.tlp, plan.state, len(plan.figures))
    lines = [
        *common[:2],
        (_CITE, isolate(office.citation) or citation),
        (_SCOPE, isolate(asked.scope) or tongue.say(_EVERY)),
        *common[2:],
    ]
    return [*heading, words(lines_of(tongue, lines), after=0)]
