"""Labels in their few looks, and one that shortens its text instead of pushing its neighbours."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent, QTextDocument
from PySide6.QtWidgets import QLabel

from strikelog.domain.text import base_level
from strikelog.gui import style
from strikelog.gui.style import Look


def reading_start() -> Qt.AlignmentFlag:
    """Return the side on which lines begin, for text of any script.

    Left to itself a label puts text of the other direction on its far side.
    """
    mirrored = QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
    side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignAbsolute


def reading_end() -> Qt.AlignmentFlag:
    """Return the side on which lines end, for text of any script."""
    mirrored = QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
    side = Qt.AlignmentFlag.AlignLeft if mirrored else Qt.AlignmentFlag.AlignRight
    return side | Qt.AlignmentFlag.AlignAbsolute


def label(text: str, look: Look | None = None) -> QLabel:
    """Return a label that shows plain text; what records hold is never read as markup."""
    made = QLabel(text)
    _dress(made, look)
    return made


def _dress(made: QLabel, look: Look | None) -> None:
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setAlignment(reading_start() | Qt.AlignmentFlag.AlignVCenter)
    if look is not None:
        style.dress(made, look)


class _Paragraph(QLabel):
    """Text in a document of its own, which begins on the side where a reader begins.

    A document goes by the first letter, also where that is a name of the other script set apart.
    """

    def setText(self, text: str) -> None:
        super().setText(text)
        document = self.findChild(QTextDocument)
        if document is None:
            return
        option = document.defaultTextOption()
        option.setTextDirection(_direction_of(text))
        document.setDefaultTextOption(option)


def _direction_of(text: str) -> Qt.LayoutDirection:
    """Return the direction of a line; several lines find theirs one by one."""
    if "\n" in text:
        return Qt.LayoutDirection.LayoutDirectionAuto
    mirrored = QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
    leftwards = base_level(text, int(mirrored))
    return Qt.LayoutDirection.RightToLeft if leftwards else Qt.LayoutDirection.LeftToRight


def paragraph(text: str, look: Look | None = None) -> QLabel:
    """Return a label whose text may be selected and wraps."""
    made = _Paragraph()
    _dress(made, look)
    made.setWordWrap(True)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    made.setText(text)
    return made


class ElidedLabel(QLabel):
    """One line that ends in "…" when there is no room; the whole text is its tooltip."""

    def __init__(self, text: str = "", look: Look | None = None) -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setToolTip(text)
        if look is not None:
            style.dress(self, look)

    def show_text(self, text: str) -> None:
        """Replace the text and its tooltip."""
        self.setText(text)
        self.setToolTip(text)

    def minimumSizeHint(self) -> QSize:
        return QSize(style.ICON, super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().windowText().color())
        room = self.contentsRect()
        shown = self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, reading_start() | Qt.AlignmentFlag.AlignVCenter, shown)
