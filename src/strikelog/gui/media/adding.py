"""Adding files: what is known of all of them, how far it is, and what became of each."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from strikelog.domain.errors import StrikelogError
from strikelog.domain.fields import field_of
from strikelog.domain.messages import mark
from strikelog.domain.progress import Progress
from strikelog.domain.records import Evidence
from strikelog.gui import style
from strikelog.gui.dialogs.sheet import form_lines, note
from strikelog.gui.editors import Editor, Lookup, editor_for
from strikelog.gui.language import apart, number, say, upright
from strikelog.gui.media.arrivals import Arrivals
from strikelog.gui.media.facts import size_words
from strikelog.gui.media.growing import GrowingSheet
from strikelog.gui.media.intake import Outcome, Wish, take_all
from strikelog.gui.style import Look, Tone
from strikelog.gui.tasks import Lane, Report, Tasks
from strikelog.gui.widgets.buttons import link_button, plain_button, primary_button
from strikelog.gui.widgets.card import row
from strikelog.gui.widgets.labels import ElidedLabel, label
from strikelog.gui.widgets.pictures import Picture
from strikelog.services.evidence.media import Media

TITLE = mark("Add to the evidence")
_ADD, _ADD_REST = mark("Add"), mark("Go on with the rest")
_MORE = mark("and {count} more")
_WHAT = mark(
    "The files are copied into the vault, hashed and encrypted. The originals stay where they are."
)
_ADDED_ONE, _ADDED = mark("1 file added"), mark("{count} files added")
_KNOWN_ONE, _KNOWN = mark("1 was held already"), mark("{count} were held already")
_REFUSED_ONE = mark("1 could not be added")
_REFUSED = mark("{count} could not be added")
_STOPPED = mark("Stopped before the end. What was added stays; the rest can follow.")
_NOTHING = mark("There was nothing to add.")
_SAME = mark("The same file is held already as “{title}”.")
_WORKING = mark("Adding")
_NAMES_SHOWN = 5
_LINES_SHOWN = 6
_ASKED = ("source_id", "incident_ids", "acq_method")


class AddDialog(GrowingSheet):
    """Takes in files and folders.

    `added` carries the outcome; `link_requested` an item that is held already and should be named
    in the incidents asked for too; `show_requested` an item to go to.
    """

    added = Signal(object)
    link_requested = Signal(object, object)
    show_requested = Signal(object)

    def __init__(
        self,
        parent: QWidget,
        media: Media,
        lookup: Lookup,
        *,
        arrivals: Arrivals,
        incident_ids: tuple[str, ...],
        tasks: Tasks,
    ) -> None:
        super().__init__(parent, say(TITLE))
        self._media = media
        self._tasks = tasks
        self.arrivals = arrivals
        self.outcome: Outcome | None = None
        lookup.setParent(self)
        self.editors: dict[str, Editor] = {
            key: editor_for(field_of(Evidence, key), lookup) for key in _ASKED
        }
        self.editors["incident_ids"].show_value(incident_ids)
        self._told = QVBoxLayout()
        self._told.setSpacing(style.HAIR)
        self.start = primary_button(say(_ADD), "plus")
        self.start.clicked.connect(self.begin)
        self.add_action(self.start)
        self._fill()

    @property
    def wish(self) -> Wish:
        """What the person says of all that is added."""
        values = {key: editor.value for key, editor in self.editors.items()}
        incidents = values["incident_ids"]
        return Wish(
            source_id=str(values["source_id"]) if values["source_id"] else None,
            incident_ids=tuple(incidents) if isinstance(incidents, tuple) else (),
            acq_method=str(values["acq_method"] or "unknown"),
        )

    def begin(self) -> None:
        """Take everything in, beside the window."""
        media, arrivals, wish = self._media, self.arrivals, self.wish

        def job(progress: Progress) -> Outcome:
            return take_all(media, arrivals, wish, progress)

        self._let_answer(False)
        self.progress.says = progress_words
        task = self._tasks.run(self, job, self._done, self._failed, lane=Lane.CARRYING)
        if self.outcome is None:
            self.follow(task, say(_WORKING))

    def reject(self) -> None:
        """Stop what is under way and say what came of it; close when nothing is."""
        if self._task is not None:
            self._task.cancel()
            return
        super().reject()

    def _fill(self) -> None:
        names = self.arrivals.names
        for place, name in enumerate(names[:_NAMES_SHOWN]):
            is_folder = place < len(self.arrivals.folders)
            drawing = Picture("folder-open" if is_folder else "paperclip")
            line = row(drawing, ElidedLabel(apart(name)))
            line.setStretch(1, 1)
            self.body.addLayout(line)
        if len(names) > _NAMES_SHOWN:
            left = upright(number(len(names) - _NAMES_SHOWN))
            self.body.addWidget(label(say(_MORE).format(count=left), Look.MUTED))
        lines = form_lines()
        for key, editor in self.editors.items():
            lines.addRow(say(field_of(Evidence, key).label), editor)
        self.body.addLayout(lines)
        self.body.addWidget(note(say(_WHAT)))
        self.body.addLayout(self._told)
        self.body.addStretch(1)

    def _done(self, outcome: Outcome) -> None:
        self.outcome = outcome
        tone = Tone.WAIT if outcome.stopped or outcome.refused else Tone.GOOD
        if not outcome.added and outcome.known and not outcome.refused:
            tone = Tone.TOLD
        self.tell(outcome_words(outcome), tone)
        self._tell_each(outcome)
        self._let_answer(outcome.stopped)
        self.start.setVisible(outcome.stopped)
        self.start.setText(say(_ADD_REST))
        if not outcome.stopped:
            self.closer.setFocus()
        self.added.emit(outcome)

    def _failed(self, error: StrikelogError) -> None:
        self._let_answer(True)
        self.fail(error)

    def _let_answer(self, may: bool) -> None:
        """What is said of the files holds for all of them, so it waits while they are taken in."""
        self.start.setEnabled(may)
        for editor in self.editors.values():
            editor.setEnabled(may)

    def _tell_each(self, outcome: Outcome) -> None:
        """Say of what was not added why, and offer what can be done about it."""
        while (item := self._told.takeAt(0)) is not None:
            if item.widget() is not None:
                item.widget().deleteLater()
        for known in outcome.known[:_LINES_SHOWN]:
            self._told.addWidget(self._known_line(known))
        for refused in outcome.refused[:_LINES_SHOWN]:
            said = ElidedLabel(f"{apart(refused.name)}: {refused.why}", Look.SMALL)
            self._told.addWidget(said)

    def _known_line(self, known: Evidence) -> QWidget:
        line = QWidget()
        said = ElidedLabel(say(_SAME).format(title=apart(known.title or "")), Look.SMALL)
        missing = tuple(one for one in self.wish.incident_ids if one not in known.incident_ids)
        if missing:
            act = link_button(say(mark("Link it to this incident")), "link")
            act.clicked.connect(partial(self._link, act, known, missing))
        else:
            act = plain_button(say(mark("Show it")), "image")
            style.dress(act, Look.LINK)
            act.clicked.connect(partial(self._show, known))
        parts = row(said, act)
        parts.setStretch(0, 1)
        line.setLayout(parts)
        return line

    def _link(
        self, button: QWidget, known: Evidence, ids: tuple[str, ...], _checked: bool = False
    ) -> None:
        button.setEnabled(False)
        self.link_requested.emit(known, ids)

    def _show(self, known: Evidence, _checked: bool = False) -> None:
        self.show_requested.emit(known)
        self.accept()


def outcome_words(outcome: Outcome) -> str:
    """Say in one line what became of everything."""
    parts = [
        _counted(len(outcome.added), _ADDED_ONE, _ADDED),
        _counted(len(outcome.known), _KNOWN_ONE, _KNOWN),
        _counted(len(outcome.refused), _REFUSED_ONE, _REFUSED),
    ]
    said = " · ".join(filter(None, parts))
    if not outcome.stopped:
        return said or say(_NOTHING)
    return f"{said}. {say(_STOPPED)}" if said else say(_STOPPED)


def _counted(count: int, one: str, many: str) -> str:
    if not count:
        return ""
    return say(one) if count == 1 else say(many).format(count=upright(number(count)))


def progress_words(report: Report) -> str:
    """Say the file under way, and how much of the whole is done, in sizes people know."""
    if not report.total:
        return apart(report.text)
    amount = upright(f"{size_words(report.done)} / {size_words(report.total)}")
    return f"{apart(report.text)}  {amount}"
