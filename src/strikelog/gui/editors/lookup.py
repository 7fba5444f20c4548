"""What pickers know of other records: names by id, choices while typing, and making a new one.

Everything that reads or writes goes through the tasks; names are kept as they come along.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from strikelog.domain.changes import Changes
from strikelog.domain.display import title_of
from strikelog.domain.fields import Kind, field_of
from strikelog.domain.messages import mark
from strikelog.domain.progress import Progress
from strikelog.domain.records import Location, Record
from strikelog.domain.text import clean_line, fold
from strikelog.domain.values import record_from_plain
from strikelog.gui.editors.suggestions import Suggestion
from strikelog.gui.language import apart, language, say
from strikelog.gui.tasks import Failed, Latest, Tasks
from strikelog.services.finding import Choice, Finding
from strikelog.services.gazetteer import Gazetteers
from strikelog.services.recording import Recording, Saved
from strikelog.services.world import WorldPlace

Chosen = Callable[[Sequence[Suggestion]], None]
MOST = 12
"""Entries offered at once."""

MOST_OF_WORLD = 6
"""Places of the built-in gazetteer offered below those of the vault."""

_WORLD = mark("World gazetteer")
_PLACE = Location.__name__


@dataclass(frozen=True)
class Wanted:
    """A record to be made from a picker: its class and the name typed."""

    kind: type[Record]
    name: str


def name_field(kind: type[Record]) -> str | None:
    """Give the field a typed name goes into; None for records that cannot be begun by a name."""
    if kind.about.parent or kind.__name__ == "Incident":
        return None
    keys = (key for key in kind.about.title if field_of(kind, key).kind is Kind.LINE)
    return next(keys, None)


class Lookup(QObject):
    """Names and choices for the pickers of one form.

    `known_of` gives what a new record of a class starts with, asked in the writer.
    `made` tells of records that were made from a picker, so that lists can show them. With the
    gazetteers, places of the world are offered too. Pickers offer to open what they name where
    the lookup `leads_on`; `open_requested` carries the class and the id.
    """

    made = Signal(object)
    open_requested = Signal(str, str)

    def __init__(
        self,
        finding: Finding,
        recording: Recording,
        tasks: Tasks,
        *,
        gazetteers: Gazetteers | None = None,
    ) -> None:
        super().__init__()
        self._gazetteers = gazetteers
        self.leads_on = False
        self.known_of: Callable[[type[Record]], Mapping[str, object]] = _nothing_known
        self._is_preparing = False
        self._is_prepared = gazetteers is None
        self._finding = finding
        self._recording = recording
        self._tasks = tasks
        self._names: dict[str, str] = {}
        self._beside: dict[str, tuple[Suggestion, ...]] = {}
        self._kinds = {kind.__name__: kind for kind in finding.kinds}
        self._latest: dict[QObject, Latest] = {}
        self._waiting_for_world: dict[QObject, Callable[[], None]] = {}

    def learn(self, names: Mapping[str, str]) -> None:
        """Keep names that came along with other reading."""
        self._names.update(names)

    def name(self, record_id: str) -> str:
        """Give a known name, or blank."""
        return self._names.get(record_id, "")

    def lay_beside(self, entity: str, entries: Iterable[Suggestion]) -> None:
        """Offer these for links to records that live within the same form, such as claims."""
        found = tuple(entries)
        self._beside[entity] = found
        self.learn({entry.key: entry.title for entry in found})

    def makeable(self, targets: Sequence[str]) -> list[type[Record]]:
        """Give the classes of which a new record can be begun by its name."""
        kinds = (self._kinds.get(name) for name in targets)
        return [kind for kind in kinds if kind is not None and name_field(kind)]

    def offer(self, owner: QObject, targets: Sequence[str], typed: str, *, done: Chosen) -> None:
        """Find choices for what was typed; only the newest request of an owner arrives.

        `done` is called again when places of the world are found besides.
        """
        beside = [entry for name in targets for entry in self._beside.get(name, ())]
        if beside or all(name in self._beside for name in targets):
            done([entry for entry in beside if _holds(entry, typed)])
            return

        def job(_: Progress) -> list[Choice]:
            return self._finding.choices(targets, typed, MOST)

        def arrived(found: list[Choice]) -> None:
            self.learn({one.id: one.title for one in found})
            entries = [Suggestion(one.id, one.title, one.detail) for one in found]
            if _PLACE in targets:
                self._waiting_for_world[owner] = lambda: self._offer_world(
                    owner, typed, lambda places: done([*entries, *places])
                )
            done(entries)
            # Whoever took an entry at once waits for the world no more.
            ask = self._waiting_for_world.pop(owner, None)
            if ask is not None:
                ask()

        self._newest(owner).run(job, arrived)

    def forget(self, owner: QObject) -> None:
        """Let nothing more arrive of what an owner asked for."""
        self._waiting_for_world.pop(owner, None)
        self._newest(owner).drop()

    def prepare_world(self) -> None:
        """Make the built-in gazetteer ready, in short turns that let other reading through."""
        if not (self._is_prepared or self._is_preparing):
            self._is_preparing = True
            self._prepare_more()

    def _prepare_more(self) -> None:
        gazetteers = self._gazetteers
        if gazetteers is not None:
            self._tasks.run(self, lambda _: gazetteers.prepare(), self._prepared)

    def _prepared(self, is_ready: bool) -> None:
        if not is_ready:
            self._prepare_more()
            return
        self._is_prepared, self._is_preparing = True, False
        waiting, self._waiting_for_world = self._waiting_for_world, {}
        for owner, ask in waiting.items():
            if isValid(owner):
                ask()

    def _offer_world(self, owner: QObject, typed: str, done: Chosen) -> None:
        gazetteers = self._gazetteers
        self._waiting_for_world.pop(owner, None)
        if gazetteers is None:
            return
        if not self._is_prepared:
            self._waiting_for_world[owner] = lambda: self._offer_world(owner, typed, done)
            self.prepare_world()
            return
        if not typed:
            return

        def job(_: Progress) -> list[WorldPlace]:
            return gazetteers.suggest_new(typed, MOST_OF_WORLD)

        def arrived(found: list[WorldPlace]) -> None:
            if found:
                done([_of_world(one) for one in found])

        self._newest(owner).run(job, arrived)

    def fetch(self, owner: QObject, ids: Collection[str], done: Callable[[], None]) -> None:
        """Read names that are not known yet, then call back."""
        missing = [one for one in ids if one not in self._names]
        if not missing:
            return

        def job(_: Progress) -> dict[str, str]:
            return self._finding.names(missing)

        def arrived(names: dict[str, str]) -> None:
            self.learn(names)
            done()

        self._tasks.run(owner, job, arrived)

    def make(
        self, owner: QObject, wanted: Wanted, done: Callable[[str], None], *, failed: Failed
    ) -> None:
        """Make the record that was named, and call back with its id."""

        def job(_: Progress) -> Saved:
            return self._recording.save(begun(wanted, self.known_of(wanted.kind)))

        def arrived(saved: Saved) -> None:
            self.learn({saved.record.id: title_of(saved.record)})
            self.made.emit(saved.changes)
            done(saved.record.id)

        self._tasks.run(owner, job, arrived, failed, write=True)

    def bring(
        self, owner: QObject, place: WorldPlace, done: Callable[[str], None], *, failed: Failed
    ) -> None:
        """Bring a place of the world into the vault with what it lies in; call back with its id."""
        gazetteers = self._gazetteers
        assert gazetteers is not None, "nothing of the world is offered without gazetteers"

        def job(_: Progress) -> Location:
            return gazetteers.bring(place)

        def arrived(record: Location) -> None:
            self.learn({record.id: title_of(record)})
            self.made.emit(Changes(frozenset({_PLACE})))
            done(record.id)

        self._tasks.run(owner, job, arrived, failed, write=True)

    def kind(self, name: str) -> type[Record]:
        """Give a record class by its name."""
        return self._kinds[name]

    def _newest(self, owner: QObject) -> Latest:
        if owner not in self._latest:
            self._latest[owner] = Latest(self._tasks, owner)
        return self._latest[owner]


def begun(wanted: Wanted, known: Mapping[str, object]) -> Record:
    """Begin a record with its name and what is known; what it lacks is shown as missing later."""
    key = name_field(wanted.kind)
    assert key is not None
    return record_from_plain(wanted.kind, {**known, key: clean_line(wanted.name)})


def _nothing_known(_: type[Record]) -> Mapping[str, object]:
    return {}


def _holds(entry: Suggestion, typed: str) -> bool:
    return fold(typed) in fold(f"{entry.title} {entry.detail}")


def _of_world(place: WorldPlace) -> Suggestion:
    """Name a place in the reader's script, with the other one and what it lies in beside it."""
    above = ("، " if language() == "ar" else ", ").join(place.above)
    is_local = language() == "ar" and place.name_local
    title, other = place.name, place.name_local
    if is_local:
        title, other = other, title
    parts = (say(_WORLD), apart(above) if above else "", apart(other) if other else "")
    return Suggestion("", title, " · ".join(filter(None, parts)), world=place)
