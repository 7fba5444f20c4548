"""The first step of an export: for whom, in which language, and what of the vault."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from strikelog.domain.filter_text import term_words
from strikelog.domain.filters import ALL, Filter
from strikelog.domain.messages import LANGUAGE_NAMES, LANGUAGES, mark
from strikelog.domain.records import Incident
from strikelog.domain.sharing import STRICT, Partner
from strikelog.gui import style
from strikelog.gui.dialogs.sheet import form_lines, note
from strikelog.gui.language import language, say
from strikelog.gui.widgets.card import Card, row
from strikelog.gui.widgets.labels import label
from strikelog.gui.widgets.margins import margins

LEVELS = {
    "partner": (
        mark("For a partner you trust"),
        mark(
            "Records with keys to bring edits back. Confidential sources under a pseudonym,"
            " coordinates to a kilometre, times to the hour; what is marked RED or AMBER+STRICT"
            " stays here."
        ),
    ),
    "public": (
        mark("For everybody"),
        mark(
            "One table of reviewed incidents marked GREEN or CLEAR: districts, days and public"
            " summaries. No sources, no IDs, nothing to bring back."
        ),
    ),
    "full": (
        mark("For your own office"),
        mark(
            "Every sheet with all fields, exact places and all sources. It must never leave the"
            " office."
        ),
    ),
    "field_form": (
        mark("Field form"),
        mark("Empty rows with drop-down lists, to be filled in where strikelog is not at hand."),
    ),
}
"""Name and explanation of each level; the first one is chosen until another is."""


@dataclass(frozen=True)
class Wanted:
    """What a person chose to export."""

    profile: str
    partner: str | None
    named_for: tuple[str, ...]
    language: str
    where: Filter

    def of(self, partner: Partner) -> Partner:
        """Give the partner as it is to be remembered."""
        return replace(partner, named_for=self.named_for)


class ExportChoice(QWidget):
    """Level, partner, contents and language; emits `changed` whenever one of them changes.

    `entered` tells of Return in the name of the partner.
    """

    changed = Signal()
    entered = Signal()

    def __init__(self, partners: Sequence[Partner], where: Filter) -> None:
        super().__init__()
        self._known = {one.name: one for one in partners}
        self._where = where
        self.levels = QButtonGroup(self)
        self.partner = QComboBox()
        self.partner.setEditable(True)
        self.partner.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.partner.addItems([one.name for one in partners])
        self.partner.setAccessibleName(say(mark("Partner")))
        line = self.partner.lineEdit()
        assert line is not None
        line.returnPressed.connect(self.entered)
        line.setPlaceholderText(say(mark("Name of the partner, as your office calls them")))
        self.named = {tlp: QCheckBox(tlp) for tlp in reversed(STRICT)}
        self.language = QComboBox()
        for code, name in LANGUAGE_NAMES.items():
            self.language.addItem(name, code)
        self.language.setCurrentIndex(LANGUAGES.index(language()))
        self.listed = QRadioButton(say(mark("What the list shows")))
        self.everything = QRadioButton(say(mark("Everything in the vault")))
        (self.listed if where else self.everything).setChecked(True)
        self.scope = label("")
        self._for_partner = QWidget()
        self._arrange()
        self.levels.idToggled.connect(self._follow)
        self.partner.editTextChanged.connect(self._recall)
        self.choose("partner")
        self._recall(self.partner.currentText())

    def wanted(self) -> Wanted:
        """Give what is chosen."""
        profile = list(LEVELS)[self.levels.checkedId()]
        is_partner = profile == "partner"
        name = self.partner.currentText().strip()
        return Wanted(
            profile=profile,
            partner=(name or None) if is_partner else None,
            named_for=tuple(tlp for tlp, box in self.named.items() if box.isChecked()),
            language=str(self.language.currentData()),
            where=self._where if self.listed.isChecked() else ALL,
        )

    def choose(self, profile: str) -> None:
        """Choose a level."""
        self.levels.button(list(LEVELS).index(profile)).setChecked(True)

    # -- inside ------------------------------------------------------------------------------

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(style.SPACE)
        column.addWidget(self._level_card())
        lines = form_lines()
        lines.addRow(say(mark("Language")), self.language)
        if self._where:
            said = " · ".join(term_words(one, Incident, language()) for one in self._where.terms)
            lines.addRow(say(mark("Contents")), self.listed)
            lines.addRow("", note(said))
            lines.addRow("", self.everything)
        else:
            lines.addRow(say(mark("Contents")), label(say(mark("Everything in the vault"))))
        lines.addRow("", self.scope)
        column.addLayout(lines)
        column.addStretch(1)

    def _level_card(self) -> Card:
        card = Card()
        for at, (profile, (name, about)) in enumerate(LEVELS.items()):
            button = QRadioButton(say(name))
            self.levels.addButton(button, at)
            card.body.addWidget(button)
            told = note(say(about))
            told.setContentsMargins(margins(start=style.BIG_GAP))
            card.body.addWidget(told)
            if profile == "partner":
                card.body.addWidget(self._partner_lines())
        return card

    def _partner_lines(self) -> QWidget:
        lines = form_lines()
        lines.setContentsMargins(margins(start=style.BIG_GAP, bottom=style.GAP))
        lines.addRow(say(mark("Partner")), self.partner)
        hint = say(
            mark("Tick a mark only if this partner is among those the records were marked for.")
        )
        for box in self.named.values():
            box.setToolTip(hint)
            box.setMinimumHeight(style.CHIP)
        lines.addRow(say(mark("May also see")), row(*self.named.values(), note(hint)))
        self._for_partner.setLayout(lines)
        self._for_partner.setMinimumHeight(2 * style.CONTROL + style.BIG_GAP)
        return self._for_partner

    def _follow(self) -> None:
        is_partner = self.levels.checkedId() == list(LEVELS).index("partner")
        self._for_partner.setVisible(is_partner)
        self.changed.emit()

    def _recall(self, name: str) -> None:
        """Tick what the partner of that name was named for before."""
        known = self._known.get(name.strip())
        for tlp, box in self.named.items():
            box.setChecked(known is not None and tlp in known.named_for)
        self.changed.emit()


def level_words(profile: str) -> str:
    """Say for whom a level is."""
    return say(LEVELS[profile][0])
