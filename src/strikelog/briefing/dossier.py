"""The dossier: one incident with every claim, range, attribution, grade and piece of material."""

from ..domain.text import isolate
from .blocks import Boxed, Bullets, Heading
from .columns import Balanced
from .composing import Block, Stack
from .document import Document
from .dossier_plan import ClaimText, DossierPlan
from .flowing import Words, words
from .furniture import Masthead, Running
from .record_sheet import field_table
from .sections.closing import source_list
from .sections.incidents import period_table, repeat_table
from .sections.opening import shortened
from .sections.paragraphs import cite_spans, numbers_cell, paragraph
from .styles import BLUSH, BODY, CELL, NOTE, RUST, SMALL, Align, Span
from .surroundings import DOUBLE_TAP_RULE
from .tables import Cell, Column, Row, Table
from .wording import HIGHER, REPORTED_ONLY

__all__ = ["dossier"]

_LONGEST_TITLE = 140


def dossier(plan: DossierPlan) -> Document:
    """Put the parts of a dossier in their order."""
    blocks: list[Block] = [
        *_opening(plan),
        *_facts(plan),
        *_narrative(plan),
        *_comparison(plan),
        *_people(plan),
        *_parties(plan),
        *_strikes(plan),
        *_surroundings(plan),
        *_assessment(plan),
        *_evidence(plan),
        *_doubts(plan),
        *source_list(plan.sources),
        *_record(plan),
        *_closing(plan),
    ]
    return _document(plan, blocks)


def _document(plan: DossierPlan, blocks: list[Block]) -> Document:
    office = plan.office.name or "Strikelog"
    as_of = f"{plan.asked.as_of.day} {plan.asked.as_of:%B %Y}"
    title = shortened(plan.title, _LONGEST_TITLE)
    masthead = Masthead(
        title,
        kicker=f"{shortened(office, 60).upper()}  ·  INCIDENT DOSSIER  ·  {plan.code}",
        subtitle=f"{plan.when}   |   {shortened(plan.place, 120)}   |   Data as of {as_of}",
        other=plan.place_local,
    )
    running = Running(
        head=f"{plan.code}  ·  {shortened(plan.title, 70)}",
        foot=f"{shortened(office, 40)}  ·  data as of {as_of}  ·  records {plan.state[:12]}",
        tlp=plan.tlp,
    )
    return Document(title, blocks, masthead=masthead, running=running, subject="Incident dossier")


def _opening(plan: DossierPlan) -> list[Block]:
    spans = [Span(f"{REPORTED_ONLY} {HIGHER}", NOTE)]
    if plan.is_provisional:
        spans.append(
            Span(
                " In review: waits for a second person; for use inside the office alone.",
                NOTE.coloured(RUST),
            )
        )
    blocks: list[Block] = [words(spans, after=8)]
    if len(plan.title) > _LONGEST_TITLE:
        blocks.insert(0, words(plan.title, BODY.bold(), after=8))
    return blocks


def _facts(plan: DossierPlan) -> list[Block]:
    rows: list[list[Cell]] = [[Span(name, CELL.bold()), text] for name, text in plan.facts]
    columns = (Column("At a glance", width=104), Column("", share=1))
    return [Table(columns, rows)]


def _narrative(plan: DossierPlan) -> list[Block]:
    blocks: list[Block] = [Heading("What is reported"), paragraph(plan.lead, after=6)]
    if plan.narrative:
        blocks.append(words(plan.narrative, after=6))
    return [*blocks, *(_claim(one) for one in plan.claims)]


def _claim(one: ClaimText) -> Block:
    head = [Span(one.who, SMALL.bold()), Span(f"  ({one.kind})", NOTE)]
    text = [Span(one.text, SMALL), *cite_spans(one.cites, SMALL)]
    blocks: list[Block] = [
        Words(tuple(head), after=1, keeps_with_next=True),
        words(text, after=2),
    ]
    if one.quote:
        blocks.append(words(one.quote, SMALL.coloured(RUST), after=2))
    if one.translation:
        blocks.append(words(f"Translation: “{one.translation}”", SMALL, after=2))
    return Stack(tuple(blocks), before=2, after=5)


def _comparison(plan: DossierPlan) -> list[Block]:
    blocks: list[Block] = [Heading("Where sources agree and where they differ")]
    agreed = plan.agreed or ()
    if agreed:
        blocks.append(paragraph(agreed))
    if plan.differing:
        blocks.append(Bullets([paragraph([one], after=3) for one in plan.differing], after=6))
    if len(blocks) == 1:
        blocks.append(words("No two claims speak of the same thing.", SMALL))
    return blocks


def _people(plan: DossierPlan) -> list[Block]:
    heading = Heading("People harmed, by source")
    if not plan.matrix:
        return [heading, words("No source gives a number of people killed or injured.")]
    columns = [Column("Source", share=3)]
    columns += [Column(name, share=1, align=Align.TRAILING) for name in plan.matrix_columns]
    rows = []
    for one in plan.matrix:
        who = [Span(one.who, CELL.bold() if one.is_adopted else CELL), *cite_spans(one.cites, CELL)]
        style = CELL.bold() if one.is_adopted else CELL
        cells: list[Cell] = [who, *(Span(cell or "–", style) for cell in one.cells)]
        rows.append(Row(cells, tint=BLUSH if one.is_adopted else ""))
    rule = f"Rule of the adopted range: {plan.matrix_rule} " if plan.matrix_rule else ""
    note = f"{rule}Unit: people. –: not stated. Roles and ages are never added to each other."
    return [heading, Table(columns, rows, after=3), words(note, NOTE, after=8)]


def _parties(plan: DossierPlan) -> list[Block]:
    columns = (
        Column("Who says so", share=2),
        Column("Named", share=2.4),
        Column("How sure", share=1),
        Column("Basis", share=2),
        Column("Remark", share=1.6),
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
    table = Table(columns, rows, empty="No source names an attacker.", after=5)
    return [Heading("Attribution"), table, paragraph(plan.responses, SMALL, after=8)]


def _strikes(plan: DossierPlan) -> list[Block]:
    if not plan.strikes:
        return []
    columns = (
        Column("Strike", width=40),
        Column("Local time", share=1),
        Column("After the one before", share=1),
        Column("Method", share=2),
    )
    verdict = f"{plan.double_tap[:1].upper()}{plan.double_tap[1:]}."
    return [
        Heading("Strikes within the incident"),
        Table(columns, [list(row) for row in plan.strikes], after=4),
        words(f"{verdict} {DOUBLE_TAP_RULE}", NOTE, after=8),
    ]


def _surroundings(plan: DossierPlan) -> list[Block]:
    blocks: list[Block] = []
    if plan.repeats:
        blocks += [Heading("Other strikes on the same site"), repeat_table(plan.repeats)]
    if plan.periods:
        blocks += [Heading("Periods in force"), period_table(plan.periods)]
    return blocks


def _assessment(plan: DossierPlan) -> list[Block]:
    rows: list[list[Cell]] = [[Span(name, CELL.bold()), text] for name, text in plan.assessment]
    table = Table((Column("Assessment in force", width=120), Column("", share=1)), rows, after=4)
    blocks: list[Block] = [Heading("Assessment"), table]
    return [*blocks, words(plan.suggestion, NOTE, after=8)] if plan.suggestion else blocks


def _evidence(plan: DossierPlan) -> list[Block]:
    columns = (
        Column("Material", share=2.4, style=CELL.bold()),
        Column("Kind", share=1.2),
        Column("Holding", share=1.8),
        Column("Verification", share=1.2),
        Column("Custody", share=1.8),
        Column("Src.", width=32),
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
    table = Table(columns, rows, empty="No material is recorded.")
    return [Heading("Material and custody"), table]


def _doubts(plan: DossierPlan) -> list[Block]:
    if not plan.problems:
        return []
    items = [words(one, NOTE, after=2) for one in plan.problems]
    return [Heading("Open points"), Balanced([*items], gap=16, after=8)]


def _record(plan: DossierPlan) -> list[Block]:
    """The incident's own fields as they stand; only where everything may be seen."""
    if not plan.asked.level.is_internal:
        return []
    return [Heading("The record, field by field"), field_table(plan.incident, plan.printing)]


def _closing(plan: DossierPlan) -> list[Block]:
    office = plan.office
    lines = [
        ("Contact", office.contact or "not stated"),
        ("Licence", office.licence or "not stated; ask before you publish"),
        ("Level", f"{plan.asked.level.value}, {plan.tlp.label}"),
        ("Records", f"{plan.state[:32]} ({len(plan.figures)} figures)"),
    ]
    spans = []
    for name, text in lines:
        spans += [Span(f"{name}: ", NOTE.bold()), Span(f"{isolate(text)}. ", NOTE)]
    return [Boxed([words(spans, after=0)], padding=6)]
