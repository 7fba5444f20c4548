"""The bar below an answer: accept what was found, dismiss it with a reason, open it again."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QWidget

from strikelog.domain.messages import mark
from strikelog.gui import style
from strikelog.gui.insight.asking import Told, Topic
from strikelog.gui.language import apart, say, upright
from strikelog.gui.reading_only import NOTHING_CHANGES
from strikelog.gui.style import Look
from strikelog.gui.widgets.buttons import plain_button, primary_button
from strikelog.gui.widgets.card import row
from strikelog.gui.widgets.labels import label, paragraph
from strikelog.gui.widgets.lines import EscapableLine, keep_level

ACCEPT, DISMISS, REOPEN = mark("Accept"), mark("Dismiss…"), mark("Open again")
KEEP = mark("Keep this answer")
_DISMISS_NOW, _CANCEL = mark("Dismiss"), mark("Cancel")
_WHY = mark("Why is it none?")
_HINT = mark("A few words, kept with the decision")
_ACCEPTED = mark("Accepted by {who}, {when}")
_DISMISSED = mark("Dismissed by {who}, {when}: {reason}")
_DISMISS_TIP = mark("Remember that this is no finding, and why (Delete)")
_KEEP_TIP = mark("Write the answer down for good, with the state of the records it rests on")
_REOPEN_TIP = mark("Forget the decision; records that were written stay")
_ACCEPT_KEYS = "Ctrl+Enter"


class DecisionBar(QStackedWidget):
    """Emits `decided` with what a person decides: accept, dismiss, reopen or keep, what, and why.

    `left` when the keyboard goes back to where it was, `refused` where nothing can be kept.
    """

    decided = Signal(str, object, str)
    left = Signal()
    refused = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._found: object = None
        self._letting_go: object = None
        self._keepable: object = None
        self._can_accept = self._can_dismiss = False
        self._can_write = True
        self.said = paragraph("", Look.SMALL)
        self.accept = primary_button(say(ACCEPT), "check")
        self.dismiss = plain_button(say(DISMISS), "x")
        self.reopen = plain_button(say(REOPEN), "undo-2")
        self.keep = plain_button(say(KEEP), "stamp")
        self.reason = EscapableLine()
        self.confirm = primary_button(say(_DISMISS_NOW))
        self.cancel = plain_button(say(_CANCEL))
        self._arrange()
        self._connect()
        self.hide()

    @property
    def _buttons(self) -> tuple[QPushButton, ...]:
        return self.keep, self.reopen, self.dismiss, self.accept

    def show_told(self, topic: Topic, told: Told | None, *, can_write: bool = True) -> None:
        """Offer what can be decided about a result, and say what was, or why nothing can be."""
        found = self._found = told.found if told is not None else None
        decision = told.decision if told is not None else None
        self._can_write = can_write
        self._can_dismiss = can_write and found is not None and decision is None
        self._can_accept = self._can_dismiss and bool(topic.accepting)
        self.accept.setVisible(self._can_accept)
        self.dismiss.setVisible(self._can_dismiss)
        self.reopen.setVisible(can_write and decision is not None)
        self.accept.setToolTip(f"{say(topic.accepting)} ({upright(_ACCEPT_KEYS)})")
        writes = (told.accepting or say(topic.accepting)) if told and self._can_accept else ""
        why_not = "" if can_write else say(NOTHING_CHANGES)
        self.said.setText((_words(told) if told is not None else "") or writes or why_not)
        self.said.setToolTip(self.said.text())
        self._keepable = told.about if told is not None and topic.is_kept else None
        self.keep.setVisible(can_write and self._keepable is not None)
        self._close()

    def ask_reason(self) -> None:
        """Ask why the result in front is none, if it may be dismissed."""
        if self._can_dismiss:
            self.ask_reason_of(self._found)

    def ask_reason_of(self, found: object) -> None:
        """Ask why something is none, such as a line of a list."""
        if not self._can_write:
            self.refused.emit()
            return
        self._letting_go = found
        self.show()
        self.setCurrentIndex(1)
        self.reason.clear()
        self.reason.setFocus()

    def accept_now(self) -> None:
        """Accept the result in front, if it may be."""
        if self._can_accept:
            self.decided.emit("accept", self._found, "")

    # -- building

    def _arrange(self) -> None:
        self.dismiss.setToolTip(say(_DISMISS_TIP))
        self.reopen.setToolTip(say(_REOPEN_TIP))
        self.keep.setToolTip(say(_KEEP_TIP))
        self.reason.setAccessibleName(say(_WHY))
        self.reason.setPlaceholderText(say(_HINT))
        keep_level(self.reason)
        self.confirm.setEnabled(False)
        self.addWidget(_page(row(self.said, *self._buttons), 0))
        self.addWidget(_page(row(label(say(_WHY)), self.reason, self.cancel, self.confirm), 1))
        self.setFixedHeight(style.CONTROL + 2 * style.GAP)

    def _connect(self) -> None:
        self.accept.clicked.connect(self.accept_now)
        self.dismiss.clicked.connect(self.ask_reason)
        self.reopen.clicked.connect(self._reopen)
        self.keep.clicked.connect(self._keep)
        self.confirm.clicked.connect(self._dismiss)
        self.cancel.clicked.connect(self._leave)
        self.reason.returnPressed.connect(self._dismiss)
        self.reason.escaped.connect(self._leave)
        self.reason.textChanged.connect(self._weigh)

    def _weigh(self, text: str) -> None:
        self.confirm.setEnabled(bool(text.strip()))

    def _dismiss(self) -> None:
        if self.reason.text().strip():
            self._leave()
            self.decided.emit("dismiss", self._letting_go, self.reason.text())

    def _keep(self) -> None:
        self.decided.emit("keep", self._keepable, "")

    def _reopen(self) -> None:
        self.decided.emit("reopen", self._found, "")

    def _leave(self) -> None:
        self._close()
        self.left.emit()

    def _close(self) -> None:
        self.setCurrentIndex(0)
        self.setVisible(self._found is not None or self._keepable is not None)


def _words(told: Told) -> str:
    decision = told.decision
    if decision is None:
        return ""
    words = _ACCEPTED if decision.verdict == "accepted" else _DISMISSED
    return say(words).format(
        who=apart(decision.actor), when=told.decided_on, reason=apart(decision.reason)
    )


def _page(line: QHBoxLayout, wide: int) -> QWidget:
    held = QWidget()
    held.setLayout(line)
    line.setStretch(wide, 1)
    return held
