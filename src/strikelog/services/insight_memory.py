"""What the rules know of one vault, read once and then brought up to date by the history.

The history is asked what was touched since, so that it does not matter who changed it or how: a
form, an import, undo, the command line. Where very much was touched, everything is read anew.
"""

import gc
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from threading import RLock
from typing import Generic, TypeVar

from ..domain.casefiles import CaseFile
from ..domain.collecting import uncollected
from ..domain.progress import Progress
from ..insight.survey import Survey, noted
from ..insight.thresholds import DEFAULTS, Thresholds
from ..insight.weighing import Weighings, weighed
from ..storage.database import Connection, Database
from ..storage.surveying import LightCase, LightReader, Which
from ..storage.touching import head_of, touched_since

K = TypeVar("K", bound=Survey | Weighings)

_TOLD_EVERY = 1_000
_MANY = 50_000
"""So many values that stay are worth leaving alone whenever garbage is looked for."""


class _Kept(Generic[K]):
    """One kind of knowledge: how it is made, put right, and how far it goes."""

    def __init__(
        self,
        claims: Which,
        make: Callable[[Thresholds], K],
        put: Callable[[K, LightCase, Thresholds], None],
    ) -> None:
        self.claims = claims
        self.make = make
        self.put = put
        self.held: K | None = None
        self.head = 0
        self.rule = DEFAULTS

    def as_of(self, head: int, rule: Thresholds) -> K | None:
        """Give what is known as of a point of the history, by some thresholds."""
        return self.held if self.rule == rule and self.head == head else None

    def keep(self, held: K, head: int, rule: Thresholds) -> K:
        """Keep what is known as of a point of the history."""
        self.held, self.head, self.rule = held, head, rule
        return held


class InsightMemory:
    """Keeps what rules over many incidents know of one vault."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._lock = RLock()
        self._survey = _Kept("telling", Survey, _put_noted)
        self._weighings = _Kept("every", _no_weighings, _put_weighed)

    @contextmanager
    def survey(self, rule: Thresholds, progress: Progress) -> Iterator[Survey]:
        """Lend what is known of incidents beside each other, as of now; nobody else has it."""
        with self._lock, _nothing_collected():
            yield self._as_of_now(self._survey, rule, progress)

    @contextmanager
    def weighings(self, rule: Thresholds, progress: Progress) -> Iterator[Weighings]:
        """Lend what is known of the claims of each incident, as of now; nobody else has it."""
        with self._lock, _nothing_collected():
            yield self._as_of_now(self._weighings, rule, progress)

    def with_figures(self, incident_ids: Sequence[str]) -> Mapping[str, CaseFile]:
        """Read of some incidents what numbers of people are adopted from."""
        with self._database.walking() as connection:
            reader = LightReader(connection, self._database.schema)
            found = reader.some(incident_ids, "figures")
            return {one.case.incident.id: one.case for one in found}

    def forget(self) -> None:
        """Let go of everything, as when the vault closes."""
        with self._lock:
            self._survey.held = self._weighings.held = None
            gc.unfreeze()

    def _as_of_now(self, kept: _Kept[K], rule: Thresholds, progress: Progress) -> K:
        with self._database.walking() as connection:
            head = head_of(connection, self._database.schema)
            if (known := kept.as_of(head, rule)) is not None:
                return known
            held = self._put_right(connection, kept, rule)
            if held is None:
                held = self._read(connection, kept, rule, progress, head)
        return kept.keep(held, head, rule)

    def _put_right(self, connection: Connection, kept: _Kept[K], rule: Thresholds) -> K | None:
        """Bring what is known up to date; None where it is to be read anew."""
        held = kept.held
        if held is None or kept.rule != rule:
            return None
        schema = self._database.schema
        touched = touched_since(connection, schema, kept.head)
        if touched is None:
            return None
        kept.held = None  # what breaks off half way is no longer true of any moment
        found = set()
        if touched:
            for one in LightReader(connection, schema).some(touched, kept.claims):
                found.add(one.case.incident.id)
                kept.put(held, one, rule)
        for incident_id in touched - found:
            held.drop(incident_id)
        return held

    def _read(
        self,
        connection: Connection,
        kept: _Kept[K],
        rule: Thresholds,
        progress: Progress,
        head: int,
    ) -> K:
        """Read everything; whoever reads every claim notes the incidents on the way."""
        kept.held = None
        reader = LightReader(connection, self._database.schema)
        held, total = kept.make(rule), reader.count()
        survey = self._survey.make(rule) if self._is_to_be_noted(kept) else None
        progress.report(0, total)  # before the indexes are walked, which takes its while
        for done, one in enumerate(reader.every(kept.claims), start=1):
            if done % _TOLD_EVERY == 0:
                progress.report(done, total)
            kept.put(held, one, rule)
            if survey is not None:
                self._survey.put(survey, one, rule)
        if survey is not None:
            self._survey.keep(survey, head, rule)
        return held

    def _is_to_be_noted(self, kept: _Kept[K]) -> bool:
        """Tell whether the survey comes with a reading: of every claim, where it is not known."""
        return kept.claims == "every" and self._survey.held is None


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """Look for no garbage while much is made that is none: it would take longer than the rules.

    What many incidents are read into stays, and so does what the first answer of a rule is made
    of, to be kept up to date: no later look goes through it either.
    """
    with uncollected():
        try:
            yield
        finally:
            if gc.get_count()[0] >= _MANY:
                gc.freeze()


def _put_noted(held: Survey, one: LightCase, rule: Thresholds) -> None:
    held.put(noted(one.case, one.place, rule, people=one.people))


def _no_weighings(_rule: Thresholds) -> Weighings:
    return Weighings()


def _put_weighed(held: Weighings, one: LightCase, rule: Thresholds) -> None:
    held.put(weighed(one.case, one.place, rule))
