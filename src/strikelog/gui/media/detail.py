"""The pane beside the grid: the picture, what is known, what it is linked to, its custody."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from strikelog.domain.messages import mark
from strikelog.domain.records import Evidence, Incident
from strikelog.gui import style
from strikelog.gui.language import say
from strikelog.gui.media.asking import Asking
from strikelog.gui.media.custody import CustodyLine
from strikelog.gui.media.facts import ItemDetails, Linked, item_details
from strikelog.gui.media.file_facts import TEXT, FileFacts, Known, TextHead
from strikelog.gui.media.preview import Preview
from strikelog.gui.media.thumbnails import Thumbnails
from strikelog.gui.media.tiles import tile_of
from strikelog.gui.pages.detail import RecordDetail
from strikelog.gui.pages.facts import Details
from strikelog.gui.style import Look
from strikelog.gui.tasks import Tasks
from strikelog.gui.widgets.buttons import add_button, icon_button, plain_button
from strikelog.gui.widgets.card import row
from strikelog.gui.widgets.flow import FlowLayout
from strikelog.gui.widgets.labels import ElidedLabel, label
from strikelog.gui.widgets.pictures import Picture
from strikelog.services.evidence.media import Media
from strikelog.services.finding import Finding

_NOT_HELD = mark("Its file is not in this vault.")
_IN_FILE = mark("What the file says of itself")


class MediaDetail(RecordDetail):
    """Shows one item of evidence.

    The wishes carry the record: `save_requested`, `copy_requested`, `link_requested`,
    `view_requested`; `custody_requested` the details. `judged` carries record and code,
    `unlink_requested` record, class and id.
    """

    save_requested = Signal(object)
    copy_requested = Signal(object)
    link_requested = Signal(object)
    view_requested = Signal(object)
    custody_requested = Signal(object)
    judged = Signal(object, str)
    unlink_requested = Signal(object, object, str)

    def __init__(
        self, finding: Finding, media: Media, tasks: Tasks, thumbnails: Thumbnails, asking: Asking
    ) -> None:
        self._found = finding
        self._media = media
        self._thumbnails = thumbnails
        self._asking = asking
        self._tasks = tasks
        self._known: Known = {}
        super().__init__(finding, tasks, Evidence)

    def details_of(self, key: int, tongue: str) -> Details | None:
        """Read what the pane says of an item."""
        return item_details(self._found, self._media, key, tongue)

    def add_above(self, column: QVBoxLayout, details: Details) -> None:
        """Show the picture, what can be done with it, and what it is linked to."""
        assert isinstance(details, ItemDetails)
        tile = tile_of(details.item)
        if details.is_held and tile.has_picture:
            self._add_picture(column, details)
        if details.is_held and details.item.mime == TEXT:
            column.addWidget(TextHead(details.item, self._media, self._tasks, self._asking))
        if details.is_held:
            self._add_actions(column, details, can_be_edited=tile.has_picture)
        else:
            column.addWidget(label(say(_NOT_HELD), Look.SMALL))
        self._add_links(column, details)

    def add_below(self, column: QVBoxLayout, details: Details) -> None:
        """Show what the file says of itself, and the custody."""
        assert isinstance(details, ItemDetails)
        if details.is_held:
            self._add_file(column, details)
            line = CustodyLine(details.custody)
            line.opened.connect(partial(self.custody_requested.emit, details))
            column.addWidget(line)
        super().add_below(column, details)

    # -- parts

    def _add_picture(self, column: QVBoxLayout, details: ItemDetails) -> None:
        preview = Preview(tile_of(details.item), self._thumbnails, self._asking)
        preview.opened.connect(partial(self.view_requested.emit, details.item))
        preview.judged.connect(partial(self.judged.emit, details.item))
        column.addWidget(preview)

    def _add_actions(
        self, column: QVBoxLayout, details: ItemDetails, *, can_be_edited: bool
    ) -> None:
        part = QWidget()
        flow = FlowLayout(part, gap=style.HAIR)
        save = plain_button(say(mark("Save out…")), "download")
        save.clicked.connect(partial(self._emit, self.save_requested, details.item))
        flow.addWidget(save)
        if can_be_edited:
            edit = plain_button(say(mark("Working copy…")), "crop")
            edit.clicked.connect(partial(self._emit, self.copy_requested, details.item))
            flow.addWidget(edit)
        column.addWidget(part)

    def _add_links(self, column: QVBoxLayout, details: ItemDetails) -> None:
        column.addWidget(label(say(mark("Linked to")), Look.SUBHEADING))
        for linked in details.links:
            column.addLayout(self._link_line(details.item, linked))
        add = add_button(say(mark("Incident or site")))
        add.clicked.connect(partial(self._emit, self.link_requested, details.item))
        column.addLayout(row(add, None))

    def _link_line(self, item: Evidence, linked: Linked) -> QHBoxLayout:
        is_incident = issubclass(linked.kind, Incident)
        name = ElidedLabel(linked.title)
        go = icon_button("chevron-right", say(mark("Go to {title}")).format(title=linked.title))
        go.clicked.connect(partial(self._go_to, linked.kind, linked.id))
        cut = icon_button("unlink", say(mark("Unlink {title}")).format(title=linked.title))
        cut.clicked.connect(partial(self._unlink, item, linked))
        line = row(Picture("clipboard-list" if is_incident else "building-2"), name, cut, go)
        line.setStretch(1, 1)
        return line

    def _add_file(self, column: QVBoxLayout, details: ItemDetails) -> None:
        column.addWidget(label(say(_IN_FILE), Look.SUBHEADING))
        column.addWidget(FileFacts(details.item, self._media, self._tasks, self._known))

    def _unlink(self, item: Evidence, linked: Linked, _checked: bool = False) -> None:
        self.unlink_requested.emit(item, linked.kind, linked.id)
