"""The two families of failure: calm sentences near where they happened, reports for faults.

The report of a fault names error types, our files and lines, and versions. It holds no messages,
values, names or paths, because any of these could carry what a record says.
"""

import platform
from collections.abc import Callable

import PySide6
from PySide6.QtCore import QCoreApplication, QObject, Signal, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

import strikelog
from strikelog.domain.errors import StrikelogError
from strikelog.domain.faults import chain_of, tell_faults_to
from strikelog.domain.journal import Event, Journal
from strikelog.domain.messages import mark
from strikelog.gui import style
from strikelog.gui.language import language, say
from strikelog.gui.style import Look
from strikelog.gui.widgets.buttons import plain_button, primary_button

HEADING = mark("Something in strikelog went wrong")
WHAT_NOW = mark(
    "This is a fault of the program, not of what you did. Everything saved so far is safe. You can "
    "go on working; if it happens again, please send the report below. It holds no records, names "
    "or file paths."
)


def sentence(error: StrikelogError) -> str:
    """Say the error in the language of the window."""
    return error.sentence(language())


def report(error: BaseException) -> str:
    """Describe a fault so that it can be found, without anything a record could hold."""
    return "\n".join([_versions(), "", chain_of(error)])


def _versions() -> str:
    return (
        f"strikelog {strikelog.__version__} · Python {platform.python_version()} · "
        f"PySide6 {PySide6.__version__} · Qt {qVersion()} · {platform.system()} "
        f"{platform.machine()}"
    )


class FaultReporter(QObject):
    """Receives every fault of the program and shows one dialog for it, never several at once.

    A `StrikelogError` that reaches it is told by `told`, for the window to show as a message.
    """

    told = Signal(str)

    def __init__(
        self, window: Callable[[], QWidget | None], journal: Journal | None = None
    ) -> None:
        super().__init__()
        self._window = window
        self._journal = journal or Journal()
        self._dialog: FaultDialog | None = None

    def install(self) -> None:
        """Take over errors that rise out of slots and event handlers."""
        tell_faults_to(self._catch)

    def report(self, error: BaseException) -> None:
        """Show the error: as a sentence if the world made it, else as a report."""
        if isinstance(error, StrikelogError):
            self._journal.note_error(Event.FAILED, error)
            self.told.emit(sentence(error))
            return
        self._journal.note_error(Event.FAULT, error)
        if self._dialog is not None:
            return
        self._dialog = FaultDialog(report(error), self._window())
        self._dialog.finished.connect(self._forget)
        self._dialog.open()

    def _catch(self, error: BaseException) -> None:
        if isinstance(error, KeyboardInterrupt):
            QCoreApplication.quit()
            return
        self.report(error)

    def _forget(self) -> None:
        dialog, self._dialog = self._dialog, None
        if dialog is not None:
            dialog.deleteLater()


class FaultDialog(QDialog):
    """Says that the program failed and offers the report for copying."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(say(HEADING))
        self.setMinimumSize(*style.DIALOG_SIZE)
        heading = QLabel(say(HEADING))
        style.dress(heading, Look.HEADING)
        what_now = QLabel(say(WHAT_NOW))
        what_now.setWordWrap(True)
        self._text = QPlainTextEdit(text)
        self._text.setReadOnly(True)
        self._text.setAccessibleName(say(mark("Report")))
        column = QVBoxLayout(self)
        column.setContentsMargins(style.MARGIN, style.MARGIN, style.MARGIN, style.MARGIN)
        column.setSpacing(style.SPACE)
        for part in (heading, what_now, self._text):
            column.addWidget(part)
        column.addLayout(self._buttons())

    @property
    def text(self) -> str:
        """The report as shown."""
        return self._text.toPlainText()

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        copy = plain_button(say(mark("Copy report")), "copy")
        copy.clicked.connect(self._copy)
        close = primary_button(say(mark("Close")))
        close.clicked.connect(self.accept)
        row.addWidget(copy)
        row.addStretch()
        row.addWidget(close)
        return row

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text)
