"""What stands where no incident of a filter has anything to show, with the two ways on."""

from PySide6.QtCore import Signal

from strikelog.domain.filters import Filter
from strikelog.domain.messages import mark
from strikelog.domain.records import Incident
from strikelog.gui.language import say
from strikelog.gui.pages import wishes
from strikelog.gui.widgets.empty import EmptyState

_CLEAR, _NEW = mark("Clear the filter"), mark("New incident")


class NothingFound(EmptyState):
    """Emits `cleared` where the filter is to go, `wished` where an incident is to be recorded."""

    cleared = Signal()
    wished = Signal(object)

    def __init__(self, picture: str, heading: str, sentence: str) -> None:
        super().__init__(picture, heading, sentence)
        self.clear = self.offer(say(_CLEAR), "x")
        self.new = self.offer(say(_NEW), "plus")
        self.clear.clicked.connect(self.cleared)
        self.new.clicked.connect(lambda: self.wished.emit(wishes.New(Incident)))

    def show_for(self, where: Filter) -> None:
        """Offer to clear a filter where there is one."""
        self.clear.setVisible(bool(where))
