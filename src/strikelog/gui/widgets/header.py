"""The head of a page: what it is, how many are shown, search and actions."""

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from strikelog.domain.messages import mark
from strikelog.gui import style
from strikelog.gui.language import number, say, upright
from strikelog.gui.style import Look
from strikelog.gui.widgets.labels import ElidedLabel, label
from strikelog.gui.widgets.search_box import SearchBox

SOME_OF_ALL = mark("{shown} of {total}")


class PageHeader(QWidget):
    """Title and count at the start, search box and buttons at the end."""

    def __init__(self, title: str, *, search_hint: str = "") -> None:
        super().__init__()
        self._count = ElidedLabel("", Look.MUTED)
        self._count.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.search = SearchBox(search_hint) if search_hint else None
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(style.GAP + 2)
        self._line.addWidget(label(title, Look.PAGE_TITLE))
        self._line.addWidget(self._count, 1)
        if self.search is not None:
            self._line.addWidget(self.search, 2)

    def add_button(self, button: QWidget) -> None:
        """Put a button, or what stands for one, at the end of the head."""
        self._line.addWidget(button)

    def put_first(self, button: QWidget) -> None:
        """Put a button before the title, such as the way back."""
        self._line.insertWidget(0, button)

    def show_count(self, shown: int, total: int | None = None) -> None:
        """Say how many of how many are listed; `total` alone when they are the same."""
        if total is None or shown == total:
            self._count.show_text(upright(number(shown)))
            return
        words = say(SOME_OF_ALL).format(shown=upright(number(shown)), total=upright(number(total)))
        self._count.show_text(words)

    def show_note(self, text: str) -> None:
        """Say something else in place of the count, such as that a search is running."""
        self._count.show_text(text)
