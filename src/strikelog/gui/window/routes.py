"""Leads to records: to a row of a list, to a form and a spot on it, and back again."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject

from strikelog.domain.filters import ALL, Filter
from strikelog.domain.records import Evidence, Incident, Record
from strikelog.gui.main_window import MainWindow
from strikelog.gui.pages import wishes
from strikelog.gui.tasks import Tasks
from strikelog.gui.window.jumping import Place, owner_of, place_of
from strikelog.gui.window.record_page import RecordPage
from strikelog.gui.window.trail import Trail
from strikelog.services.finding import Finding


class Routes(QObject):
    """Knows which page shows a record, and remembers the way there."""

    def __init__(
        self,
        window: MainWindow,
        pages: Sequence[RecordPage],
        finding: Finding,
        *,
        tasks: Tasks,
        grant: Callable[[wishes.Wish], None],
    ) -> None:
        super().__init__(window)
        self._window, self._pages = window, pages
        self._finding, self._tasks = finding, tasks
        self.trail = Trail(window, grant)
        for page in pages:
            page.form_left.connect(partial(self._leave_form, page))

    def page_of(self, kind: type[Record]) -> RecordPage | None:
        """Give the page that lists a class of records."""
        return next((page for page in self._pages if page.kind is kind), None)

    def listed(self) -> Filter:
        """Give the filter of the list of incidents."""
        page = self.page_of(Incident)
        return page.list.listing.where if page is not None else ALL

    # -- wishes

    def create(self, wish: wishes.New) -> None:
        """Begin a record."""
        self._lead(wish.kind, RecordPage.create, to_form=True)

    def edit(self, wish: wishes.Edit) -> None:
        """Open the form of a record."""
        self._lead(wish.kind, lambda page: page.edit(wish.id, wish.spot), to_form=True)

    def show_incidents(self, wish: wishes.ShowIncidents) -> None:
        """List the incidents that match."""
        self._lead(Incident, lambda page: page.ask(wish.where))

    def show_evidence(self, wish: wishes.ShowEvidence) -> None:
        """List the evidence that matches."""
        self._lead(Evidence, lambda page: page.ask(wish.where))

    def open_linked(self, entity: str, record_id: str) -> None:
        """Open a record that a form names."""
        kind = next(one for one in self._finding.kinds if one.__name__ == entity)
        if self.page_of(kind) is not None:
            self.edit(wishes.Edit(kind, record_id))
        else:
            self.go_to_record(wishes.GoTo(kind, record_id))

    def reach(self, wish: wishes.Reach) -> None:
        """Open the form of the record on which another stands."""
        finding = self._finding

        def job(_progress: object) -> Record | None:
            record = finding.get(wish.kind, wish.id)
            return owner_of(finding, record) if record is not None else None

        self._tasks.run(self, job, partial(self._reached, wish), self._window.show_failure)

    def go_to_record(self, wish: wishes.GoTo) -> None:
        """Go to the row of a record."""
        finding = self._finding

        def job(_progress: object) -> Place | None:
            record = finding.get(wish.kind, wish.id)
            return place_of(finding, record) if record is not None else None

        self._tasks.run(self, job, self.go_to, self._window.show_failure)

    def go_to(self, place: Place | None) -> None:
        """Go to a row."""
        if place is not None:
            self._lead(place.kind, lambda page: page.go_to(place.key))

    # -- own business

    def _reached(self, wish: wishes.Reach, owner: Record | None) -> None:
        if owner is not None:
            spot = wishes.Spot(wish.key, part=wish.id)
            self.edit(wishes.Edit(type(owner), owner.id, spot))

    def _lead(
        self, kind: type[Record], act: Callable[[RecordPage], None], *, to_form: bool = False
    ) -> None:
        page = self.page_of(kind)
        if page is not None:
            self.trail.lead(page, partial(act, page), to_form=to_form)

    def _leave_form(self, page: RecordPage, by_hand: bool) -> None:
        """Go back to where the form was opened from, or to the row of its record."""
        record = page.form.record if page.form is not None else None
        is_here = self._window.page is page
        if record is None or (is_here and self.trail.left_form(by_hand=by_hand)):
            return
        finding = self._finding
        self._tasks.run(
            self,
            lambda _progress: finding.key_of(type(record), record.id),
            page.list.return_to,
            self._window.show_failure,
        )
