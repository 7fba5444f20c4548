"""One sitting: the main window over an open vault, and everything its pages wish for."""

from strikelog.gui.window.session import Session

__all__ = ["Session"]
