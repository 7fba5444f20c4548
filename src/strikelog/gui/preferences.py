"""Where the window remembers small choices of the person, such as column widths."""

from typing import Protocol


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
