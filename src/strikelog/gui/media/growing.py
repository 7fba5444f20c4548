"""A sheet that grows with what is put into it, so that nothing in it is cut off."""

from PySide6.QtCore import QEvent

from strikelog.gui.dialogs.sheet import Sheet


class GrowingSheet(Sheet):
    """Grows when its parts ask for more room; it never shrinks under the mouse."""

    def event(self, event: QEvent) -> bool:
        """Heed a part that became taller."""
        is_heeded = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest:
            needed = self.layout().totalHeightForWidth(self.width())
            if needed > self.height():
                self.resize(self.width(), needed)
        return is_heeded
