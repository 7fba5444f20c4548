"""Whose table it is, and what holds for all its rows: kept with the mapping."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from strikelog.domain.messages import mark
from strikelog.gui import style
from strikelog.gui.dialogs.sheet import form_lines, note
from strikelog.gui.language import say, upright
from strikelog.gui.style import Look
from strikelog.gui.widgets.labels import label
from strikelog.gui.widgets.lines import keep_level

_EXAMPLE = upright("CC BY 4.0")
PUBLISHER, DATASET = "publisher", "dataset"
_LINES = (
    (PUBLISHER, mark("Publisher"), mark("Who made the table")),
    (DATASET, mark("Dataset"), mark("What it is called")),
    ("place.country", mark("Country of all rows"), mark("Where no column says it")),
    ("licence", mark("Licence"), mark("Such as {example}")),
    ("url", mark("Web address"), mark("Where the dataset is published")),
)
_EXPLAINED = mark(
    "Publisher and dataset name the source that every row becomes a claim of. The same row of the"
    " same dataset is recognised when the file comes again, also in another office."
)


class DatasetForm(QWidget):
    """Emits `changed` with publisher, dataset and the rest once a line is left."""

    changed = Signal(str, str, object)

    def __init__(self) -> None:
        super().__init__()
        self.lines: dict[str, QLineEdit] = {}
        self._kept: dict[str, str] = {}
        form = form_lines()
        form.setRowWrapPolicy(form.RowWrapPolicy.WrapAllRows)
        for key, words, hint in _LINES:
            line = QLineEdit()
            line.setAccessibleName(say(words))
            line.setPlaceholderText(say(hint).format(example=_EXAMPLE))
            keep_level(line)
            line.editingFinished.connect(partial(self._change, key))
            self.lines[key] = line
            form.addRow(say(words), line)
        column = QVBoxLayout(self)
        margin = style.MARGIN - style.HAIR - 2
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(style.SPACE)
        column.addWidget(label(say(mark("The dataset")), Look.HEADING))
        column.addLayout(form)
        column.addWidget(note(say(_EXPLAINED)))
        column.addStretch(1)

    def show_dataset(self, publisher: str, dataset: str, defaults: Mapping[str, str]) -> None:
        """Show what is known; nothing is signalled."""
        self._kept = {**defaults, PUBLISHER: publisher, DATASET: dataset}
        for key, line in self.lines.items():
            line.setText(self._kept.get(key, ""))

    def _change(self, key: str) -> None:
        text = self.lines[key].text().strip()
        if text == self._kept.get(key, ""):
            return
        self._kept[key] = text
        named = (PUBLISHER, DATASET)
        defaults = {name: said for name, said in self._kept.items() if name not in named}
        self.changed.emit(self._kept[PUBLISHER], self._kept[DATASET], defaults)
