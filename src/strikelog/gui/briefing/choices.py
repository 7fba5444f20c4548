"""What somebody chooses of a briefing: for whom first, then template, sections and options."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from strikelog.domain.briefing_runs import BriefingRun
from strikelog.domain.briefing_templates import BREAKDOWNS, BUILT_IN, LAYOUTS, PAPERS, Template
from strikelog.domain.messages import LANGUAGE_NAMES, mark
from strikelog.domain.photographs import ChosenPhotograph
from strikelog.gui import style
from strikelog.gui.briefing.left_out import LeftOutLine
from strikelog.gui.briefing.section_list import SectionList
from strikelog.gui.dialogs.sheet import form_lines, note
from strikelog.gui.forms.fold import Fold
from strikelog.gui.language import number, say, upright
from strikelog.gui.widgets.buttons import link_button
from strikelog.gui.widgets.counts import count_box
from strikelog.gui.widgets.margins import margins
from strikelog.services.briefing_drafts import LANGUAGES, BriefingWish

__all__ = ["BriefingChoices"]

_LEVELS = {
    "full": mark("Your own office: everything"),
    "partner": mark("A partner you trust"),
    "briefing": mark("Humanitarian partners: no exact positions"),
    "public": mark("Everybody: reviewed incidents alone"),
}
_LANGUAGES = {**LANGUAGE_NAMES, "both": mark("English, then Arabic")}
_PAPERS = {"a4": "A4", "letter": mark("US Letter")}
_STEPS = {
    "": mark("Whichever reads best"),
    "week": mark("By week"),
    "month": mark("By month"),
}
_NAMES = {"situation": LAYOUTS["situation"].name, "one-page": LAYOUTS["one-page"].name}
_MOST_NOTES, _MOST_ISSUE = 60, 9999


class BriefingChoices(QWidget):
    """The choices beside the preview; emits `changed` with every one of them."""

    changed = Signal()

    def __init__(self, wish: BriefingWish, about: str) -> None:
        super().__init__()
        self._about = note(about)
        self._wish = wish
        self._templates: dict[str, Template] = {}
        self._is_filling = False
        self._is_dossier = wish.template.layout == "dossier"
        self.level = _whole(_choices(_LEVELS))
        self.level.setCurrentIndex(max(0, self.level.findData(wish.template.level)))
        self.left_out = LeftOutLine()
        self.template = _choices({})
        self.language = _choices({code: _LANGUAGES[code] for code in LANGUAGES})
        self.language.setCurrentIndex(max(0, self.language.findData(wish.template.language)))
        self.title = QLineEdit()
        self.title.setPlaceholderText(say(mark("The program finds one when this is empty")))
        self.sections = SectionList()
        self.paper = _choices({code: _PAPERS[code] for code in PAPERS})
        self.step = _whole(_choices(_STEPS))
        self.notes = count_box(0, _MOST_NOTES)
        self.keys = QCheckBox(say(mark("Print a small key beside each number")))
        self.breakdowns = {key: QCheckBox(say(name)) for key, name in BREAKDOWNS.items()}
        self.issue = count_box(0, _MOST_ISSUE)
        self.issue.setSpecialValueText(say(mark("none")))
        self.since = _choices({})
        self.photographs: tuple[ChosenPhotograph, ...] = ()
        self.pictures = link_button("", "image")
        self._arrange()
        self.offer_templates(list(BUILT_IN.values()))
        self.offer_runs([])
        self.show_template(wish.template)
        self._connect()

    # -- what is chosen

    @property
    def wish(self) -> BriefingWish:
        """What was chosen."""
        return replace(
            self._wish,
            template=self.chosen,
            issue=self.issue.value() or None,
            since=self.since.currentData() or 0,
            photographs=self.photographs,
        )

    @property
    def chosen(self) -> Template:
        """The template with every change made to it."""
        base = self._templates.get(self.template.currentData() or "", self._wish.template)
        return replace(
            base,
            level=self.level.currentData(),
            language=self.language.currentData(),
            title=self.title.text().strip(),
            sections=self.sections.chosen,
            paper=self.paper.currentData(),
            step=self.step.currentData(),
            most_notes=self.notes.value(),
            keys=self.keys.isChecked(),
            breakdowns=tuple(key for key, box in self.breakdowns.items() if box.isChecked()),
        ).checked()

    # -- what is offered

    def offer_templates(self, templates: Sequence[Template], current: str = "") -> None:
        """Offer the templates that can be chosen here, and choose one."""
        wanted = [one for one in templates if (one.layout == "dossier") is self._is_dossier]
        self._templates = {one.name: one for one in wanted}
        chosen = current or self.template.currentData() or self._wish.template.name
        self._is_filling = True
        self.template.clear()
        for one in wanted:
            name = LAYOUTS[one.name].name if one.name in LAYOUTS else ""
            self.template.addItem(say(name) if name else one.name, one.name)
        self.template.setCurrentIndex(max(0, self.template.findData(chosen)))
        self._is_filling = False

    def offer_runs(self, runs: Sequence[BriefingRun]) -> None:
        """Offer the briefings that can be compared with."""
        self._is_filling = True
        chosen = self.since.currentData()
        self.since.clear()
        self.since.addItem(say(mark("no earlier briefing")), 0)
        for one in runs:
            self.since.addItem(_run_words(one), one.number)
        self.since.setCurrentIndex(max(0, self.since.findData(chosen)))
        self._is_filling = False

    def show_template(self, template: Template) -> None:
        """Show what a template has chosen; the level stays what the person wants.

        So does the language, unless the template is one of the office, which keeps its own.
        """
        self._is_filling = True
        self._name_pictures()
        self.pictures.setVisible("photographs" in LAYOUTS[template.layout].sections)
        if not template.is_built_in:
            self.language.setCurrentIndex(max(0, self.language.findData(template.language)))
        self.title.setText(template.title)
        self.sections.show_sections(LAYOUTS[template.layout].sections, template.sections)
        self.paper.setCurrentIndex(max(0, self.paper.findData(template.paper)))
        self.step.setCurrentIndex(max(0, self.step.findData(template.step)))
        self.notes.setValue(template.most_notes)
        self.keys.setChecked(template.keys)
        for key, box in self.breakdowns.items():
            box.setChecked(key in template.breakdowns)
        has_ledger = "ledger" in LAYOUTS[template.layout].sections
        self.keys.setVisible(has_ledger)
        self._options.setRowVisible(self.step, template.layout == "situation")
        self._options.setRowVisible(self.notes, template.layout == "situation")
        for box in self.breakdowns.values():
            box.setVisible(template.layout == "situation")
        self._is_filling = False

    # -- inside

    def _arrange(self) -> None:
        first = form_lines()
        first.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        first.setVerticalSpacing(style.HAIR)
        first.addRow(say(mark("Written for")), self.level)
        first.addRow(self.left_out)
        self._beside = QHBoxLayout()
        self._beside.setSpacing(style.HAIR)
        self._beside.addWidget(self.template, 1)
        first.addRow(say(mark("Template")), self._beside)
        first.addRow(say(mark("Language")), self.language)
        first.addRow(say(mark("Title")), self.title)
        self._options = form_lines()
        self._options.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self._options.addRow(say(mark("Paper")), self.paper)
        self._options.addRow(say(mark("Attacks over time")), self.step)
        self._options.addRow(say(mark("Most notes on incidents")), self.notes)
        if not self._is_dossier:
            self._options.addRow(say(mark("Number in the series")), self.issue)
            first.addRow(say(mark("Compare with")), self.since)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._options)
        column.addWidget(self.keys)
        for box in self.breakdowns.values():
            column.addWidget(box)
        whole = QVBoxLayout(self)
        # The splitter they stand in puts what is at its right a pixel too far.
        whole.setContentsMargins(margins(start=1, end=style.GAP))
        whole.setSpacing(style.SPACE)
        whole.addWidget(self._about)
        whole.addLayout(first)
        whole.addWidget(self.sections)
        whole.addWidget(self.pictures)
        self.more = Fold(say(mark("More options")), lambda: inside)
        whole.addWidget(self.more)
        whole.addStretch(1)

    def add_beside_template(self, button: QWidget) -> None:
        """Put a button beside the templates."""
        self._beside.addWidget(button)

    def turn_inward(self) -> None:
        """Write it for the own office, which may see what nobody has released yet."""
        self.level.setCurrentIndex(self.level.findData("full"))

    def take_photographs(self, chosen: tuple[ChosenPhotograph, ...]) -> None:
        """Take the photographs that were chosen."""
        self.photographs = chosen
        self._name_pictures()
        self._tell()

    def _name_pictures(self) -> None:
        words = say(mark("Photographs: {n}…"))
        self.pictures.setText(words.format(n=upright(number(len(self.photographs)))))

    def _connect(self) -> None:
        self.template.currentIndexChanged.connect(self._take_template)
        for box in (self.level, self.language, self.paper, self.step, self.since):
            box.currentIndexChanged.connect(self._tell)
        self.title.textChanged.connect(self._tell)
        self.sections.changed.connect(self._tell)
        for spin in (self.notes, self.issue):
            spin.valueChanged.connect(self._tell)
        for tick in (self.keys, *self.breakdowns.values()):
            tick.toggled.connect(self._tell)

    def _take_template(self) -> None:
        if self._is_filling:
            return
        chosen = self._templates.get(self.template.currentData() or "")
        if chosen is not None:
            self.show_template(chosen)
            self._tell()

    def _tell(self) -> None:
        if not self._is_filling:
            self.changed.emit()


def _run_words(run: BriefingRun) -> str:
    issue = say(mark("no. {n}")).format(n=upright(number(run.issue))) if run.issue else ""
    day = upright(run.as_of.isoformat())
    return " · ".join(one for one in (day, issue, run.title) if one)


def _whole(box: QComboBox) -> QComboBox:
    """Never cut a choice off: it must not be guessed from half a sentence."""
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    box.ensurePolished()
    box.setMinimumWidth(box.sizeHint().width())
    return box


def _choices(named: Mapping[str, str]) -> QComboBox:
    box = QComboBox()
    box.setMinimumContentsLength(8)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    for code, name in named.items():
        box.addItem(say(name), code)
    return box
