"""The table at work: columns and what they mean, the records that result, the sheet itself."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QSplitter, QStackedWidget, QTabWidget, QVBoxLayout, QWidget

from strikelog.domain.messages import mark
from strikelog.gui import style
from strikelog.gui.exchange.foreign.column_view import ColumnView
from strikelog.gui.exchange.foreign.columns_table import ColumnsTable
from strikelog.gui.exchange.foreign.dataset_form import PUBLISHER, DatasetForm
from strikelog.gui.exchange.foreign.sample_table import SampleTable
from strikelog.gui.exchange.foreign.sample_view import SampleView
from strikelog.gui.exchange.foreign.sample_words import SampleLine
from strikelog.gui.exchange.foreign.sheet_grid import SheetGrid
from strikelog.gui.language import language, say
from strikelog.gui.preferences import Preferences
from strikelog.gui.style import Look
from strikelog.gui.widgets.card import Card
from strikelog.gui.widgets.detail import DetailPane
from strikelog.gui.widgets.labels import paragraph
from strikelog.gui.widgets.split import SplitView
from strikelog.services.partners.mapping_draft import COUNTRY, Draft
from strikelog.services.partners.mapping_values import codes
from strikelog.services.partners.mapping_words import Meaning, ValueLine

_PAGES = 6


class Tabs(QTabWidget):
    """Tabs over cards, that may become as small as the smallest page."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.tabBar().setAccessibleName(name)
        self.setDocumentMode(True)
        self.tabBar().setDrawBase(False)

    def minimumSizeHint(self) -> QSize:
        return QSize(style.DETAIL_MIN, _PAGES * style.CONTROL)


class WorkView(QWidget):
    """Columns above, results below, the chosen column or row beside them."""

    value_asked = Signal(int)

    def __init__(self, preferences: Preferences) -> None:
        super().__init__()
        self.columns = ColumnsTable(preferences)
        self.sample = SampleTable(preferences)
        self.sheet = SheetGrid()
        self.column = ColumnView(preferences)
        self.record = SampleView()
        self.dataset = DatasetForm()
        self.below = Tabs(say(mark("Results")))
        self.beside = Tabs(say(mark("Details")))
        self._draft: Draft | None = None
        self._arrange(preferences)
        self._connect()

    def offer(self, meanings: Sequence[Meaning]) -> None:
        """Say what columns can mean."""
        self.columns.offer(meanings)
        self.column.offer(meanings)

    def show_draft(self, draft: Draft) -> None:
        """Show a draft; what the keyboard is on stays."""
        self._draft = draft
        self.columns.show_lines(draft.columns(language()))
        self.dataset.show_dataset(
            draft.mapping.publisher, draft.mapping.dataset, draft.mapping.defaults
        )
        self._show_column()

    def show_sample(self, lines: Sequence[SampleLine]) -> None:
        """Show what the first rows become."""
        self._samples.setCurrentWidget(self.sample)
        self.sample.show_lines(lines)

    def await_sample(self) -> None:
        """Say that rows of another table are being read."""
        self.sample.show_lines(())
        self._samples.setCurrentIndex(0)

    def show_values(self, place: int, lines: Sequence[ValueLine]) -> None:
        """Show the spellings of the column in front, if it still is."""
        if self._draft is not None and place == self.columns.current_key:
            self.column.show_values(lines, codes(self._draft, place, language()))

    def go_to_column(self, place: int) -> None:
        """Put the keyboard on a column and show it from near."""
        self.beside.setCurrentIndex(0)
        self.columns.go_to(place)
        self.columns.setFocus()

    def go_to_dataset(self) -> None:
        """Put the keyboard on the first thing of the dataset that nobody has said."""
        self.beside.setCurrentIndex(self.beside.count() - 1)
        is_named = self._draft is not None and bool(self._draft.mapping.publisher)
        self.dataset.lines[COUNTRY if is_named else PUBLISHER].setFocus()

    # -- building

    def _arrange(self, preferences: Preferences) -> None:
        above = Card(margin=style.HAIR_LINE)
        above.body.addWidget(self.columns)
        self._samples = QStackedWidget()
        waiting = paragraph(say(mark("Reading the first rows…")), Look.MUTED)
        waiting.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._samples.addWidget(waiting)
        self._samples.addWidget(self.sample)
        self.below.addTab(_carded(self._samples), say(mark("Records that result")))
        self.below.addTab(_carded(self.sheet), say(mark("The sheet as it is")))
        self.beside.addTab(_scrolled(self.column), say(mark("Column")))
        self.beside.addTab(self.record, say(mark("Row")))
        self.beside.addTab(_scrolled(self.dataset), say(mark("Dataset")))
        both = QSplitter(Qt.Orientation.Vertical)
        style.dress(both, Look.SPLIT)
        both.setHandleWidth(style.GAP)
        both.setChildrenCollapsible(False)
        both.addWidget(above)
        both.addWidget(self.below)
        both.setSizes([style.WINDOW_MIN[1], style.WINDOW_MIN[1]])
        split = SplitView(both, self.beside, name="foreign", preferences=preferences)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(split)

    def _connect(self) -> None:
        self.columns.current_changed.connect(self._look_at_column)
        self.sample.current_changed.connect(self._look_at_row)

    def _look_at_column(self, _key: object) -> None:
        self._show_column()
        if self.columns.hasFocus():
            self.beside.setCurrentIndex(0)

    def _look_at_row(self, _key: object) -> None:
        self.record.show_row(self.sample.current_row)
        if self.sample.hasFocus():
            self.beside.setCurrentIndex(1)

    def _show_column(self) -> None:
        place = self.columns.current_key
        if self._draft is None or place is None or place >= len(self.columns.lines):
            return
        self.column.show_column(self._draft, place)
        if codes(self._draft, place, language()):
            self.value_asked.emit(place)


def _carded(part: QWidget) -> Card:
    card = Card(margin=style.HAIR_LINE)
    card.body.addWidget(part)
    return card


def _scrolled(part: QWidget) -> DetailPane:
    pane = DetailPane()
    pane.show_content(part)
    return pane
