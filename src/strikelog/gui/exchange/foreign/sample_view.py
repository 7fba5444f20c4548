"""One row of a file as the record it becomes, from near: facts, figures, what was refused."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from strikelog.domain.messages import is_right_to_left, mark
from strikelog.gui import style
from strikelog.gui.exchange.foreign.sample_words import SampleLine, ToldCell
from strikelog.gui.language import apart, language, number, say, upright
from strikelog.gui.pages.detail import add_group
from strikelog.gui.pages.facts import FactGroup
from strikelog.gui.style import Look, Tone
from strikelog.gui.widgets.card import row
from strikelog.gui.widgets.detail import DetailPane, detail_column
from strikelog.gui.widgets.labels import label, paragraph
from strikelog.gui.widgets.pill import StatusPill

_RIGHT_TO_LEFT = "\u200f"
_ROW = mark("Row {number} of the sheet")
_CHOOSE = mark("Choose a row below to see what it becomes.")
_NOTHING = mark("This row makes no incident. The reasons stand below.")
_REFUSED = mark("Refused")
_DOUBTFUL = mark("Doubtful")
_HARM = mark("People harmed")
_ACCOUNT = mark("What the row says")
_PLACE = mark("How the place was found")


class SampleView(DetailPane):
    """Shows one row; `refused` cells stand below with their reasons."""

    def __init__(self) -> None:
        super().__init__()
        self.show_row(None)

    def show_row(self, line: SampleLine | None) -> None:
        """Show a row, or what to do to see one."""
        content, column = detail_column()
        if line is None:
            _add_hint(column)
        else:
            column.addWidget(
                label(say(_ROW).format(number=upright(number(line.number))), Look.SMALL)
            )
            _add_record(column, line)
            _add_cells(column, line)
        column.addStretch(1)
        self.show_content(content)


def _add_hint(column: QVBoxLayout) -> None:
    hint = paragraph(say(_CHOOSE), Look.MUTED)
    hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
    column.addStretch(1)
    column.addWidget(hint)


def _add_record(column: QVBoxLayout, line: SampleLine) -> None:
    details = line.details
    if details is None:
        column.addWidget(paragraph(say(_NOTHING)))
        return
    column.addWidget(paragraph(details.title, Look.HEADING))
    for place, group in enumerate(details.groups):
        add_group(column, group, headed=place > 0)
    add_group(column, FactGroup(say(_HARM), line.harm), headed=True)
    if line.account:
        column.addWidget(label(say(_ACCOUNT), Look.SUBHEADING))
        column.addWidget(paragraph(apart(line.account)))
    if line.place:
        column.addWidget(label(say(_PLACE), Look.SUBHEADING))
        column.addWidget(paragraph(_in_reading_order(line.place), Look.SMALL))


def _add_cells(column: QVBoxLayout, line: SampleLine) -> None:
    if line.refused or line.why is not None:
        column.addWidget(label(say(_REFUSED), Look.SUBHEADING))
    if line.why is not None:
        column.addWidget(paragraph(line.why.sentence(language())))
    for cell in line.refused:
        column.addWidget(_told(cell, Tone.GRAVE))
    if line.doubts:
        column.addWidget(label(say(_DOUBTFUL), Look.SUBHEADING))
    for doubt in line.doubts:
        column.addWidget(paragraph(doubt.sentence(language())))


def _in_reading_order(text: str) -> str:
    """Let a sentence that begins with a foreign name run as those around it do."""
    return f"{_RIGHT_TO_LEFT}{text}" if is_right_to_left(language()) else text


def _told(cell: ToldCell, tone: Tone) -> QWidget:
    holder = QWidget()
    lines = QVBoxLayout(holder)
    lines.setContentsMargins(0, 0, 0, style.HAIR)
    lines.setSpacing(style.HAIR)
    head = paragraph(apart(cell.header), Look.SMALL)
    lines.addLayout(row(StatusPill(upright(cell.cell), tone), head))
    lines.addWidget(paragraph(f"{apart(cell.text)}: {cell.why.sentence(language())}"))
    return holder
