"""The annex: where each printed number comes from."""

from collections.abc import Sequence

from ..blocks import Heading
from ..composing import Block
from ..figure_marks import figure_anchor
from ..flowing import words
from ..origins import FigureOrigin
from ..plan import BriefingPlan
from ..speech import Sentence, Tongue
from ..speech.shared import INCIDENTS, SOURCES
from ..styles import GREY, NOTE, Span, TextStyle
from ..tables import Cell, Column, Row, Table
from .paragraphs import numbers_cell

__all__ = ["ledger_of", "ledger_table"]

_TITLE = Sentence(en="Where each number comes from", ar="من أين يأتي كل رقم")
_INTRO = Sentence(
    en="Each number of this briefing by the key that is printed small beside it; numbers in maps "
    "and charts have a key here alone. Incidents are named by their codes, sources by their "
    "numbers in the list of sources.",
    ar="كل رقم في هذه الإحاطة بحسب المفتاح المطبوع صغيراً بجانبه؛ أما أرقام الخرائط والرسوم "
    "فمفاتيحها هنا وحدها. تُذكر الحوادث برموزها، والمصادر بأرقامها في قائمة المصادر.",
)
_KEY = Sentence(en="Key", ar="المفتاح")
_NUMBER = Sentence(en="Number", ar="الرقم")
_RULE = Sentence(en="What is counted, and how", ar="ما الذي يُعدّ وكيف")
_UNIT = Sentence(en="Unit: {unit}.", ar="الوحدة: {unit}.")
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
        Column(tongue.say(_RULE), share=3.0),
        Column(tongue.say(INCIDENTS), share=2.3, style=_SMALL),
        Column(tongue.say(SOURCES), width=46),
    )
    rows = [_row(one, tongue) for one in origins]
    intro = words(tongue.say(_INTRO), NOTE, after=4)
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
        numbers_cell(one.cites, _SMALL),
    ]
    return Row(cells, anchor=figure_anchor(one.key))
