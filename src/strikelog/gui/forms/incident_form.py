"""The form of an incident: the general one, with the casualty matrix below its claims."""

from strikelog.domain.casefiles import CaseFile
from strikelog.domain.display import code_words
from strikelog.domain.messages import mark
from strikelog.domain.records import Claim, Record
from strikelog.gui.forms.branches import ASSESSMENTS
from strikelog.gui.forms.desk import Desk
from strikelog.gui.forms.matrix import MatrixView
from strikelog.gui.forms.opening import Opened
from strikelog.gui.forms.record_form import RecordForm, Section, card_of
from strikelog.gui.forms.sheet_view import SheetView
from strikelog.gui.language import language, say
from strikelog.gui.tasks import Tasks
from strikelog.gui.widgets.card import Card
from strikelog.insight.grading import suggested_grade

PEOPLE = mark("People")
_SUGGESTED = mark("By the claims as they stand: {grade}.")


class IncidentForm(RecordForm):
    """Edits an incident with everything that hangs on it."""

    def __init__(self, desk: Desk, tasks: Tasks, kind: type[Record]) -> None:
        self.matrix: MatrixView | None = None
        super().__init__(desk, tasks, kind)

    def sections(self, sheet: SheetView, details: Card) -> list[Section]:
        """Put the casualty matrix after the claims."""
        found = super().sections(sheet, details)
        self.matrix = MatrixView(self.bench)
        claims = next(
            at for at, view in enumerate(sheet.branches) if issubclass(view.branch.kind, Claim)
        )
        # The fields of the incident itself come first.
        found.insert(claims + 2, (say(PEOPLE), card_of(self.matrix)))
        return found

    def show_opened(self, opened: Opened) -> None:
        """Bring matrix and suggested grade in line too."""
        super().show_opened(opened)
        if self.matrix is not None and opened.case is not None:
            self.matrix.show_case(opened.case)
            self.branch(ASSESSMENTS.label).show_note(suggestion_words(opened.case))


def suggestion_words(case: CaseFile) -> str:
    """Say which grade the claims would bear, and why; the grade itself is given by a person."""
    if not case.claims:
        return ""
    found = suggested_grade(case)
    grade = code_words("GRADING", found.grading, language())
    said = say(_SUGGESTED).format(grade=grade)
    return " ".join(filter(None, (said, found.why(language()), found.outlook(language()))))
