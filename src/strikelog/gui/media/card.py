"""The evidence of the incident that is open, on its form."""

from strikelog.domain.records import Record
from strikelog.gui.language import say
from strikelog.gui.media.strip import HEADING, EvidenceStrip


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
