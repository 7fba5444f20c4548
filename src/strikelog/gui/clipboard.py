"""What is copied out of the program: marked as a secret, gone after half a minute and on lock.

Fields, tables and labels copy in many ways, most of them Qt's own; so the clipboard itself is
watched, and whatever of ours lies on it is put there again with the marks that clipboard histories
and clouds heed.
"""

import sys

from PySide6.QtCore import QByteArray, QMimeData, QObject, QTimer
from PySide6.QtGui import QClipboard, QGuiApplication

from strikelog.domain.journal import Event, Journal

LASTS = 30_000
"""Milliseconds what was copied stays."""

_NO = bytes(4)
_MARKS: dict[str, bytes] = (
    {
        "ExcludeClipboardContentFromMonitorProcessing": b"1",
        "CanIncludeInClipboardHistory": _NO,
        "CanUploadToCloudClipboard": _NO,
    }
    if sys.platform == "win32"
    else {"application/x-nspasteboard-concealed-type": b"1"}
    if sys.platform == "darwin"
    else {"x-kde-passwordManagerHint": b"secret"}
)
_OURS = "application/x-strikelog"
"""Tells what was marked already from what a field has just copied."""

_KINDS = (QClipboard.Mode.Clipboard, QClipboard.Mode.Selection)


class ClipboardGuard(QObject):
    """Marks and clears what the program puts on the clipboard; what others put there stays."""

    def __init__(
        self, app: QGuiApplication, journal: Journal | None = None, *, lasts: int = LASTS
    ) -> None:
        super().__init__(app)
        self._clipboard = app.clipboard()
        self._journal = journal or Journal()
        self._timer = QTimer(self, singleShot=True, interval=lasts)
        self._timer.timeout.connect(self.clear)
        self._clipboard.changed.connect(self._mark)

    def clear(self) -> None:
        """Take away what lies there of ours, now."""
        self._timer.stop()
        for kind in _KINDS:
            if self._owns(kind) and self._content(kind) is not None:
                self._clipboard.clear(kind)
                self._journal.note(Event.CLIPBOARD_CLEARED)

    def _owns(self, kind: QClipboard.Mode) -> bool:
        if QGuiApplication.platformName() == "offscreen":
            return kind is QClipboard.Mode.Clipboard  # Nobody else is there.
        if kind is QClipboard.Mode.Selection:
            return self._clipboard.supportsSelection() and self._clipboard.ownsSelection()
        return self._clipboard.ownsClipboard()

    def _content(self, kind: QClipboard.Mode) -> QMimeData | None:
        """Give what lies there; a cleared clipboard has nothing, or something empty."""
        content: QMimeData | None = self._clipboard.mimeData(kind)
        return content if content is not None and content.formats() else None

    def _mark(self, kind: QClipboard.Mode) -> None:
        if kind not in _KINDS or not self._owns(kind):
            return
        content = self._content(kind)
        if content is None or content.hasFormat(_OURS):
            return
        self._clipboard.setMimeData(_marked(content), kind)
        self._timer.start()


def _marked(content: QMimeData) -> QMimeData:
    """Copy content, plain text alone where there is text, with the marks of a secret."""
    made = QMimeData()
    if content.hasText():
        made.setText(content.text())
    else:
        for name in content.formats():
            made.setData(name, content.data(name))
    for name, value in {**_MARKS, _OURS: b"1"}.items():
        made.setData(name, QByteArray(value))
    return made
