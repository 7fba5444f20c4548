"""The head of a form: what it is about, what is missing, whether all is saved, the way out."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from strikelog.domain.display import code_words, title_of
from strikelog.domain.messages import mark, translate
from strikelog.domain.records import Incident, Record
from strikelog.domain.validation import Problem
from strikelog.gui import style
from strikelog.gui.icons import icon
from strikelog.gui.language import apart, language, say, upright
from strikelog.gui.style import Ink, Look, Tone
from strikelog.gui.widgets.buttons import icon_button
from strikelog.gui.widgets.labels import ElidedLabel, label
from strikelog.gui.widgets.pictures import Picture
from strikelog.gui.widgets.pill import StatusPill
from strikelog.gui.widgets.status_line import NOT_SAVED, SAVED, SAVING

WORKFLOW_TONES = {
    "draft": Tone.PLAIN,
    "in_review": Tone.WAIT,
    "reviewed": Tone.GOOD,
    "published": Tone.TOLD,
    "rejected": Tone.GRAVE,
}
"""Colour of a workflow step; what is not named is plain."""

_HELD = mark("What is marked red is not saved")
_CODE_SHOWN = 8
_MISSING_CODE = "E01"
_ONE_MISSING, _MISSING = mark("1 thing missing"), mark("{count} things missing")
_ONE_DOUBT, _DOUBTS = mark("1 doubt"), mark("{count} doubts")
_MOST = 24
"""Problems listed at once; the rest is a matter of the list of problems."""


class ProblemsButton(QPushButton):
    """Says how many things are missing or in doubt, and lists them; each leads to its place."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._problems: Sequence[Problem] = ()
        self.setAutoDefault(False)
        style.dress(self, Look.LINK)
        self.setIcon(icon("triangle-alert", Ink.WAIT))
        self.clicked.connect(self._open)
        self.hide()

    @property
    def problems(self) -> Sequence[Problem]:
        """What the list holds."""
        return self._problems

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Count the problems; errors come first in the list."""
        self._problems = sorted(problems, key=lambda one: (not one.is_error, one.code))
        self.setText(_counted(self._problems))
        self.setVisible(bool(problems))

    def menu_of_problems(self) -> QMenu:
        """Make the list as a menu."""
        menu = QMenu(self)
        menu.setToolTipsVisible(True)
        for problem in self._problems[:_MOST]:
            sign = ("circle-alert", Ink.GRAVE) if problem.is_error else ("triangle-alert", Ink.WAIT)
            action = menu.addAction(icon(*sign), _shortened(problem.sentence(language())))
            action.setToolTip(problem.sentence(language()))
            action.triggered.connect(partial(self._choose, problem))
        return menu

    def _choose(self, problem: Problem) -> None:
        self.chosen.emit(problem)

    def _open(self) -> None:
        menu = self.menu_of_problems()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(QPoint(0, self.height())))


def _counted(problems: Sequence[Problem]) -> str:
    missing = sum(one.code == _MISSING_CODE for one in problems)
    doubts = len(problems) - missing
    parts = [
        say(one if count == 1 else many).format(count=upright(str(count)))
        for count, one, many in ((missing, _ONE_MISSING, _MISSING), (doubts, _ONE_DOUBT, _DOUBTS))
        if count
    ]
    return " · ".join(parts)


def _shortened(text: str) -> str:
    return text if len(text) <= 110 else f"{text[:109].rstrip()}…"


class SavingSign(QWidget):
    """Whether everything is on disk."""

    def __init__(self) -> None:
        super().__init__()
        self._sign = Picture("check", size=style.SMALL_ICON)
        self._text = label("", Look.SMALL)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(style.HAIR)
        line.addWidget(self._sign)
        line.addWidget(self._text)
        self.hide()

    @property
    def text(self) -> str:
        """What it says."""
        return self._text.text()

    def show_saving(self) -> None:
        """Say that a change is on its way."""
        self._tell("refresh-cw", Ink.MUTED, say(SAVING))

    def show_saved(self, when: datetime) -> None:
        """Say that everything is saved since then."""
        self._tell("check", Ink.GOOD, say(SAVED).format(time=upright(f"{when:%H:%M}")))

    def show_unsaved(self) -> None:
        """Say that something could not be saved."""
        self._tell("circle-alert", Ink.GRAVE, say(NOT_SAVED))

    def show_held(self) -> None:
        """Say that everything is saved but what makes no sense."""
        self._tell("circle-alert", Ink.GRAVE, say(_HELD))

    def _tell(self, picture: str, ink: Ink, text: str) -> None:
        self._sign.show_icon(picture, ink)
        self._text.setText(text)
        self.show()


class FormHead(QWidget):
    """Code, title and workflow of a record; problems, saving, closing."""

    close_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._code = label("", Look.SMALL)
        self._title = ElidedLabel("", Look.PAGE_TITLE)
        self.pill = StatusPill()
        self.problems = ProblemsButton()
        self.saving = SavingSign()
        close = icon_button("x", say(mark("Close the form (Esc)")))
        close.clicked.connect(self.close_requested)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(style.GAP)
        line.addWidget(self._code)
        line.addWidget(self.pill)
        line.addWidget(self._title, 1)
        for part in (self.problems, self.saving, close):
            line.addWidget(part)

    @property
    def title(self) -> str:
        """The title as shown."""
        return self._title.text()

    def show_record(self, record: Record, *, is_stored: bool) -> None:
        """Name the record."""
        kind = translate(record.about.label, language())
        code = getattr(record, "ref", None) or record.id[:_CODE_SHOWN].upper()
        self._code.setText(upright(code) if is_stored else kind)
        named = any(getattr(record, key, None) for key in record.about.title)
        fresh = say(mark("New {kind}")).format(kind=kind.lower())
        self._title.show_text(apart(title_of(record, language())) if named else fresh)
        if isinstance(record, Incident) and record.workflow:
            words = code_words("WORKFLOW", record.workflow, language())
            self.pill.show_status(words, WORKFLOW_TONES.get(record.workflow, Tone.PLAIN))
