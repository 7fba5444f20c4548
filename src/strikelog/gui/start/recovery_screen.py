"""Before a vault is open: restoring one of its backups, or salvaging it, when it does not open."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from strikelog.domain.errors import StrikelogError
from strikelog.domain.messages import mark
from strikelog.domain.progress import Progress
from strikelog.gui import style
from strikelog.gui.backups.salvage_dialog import SalvageDialog
from strikelog.gui.backups.words import moment_words, total, why_words
from strikelog.gui.dialogs import files
from strikelog.gui.language import apart, say, upright
from strikelog.gui.start.screens import Screen, Secret
from strikelog.gui.style import Look
from strikelog.gui.tasks import Tasks
from strikelog.gui.widgets.buttons import link_button, plain_button, primary_button
from strikelog.gui.widgets.card import row
from strikelog.gui.widgets.labels import paragraph
from strikelog.gui.widgets.question import Question
from strikelog.services.recovery import Backup, Salvaged, recovering

T = TypeVar("T")

_LIST_HEIGHT = 190
_ASK = mark(
    "The vault becomes what it was on {when}, with {count} records. What is there now is backed up "
    "first, or kept aside as it is if it is damaged."
)
_ASK_COPY = mark(
    "The vault becomes what the copy “{name}” holds. What is there now is backed up first, or kept "
    "aside as it is if it is damaged."
)


class RecoveryScreen(Screen):
    """Emits `restored` when the vault can be opened again, `back_requested` to leave it."""

    restored = Signal()
    back_requested = Signal()

    def __init__(self, folder: Path, tasks: Tasks) -> None:
        super().__init__(
            say(mark("Restore a backup")),
            say(
                mark("Type the passphrase, or the recovery key, to see the backups of this vault.")
            ),
        )
        self.folder = folder
        self._tasks = tasks
        self._backups: tuple[Backup, ...] = ()
        self.passphrase = Secret(say(mark("Passphrase")))
        self.look = primary_button(say(mark("Show the backups")), "key-round")
        self.list = QListWidget()
        self.list.setAccessibleName(say(mark("Backups")))
        self.list.setFixedHeight(_LIST_HEIGHT)
        self.restore = primary_button(say(mark("Restore…")), "history")
        self.other = plain_button(say(mark("From another disk…")), "folder-open")
        self.salvage = plain_button(say(mark("Salvage…")), "life-buoy")
        self.back = link_button(say(mark("Back")), "chevron-left")
        self._arrange()
        self._connect()
        self._show_found(found=False)

    def read(self) -> None:
        """List the backups that the passphrase opens."""
        folder, secret = self.folder, self.passphrase.text()
        if not secret:
            return

        def job(_progress: Progress) -> tuple[Backup, ...]:
            with recovering(folder, secret) as recovery:
                return tuple(recovery.listed())

        self._run(job, self._show, say(mark("Looking for backups…")))

    def restore_backup(self, counter: int) -> None:
        """Put a numbered backup in place; confirmed before."""
        folder, secret = self.folder, self.passphrase.text()

        def job(_progress: Progress) -> None:
            with recovering(folder, secret) as recovery:
                recovery.restore(counter)

        self._run(job, self._done, say(mark("Proving the backup and putting it in place")))

    def restore_copy(self, copy: Path) -> None:
        """Put a copy on another disk in place; confirmed before."""
        folder, secret = self.folder, self.passphrase.text()

        def job(_progress: Progress) -> None:
            with recovering(folder, secret) as recovery:
                recovery.restore_from(copy)

        self._run(job, self._done, say(mark("Proving the backup and putting it in place")))

    # -- building

    def _arrange(self) -> None:
        self.body.addWidget(paragraph(apart(str(self.folder)), Look.SMALL))
        self.body.addWidget(self.passphrase)
        self.body.addLayout(row(None, self.look))
        self.body.addWidget(self.list)
        self.body.addLayout(row(self.other, self.salvage, None, self.restore))
        self.body.addLayout(row(self.back, None, gap=style.SPACE))
        self.finish()
        self.setFocusProxy(self.passphrase)

    def _connect(self) -> None:
        self.passphrase.returnPressed.connect(self.read)
        self.look.clicked.connect(self.read)
        self.restore.clicked.connect(self._ask_backup)
        self.list.itemActivated.connect(self._ask_backup)
        self.other.clicked.connect(self._ask_copy)
        self.salvage.clicked.connect(self._salvage)
        self.back.clicked.connect(self.back_requested)

    def _show_found(self, *, found: bool) -> None:
        for part in (self.list, self.restore, self.other, self.salvage):
            part.setVisible(found)
        self.look.setVisible(not found)

    # -- working

    def _run(self, job: Callable[[Progress], T], done: Callable[[T], None], text: str) -> None:
        self.be_busy(text)
        self._tasks.run(self, job, done, self.fail, write=True)

    def _show(self, found: tuple[Backup, ...]) -> None:
        self.rest()
        self._backups = found
        self.list.clear()
        for one in found:
            records = say(mark("{count} records")).format(count=upright(total(one.records)))
            said = "  ·  ".join([moment_words(one.at), records, why_words(one.why)])
            self.list.addItem(QListWidgetItem(said))
        self._show_found(found=True)
        self.restore.setEnabled(bool(found))
        if found:
            self.list.setCurrentRow(0)
            self.list.setFocus()
        else:
            self.messages.tell(say(mark("This vault has no backup that these keys open.")))

    def _ask_backup(self) -> None:
        place = self.list.currentRow()
        if not 0 <= place < len(self._backups):
            return
        one = self._backups[place]
        text = say(_ASK).format(when=moment_words(one.at), count=upright(total(one.records)))
        self._ask(text, lambda: self.restore_backup(one.counter))

    def _ask_copy(self) -> None:
        copy = files.ask_for_folder(self, say(mark("Choose the copy of a vault")))
        if copy is not None:
            text = say(_ASK_COPY).format(name=apart(copy.name))
            self._ask(text, lambda: self.restore_copy(copy))

    def _ask(self, text: str, act: Callable[[], None]) -> None:
        heading, action = say(mark("Restore this backup?")), say(mark("Restore"))
        question = Question(self.window(), heading, text, action=action)
        question.accepted.connect(act)
        question.open()

    def _salvage(self) -> None:
        folder, secret = self.folder, self.passphrase.text()

        def work(out: Path, progress: Progress) -> tuple[Path, Salvaged]:
            with recovering(folder, secret) as recovery:
                return recovery.salvage(out, progress)

        SalvageDialog(self.window(), folder.stem, work, self._tasks).open()

    def _done(self, _nothing: None) -> None:
        self.rest()
        self.restored.emit()

    def fail(self, error: StrikelogError) -> None:
        """Say what went wrong and let the passphrase be typed again."""
        super().fail(error)
        self.passphrase.selectAll()
        self.passphrase.setFocus()
