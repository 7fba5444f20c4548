"""What comes of a file, before it is taken in and after: counts, refused cells, what to do next."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from strikelog.domain.messages import mark
from strikelog.gui import style
from strikelog.gui.exchange.foreign.cells_table import CellsTable
from strikelog.gui.exchange.foreign.changes_list import ChangesList
from strikelog.gui.exchange.foreign.flow import Checked
from strikelog.gui.language import language, number, say, upright
from strikelog.gui.preferences import Preferences
from strikelog.gui.style import Ink, Look
from strikelog.gui.widgets.buttons import link_button, plain_button, primary_button
from strikelog.gui.widgets.card import Card, Tile, row
from strikelog.gui.widgets.labels import label, paragraph
from strikelog.gui.widgets.margins import margins
from strikelog.gui.widgets.pictures import Picture
from strikelog.services.partners.telling import ToldLine

if TYPE_CHECKING:
    from strikelog.services.partners.values import PartnerImported
    from strikelog.services.planning import ProposedChange

_FATES = (
    ("read", mark("rows read")),
    ("inserted", mark("new")),
    ("updated", mark("changed")),
    ("unchanged", mark("unchanged")),
    ("conflicts", mark("changed on both sides")),
    ("refused", mark("refused")),
    ("parked", mark("new, to be matched")),
)
_LEAST = 3 * style.ROW
_BRINGING = ("inserted", "updated", "parked")
_CHECKED = mark("This is what the file would bring")
_CHECKED_WHAT = mark(
    "Nothing is saved yet. Every row becomes a claim of a source of its own; what you assessed"
    " yourselves stays as it is. The whole import can be undone as one step."
)
_NOTHING_NEW = mark("This file brings nothing new: the vault has every row as the file has it.")
_DONE = mark("The rows were taken in")
_DONE_WHAT = mark("The answers are kept: the next file with the same headings is read by them.")
_UNDONE_WHAT = mark("The vault is as it was before, but for what you did since.")
_KEPT = mark("What you edited since was kept:")
_MORE_KEPT = mark("and {count} more")
_MOST_KEPT = 6
_DONE_NOTHING = mark("Nothing had to be changed")
_ALL_GOOD = mark("Every cell could be read.")
_CHANGES = mark("Changes in records of ours: {count}. Return turns one of them.")
_CELLS = mark("Not taken in, or doubtful: {count}")
_TO_MATCH = mark("Places and sites to match: {count}")


class ResultView(QWidget):
    """Tiles, a sentence, the cells that were refused; the page connects the buttons."""

    def __init__(self, preferences: Preferences) -> None:
        super().__init__()
        self.heading = label("", Look.HEADING)
        self.sentence = paragraph("", Look.MUTED)
        self.cells = CellsTable(preferences)
        self.reason = paragraph("")
        self._cells_title = label("", Look.SUBHEADING)
        self._good = QWidget()
        self._card = Card(margin=style.HAIR_LINE)
        self.changes = ChangesList(preferences)
        self._changes_title = label("", Look.SUBHEADING)
        self._changes_card = Card(margin=style.HAIR_LINE)
        self.changes.setMinimumHeight(_LEAST)
        self.back = plain_button(say(mark("Back to the columns")), "chevron-left")
        self.take_in = primary_button(say(mark("Take in")), "check")
        self.undo = plain_button(say(mark("Undo the import")), "undo-2")
        self.receipt = plain_button(say(mark("Save receipt for the partner…")), "download")
        self.match = link_button("", "map-pin")
        self.another = plain_button(say(mark("Another file…")), "folder-open")
        self.close_page = primary_button(say(mark("Done")), "check")
        self._tiles = QHBoxLayout()
        self._tiles.setSpacing(style.GAP)
        self._arrange()

    def show_checked(self, checked: Checked) -> None:
        """Show what the file would bring, and what it would change in records of ours."""
        preview = checked.preview
        counts = preview.counts
        brings = sum(counts.get(fate, 0) for fate in _BRINGING)
        self.heading.setText(say(_CHECKED))
        self.sentence.setText(say(_NOTHING_NEW if preview.is_empty else _CHECKED_WHAT))
        words = say(mark("Take in {count} rows"))
        self.take_in.setText(words.format(count=upright(number(brings))))
        self.take_in.setEnabled(not preview.is_empty)
        self._show(counts, preview.to_match)
        self._show_cells(checked.told)
        self._show_changes(checked.changes)
        self._offer(self.back, self.take_in)
        (self.back if preview.is_empty else self.take_in).setFocus()

    def show_done(self, imported: "PartnerImported") -> None:
        """Show what was taken in; the refused cells stay in sight."""
        changed = imported.step is not None
        self.heading.setText(say(_DONE if changed else _DONE_NOTHING))
        kept = [one.sentence(language()) for one in imported.unfit]
        self.sentence.setText("\n".join([say(_DONE_WHAT), *_some(kept)]))
        self._show(imported.counts, imported.to_match)
        self._show_changes(())
        self.match.setEnabled(True)
        undo = (self.undo,) if changed else ()
        self._offer(*undo, self.receipt, self.another, self.close_page)
        self.close_page.setFocus()

    def show_undone(self, kept: Sequence[str] = ()) -> None:
        """Say that the import was taken back, and name what was kept because it was edited."""
        self.heading.setText(say(mark("The import was undone")))
        said = [say(_KEPT), *_some(kept)] if kept else [say(_UNDONE_WHAT)]
        self.sentence.setText("\n".join(said))
        self.match.hide()
        self._offer(self.another, self.close_page)

    def _arrange(self) -> None:
        head = Card()
        head.body.addWidget(self.heading)
        head.body.addWidget(self.sentence)
        head.body.addLayout(self._tiles)
        self._buttons = row(
            self.match, None, self.back, self.undo, self.receipt, self.another,
            self.take_in, self.close_page,
        )  # fmt: skip
        head.body.addSpacing(style.HAIR)
        head.body.addLayout(self._buttons)
        good = row(Picture("circle-check", Ink.GOOD), label(say(_ALL_GOOD), Look.MUTED), None)
        good.setContentsMargins(margins(start=style.HAIR))
        self._good.setLayout(good)
        self.reason.setContentsMargins(style.SPACE, style.GAP, style.SPACE, style.GAP)
        self._card.body.addWidget(self.cells)
        self._card.body.addWidget(self.reason)
        self.cells.current_changed.connect(self._tell_reason)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(style.SPACE)
        column.addWidget(head)
        self._changes_card.body.addWidget(self.changes)
        column.addWidget(self._changes_title)
        column.addWidget(self._changes_card, 1)
        column.addWidget(self._good)
        column.addWidget(self._cells_title)
        column.addWidget(self._card, 1)
        column.addStretch(0)

    def _show(self, counts: Mapping[str, int], to_match: int) -> None:
        while self._tiles.count():
            old = self._tiles.takeAt(0).widget()
            if old is not None:
                old.deleteLater()
        for key, words in _FATES:
            if counts.get(key) or key in ("read", "inserted"):
                self._tiles.addWidget(Tile(number(counts.get(key, 0)), say(words)), 1)
        self.match.setText(say(_TO_MATCH).format(count=upright(number(to_match))))
        self.match.setVisible(to_match > 0)
        self.match.setEnabled(False)

    def _show_cells(self, lines: Sequence[ToldLine]) -> None:
        count = self.cells.show_told(lines)
        tall = QSizePolicy.Policy.Maximum if self.cells.is_short else QSizePolicy.Policy.Expanding
        self._card.setSizePolicy(QSizePolicy.Policy.Preferred, tall)
        self._cells_title.setText(say(_CELLS).format(count=upright(number(count))))
        for part in (self._cells_title, self._card):
            part.setVisible(count > 0)
        if count:
            self.cells.go_to(0)
        self._tell_reason(None)
        self._good.setVisible(count == 0)

    def _show_changes(self, changes: "Sequence[ProposedChange]") -> None:
        self.changes.show_changes(changes)
        self._changes_title.setText(say(_CHANGES).format(count=upright(number(len(changes)))))
        for part in (self._changes_title, self._changes_card):
            part.setVisible(bool(changes))

    def _tell_reason(self, _key: object) -> None:
        self.reason.setText(self.cells.current_reason)

    def _offer(self, *offered: QWidget) -> None:
        every = (self.back, self.undo, self.receipt, self.another, self.take_in, self.close_page)
        for one in every:
            one.setVisible(one in offered)


def _some(sentences: Sequence[str]) -> list[str]:
    """Give the first of many sentences, and say how many more there are."""
    said = [*sentences[:_MOST_KEPT]]
    if len(sentences) > _MOST_KEPT:
        said.append(say(_MORE_KEPT).format(count=upright(number(len(sentences) - _MOST_KEPT))))
    return said
