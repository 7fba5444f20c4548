"""The popup below "Add filter": pick a field, then its values."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from strikelog.domain.errors import BadValue
from strikelog.domain.filter_fields import filter_fields
from strikelog.domain.filter_text import Asked
from strikelog.domain.filters import Condition, FilterField, Not, Term
from strikelog.domain.messages import mark
from strikelog.domain.records import Record
from strikelog.domain.text import fold
from strikelog.gui import style
from strikelog.gui.errors import sentence
from strikelog.gui.filtering.offers import Suggestions, offered_fields
from strikelog.gui.filtering.values import ValueEditor, can_edit, value_editor
from strikelog.gui.language import language, say
from strikelog.gui.style import Look
from strikelog.gui.widgets.buttons import icon_button, primary_button
from strikelog.gui.widgets.card import row
from strikelog.gui.widgets.labels import label, paragraph

_FIELD = Qt.ItemDataRole.UserRole
_LISTED = 9


class FieldList(QWidget):
    """Every field that can be asked for, found by typing part of its name."""

    picked = Signal(object)

    def __init__(self, entity: type[Record]) -> None:
        super().__init__()
        self._search = QLineEdit()
        self._search.setPlaceholderText(say(mark("Filter by…")))
        self._search.setAccessibleName(say(mark("Find a field to filter by")))
        self._list = QListWidget()
        self._list.setAccessibleName(say(mark("Fields to filter by")))
        self._list.setFixedHeight(style.PICK_ROW * _LISTED)
        for each in offered_fields(entity):
            item = QListWidgetItem(say(each.label))
            item.setData(_FIELD, each)
            self._list.addItem(item)
        self._search.textChanged.connect(self._narrow)
        self._search.returnPressed.connect(self._pick_current)
        self._list.itemClicked.connect(self._pick)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(style.GAP)
        column.addWidget(self._search)
        column.addWidget(self._list)
        self.setFocusProxy(self._search)

    def start(self) -> None:
        """Offer everything again."""
        self._search.clear()
        self._narrow("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._step(1 if event.key() == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    def _narrow(self, text: str) -> None:
        wanted = fold(text)
        for item in self._items():
            each: FilterField = item.data(_FIELD)
            item.setHidden(wanted not in fold(item.text()) and not each.name.startswith(wanted))
        seen = [item for item in self._items() if not item.isHidden()]
        self._list.setCurrentItem(seen[0] if seen else None)  # type: ignore[arg-type]

    def _step(self, by: int) -> None:
        seen = [item for item in self._items() if not item.isHidden()]
        here = self._list.currentItem()
        if seen:
            place = seen.index(here) + by if here in seen else 0
            self._list.setCurrentItem(seen[max(0, min(place, len(seen) - 1))])

    def _items(self) -> list[QListWidgetItem]:
        return [self._list.item(place) for place in range(self._list.count())]

    def _pick_current(self) -> None:
        for item in self._list.selectedItems():
            if not item.isHidden():
                self._pick(item)

    def _pick(self, item: QListWidgetItem) -> None:
        self.picked.emit(item.data(_FIELD))


class FilterPopup(QFrame):
    """Emits `chosen` with the new term and the one it replaces, if any."""

    chosen = Signal(object, object)

    def __init__(self, entity: type[Record], suggestions: Suggestions, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        style.dress(self, Look.CARD)
        self.setFixedWidth(style.DETAIL_WIDTH)
        self._entity = entity
        self._suggestions = suggestions
        self._replaced: Term | None = None
        self._editor: ValueEditor | None = None
        self._fields = FieldList(entity)
        self._fields.picked.connect(self._pick)
        self._values = QWidget()
        self._back = icon_button("chevron-left", say(mark("Back to the fields")))
        self._back.clicked.connect(self._show_fields)
        self._title = label("", Look.HEADING)
        self._place = QVBoxLayout()
        self._exclude = QCheckBox(say(mark("Leave these out instead")))
        self._problem = paragraph("")
        self._problem.setProperty("tone", "grave")
        self._apply = primary_button(say(mark("Apply")))
        self._apply.clicked.connect(self._submit)
        self._stack = QStackedWidget()
        self._arrange()

    @property
    def editor(self) -> ValueEditor | None:
        """The editor of the values, once a field is picked."""
        return self._editor

    def ask(self, place: QPoint) -> None:
        """Open for a new condition."""
        self._replaced = None
        self._show_fields()
        self._open(place)

    def edit(self, term: Term, place: QPoint) -> bool:
        """Open for a condition that exists; False if its parts need the text line."""
        inner = term.term if isinstance(term, Not) else term
        each = filter_fields(self._entity).get(inner.name) if _is_plain(inner) else None
        if not isinstance(inner, Condition) or each is None or not can_edit(inner, each):
            return False
        self._pick(each)
        self._replaced = term
        self._exclude.setChecked(isinstance(term, Not))
        if self._editor is not None:
            self._editor.show_condition(inner)
        self._open(place)
        return True

    def _arrange(self) -> None:
        column = QVBoxLayout(self._values)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(style.GAP)
        column.addLayout(row(self._back, self._title, None))
        column.addLayout(self._place)
        column.addWidget(self._problem)
        column.addWidget(self._exclude)
        column.addStretch(1)
        column.addLayout(row(None, self._apply))
        self._stack.addWidget(self._fields)
        self._stack.addWidget(self._values)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(style.SPACE, style.SPACE, style.SPACE, style.SPACE)
        whole.addWidget(self._stack)

    def _open(self, place: QPoint) -> None:
        self.adjustSize()
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self.move(place - QPoint(self.width(), 0) if mirrored else place)
        self.show()
        shown = self._fields if self._stack.currentIndex() == 0 else self._editor
        if shown is not None:
            shown.setFocus()

    def _show_fields(self) -> None:
        self._fields.start()
        self._stack.setCurrentWidget(self._fields)
        self._fields.setFocus()

    def _pick(self, each: FilterField) -> None:
        self._drop_editor()
        self._editor = value_editor(Asked(self._entity, each, language()), self._suggestions)
        self._editor.submitted.connect(self._submit)
        self._place.addWidget(self._editor)
        self._editor.show()
        self._title.setText(say(each.label))
        self._problem.hide()
        self._exclude.setChecked(False)
        self._stack.setCurrentWidget(self._values)
        self.adjustSize()
        self._editor.setFocus()

    def _drop_editor(self) -> None:
        if self._editor is not None:
            self._suggestions.forget()
            self._place.removeWidget(self._editor)
            self._editor.hide()
            self._editor.deleteLater()
            self._editor = None

    def _submit(self) -> None:
        if self._editor is None:
            return
        try:
            condition = self._editor.condition()
        except BadValue as error:
            self._problem.setText(sentence(error))
            self._problem.show()
            return
        term: Term = Not(condition) if self._exclude.isChecked() else condition
        self.hide()
        self.chosen.emit(term, self._replaced)


def _is_plain(term: Term) -> bool:
    return isinstance(term, Condition)
