"""Fields for names: nothing is copied, dragged or learned from them, and leaving forgets undo."""

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import (
    QClipboard,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
)
from PySide6.QtWidgets import QLineEdit, QWidget

from strikelog.domain.fields import Field
from strikelog.gui.editors.paragraphs import ParagraphEditor, PlainParagraphs
from strikelog.gui.editors.typed import TypedEditor

_HINTS = Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
_COPYING = (QKeySequence.StandardKey.Copy, QKeySequence.StandardKey.Cut)
# In a line these delete, but put what they delete on the clipboard first.
_DELETING_BY_COPY = (
    QKeySequence.StandardKey.DeleteEndOfLine,
    QKeySequence.StandardKey.DeleteCompleteLine,
)


def _is_any(event: QKeyEvent, keys: tuple[QKeySequence.StandardKey, ...]) -> bool:
    return any(event.matches(one) for one in keys)


def _guard(field: QWidget) -> None:
    field.setInputMethodHints(_HINTS)
    field.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)


def _forget_selection() -> None:
    """Take back what X11 offers for pasting by the middle button: selecting by keys puts it there.

    It is taken back within the same turn, before any other program could have asked for it.
    """
    clipboard = QGuiApplication.clipboard()
    if clipboard.supportsSelection() and clipboard.ownsSelection():
        clipboard.clear(QClipboard.Mode.Selection)


class GuardedLine(QLineEdit):
    """One line out of which no text gets."""

    def __init__(self) -> None:
        super().__init__()
        self.setDragEnabled(False)
        _guard(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _is_any(event, _COPYING):
            event.accept()
            return
        if _is_any(event, _DELETING_BY_COPY):
            self._delete(whole=event.matches(QKeySequence.StandardKey.DeleteCompleteLine))
            event.accept()
            return
        super().keyPressEvent(event)
        _forget_selection()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        super().keyReleaseEvent(event)
        _forget_selection()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        # On X11 letting the button go copies what is selected.
        if not self.hasSelectedText():
            super().mouseReleaseEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.deselect()
        place = self.cursorPosition()
        self.setText(self.text())  # which forgets what could be undone
        self.setCursorPosition(place)

    def _delete(self, *, whole: bool) -> None:
        start = 0 if whole else self.cursorPosition()
        self.setSelection(start, len(self.text()) - start)
        self.del_()


class GuardedParagraphs(PlainParagraphs):
    """Paragraphs out of which no text gets."""

    def __init__(self) -> None:
        super().__init__()
        _guard(self)
        self.viewport().setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)

    def createMimeDataFromSelection(self) -> QMimeData:
        # Clipboard, dragging and the selection of X11 all ask here.
        return QMimeData()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _is_any(event, _COPYING):
            event.accept()
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        # A drag begins from what is selected.
        cursor = self.textCursor()
        cursor.clearSelection()
        self.setTextCursor(cursor)
        super().mousePressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.document().clearUndoRedoStacks()


class GuardedLineEditor(TypedEditor):
    """One line of what nobody else may read."""

    def __init__(self, field: Field) -> None:
        super().__init__(field, GuardedLine())


class GuardedParagraphEditor(ParagraphEditor):
    """Paragraphs of what nobody else may read."""

    def __init__(self, field: Field) -> None:
        super().__init__(field, GuardedParagraphs())
