"""Connects evidence to a window: its page, pictures on other pages, what is dropped anywhere."""

from collections.abc import Callable
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from strikelog.domain.changes import Changes
from strikelog.domain.errors import BadValue
from strikelog.domain.filter_fields import filter_fields
from strikelog.domain.filter_text import Asked
from strikelog.domain.filter_values import condition_of
from strikelog.domain.filters import ALL, Filter, Op
from strikelog.domain.messages import mark
from strikelog.domain.records import Evidence, Incident, Record
from strikelog.gui.changes import ChangeFeed
from strikelog.gui.forms import RecordForm
from strikelog.gui.language import language, say
from strikelog.gui.main_window import MainWindow
from strikelog.gui.media.actions import MediaActions
from strikelog.gui.media.arrivals import Arrivals
from strikelog.gui.media.asking import Asking
from strikelog.gui.media.card import EvidenceCard, PictureCard
from strikelog.gui.media.dropping import DropGate
from strikelog.gui.media.page import MediaPage
from strikelog.gui.media.strip import EvidenceStrip
from strikelog.gui.media.thumbnails import Thumbnails
from strikelog.gui.pages import wishes
from strikelog.gui.pages.arrangements import Arrangement
from strikelog.gui.pages.facts import Details
from strikelog.gui.pages.list_page import ListPage
from strikelog.gui.preferences import Preferences
from strikelog.gui.style import Tone
from strikelog.gui.tasks import Tasks
from strikelog.services.workspace import Workspace

Grant = Callable[[wishes.Wish], None]


_DROP_HERE = mark("Drop to add to the evidence")
_DROP_ON_INCIDENT = mark("Drop to add to the evidence of this incident")


class Undoing(Protocol):
    """What takes changes back."""

    def offer(self, text: str, action: str, act: Callable[[], None]) -> None:
        """Say what was done and offer one thing to do about it."""

    def undo(self) -> None:
        """Take the last step back."""


@runtime_checkable
class Fronted(Protocol):
    """A page that has a list and a form, one of them in front."""

    @property
    def front(self) -> QWidget:
        """What is seen of it."""


class MediaDesk(QObject):
    """Everything of one sitting that has to do with evidence."""

    def __init__(self, workspace: Workspace, tasks: Tasks, feed: ChangeFeed) -> None:
        super().__init__()
        self._workspace = workspace
        self._tasks = tasks
        self._feed = feed
        self.asking = Asking()
        self.thumbnails = Thumbnails(workspace.media, tasks)
        self.actions = MediaActions(workspace, tasks)
        self._window: MainWindow | None = None
        self._grant: Grant = _nothing
        self.actions.changed.connect(self._announce)
        self.actions.item_requested.connect(self._go_to)
        feed.changed.connect(self._notice)

    def stand_in(self, window: MainWindow, grant: Grant, undo: Undoing) -> None:
        """Speak through a window, ask it for what concerns it, and offer to take changes back."""
        self._window = window
        self._grant = grant
        self.actions.stand_in(window)
        self.actions.failed.connect(window.show_failure)
        self.actions.told.connect(lambda text: window.messages.tell(text, Tone.GOOD))
        self.actions.offered.connect(lambda text: undo.offer(text, say(mark("Undo")), undo.undo))
        self.gate = DropGate(window, self._offer)
        self.gate.dropped.connect(self._take)

    def make_list(self, arrangement: Arrangement, preferences: Preferences) -> ListPage:
        """Make the list of a page; evidence has one of its own, incidents show pictures."""
        if issubclass(arrangement.kind, Evidence):
            return self._make_page(arrangement, preferences)
        work = self._workspace
        page = ListPage(
            arrangement,
            work.finding,
            work.settings,
            tasks=self._tasks,
            preferences=preferences,
        )
        if issubclass(page.kind, Incident):
            page.detail.additions.append(self._pictures_of)
        return page

    def _make_page(self, arrangement: Arrangement, preferences: Preferences) -> MediaPage:
        return MediaPage(
            arrangement,
            self._workspace,
            tasks=self._tasks,
            preferences=preferences,
            actions=self.actions,
            thumbnails=self.thumbnails,
            asking=self.asking,
        )

    def furnish(self, form: RecordForm, kind: type[Record]) -> None:
        """Put evidence on the form of an incident, the picture on the form of evidence."""
        if issubclass(kind, Incident):
            form.extras.append(EvidenceCard(self._strip(adds=True)))
        elif issubclass(kind, Evidence):
            form.extras.append(PictureCard(self.thumbnails, self.asking, self.actions))

    def _pictures_of(self, details: Details) -> QWidget | None:
        if not isinstance(details.record, Incident):
            return None
        strip = self._strip(adds=False)
        strip.show_incident(details.record.id)
        return strip

    def _strip(self, *, adds: bool) -> EvidenceStrip:
        finding = self._workspace.finding
        strip = EvidenceStrip(finding, self._tasks, self.thumbnails, self.asking, adds=adds)
        strip.chosen.connect(self._go_to)
        strip.all_requested.connect(lambda: self._show_all(strip.incident_id))
        strip.add_requested.connect(lambda: self.actions.choose_files((strip.incident_id,)))
        strip.paste_requested.connect(lambda: self.actions.paste((strip.incident_id,)))
        if adds:
            self._feed.changed.connect(strip.notice)
        return strip

    def _show_all(self, incident_id: str) -> None:
        self._grant(wishes.ShowEvidence(evidence_of(incident_id)))

    def _go_to(self, evidence_id: str) -> None:
        self._grant(wishes.GoTo(Evidence, evidence_id))

    # -- what is dropped

    @property
    def takes_files(self) -> bool:
        """True where files that are dropped now become evidence."""
        return bool(self._offer())

    def _front(self) -> QWidget | None:
        page: object = self._window.page if self._window is not None else None
        return page.front if isinstance(page, Fronted) else None

    def _offer(self) -> str:
        place = self._front()
        if isinstance(place, MediaPage):
            return say(_DROP_HERE)
        return say(_DROP_ON_INCIDENT) if _incident_on(place) else ""

    def _take(self, arrivals: Arrivals) -> None:
        incident_id = _incident_on(self._front())
        self.actions.add(arrivals, (incident_id,) if incident_id else ())

    # -- what changed

    def _announce(self, changes: Changes) -> None:
        self._feed.announce(changes, self)

    def _notice(self, changes: Changes, _origin: object) -> None:
        if changes.concerns(Evidence.__name__):
            for one in changes.ids:
                self.thumbnails.forget_failure(one)


def evidence_of(incident_id: str) -> Filter:
    """Give the filter that finds the evidence of an incident."""
    asked = Asked(Evidence, filter_fields(Evidence)["incident"], language())
    try:
        return Filter((condition_of(asked, Op.IS, [incident_id]),))
    except BadValue:
        return ALL


def _incident_on(place: QWidget | None) -> str:
    """Give the stored incident whose form is in front; blank when there is none."""
    if not isinstance(place, RecordForm):
        return ""
    cards = (one for one in place.extras if isinstance(one, EvidenceCard))
    return next((card.incident_id for card in cards), "")


def _nothing(_: wishes.Wish) -> None:
    """There is no window yet to ask."""
