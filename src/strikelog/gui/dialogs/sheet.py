"""What dialogs share: a heading, a body, a place for messages, progress, and buttons below."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from strikelog.domain.errors import StrikelogError
from strikelog.domain.messages import mark
from strikelog.domain.progress import Cancelled
from strikelog.gui import style
from strikelog.gui.errors import sentence
from strikelog.gui.language import say
from strikelog.gui.style import Look, Tone
from strikelog.gui.tasks import Task
from strikelog.gui.widgets.buttons import plain_button
from strikelog.gui.widgets.labels import label, paragraph
from strikelog.gui.widgets.margins import margins
from strikelog.gui.widgets.message_bar import MessageBar
from strikelog.gui.widgets.progress_strip import ProgressStrip


class Sheet(QDialog):
    """A dialog that deletes itself when it is closed; work under way is stopped first."""

    def __init__(self, parent: QWidget | None, heading: str, *, width: int = 0) -> None:
        super().__init__(parent)
        self.setWindowTitle(heading)
        self.setMinimumWidth(width or style.DIALOG_SIZE[0])
        self.heading = label(heading, Look.PAGE_TITLE)
        self.messages = MessageBar()
        self.progress = ProgressStrip()
        self.body = QVBoxLayout()
        self.body.setSpacing(style.SPACE)
        self.footer = QHBoxLayout()
        self.footer.setSpacing(style.GAP)
        self.footer.addStretch(1)
        self.closer = plain_button(say(mark("Close")))
        self.closer.clicked.connect(self.reject)
        self.footer.addWidget(self.closer)
        self._task: Task | None = None
        self._arrange()
        self.finished.connect(self._end)

    @property
    def is_working(self) -> bool:
        """True while a task that was handed over runs."""
        return self._task is not None

    def follow(self, task: Task, name: str) -> None:
        """Show how far a task is; closing the dialog stops it."""
        self._task = task
        self.messages.hide()
        self.progress.follow(task, name)
        task.finished.connect(self._rest)

    def add_action(self, button: QPushButton) -> None:
        """Put a button at the end of the dialog."""
        self.footer.addWidget(button)
        button.setDefault(button.property("look") == str(Look.PRIMARY))

    def tell(self, text: str, tone: Tone = Tone.GOOD, *, action: str = "") -> None:
        """Say what came of it."""
        self.messages.tell(text, tone, action=action)

    def fail(self, error: StrikelogError) -> None:
        """Say why it could not be done; having been stopped is no failure."""
        tone = Tone.PLAIN if isinstance(error, Cancelled) else Tone.GRAVE
        self.messages.tell(sentence(error), tone)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.focusWidget() in (None, self.closer):
            self._focus_first()

    def _focus_first(self) -> None:
        """Put the keyboard into the first thing to fill in, or on the main action."""
        tab = Qt.FocusPolicy.TabFocus
        for kind in (QLineEdit, QComboBox, QPushButton):
            for part in self.findChildren(kind):
                if part is self.closer:
                    continue
                if part.isVisibleTo(self) and part.isEnabled() and part.focusPolicy() & tab:
                    part.setFocus()
                    return

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(style.MARGIN, style.MARGIN, style.MARGIN, style.MARGIN)
        column.setSpacing(style.SPACE)
        column.addWidget(self.heading)
        column.addLayout(self.body, 1)
        column.addWidget(self.progress)
        column.addWidget(self.messages)
        column.addLayout(self.footer)

    def _rest(self) -> None:
        self._task = None

    def _end(self) -> None:
        if self._task is not None:
            self._task.cancel()
        self.deleteLater()


def form_lines() -> QFormLayout:
    """Return a column of labels and editors in the distances of the house."""
    lines = QFormLayout()
    lines.setContentsMargins(0, 0, 0, 0)
    lines.setHorizontalSpacing(style.MARGIN)
    lines.setVerticalSpacing(style.GAP)
    lines.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    lines.setLabelAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
    return lines


def note(text: str) -> QLabel:
    """Return a quiet explaining sentence."""
    return paragraph(text, Look.SMALL)


def framed(content: QWidget) -> QScrollArea:
    """Return a tab whose content keeps a readable width and scrolls."""
    ground = QWidget()
    style.dress(ground, Look.FRAME)
    content.setMaximumWidth(style.FORM_WIDTH)
    column = QVBoxLayout(ground)
    column.setContentsMargins(margins(top=style.MARGIN, end=style.SPACE))
    column.addWidget(content)
    column.addStretch(1)
    scroller = QScrollArea()
    scroller.setFrameShape(QFrame.Shape.NoFrame)
    scroller.setWidgetResizable(True)
    scroller.setWidget(ground)
    return scroller
