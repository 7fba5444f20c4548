"""The row above a list that holds its filter: chips, the text line, saved views."""

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from strikelog.domain.filter_text import FilterError, parse_filter, term_text, term_words
from strikelog.domain.filters import ALL, Filter, Term, Words
from strikelog.domain.messages import mark
from strikelog.domain.records import Record
from strikelog.gui import style
from strikelog.gui.errors import sentence
from strikelog.gui.filtering.adding import FilterPopup
from strikelog.gui.filtering.line import FilterLine
from strikelog.gui.filtering.offers import Suggestions
from strikelog.gui.filtering.views import SavedViews, ViewName
from strikelog.gui.language import language, say
from strikelog.gui.style import Look
from strikelog.gui.widgets.buttons import link_button
from strikelog.gui.widgets.chips import Chip, ChipRow
from strikelog.gui.widgets.labels import paragraph


class FilterBar(QWidget):
    """Holds the filter of one list; `changed` whenever it asks for something else.

    What is typed in the search box belongs to the filter as well, but only becomes chips when
    Enter is pressed.
    """

    changed = Signal(object)

    def __init__(self, kind: type[Record], suggestions: Suggestions, views: SavedViews) -> None:
        super().__init__()
        self._kind = kind
        self._views = views
        self._chosen = ALL
        self._searched = ALL
        self.chips = ChipRow()
        self.line = FilterLine(kind)
        self.popup = FilterPopup(kind, suggestions, self)
        self._views_button = link_button(say(mark("Views")), "bookmark")
        self._text_button = link_button(say(mark("As text")))
        self._text_button.setToolTip(say(mark("Type or paste the filter as text (Ctrl+L)")))
        self._problem = paragraph("", Look.SMALL)
        self._problem.hide()
        self.line.hide()
        self._arrange()
        self._connect()
        self._show()

    @property
    def where(self) -> Filter:
        """All that is asked for: chips and search box together."""
        terms = self._chosen.terms
        return Filter((*terms, *(one for one in self._searched.terms if one not in terms)))

    @property
    def problem(self) -> str:
        """What cannot be read in the search box; empty while all can."""
        return "" if self._problem.isHidden() else self._problem.text()

    def ask(self, where: Filter) -> None:
        """Ask for something else altogether."""
        self._searched = ALL
        self._become(where)

    def clear(self) -> None:
        """Ask for everything."""
        self.ask(ALL)

    def search(self, typed: str) -> None:
        """Take what stands in the search box into the filter, or say why it cannot be read."""
        try:
            self._searched = parse_filter(typed, self._kind, language())
        except FilterError as error:
            self._problem.setText(sentence(error))
            self._problem.show()
            return
        self._problem.hide()
        self.changed.emit(self.where)

    def keep_search(self) -> bool:
        """Turn the conditions typed in the search box into chips; False if there are only words."""
        if all(isinstance(term, Words) for term in self._searched.terms):
            return False
        self.ask(self.where)
        return True

    def edit_text(self) -> None:
        """Open the text line on the whole filter."""
        self.chips.hide()
        self.line.show()
        self.line.start(self.where)

    def _arrange(self) -> None:
        self.chips.add_links(self._text_button, self._views_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(style.HAIR)
        for part in (self.chips, self.line, self._problem):
            column.addWidget(part)

    def _connect(self) -> None:
        self.chips.add_requested.connect(self._add)
        self.chips.edit_requested.connect(self._edit)
        self.chips.remove_requested.connect(self._remove)
        self.chips.clear_requested.connect(self.clear)
        self.chips.save_requested.connect(self._save)
        self.line.applied.connect(self._take_line)
        self.line.left.connect(self._leave_line)
        self.popup.chosen.connect(self._choose)
        self._text_button.clicked.connect(self.edit_text)
        self._views_button.clicked.connect(self._open_views)

    def _become(self, where: Filter) -> None:
        self._chosen = where
        self._problem.hide()
        self._show()
        self.changed.emit(self.where)

    def _show(self) -> None:
        tongue = language()
        self.chips.show_chips(
            [
                Chip(term_text(term), term_words(term, self._kind, tongue))
                for term in self._chosen.terms
            ]
        )

    def _term_of(self, key: str) -> Term | None:
        return next((term for term in self._chosen.terms if term_text(term) == key), None)

    def _add(self) -> None:
        self.popup.ask(_below(self.chips.add_chip_button))

    def _edit(self, key: str) -> None:
        term = self._term_of(key)
        chip = next((one for one in self.chips.chips if one.chip.key == key), None)
        if term is None or chip is None:
            return
        if not self.popup.edit(term, _below(chip)):
            self.edit_text()

    def _remove(self, key: str) -> None:
        term = self._term_of(key)
        if term is not None:
            self._become(self._chosen.without(term))

    def _choose(self, term: Term, replaced: Term | None) -> None:
        if replaced is None:
            self._become(self._chosen.with_term(term))
            return
        kept = [term if one == replaced else one for one in self._chosen.terms]
        self._become(Filter(tuple(dict.fromkeys(kept))))

    def _take_line(self, where: Filter) -> None:
        self._leave_line()
        self.ask(where)

    def _leave_line(self) -> None:
        self.line.hide()
        self.chips.show()
        self.chips.add_chip_button.setFocus()

    def _open_views(self) -> None:
        menu = self._views.menu(self, self.ask)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(_below(self._views_button))

    def _save(self) -> None:
        question = ViewName(self, self.where, self._views.by_name)
        question.named.connect(self._save_as)
        question.open()

    def _save_as(self, name: str) -> None:
        self._views.save(name, self.where)


def _below(widget: QWidget) -> QPoint:
    from_start = QPoint(0, widget.height() + style.HAIR)
    if widget.isRightToLeft():
        from_start.setX(widget.width())
    return widget.mapToGlobal(from_start)
