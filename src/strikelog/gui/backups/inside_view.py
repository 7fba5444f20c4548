"""What is in a backup: records then and now, its newest changes, and what can be done with it."""

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from strikelog.domain.messages import mark
from strikelog.domain.step_words import step_words
from strikelog.gui import style
from strikelog.gui.backups.words import entity_words, moment_words, size_words, why_words
from strikelog.gui.language import apart, language, number, say, upright
from strikelog.gui.style import Look, Tone
from strikelog.gui.widgets.buttons import plain_button
from strikelog.gui.widgets.card import row
from strikelog.gui.widgets.labels import label, paragraph
from strikelog.gui.widgets.pill import StatusPill
from strikelog.services.backups import Inside

_END = Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter


class InsideView(QWidget):
    """Shows one backup, and below it what can be done; emits its number with what is wished for."""

    restore_requested = Signal(int)
    confirm_requested = Signal(int)
    copy_requested = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setMinimumWidth(style.DETAIL_WIDTH)
        self.inside: Inside | None = None
        self.restore = plain_button(say(mark("Restore this backup…")), "history")
        self.copy = plain_button(say(mark("Copy to another disk…")), "download")
        self.good = plain_button(say(mark("This one is good")), "shield-check")
        self._scroller = QScrollArea()
        self._scroller.setFrameShape(QFrame.Shape.NoFrame)
        self._scroller.setWidgetResizable(True)
        self._actions = _framed(self.restore, self.copy, self.good)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._scroller, 1)
        column.addWidget(self._actions)
        self.good.setToolTip(
            say(mark("This backup and all later ones are kept until you call another one good."))
        )
        self.restore.clicked.connect(lambda: self._wish(self.restore_requested))
        self.copy.clicked.connect(lambda: self._wish(self.copy_requested))
        self.good.clicked.connect(lambda: self._wish(self.confirm_requested))
        self.show_note(say(mark("Choose a backup to look inside.")))

    def show_note(self, text: str) -> None:
        """Say something in place of a backup, such as that it is being read."""
        self.inside = None
        content, column = _column()
        note = paragraph(text, Look.MUTED)
        column.addWidget(note)
        column.addStretch(1)
        self._scroller.setWidget(content)
        self._actions.hide()

    def show_inside(self, inside: Inside, *, is_confirmed: bool) -> None:
        """Show what is in a backup beside what is in the vault."""
        self.inside = inside
        content, column = _column()
        backup = inside.backup
        column.addWidget(paragraph(moment_words(backup.at), Look.HEADING))
        state = [StatusPill(say(mark("Proven")), Tone.GOOD)]
        if is_confirmed:
            state.append(StatusPill(say(mark("Confirmed as good")), Tone.TOLD))
        column.addLayout(row(*state, None))
        said = [why_words(backup.why), size_words(backup.size)]
        column.addWidget(paragraph("  ·  ".join(said), Look.MUTED))
        column.addSpacing(style.GAP)
        column.addLayout(_counts(inside))
        column.addSpacing(style.GAP)
        column.addWidget(label(say(mark("Newest changes in it")), Look.SUBHEADING))
        for step in inside.steps:
            what = paragraph(step_words(step.label, language()))
            when = label(f"{moment_words(step.at)}  ·  {apart(step.actor)}", Look.SMALL)
            column.addWidget(what)
            column.addWidget(when)
        column.addStretch(1)
        self._scroller.setWidget(content)
        self.good.setEnabled(not is_confirmed)
        self._actions.show()

    def _wish(self, signal: SignalInstance) -> None:
        if self.inside is not None:
            signal.emit(self.inside.backup.counter)


def _framed(*buttons: QWidget) -> QWidget:
    whole = QWidget()
    style.dress(whole, Look.FRAME)
    column = QVBoxLayout(whole)
    column.setContentsMargins(style.SPACE, style.GAP, style.SPACE, style.SPACE)
    column.setSpacing(style.GAP)
    for button in buttons:
        column.addWidget(button)
    return whole


def _column() -> tuple[QWidget, QVBoxLayout]:
    content = QWidget()
    style.dress(content, Look.FRAME)
    column = QVBoxLayout(content)
    column.setContentsMargins(style.SPACE, style.SPACE, style.SPACE, style.SPACE)
    column.setSpacing(style.HAIR)
    return content, column


def _counts(inside: Inside) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(style.MARGIN)
    grid.setVerticalSpacing(style.HAIR)
    grid.setColumnStretch(0, 1)
    for place, head in enumerate((say(mark("In this backup")), say(mark("Now"))), start=1):
        grid.addWidget(_at_end(head, Look.SMALL), 0, place)
    for line, entity in enumerate(dict.fromkeys([*inside.then, *inside.now]), start=1):
        then, now = inside.then.get(entity, 0), inside.now.get(entity, 0)
        grid.addWidget(label(entity_words(entity), Look.MUTED), line, 0)
        grid.addWidget(_at_end(upright(number(then))), line, 1)
        grid.addWidget(_at_end(upright(number(now))), line, 2)
    last = grid.rowCount()
    grid.addWidget(label(say(mark("Entries of the history")), Look.MUTED), last, 0)
    grid.addWidget(_at_end(upright(number(inside.entries))), last, 1)
    grid.addWidget(_at_end(upright(number(inside.entries_now))), last, 2)
    return grid


def _at_end(text: str, look: Look | None = None) -> QWidget:
    made = label(text, look)
    made.setAlignment(_END)
    return made
