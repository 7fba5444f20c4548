"""Carries one file through: opened, understood, answered, checked, taken in. Knows no widgets.

What takes long runs beside the window, and each step tells the page by a signal. Of samples and
spellings only the newest that was asked for arrives.
"""

import gc
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from strikelog.domain.collecting import let_go
from strikelog.domain.messages import mark
from strikelog.domain.progress import Progress
from strikelog.gui.exchange.foreign.sample_words import SampleLine, sample_lines
from strikelog.gui.language import language, say
from strikelog.gui.tasks import Lane, Latest, Task, Tasks
from strikelog.services.partners.joining import join_file
from strikelog.services.partners.mapping_draft import Draft, begun, headed, meanings
from strikelog.services.partners.mapping_values import sign_between, spellings, values
from strikelog.services.partners.mapping_words import Meaning, ValueLine
from strikelog.services.partners.telling import ToldLine, told_lines

if TYPE_CHECKING:
    from strikelog.services.importing import Decisions
    from strikelog.services.partners.importing import PartnerImporting
    from strikelog.services.partners.mappings import Mapping
    from strikelog.services.partners.values import Opened, PartnerImported, PartnerPreview
    from strikelog.services.planning import ProposedChange

PAUSE = 150
"""Milliseconds without another answer before the records are made anew."""

SAMPLE_ROWS = 50
CONFLICT = "conflict"
"""The kind of a change made on both sides."""


@dataclass(frozen=True)
class Begun:
    """A file that was opened, with a first draft for one of its tables."""

    opened: "Opened"
    draft: Draft | None
    meanings: tuple[Meaning, ...]


@dataclass(frozen=True)
class Checked:
    """What a table would bring, with every change of a record of ours in words, and every doubt.

    Changes made on both sides come first.
    """

    preview: "PartnerPreview"
    changes: "tuple[ProposedChange, ...]"
    told: tuple[ToldLine, ...]


class Flow(QObject):
    """One file at a time; `draft` is what holds of it now."""

    opened = Signal(object)
    drafted = Signal(object)
    sampled = Signal(object)
    valued = Signal(int, object)
    checked = Signal(object)
    taken_in = Signal(object)
    saved = Signal(object)
    told = Signal(object)
    failed = Signal(object)
    working = Signal(object, str)

    def __init__(self, service: "PartnerImporting", tasks: Tasks) -> None:
        super().__init__()
        self._service, self.learned = service, service.learned
        self.tasks = tasks
        self._file: Opened | None = None
        self.draft: Draft | None = None
        self._spellings: dict[tuple[int, str], Counter[str]] = {}
        self._samples = Latest(tasks, self)
        self._values = Latest(tasks, self, Lane.LOOKING)
        self._proposing = Latest(tasks, self, Lane.CARRYING)
        self._task: Task | None = None
        self._has_settled = False
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self._sample)

    @property
    def file(self) -> "Opened | None":
        """The file that is open."""
        return self._file

    def forget(self) -> None:
        """Let go of the file; what is under way for it ends."""
        self._pause.stop()
        for latest in (self._samples, self._values, self._proposing):
            latest.drop()
        if self._task is not None:
            self._task.cancel()
        self._file, self.draft, self._spellings = None, None, {}

    def drop(self, holder: list[object]) -> None:
        """Give up what was checked, which the list alone holds, beside the window.

        A hundred thousand rows take longer to be taken apart than a window may stand still.
        """

        def job(_progress: Progress) -> None:
            let_go(holder)

        self.tasks.run(self, job, failed=self._fail, lane=Lane.CARRYING)

    # -- reading

    def open(self, path: Path) -> None:
        """Read a file and propose what its best table means."""
        self.forget()
        service, tongue = self._service, language()

        def job(progress: Progress) -> Begun:
            opened = service.open(path, progress)
            draft = None
            if opened.tables:
                progress.report(0, None, say(_UNDERSTANDING))
                table = opened.tables[0]
                draft = begun(table, service.propose(opened, table, tongue))
            return Begun(opened, draft, meanings(tongue))

        task = self.tasks.run(self, job, self._begin, self._fail, lane=Lane.CARRYING)
        self._follow(task, say(mark("Reading the file")))

    def choose_table(self, place: int) -> None:
        """Propose what another table of the file means."""
        opened, service = self._file, self._service
        if opened is None:
            return

        tongue = language()

        def job(_progress: Progress) -> Draft:
            table = opened.tables[place]
            return begun(table, service.propose(opened, table, tongue))

        self._propose(job)

    def choose_heading(self, row: int) -> None:
        """Take the table whose headings stand in a row of the sheet in front."""
        opened, service, draft = self._file, self._service, self.draft
        if opened is None or draft is None:
            return

        tongue = language()

        def job(_progress: Progress) -> Draft:
            table = headed(opened, draft.table.sheet, row)
            return begun(table, service.propose(opened, table, tongue))

        self._propose(job)

    def join(self, path: Path) -> None:
        """Put the columns of another file beside those of the table in front."""
        opened, service, draft = self._file, self._service, self.draft
        if opened is None or draft is None:
            return
        tongue = language()

        def job(progress: Progress) -> Draft:
            table = join_file(service, draft.table, path, progress)
            return begun(table, service.propose(opened, table, tongue))

        self._propose(job)

    # -- answers

    def answer(self, draft: Draft) -> None:
        """Let another draft hold; the records are made anew after a short pause."""
        self.draft = draft
        self.drafted.emit(draft)
        self._pause.start()

    def ask_values(self, place: int) -> None:
        """Count the spellings of a column, then tell what each stands for."""
        draft = self.draft
        if draft is None:
            return
        asked, tongue = (place, sign_between(draft, place)), language()
        known = self._spellings.get(asked)

        def job(_progress: Progress) -> tuple[Counter[str], tuple[ValueLine, ...]]:
            counted = spellings(draft, place) if known is None else known
            return counted, values(draft, place, counted, tongue)

        def arrived(found: tuple[Counter[str], tuple[ValueLine, ...]]) -> None:
            self._spellings[asked], lines = found
            self.valued.emit(place, lines)

        self._values.run(job, arrived, self._fail)

    def load(self, path: Path) -> None:
        """Take the answers of a mapping file."""
        learned = self.learned

        def job(_progress: Progress) -> "Mapping":
            return learned.load(path)

        self.tasks.run(self, job, self.use, self._fail)

    def use(self, mapping: "Mapping") -> None:
        """Take the answers of a mapping for the columns it knows."""
        if self.draft is not None:
            self.answer(self.draft.with_mapping(mapping))

    def save(self, path: Path) -> None:
        """Write the answers into a file that others can load."""
        service, draft = self._service, self.draft
        if draft is None:
            return
        mapping = draft.mapping

        def job(_progress: Progress) -> Path:
            service.learned.save(mapping, path)
            return path

        self.tasks.run(self, job, self.saved.emit, self._fail)

    # -- taking in

    def check(self) -> None:
        """Read every row and compare it with the vault; nothing is saved."""
        opened, draft, service = self._file, self.draft, self._service
        if opened is None or draft is None:
            return
        table, mapping, tongue = draft.table, draft.mapping, language()

        def job(progress: Progress) -> "Checked":
            preview = service.preview(opened, table, mapping, progress, language=tongue)
            gc.freeze()  # as below: what was made stays for as long as it is looked at
            changes = sorted(preview.changes, key=lambda one: one.kind != CONFLICT)
            return Checked(preview, tuple(changes), told_lines(preview))

        task = self.tasks.run(self, job, self.checked.emit, self._fail, lane=Lane.CARRYING)
        self._follow(task, say(mark("Reading and comparing every row")))

    def take_in(self, preview: "PartnerPreview", decided: "Callable[[], Decisions]") -> None:
        """Take in what was checked, as one step, and keep the answers for next time."""
        service = self._service

        def job(progress: Progress) -> "PartnerImported":
            return service.apply(preview, progress, decided())

        task = self.tasks.run(self, job, self.taken_in.emit, self._fail, write=True)
        self._follow(task, say(mark("Taking the rows in")))

    def report(self, preview: "PartnerPreview", path: Path) -> None:
        """Write what became of each row, for whoever sent the file."""
        service = self._service

        def job(_progress: Progress) -> Path:
            service.report(preview, path)
            return path

        task = self.tasks.run(self, job, self.told.emit, self._fail, lane=Lane.CARRYING)
        self._follow(task, say(mark("Writing the receipt")))

    # -- inside

    def _begin(self, begun_file: Begun) -> None:
        self._file = begun_file.opened
        self.opened.emit(begun_file)
        if begun_file.draft is not None:
            self._start(begun_file.draft)

    def _propose(self, job: Callable[[Progress], Draft]) -> None:
        task = self._proposing.run(job, self._start, self._fail)
        self._follow(task, say(_UNDERSTANDING))

    def _start(self, draft: Draft) -> None:
        self._spellings = {}
        self._samples.drop()
        self.answer(draft)

    def _sample(self) -> None:
        opened, draft, service, tongue = self._file, self.draft, self._service, language()
        if opened is None or draft is None:
            return
        table, mapping = draft.table, draft.mapping

        def job(_progress: Progress) -> list[SampleLine]:
            rows = service.sample(opened, table, mapping, SAMPLE_ROWS, language=tongue)
            return sample_lines(rows, tongue)

        self._samples.run(job, self._sampled, self._fail)

    def _sampled(self, lines: list[SampleLine]) -> None:
        self.sampled.emit(lines)
        if not self._has_settled:
            # The built-in gazetteer came along and stays; looking through it for rubbish again
            # and again would hold the window up each time.
            self._has_settled = True
            gc.freeze()

    def _follow(self, task: Task, name: str) -> None:
        self._task = task
        if self.tasks.is_busy:
            self.working.emit(task, name)

    def _fail(self, error: object) -> None:
        self.failed.emit(error)


_UNDERSTANDING = mark("Finding out what the columns mean")
