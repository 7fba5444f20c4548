"""Where the person is in the window, taken down before it goes and found again afterwards."""

from collections.abc import Iterator

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QLineEdit, QTextEdit, QWidget

from strikelog.domain.filter_text import FilterError, filter_text, parse_filter
from strikelog.gui.editors import Editor
from strikelog.gui.forms import RecordForm
from strikelog.gui.forms.capture import QuickCapture, TypedOrKnown
from strikelog.gui.forms.cells import Cell
from strikelog.gui.forms.sheet_view import SheetView
from strikelog.gui.language import language
from strikelog.gui.main_window import Page
from strikelog.gui.pages import wishes
from strikelog.gui.window.record_page import RecordPage
from strikelog.gui.window.session import Session
from strikelog.services.resuming import Draft, Whereabouts

LOOKS, LOOK_EVERY = 250, 20
"""How often, and how many milliseconds apart, to look whether a form has been read."""

_KNOWN = "_id"
_CAPTURED = ("when", "where", "what", "killed", "injured", "source")


def whereabouts_of(
    session: Session, focused: QWidget | None, capture: QuickCapture | None
) -> Whereabouts:
    """Take down what is open; `focused` is what had the keyboard while it could be seen."""
    page = session.window.page
    said = _captured(capture) if capture is not None else {}
    if not isinstance(page, RecordPage):
        return Whereabouts(page=_name_of(page), capture=said)
    where = filter_text(page.list.filter.where)
    row = page.list.table.current_key
    form = page.form if page.shows_form else None
    if form is None or form.sheet is None:
        return Whereabouts(page=_name_of(page), where=where, row=row, capture=said)
    return Whereabouts(
        page=_name_of(page),
        where=where,
        row=row,
        form=form.sheet.keeper.record.id,
        is_new=not form.sheet.keeper.is_stored,
        focus=_focus_in(form, focused),
        scroll=form.cards.scroller.verticalScrollBar().value(),
        drafts=tuple(_drafts_in(form.sheet)),
        capture=said,
    )


class Return(QObject):
    """Brings one window back to where the person was; ends by itself."""

    def __init__(self, session: Session, place: Whereabouts) -> None:
        super().__init__(session.window)
        self._session = session
        self._place = place
        self._left = LOOKS
        self._timer = QTimer(self, interval=LOOK_EVERY)
        self._timer.timeout.connect(self._look)

    def begin(self) -> None:
        """Go to the page at once, into its form once it is read."""
        page = self._page()
        if page is not None:
            self._session.window.show_page(page)
        if isinstance(page, RecordPage):
            self._open(page)
        if self._place.capture:
            self._session.grant(wishes.Capture())
            self._fill_capture()

    def _page(self) -> Page | None:
        pages = self._session.window.pages
        return next((one for one in pages if _name_of(one) == self._place.page), None)

    def _open(self, page: RecordPage) -> None:
        place = self._place
        if place.where:
            try:
                page.ask(parse_filter(place.where, page.kind, language()))
            except FilterError:
                return
        if place.row is not None:
            page.list.listing.go_to(place.row)
        if place.is_new:
            page.create()
        elif place.form:
            page.edit(place.form)
        if place.form:
            self._timer.start()

    def _look(self) -> None:
        """Wait until the form holds the record; a record that is gone is not waited for long."""
        page = self._page()
        form = page.form if isinstance(page, RecordPage) else None
        self._left -= 1
        if form is not None and form.sheet is not None:
            own = form.sheet.keeper.record.id
            if self._place.is_new or own == self._place.form:
                self._timer.stop()
                self._arrive(form, own)
        if not self._left:
            self._timer.stop()

    def _arrive(self, form: RecordForm, own: str) -> None:
        place = self._place
        for draft in place.drafts:
            record = own if draft.record == place.form else draft.record
            sheet = form.sheet_of(record)
            if sheet is not None and sheet.fields.has(draft.field):
                _type_into(sheet.fields.cell(draft.field).editor, draft.text)
        record, field = place.focus
        sheet = form.sheet_of(own if record == place.form else record) if record else None
        if sheet is not None and sheet.fields.has(field):
            sheet.fields.focus(field)
        QTimer.singleShot(0, form, lambda: _scroll(form, place.scroll))

    def _fill_capture(self) -> None:
        capture = next(iter(self._session.window.findChildren(QuickCapture)), None)
        if capture is not None:
            for name, text in self._place.capture.items():
                if name in _CAPTURED:
                    editor = getattr(capture, name)
                    known_id = self._place.capture.get(f"{name}{_KNOWN}")
                    if known_id and isinstance(editor, TypedOrKnown):
                        editor.recall(known_id, text)
                    else:
                        _type_into(editor, text)


def _name_of(page: Page | None) -> str:
    """Name a page by what it is, which no language changes."""
    if isinstance(page, RecordPage):
        return page.kind.__name__
    return page.icon if page is not None else ""


def _scroll(form: RecordForm, to: int) -> None:
    form.cards.scroller.verticalScrollBar().setValue(to)


def _focus_in(form: RecordForm, focused: QWidget | None) -> tuple[str, str]:
    """Name the record and field of the form in which a widget stands."""
    cell: QObject | None = focused
    while cell is not None and not isinstance(cell, Cell):
        cell = cell.parent()
    sheet: QObject | None = cell
    while sheet is not None and not isinstance(sheet, SheetView):
        sheet = sheet.parent()
    if not isinstance(cell, Cell) or not form.isAncestorOf(cell):
        return "", ""
    # The cards of a form take the fields of its own sheet out of it.
    owner = sheet if isinstance(sheet, SheetView) else form.sheet
    return (owner.keeper.record.id if owner is not None else "", cell.field.key)


def _drafts_in(sheet: SheetView) -> Iterator[Draft]:
    """Give every text of a sheet, and of the rows below it, that is not on the disk."""
    held = sheet.keeper.edited_units
    for cell in sheet.fields.cells:
        text = _typed_in(cell.editor)
        if text and (cell.editor.is_unread or cell.unit in held):
            yield Draft(sheet.keeper.record.id, cell.field.key, text)
    for view in sheet.branches:
        for row in view.rows:
            if row.sheet is not None:
                yield from _drafts_in(row.sheet)


def _captured(capture: QuickCapture) -> dict[str, str]:
    """Take down what stands in the quick capture."""
    found = {name: _typed_in(getattr(capture, name)) for name in _CAPTURED}
    for name in _CAPTURED:
        editor = getattr(capture, name)
        # A name alone would come back as text, and the record it was chosen for be lost.
        if isinstance(editor, TypedOrKnown) and editor.known_id:
            found[f"{name}{_KNOWN}"] = editor.known_id
    return {name: text for name, text in found.items() if text}


def _typed_in(editor: Editor) -> str:
    """Give the text that stands in an editor, read or not."""
    keyboard = editor.keyboard
    if isinstance(keyboard, QLineEdit):
        return keyboard.text()
    return keyboard.toPlainText() if isinstance(keyboard, QTextEdit) else ""


def _type_into(editor: Editor, text: str) -> None:
    """Put text into an editor as if it had been typed."""
    keyboard = editor.keyboard
    if isinstance(keyboard, QLineEdit):
        keyboard.setText(text)
        keyboard.textEdited.emit(text)
    elif isinstance(keyboard, QTextEdit):
        keyboard.setPlainText(text)
    editor.commit()


def open_capture() -> QuickCapture | None:
    """Give the quick capture, if it is open."""
    shown = (one for one in QApplication.topLevelWidgets() if one.isVisible())
    return next((one for one in shown if isinstance(one, QuickCapture)), None)
