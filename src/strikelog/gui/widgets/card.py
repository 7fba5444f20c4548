"""White cards with a thin line around them, and small tiles with one big figure."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from strikelog.gui import style
from strikelog.gui.language import apart, upright
from strikelog.gui.style import Look
from strikelog.gui.widgets.labels import label


class Card(QFrame):
    """A rounded ground for what belongs together; add to `body`."""

    def __init__(self, margin: int = style.MARGIN - 2) -> None:
        super().__init__()
        style.dress(self, Look.CARD)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(margin, margin, margin, margin)
        self.body.setSpacing(style.GAP)


class Tile(QFrame):
    """One figure, big, over the word that says what it counts."""

    def __init__(self, figure: str, caption: str) -> None:
        super().__init__()
        style.dress(self, Look.TILE)
        self._figure = label("", Look.FIGURE)
        self._caption = label("", Look.SMALL)
        column = QVBoxLayout(self)
        column.setContentsMargins(style.SPACE, style.GAP, style.SPACE, style.GAP)
        column.setSpacing(0)
        column.addWidget(self._figure)
        column.addWidget(self._caption)
        self.show_figure(figure, caption)

    def show_figure(self, figure: str, caption: str) -> None:
        """Replace figure and caption."""
        # Words such as “at least” run the way of their own script.
        has_words = any(letter.isalpha() for letter in figure)
        self._figure.setText(apart(figure) if has_words else upright(figure))
        self._caption.setText(caption)
        self.setAccessibleName(f"{figure} {caption}")


def row(*parts: QWidget | QLayout | None, gap: int = style.GAP) -> QHBoxLayout:
    """Return widgets and layouts side by side; None is space that stretches."""
    line = QHBoxLayout()
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(gap)
    for part in parts:
        if part is None:
            line.addStretch(1)
        elif isinstance(part, QLayout):
            line.addLayout(part)
        else:
            line.addWidget(part)
    return line
