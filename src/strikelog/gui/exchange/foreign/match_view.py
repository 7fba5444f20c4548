"""One name that waits for a match: what partners say of it, and what it may be, side by side."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from strikelog.domain.messages import mark
from strikelog.domain.vocabularies import vocabulary
from strikelog.gui import style
from strikelog.gui.language import apart, language, number, say, upright
from strikelog.gui.pages.detail import add_group
from strikelog.gui.pages.facts import Fact, FactGroup
from strikelog.gui.style import Ink, Look
from strikelog.gui.widgets.buttons import plain_button
from strikelog.gui.widgets.card import row
from strikelog.gui.widgets.detail import DetailPane, detail_column
from strikelog.gui.widgets.labels import label, paragraph
from strikelog.gui.widgets.pictures import Picture

if TYPE_CHECKING:
    from strikelog.services.partners.values import MatchChoice, ToMatch

KINDS = {"place": (mark("Place"), "map-pin"), "site": (mark("Site"), "building-2")}
_NO_CHOICES = mark(
    "Nothing of the register looks like it. Make it new, or leave it waiting until the register"
    " knows it."
)
_WHICH = mark("Which one is it?")
_THIS = mark("It is this one ({number})")
_AWAY = mark("{count} km away")
_NEW = {
    "place": mark("It is a new place ({key})"),
    "site": mark("It is a new site ({key})"),
}
_KEEP = mark("Keep it as it is written ({key})")
_LATER = mark("Not now ({key})")
MOST = 9
_NAMELESS = "table-"
"""So begins what stands in for the name of a dataset that nobody named."""


class MatchView(DetailPane):
    """Emits `chosen` with the id of a record, or what else shall become of the name."""

    chosen = Signal(str)
    new_asked = Signal()
    refused = Signal()
    later = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.choices: tuple[MatchChoice, ...] = ()
        self.show_name(None)

    def show_name(self, waiting: "ToMatch | None") -> None:
        """Show a name with what it may be."""
        content, column = detail_column()
        self.choices = waiting.choices[:MOST] if waiting is not None else ()
        if waiting is None:
            column.addWidget(
                paragraph(say(mark("Choose a name to see what it may be.")), Look.MUTED)
            )
        else:
            self._fill(column, waiting)
        column.addStretch(1)
        self.show_content(content)

    def take_keyboard(self) -> None:
        """Put the keyboard on the first answer."""
        content = self.content
        button = content.findChild(QPushButton) if content is not None else None
        if button is not None:
            button.setFocus()

    def choose(self, place: int) -> None:
        """Take one of those offered, counted from 0."""
        if place < len(self.choices):
            self.chosen.emit(self.choices[place].record_id)

    def _fill(self, column: QVBoxLayout, waiting: "ToMatch") -> None:
        words, picture = KINDS[waiting.kind]
        sign = Picture(picture, Ink.ACCENT, size=style.NAV_ICON)
        column.addLayout(row(sign, label(say(words), Look.SMALL), None))
        column.addWidget(paragraph(apart(waiting.name), Look.HEADING))
        add_group(column, FactGroup("", tuple(_facts(waiting))), headed=False)
        column.addSpacing(style.HAIR)
        column.addWidget(label(say(_WHICH), Look.SUBHEADING))
        if not self.choices:
            column.addWidget(paragraph(say(_NO_CHOICES), Look.MUTED))
        for place, choice in enumerate(self.choices):
            column.addWidget(self._card(place, choice))
        for words, key, signal in (
            (_NEW[waiting.kind], "N", self.new_asked),
            (_KEEP, "K", self.refused),
            (_LATER, "L", self.later),
        ):
            button = plain_button(say(words).format(key=upright(key)))
            button.clicked.connect(signal)
            column.addLayout(row(button, None))

    def _card(self, place: int, choice: "MatchChoice") -> QWidget:
        card = QFrame()
        style.dress(card, Look.TILE)
        lines = QVBoxLayout(card)
        lines.setContentsMargins(style.SPACE, style.GAP, style.SPACE, style.GAP)
        lines.setSpacing(style.HAIR)
        lines.addWidget(paragraph(apart(choice.title)))
        if choice.detail:
            lines.addWidget(paragraph(choice.detail, Look.SMALL))
        lines.addWidget(paragraph(choice.reason(language()), Look.SMALL))
        if choice.kilometres is not None:
            away = say(_AWAY).format(count=upright(f"{choice.kilometres:,.1f}"))
            lines.addWidget(label(away, Look.SMALL))
        button = plain_button(say(_THIS).format(number=upright(number(place + 1))), "check")
        button.clicked.connect(partial(self._choose, place))
        lines.addLayout(row(button, None))
        return card

    def _choose(self, place: int, _checked: bool = False) -> None:
        self.choose(place)


def _facts(waiting: "ToMatch") -> list[Fact]:
    told = [
        (mark("Lies in"), apart(waiting.within) if waiting.within else ""),
        (mark("Kind"), _site_type(waiting.site_type)),
        (mark("Position"), _position(waiting)),
        (mark("Dataset"), "" if waiting.dataset.startswith(_NAMELESS) else waiting.dataset),
        (mark("Waiting"), say(mark("{count} incidents")).format(count=_waiting(waiting))),
    ]
    return [Fact(say(name), text) for name, text in told if text]


def _site_type(code: str) -> str:
    return vocabulary("SITE_TYPE").label(code, language()) if code else ""


def _position(waiting: "ToMatch") -> str:
    if waiting.lat is None or waiting.lon is None:
        return ""
    return upright(f"{waiting.lat:.4f}, {waiting.lon:.4f}")


def _waiting(waiting: "ToMatch") -> str:
    return upright(number(len(waiting.waiting)))
