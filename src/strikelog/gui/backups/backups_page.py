"""The page of backups: what there is, what is in each, and the way back."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from strikelog.domain.errors import StrikelogError
from strikelog.domain.messages import mark
from strikelog.domain.progress import Progress
from strikelog.gui import style
from strikelog.gui.backups.backups_table import BackupsTable
from strikelog.gui.backups.inside_view import InsideView
from strikelog.gui.backups.words import entity_words, moment_words, total
from strikelog.gui.dialogs import files
from strikelog.gui.errors import sentence
from strikelog.gui.language import apart, number, say, upright
from strikelog.gui.style import Tone
from strikelog.gui.tasks import Lane, Task, Tasks
from strikelog.gui.widgets.buttons import plain_button, primary_button
from strikelog.gui.widgets.card import Card
from strikelog.gui.widgets.empty import EmptyState
from strikelog.gui.widgets.header import PageHeader
from strikelog.gui.widgets.message_bar import MessageBar
from strikelog.gui.widgets.progress_strip import ProgressStrip
from strikelog.gui.widgets.question import Question
from strikelog.services.backups import Backup, Backups, Inside, OtherKey, Shrinkage, Why

TITLE = mark("Backups")
_EMPTY = mark("No backup yet")
_EMPTY_WHAT = mark(
    "The first one is made by itself soon after the first change of a day, and after every half "
    "hour of work. Nothing has to be done for it."
)
_DEMO_WHAT = mark("The worked example is gone when it is closed, so it is not backed up.")
_FROZEN = mark(
    "No backup is removed at present, because much went missing: {kind}, from {before} to {after}. "
    "Look inside, then call a backup good."
)
_SECOND = mark("A month has passed without a copy on another disk. Plug one in and copy a backup.")
_RESTORE = mark(
    "The vault becomes what it was on {when}, with {count} records. What is there now is backed up "
    "first, or kept aside as it is if it is damaged, so this can be taken back."
)
_COPIED = mark("Copied to “{name}” and proven there. It opens like any vault, with the same keys.")


@dataclass(frozen=True)
class _Shelf:
    """What the page shows besides one backup."""

    backups: tuple[Backup, ...]
    others: tuple[OtherKey, ...]
    confirmed: int | None
    frozen: Shrinkage | None
    second_due: bool
    is_damaged: bool


class BackupsPage(QWidget):
    """Emits `restored` once the vault is what it was; the window must then be made anew."""

    restored = Signal()
    restoring = Signal()
    failed = Signal(object)

    def __init__(
        self,
        backups: Backups,
        tasks: Tasks,
        *,
        before: Callable[[], object],
        is_demo: bool = False,
    ) -> None:
        super().__init__()
        self._before = before
        self._backups = backups
        self._tasks = tasks
        self._shelf = _Shelf((), (), None, None, second_due=False, is_damaged=False)
        self.messages = MessageBar()
        self.messages.action_requested.connect(self._copy_newest)
        self.progress = ProgressStrip()
        self.inside = InsideView()
        self.table = BackupsTable(say(TITLE))
        self.make = primary_button(say(mark("Back up now")), "plus")
        self.copy = plain_button(say(mark("Copy to another disk…")), "download")
        what = _DEMO_WHAT if is_demo else _EMPTY_WHAT
        self._empty = EmptyState("history", say(_EMPTY), say(what))
        self._card = Card(margin=style.HAIR_LINE)
        self._beside = Card(margin=style.HAIR_LINE)
        self._arrange()
        self._connect()
        self._is_demo = is_demo
        self._rest()

    def shown(self) -> None:
        """Read the list anew."""
        backups = self._backups

        def job(_progress: Progress) -> _Shelf:
            return _Shelf(
                tuple(backups.listed()),
                tuple(backups.others()),
                backups.confirmed,
                backups.frozen,
                backups.second_due(),
                backups.is_damaged,
            )

        self._tasks.run(self, job, self._show, self.fail, lane=Lane.KEEPING)

    def fail(self, error: StrikelogError) -> None:
        """Say what could not be done."""
        self.messages.fail(sentence(error))

    def back_up(self) -> None:
        """Make a backup now."""
        backups = self._backups

        def job(progress: Progress) -> Backup | None:
            return backups.make(Why.ASKED, progress)

        task = self._tasks.run(self, job, self._made, self._not_done, lane=Lane.KEEPING)
        self._follow(task, say(mark("Backing up and proving the copy")))

    def restore(self, counter: int) -> None:
        """Put a backup in place; asked for and confirmed before."""
        backups, before = self._backups, self._before
        self.restoring.emit()

        def job(progress: Progress) -> None:
            before()
            backups.restore(counter, progress)

        task = self._tasks.run(self, job, self._restored, self._not_done, write=True)
        self._follow(task, say(mark("Proving the backup and putting it in place")))

    def copy_out(self, place: Path, counter: int | None) -> None:
        """Write a backup to another disk."""
        backups = self._backups

        def job(_progress: Progress) -> Path:
            return backups.copy_to(place, counter)

        task = self._tasks.run(self, job, self._copied, self._not_done, lane=Lane.KEEPING)
        self._follow(task, say(mark("Copying and proving the copy")))

    # -- building

    def _arrange(self) -> None:
        head = PageHeader(say(TITLE))
        head.add_button(self.copy)
        head.add_button(self.make)
        self._head = head
        self._card.body.addWidget(self.table)
        self._card.body.addWidget(self._empty)
        self._beside.body.addWidget(self.inside)
        both = QHBoxLayout()
        both.setSpacing(style.SPACE)
        both.addWidget(self._card, 3)
        both.addWidget(self._beside, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(style.SPACE)
        column.addWidget(head)
        column.addLayout(both, 1)
        column.addWidget(self.progress)
        column.addWidget(self.messages)

    def _connect(self) -> None:
        self.make.clicked.connect(self.back_up)
        self.copy.clicked.connect(self._copy_newest)
        self.table.chosen.connect(self._look)
        self.inside.restore_requested.connect(self._ask_restore)
        self.inside.confirm_requested.connect(self._confirm)
        self.inside.copy_requested.connect(self._ask_place)

    # -- showing

    def _show(self, shelf: _Shelf) -> None:
        chosen = self.table.counter
        self._shelf = shelf
        self._rest()
        self.table.fill(shelf.backups, shelf.others, shelf.confirmed)
        has_any = bool(shelf.backups or shelf.others)
        self.table.setVisible(has_any)
        self._empty.setVisible(not has_any)
        self._beside.setVisible(has_any)
        self._head.show_count(len(shelf.backups))
        if shelf.frozen is not None:
            self._tell_frozen(shelf.frozen)
        elif shelf.second_due:
            self.messages.tell(say(_SECOND), Tone.WAIT, action=say(mark("Copy…")))
        if has_any:
            self.table.setFocus()
            self.table.select(chosen or (shelf.backups[0].counter if shelf.backups else 0))

    def _tell_frozen(self, lost: Shrinkage) -> None:
        text = say(_FROZEN).format(
            kind=apart(entity_words(lost.table)),
            before=upright(number(lost.before)),
            after=upright(number(lost.after)),
        )
        self.messages.tell(text, Tone.WAIT)

    def _look(self) -> None:
        counter, backups = self.table.counter, self._backups
        if not counter:
            note = mark(
                "It opens with the passphrase of that time: close the vault, and choose "
                "“Restore a backup” on the first screen."
            )
            self.inside.show_note(say(note))
            return
        self.inside.show_note(say(mark("Reading the backup…")))

        def job(_progress: Progress) -> Inside:
            return backups.look_inside(counter)

        self._tasks.run(self, job, self._show_inside, self._not_read, lane=Lane.KEEPING)

    def _show_inside(self, inside: Inside) -> None:
        if inside.backup.counter == self.table.counter:
            confirmed = inside.backup.counter == self._shelf.confirmed
            self.inside.show_inside(inside, is_confirmed=confirmed)

    def _not_read(self, error: StrikelogError) -> None:
        self.inside.show_note(sentence(error))

    # -- doing

    def _ask_restore(self, counter: int) -> None:
        inside = self.inside.inside
        if inside is None:
            return
        when = moment_words(inside.backup.at)
        question = Question(
            self.window(),
            say(mark("Restore this backup?")),
            say(_RESTORE).format(when=when, count=upright(total(inside.then))),
            action=say(mark("Restore")),
        )
        question.accepted.connect(lambda: self.restore(counter))
        question.open()

    def _confirm(self, counter: int) -> None:
        backups = self._backups

        def job(_progress: Progress) -> None:
            backups.confirm(counter)

        self._tasks.run(self, job, self._confirmed, self.fail, lane=Lane.KEEPING)

    def _confirmed(self, _nothing: None) -> None:
        self.messages.hide()
        self.shown()

    def _copy_newest(self) -> None:
        self._ask_place(None)

    def _ask_place(self, counter: int | None) -> None:
        place = files.ask_for_folder(self, say(mark("Copy a backup to another disk")))
        if place is not None:
            self.copy_out(place, counter)

    def _copied(self, written: Path) -> None:
        self._rest()
        self.messages.tell(say(_COPIED).format(name=apart(written.name)), Tone.GOOD)

    def _made(self, backup: Backup | None) -> None:
        self._rest()
        if backup is None:
            text = mark("Nothing has changed since the newest backup.")
            self.messages.tell(say(text), Tone.PLAIN)
        else:
            self.messages.tell(say(mark("Backed up and proven.")), Tone.GOOD)
            self.table.clearSelection()  # the newest is looked into
        self.shown()

    def _restored(self, _nothing: None) -> None:
        self._rest()
        self.restored.emit()

    def _not_done(self, error: StrikelogError) -> None:
        self._rest()
        self.fail(error)
        self.failed.emit(error)

    def _follow(self, task: Task, name: str) -> None:
        if not self._tasks.is_busy:
            return  # it is done already
        for part in (self.make, self.copy, self._beside):
            part.setEnabled(False)
        self.messages.hide()
        self.progress.follow(task, name)

    def _rest(self) -> None:
        self.make.setEnabled(not (self._is_demo or self._shelf.is_damaged))
        self.copy.setEnabled(not self._is_demo)
        self._beside.setEnabled(True)
