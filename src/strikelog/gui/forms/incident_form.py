"""The form of an incident: the general one, with the casualty matrix below its claims."""

from strikelog.domain.messages import mark
from strikelog.domain.records import Claim, Record
from strikelog.gui.forms.desk import Desk
from strikelog.gui.forms.matrix import MatrixView
from strikelog.gui.forms.opening import Opened
from strikelog.gui.forms.record_form import RecordForm, Section, card_of
from strikelog.gui.forms.sheet_view import SheetView
from strikelog.gui.language import say
from strikelog.gui.tasks import Tasks
from strikelog.gui.widgets.card import Card

PEOPLE = mark("People")


class IncidentForm(RecordForm):
    """Edits an incident with everything that hangs on it."""

    def __init__(self, desk: Desk, tasks: Tasks, kind: type[Record]) -> None:
        self.matrix: MatrixView | None = None
        super().__init__(desk, tasks, kind)

    def sections(self, sheet: SheetView, details: Card) -> list[Section]:
        found = super().sections(sheet, details)
        self.matrix = MatrixView(self.bench)
        claims = next(
            at for at, view in enumerate(sheet.branches) if issubclass(view.branch.kind, Claim)
        )
        # The fields of the incident itself come first.
        found.insert(claims + 2, (say(PEOPLE), card_of(self.matrix)))
        return found

    def show_opened(self, opened: Opened) -> None:
        super().show_opened(opened)
        if self.matrix is not None and opened.case is not None:
            self.matrix.show_case(opened.case)
