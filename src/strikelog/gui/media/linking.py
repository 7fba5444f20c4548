"""Linking an item to incidents and sites: chosen by any spelling of their names."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from strikelog.domain.fields import field_of
from strikelog.domain.messages import mark
from strikelog.domain.records import Evidence
from strikelog.gui.dialogs.sheet import form_lines, note
from strikelog.gui.editors import Editor, Lookup, editor_for
from strikelog.gui.language import say
from strikelog.gui.media.growing import GrowingSheet
from strikelog.gui.style import Look
from strikelog.gui.widgets.buttons import primary_button
from strikelog.gui.widgets.labels import paragraph

_KEYS = ("incident_ids", "site_ids")
_NOTE = mark("What it is linked to can be taken back with Undo.")


class LinkDialog(GrowingSheet):
    """Asks what an item is named in; `chosen` carries ids of incidents and ids of sites."""

    chosen = Signal(object, object)

    def __init__(self, parent: QWidget, lookup: Lookup, item: Evidence) -> None:
        super().__init__(parent, say(mark("Link to incidents and sites")))
        lookup.setParent(self)
        self.editors: dict[str, Editor] = {
            key: editor_for(field_of(Evidence, key), lookup) for key in _KEYS
        }
        self.body.addWidget(paragraph(item.title or "", Look.HEADING))
        lines = form_lines()
        for key, editor in self.editors.items():
            editor.show_value(getattr(item, key))
            lines.addRow(say(field_of(Evidence, key).label), editor)
        self.body.addLayout(lines)
        self.body.addWidget(note(say(_NOTE)))
        self.body.addStretch(1)
        self.keep = primary_button(say(mark("Link")), "link")
        self.keep.clicked.connect(self._choose)
        self.add_action(self.keep)

    def _choose(self) -> None:
        incidents, sites = (_ids(self.editors[key].value) for key in _KEYS)
        self.chosen.emit(incidents, sites)
        self.accept()


def _ids(value: object) -> tuple[str, ...]:
    return tuple(value) if isinstance(value, tuple) else ()
