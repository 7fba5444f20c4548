"""Asks before something that is not easily taken back; the safe answer is the easy one."""

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from strikelog.domain.messages import mark
from strikelog.gui import style
from strikelog.gui.language import say
from strikelog.gui.style import Look
from strikelog.gui.widgets.buttons import danger_button, plain_button, primary_button
from strikelog.gui.widgets.card import row
from strikelog.gui.widgets.labels import label, paragraph


class Question(QDialog):
    """One heading, one sentence, the action by its own name, and Cancel.

    Open it with `open()` and connect `accepted`; it deletes itself when it is answered.
    """

    def __init__(
        self,
        parent: QWidget | None,
        heading: str,
        sentence: str,
        *,
        action: str,
        is_grave: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(heading)
        self.setMinimumWidth(style.SENTENCE_WIDTH)
        self._act = danger_button(action) if is_grave else primary_button(action)
        self._cancel = plain_button(say(mark("Cancel")))
        self._act.clicked.connect(self.accept)
        self._cancel.clicked.connect(self.reject)
        self.finished.connect(self.deleteLater)
        column = QVBoxLayout(self)
        column.setContentsMargins(style.MARGIN, style.MARGIN, style.MARGIN, style.MARGIN)
        column.setSpacing(style.SPACE)
        column.addWidget(label(heading, Look.HEADING))
        column.addWidget(paragraph(sentence))
        column.addLayout(row(None, self._cancel, self._act))
        safe = self._cancel if is_grave else self._act
        safe.setDefault(True)
        safe.setFocus()
