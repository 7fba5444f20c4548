"""The button beside a table: answers come from a mapping file, or go into one."""

from PySide6.QtWidgets import QMenu, QPushButton

from strikelog.domain.messages import mark
from strikelog.gui import style
from strikelog.gui.dialogs import files
from strikelog.gui.exchange.foreign.flow import Flow
from strikelog.gui.exchange.foreign.mappings_sheet import MappingsSheet
from strikelog.gui.exchange.foreign.other_view import JOIN
from strikelog.gui.icons import icon
from strikelog.gui.language import say

MAPPINGS = mark("Mapping files ({suffixes})")
PATTERN = mark("Tables ({suffixes})")
TABLE_SUFFIXES = "*.xlsx *.xlsm *.xls *.ods *.csv *.tsv"
_JOIN_HEADING = mark("Add columns of another file")
_SUFFIXES = "*.strikelog-mapping.json"
_NAME = "{name}.strikelog-mapping.json"
_PLAIN = "mapping"


class MappingButton(QPushButton):
    """Opens a menu; both ways go through the flow."""

    def __init__(self, flow: Flow) -> None:
        super().__init__(say(mark("Mapping")))
        self._flow = flow
        self.setIcon(icon("bookmark"))
        self.setAutoDefault(False)
        menu = QMenu(self)
        for words, act in (
            (mark("Mappings…"), self.show_list),
            (mark("Use a mapping file…"), self.ask_to_load),
            (mark("Save as a mapping file…"), self.ask_to_save),
            (JOIN, self.ask_to_join),
        ):
            menu.addAction(say(words)).triggered.connect(act)
        self.setMenu(menu)
        self.setMinimumWidth(style.MATRIX_CELL)

    def show_list(self) -> None:
        """Show the mappings that are kept or known; one of them can be used."""
        sheet = MappingsSheet(self.window(), self._flow.learned, self._flow.tasks)
        sheet.chosen.connect(self._flow.use)
        sheet.open()

    def ask_to_load(self) -> None:
        """Ask for a mapping file and take its answers."""
        heading = say(mark("Use a mapping file"))
        path = files.ask_for_opening(
            self, heading, pattern=say(MAPPINGS).format(suffixes=_SUFFIXES)
        )
        if path is not None:
            self._flow.load(path)

    def ask_to_join(self) -> None:
        """Ask for another file of the same database and add its columns."""
        path = files.ask_for_opening(
            self, say(_JOIN_HEADING), pattern=say(PATTERN).format(suffixes=TABLE_SUFFIXES)
        )
        if path is not None:
            self._flow.join(path)

    def ask_to_save(self) -> None:
        """Ask where to write the answers."""
        draft = self._flow.draft
        name = draft.mapping.name if draft is not None else ""
        written = "".join(one if one.isalnum() else "-" for one in name).strip("-")
        heading = say(mark("Save as a mapping file"))
        proposed = _NAME.format(name=written or _PLAIN)
        path = files.ask_for_saving(
            self, heading, proposed, pattern=say(MAPPINGS).format(suffixes=_SUFFIXES)
        )
        if path is not None:
            self._flow.save(path)
