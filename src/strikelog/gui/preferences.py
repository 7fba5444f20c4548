"""Where the window remembers small choices of the person, such as column widths."""

from typing import Protocol

from PySide6.QtCore import QObject

from strikelog.gui.tasks import Tasks


class Preferences(Protocol):
    """Text by key; kept wherever the services keep settings."""

    def get(self, key: str) -> str | None:
        """Return what was remembered, or None."""

    def set(self, key: str, value: str) -> None:
        """Remember a text."""


class PassingPreferences:
    """Preferences that last as long as the program runs."""

    def __init__(self) -> None:
        self._values: dict[str, str] = {}

    def get(self, key: str) -> str | None:
        """Return what was remembered since the start, or None."""
        return self._values.get(key)

    def set(self, key: str, value: str) -> None:
        """Remember until the program ends."""
        self._values[key] = value


class WrittenPreferences(QObject):
    """Preferences whose keeper may wait for the disk: known at once, written beside the window."""

    def __init__(self, kept: Preferences, tasks: Tasks) -> None:
        super().__init__()
        self._kept = kept
        self._tasks = tasks
        self._values: dict[str, str] = {}

    def get(self, key: str) -> str | None:
        """Return what was remembered, or None."""
        return self._values.get(key) or self._kept.get(key)

    def set(self, key: str, value: str) -> None:
        """Remember a text; a vault that cannot be written to forgets it when it is closed."""
        if self.get(key) == value:
            return
        self._values[key] = value
        kept = self._kept
        self._tasks.run(self, lambda _progress: kept.set(key, value), _done, _not_kept, write=True)


def _done(_result: None) -> None:
    """Nothing is said of a width that was written down."""


def _not_kept(_error: object) -> None:
    """A width that could not be kept is no reason to disturb anyone."""
