"""Nothing on the streams: what Python, Qt and the libraries have to say becomes codes and counts.

A desktop keeps what its programs write to their streams, in clear and for weeks. The words may hold
a path, a value or a name; so only that something was said is noted.
"""

import logging
import warnings

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from strikelog.domain.faults import tell_stray_faults_to
from strikelog.domain.journal import Event, Journal


def keep_silent(journal: Journal) -> None:
    """Note what would be written to a stream, for as long as the program runs."""

    def note_qt(_kind: QtMsgType, _context: QMessageLogContext, _words: str) -> None:
        journal.note(Event.QT_WARNING)

    def note_warning(*_: object, **__: object) -> None:
        journal.note(Event.PYTHON_WARNING)

    def note_stray(error: BaseException) -> None:
        journal.note_error(Event.TASK_FAULT, error)

    qInstallMessageHandler(note_qt)
    warnings.showwarning = note_warning
    tell_stray_faults_to(note_stray)
    logging.basicConfig(handlers=[_Counting(journal)], level=logging.WARNING, force=True)
    logging.raiseExceptions = False


class _Counting(logging.Handler):
    """Notes that a library logged something, and drops the words."""

    def __init__(self, journal: Journal) -> None:
        super().__init__(logging.WARNING)
        self._journal = journal

    def emit(self, _record: logging.LogRecord) -> None:
        self._journal.note(Event.LOG_WARNING)
