"""The attacks over time, with the declared periods behind them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from ..domain.casefiles import CaseFile
from ..domain.records import Period
from ..domain.text import isolate
from ..drawing.shapes import Drawing
from ..drawing.timescale import step_name
from ..drawing.trend import Band, Column, draw_trend
from ..drawing.trend import Trend as Chart
from ..insight.over_time import OverTime, Step, over_time, periods_beside
from .drawn import measure
from .ledger import Ledger
from .speech import Sentence, Tongue
from .speech.nouns import ATTACK

__all__ = ["Trend", "trend"]

_HEIGHT = 118.0
_TITLES = {
    Step.WEEK: Sentence(
        "Attacks by week, beginning on Monday", "الهجمات بحسب الأسبوع، ابتداءً من الاثنين"
    ),
    Step.MONTH: Sentence("Attacks by month", "الهجمات بحسب الشهر"),
    Step.YEAR: Sentence("Attacks by year", "الهجمات بحسب السنة"),
}
_POSSIBLE = Sentence("possible, the date leaves it open", "محتمل، إذ لا يحسمه التاريخ")
_THROUGHOUT = Sentence("All through: {periods}.", "سارية طوال المدة: {periods}.")
_VAGUE = Sentence(
    "Not shown, because the date is too vague: {attacks}.",
    "غير معروض لأن التاريخ غير محدد بما يكفي: {attacks}.",
)
_MOST_BANDS = 4


@dataclass(frozen=True, slots=True)
class Trend:
    """A chart of attacks and the sentence below it."""

    title: str
    columns: tuple[Column, ...]
    bands: tuple[Band, ...]
    note: str
    possible: str

    def draw(self, width: float, mirrored: bool) -> Drawing:
        """Draw it for a width."""
        chart = Chart(
            unit=self.title,
            columns=self.columns,
            bands=self.bands,
            possible=self.possible,
            description=f"{self.title}. {self.note}",
            mirrored=mirrored,
        )
        return draw_trend(chart, width, _HEIGHT, measure)


def trend(
    tongue: Tongue,
    cases: Iterable[CaseFile],
    periods: Iterable[Period],
    ledger: Ledger,
    step: str = "",
) -> Trend | None:
    """Lay the attacks out over time; None where all fall into one step."""
    found = over_time(cases, Step(step) if step else None)
    if len(found.counts) < 2:
        return None
    bands, throughout = _bands(found, periods)
    return Trend(
        title=tongue.say(_TITLES[found.step]),
        columns=tuple(_columns(tongue, found, ledger)),
        bands=bands,
        note=" ".join(_notes(tongue, found, throughout, ledger)),
        possible=tongue.say(_POSSIBLE),
    )


def _columns(tongue: Tongue, found: OverTime, ledger: Ledger) -> Iterator[Column]:
    before: date | None = None
    for count in found.counts:
        words = tongue.range(count.low, count.high) if count.high else ""
        if words:
            ids = (*count.certain_ids, *count.possible_ids)
            words = ledger.enter(
                words,
                unit=found.unit,
                rule=found.rule,
                incident_ids=ids,
                of=f"{found.rule}: {count.start}",
                about=step_name(count.start, found.step.value, None, tongue.language),
                low=count.low,
                high=count.high,
            )
        name = step_name(count.start, found.step.value, before, tongue.language)
        yield Column(name, count.low, count.high, words)
        before = count.start


def _bands(found: OverTime, periods: Iterable[Period]) -> tuple[tuple[Band, ...], tuple[str, ...]]:
    """Give the periods that begin or end within the chart, and the names of those all through."""
    shown, throughout = periods_beside(found, periods)
    bands = (Band(one.start, one.end, one.name, is_shaded=one.is_promise) for one in shown)
    return tuple(bands)[:_MOST_BANDS], throughout


def _notes(
    tongue: Tongue, found: OverTime, throughout: Sequence[str], ledger: Ledger
) -> Iterator[str]:
    if throughout:
        named = tongue.all_of([isolate(one) for one in throughout])
        yield tongue.say(_THROUGHOUT, periods=named)
    if found.vague_ids:
        number = len(found.vague_ids)
        said = tongue.counted(number, ATTACK)
        entered = ledger.enter(
            said,
            unit=found.unit,
            rule="undated",
            incident_ids=found.vague_ids,
            of="undated",
            low=number,
            high=number,
        )
        yield tongue.say(_VAGUE, attacks=entered)
