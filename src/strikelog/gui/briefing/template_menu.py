"""Keeping templates: under a name, in a file for another office, and letting them go."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QMenu, QToolButton, QWidget

from strikelog.domain.briefing_templates import BUILT_IN, Template
from strikelog.domain.errors import StrikelogError
from strikelog.domain.messages import mark
from strikelog.gui.dialogs import files
from strikelog.gui.dialogs.sheet import Sheet, note
from strikelog.gui.language import say
from strikelog.gui.reading_only import NOTHING_CHANGES
from strikelog.gui.tasks import Tasks
from strikelog.gui.widgets.buttons import icon_button, primary_button
from strikelog.services.briefing_templates import BriefingTemplates

__all__ = ["TemplateMenu", "TemplateName"]

PATTERN = mark("Briefing templates (*.json)")
_NAME = "briefing-template.json"
_LONGEST = 60


class TemplateName(Sheet):
    """Asks what a template shall be called; `named` with the answer."""

    named = Signal(str)

    def __init__(self, parent: QWidget, name: str) -> None:
        super().__init__(parent, say(mark("Keep as a template")))
        self.name = QLineEdit(name)
        self.name.setMaxLength(_LONGEST)
        self.name.setAccessibleName(say(mark("Name of the template")))
        self.name.setPlaceholderText(say(mark("Name of the template")))
        self._save = primary_button(say(mark("Keep as a template")), "bookmark")
        self._save.clicked.connect(self._tell)
        self.name.textChanged.connect(self._judge)
        self.body.addWidget(self.name)
        self.body.addWidget(
            note(
                say(
                    mark(
                        "It keeps sections, options and title, and replaces one of that name."
                        " It holds no record."
                    )
                )
            )
        )
        self.add_action(self._save)
        self._judge()

    def _judge(self) -> None:
        name = self.name.text().strip()
        self._save.setEnabled(bool(name) and name not in BUILT_IN)

    def _tell(self) -> None:
        self.accept()
        self.named.emit(self.name.text().strip())


class TemplateMenu(QWidget):
    """A button with what can be done with the template that is chosen.

    Emits `listed` with every template and the name to choose, `failed` with what went wrong.
    """

    listed = Signal(object, str)
    failed = Signal(object)

    def __init__(
        self, templates: BriefingTemplates, chosen: Callable[[], Template], tasks: Tasks
    ) -> None:
        super().__init__()
        self._templates = templates
        self._chosen = chosen
        self._tasks = tasks
        self.button = icon_button("ellipsis", say(mark("Keep, share or remove templates")))
        self.button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu = QMenu(self.button)
        self.button.setMenu(self.menu)
        self.menu.aboutToShow.connect(self._fill)
        self.read()

    def read(self, name: str = "") -> None:
        """List the templates, and choose one of them."""
        self._tasks.run(
            self,
            lambda _progress: self._templates.listed(),
            lambda found: self.listed.emit(found, name),
            self.failed.emit,
        )

    def save(self, name: str) -> None:
        """Keep what is chosen under a name."""
        template = replace(self._chosen(), name=name)
        self._write(lambda: self._templates.save(template), name)

    def remove(self) -> None:
        """Forget the template that is chosen."""
        name = self._chosen().name
        self._write(lambda: self._templates.remove(name), "situation")

    def _write(self, job: Callable[[], None], name: str) -> None:
        self._tasks.run(
            self,
            lambda _progress: job(),
            lambda _done: self.read(name),
            self.failed.emit,
            write=True,
        )

    def _fill(self) -> None:
        self.menu.clear()
        keep = self.menu.addAction(say(mark("Keep as a template…")))
        keep.triggered.connect(self._ask_name)
        self.menu.addAction(say(mark("Save as a file for others…"))).triggered.connect(self._give)
        take = self.menu.addAction(say(mark("Take one from a file…")))
        take.triggered.connect(self._take)
        self.menu.addSeparator()
        forget = self.menu.addAction(say(mark("Forget this template")))
        forget.setEnabled(not self._chosen().is_built_in)
        forget.triggered.connect(self.remove)
        if not self._templates.can_write:
            for action in (keep, take, forget):
                action.setEnabled(False)
            self.menu.addSeparator()
            self.menu.addAction(say(NOTHING_CHANGES)).setEnabled(False)

    def _ask_name(self) -> None:
        chosen = self._chosen()
        dialog = TemplateName(self.window(), "" if chosen.is_built_in else chosen.name)
        dialog.named.connect(self.save)
        dialog.open()

    def _give(self) -> None:
        title = say(mark("Save as a file for others"))
        path = files.ask_for_saving(self.window(), title, _NAME, pattern=say(PATTERN))
        if path is None:
            return
        template = self._chosen()
        self._write(partial(self._templates.write_file, path, template), template.name)

    def _take(self) -> None:
        title = say(mark("Take a template from a file"))
        path = files.ask_for_opening(self.window(), title, pattern=say(PATTERN))
        if path is None:
            return
        try:
            template = self._templates.read_file(path)
        except StrikelogError as error:
            self.failed.emit(error)
            return
        self._write(lambda: self._templates.save(template), template.name)
