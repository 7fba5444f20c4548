"""How long work tells how far it is, and how it is asked to stop."""

from typing import Protocol

from .errors import StrikelogError
from .messages import mark


class Cancelled(StrikelogError):
    """The person asked for the work to stop; nothing was kept of it."""

    message = mark("Stopped. Nothing was changed.")


class Progress(Protocol):
    """Receives the state of a piece of work; raises `Cancelled` when it should stop."""

    def report(self, done: int, total: int | None = None, text: str = "") -> None:
        """Tell that `done` of `total` steps are finished; `total` is None while unknown."""


class Silent:
    """A progress that shows nothing and never cancels."""

    def report(self, done: int, total: int | None = None, text: str = "") -> None:
        """Ignore the state."""
