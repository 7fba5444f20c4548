"""Quick capture: a few fields and Enter, for the minute in which the news comes in."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from strikelog.domain.counts import Count
from strikelog.domain.dates import FuzzyDate
from strikelog.domain.errors import StrikelogError
from strikelog.domain.fields import Field, Kind
from strikelog.domain.messages import mark
from strikelog.domain.progress import Progress
from strikelog.domain.text import clean_line
from strikelog.gui import style
from strikelog.gui.editors import Lookup
from strikelog.gui.editors.choosing import LinkEditor
from strikelog.gui.editors.counting import CountEditor
from strikelog.gui.editors.suggestions import Suggestion
from strikelog.gui.editors.typed import DateEditor, TypedEditor
from strikelog.gui.errors import sentence
from strikelog.gui.fitting import grow_to_content
from strikelog.gui.forms.arrangements import PEOPLE
from strikelog.gui.forms.capture_records import Captured, record_captured
from strikelog.gui.forms.desk import Desk
from strikelog.gui.language import apart, say
from strikelog.gui.style import Look, Tone
from strikelog.gui.tasks import Tasks
from strikelog.gui.widgets.buttons import plain_button, primary_button
from strikelog.gui.widgets.labels import label, paragraph
from strikelog.gui.widgets.message_bar import MessageBar
from strikelog.services.recording import Applied

TITLE = mark("Quick capture")
_PURPOSE = mark("Note down what you know now. Everything else can wait.")
_TO_BE_LOCATED = mark("Not in the list: kept as written, to be located.")
_COUNTS_AS_HIT = mark("A site named here is kept as hit; change its role on the form.")
_NEW_SOURCE = mark("A new source with this title will be made.")
_NOTHING = mark("There is nothing to save yet.")
_UNREADABLE = mark("Please correct the date, or leave it blank.")
_NO_NUMBER = mark("Please correct the number, or leave it blank.")
_WHO_COUNTS = mark("A number needs somebody who gives it. Name the source.")
_SAVED = mark("Saved: {title}")


class TypedOrKnown(LinkEditor):
    """A picker in which what is typed counts by itself, when it is not in the list."""

    def __init__(self, field: Field, lookup: Lookup, note: str, *, when_known: str = "") -> None:
        super().__init__(field, lookup)
        self._when_unknown = note
        self._when_known = when_known

    @property
    def text(self) -> str:
        """What stands in the line."""
        return clean_line(self.line.text())

    @property
    def known_id(self) -> str | None:
        """The record chosen, as long as its name stands in the line."""
        known = isinstance(self.value, str) and not self.is_unread
        return str(self.value) if known else None

    def commit(self) -> None:
        """Take the record of that very name, or note that the text counts as typed."""
        if self.text and self.known_id is None:
            same = [one for one in self.choices.offered if one.key and one.title == self.text]
            if len(same) == 1:
                self.pick(same[0])
            else:
                self.explain(say(self._when_unknown))

    def take_value(self, value: object) -> None:
        """Take a known record, and say what that means where it means something."""
        super().take_value(value)
        self.explain(say(self._when_known) if value and self._when_known else "")

    def recall(self, record_id: str, name: str) -> None:
        """Take a record that was chosen before the window was closed, under its name then."""
        self._lookup.learn({record_id: name})
        self.take_value(record_id)

    def _offer(self, found: Sequence[Suggestion]) -> None:
        self.choices.offer(found)


class QuickCapture(QDialog):
    """Asks when, where, what, how many and source.

    `saved` carries what was written, `recorded` the id of the incident.
    """

    saved = Signal(object)
    recorded = Signal(str)
    unsaved = Signal(object)

    def __init__(self, desk: Desk, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._tasks = tasks
        self._lookup = Lookup(desk.finding, desk.recording, tasks, gazetteers=desk.gazetteers)
        self._lookup.made.connect(self.saved)
        # While one says when, so that it is ready for where.
        self._lookup.prepare_world()
        self.setWindowTitle(say(TITLE))
        self.setMinimumWidth(style.CAPTURE_WIDTH)
        self.when = DateEditor(Field("date", Kind.DATE, mark("When")))
        self.where = TypedOrKnown(
            _link("place", mark("Where"), "Site", "Location"),
            self._lookup,
            _TO_BE_LOCATED,
            when_known=_COUNTS_AS_HIT,
        )
        self.what = TypedEditor(Field("what", Kind.LINE, mark("What happened")))
        self.source = TypedOrKnown(
            _link("source", mark("Source"), "Source"), self._lookup, _NEW_SOURCE
        )
        self.killed = _people(mark("Killed"))
        self.injured = _people(mark("Injured"))
        self.another = QCheckBox(say(mark("Stay open for the next one")))
        self.message = MessageBar()
        self._save = primary_button(say(mark("Save")), "check")
        self._save.setDefault(True)
        self._save.clicked.connect(self.save)
        self._arrange()
        self.when.keyboard.setFocus()

    @property
    def captured(self) -> Captured:
        """The answers as they stand."""
        date = self.when.value
        return Captured(
            date=date if isinstance(date, FuzzyDate) else None,
            place="" if self.where.known_id else self.where.text,
            place_id=self.where.known_id,
            what=self.what.line.text(),
            source=self.source.text,
            source_id=self.source.known_id,
            people={
                outcome: editor.value
                for outcome, editor in (("killed", self.killed), ("injured", self.injured))
                if isinstance(editor.value, Count)
            },
        )

    def save(self) -> None:
        """Write the answers, unless one makes no sense or there are none."""
        for editor in self._editors:
            editor.commit()
        captured = self.captured
        for wrong, why, editor in self._objections(captured):
            if wrong:
                self.message.tell(say(why), Tone.WAIT)
                editor.keyboard.setFocus()
                return
        desk = self._desk

        def job(_: Progress) -> Applied | None:
            return record_captured(desk, captured)

        self._save.setEnabled(False)
        self._tasks.run(self, job, self._done, self._failed, write=True)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            grow_to_content(self)
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.save()
            return
        super().keyPressEvent(event)

    def _objections(self, captured: Captured) -> tuple[tuple[bool, str, TypedEditor], ...]:
        """Give what may stand against saving, whether it does, and where to mend it."""
        return (
            (self.when.is_unread, _UNREADABLE, self.when),
            (self.killed.is_unread, _NO_NUMBER, self.killed),
            (self.injured.is_unread, _NO_NUMBER, self.injured),
            (captured.lacks_source, _WHO_COUNTS, self.source),
            (captured.is_empty, _NOTHING, self.when),
        )

    @property
    def _editors(self) -> tuple[TypedEditor, ...]:
        return (self.when, self.where, self.what, self.killed, self.injured, self.source)

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(style.MARGIN, style.MARGIN, style.MARGIN, style.MARGIN)
        column.setSpacing(style.SPACE)
        column.addWidget(label(say(TITLE), Look.HEADING))
        column.addWidget(paragraph(say(_PURPOSE), Look.MUTED))
        column.addWidget(self.message)
        grid = QGridLayout()
        grid.setHorizontalSpacing(style.SPACE)
        grid.setVerticalSpacing(style.GAP)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        for line, editor in enumerate((self.when, self.where, self.what)):
            _place(grid, editor, line)
        _place(grid, self.killed, 3, width=1)
        _place(grid, self.injured, 3, start=2, width=1)
        _place(grid, self.source, 4)
        column.addLayout(grid)
        column.addStretch(1)
        column.addLayout(self._foot())

    def _foot(self) -> QHBoxLayout:
        cancel = plain_button(say(mark("Cancel")))
        cancel.clicked.connect(self.reject)
        line = QHBoxLayout()
        line.setSpacing(style.GAP)
        line.addWidget(self.another)
        line.addStretch(1)
        line.addWidget(cancel)
        line.addWidget(self._save)
        return line

    def _done(self, applied: Applied | None) -> None:
        self._save.setEnabled(True)
        title = clean_line(self.what.line.text()) or self.where.text
        if applied is not None:
            self.saved.emit(applied.changes)
            incident = next(one for one in applied.records if type(one).__name__ == "Incident")
            self.recorded.emit(incident.id)
        if not self.another.isChecked():
            self.accept()
            return
        self.message.tell(say(_SAVED).format(title=apart(title)), Tone.GOOD)
        self._start_next()

    def _start_next(self) -> None:
        """Empty what is new each time; the source often tells of several incidents."""
        for editor in self._editors[:-1]:
            editor.show_value(None)
            editor.explain("")
        self.when.keyboard.setFocus()

    def _failed(self, error: StrikelogError) -> None:
        self._save.setEnabled(True)
        self.message.fail(sentence(error))
        self.unsaved.emit(error)


def _link(key: str, text: str, *targets: str) -> Field:
    return Field(key, Kind.LINK, text, target=targets)


def _people(text: str) -> CountEditor:
    return CountEditor(replace(PEOPLE, label=text))


def _place(
    grid: QGridLayout, editor: TypedEditor, line: int, *, start: int = 0, width: int = 3
) -> None:
    """Set an editor beside its name."""
    name = label(say(editor.field.label), Look.MUTED)
    name.setFixedHeight(style.CONTROL)
    name.setBuddy(editor.keyboard)
    grid.addWidget(name, line, start, Qt.AlignmentFlag.AlignTop)
    grid.addWidget(editor, line, start + 1, 1, width, Qt.AlignmentFlag.AlignTop)
