"""What is done once a file was taken in: taken back, or answered with a receipt."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from strikelog.domain.changes import Changes
from strikelog.domain.errors import StrikelogError
from strikelog.domain.messages import mark
from strikelog.domain.progress import Progress
from strikelog.gui.dialogs import files
from strikelog.gui.dialogs.exporting import PATTERN
from strikelog.gui.language import language, say
from strikelog.gui.tasks import Task, Tasks
from strikelog.services.exchange_log import Exchange
from strikelog.services.import_preview import Preview
from strikelog.services.reviewing import Choice, Part
from strikelog.services.taking_back import UndoneImport
from strikelog.services.undoing import Inverse
from strikelog.services.workspace import Workspace

Failed = Callable[[StrikelogError], None]

_NAME = mark("receipt for {name}")
_HEADING = mark("Save receipt for the partner")
RECEIPT_WRITTEN = mark("The receipt was written: {name}. Send it to your partner.")


@dataclass(frozen=True)
class Wanted:
    """A receipt that is asked for: for which workbook, decided how, written where."""

    preview: Preview
    decisions: Mapping[Part, Choice]
    path: Path


def ask_for_receipt(parent: QWidget, workbook: str) -> Path | None:
    """Ask where the receipt for a workbook shall be written."""
    name = say(_NAME).format(name=Path(workbook).stem)
    return files.ask_for_saving(parent, say(_HEADING), f"{name}.xlsx", pattern=say(PATTERN))


class Afterwards(QObject):
    """Does it beside the window; `changed` carries what taking something back changed."""

    changed = Signal(object)

    def __init__(self, workspace: Workspace, tasks: Tasks) -> None:
        super().__init__()
        self._workspace = workspace
        self._tasks = tasks

    def undo_import(self, step: int, done: Callable[[Sequence[str]], None], failed: Failed) -> None:
        """Take an import back; `done` gets sentences on what was kept because of later edits."""
        importing, tongue = self._workspace.importing, language()

        def job(_progress: Progress) -> UndoneImport:
            return importing.undo_import(step, language=tongue)

        def told(undone: UndoneImport) -> None:
            done([one.sentence(tongue) for one in undone.kept])
            self.changed.emit(undone.changes)

        self._tasks.run(self, job, told, failed, write=True)

    def turn(self, undo: Callable[[], Inverse | None], failed: Failed) -> None:
        """Take one step back."""

        def job(_progress: Progress) -> Changes:
            inverse = undo()
            return inverse.changes if inverse is not None else Changes()

        self._tasks.run(self, job, self.changed.emit, failed, write=True)

    def write_receipt(self, wanted: Wanted, done: Callable[[Path], None], failed: Failed) -> Task:
        """Write the receipt of an import."""
        importing, tongue = self._workspace.importing, language()

        def job(progress: Progress) -> Path:
            written = importing.receipt(
                wanted.preview, wanted.path, wanted.decisions, language=tongue, progress=progress
            )
            return written.path

        return self._tasks.run(self, job, done, failed)

    def write_again(
        self,
        exchange: Exchange,
        path: Path,
        *,
        file: Path | None,
        done: Callable[[Path], None],
        failed: Failed,
    ) -> Task:
        """Write the receipt of a line of the log to `path`; `file` is the workbook it answers."""
        receipts = self._workspace.exchange_log.receipts

        def job(progress: Progress) -> Path:
            return receipts.write(exchange, path, file, progress)

        return self._tasks.run(self, job, done, failed)
