"""Rules of validation: what is wrong with records, and what to do about it.

Nothing here raises or blocks. Callers refuse a record only for problems whose `refuses` is True;
all others are shown while the record is saved. The rules stand in one table a scope, keyed by class
or by code.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import chain

from ..casefiles import CaseFile
from ..origins import origins
from ..records import CasualtyFigure, Incident, Record, altered
from ..sitehits import SiteHit
from .case_doubts import CASE_DOUBTS
from .case_errors import CASE_ERRORS, parts_within_whole
from .problems import Problem, Term
from .record_doubts import RECORD_DOUBTS, personal_details
from .record_errors import RECORD_ERRORS
from .references import check_evidence, check_group, check_location, check_total
from .surroundings import Surroundings
from .values import value_problems

_CASE_RULES = tuple(
    rule for table in (CASE_ERRORS, CASE_DOUBTS) for rules in table.values() for rule in rules
)


def check_record(record: Record, *, today: date) -> tuple[Problem, ...]:
    """Find everything that one record shows by itself, nonsense first.

    A record with nonsense is not looked at further: its values are none.
    """
    problems = tuple(value_problems(record))
    if any(problem.refuses for problem in problems):
        return problems
    kind = type(record)
    rules = (*RECORD_ERRORS.get(kind, ()), *RECORD_DOUBTS.get(kind, ()), personal_details)
    return (*problems, *(problem for rule in rules for problem in rule(record, today)))


def first_nonsense(record: Record, *, today: date) -> Problem | None:
    """Find the first thing for which a record may not be stored; no doubts are looked for."""
    rules = RECORD_ERRORS.get(type(record), ())
    of_rules = (problem for rule in rules for problem in rule(record, today))
    every = chain(value_problems(record), of_rules)
    return next((problem for problem in every if problem.refuses), None)


def check_case(
    case: CaseFile, *, today: date, same_site: Sequence[SiteHit] = ()
) -> tuple[Problem, ...]:
    """Find what only the incident with everything that hangs on it shows.

    `same_site` are the marks that other incidents left in the ledgers of this case's sites.
    """
    around = Surroundings(today, tuple(same_site), origins(case))
    return tuple(problem for rule in _CASE_RULES for problem in rule(case, around))


def check_figures(incident: Incident, figures: Sequence[CasualtyFigure]) -> tuple[Problem, ...]:
    """Find what figures of an incident say against each other: more children than people."""
    case = CaseFile(incident=incident, figures=tuple(_within_wholes(figures)))
    return tuple(parts_within_whole(case, Surroundings(date.min)))


def _within_wholes(figures: Sequence[CasualtyFigure]) -> Iterator[CasualtyFigure]:
    """Hold parts against a whole of which it is not told whether all were civilians."""
    wholes = {
        (one.outcome, one.role): one.civ_status
        for one in figures
        if one.age_sex == "total" and one.civ_status == "unknown"
    }
    for one in figures:
        civ_status = wholes.get((one.outcome, one.role))
        is_part = civ_status is not None and one.age_sex != "total"
        yield altered(one, civ_status=civ_status) if is_part else one


def check_whole_case(
    case: CaseFile, *, today: date, same_site: Sequence[SiteHit] = ()
) -> tuple[Problem, ...]:
    """Find what the incident and each record it owns shows, alone and together."""
    records = (case.incident, *case.owned())
    alone = (problem for one in records for problem in check_record(one, today=today))
    return (*alone, *check_case(case, today=today, same_site=same_site))


def refusals(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Keep the problems for which a record may not be stored."""
    return tuple(problem for problem in problems if problem.refuses)


__all__ = [
    "Problem",
    "Surroundings",
    "Term",
    "check_case",
    "check_evidence",
    "check_figures",
    "check_group",
    "check_location",
    "check_record",
    "check_total",
    "check_whole_case",
    "first_nonsense",
    "refusals",
]
