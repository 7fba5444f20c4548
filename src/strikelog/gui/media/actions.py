"""What can be done with evidence, from wherever it is shown: dialogs, links, judgements."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from strikelog.domain.changes import Changes
from strikelog.domain.errors import StrikelogError
from strikelog.domain.messages import mark
from strikelog.domain.progress import Progress
from strikelog.domain.records import CustodyEvent, Evidence, Incident, Record
from strikelog.gui.dialogs import files
from strikelog.gui.dialogs.sheet import Sheet
from strikelog.gui.editors import Lookup
from strikelog.gui.language import say
from strikelog.gui.media.adding import TITLE, AddDialog
from strikelog.gui.media.arrivals import Arrivals, of_clipboard, of_paths
from strikelog.gui.media.custody import CustodyDialog
from strikelog.gui.media.editing import EditDialog
from strikelog.gui.media.facts import ItemDetails
from strikelog.gui.media.giving import CertificateDialog, CopyOutDialog
from strikelog.gui.media.intake import Outcome
from strikelog.gui.media.linking import LinkDialog
from strikelog.gui.media.viewing import ViewDialog
from strikelog.gui.tasks import Tasks
from strikelog.services.recording import Saved
from strikelog.services.workspace import Workspace

_NAMES = frozenset({Evidence.__name__, CustodyEvent.__name__})
_LINKED, _UNLINKED = mark("The links were changed."), mark("The item was unlinked.")
_JUDGED = mark("Noted for everyone.")
_COPIED = mark("The working copy was made.")

Change = Callable[[Evidence], Evidence]


class MediaActions(QObject):
    """Opens dialogs over one window; `changed` tells what was written.

    `offered` carries a sentence on something that can be undone, `told` one on something that
    cannot; `item_requested` the id of an item to go to.
    """

    changed = Signal(object)
    offered = Signal(str)
    told = Signal(str)
    failed = Signal(object)
    item_requested = Signal(str)

    def __init__(self, workspace: Workspace, tasks: Tasks) -> None:
        super().__init__()
        self._workspace = workspace
        self._media = workspace.media
        self._tasks = tasks
        self._window: QWidget | None = None

    def stand_in(self, window: QWidget) -> None:
        """Open dialogs over a window from now on."""
        self._window = window

    @property
    def window(self) -> QWidget:
        """The window dialogs are opened over."""
        assert self._window is not None, "actions need a window first"
        return self._window

    # -- adding

    def choose_files(self, incident_ids: tuple[str, ...] = ()) -> None:
        """Ask for files and add them."""
        pattern = say(mark("All files (*)"))
        chosen = files.ask_for_many(self.window, say(TITLE), pattern=pattern)
        if chosen:
            self.add(of_paths(chosen), incident_ids)

    def choose_folder(self, incident_ids: tuple[str, ...] = ()) -> None:
        """Ask for a folder and add every file in it."""
        folder = files.ask_for_folder(self.window, say(TITLE))
        if folder is not None:
            self.add(Arrivals(folders=(folder,)), incident_ids)

    def paste(self, incident_ids: tuple[str, ...] = ()) -> None:
        """Add what lies on the clipboard."""
        try:
            arrivals = of_clipboard(datetime.now().astimezone())
        except StrikelogError as error:
            self.failed.emit(error)
            return
        self.add(arrivals, incident_ids)

    def add(self, arrivals: Arrivals, incident_ids: tuple[str, ...] = ()) -> AddDialog:
        """Ask what is known of files, and take them in."""
        dialog = AddDialog(
            self.window,
            self._media,
            self._lookup(),
            arrivals=arrivals,
            incident_ids=incident_ids,
            tasks=self._tasks,
        )
        dialog.added.connect(self._note_added)
        dialog.link_requested.connect(self._link_known)
        dialog.show_requested.connect(self._show_known)
        dialog.open()
        return dialog

    def _note_added(self, outcome: Outcome) -> None:
        if outcome.added:
            self.changed.emit(Changes(_NAMES, frozenset(one.id for one in outcome.added)))

    def _link_known(self, known: Evidence, incident_ids: tuple[str, ...]) -> None:
        def linked(item: Evidence) -> Evidence:
            return replace(item, incident_ids=_joined(item.incident_ids, incident_ids))

        self._change(known, linked, _LINKED)

    def _show_known(self, known: Evidence) -> None:
        self.item_requested.emit(known.id)

    # -- looking

    def view(self, item: Evidence) -> None:
        """Show the picture of an item in full."""
        ViewDialog(self.window, self._media, item, self._tasks).open()

    def show_custody(self, details: ItemDetails) -> None:
        """Show every step of the custody of an item."""
        dialog = CustodyDialog(self.window, details)
        dialog.certificate_requested.connect(lambda: self.certify((details.item,)))
        dialog.open()

    # -- giving out

    def save_out(self, item: Evidence) -> Sheet:
        """Save a copy of an item outside the vault."""
        dialog = CopyOutDialog(self.window, self._media, item, self._tasks)
        dialog.given.connect(lambda: self._tell_custody(item))
        dialog.open()
        return dialog

    def certify(self, items: tuple[Evidence, ...]) -> None:
        """Write the certificate of custody of items."""
        CertificateDialog(self.window, self._media, items, self._tasks).open()

    def _tell_custody(self, item: Evidence) -> None:
        self.changed.emit(Changes(_NAMES, frozenset({item.id})))

    # -- changing

    def edit(self, item: Evidence) -> EditDialog:
        """Make a working copy of a picture."""
        dialog = EditDialog(self.window, self._media, item, self._tasks)
        dialog.made.connect(lambda copy: self._note_copy(item, copy))
        dialog.open()
        return dialog

    def _note_copy(self, item: Evidence, copy: Evidence) -> None:
        self.changed.emit(Changes(_NAMES, frozenset({item.id, copy.id})))
        self.told.emit(say(_COPIED))
        self.item_requested.emit(copy.id)

    def link(self, item: Evidence) -> None:
        """Ask what an item is linked to."""
        dialog = LinkDialog(self.window, self._lookup(), item)

        def chosen(incidents: tuple[str, ...], sites: tuple[str, ...]) -> None:
            self._change(
                item, lambda one: replace(one, incident_ids=incidents, site_ids=sites), _LINKED
            )

        dialog.chosen.connect(chosen)
        dialog.open()

    def unlink(self, item: Evidence, kind: type[Record], record_id: str) -> None:
        """Take an item out of an incident or a site; the item stays."""

        def unlinked(one: Evidence) -> Evidence:
            if issubclass(kind, Incident):
                return replace(one, incident_ids=_without(one.incident_ids, record_id))
            return replace(one, site_ids=_without(one.site_ids, record_id))

        self._change(item, unlinked, _UNLINKED)

    def judge(self, item: Evidence, code: str) -> None:
        """Note how an item is to be shown from now on."""
        self._change(item, lambda one: replace(one, graphic=code), _JUDGED)

    def _change(self, item: Evidence, change: Change, words: str) -> None:
        """Change the item as it stands now, which may be later than what is on the screen."""
        finding, recording = self._workspace.finding, self._workspace.recording

        def job(_: Progress) -> Saved:
            before = finding.get(Evidence, item.id) or item
            return recording.save(change(before), before)

        def done(saved: Saved) -> None:
            if saved.changes.entities:
                self.changed.emit(saved.changes)
                self.offered.emit(say(words))

        self._tasks.run(self, job, done, self.failed.emit, write=True)

    def _lookup(self) -> Lookup:
        lookup = Lookup(self._workspace.finding, self._workspace.recording, self._tasks)
        lookup.made.connect(self.changed)
        return lookup


def _without(ids: tuple[str, ...], gone: str) -> tuple[str, ...]:
    return tuple(one for one in ids if one != gone)


def _joined(ids: tuple[str, ...], more: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*ids, *more)))
