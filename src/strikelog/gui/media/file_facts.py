"""What a file says of itself, and how a text begins; both read in a confined process."""

import re
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from strikelog.domain.errors import StrikelogError
from strikelog.domain.media import Fact
from strikelog.domain.messages import mark
from strikelog.domain.progress import Progress
from strikelog.domain.records import Evidence
from strikelog.gui import style
from strikelog.gui.errors import sentence
from strikelog.gui.language import say, upright
from strikelog.gui.media.asking import Asking, Veil
from strikelog.gui.style import Look
from strikelog.gui.tasks import Lane, Tasks
from strikelog.gui.widgets.buttons import link_button
from strikelog.gui.widgets.labels import label, paragraph
from strikelog.services.evidence.media import Media

TEXT = "text/plain"
_LABEL_WIDTH = 78
_SAYS_NOTHING = mark("Nothing that can be read here.")
_LONGEST = 1_200
_SHOW = mark("Show the beginning of the text")
_DAY = re.compile(r"^(\d{4}):(\d\d):(\d\d)(?= )")

Known = dict[str, tuple[Fact, ...]]


class FileFacts(QWidget):
    """Facts as lines; `known` remembers them by digest."""

    def __init__(self, item: Evidence, media: Media, tasks: Tasks, known: Known) -> None:
        super().__init__()
        self._digest = item.sha256 or item.id
        self._known = known
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(style.SPACE)
        self._grid.setVerticalSpacing(style.HAIR)
        self._grid.setColumnMinimumWidth(0, _LABEL_WIDTH)
        self._grid.setColumnStretch(1, 1)
        self._waiting = label(say(mark("Reading…")), Look.SMALL)
        self._grid.addWidget(self._waiting, 0, 0, 1, 2)
        if self._digest in known:
            self._show(known[self._digest])
            return

        def job(_: Progress) -> tuple[Fact, ...]:
            return media.facts(item.id)

        tasks.run(self, job, self._arrived, self._fail, lane=Lane.LOOKING)

    def _arrived(self, facts: tuple[Fact, ...]) -> None:
        self._known[self._digest] = facts
        self._show(facts)

    def _fail(self, error: StrikelogError) -> None:
        self._waiting.setText(sentence(error))
        self._waiting.setWordWrap(True)

    def _show(self, facts: tuple[Fact, ...]) -> None:
        self._waiting.setText(say(_SAYS_NOTHING))
        self._waiting.setVisible(not facts)
        for fact in facts:
            place = self._grid.rowCount()
            name = label(say(fact.label), Look.SMALL)
            name.setWordWrap(True)
            name.setMaximumWidth(_LABEL_WIDTH + style.MARGIN)
            self._grid.addWidget(name, place, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(paragraph(upright(_said(fact.value))), place, 1)


class TextHead(QWidget):
    """How a text begins, once it is asked for; a text can be as hard to bear as a picture."""

    def __init__(self, item: Evidence, media: Media, tasks: Tasks, asking: Asking) -> None:
        super().__init__()
        self._text = paragraph("")
        self._text.hide()
        self._button = link_button(say(_SHOW), "eye")
        self._button.clicked.connect(partial(self._ask, item, media, tasks, asking))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._button, alignment=Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self._text)
        if asking.veil(item.id, item.graphic) is Veil.NONE:
            self._read(item, media, tasks)

    def _ask(
        self, item: Evidence, media: Media, tasks: Tasks, asking: Asking, _checked: bool = False
    ) -> None:
        asking.show(item.id)
        self._read(item, media, tasks)

    def _read(self, item: Evidence, media: Media, tasks: Tasks) -> None:
        def job(_: Progress) -> str:
            return media.text(item.id)

        tasks.run(self, job, self._show, self._fail, lane=Lane.LOOKING)

    def _show(self, text: str) -> None:
        head = text[:_LONGEST]
        self._button.hide()
        self._text.setText(f"{head}…" if len(text) > _LONGEST else head)
        self._text.show()

    def _fail(self, error: StrikelogError) -> None:
        self._show(sentence(error))


def _said(value: str) -> str:
    """Write a day as the rest of the program does; cameras put colons into it."""
    return _DAY.sub(r"\1-\2-\3", value)
