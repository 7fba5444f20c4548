"""The dossier: one incident with every claim, range, attribution, grade and piece of material."""

from collections.abc import Callable, Mapping

from ..domain.text import isolate, without_isolates
from .arranging import arranged
from .blocks import Boxed, Bullets, Heading
from .columns import Balanced
from .composing import Block, Stack
from .document import Document, Paper
from .dossier_plan import ClaimText, DossierPlan
from .figure_marks import begun
from .flowing import Words, words
from .furniture import Masthead, Running
from .incident_notes import NO_NUMBER
from .record_sheet import field_table
from .sections.annex import ledger_table
from .sections.closing import issuing, lines_of, source_list
from .sections.incidents import period_table, repeat_table
from .sections.opening import caveat_words, data_as_of, page_numbers, running_foot, shortened
from .sections.paragraphs import cite_spans, numbers_cell, paragraph
from .sections.pictures import pictures
from .speech import Sentence, Tongue
from .speech.phrases import as_of_day
from .speech.shared import ATTRIBUTION, METHOD, PERIODS_IN_FORCE, SRC, STRIKE
from .strike_line import strike_line
from .styles import BLUSH, BODY, CELL, NOTE, RUST, SMALL, Align, Span
from .surroundings import double_tap_rule
from .tables import Cell, Column, Row, Table

__all__ = ["dossier"]

_LONGEST_TITLE = 140
_KIND = Sentence("Incident dossier", "ملف حادثة")
_IN_REVIEW = Sentence(
    "In review: waits for a second person; for use inside the office alone.",
    "قيد المراجعة: ينتظر شخصاً ثانياً؛ للاستخدام داخل المكتب وحده.",
)
_GLANCE = Sentence("At a glance", "لمحة")
_REPORTED = Sentence("What is reported", "ما أُبلغ عنه")
_TRANSLATION = Sentence("Translation: {quote}", "الترجمة: {quote}")
_COMPARED = Sentence("Where sources agree and where they differ", "أين تتفق المصادر وأين تختلف")
_NOTHING_SHARED = Sentence(
    "No two claims speak of the same thing.", "لا تتحدث إفادتان عن الأمر نفسه."
)
_PEOPLE = Sentence("People harmed, by source", "المتضررون بحسب المصدر")
_SOURCE = Sentence("Source", "المصدر")
_RULE = Sentence("Rule of the adopted range: {rule}", "قاعدة النطاق المعتمد: {rule}")
_MATRIX_NOTE = Sentence(
    "Unit: people. –: not stated. Roles and ages are never added to each other.",
    "الوحدة: أشخاص. –: غير مذكور. لا تُجمع الأدوار والأعمار بعضها إلى بعض.",
)
_WHO = Sentence("Who says so", "القائل")
_NAMED = Sentence("Named", "من يسمّيه")
_SURE = Sentence("How sure", "درجة التيقّن")
_BASIS = Sentence("Basis", "الأساس")
_REMARK = Sentence("Remark", "ملاحظة")
_NO_ATTACKER = Sentence("No source names an attacker.", "لا يسمّي أي مصدر جهة مهاجِمة.")
_LOCAL_TIME = Sentence("Local time", "التوقيت المحلي")
_AFTER_LAST = Sentence("After the one before", "بعد السابقة")
_STRIKES = Sentence("Strikes within the incident", "الضربات ضمن الحادثة")
_OTHER_STRIKES = Sentence("Other strikes on the same site", "ضربات أخرى على الموقع نفسه")
_IN_FORCE = Sentence("Assessment in force", "التقييم الساري")
_ASSESSMENT = Sentence("Assessment", "التقييم")
_MATERIAL = Sentence("Material", "المادة")
_KIND_OF = Sentence("Kind", "النوع")
_HOLDING = Sentence("Holding", "الحفظ")
_VERIFICATION = Sentence("Verification", "التحقق")
_CUSTODY = Sentence("Custody", "الحيازة")
_NO_MATERIAL = Sentence("No material is recorded.", "لا مواد مسجَّلة.")
_MATERIAL_AND_CUSTODY = Sentence("Material and custody", "المواد وحيازتها")
_OPEN_POINTS = Sentence("Open points", "نقاط مفتوحة")
_FIELDS = Sentence("The record, field by field", "السجل حقلاً حقلاً")


def dossier(plan: DossierPlan) -> Document:
    """Put the chosen parts of a dossier in their order."""
    parts = arranged(_PARTS, plan, plan.asked.template.sections)
    return _document(plan, [*_opening(plan), *parts])


def _document(plan: DossierPlan, blocks: list[Block]) -> Document:
    office = plan.office.name or "Strikelog"
    tongue = plan.asked.tongue
    as_of, kind = as_of_day(tongue, plan.asked.as_of), tongue.say(_KIND)
    code = tongue.code(plan.code)
    title = shortened(plan.title, _LONGEST_TITLE)
    masthead = Masthead(
        title,
        kicker="  ·  ".join([isolate(shortened(office, 60).upper()), kind.upper(), code]),
        subtitle="   |   ".join([plan.when, shortened(plan.place, 120), data_as_of(tongue, as_of)]),
        other=plan.place_local,
        logo=plan.office.logo,
    )
    running = Running(
        head=f"{code}  ·  {isolate(shortened(plan.title, 70))}",
        foot=running_foot(tongue, office, as_of, plan.state),
        page=page_numbers(tongue),
        tlp=plan.tlp,
    )
    return Document(
        title,
        blocks,
        masthead=masthead,
        running=running,
        paper=Paper[plan.asked.template.paper.upper()],
        language=tongue.language,
        rtl=tongue.is_rtl,
        subject=kind,
    )


def _opening(plan: DossierPlan) -> list[Block]:
    tongue = plan.asked.tongue
    spans = [Span(caveat_words(tongue), NOTE)]
    if plan.is_provisional:
        spans.append(Span(f" {tongue.say(_IN_REVIEW)}", NOTE.coloured(RUST)))
    blocks: list[Block] = [words(spans, after=8)]
    if len(plan.title) > _LONGEST_TITLE:
        blocks.insert(0, words(plan.title, BODY.bold(), after=8))
    return blocks


def _facts(plan: DossierPlan) -> list[Block]:
    rows: list[list[Cell]] = [[Span(name, CELL.bold()), text] for name, text in plan.facts]
    columns = (Column(plan.asked.tongue.say(_GLANCE), width=104), Column("", share=1))
    return [Table(columns, rows)]


def _narrative(plan: DossierPlan) -> list[Block]:
    tongue = plan.asked.tongue
    blocks: list[Block] = [Heading(tongue.say(_REPORTED)), paragraph(plan.lead, after=6)]
    # Each paragraph runs as it was written, whatever the direction of the page.
    written = without_isolates(plan.narrative).split("\n")
    blocks += [words(one, after=6) for one in written if one.strip()]
    return [*blocks, *(_claim(tongue, one) for one in plan.claims)]


def _claim(tongue: Tongue, one: ClaimText) -> Block:
    head = [Span(one.who, SMALL.bold()), Span(f"  ({one.kind})", NOTE)]
    text = [Span(one.text, SMALL), *cite_spans(one.cites, SMALL)]
    blocks: list[Block] = [
        Words(tuple(head), after=1, keeps_with_next=True),
        words(text, after=2),
    ]
    if one.quote:
        blocks.append(words(one.quote, SMALL.coloured(RUST), after=2))
    if one.translation:
        said = tongue.say(_TRANSLATION, quote=tongue.quoted(one.translation))
        blocks.append(words(said, SMALL, after=2))
    return Stack(tuple(blocks), before=2, after=5)


def _comparison(plan: DossierPlan) -> list[Block]:
    tongue = plan.asked.tongue
    blocks: list[Block] = [Heading(tongue.say(_COMPARED))]
    agreed = plan.agreed or ()
    if agreed:
        blocks.append(paragraph(agreed))
    if plan.differing:
        blocks.append(Bullets([paragraph([one], after=3) for one in plan.differing], after=6))
    if len(blocks) == 1:
        blocks.append(words(tongue.say(_NOTHING_SHARED), SMALL))
    return blocks


def _people(plan: DossierPlan) -> list[Block]:
    tongue = plan.asked.tongue
    heading = Heading(tongue.say(_PEOPLE))
    if not plan.matrix:
        return [heading, words(tongue.say(NO_NUMBER))]
    columns = [Column(tongue.say(_SOURCE), share=3)]
    columns += [Column(name, share=1, align=Align.TRAILING) for name in plan.matrix_columns]
    rows = []
    for one in plan.matrix:
        who = [Span(one.who, CELL.bold() if one.is_adopted else CELL), *cite_spans(one.cites, CELL)]
        style = CELL.bold() if one.is_adopted else CELL
        cells: list[Cell] = [who, *(Span(cell or "–", style) for cell in one.cells)]
        rows.append(Row(cells, tint=BLUSH if one.is_adopted else ""))
    rule = [tongue.say(_RULE, rule=plan.matrix_rule)] if plan.matrix_rule else []
    note = " ".join([*rule, tongue.say(_MATRIX_NOTE)])
    return [heading, Table(columns, rows, after=3), words(note, NOTE, after=8)]


def _parties(plan: DossierPlan) -> list[Block]:
    tongue = plan.asked.tongue
    columns = (
        Column(tongue.say(_WHO), share=2),
        Column(tongue.say(_NAMED), share=2.4),
        Column(tongue.say(_SURE), share=1),
        Column(tongue.say(_BASIS), share=2),
        Column(tongue.say(_REMARK), share=1.6),
    )
    rows: list[list[Cell]] = [
        [
            [Span(one.who, CELL), *cite_spans(one.cites, CELL)],
            [Span(one.actors, CELL.bold()), Span(f"\n{one.part}", NOTE)],
            one.confidence,
            one.basis,
            one.note or "–",
        ]
        for one in plan.parties
    ]
    table = Table(columns, rows, empty=tongue.say(_NO_ATTACKER), after=5)
    return [Heading(tongue.say(ATTRIBUTION)), table, paragraph(plan.responses, SMALL, after=8)]


def _strikes(plan: DossierPlan) -> list[Block]:
    if not plan.strikes:
        return []
    tongue = plan.asked.tongue
    columns = (
        Column(tongue.say(STRIKE), width=40),
        Column(tongue.say(_LOCAL_TIME), share=1),
        Column(tongue.say(_AFTER_LAST), share=1),
        Column(tongue.say(METHOD), share=2),
    )
    verdict = f"{begun(plan.double_tap)}."
    return [
        Heading(tongue.say(_STRIKES)),
        Table(columns, [list(row) for row in plan.strikes], after=4),
        words(f"{verdict} {double_tap_rule(tongue)}", NOTE, after=8),
    ]


def _surroundings(plan: DossierPlan) -> list[Block]:
    blocks: list[Block] = []
    tongue = plan.asked.tongue
    if plan.repeats:
        line = strike_line(tongue, plan.repeats)
        table = repeat_table(tongue, plan.repeats)
        blocks += [Heading(tongue.say(_OTHER_STRIKES)), *([line] if line else []), table]
    if plan.periods:
        table = period_table(tongue, plan.periods)
        blocks += [Heading(tongue.say(PERIODS_IN_FORCE)), table]
    return blocks


def _assessment(plan: DossierPlan) -> list[Block]:
    rows: list[list[Cell]] = [[Span(name, CELL.bold()), text] for name, text in plan.assessment]
    tongue = plan.asked.tongue
    columns = (Column(tongue.say(_IN_FORCE), width=120), Column("", share=1))
    blocks: list[Block] = [Heading(tongue.say(_ASSESSMENT)), Table(columns, rows, after=4)]
    return [*blocks, words(plan.suggestion, NOTE, after=8)] if plan.suggestion else blocks


def _evidence(plan: DossierPlan) -> list[Block]:
    tongue = plan.asked.tongue
    columns = (
        Column(tongue.say(_MATERIAL), share=2.4, style=CELL.bold()),
        Column(tongue.say(_KIND_OF), share=1.2),
        Column(tongue.say(_HOLDING), share=1.8),
        Column(tongue.say(_VERIFICATION), share=1.2),
        Column(tongue.say(_CUSTODY), share=1.8),
        Column(tongue.say(SRC), width=32),
    )
    rows: list[list[Cell]] = [
        [
            one.title,
            one.kind,
            one.holding,
            one.verification,
            one.custody,
            numbers_cell(one.cites, CELL),
        ]
        for one in plan.evidence
    ]
    table = Table(columns, rows, empty=tongue.say(_NO_MATERIAL))
    return [Heading(tongue.say(_MATERIAL_AND_CUSTODY)), table]


def _doubts(plan: DossierPlan) -> list[Block]:
    if not plan.problems:
        return []
    items = [words(one, NOTE, after=2) for one in plan.problems]
    return [Heading(plan.asked.tongue.say(_OPEN_POINTS)), Balanced([*items], gap=16, after=8)]


def _record(plan: DossierPlan) -> list[Block]:
    """The incident's own fields as they stand; only where everything may be seen."""
    if not plan.asked.level.is_internal:
        return []
    return [Heading(plan.asked.tongue.say(_FIELDS)), field_table(plan.incident, plan.printing)]


def _closing(plan: DossierPlan) -> list[Block]:
    tongue, asked = plan.asked.tongue, plan.asked
    lines = issuing(tongue, plan.office, asked, plan.tlp, plan.state, len(plan.figures))
    return [Boxed([words(lines_of(tongue, lines), after=0)], padding=6)]


def _sources(plan: DossierPlan) -> list[Block]:
    return source_list(plan.asked.tongue, plan.sources)


def _ledger(plan: DossierPlan) -> list[Block]:
    return ledger_table(plan.origins, plan.asked.tongue)


_PARTS: Mapping[str, Callable[[DossierPlan], list[Block]]] = {
    "facts": _facts,
    "narrative": _narrative,
    "comparison": _comparison,
    "people": _people,
    "parties": _parties,
    "strikes": _strikes,
    "surroundings": _surroundings,
    "assessment": _assessment,
    "photographs": pictures,
    "evidence": _evidence,
    "doubts": _doubts,
    "sources": _sources,
    "record": _record,
    "contact": _closing,
    "ledger": _ledger,
}
