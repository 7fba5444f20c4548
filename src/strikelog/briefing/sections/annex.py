"""The annex: where each printed number comes from."""

from collections.abc import Sequence

from ..blocks import Heading
from ..composing import Block
from ..figure_marks import figure_anchor
from ..flowing import Words
from ..origins import FigureOrigin
from ..plan import BriefingPlan
from ..speech import Sentence, Tongue
from ..speech.shared import INCIDENTS
from ..styles import GREY, NOTE, Span, TextStyle
from ..tables import Cell, Column, Row, Table
from .paragraphs import numbers_cell

__all__ = ["ledger_of", "ledger_table"]

_TITLE = Sentence(en="Where each number comes from", ar="من أين يأتي كل رقم")
_INTRO = Sentence(
    en="Each number of this briefing by the key that is printed small beside it; numbers in maps "
    "and charts have a key here alone. Incidents are named by their codes, claims by the numbers "
    "of their sources in the list; behind a colon stands what each states of the people counted.",
    ar="كل رقم في هذه الإحاطة بحسب المفتاح المطبوع صغيراً بجانبه؛ أما أرقام الخرائط والرسوم "
    "فمفاتيحها هنا وحدها. تُذكر الحوادث برموزها، والإفادات بأرقام مصادرها في القائمة؛ وبعد النقطتين"
    " ما يذكره كل مصدر عن الأشخاص المعدودين.",
)
_KEY = Sentence(en="Key", ar="المفتاح")
_NUMBER = Sentence(en="Number", ar="الرقم")
_RULE = Sentence(en="What is counted, and how", ar="ما الذي يُعدّ وكيف")
_UNIT = Sentence(en="Unit: {unit}.", ar="الوحدة: {unit}.")
_CLAIMS = Sentence("Claims, by source", "الإفادات بحسب المصدر")
_MOST_SOURCES = 12
_MORE = Sentence(en="and {n} more in the workbook", ar="و{n} غيرها في المصنف")

_SMALL = TextStyle(size=7.0, leading=9.6)
_QUIET = _SMALL.coloured(GREY)


def ledger_of(plan: BriefingPlan) -> list[Block]:
    """The annex of a briefing."""
    return ledger_table(plan.origins, plan.asked.tongue)


def ledger_table(origins: Sequence[FigureOrigin], tongue: Tongue) -> list[Block]:
    """One line for each figure; its key in the text leads here."""
    if not origins:
        return []
    columns = (
        Column(tongue.say(_KEY), width=30, style=_SMALL.bold()),
        Column(tongue.say(_NUMBER), share=1.5, style=_SMALL.bold()),
        Column(tongue.say(_RULE), share=2.8),
        Column(tongue.say(INCIDENTS), share=2.2, style=_SMALL),
        Column(tongue.say(_CLAIMS), share=1.3),
    )
    rows = [_row(one, tongue) for one in origins]
    intro = Words((Span(tongue.say(_INTRO), NOTE),), after=4, keeps_with_next=True)
    return [Heading(tongue.say(_TITLE), anchor="ledger"), intro, Table(columns, rows)]


def _row(one: FigureOrigin, tongue: Tongue) -> Row:
    about = [Span(f"{one.about}. ", _SMALL.bold())] if one.about else []
    unit = tongue.say(_UNIT, unit=one.unit)
    codes = tongue.joined([tongue.code(code) for code in one.codes])
    if one.left_out:
        codes = f"{codes} {tongue.say(_MORE, n=tongue.number(one.left_out))}"
    cells: list[Cell] = [
        one.key,
        one.words,
        [*about, Span(f"{one.rule} ", _SMALL), Span(unit, _QUIET)],
        codes or "–",
        _told(one) if one.told else numbers_cell(one.cites, _SMALL, most=_MOST_SOURCES),
    ]
    return Row(cells, anchor=figure_anchor(one.key))


def _told(one: FigureOrigin) -> list[Span]:
    """What each source states, its number leading to the list."""
    spans: list[Span] = []
    for place, (source, said) in enumerate(one.told[:_MOST_SOURCES]):
        spans += [Span("\n", _SMALL)] if place else []
        spans += [*numbers_cell((source,), _SMALL), Span(f": {said}", _SMALL)]
    left = len(one.told) - _MOST_SOURCES
    return [*spans, Span(f" +{left}", _SMALL)] if left > 0 else spans
