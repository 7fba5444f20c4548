"""Turns what is answered on the page into the next draft."""

from collections.abc import Mapping

from PySide6.QtCore import QObject

from strikelog.gui.exchange.foreign.flow import Flow
from strikelog.gui.exchange.foreign.work_view import WorkView


class Answers(QObject):
    """Listens to the parts of the page and hands each answer to the flow."""

    def __init__(self, work: WorkView, flow: Flow) -> None:
        super().__init__(work)
        self._work = work
        self._flow = flow
        work.columns.answered.connect(self.mean)
        work.column.meaning_chosen.connect(self.mean)
        work.column.option_chosen.connect(self.read_as)
        work.column.codes_chosen.connect(self.take_for)
        work.column.near_accepted.connect(self.take_near)
        work.dataset.changed.connect(self.name)

    def mean(self, place: int, key: str) -> None:
        """Say what a column means."""
        draft = self._flow.draft
        if draft is not None:
            self._flow.answer(draft.with_meaning(place, key))

    def read_as(self, place: int, option: str, answer: str) -> None:
        """Say how the cells of a column are read."""
        if self._flow.draft is not None:
            self._flow.answer(self._flow.draft.with_option(place, option, answer))

    def take_for(self, place: int, codes: Mapping[str, str]) -> None:
        """Say which codes spellings stand for."""
        if self._flow.draft is not None:
            self._flow.answer(self._flow.draft.with_codes(place, codes))

    def take_near(self, place: int) -> None:
        """Take the spellings of a column for what they look like."""
        if self._flow.draft is not None:
            lines = self._work.column.values.lines
            self._flow.answer(self._flow.draft.with_near(place, lines))

    def name(self, publisher: str, dataset: str, defaults: Mapping[str, str]) -> None:
        """Say whose table it is."""
        if self._flow.draft is not None:
            self._flow.answer(self._flow.draft.with_dataset(publisher, dataset, defaults))


def answers_of(work: WorkView, flow: Flow) -> Answers:
    """Connect the parts of a page to a flow."""
    return Answers(work, flow)
