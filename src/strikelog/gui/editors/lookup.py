"""What pickers know of other records: names by id, choices while typing, and making a new one.

Everything that reads or writes goes through the tasks; names are kept as they come along.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from strikelog.domain.display import title_of
from strikelog.domain.fields import Kind, field_of
from strikelog.domain.progress import Progress
from strikelog.domain.records import Record
from strikelog.domain.text import clean_line, fold
from strikelog.domain.values import record_from_plain
from strikelog.gui.editors.suggesting import Suggestion
from strikelog.gui.tasks import Failed, Latest, Tasks
from strikelog.services.finding import Choice, Finding
from strikelog.services.recording import Recording, Saved

Chosen = Callable[[Sequence[Suggestion]], None]
MOST = 12
"""Entries offered at once."""


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

    `made` tells of records that were made from a picker, so that lists can show them.
    """

    made = Signal(object)

    def __init__(self, finding: Finding, recording: Recording, tasks: Tasks) -> None:
        super().__init__()
        self._finding = finding
        self._recording = recording
        self._tasks = tasks
        self._names: dict[str, str] = {}
        self._beside: dict[str, tuple[Suggestion, ...]] = {}
        self._kinds = {kind.__name__: kind for kind in finding.kinds}
        self._latest: dict[QObject, Latest] = {}

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
        """Find choices for what was typed; only the newest request of an owner arrives."""
        beside = [entry for name in targets for entry in self._beside.get(name, ())]
        if beside or all(name in self._beside for name in targets):
            done([entry for entry in beside if _holds(entry, typed)])
            return

        def job(_: Progress) -> list[Choice]:
            return self._finding.choices(targets, typed, MOST)

        def arrived(found: list[Choice]) -> None:
            self.learn({one.id: one.title for one in found})
            done([Suggestion(one.id, one.title, one.detail) for one in found])

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
            return self._recording.save(begun(wanted))

        def arrived(saved: Saved) -> None:
            self.learn({saved.record.id: title_of(saved.record)})
            self.made.emit(saved.changes)
            done(saved.record.id)

        self._tasks.run(owner, job, arrived, failed, write=True)

    def kind(self, name: str) -> type[Record]:
        """Give a record class by its name."""
        return self._kinds[name]

    def _newest(self, owner: QObject) -> Latest:
        if owner not in self._latest:
            self._latest[owner] = Latest(self._tasks, owner)
        return self._latest[owner]


def begun(wanted: Wanted) -> Record:
    """Begin a record with its name alone; what it lacks is shown as missing later."""
    key = name_field(wanted.kind)
    assert key is not None
    return record_from_plain(wanted.kind, {key: clean_line(wanted.name)})


def _holds(entry: Suggestion, typed: str) -> bool:
    return fold(typed) in fold(f"{entry.title} {entry.detail}")
