"""Cards on forms: the evidence of an incident, the picture of an item of evidence."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from strikelog.domain.messages import mark
from strikelog.domain.records import Evidence, Record
from strikelog.gui import style
from strikelog.gui.language import say
from strikelog.gui.media.actions import MediaActions
from strikelog.gui.media.asking import Asking
from strikelog.gui.media.preview import Preview
from strikelog.gui.media.strip import HEADING, EvidenceStrip
from strikelog.gui.media.thumbnails import Thumbnails
from strikelog.gui.media.tiles import tile_of
from strikelog.gui.style import Look
from strikelog.gui.widgets.labels import label

_NO_PICTURE = mark("There is no picture to show here.")


class EvidenceCard:
    """A card on the form of an incident; nothing can be added before the incident is stored."""

    def __init__(self, strip: EvidenceStrip) -> None:
        self.title = say(HEADING)
        self.widget = strip

    @property
    def incident_id(self) -> str:
        """The incident files are added to; blank while it is not stored."""
        return self.widget.incident_id

    def turn_to(self, record: Record, *, is_stored: bool) -> None:
        """Show the evidence of an incident."""
        shown = record.id if is_stored else ""
        if shown != self.widget.incident_id:
            self.widget.show_incident(shown)


class PictureCard:
    """The picture of the item that is open, behind its veil."""

    def __init__(self, thumbnails: Thumbnails, asking: Asking, actions: MediaActions) -> None:
        self.title = say(mark("Picture"))
        self.widget = QWidget()
        self._thumbnails = thumbnails
        self._asking = asking
        self._actions = actions
        self._shown: tuple[object, ...] = ()
        self._column = QVBoxLayout(self.widget)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._none = label(say(_NO_PICTURE), Look.SMALL)
        self._column.addWidget(self._none)
        self.preview: Preview | None = None

    def turn_to(self, record: Record, *, is_stored: bool) -> None:
        """Show the picture of an item; made anew only when another is meant."""
        assert isinstance(record, Evidence)
        tile = tile_of(record)
        shown = (tile.id, tile.graphic, tile.has_picture and is_stored)
        if shown == self._shown:
            return
        self._shown = shown
        if self.preview is not None:
            self._column.removeWidget(self.preview)
            self.preview.deleteLater()
            self.preview = None
        self._none.setVisible(not shown[-1])
        if shown[-1]:
            self.preview = Preview(tile, self._thumbnails, self._asking)
            self.preview.setMaximumWidth(style.CANVAS_MIN[0])
            self.preview.opened.connect(lambda: self._actions.view(record))
            self.preview.judged.connect(lambda code: self._actions.judge(record, code))
            self._column.addWidget(self.preview)
