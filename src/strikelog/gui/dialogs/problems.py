"""The list of what is missing, wrong or doubtful in an incident."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from strikelog.domain.fields import field_of, has_field
from strikelog.domain.messages import mark
from strikelog.domain.records import RECORDS, named
from strikelog.domain.validation import Problem
from strikelog.gui import style
from strikelog.gui.dialogs.sheet import Sheet
from strikelog.gui.language import language, number, say, upright
from strikelog.gui.pages.facts import Details
from strikelog.gui.style import Ink, Look
from strikelog.gui.widgets.buttons import primary_button
from strikelog.gui.widgets.card import Card, row
from strikelog.gui.widgets.labels import label, paragraph
from strikelog.gui.widgets.margins import margins
from strikelog.gui.widgets.pictures import Picture

_KINDS = named(RECORDS)


class ProblemsDialog(Sheet):
    """Lists problems; `edit_requested` when the person wants to mend them."""

    edit_requested = Signal()

    def __init__(self, parent: QWidget, details: Details) -> None:
        super().__init__(parent, say(mark("What is missing or doubtful")))
        self.setMinimumHeight(style.DIALOG_SIZE[1])
        self.body.addWidget(paragraph(f"{upright(details.code)}  {details.title}", Look.MUTED))
        scroller = QScrollArea()
        scroller.setFrameShape(QFrame.Shape.NoFrame)
        scroller.setWidgetResizable(True)
        scroller.setWidget(_columns(details.problems))
        self.body.addWidget(scroller, 1)
        open_form = primary_button(say(mark("Open the form")), "pencil")
        open_form.clicked.connect(self._edit)
        self.add_action(open_form)

    def _edit(self) -> None:
        self.edit_requested.emit()
        self.accept()


def _columns(problems: Sequence[Problem]) -> QWidget:
    content = QWidget()
    style.dress(content, Look.FRAME)
    column = QVBoxLayout(content)
    column.setContentsMargins(margins(end=style.GAP))
    column.setSpacing(style.GAP)
    errors = [one for one in problems if one.is_error]
    doubts = [one for one in problems if not one.is_error]
    for words, found, picture, ink in (
        (mark("Missing or wrong: {count}"), errors, "circle-alert", Ink.GRAVE),
        (mark("Doubtful: {count}"), doubts, "triangle-alert", Ink.WAIT),
    ):
        if found:
            heading = say(words).format(count=upright(number(len(found))))
            column.addWidget(label(heading, Look.SUBHEADING))
        for problem in found:
            column.addWidget(_card(problem, picture, ink))
    column.addStretch(1)
    return content


def _card(problem: Problem, picture: str, ink: Ink) -> Card:
    card = Card(margin=style.GAP)
    text = paragraph(problem.sentence(language()))
    line = row(Picture(picture, ink), text, gap=style.GAP)
    line.setStretch(1, 1)
    card.body.addLayout(line)
    card.body.addWidget(label(_where(problem), Look.TINY))
    return card


def _where(problem: Problem) -> str:
    """Say which kind of record and which field a problem is about."""
    kind = _KINDS.get(problem.entity)
    if kind is None:
        return problem.code
    parts = [say(kind.about.label)]
    if problem.key and has_field(kind, problem.key):
        parts.append(say(field_of(kind, problem.key).label))
    return "  ·  ".join([*parts, problem.code])
