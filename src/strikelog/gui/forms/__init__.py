"""Forms: one for any record class, made of arrangements and editors."""

from strikelog.domain.records import Incident, Record
from strikelog.gui.changes import ChangeFeed
from strikelog.gui.forms.desk import Desk
from strikelog.gui.forms.incident_form import IncidentForm
from strikelog.gui.forms.record_form import RecordForm
from strikelog.gui.tasks import Tasks


def form_for(
    desk: Desk, tasks: Tasks, kind: type[Record], *, feed: ChangeFeed | None = None
) -> RecordForm:
    """Make the form of a record class; with a feed it announces its saves and follows others'."""
    maker = IncidentForm if issubclass(kind, Incident) else RecordForm
    form = maker(desk, tasks, kind)
    if feed is not None:
        form.saved.connect(lambda changes: feed.announce(changes, form))
        feed.changed.connect(form.heed)
    return form


__all__ = ["RecordForm", "form_for"]
