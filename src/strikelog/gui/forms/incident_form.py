"""The form of an incident: the general one, with the casualty matrix below its claims."""

from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QWidget

from strikelog.domain.casefiles import CaseFile
from strikelog.domain.changes import Changes
from strikelog.domain.display import code_words
from strikelog.domain.messages import mark
from strikelog.domain.records import Record
from strikelog.gui.forms.branch_view import BranchView
from strikelog.gui.forms.branches import ASSESSMENTS, CLAIMS, Branch, branches_of
from strikelog.gui.forms.desk import Desk
from strikelog.gui.forms.kinds_of_places import one_sided, take_over
from strikelog.gui.forms.matrix import MatrixView
from strikelog.gui.forms.opening import Opened
from strikelog.gui.forms.record_form import RecordForm
from strikelog.gui.forms.sections import Section, card_of
from strikelog.gui.forms.sheet_view import SheetView
from strikelog.gui.language import language, say
from strikelog.gui.tasks import Tasks
from strikelog.insight.grading import suggested_grade

PEOPLE = mark("People")
_SUGGESTED = mark("By the claims as they stand: {grade}.")


class IncidentForm(RecordForm):
    """Edits an incident with everything that hangs on it."""

    def __init__(self, desk: Desk, tasks: Tasks, kind: type[Record]) -> None:
        self._matrix: MatrixView | None = None
        self._assessments: BranchView | None = None
        self._was_edited_here = False
        super().__init__(desk, tasks, kind)

    @property
    def matrix(self) -> MatrixView:
        """The casualty matrix of the incident that is open."""
        self.cards.complete()
        assert self._matrix is not None, "there is a matrix once an incident is open"
        return self._matrix

    def sections(self, sheet: SheetView) -> list[Section]:
        """Put the casualty matrix after the claims."""
        found = super().sections(sheet)
        claims = branches_of(self.kind).index(CLAIMS)
        # The fields of the incident itself come first.
        found.insert(claims + 2, Section(say(PEOPLE), self._people))
        return found

    def section_of(self, sheet: SheetView, branch: Branch) -> Section:
        """Set the suggested grade over the assessments."""
        found = super().section_of(sheet, branch)
        return replace(found, make=self._graded) if branch is ASSESSMENTS else found

    def clear(self) -> None:
        """Let go of the matrix too."""
        if self._matrix is not None:
            self._matrix.clear()
        super().clear()

    def refill(self) -> None:
        """Bring matrix and suggested grade in line last."""
        super().refill()
        self.cards.later(self._tell_case)

    def show_opened(self, opened: Opened) -> None:
        """Bring matrix and suggested grade in line too."""
        super().show_opened(opened)
        self._tell_case()
        # Only after an edit on this form: what undo took back must not come again by itself.
        if self._was_edited_here and opened.case is not None:
            self._was_edited_here = False
            self._take_over_kinds(opened.case)

    def _changed(self, changes: Changes) -> None:
        self._was_edited_here = True
        super()._changed(changes)

    def _take_over_kinds(self, case: CaseFile) -> None:
        lacking = one_sided(case)
        if lacking:
            self.bench.write(partial(take_over, self.bench.desk, lacking), lambda done: done)

    def _people(self) -> QWidget:
        self._matrix = MatrixView(self.bench)
        self.cards.next(self._tell_case)
        return card_of(self._matrix)

    def _graded(self) -> QWidget:
        assert self.sheet is not None
        self._assessments = self.sheet.add_branch(ASSESSMENTS)
        self._tell_case()
        return card_of(self._assessments)

    def _tell_case(self) -> None:
        case = self.bench.case
        if case is None:
            return
        if self._matrix is not None:
            self._matrix.show_case(case)
        if self._assessments is not None:
            self._assessments.show_note(suggestion_words(case))


def suggestion_words(case: CaseFile) -> str:
    """Say which grade the claims would bear, and why; the grade itself is given by a person."""
    if not case.claims:
        return ""
    found = suggested_grade(case)
    grade = code_words("GRADING", found.grading, language())
    said = say(_SUGGESTED).format(grade=grade)
    return " ".join(filter(None, (said, found.why(language()), found.outlook(language()))))
