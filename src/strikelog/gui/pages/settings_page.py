"""The settings page: how the window looks, who we are, the keyboard, the program itself."""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from strikelog.domain.fields import Field, Kind, fields_of
from strikelog.domain.journal import Journal
from strikelog.domain.messages import LANGUAGE_NAMES, mark
from strikelog.gui import style
from strikelog.gui.dialogs.guide import TITLE as GUIDE
from strikelog.gui.dialogs.guide import GuideView
from strikelog.gui.dialogs.help import AboutView, KeyboardView
from strikelog.gui.dialogs.sheet import form_lines, framed, note
from strikelog.gui.editors import Editor, line_with_a_list
from strikelog.gui.editors.paragraphs import ParagraphEditor
from strikelog.gui.language import say
from strikelog.gui.locking.protection_view import (
    JOURNAL,
    PROTECTION,
    JournalView,
    ProtectionView,
)
from strikelog.gui.pages.logo_row import LogoRow
from strikelog.gui.tasks import Tasks
from strikelog.gui.widgets.card import Card
from strikelog.gui.widgets.header import PageHeader
from strikelog.services.settings import Appearance, OfficeSettings, Settings

TITLE = mark("Settings")
_THEMES = {
    "system": mark("Like the system"),
    "light": mark("Light"),
    "dark": mark("Dark"),
}
_SIZES = {
    12: mark("Small"),
    13: mark("Normal"),
    15: mark("Large"),
    17: mark("Very large"),
}


class SettingsPage(QWidget):
    """Emits `appearance_changed` at once; the office is saved when a field is left."""

    appearance_changed = Signal(object)

    failed = Signal(object)
    idle_changed = Signal(int)

    def __init__(
        self,
        settings: Settings,
        *,
        appearance: Appearance,
        tasks: Tasks,
        version: str,
        journal: Journal | None = None,
    ) -> None:
        super().__init__()
        self._settings = settings
        self._tasks = tasks
        self._appearance = appearance
        self._office = OfficeSettings()
        self._is_read = False
        self.editors: dict[str, QLineEdit | Editor] = {}
        self.theme = _choices({code: say(name) for code, name in _THEMES.items()})
        self.language = _choices(LANGUAGE_NAMES)
        self.text_size = _choices({code: say(name) for code, name in _SIZES.items()})
        tabs = self._tabs = QTabWidget()
        tabs.addTab(self._looks(), say(mark("Appearance")))
        tabs.addTab(self._who(), say(mark("Office")))
        tabs.addTab(self._protection(), say(PROTECTION))
        tabs.addTab(GuideView(), say(GUIDE))
        tabs.addTab(framed(KeyboardView()), say(mark("Keyboard")))
        tabs.addTab(framed(JournalView(journal or Journal(), tasks)), say(JOURNAL))
        tabs.addTab(framed(AboutView(version)), say(mark("About strikelog")))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(style.SPACE)
        column.addWidget(PageHeader(say(TITLE)))
        column.addWidget(tabs, 1)
        tasks.run(self, lambda _progress: settings.office, self._fill, self.failed.emit)

    def add_tab(self, title: str, view: QWidget, *, at: int) -> None:
        """Put in a tab that was made elsewhere."""
        self._tabs.insertTab(at, framed(view), title)

    def hideEvent(self, event: QHideEvent) -> None:
        self.save()
        super().hideEvent(event)

    def save(self) -> None:
        """Keep the office's data if anything was changed."""
        if not self._is_read:
            return
        for editor in self.editors.values():
            if isinstance(editor, Editor):
                editor.commit()
        entered = {key: _text(editor) or None for key, editor in self.editors.items()}
        office = replace(self._office, **entered)  # type: ignore[arg-type]
        if office == self._office:
            return
        self._office = office
        settings = self._settings
        self._tasks.run(
            self,
            lambda _progress: settings.save_office(office),
            failed=self.failed.emit,
            write=True,
        )

    def _looks(self) -> QWidget:
        lines = form_lines()
        lines.addRow(say(mark("Theme")), self.theme)
        lines.addRow(say(mark("Language")), self.language)
        lines.addRow(say(mark("Text size")), self.text_size)
        card = Card()
        column = card.body
        column.addLayout(lines)
        column.addWidget(
            note(
                say(
                    mark(
                        "The appearance is kept on this computer, outside the vault. It says"
                        " nothing about what is in it. Text size changes when strikelog starts"
                        " again."
                    )
                )
            )
        )
        for box, value in (
            (self.theme, self._appearance.theme),
            (self.language, self._appearance.language),
            (self.text_size, self._appearance.text_size),
        ):
            box.setCurrentIndex(max(0, box.findData(value)))
            box.currentIndexChanged.connect(self._change_look)
        return framed(card)

    def _protection(self) -> QWidget:
        view = ProtectionView(self._settings, self._tasks)
        view.idle_changed.connect(self.idle_changed)
        view.failed.connect(self.failed)
        return framed(view)

    def _who(self) -> QWidget:
        lines = form_lines()
        for field in fields_of(OfficeSettings):
            editor = _editor(field)
            self.editors[field.key] = editor
            lines.addRow(say(field.label), editor)
            if field.help:
                lines.addRow("", note(say(field.help)))
            if isinstance(editor, QLineEdit):
                editor.editingFinished.connect(self.save)
            else:
                editor.left.connect(self.save)
        self.logo = LogoRow(self._settings.logo, self._tasks)
        self.logo.failed.connect(self.failed)
        lines.addRow(say(mark("Logo printed in briefings")), self.logo)
        card = Card()
        card.body.addLayout(lines)
        return framed(card)

    def _fill(self, office: OfficeSettings) -> None:
        self._office = office
        self._is_read = True
        for key, editor in self.editors.items():
            value = getattr(office, key)
            if isinstance(editor, QLineEdit):
                editor.setText(value or "")
            else:
                editor.show_value(value)

    def _change_look(self) -> None:
        self._appearance = replace(
            self._appearance,
            theme=self.theme.currentData(),
            language=self.language.currentData(),
            text_size=self.text_size.currentData(),
        )
        self.appearance_changed.emit(self._appearance)


def _choices(named: Mapping[str, str] | Mapping[int, str]) -> QComboBox:
    box = QComboBox()
    for code, name in named.items():
        box.addItem(name, code)
    return box


def _editor(field: Field) -> QLineEdit | Editor:
    if listed := line_with_a_list(field):
        return listed
    if field.kind is Kind.TEXT:
        return ParagraphEditor(field)
    made = QLineEdit()
    made.setMaxLength(field.limit or 200)
    made.setAccessibleName(say(field.label))
    return made


def _text(editor: QLineEdit | Editor) -> str:
    return editor.text().strip() if isinstance(editor, QLineEdit) else str(editor.value or "")
