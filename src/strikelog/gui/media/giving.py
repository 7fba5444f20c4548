"""Giving files out: a copy of an original with its purpose, and the certificate of custody."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from strikelog.domain.display import code_of
from strikelog.domain.errors import StrikelogError
from strikelog.domain.messages import mark
from strikelog.domain.progress import Progress
from strikelog.domain.records import Evidence
from strikelog.gui.dialogs import files
from strikelog.gui.dialogs.sheet import Sheet, form_lines, note
from strikelog.gui.language import apart, language, say, upright
from strikelog.gui.media.adding import progress_words
from strikelog.gui.style import Look
from strikelog.gui.tasks import Lane, Tasks
from strikelog.gui.widgets.buttons import plain_button, primary_button
from strikelog.gui.widgets.labels import paragraph
from strikelog.gui.widgets.lines import keep_level
from strikelog.services.evidence.media import Media

TITLE = mark("Save a copy out")
_WARNING = mark(
    "The copy is the original, byte for byte, with everything the file says of itself. Outside the"
    " vault it is not encrypted."
)
_PURPOSE, _FOR = mark("What for"), mark("For whom")
_PURPOSE_HINT = mark("Such as “review by the legal team”")
_FOR_HINT = mark("A code or an office, not a person’s name")
_NOTED = mark("Both are written into the custody of the item and stay there.")
_DONE = mark("Saved as {name}. The custody says so.")
_CERTIFIES = mark(
    "The certificate names the hash at intake, every access, copy and export, and the hash that"
    " ends the chain. Each file is read and hashed again for it. It holds no picture, and it is"
    " not encrypted."
)
_MOST = 200
_TITLES_SHOWN = 5


class CopyOutDialog(Sheet):
    """Saves a copy of one item; `given` once its custody says so."""

    given = Signal()

    def __init__(self, parent: QWidget, media: Media, item: Evidence, tasks: Tasks) -> None:
        super().__init__(parent, say(TITLE))
        self._media = media
        self._item = item
        self._tasks = tasks
        self.path: Path | None = None
        self.purpose = _line(_PURPOSE, _PURPOSE_HINT)
        self.receiver = _line(_FOR, _FOR_HINT)
        self.start = primary_button(say(mark("Choose file and save…")), "download")
        self.start.clicked.connect(self._choose)
        self.start.setEnabled(False)
        self.purpose.textChanged.connect(self._look)
        self.add_action(self.start)
        self._fill()

    def save_to(self, path: Path) -> None:
        """Write the copy, beside the window."""
        media, item = self._media, self._item
        purpose, receiver = self.purpose.text().strip(), self.receiver.text().strip()

        def job(progress: Progress) -> None:
            media.write_out(item.id, path, purpose=purpose, to_party=receiver, progress=progress)

        self.path = path
        self.start.setEnabled(False)
        self.progress.says = progress_words
        task = self._tasks.run(self, job, self._done, self._failed, lane=Lane.CARRYING)
        self.follow(task, say(mark("Saving the copy")))

    def _fill(self) -> None:
        self.body.addWidget(paragraph(self._item.title or "", Look.HEADING))
        lines = form_lines()
        lines.addRow(say(_PURPOSE), self.purpose)
        lines.addRow(say(_FOR), self.receiver)
        self.body.addLayout(lines)
        for words in (_NOTED, _WARNING):
            self.body.addWidget(note(say(words)))
        self.body.addStretch(1)

    def _look(self, text: str) -> None:
        self.start.setEnabled(bool(text.strip()))

    def _choose(self) -> None:
        name = self._item.filename or f"{self._item.id[:8]}.bin"
        pattern = say(mark("All files (*)"))
        path = files.ask_for_saving(self, say(TITLE), name, pattern=pattern)
        if path is not None:
            self.save_to(path)

    def _done(self, _nothing: None) -> None:
        assert self.path is not None
        self.tell(say(_DONE).format(name=apart(self.path.name)))
        self.start.hide()
        show = plain_button(say(mark("Open folder")), "folder-open")
        show.clicked.connect(self._open_folder)
        self.add_action(show)
        self.given.emit()

    def _failed(self, error: StrikelogError) -> None:
        self.start.setEnabled(True)
        self.fail(error)

    def _open_folder(self) -> None:
        if self.path is not None:
            files.open_folder_of(self.path)


class CertificateDialog(Sheet):
    """Writes the certificate of custody of some items as a PDF."""

    def __init__(
        self, parent: QWidget, media: Media, items: tuple[Evidence, ...], tasks: Tasks
    ) -> None:
        super().__init__(parent, say(mark("Certificate of custody")))
        self._media = media
        self._items = items
        self._tasks = tasks
        self.path: Path | None = None
        self.start = primary_button(say(mark("Choose file and write…")), "stamp")
        self.start.clicked.connect(self._choose)
        self.add_action(self.start)
        for item in items[:_TITLES_SHOWN]:
            self.body.addWidget(paragraph(item.title or "", Look.HEADING))
        self.body.addWidget(note(say(_CERTIFIES)))
        self.body.addStretch(1)

    def write_to(self, path: Path) -> None:
        """Write the PDF, beside the window."""
        media, ids, spoken = self._media, [one.id for one in self._items], language()

        def job(progress: Progress) -> None:
            media.certificate(path, ids, progress, language=spoken)

        self.path = path
        self.start.setEnabled(False)
        task = self._tasks.run(self, job, self._done, self._failed, lane=Lane.CARRYING)
        self.follow(task, say(mark("Writing the certificate")))

    def _choose(self) -> None:
        name = f"custody_{code_of(self._items[0])}.pdf"
        pattern = say(mark("PDF documents (*.pdf)"))
        title = say(mark("Certificate of custody"))
        path = files.ask_for_saving(self, title, name, pattern=pattern)
        if path is not None:
            self.write_to(path)

    def _done(self, _nothing: object) -> None:
        assert self.path is not None
        self.tell(say(mark("Written: {name}.")).format(name=upright(self.path.name)))
        self.start.hide()
        show = plain_button(say(mark("Open folder")), "folder-open")
        show.clicked.connect(self._open_folder)
        self.add_action(show)

    def _failed(self, error: StrikelogError) -> None:
        self.start.setEnabled(True)
        self.fail(error)

    def _open_folder(self) -> None:
        if self.path is not None:
            files.open_folder_of(self.path)


def _line(name: str, hint: str) -> QLineEdit:
    line = QLineEdit()
    line.setAccessibleName(say(name))
    line.setPlaceholderText(say(hint))
    line.setMaxLength(_MOST)
    keep_level(line)
    return line
