"""The numbers the rules go by: shown with their units, changed by the office, set back."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSpinBox, QWidget

from strikelog.domain.fields import Field, fields_of
from strikelog.domain.messages import mark
from strikelog.gui.dialogs.sheet import Sheet, form_lines, note
from strikelog.gui.language import say
from strikelog.gui.reading_only import NOTHING_CHANGES
from strikelog.gui.style import Tone
from strikelog.gui.tasks import Tasks
from strikelog.gui.widgets.buttons import plain_button, primary_button
from strikelog.gui.widgets.counts import count_box
from strikelog.gui.widgets.labels import label
from strikelog.insight.thresholds import DEFAULTS, Thresholds
from strikelog.services.settings import Settings

TITLE = mark("Thresholds of the rules")
_WHAT = mark(
    "They hold for the window, the briefings and the command line, and are printed with every"
    " answer. What was accepted or dismissed stays as it is."
)
_SAVE, _DEFAULTS = mark("Save"), mark("Set back")
_DEFAULT = mark("as shipped: {value}")
_REVERSED = mark("The shortest gap is longer than the longest. Change one of the two.")
_MOST = 10_000
_FIELD = 150


class ThresholdsDialog(Sheet):
    """Emits `saved` once the numbers are kept."""

    saved = Signal()

    def __init__(self, parent: QWidget, settings: Settings, tasks: Tasks) -> None:
        super().__init__(parent, say(TITLE))
        self._settings = settings
        self._tasks = tasks
        self.fields = {field.key: _number(field) for field in fields_of(Thresholds)}
        self.save = primary_button(say(_SAVE))
        self.set_back = plain_button(say(_DEFAULTS), "undo-2")
        self.save.clicked.connect(self._save)
        self.set_back.clicked.connect(partial(self._show, DEFAULTS))
        self._lay_out()
        if not settings.can_write:
            self._only_show()
        tasks.run(self, lambda _progress: settings.thresholds, self._show, self.fail)

    @property
    def thresholds(self) -> Thresholds:
        """The numbers as they stand in the fields."""
        return Thresholds(**{key: number.value() for key, number in self.fields.items()})

    def _lay_out(self) -> None:
        self.body.addWidget(note(say(_WHAT)))
        lines = form_lines()
        for field in fields_of(Thresholds):
            lines.addRow(label(say(field.label)), self.fields[field.key])
        self.body.addLayout(lines)
        self.body.addStretch(1)
        self.footer.insertWidget(0, self.set_back)
        self.add_action(self.save)

    def _only_show(self) -> None:
        """Let the numbers be read, where no others can be kept."""
        for part in (*self.fields.values(), self.save, self.set_back):
            part.setEnabled(False)
        self.tell(say(NOTHING_CHANGES), Tone.PLAIN)

    def _show(self, thresholds: Thresholds, _checked: bool = False) -> None:
        for key, number in self.fields.items():
            number.setValue(getattr(thresholds, key))

    def _save(self) -> None:
        wanted, settings = self.thresholds, self._settings
        if wanted.tap_least > wanted.tap_most:
            self.tell(say(_REVERSED), Tone.GRAVE)
            self.fields["tap_least"].setFocus()
            return
        task = self._tasks.run(
            self,
            lambda _progress: settings.save_thresholds(wanted),
            self._saved,
            self.fail,
            write=True,
        )
        self.follow(task, say(_SAVE))

    def _saved(self, _done: None) -> None:
        self.saved.emit()
        self.accept()


def _number(field: Field) -> QSpinBox:
    made = count_box(1, _MOST)
    made.setSuffix(f" {say(field.unit)}")
    made.setFixedWidth(_FIELD)
    made.setAccessibleName(say(field.label))
    made.setToolTip(say(_DEFAULT).format(value=getattr(DEFAULTS, field.key)))
    return made
