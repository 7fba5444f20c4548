"""Making a working copy: blurring, cropping, leaving the metadata behind; the original stays."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QKeySequence, QPixmap, QShortcut
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from strikelog.domain.errors import StrikelogError
from strikelog.domain.messages import mark
from strikelog.domain.progress import Progress
from strikelog.domain.records import Evidence
from strikelog.gui import style
from strikelog.gui.dialogs.sheet import Sheet, note
from strikelog.gui.language import number, say, upright
from strikelog.gui.media.canvas import Canvas, Tool
from strikelog.gui.media.regions import counted
from strikelog.gui.style import Look
from strikelog.gui.tasks import Lane, Tasks
from strikelog.gui.widgets.buttons import icon_button, plain_button, primary_button
from strikelog.gui.widgets.card import row
from strikelog.gui.widgets.labels import label
from strikelog.services.evidence.media import Media

TITLE = mark("Working copy")
_SIDE = 1600
_TOOLS = ((Tool.BLUR, mark("Blur"), "grip"), (Tool.CROP, mark("Crop"), "crop"))
_HOW = mark(
    "Draw with the mouse. By keyboard: N begins a region, arrows move it, Shift and arrows resize"
    " it, Page Up and Page Down go to the next, Delete removes it."
)
_WHAT = mark(
    "The copy becomes an item of its own, with its custody; the original is not touched. What is"
    " blurred is gone from the copy for good, and so is everything the file said of itself."
)
_BARE = mark("Nothing drawn: the copy only leaves the metadata behind.")
_ONE_BLUR, _BLURS = mark("1 region blurred"), mark("{count} regions blurred")
_CROPPED = mark("cropped")
_MARGIN = 2 * style.MARGIN


@dataclass(frozen=True)
class _Loaded:
    image: QImage
    size: tuple[int, int]


class EditDialog(Sheet):
    """Draws regions on one picture; `made` carries the copy."""

    made = Signal(object)

    def __init__(self, parent: QWidget, media: Media, item: Evidence, tasks: Tasks) -> None:
        super().__init__(parent, say(TITLE), width=style.FORM_WIDTH - _MARGIN)
        self._media = media
        self._item = item
        self._tasks = tasks
        self.canvas = Canvas()
        self.tools: dict[Tool, QPushButton] = {}
        self._said = label("", Look.MUTED)
        self.keep = primary_button(say(mark("Make the copy")), "copy")
        self.keep.clicked.connect(self.save)
        self.keep.setEnabled(False)
        self.add_action(self.keep)
        self._arrange_parts()
        self._connect()
        self._load()

    def save(self) -> None:
        """Make the copy, beside the window."""
        media, item, edits = self._media, self._item, self.canvas.regions.edits()

        def job(progress: Progress) -> Evidence:
            return media.derive(item.id, edits, progress)

        self.keep.setEnabled(False)
        task = self._tasks.run(self, job, self._made, self._failed, lane=Lane.CARRYING)
        self.follow(task, say(mark("Making the copy")))

    def choose(self, tool: Tool) -> None:
        """Take a tool; the next region is drawn with it."""
        self.canvas.tool = tool
        self.tools[tool].setChecked(True)
        self.canvas.setFocus()

    def _arrange_parts(self) -> None:
        group = QButtonGroup(self)
        line = row(gap=style.HAIR)
        for tool, words, picture in _TOOLS:
            button = plain_button(say(words), picture)
            button.setCheckable(True)
            button.clicked.connect(partial(self._take, tool))
            group.addButton(button)
            self.tools[tool] = button
            line.addWidget(button)
        for picture, name, act in (
            ("undo-2", mark("Take the last step back (Ctrl+Z)"), self.canvas.undo),
            ("redo-2", mark("Do it again (Ctrl+Y)"), self.canvas.redo),
            ("trash-2", mark("Remove the region (Delete)"), self.canvas.remove_region),
        ):
            tool_button = icon_button(picture, say(name))
            tool_button.clicked.connect(act)
            line.addWidget(tool_button)
        line.addStretch(1)
        line.addWidget(self._said)
        self.tools[Tool.BLUR].setChecked(True)
        self.body.addLayout(line)
        self.body.addWidget(self.canvas, 1)
        for words in (_HOW, _WHAT):
            self.body.addWidget(note(say(words)))

    def _connect(self) -> None:
        self.canvas.changed.connect(self._look)
        for keys, act in (
            (QKeySequence("Ctrl+Z"), self.canvas.undo),
            (QKeySequence("Ctrl+Y"), self.canvas.redo),
            (QKeySequence("Ctrl+Shift+Z"), self.canvas.redo),
        ):
            QShortcut(keys, self).activated.connect(act)

    def _take(self, tool: Tool, _checked: bool = False) -> None:
        self.choose(tool)

    def _load(self) -> None:
        media, item = self._media, self._item

        def job(progress: Progress) -> _Loaded:
            size = media.picture_size(item.id)
            return _Loaded(QImage.fromData(media.preview(item.id, _SIDE, progress)), size)

        task = self._tasks.run(self, job, self._show, self.fail, lane=Lane.LOOKING)
        if not self.canvas.is_ready:
            self.follow(task, say(mark("Opening the picture")))

    def _show(self, loaded: _Loaded) -> None:
        self.canvas.show_picture(QPixmap.fromImage(loaded.image), loaded.size)
        self.keep.setEnabled(True)
        self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def _look(self) -> None:
        blurs, crops = counted(self.canvas.regions.all)
        said = say(_ONE_BLUR) if blurs == 1 else say(_BLURS).format(count=upright(number(blurs)))
        parts = [said if blurs else "", say(_CROPPED) if crops else ""]
        self._said.setText(" · ".join(filter(None, parts)) or say(_BARE))

    def _made(self, copy: Evidence) -> None:
        self.made.emit(copy)
        self.accept()

    def _failed(self, error: StrikelogError) -> None:
        self.keep.setEnabled(True)
        self.fail(error)
