"""Salvage: choose where the new vault goes, watch, and read what was saved and what was lost."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from strikelog.domain.errors import StrikelogError
from strikelog.domain.messages import mark
from strikelog.domain.progress import Progress
from strikelog.gui import style
from strikelog.gui.backups.words import entity_words
from strikelog.gui.dialogs import files
from strikelog.gui.dialogs.sheet import Sheet
from strikelog.gui.language import apart, number, say, upright
from strikelog.gui.style import Look, Tone
from strikelog.gui.tasks import Lane, Tasks
from strikelog.gui.widgets.buttons import primary_button
from strikelog.gui.widgets.card import Card
from strikelog.gui.widgets.labels import label, paragraph
from strikelog.services.recovery import Salvaged

_WHAT = mark(
    "Every page of the database that is sound is read, whatever became of the others, and records "
    "that are missing are put together again from the history. The result is a new vault, opened "
    "with the same keys. The damaged vault is not changed."
)
_PATTERN = mark("Vaults (*.strikelog)")
_MADE = mark("The new vault “{name}” was made. Open it, look through it, and keep the damaged one.")
_WHOLE = mark("Nothing is known to be missing.")
_LINES = (
    (mark("Pages read"), "pages"),
    (mark("Pages damaged"), "damaged"),
    (mark("Entries of the history lost"), "gaps"),
)

Work = Callable[[Path, Progress], tuple[Path, Salvaged]]


class SalvageDialog(Sheet):
    """Does the work it is given: reading one damaged vault into a new one."""

    def __init__(self, parent: QWidget, name: str, work: Work, tasks: Tasks) -> None:
        super().__init__(parent, say(mark("Salvage what can be read")))
        self._name = name
        self._work = work
        self._tasks = tasks
        self.body.addWidget(paragraph(say(_WHAT)))
        self._report = Card()
        self._report.hide()
        self.body.addWidget(self._report)
        self._choose = primary_button(say(mark("Choose where to…")), "life-buoy")
        self._choose.clicked.connect(self._ask)
        self.add_action(self._choose)

    def salvage_to(self, out: Path) -> None:
        """Begin."""
        work = self._work

        def job(progress: Progress) -> tuple[Path, Salvaged]:
            return work(out, progress)

        self._choose.setEnabled(False)
        task = self._tasks.run(self, job, self._show, self._not_done, lane=Lane.KEEPING)
        self.follow(task, say(mark("Reading page by page")))

    def _ask(self) -> None:
        title = say(mark("Where the new vault goes"))
        name = f"{self._name}-salvaged.strikelog"
        out = files.ask_for_saving(self, title, name, pattern=say(_PATTERN))
        if out is not None:
            self.salvage_to(out)

    def _show(self, outcome: tuple[Path, Salvaged]) -> None:
        out, done = outcome
        self._choose.hide()
        self._report.body.addLayout(_lines(done))
        self._report.show()
        self._report.setMinimumHeight(self._report.sizeHint().height())
        tone = Tone.GOOD if done.is_complete else Tone.WAIT
        text = say(_MADE).format(name=apart(out.name))
        self.tell(f"{text} {say(_WHOLE)}" if done.is_complete else text, tone)
        self.adjustSize()

    def _not_done(self, error: StrikelogError) -> None:
        self._choose.setEnabled(True)
        self.fail(error)


def _lines(done: Salvaged) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(style.MARGIN)
    grid.setVerticalSpacing(style.HAIR)
    grid.setColumnStretch(0, 1)
    told = [(say(words), getattr(done, key)) for words, key in _LINES]
    for words, counted in (
        (mark("{kind}: put together from the history"), done.rebuilt),
        (mark("{kind}: lost"), done.lost),
        (mark("{kind}: put together, but not proven by its hash"), done.unproven),
    ):
        told += [
            (say(words).format(kind=apart(entity_words(entity))), count)
            for entity, count in counted.items()
        ]
    for place, (words, count) in enumerate(told):
        grid.addWidget(label(words, Look.MUTED), place, 0)
        figure = label(upright(number(count)))
        figure.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(figure, place, 1)
    return grid
