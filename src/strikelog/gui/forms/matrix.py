"""The casualty matrix: sources by categories, what they disagree on, and the range we adopt."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from strikelog.domain.casefiles import CaseFile
from strikelog.domain.claimed import Axes, Stated, claimed_range, widest_range
from strikelog.domain.counts import range_words
from strikelog.domain.display import code_words
from strikelog.domain.field_notes import FIELD_NOTES
from strikelog.domain.fields import Field, Kind
from strikelog.domain.messages import mark
from strikelog.gui import style
from strikelog.gui.editors.choosing import CodeEditor
from strikelog.gui.forms.bench import Bench
from strikelog.gui.forms.matrix_cell import MatrixCell
from strikelog.gui.forms.matrix_values import Category, Matrix, MatrixRow, matrix_of
from strikelog.gui.language import language, say, upright
from strikelog.gui.style import Ink, Look
from strikelog.gui.widgets.buttons import add_button, link_button, plain_button
from strikelog.gui.widgets.card import row as side_by_side
from strikelog.gui.widgets.labels import ElidedLabel, label, paragraph
from strikelog.gui.widgets.pictures import Picture
from strikelog.insight.ranges import AdoptedRange, adopted_range

TITLE = mark("People: who says how many")
OURS = mark("Our own figure")
ADOPTED = mark("Range we adopt")
_NOTHING_YET = mark("none yet")
_NOT_CREDIBLE = mark("no claim is credible enough yet (1 to 4); all claims: {range}")
_CLAIMED = mark("claims alone: {range}")
_START = Qt.AlignmentFlag.AlignTop
_MIDDLE = Qt.AlignmentFlag.AlignHCenter


def category_words(category: Category) -> tuple[str, str]:
    """Name a column in two lines: the outcome, then which people."""
    codes = (("AGE_SEX", category.age_sex, "total"), ("ROLE", category.role, "any"))
    people = [code_words(name, code, language()) for name, code, all_ in codes if code != all_]
    outcome = code_words("OUTCOME", category.outcome, language())
    return outcome, " · ".join(people) or code_words("AGE_SEX", "total", language())


class ColumnChooser(QWidget):
    """Chooses a further category; shown when asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.outcome = _chooser("OUTCOME", mark("Outcome"), "killed")
        self.age_sex = _chooser("AGE_SEX", mark("Age and sex"), "child")
        self.role = _chooser("ROLE", mark("Role"), "any")
        self.add = plain_button(say(mark("Add column")), "plus")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(style.GAP)
        for editor in (self.outcome, self.age_sex, self.role):
            line.addWidget(editor, 1)
        line.addWidget(self.add)

    @property
    def category(self) -> Category:
        """What is chosen now."""
        return Category(*(str(one.value) for one in (self.outcome, self.age_sex, self.role)))


def _chooser(vocabulary: str, name: str, first: str) -> CodeEditor:
    editor = CodeEditor(Field("", Kind.CODE, name, vocabulary=vocabulary))
    editor.show_value(first)
    return editor


class MatrixView(QWidget):
    """Shows and edits the figures of one incident side by side."""

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self._bench = bench
        self._case: CaseFile | None = None
        self._added: list[Category] = []
        self._layout_key: object = None
        self._shows_ours = False
        self.cells: dict[tuple[str, Category], MatrixCell] = {}
        self.adopted: dict[Category, AdoptedRange] = {}
        self.status = _chooser("CIV_STATUS", mark("Numbers typed here count"), "unknown")
        self.status.keyboard.setWhatsThis(say(FIELD_NOTES["civ_status"]))
        self.status.edited.connect(self._pass_status)
        self._chooser: ColumnChooser | None = None
        self._widen = add_button(say(mark("Add column")))
        self._widen.clicked.connect(self._choose_column)
        self.enter_own = link_button(say(mark("Enter our own figure")), "pencil")
        self.enter_own.clicked.connect(self._show_ours)
        self._scroller = _sideways()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(style.GAP)
        column.addLayout(self._head())
        self._column = column
        column.addWidget(self._scroller)
        column.addLayout(side_by_side(self.enter_own, None))

    @property
    def categories(self) -> list[Category]:
        """The columns as shown."""
        return list(dict.fromkeys(category for _, category in self.cells))

    @property
    def chooser(self) -> ColumnChooser:
        """Chooses a further category; made when it is first asked for."""
        if self._chooser is None:
            self._chooser = ColumnChooser()
            self._chooser.hide()
            self._chooser.add.clicked.connect(self._add_column)
            self._column.insertWidget(1, self._chooser)
        return self._chooser

    def show_case(self, case: CaseFile) -> None:
        """Bring the matrix in line with the case as it is stored."""
        self._case = case
        matrix = matrix_of(case, self._added)
        self._shows_ours = self._shows_ours or bool(case.figures_of(case.incident.id))
        rows = [row for row in matrix.rows if not row.is_ours or self._shows_ours]
        key = (tuple(rows), tuple(matrix.categories), self._adopted(case, matrix.categories))
        if key != self._layout_key:
            self._rebuild(matrix, rows)
            self._layout_key = key
        for place, cell in self.cells.items():
            figure = matrix.figures.get(place)
            cell.show_figure(figure, disputed=place in matrix.disputed)
        self.enter_own.setVisible(not self._shows_ours)

    def clear(self) -> None:
        """Let go of the incident, before another is shown."""
        for cell in self.cells.values():
            cell.let_go()
        self.cells = {}
        self._case = self._layout_key = None
        self._added = []
        self._shows_ours = False
        content = self._scroller.takeWidget()
        if content is not None:
            content.hide()
            content.deleteLater()

    def add_column(self, category: Category) -> None:
        """Show a further category, to be filled."""
        self._added.append(category)
        if self._case is not None:
            self.show_case(self._case)

    def _head(self) -> QHBoxLayout:
        name = label(say(self.status.field.label), Look.SMALL)
        self.status.setFixedWidth(style.MATRIX_NAME - style.MARGIN)
        title = label(say(TITLE), Look.SUBHEADING)
        return side_by_side(title, None, name, self.status, self._widen)

    def _adopted(self, case: CaseFile, categories: Iterable[Category]) -> tuple[AdoptedRange, ...]:
        self.adopted = {
            one: adopted_range(case, one.outcome, age_sex=one.age_sex, role=one.role)
            for one in categories
        }
        return tuple(self.adopted.values())

    def _rebuild(self, matrix: Matrix, rows: list[MatrixRow]) -> None:
        """Lay the grid out anew; cells that stay keep what stands in them."""
        focused = next((at for at, cell in self.cells.items() if cell.line.hasFocus()), None)
        old, self.cells = self.cells, {}
        content = QWidget()
        style.dress(content, Look.FRAME)
        grid = QGridLayout(content)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(style.HAIR)
        grid.setVerticalSpacing(style.HAIR)
        grid.setColumnStretch(len(matrix.categories) + 1, 1)
        for place, category in enumerate(matrix.categories, start=1):
            grid.addLayout(_heading(category), 0, place)
        for line, who in enumerate(rows, start=1):
            grid.addLayout(_named(who), line, 0)
            for place, category in enumerate(matrix.categories, start=1):
                at = (who.owner_id, category)
                cell = old.pop(at, None) or self._cell(who, category)
                self.cells[at] = cell
                grid.addWidget(cell, line, place)
        self._add_adopted(grid, len(rows) + 1)
        self._scroller.setWidget(content)
        self._fit(content)
        if focused in self.cells:
            self.cells[focused].line.setFocus()

    def _cell(self, who: MatrixRow, category: Category) -> MatrixCell:
        cell = MatrixCell(self._bench, who, category)
        outcome, people = category_words(category)
        name = say(OURS) if who.is_ours else who.name
        cell.line.setAccessibleName(f"{outcome}, {people} – {name}")
        cell.civ_status = str(self.status.value)
        cell.stepped.connect(lambda step, cell=cell: self._step(cell, step))
        return cell

    def _add_adopted(self, grid: QGridLayout, line: int) -> None:
        grid.addWidget(label(say(ADOPTED), Look.SUBHEADING), line, 0, _START)
        for place, (category, people) in enumerate(self.adopted.items(), start=1):
            grid.addLayout(_range(people, self._reason(category, people)), line, place)

    def _reason(self, category: Category, people: AdoptedRange) -> str:
        """Say by which rule, and what the claims say where that is something else."""
        assert self._case is not None
        axes = Axes(category.outcome, None, category.age_sex, category.role)
        if people.own:
            claimed = _words(claimed_range(self._case, axes))
            return f"{say(people.reason)} · {say(_CLAIMED).format(range=claimed)}"
        widest = widest_range(self._case, axes)
        if not people.is_stated and widest is not None:
            return say(_NOT_CREDIBLE).format(range=_words(widest))
        return say(people.reason)

    def _fit(self, content: QWidget) -> None:
        bar = self._scroller.horizontalScrollBar().sizeHint().height()
        self._scroller.setFixedHeight(content.sizeHint().height() + bar)

    def _step(self, cell: MatrixCell, step: int) -> None:
        owners = list(dict.fromkeys(owner for owner, _ in self.cells))
        place = min(max(owners.index(cell.owner_id) + step, 0), len(owners) - 1)
        self.cells[(owners[place], cell.category)].line.setFocus()

    def _pass_status(self, status: object) -> None:
        for cell in self.cells.values():
            cell.civ_status = str(status)

    def _choose_column(self) -> None:
        self.chooser.show()

    def _add_column(self) -> None:
        self.chooser.hide()
        self.add_column(self.chooser.category)

    def _show_ours(self) -> None:
        self._shows_ours = True
        if self._case is not None:
            self.show_case(self._case)
            first = self.cells[(self._case.incident.id, self.categories[0])]
            first.line.setFocus()


def _words(people: Stated | None) -> str:
    low, high = (people.low, people.high) if people else (None, None)
    return upright(range_words(low, high, language()))


def _range(people: AdoptedRange, reason: str) -> QVBoxLayout:
    """Set a range over the rule it comes from."""
    words = upright(range_words(people.low, people.high, language()))
    figure = label(words if people.is_stated else say(_NOTHING_YET), Look.HEADING)
    figure.setWordWrap(True)
    why = paragraph(reason, Look.TINY)
    why.setFixedWidth(style.MATRIX_CELL)
    stack = QVBoxLayout()
    stack.setSpacing(0)
    for line in (figure, why):
        line.setAlignment(_MIDDLE)
        stack.addWidget(line)
    stack.addStretch(1)
    return stack


def _sideways() -> QScrollArea:
    scroller = QScrollArea()
    scroller.setFrameShape(QFrame.Shape.NoFrame)
    scroller.setWidgetResizable(True)
    scroller.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return scroller


def _heading(category: Category) -> QVBoxLayout:
    outcome, people = category_words(category)
    stack = QVBoxLayout()
    stack.setSpacing(0)
    for text, look in ((outcome, Look.SUBHEADING), (people, Look.TINY)):
        line = label(text, look)
        line.setAlignment(_MIDDLE)
        line.setWordWrap(True)
        stack.addWidget(line)
    return stack


def _named(who: MatrixRow) -> QHBoxLayout:
    name = ElidedLabel(say(OURS) if who.is_ours else who.name)
    name.setFixedWidth(style.MATRIX_NAME)
    sign = Picture("pencil" if who.is_ours else "file-text", Ink.FAINT, size=style.SMALL_ICON)
    return side_by_side(sign, name)
