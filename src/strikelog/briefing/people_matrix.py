"""The casualty matrix: sources against groups of people, with the adopted range and its rule."""

from dataclasses import dataclass

from ..domain.casefiles import CaseFile
from ..domain.claimed import Axes, stated_by_owner
from ..domain.origins import standing_claims
from ..domain.records import Claim
from ..insight.ranges import AdoptedRange, adopted_range
from .figure_marks import begun
from .ledger import Ledger
from .speech import Sentence, Tongue
from .writer import Writer

__all__ = ["MatrixRow", "matrix_of"]


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One source of the casualty matrix; a blank cell is not stated."""

    who: str
    cells: tuple[str, ...]
    cites: tuple[int, ...]
    is_adopted: bool = False


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


_SPLIT = Sentence("{outcome}: {part}", "{outcome}: {part}")
_ADOPTED = Sentence("Adopted here", "المعتمَد هنا")
_NOT_REPORTED = Sentence("not reported", "لم يُذكر")


def axis_words(tongue: Tongue, axes: Axes) -> str:
    """The heading of a column: «Killed», «Killed: children», «Killed: rescuer»."""
    said = tongue.label("OUTCOME", axes.outcome)
    for name, code, whole in (("ROLE", axes.role, "any"), ("AGE_SEX", axes.age_sex, "total")):
        if code != whole:
            part = tongue.inside(tongue.label(name, code))
            said = tongue.say(_SPLIT, outcome=said, part=part)
    return said


def adopted_on(case: CaseFile, axes: Axes) -> AdoptedRange:
    """The range adopted for a column."""
    return adopted_range(case, axes.outcome, age_sex=axes.age_sex, role=axes.role)


def matrix_of(
    case: CaseFile, writer: Writer, ledger: Ledger
) -> tuple[tuple[str, ...], tuple[MatrixRow, ...], str]:
    """Sources against categories, the adopted range below, and the rule that made it."""
    axes, tongue = axes_of(case), writer.tongue
    rows = []
    for claim in standing_claims(case):
        cells = tuple(_cell(tongue, case, claim, one, ledger) for one in axes)
        if any(cells):
            who = writer.sources.speaker_of(claim)
            rows.append(MatrixRow(who, cells, writer.sources.cite_claim(claim)))
    if not axes:
        return (), (), ""
    adopted = [adopted_on(case, one) for one in axes]
    cells = tuple(_adopted_cell(tongue, case, one, ledger) for one in axes)
    rows.append(MatrixRow(tongue.say(_ADOPTED), cells, (), is_adopted=True))
    reasons = dict.fromkeys(one.reason for one in adopted if one.is_stated)
    notes = [f.note for f in case.figures_of(case.incident.id) if f.note]
    extra = [writer.free_text(one) for one in notes] if writer.level.is_internal else []
    return (
        tuple(axis_words(tongue, one) for one in axes),
        tuple(rows),
        " ".join([*(f"{begun(tongue.told(one))}." for one in reasons), *extra]),
    )


def _cell(tongue: Tongue, case: CaseFile, claim: Claim, axes: Axes, ledger: Ledger) -> str:
    """What one source states, with its own qualifier where it is a single figure."""
    figures = case.figures_of(claim.id)
    stated = stated_by_owner(figures, axes)
    if stated is None:
        return ""
    behind = [one for one in figures if one.id in stated.figure_ids]
    alone = behind[0] if len(behind) == 1 else None
    as_stated = alone if alone and (alone.low, alone.high) == (stated.low, stated.high) else None
    return ledger.enter(
        tongue.range(stated.low, stated.high, as_stated.qualifier if as_stated else None),
        unit="person",
        rule="as the source states it",
        incident_ids=(case.incident.id,),
        claim_ids=(claim.id,),
        of=f"{axes_name(axes)} of {case.incident.id} in {claim.id}",
        low=stated.low,
        high=stated.high,
        axes=axes,
    )


def axes_name(axes: Axes) -> str:
    """Which people, as the identity of a figure: «killed», «killed civilian child»."""
    parts = (axes.outcome, axes.civ_status, axes.age_sex, axes.role)
    return " ".join(one for one in parts if one and one not in ("total", "any"))


def _adopted_cell(tongue: Tongue, case: CaseFile, axes: Axes, ledger: Ledger) -> str:
    adopted = adopted_on(case, axes)
    if not adopted.is_stated:
        return tongue.say(_NOT_REPORTED)
    return ledger.enter(
        tongue.range(adopted.low, adopted.high),
        unit="person",
        rule=adopted.rule,
        incident_ids=(case.incident.id,),
        claim_ids=adopted.claim_ids,
        low=adopted.low,
        high=adopted.high,
        axes=axes,
    )
