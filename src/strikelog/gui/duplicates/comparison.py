"""Two incidents side by side: what differs is chosen field by field, the rest is said once each."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QGridLayout,
    QLabel,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from strikelog.domain.display import code_words, title_of
from strikelog.gui import style
from strikelog.gui.duplicates.sides import claim_lines, evidence_lines, site_lines
from strikelog.gui.duplicates.words import (
    AGAINST,
    CLAIMS,
    EVIDENCE,
    FOR,
    NOTHING,
    SITES,
    STAYS,
)
from strikelog.gui.language import language, say
from strikelog.gui.style import Look, Tone
from strikelog.gui.widgets.card import Card, row
from strikelog.gui.widgets.flow import FlowLayout
from strikelog.gui.widgets.labels import label, paragraph, reading_start
from strikelog.gui.widgets.margins import margins
from strikelog.gui.widgets.pill import StatusPill
from strikelog.insight.duplicates import Pair
from strikelog.services.duplicates import ComparedLine, Comparison
from strikelog.services.merging_incidents import Side

_LABEL = 118
_LIGHT = 0.35
"""Weight below which a reason is not worth a pill."""


class _Words(QLabel):
    """Wrapping words that tick the button they belong to when they are clicked."""

    def __init__(self, text: str, button: QRadioButton | None, look: Look | None) -> None:
        super().__init__(text or NOTHING)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setMinimumWidth(1)
        self.setAlignment(reading_start() | Qt.AlignmentFlag.AlignTop)
        self._button = button
        if look is not None:
            style.dress(self, look)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._button is not None:
            self._button.setChecked(True)
        super().mousePressEvent(event)


class ComparisonView(QScrollArea):
    """Shows one comparison; `survivor_changed` when another of the two shall stay."""

    survivor_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._comparison: Comparison | None = None
        self._choices: dict[str, QButtonGroup] = {}
        self._stays: QButtonGroup | None = None
        self._heads: tuple[QRadioButton, ...] = ()

    @property
    def survivor(self) -> str | None:
        """The id of the incident that shall stay."""
        if self._comparison is None or self._stays is None:
            return None
        side = self._comparison.other if self._stays.checkedId() else self._comparison.one
        return side.incident.id

    @property
    def choices(self) -> dict[str, Side]:
        """Whose value each differing field shall keep."""
        stays = self._stays.checkedId() if self._stays else 0
        return {
            name: "survivor" if group.checkedId() == stays else "other"
            for name, group in self._choices.items()
        }

    def show_comparison(self, pair: Pair, comparison: Comparison) -> None:
        """Lay two incidents side by side."""
        self._comparison = comparison
        self._choices = {}
        content = QWidget()
        style.dress(content, Look.FRAME)
        self._stays = QButtonGroup(content)
        column = QVBoxLayout(content)
        column.setContentsMargins(margins(end=style.GAP))
        column.setSpacing(style.SPACE)
        column.addWidget(_reasons(pair))
        column.addWidget(self._sides(comparison))
        column.addStretch(1)
        self.setWidget(content)
        self.verticalScrollBar().setValue(0)
        self._stays.idToggled.connect(self._turn)

    def forget(self) -> None:
        """Show nothing."""
        self._comparison = None
        self._stays = None
        self._choices = {}
        self.setWidget(QWidget())

    def _sides(self, comparison: Comparison) -> QWidget:
        card = Card()
        grid = QGridLayout()
        grid.setHorizontalSpacing(style.SPACE)
        grid.setVerticalSpacing(style.GAP)
        grid.setColumnMinimumWidth(0, _LABEL)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        self._add_heads(grid, comparison)
        for line in comparison.lines:
            self._add_line(grid, line)
        both = (comparison.one, comparison.other)
        for heading, lines in (
            (SITES, [site_lines(case) for case in both]),
            (CLAIMS, [claim_lines(case) for case in both]),
            (EVIDENCE, [evidence_lines(case) for case in both]),
        ):
            if any(lines):
                _add_parts(grid, heading, lines)
        card.body.addLayout(grid)
        return card

    def _add_heads(self, grid: QGridLayout, comparison: Comparison) -> None:
        assert self._stays is not None
        heads = []
        for place, case in enumerate((comparison.one, comparison.other)):
            incident = case.incident
            stays = QRadioButton(say(STAYS))
            stays.setAccessibleName(f"{say(STAYS)}: {title_of(incident, language())}")
            self._stays.addButton(stays, place)
            state = code_words("WORKFLOW", incident.workflow or "draft", language())
            title = _Words(title_of(incident, language()), stays, Look.HEADING)
            told = " · ".join(part for part in (incident.ref, state) if part)
            column = QVBoxLayout()
            column.setSpacing(style.HAIR)
            column.addWidget(title)
            column.addWidget(_Words(told, stays, Look.SMALL))
            column.addWidget(stays)
            grid.addLayout(column, 0, place + 1, Qt.AlignmentFlag.AlignTop)
            heads.append(stays)
        self._heads = tuple(heads)
        richer = len(comparison.other.claims) > len(comparison.one.claims)
        heads[int(richer)].setChecked(True)

    def _add_line(self, grid: QGridLayout, line: ComparedLine) -> None:
        at = grid.rowCount()
        grid.addWidget(_side_label(say(line.label)), at, 0, Qt.AlignmentFlag.AlignTop)
        texts = (line.one, line.other)
        if not line.differs:
            for place, text in enumerate(texts):
                grid.addWidget(_Words(text, None, Look.MUTED), at, place + 1)
            return
        group = QButtonGroup(self._stays.parent() if self._stays else self)
        for place, text in enumerate(texts):
            button = QRadioButton()
            button.setAccessibleName(f"{say(line.label)}: {text or NOTHING}")
            group.addButton(button, place)
            cell = row(button, _Words(text, button, None))
            cell.setAlignment(button, Qt.AlignmentFlag.AlignTop)
            cell.setStretch(1, 1)
            holder = QFrame()
            style.dress(holder, Look.FRAME)
            holder.setLayout(cell)
            grid.addWidget(holder, at, place + 1, Qt.AlignmentFlag.AlignTop)
        self._choices[line.name] = group
        self._choose(line.name, texts)

    def _choose(self, name: str, texts: Sequence[str]) -> None:
        """Keep what the one that stays says, or the other where that one says nothing."""
        stays = max(self._stays.checkedId() if self._stays else 0, 0)
        kept = stays if texts[stays] or not texts[1 - stays] else 1 - stays
        button = self._choices[name].button(kept)
        if button is not None:
            button.setChecked(True)

    def _turn(self, _place: int, is_on: bool) -> None:
        if not is_on or self._comparison is None:
            return
        for line in self._comparison.lines:
            if line.name in self._choices:
                self._choose(line.name, (line.one, line.other))
        self.survivor_changed.emit()


def _side_label(text: str) -> QLabel:
    made = paragraph(text, Look.SMALL)
    made.setFixedWidth(_LABEL)
    return made


def _add_parts(grid: QGridLayout, heading: str, lines: Sequence[Sequence[str]]) -> None:
    """Say what hangs on both, what the other has, too, in quieter words."""
    at = grid.rowCount()
    grid.addWidget(_side_label(say(heading)), at, 0, Qt.AlignmentFlag.AlignTop)
    shared = set(lines[0]) & set(lines[1])
    for place, said in enumerate(lines):
        column = QVBoxLayout()
        column.setSpacing(style.HAIR)
        for text in said or [NOTHING]:
            quiet = text in shared or text == NOTHING
            column.addWidget(_Words(text, None, Look.MUTED if quiet else None))
        column.addStretch(1)
        grid.addLayout(column, at, place + 1)


def _reasons(pair: Pair) -> QWidget:
    holder = QWidget()
    style.dress(holder, Look.FRAME)
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(style.GAP)
    told = [one for one in pair.reasons if abs(one.weight) >= _LIGHT]
    for heading, tone, some in (
        (FOR, Tone.GOOD, [one for one in told if one.weight > 0]),
        (AGAINST, Tone.WAIT, [one for one in told if one.weight < 0]),
    ):
        if some:
            column.addWidget(label(say(heading), Look.SMALL))
            flow = FlowLayout()
            for reason in some:
                flow.addWidget(StatusPill(reason.sentence(language()), tone))
            column.addLayout(flow)
    return holder
