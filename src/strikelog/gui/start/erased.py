"""The last screen of a vault: it is erased, and what came of it is told honestly."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from strikelog.domain.messages import mark
from strikelog.gui import style
from strikelog.gui.keys.parts import column_of
from strikelog.gui.keys.words import LIMITS
from strikelog.gui.language import apart, number, say, upright
from strikelog.gui.start.screens import Screen
from strikelog.gui.style import Ink, Look
from strikelog.gui.tasks import Tasks
from strikelog.gui.widgets.buttons import primary_button
from strikelog.gui.widgets.card import row
from strikelog.gui.widgets.labels import label, paragraph
from strikelog.gui.widgets.pictures import Picture
from strikelog.services.travel import Erasure, Survivor, erase

_ERASING = mark("Overwriting the keys, then deleting the files. Leave the computer on…")


class ErasedScreen(Screen):
    """Erases a closed vault at once and tells honestly what came of it; `left` at the end."""

    left = Signal()

    def __init__(self, folder: Path, tasks: Tasks) -> None:
        super().__init__(say(mark("Erasing the vault")), apart(folder.name))
        self._report = QScrollArea()
        self._report.setFrameShape(QFrame.Shape.NoFrame)
        self._report.setWidgetResizable(True)
        self.erasure: Erasure | None = None
        self.verdict = paragraph("", Look.HEADING)
        self._sign = Picture("info")
        self._sign.hide()
        self.end = primary_button(say(mark("Close strikelog")), "check")
        self.end.clicked.connect(self.left)
        said = row(self._sign, self.verdict)
        said.setStretch(1, 1)
        self.body.addLayout(said)
        self.body.addWidget(self._report)
        self.body.addLayout(row(None, self.end))
        self.finish()
        self._report.hide()
        self.be_busy(say(_ERASING))
        self.setFocusProxy(self.end)
        tasks.run(self, lambda progress: erase(folder, progress), self.tell, self.fail, write=True)

    def tell(self, erasure: Erasure) -> None:
        """Show what came of it."""
        self.erasure = erasure
        self.rest()
        self.verdict.setText(_verdict(erasure))
        self._sign.show_icon(*_sign(erasure))
        self._sign.show()
        counts = say(mark("{keys} key files overwritten, {files} files deleted")).format(
            keys=upright(number(erasure.slots_destroyed)),
            files=upright(number(erasure.files_removed)),
        )
        lines = [label(counts, Look.SUBHEADING), *map(_line, erasure.survivors)]
        lines.append(paragraph(say(LIMITS), Look.SMALL))
        content = column_of(*lines)
        content.layout().addStretch(1)
        style.dress(content, Look.FRAME)
        self._report.setWidget(content)
        self._report.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._report.setMinimumHeight(min(content.sizeHint().height(), style.SUGGEST_MAX))
        self._report.show()
        self.end.setFocus()


def _verdict(erasure: Erasure) -> str:
    if erasure.is_complete:
        return say(mark("Nothing of the vault is left in its folder, as far as the system tells."))
    if erasure.is_unreadable:
        return say(
            mark("All keys were overwritten, so the vault cannot be opened; some files remain.")
        )
    return say(
        mark(
            "Some copies of the keys could not be overwritten. Whoever has the passphrase may still"
            " open them. They are named below: destroy them by other means."
        )
    )


def _sign(erasure: Erasure) -> tuple[str, Ink]:
    if erasure.is_complete:
        return "circle-check", Ink.GOOD
    return ("triangle-alert", Ink.WAIT) if erasure.is_unreadable else ("circle-alert", Ink.GRAVE)


def _line(one: Survivor) -> QWidget:
    state = (
        mark("{file}: deleted, but it could not be overwritten before ({reason})")
        if one.is_gone
        else mark("{file}: still there ({reason})")
    )
    return paragraph(say(state).format(file=apart(one.place), reason=apart(one.reason)))
