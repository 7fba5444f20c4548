"""Deleting, undoing and redoing from the window, each told with a way back."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from strikelog.domain.changes import Changes
from strikelog.domain.display import title_of
from strikelog.domain.messages import mark
from strikelog.domain.progress import Progress
from strikelog.domain.records import Record
from strikelog.domain.step_words import step_words
from strikelog.gui.changes import ChangeFeed
from strikelog.gui.language import apart, language, number, say, upright
from strikelog.gui.style import Tone
from strikelog.gui.tasks import Tasks
from strikelog.gui.widgets.message_bar import MessageBar
from strikelog.services.recording import Recording
from strikelog.services.undoing import Inverse

_DELETED = mark("Deleted: {title}")
_DELETED_MANY = mark("{count} records deleted")
_UNDONE = mark("Undone: {label}")
_REDONE = mark("Done again: {label}")
_KEPT = mark("Later edits of {count} fields were kept.")
_NOTHING = mark("There is nothing to undo.")
_NOTHING_AGAIN = mark("There is nothing to do again.")


class Changing(QObject):
    """Changes records on behalf of the window and offers to take it back.

    The offer goes as soon as anything else changes, because undo takes back the last step.
    """

    failed = Signal(object)

    def __init__(
        self, recording: Recording, tasks: Tasks, feed: ChangeFeed, messages: MessageBar
    ) -> None:
        super().__init__()
        self._recording = recording
        self._tasks = tasks
        self._feed = feed
        self._messages = messages
        self._on_action: Callable[[], None] | None = None
        messages.action_requested.connect(self._act)
        feed.changed.connect(self._withdraw)

    def remove(self, records: Sequence[Record]) -> None:
        """Delete records; each is a step of its own, taken back together by the offer."""
        recording = self._recording

        def job(progress: Progress) -> list[Changes]:
            recording.prepare(len(records))
            done = []
            for place, record in enumerate(records):
                progress.report(place, len(records))
                done.append(recording.remove(record))
            return done

        def told(changes: list[Changes]) -> None:
            self._announce(_joined(changes))
            self.offer(_deleted_words(records), say(mark("Undo")), self._undo_times(len(changes)))

        self._tasks.run(self, job, told, self.failed.emit, write=True)

    def undo(self) -> None:
        """Take the last step back."""
        self._turn(self._recording.undo, _UNDONE, _NOTHING)

    def redo(self) -> None:
        """Do the last undone step again."""
        self._turn(self._recording.redo, _REDONE, _NOTHING_AGAIN)

    def offer(self, text: str, action: str, act: Callable[[], None]) -> None:
        """Say what was done and offer one thing to do about it."""
        self._messages.tell(text, Tone.TOLD, action=action)
        self._on_action = act

    def _undo_times(self, times: int) -> Callable[[], None]:
        recording = self._recording

        def all_of_them() -> Inverse | None:
            done = [one for one in (recording.undo() for _ in range(times)) if one is not None]
            return done[0].joined(done[1:]) if done else None

        return lambda: self._turn(all_of_them, _UNDONE, _NOTHING)

    def _turn(self, turn: Callable[[], Inverse | None], words: str, nothing: str) -> None:
        def told(inverse: Inverse | None) -> None:
            if inverse is None:
                self._messages.tell(say(nothing), Tone.PLAIN)
                return
            self._announce(inverse.changes)
            text = say(words).format(label=step_words(inverse.label, language()))
            if inverse.kept:
                count = upright(number(len(inverse.kept)))
                text = f"{text}. {say(_KEPT).format(count=count)}"
            if words == _UNDONE:
                self.offer(text, say(mark("Redo")), self.redo)
            else:
                self.offer(text, say(mark("Undo")), self.undo)

        self._tasks.run(self, lambda _progress: turn(), told, self.failed.emit, write=True)

    def _announce(self, changes: Changes) -> None:
        self._feed.announce(changes, self)

    def _withdraw(self, _changes: Changes, _origin: object) -> None:
        if self._on_action is not None:
            self._on_action = None
            self._messages.hide()

    def _act(self) -> None:
        act, self._on_action = self._on_action, None
        if act is not None:
            act()


def _joined(changes: Sequence[Changes]) -> Changes:
    entities = frozenset().union(*(one.entities for one in changes))
    return Changes(entities, frozenset().union(*(one.ids for one in changes)))


def _deleted_words(records: Sequence[Record]) -> str:
    if len(records) == 1:
        return say(_DELETED).format(title=apart(title_of(records[0], language())))
    return say(_DELETED_MANY).format(count=upright(number(len(records))))
