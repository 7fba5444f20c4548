"""The parts of the page of a partner's file, and how they stand; what they do is the page's."""

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from strikelog.domain.messages import mark
from strikelog.gui import style
from strikelog.gui.exchange.foreign.draft_banner import DraftBanner
from strikelog.gui.exchange.foreign.flow import Flow
from strikelog.gui.exchange.foreign.mapping_button import MappingButton
from strikelog.gui.exchange.foreign.other_view import OtherView
from strikelog.gui.exchange.foreign.result_view import ResultView
from strikelog.gui.exchange.foreign.table_bar import TableBar
from strikelog.gui.exchange.foreign.work_view import WorkView
from strikelog.gui.language import say
from strikelog.gui.preferences import PassingPreferences, Preferences
from strikelog.gui.style import Tone
from strikelog.gui.widgets.buttons import icon_button, primary_button
from strikelog.gui.widgets.empty import EmptyState
from strikelog.gui.widgets.header import PageHeader
from strikelog.gui.widgets.message_bar import MessageBar
from strikelog.gui.widgets.progress_strip import ProgressStrip

TITLE = mark("A partner's file")
_EMPTY = mark("Bring in a partner's table")
_EMPTY_WHAT = mark(
    "Any workbook or text table in which each row is an incident. You see what every column is"
    " taken for, and what results, before anything is saved."
)


class ForeignFrame(QWidget):
    """One view at a time below the bar of the table: nothing yet, the work, no list, the result."""

    def __init__(self, flow: Flow, preferences: Preferences | None) -> None:
        super().__init__()
        kept = preferences or PassingPreferences()
        self.flow = flow
        self.bar = TableBar()
        self.work = WorkView(kept)
        self.other = OtherView()
        self.result = ResultView(kept)
        self.messages, self.banner = MessageBar(), DraftBanner()
        self.progress = ProgressStrip()
        self.empty = EmptyState("file-spreadsheet", say(_EMPTY), say(_EMPTY_WHAT))
        self.choose = self.empty.offer(say(mark("Choose a file…")), "folder-open")
        self.back = icon_button("chevron-left", say(mark("Back to import and export (Esc)")))
        self.mapping = MappingButton(flow)
        self.check = primary_button("", "check")
        self.check.setToolTip("Ctrl+Return")
        self.head = PageHeader(say(TITLE))
        self._stack = QStackedWidget()
        self._arrange()

    def tell(self, text: str, tone: Tone = Tone.GOOD) -> None:
        """Say what came of something."""
        self.messages.tell(text, tone)

    def _arrange(self) -> None:
        self.head.add_button(self.mapping)
        self.head.add_button(self.check)
        self.head.put_first(self.back)
        for view in (self.empty, self.work, self.other, self.result):
            self._stack.addWidget(view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(style.SPACE)
        for part in (self.head, self.bar, self.banner, self.messages):
            column.addWidget(part)
        column.addWidget(self._stack, 1)
        column.addWidget(self.progress)

    def _show_view(self, view: QWidget) -> None:
        self._stack.setCurrentWidget(view)
        is_open = view in (self.work, self.other)
        self.bar.setVisible(is_open)
        for part in (self.mapping, self.check):
            part.setVisible(view is self.work)
        if not is_open:
            self.banner.hide()
