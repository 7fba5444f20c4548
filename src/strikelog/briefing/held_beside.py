"""What the incidents of a briefing hold beside a total that others published (rule 12)."""

from collections.abc import Mapping, Sequence

from ..domain.casefiles import CaseFile
from ..domain.records import AggregateClaim, Record
from ..insight.reconciliation import Reconciliation, reconcile
from .ledger import Ledger
from .speech import Sentence, Tongue
from .speech.nouns import UNITS, Noun
from .speech.phrases import certain_and_possible

__all__ = ["HELD_NOTE", "HeldBeside"]

HELD_NOTE = Sentence(
    "“Here” is what the incidents of this briefing hold of the same unit, area, period and parties:"
    " at least those that are certain and graded fair or better, up to those that are possible.",
    "«هنا» تعني ما تضمه حوادث هذه الإحاطة من الوحدة والمنطقة والفترة والأطراف نفسها: على الأقل"
    " ما هو مؤكد وتصنيفه مقبول فما فوق، وحتى ما هو ممكن.",
)
_HELD = Sentence("Here: {range}; {verdict}.", "هنا: {range}؛ {verdict}.")
_VERDICTS = {
    "consistent": Sentence("consistent with it", "متسق معه"),
    "we_hold_fewer": Sentence("fewer than published", "أقل من المنشور"),
    "we_hold_more": Sentence("more than published", "أكثر من المنشور"),
}
_UP_TO = Sentence("up to {number}", "حتى {number}")
_NO_NUMBER = Sentence("Here: no number of people is recorded.", "هنا: لا عدد مسجَّلاً للأشخاص.")
_NOT_COMPARABLE = Sentence("Here: not comparable, as {why}.", "هنا: لا يقبل المقارنة، لأن {why}.")


class HeldBeside:
    """Holds totals beside some incidents; beside none where not every incident is whole."""

    def __init__(
        self, cases: Sequence[CaseFile], known: Mapping[str, Record], ledger: Ledger
    ) -> None:
        self._cases = cases
        self._known = known
        self._ledger = ledger

    def words(self, tongue: Tongue, total: AggregateClaim, *, about: str) -> str:
        """What we hold in the unit of a total, and how that lies to it."""
        if not self._cases:
            return ""
        found = reconcile(total, self._cases, known=self._known)
        if found.is_comparable and found.unit == "person" and found.high == found.low == 0:
            return tongue.say(_NO_NUMBER)
        if found.is_comparable:
            verdict = tongue.say(_VERDICTS[found.verdict])
            return tongue.say(_HELD, range=self._range(tongue, found, about), verdict=verdict)
        return tongue.say(_NOT_COMPARABLE, why=tongue.told(found.why)) if found.why else ""

    def _range(self, tongue: Tongue, found: Reconciliation, about: str) -> str:
        ids = [one.incident_id for one in (*found.counted, *found.possible)]
        return self._ledger.enter(
            _words(tongue, found.low, found.high, UNITS[found.unit]),
            unit=found.unit,
            rule=found.rule,
            incident_ids=ids,
            of=f"held beside {found.total_id}",
            about=about,
            low=found.low,
            high=found.high,
        )


def _words(tongue: Tongue, low: int, high: int | None, noun: Noun) -> str:
    if high is None or high == low:
        return tongue.ranged(low, high, noun)
    if low == 0:
        return tongue.say(_UP_TO, number=tongue.counted(high, noun, oblique=True))
    return certain_and_possible(tongue, low, high, noun)
