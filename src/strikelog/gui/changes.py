"""The one signal that tells every view that records changed."""

from PySide6.QtCore import QObject, Signal

from strikelog.domain.changes import Changes


class ChangeFeed(QObject):
    """Carries `Changes` from whoever saved to whoever shows; `origin` lets it skip its own."""

    changed = Signal(object, object)

    def announce(self, changes: Changes, origin: object = None) -> None:
        """Tell every view; `origin` is the object that made the change, if it refreshes itself."""
        self.changed.emit(changes, origin)
