"""The editor of paragraphs: each aligns by its own direction, the box grows with the text."""

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtWidgets import QTextEdit

from strikelog.domain.fields import Field
from strikelog.domain.text import clean
from strikelog.gui import style
from strikelog.gui.editors.editor import Editor


class PlainParagraphs(QTextEdit):
    """Text without formats.

    A plain-text widget would keep Arabic paragraphs at the wrong side, so this is the rich one
    with everything rich turned off.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._fit()

    def insertFromMimeData(self, source: QMimeData) -> None:
        self.insertPlainText(source.text())

    def _fit(self) -> None:
        wanted = int(self.document().size().height()) + 2 * style.HAIR + 2
        self.setFixedHeight(min(max(wanted, style.TEXT_MIN), style.TEXT_MAX))


class ParagraphEditor(Editor):
    """Paragraphs; every key is an edit."""

    def __init__(self, field: Field, box: PlainParagraphs | None = None) -> None:
        self.box = box or PlainParagraphs()
        super().__init__(field, self.box)
        self._shown = ""
        self._is_filling = False
        self.box.textChanged.connect(self._typed)

    @property
    def is_clean(self) -> bool:
        """True while the field holds what was last shown or saved."""
        return self.box.toPlainText() == self._shown

    def display(self, value: object) -> None:
        """Put the paragraphs into the box, unless they stand there already."""
        self._shown = str(value or "")
        if clean(self.box.toPlainText()) == self._shown:
            return
        self._is_filling = True
        self.box.setPlainText(self._shown)
        self._is_filling = False

    def settle(self) -> None:
        """Note the text as saved."""
        super().settle()
        self._shown = self.box.toPlainText()

    def _typed(self) -> None:
        if not self._is_filling:
            self.give(clean(self.box.toPlainText()) or None)
