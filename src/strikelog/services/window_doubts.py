"""Why of some attacks it cannot be told on which side of a declared window they fall."""

from ..domain.records import Incident, Period
from ..insight.pauses import Part, Pause
from ..insight.periods import why_so
from .finding import Finding

__all__ = ["window_doubts"]

_BATCH = 200


def window_doubts(finding: Finding, pause: Pause, most: int | None = None) -> dict[str, str]:
    """Give the reasons as marked texts by the id of the attack, in the order of the window."""
    period = finding.get(Period, pause.period_id)
    if period is None:
        return {}
    every = pause.part(Part.CANNOT_TELL).incident_ids[:most]
    reasons: dict[str, str] = {}
    for start in range(0, len(every), _BATCH):
        ids = every[start : start + _BATCH]
        known = {one.id: one for one in finding.owned(Incident, "id", ids)}
        for one in (known[each] for each in ids if each in known):
            broken = frozenset(one.breach_of_ids)
            reasons[one.id] = why_so(one.date_edtf, period, broken_ids=broken)
    return reasons
