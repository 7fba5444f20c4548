"""The history of a record: who changed what, when, from what to what, and why."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from strikelog.domain.dates import FuzzyDate, date_words
from strikelog.domain.display import title_of, words
from strikelog.domain.fields import Field, Kind, fields_of
from strikelog.domain.messages import mark, translate
from strikelog.domain.records import Record
from strikelog.domain.step_words import step_words
from strikelog.domain.values import Plain, WrongShape, from_plain
from strikelog.gui import style
from strikelog.gui.dialogs.sheet import Sheet
from strikelog.gui.language import apart, language, say
from strikelog.gui.style import Look
from strikelog.gui.tasks import Tasks
from strikelog.gui.widgets.card import Card, row
from strikelog.gui.widgets.labels import label, paragraph
from strikelog.gui.widgets.margins import margins
from strikelog.services.finding import Finding

_NEVER = "—"
_LABEL_WIDTH = 140
_LONGEST = 400


class Change(Protocol):
    """One entry of the history, as storage keeps it."""

    @property
    def at(self) -> datetime:
        """When."""

    @property
    def actor(self) -> str:
        """By whom, as a code."""

    @property
    def label(self) -> str:
        """In which step."""

    @property
    def reason(self) -> str | None:
        """Why, if anyone said so."""

    @property
    def changes(self) -> Mapping[str, tuple[Plain, Plain]]:
        """Values before and after, in plain form, by field."""


@dataclass(frozen=True)
class FieldStory:
    """What became of one field."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Chapter:
    """One step of the history in words."""

    when: str
    who: str
    what: str
    why: str
    fields: tuple[FieldStory, ...]


def chapters(
    kind: type[Record], entries: Iterable[Change], language: str, *, names: Mapping[str, str]
) -> list[Chapter]:
    """Say the history of a record, newest first."""
    by_key = {field.key: field for field in fields_of(kind)}
    told = []
    for entry in entries:
        fields = [
            FieldStory(
                translate(by_key[key].label, language),
                _said(by_key[key], before, language, names=names),
                _said(by_key[key], after, language, names=names),
            )
            for key, (before, after) in entry.changes.items()
            if key in by_key and key != "id"
        ]
        moment = entry.at.astimezone(UTC)
        day = date_words(FuzzyDate.of_day(moment.date()), language)
        when = f"{day}, {moment:%H:%M} UTC"
        what = step_words(entry.label, language)
        told.append(Chapter(when, entry.actor, what, entry.reason or "", tuple(fields)))
    return told[::-1]


def linked_ids(kind: type[Record], entries: Iterable[Change]) -> set[str]:
    """Give the ids of every record that an entry names, before or after."""
    links = {one.key for one in fields_of(kind) if one.kind in (Kind.LINK, Kind.LINKS)}
    found: set[str] = set()
    for entry in entries:
        for key in links & set(entry.changes):
            for value in entry.changes[key]:
                found.update(str(one) for one in (value if isinstance(value, list) else [value]))
    return found - {"None"}


def _said(field: Field, plain: Plain, language: str, *, names: Mapping[str, str]) -> str:
    try:
        value = from_plain(field, plain)
    except WrongShape:
        return str(plain)
    said = words(field, value, language, names=lambda one: names.get(one, ""))
    return said if len(said) <= _LONGEST else f"{said[:_LONGEST]}…"


class HistoryDialog(Sheet):
    """Shows every change of one record, newest first."""

    def __init__(self, parent: QWidget, finding: Finding, record: Record, tasks: Tasks) -> None:
        super().__init__(parent, say(mark("History")))
        self.setMinimumHeight(style.DIALOG_SIZE[0])
        self.chapters: list[Chapter] = []
        self.body.addWidget(paragraph(title_of(record, language()), Look.MUTED))
        self._scroller = QScrollArea()
        self._scroller.setFrameShape(QFrame.Shape.NoFrame)
        self._scroller.setWidgetResizable(True)
        self.body.addWidget(self._scroller, 1)
        tongue, kind = language(), type(record)

        def read(_progress: object) -> list[Chapter]:
            entries: Sequence[Change] = finding.history(record.id)
            names = finding.names(linked_ids(kind, entries))
            return chapters(kind, entries, tongue, names=names)

        tasks.run(self, read, self._show, self.fail)

    def _show(self, told: list[Chapter]) -> None:
        self.chapters = told
        content = QWidget()
        style.dress(content, Look.FRAME)
        column = QVBoxLayout(content)
        column.setContentsMargins(margins(end=style.GAP))
        column.setSpacing(style.SPACE)
        for chapter in told:
            column.addWidget(_card(chapter))
        column.addStretch(1)
        self._scroller.setWidget(content)


def _card(chapter: Chapter) -> Card:
    card = Card(margin=style.SPACE)
    when = label(apart(chapter.when), Look.SMALL)
    card.body.addLayout(row(label(chapter.what), None, label(chapter.who, Look.SMALL), when))
    if chapter.why:
        card.body.addWidget(paragraph(chapter.why, Look.MUTED))
    grid = QGridLayout()
    grid.setHorizontalSpacing(style.SPACE)
    grid.setVerticalSpacing(style.HAIR)
    grid.setColumnMinimumWidth(0, _LABEL_WIDTH)
    for column in (1, 2):
        grid.setColumnStretch(column, 1)
    for place, story in enumerate(chapter.fields):
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(label(story.label, Look.SMALL), place, 0, top)
        before = paragraph(story.before or _NEVER, Look.MUTED)
        grid.addWidget(before, place, 1, top)
        grid.addWidget(paragraph(story.after or _NEVER), place, 2, top)
    card.body.addLayout(grid)
    return card
