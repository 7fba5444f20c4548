"""Duplicates: incidents that may be one event, held side by side, and what a person decides.

Nothing is merged by itself, and no import waits for this. That two incidents are different is
remembered as a link between them, so that it is shared, undone and told like any other record.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal

from ..domain.casefiles import CaseFile
from ..domain.counts import range_words
from ..domain.display import title_of, words
from ..domain.errors import StrikelogError
from ..domain.fields import Kind, field_of
from ..domain.filters import ALL, Filter
from ..domain.messages import mark
from ..domain.progress import Progress, Silent
from ..domain.records import Claim, Incident, IncidentLink, IncidentSite, Location, Record
from ..insight.duplicates import Pair, Rule, duplicates
from ..insight.sketches import Sketch
from ..storage.database import Connection, Database
from ..storage.history import History
from ..storage.loading import Loader
from ..storage.querying import Query
from ..storage.sketching import sketches, window_of
from ..storage.writing import Applied, Revision
from .merging_incidents import Choices, choosable, plan_of_merge
from .recording import Recording, Refused

Verdict = Literal["same", "different", "linked"]

DIFFERENT = "not_duplicate"
"""Type of the link that remembers that two incidents are different events."""

_MAKES_NEW = frozenset({"date_edtf", "location_id", "lat", "lon", "event_type"})
"""Fields whose change since makes two incidents worth another look although they were different."""


class NotTwo(StrikelogError):
    """One of two incidents is gone, or was merged already."""

    message = mark(
        "One of the two incidents was deleted or merged in the meantime. Search for duplicates"
        " again."
    )


@dataclass(frozen=True, slots=True)
class ComparedLine:
    """One line of the comparison: the same field of both, in words.

    `name` is what a choice is made by; empty where there is nothing to choose.
    """

    label: str
    one: str
    other: str
    differs: bool
    name: str = ""


@dataclass(frozen=True, slots=True)
class ListedPair:
    """A pair as a list shows it: both titles, and below each its day, place and reference."""

    pair: Pair
    one: str
    other: str
    one_detail: str
    other_detail: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two incidents side by side, each with everything that hangs on it."""

    one: CaseFile
    other: CaseFile
    lines: tuple[ComparedLine, ...]


class Duplicates:
    """Finds and settles duplicates in one vault."""

    def __init__(self, database: Database, recording: Recording) -> None:
        self._database = database
        self._recording = recording

    def all(
        self, progress: Progress | None = None, *, where: Filter = ALL, rule: Rule | None = None
    ) -> tuple[Pair, ...]:
        """Give the pairs nobody has decided about, likeliest first; one of each pair matches."""
        told = progress or Silent()
        with self._database.walking() as connection:
            among = None if where == ALL else self._ids(connection, where)
            told.report(0)
            known = sketches(connection, self._database.schema)
            return self._open(connection, known, rule or Rule(), among, told)

    def after_import(
        self,
        ids: Collection[str],
        progress: Progress | None = None,
        *,
        rule: Rule | None = None,
    ) -> tuple[Pair, ...]:
        """Give the pairs in which incidents take part that came in, or whose parts came in."""
        used = rule or Rule()
        with self._database.walking() as connection:
            schema = self._database.schema
            among = self._incidents_of(connection, ids)
            if not among:
                return ()
            window = window_of(connection, schema, among)
            known = sketches(connection, schema, window.widened(used.days) if window else None)
            return self._open(connection, known, used, among, progress or Silent())

    def ids_of_step(self, step: int) -> set[str]:
        """Give the incidents that a step, such as an import, wrote or wrote parts of."""
        with self._database.reading() as connection:
            schema = self._database.schema
            history = History(connection, schema, self._database.audit_key)
            parts = {entry.record_id for entry in history.of_step(step) if entry.entity in _PARTS}
            return self._incidents_of(connection, parts)

    def incidents_of(self, ids: Collection[str]) -> set[str]:
        """Give the incidents among some records, and those that own or join the others."""
        with self._database.reading() as connection:
            return self._incidents_of(connection, ids)

    def of(self, incident_id: str, *, rule: Rule | None = None) -> tuple[Pair, ...]:
        """Give the pairs in which one incident takes part."""
        return self.after_import([incident_id], rule=rule)

    def listed(self, pairs: Iterable[Pair], language: str = "en") -> tuple[ListedPair, ...]:
        """Name both incidents of pairs; those of which one is gone are left out."""
        pairs = tuple(pairs)
        with self._database.reading() as connection:
            loader = Loader(connection, self._database.schema)
            known = loader.by_ids(Incident, {one for pair in pairs for one in pair.ids})
            ids = {one.location_id for one in known.values() if one.location_id}
            places = {key: title_of(one) for key, one in loader.by_ids(Location, ids).items()}
        return tuple(
            _listed(pair, known[pair.one], known[pair.other], places, language)
            for pair in pairs
            if pair.ids <= known.keys()
        )

    def comparison(self, pair: Pair, language: str = "en") -> Comparison:
        """Lay two incidents side by side; raises NotTwo."""
        with self._database.reading() as connection:
            loader = Loader(connection, self._database.schema)
            one, other = self._cases(loader, pair.one, pair.other)
            named = {*_linked_ids(one.incident), *_linked_ids(other.incident)}
            names = {key: title_of(record) for key, record in loader.any_of(named).items()}
        return Comparison(one, other, tuple(_lines(one, other, names, language)))

    def decide(
        self,
        pair: Pair,
        verdict: Verdict,
        *,
        link_type: str = "possible_duplicate",
        survivor: str | None = None,
        choices: Choices | None = None,
    ) -> Applied | None:
        """Settle a pair: make one of it, remember that it is two, or link the two.

        Undone as one step. Of the same event, `survivor` stays, or the one that was given first.
        """
        if verdict == "same":
            stays = survivor or pair.one
            goes = pair.other if stays == pair.one else pair.one
            return self.merge(stays, goes, choices)
        kind = DIFFERENT if verdict == "different" else link_type
        link = IncidentLink(from_id=pair.one, to_id=pair.other, link_type=kind)
        label = _DIFFERENT if verdict == "different" else _LINKED
        return self._recording.apply(label, [Revision(None, link)], reason=_reason(pair))

    def merge(self, survivor: str, other: str, choices: Choices | None = None) -> Applied | None:
        """Make one incident of two, in one step; raises NotTwo, Refused."""
        with self._database.reading() as connection:
            loader = Loader(connection, self._database.schema)
            stays, goes = self._cases(loader, survivor, other)
            revisions = plan_of_merge(loader, stays, goes, choices)
        self._refuse_nonsense(revisions[0].after)
        self._recording.prepare(len(revisions))
        return self._recording.apply(_MERGED, revisions)

    def _refuse_nonsense(self, record: Record) -> None:
        problems = [one for one in self._recording.check(record) if one.refuses]
        if problems:
            raise Refused(title_of(record), problems[0].sentence(), problems)

    def _cases(self, loader: Loader, one: str, other: str) -> tuple[CaseFile, CaseFile]:
        found = loader.by_ids(Incident, [one, other])
        both = [found[key] for key in (one, other) if key in found]
        if len(both) < 2 or any(record.deleted or record.merged_into_id for record in both):
            raise NotTwo
        first, second = loader.case_files(both)
        return first, second

    def _ids(self, connection: Connection, where: Filter) -> set[str]:
        schema = self._database.schema
        keys = Query(connection, schema, Incident).keys(where)
        return {one.id for one in Loader(connection, schema).by_pks(Incident, keys)}

    def _incidents_of(self, connection: Connection, ids: Collection[str]) -> set[str]:
        """Give the incidents among some records, and those that own or join the others."""
        loader = Loader(connection, self._database.schema)
        found = set(loader.by_ids(Incident, ids))
        rest = set(ids) - found
        hits, claims = loader.by_ids(IncidentSite, rest), loader.by_ids(Claim, rest)
        owners = [hit.incident_id for hit in hits.values()]
        owners += [claim.incident_id for claim in claims.values()]
        for link in loader.by_ids(IncidentLink, rest).values():
            owners += [link.from_id, link.to_id]
        return found | {owner for owner in owners if owner}

    def _open(
        self,
        connection: Connection,
        known: list[Sketch],
        rule: Rule,
        among: set[str] | None,
        progress: Progress,
    ) -> tuple[Pair, ...]:
        found = duplicates(known, rule, among=among, progress=progress)
        settled = _Settled(connection, self._database)
        return tuple(pair for pair in found if not settled.covers(pair))


_PARTS = frozenset({"Incident", "IncidentSite", "Claim"})
"""Classes of records whose coming in makes an incident worth looking at."""

_MERGED = mark("Merge incidents")
_LINKED = mark("Link incidents")
_DIFFERENT = mark("Tell incidents apart")


def _reason(pair: Pair) -> str:
    return f"duplicates: score {pair.score:.2f}"


class _Settled:
    """What people have decided about pairs, as the links between incidents tell it."""

    def __init__(self, connection: Connection, database: Database) -> None:
        self._links: dict[frozenset[str], list[IncidentLink]] = {}
        for link in Loader(connection, database.schema).all(IncidentLink):
            if link.from_id and link.to_id:
                self._links.setdefault(frozenset((link.from_id, link.to_id)), []).append(link)
        self._history = History(connection, database.schema, database.audit_key)

    def covers(self, pair: Pair) -> bool:
        """Tell whether a pair is settled; two that were different are until one changed much."""
        links = self._links.get(pair.ids, ())
        if not links:
            return False
        if any(link.link_type != DIFFERENT for link in links):
            return True
        since = max(self._written(link) for link in links)
        return not any(self._changed(record_id, since) for record_id in pair.ids)

    def _written(self, link: IncidentLink) -> int:
        return max((entry.seq for entry in self._history.of_record(link.id)), default=0)

    def _changed(self, incident_id: str, since: int) -> bool:
        return any(
            entry.seq > since and not _MAKES_NEW.isdisjoint(entry.changes)
            for entry in self._history.of_record(incident_id)
        )


def _listed(
    pair: Pair, one: Incident, other: Incident, places: Mapping[str, str], language: str
) -> ListedPair:
    details = (_detail(record, places, language) for record in (one, other))
    return ListedPair(pair, title_of(one, language), title_of(other, language), *details)


def _detail(record: Incident, places: Mapping[str, str], language: str) -> str:
    """Give what tells an incident from another of the same title."""
    when = words(field_of(Incident, "date_edtf"), record.date_edtf, language)
    where = places.get(record.location_id or "") or record.place_text
    return " · ".join(part for part in (when, where, record.ref) if part)


def _lines(
    one: CaseFile, other: CaseFile, names: dict[str, str], language: str
) -> Iterable[ComparedLine]:
    """Say the own fields of both that hold anything, those that belong together as one line."""
    say = partial(_said, names=names, language=language)
    for choice in choosable(one.incident, other.incident):
        mine, theirs = say(one.incident, choice.keys), say(other.incident, choice.keys)
        if mine or theirs:
            label = _LABELS.get(choice.name) or field_of(Incident, choice.name).label
            yield ComparedLine(label, mine, theirs, choice.differs, choice.name)


_LABELS: Mapping[str, str] = {
    "lat": mark("Position"),
    "impacts_low": mark("Impacts"),
    "interval_min_low": mark("Minutes between waves"),
    "delivery": mark("Delivery and weapon"),
}
"""What fields are called that go together."""


def _said(record: Incident, keys: Sequence[str], *, names: dict[str, str], language: str) -> str:
    if len(keys) == 2 and field_of(Incident, keys[0]).kind is Kind.COUNT:
        low, high = (getattr(record, key) for key in keys)
        return "" if low is None and high is None else range_words(low, high, language)

    def named(record_id: str) -> str:
        return names.get(record_id, record_id[:8])

    said = (
        words(field_of(Incident, key), getattr(record, key), language, names=named) for key in keys
    )
    return " · ".join(filter(None, said))


def _linked_ids(record: Incident) -> Iterable[str]:
    for key in ("location_id", "group_id"):
        if field_of(Incident, key).kind is Kind.LINK and (held := getattr(record, key)):
            yield held


__all__ = [
    "ComparedLine",
    "Comparison",
    "Duplicates",
    "ListedPair",
    "NotTwo",
    "Rule",
]
