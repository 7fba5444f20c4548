"""The card beside the map: what the selected mark stands for, and the ways on from it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from strikelog.domain.messages import mark
from strikelog.domain.records import Incident
from strikelog.drawing.marks import Mark
from strikelog.gui import style
from strikelog.gui.insight.asking import Told
from strikelog.gui.insight.told_list import ToldList
from strikelog.gui.language import apart, language, number, say, upright
from strikelog.gui.map.loading import MOST_LISTED, MapContent, told_of
from strikelog.gui.pages.detail import RecordDetail
from strikelog.gui.style import Look
from strikelog.gui.tasks import Latest, Tasks
from strikelog.gui.widgets.buttons import plain_button
from strikelog.gui.widgets.card import Card, row
from strikelog.gui.widgets.labels import label, paragraph
from strikelog.services.finding import Finding

_ONE, _SEVERAL = mark("1 incident"), mark("{count} incidents")
_AT = mark("{incidents} at {place}")
_POSSIBLE = mark("{count} of them possibly, by their dates")
_AREA = mark("The place is known no closer than an area; the mark stands in its middle.")
_DOUBT = mark("The place lies within about {km} km of the mark.")
_FIRST = mark("The first {count} are listed here.")
SHOW = mark("Show these in the list")
CLOSER = mark("Zoom in on these")
_HINT = mark("Choose a mark to see what happened there. Tab goes from mark to mark.")
_MEMBERS = mark("Incidents of the mark")


def mark_words(chosen: Mark) -> str:
    """Say what a mark stands for, to be read out."""
    words = _count_words(chosen.count)
    if chosen.name and not chosen.is_cluster:
        return say(_AT).format(incidents=words, place=apart(chosen.name))
    return words


def _count_words(count: int) -> str:
    if count == 1:
        return say(_ONE)
    return say(_SEVERAL).format(count=upright(number(count)))


class MapCard(QStackedWidget):
    """Shows nothing, one incident, or the incidents of a mark."""

    closer_requested = Signal(object)
    list_requested = Signal(object)
    wished = Signal(object)

    def __init__(self, finding: Finding, tasks: Tasks) -> None:
        super().__init__()
        self._finding = finding
        self._latest = Latest(tasks, self)
        self._mark: Mark | None = None
        self.detail = RecordDetail(finding, tasks, Incident)
        self.heading = paragraph("", Look.HEADING)
        self.notes = paragraph("", Look.MUTED)
        self.closer = plain_button(say(CLOSER), "search")
        self.listed = plain_button(say(SHOW), "list")
        self.members = ToldList(_MEMBERS)
        self._nothing, self._many = self._hint(), self._several()
        for part in (self._nothing, self._many, self.detail):
            self.addWidget(part)
        self.closer.clicked.connect(self._ask_closer)
        self.listed.clicked.connect(self._ask_list)
        self.members.chosen.connect(self._open)

    def show_mark(self, chosen: Mark | None, content: MapContent | None) -> None:
        """Show what a mark stands for."""
        self._mark = chosen
        self._latest.drop()
        if chosen is None or content is None:
            self.setCurrentWidget(self._nothing)
            return
        keys = content.keys(chosen)
        if len(keys) == 1:
            self.detail.show_key(keys[0])
            self.setCurrentWidget(self.detail)
            return
        self.heading.setText(mark_words(chosen))
        self.notes.setText("\n".join(_notes(chosen, content)))
        self.closer.setVisible(chosen.is_cluster)
        self.members.show_results([])
        self.setCurrentWidget(self._many)
        finding, tongue = self._finding, language()
        self._latest.run(
            lambda _progress: told_of(finding, keys, tongue), self.members.show_results
        )

    def _hint(self) -> QWidget:
        card = Card()
        card.body.addStretch(1)
        hint = label(say(_HINT), Look.MUTED)
        hint.setWordWrap(True)
        card.body.addWidget(hint)
        card.body.addStretch(2)
        return card

    def _several(self) -> QWidget:
        card = Card(margin=style.HAIR)
        head = QVBoxLayout()
        head.setContentsMargins(style.SPACE, style.SPACE, style.SPACE, style.GAP)
        head.setSpacing(style.GAP)
        for part in (self.heading, self.notes):
            head.addWidget(part)
        head.addLayout(row(self.closer, self.listed, None))
        card.body.addLayout(head)
        card.body.addWidget(self.members, 1)
        return card

    def _ask_closer(self) -> None:
        self.closer_requested.emit(self._mark)

    def _ask_list(self) -> None:
        self.list_requested.emit(self._mark)

    def _open(self, told: Told) -> None:
        self.wished.emit(told.wish)


def _notes(chosen: Mark, content: MapContent) -> list[str]:
    notes = []
    possible = content.possible(chosen)
    if possible:
        notes.append(say(_POSSIBLE).format(count=upright(number(possible))))
    if chosen.is_area:
        notes.append(say(_AREA))
    elif chosen.doubt_km and not chosen.is_cluster:
        notes.append(say(_DOUBT).format(km=upright(f"{chosen.doubt_km:g}")))
    if chosen.count > MOST_LISTED:
        notes.append(say(_FIRST).format(count=upright(number(MOST_LISTED))))
    return notes
