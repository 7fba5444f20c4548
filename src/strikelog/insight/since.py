"""What is different since an earlier briefing: incidents, and published figures with the reasons.

Pure values: a run as it was kept, the run that a new briefing would leave, and what became of
incidents that are no longer in it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum

from ..domain.briefing_runs import BriefingRun, RunFigure
from .retractions import Retraction

__all__ = ["Fate", "Gone", "Move", "Since", "compare"]

_STRENGTH = ("discounted", "unassessed", "contested", "weak", "fair", "confirmed")
_NOT_TRACKED = frozenset(
    {"as recorded", "at one mark", "days since the last", "left out of a list"}
    | {"reports and origins", "share", "sources cited", "with a number", "without a number"}
)
"""Rules whose figures follow from others, or from how a page is laid out."""
_DERIVED = ("where a number is given", "attacks on sites hit more than once", " in words")


class Fate(Enum):
    """Why an incident is no longer in a briefing."""

    MERGED = "merged"
    WITHDRAWN = "withdrawn"
    BACK = "back in work"
    DELETED = "deleted"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class Gone:
    """An incident that is no longer in the briefing: its code, why, and what it went into."""

    code: str
    fate: Fate
    into: str = ""


@dataclass(frozen=True, slots=True)
class Move:
    """A published figure that says something else now; None where it was or is not there."""

    before: RunFigure | None
    after: RunFigure | None
    came: tuple[str, ...] = ()
    went: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()

    @property
    def figure(self) -> RunFigure:
        """The figure as it is now, or as it was last."""
        found = self.after or self.before
        assert found is not None
        return found


@dataclass(frozen=True, kw_only=True)
class Since:
    """Incidents by code and figures that are different since a run."""

    run: BriefingRun
    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    downgraded: tuple[str, ...] = ()
    gone: tuple[Gone, ...] = ()
    moves: tuple[Move, ...] = ()
    retractions: tuple[Retraction, ...] = ()
    grades: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """Of those graded lower, by code: the grade that was published, and the one now."""

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing that was printed is different."""
        differs = self.new or self.changed or self.downgraded or self.gone or self.moves
        return not (differs or self.retractions)


def compare(before: BriefingRun, after: BriefingRun, fates: Mapping[str, Gone]) -> Since:
    """Tell what is different in `after`; `fates` says what became of those it no longer has."""
    same = before.incidents.keys() & after.incidents.keys()
    touched = {key for key in same if before.incidents[key].state != after.incidents[key].state}
    weaker = {key for key in touched if _is_weaker(before, after, key)}
    new = after.incidents.keys() - before.incidents.keys()
    gone = before.incidents.keys() - after.incidents.keys()
    return Since(
        run=before,
        new=_codes(after, new),
        changed=_codes(after, touched - weaker),
        downgraded=_codes(after, weaker),
        grades={
            after.incidents[key].code: (before.incidents[key].grading, after.incidents[key].grading)
            for key in weaker
        },
        gone=tuple(sorted((fates[key] for key in gone if key in fates), key=lambda one: one.code)),
        moves=tuple(_moves(before, after, touched)),
    )


def _is_weaker(before: BriefingRun, after: BriefingRun, key: str) -> bool:
    was, now = before.incidents[key].grading, after.incidents[key].grading
    if was not in _STRENGTH or now not in _STRENGTH:
        return False
    return _STRENGTH.index(now) < _STRENGTH.index(was)


def _codes(run: BriefingRun, keys: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(run.incidents[key].code for key in keys))


def _moves(before: BriefingRun, after: BriefingRun, touched: set[str]) -> Iterable[Move]:
    """Figures in the order of the pages, then those that are no longer there."""
    was, now = _tracked(before), _tracked(after)
    unmoved = {of for of, old in was.items() if of in now and old.value == now[of].value}
    for of, figure in now.items():
        old = was.get(of)
        is_first = figure.unit == "person" and set(figure.incident_ids) <= before.incidents.keys()
        if old is None and not is_first and not _counts_from_nought(of, was):
            continue
        if old is None or old.value != figure.value:
            own = {key for key in touched if f"{of} of {key}" not in unmoved}
            yield _move(old, figure, before, after, own)
    for of, old in was.items():
        if of not in now and _counts_from_nought(of, now):
            yield _move(old, None, before, after, touched)


def _tracked(run: BriefingRun) -> dict[str, RunFigure]:
    """The figures that are told apart by what they count, which is the same in every language."""
    return {
        one.of: one
        for one in run.figures
        if one.rule not in _NOT_TRACKED and not one.of.endswith(_DERIVED)
    }


def _counts_from_nought(of: str, others: Mapping[str, RunFigure]) -> bool:
    """Tell whether a missing figure means none: a bar whose chart is there in the other issue."""
    lead, colon, _ = of.partition(": ")
    return bool(colon) and any(one.startswith(f"{lead}: ") for one in others)


def _move(
    old: RunFigure | None,
    new: RunFigure | None,
    before: BriefingRun,
    after: BriefingRun,
    touched: set[str],
) -> Move:
    had = set(old.incident_ids) if old else set()
    has = set(new.incident_ids) if new else set()
    came = _codes(after, (key for key in has - had if key in after.incidents))
    went = _codes(before, (key for key in had - has if key in before.incidents))
    # What is counted one by one moves because something came or went, whatever else changed.
    is_sum = (new or old or _NOTHING).unit == "person"
    changed = had & has & touched if is_sum or not (came or went) else set()
    return Move(old, new, came=came, went=went, changed=_codes(after, changed))


_NOTHING = RunFigure("", "", "", "")
