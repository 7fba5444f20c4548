"""What the program wears: theme and language, as the person chose or the system has it."""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from strikelog.gui import style
from strikelog.gui.language import set_language
from strikelog.gui.tasks import Tasks
from strikelog.services.settings import Appearance, save_appearance


class Looks(QObject):
    """Dresses the application and keeps what was chosen; `failed` when it could not be kept."""

    failed = Signal(object)

    def __init__(self, app: QApplication, appearance: Appearance, tasks: Tasks) -> None:
        super().__init__()
        self._app = app
        self._tasks = tasks
        self.appearance = appearance
        self._dress()
        app.styleHints().colorSchemeChanged.connect(self._follow_system)

    def change(self, appearance: Appearance) -> bool:
        """Wear another look at once, and keep it; tell whether another language is spoken now."""
        spoke, self.appearance = self.appearance.language, appearance
        self._dress()
        self._tasks.run(
            self, lambda _progress: save_appearance(appearance), failed=self.failed.emit
        )
        return appearance.language != spoke

    def _dress(self) -> None:
        set_language(self._app, self.appearance.language or "en")
        style.apply_theme(self._app, self._wants_dark())

    def _wants_dark(self) -> bool:
        theme = self.appearance.theme
        return theme == "dark" if theme in ("light", "dark") else style.prefers_dark(self._app)

    def _follow_system(self, scheme: Qt.ColorScheme) -> None:
        dark = scheme == Qt.ColorScheme.Dark
        if self.appearance.theme == "system" and dark != style.tokens().is_dark:
            style.apply_theme(self._app, dark)
