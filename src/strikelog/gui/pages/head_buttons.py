"""Buttons that only some lists have: at the head of the page, and below an empty list."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QPushButton

from strikelog.domain.filters import Filter
from strikelog.domain.messages import mark
from strikelog.domain.records import Incident, Location, Record
from strikelog.gui.language import say
from strikelog.gui.pages import wishes
from strikelog.gui.widgets.buttons import plain_button

Wished = Callable[[wishes.Wish], None]
FirstStep = tuple[wishes.Wish, str, str]

_OF_INCIDENTS: tuple[FirstStep, ...] = (
    (wishes.Capture(), mark("Quick capture"), "zap"),
    (wishes.OpenExample(), mark("Open the worked example"), "book-open"),
    (wishes.Import(), mark("Import a workbook"), "upload"),
)


def first_steps(kind: type[Record]) -> tuple[FirstStep, ...]:
    """Give what else can be done first, while a list is empty: wish, words, drawing."""
    return _OF_INCIDENTS if issubclass(kind, Incident) else ()


def head_buttons(
    kind: type[Record], wished: Wished, where: Callable[[], Filter]
) -> list[QPushButton]:
    """Make the buttons that the list of a class has besides; `where` is what it shows."""
    if issubclass(kind, Incident):
        return [
            _button(mark("Briefing"), "file-chart-column", lambda: wished(wishes.Brief(where()))),
            _button(mark("Export"), "download", lambda: wished(wishes.Export(where()))),
        ]
    if issubclass(kind, Location):
        importing = partial(wished, wishes.ImportPlaces())
        return [_button(mark("Import a gazetteer…"), "upload", importing)]
    return []


def _button(words: str, picture: str, act: Callable[[], None]) -> QPushButton:
    button = plain_button(say(words), picture)
    button.clicked.connect(lambda _checked=False: act())
    return button
