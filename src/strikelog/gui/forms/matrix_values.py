"""The casualty matrix as values: who says how many in which category, and who disagrees."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from strikelog.domain.casefiles import CaseFile
from strikelog.domain.records import CasualtyFigure
from strikelog.gui.forms.opening import claim_name

_STATUSES = ("civilian", "all", "unknown", "contested", "police", "combatant")
"""Whose figure a cell shows first, where one owner counts several groups of people."""


@dataclass(frozen=True)
class Category:
    """A column: what happened to people of which age, sex and role."""

    outcome: str
    age_sex: str = "total"
    role: str = "any"


ALWAYS = (Category("killed"), Category("injured"))
"""Columns that stand even where nobody states a number."""


@dataclass(frozen=True)
class MatrixRow:
    """One who counts: a claim, or ourselves."""

    owner_id: str
    name: str
    is_ours: bool = False


@dataclass(frozen=True)
class Matrix:
    """Rows, columns, the figures in them, and the cells that contradict another source."""

    rows: Sequence[MatrixRow]
    categories: Sequence[Category]
    figures: Mapping[tuple[str, Category], CasualtyFigure]
    disputed: frozenset[tuple[str, Category]]


def matrix_of(case: CaseFile, added: Iterable[Category] = ()) -> Matrix:
    """Lay the figures of a case out by claim and category."""
    ours = MatrixRow(case.incident.id, "", is_ours=True)
    rows = [*(MatrixRow(claim.id, claim_name(claim, case)) for claim in case.claims), ours]
    figures: dict[tuple[str, Category], CasualtyFigure] = {}
    for figure in sorted(case.figures, key=_rank):
        figures.setdefault((figure.owner_id or "", category_of(figure)), figure)
    used = dict.fromkeys(category_of(figure) for figure in case.figures)
    categories = sorted({*ALWAYS, *used, *added}, key=_order)
    claims = {row.owner_id for row in rows if not row.is_ours}
    return Matrix(rows, categories, figures, _disputed(figures, claims))


def category_of(figure: CasualtyFigure) -> Category:
    """Give the column of a figure."""
    return Category(figure.outcome or "affected", figure.age_sex or "total", figure.role or "any")


def _rank(figure: CasualtyFigure) -> int:
    status = figure.civ_status or "unknown"
    return _STATUSES.index(status) if status in _STATUSES else len(_STATUSES)


_OUTCOMES = ("killed", "injured", "missing", "abducted", "detained", "displaced", "affected")


def _order(category: Category) -> tuple[int, bool, str, bool, str]:
    place = _OUTCOMES.index(category.outcome) if category.outcome in _OUTCOMES else len(_OUTCOMES)
    narrow_age, narrow_role = category.age_sex != "total", category.role != "any"
    return (place, narrow_role, category.role, narrow_age, category.age_sex)


def _disputed(
    figures: Mapping[tuple[str, Category], CasualtyFigure], claims: set[str]
) -> frozenset[tuple[str, Category]]:
    """Find the cells whose range has nothing in common with that of another claim."""
    stated = {cell: one for cell, one in figures.items() if cell[0] in claims and _states(one)}
    return frozenset(
        cell
        for cell, one in stated.items()
        if any(other[1] == cell[1] and _apart(one, two) for other, two in stated.items())
    )


def _states(figure: CasualtyFigure) -> bool:
    return figure.low is not None or figure.high is not None


def _apart(one: CasualtyFigure, two: CasualtyFigure) -> bool:
    return _below(one, two) or _below(two, one)


def _below(one: CasualtyFigure, two: CasualtyFigure) -> bool:
    return one.high is not None and two.low is not None and one.high < two.low
