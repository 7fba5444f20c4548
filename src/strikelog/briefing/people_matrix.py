"""The columns of a casualty matrix: which people the figures of an incident speak of."""

from ..domain.casefiles import CaseFile
from ..domain.claimed import Axes
from ..insight.ranges import AdoptedRange, adopted_range
from .nouns import label, lower_first

__all__ = ["adopted_on", "axes_of", "axis_words"]

_OUTCOMES = ("killed", "injured", "missing", "abducted", "detained", "displaced", "affected")
_AGES = ("total", "adult", "man", "woman", "child", "boy", "girl", "male", "female", "unknown")


def axes_of(case: CaseFile) -> tuple[Axes, ...]:
    """The combinations of outcome, age and sex, and role that some figure states, in order."""
    found = {
        (one.outcome or "affected", one.age_sex or "total", one.role or "any")
        for one in case.figures
        if one.low is not None or one.high is not None
    }
    for outcome in {outcome for outcome, _, _ in found}:
        found.add((outcome, "total", "any"))
    return tuple(
        Axes(outcome, None, age_sex, role) for outcome, age_sex, role in sorted(found, key=_order)
    )


def _order(key: tuple[str, str, str]) -> tuple[int, bool, str, int]:
    outcome, age_sex, role = key
    ranked = _AGES.index(age_sex) if age_sex in _AGES else len(_AGES)
    return (_OUTCOMES.index(outcome), role != "any", role, ranked)


def axis_words(axes: Axes) -> str:
    """The heading of a column: «Killed», «Killed: children», «Killed: rescuer»."""
    said = label("OUTCOME", axes.outcome)
    if axes.role != "any":
        said = f"{said}: {lower_first(label('ROLE', axes.role))}"
    if axes.age_sex != "total":
        said = f"{said}: {lower_first(label('AGE_SEX', axes.age_sex))}"
    return said


def adopted_on(case: CaseFile, axes: Axes) -> AdoptedRange:
    """The range adopted for a column."""
    return adopted_range(case, axes.outcome, age_sex=axes.age_sex, role=axes.role)
