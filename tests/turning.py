"""Turns of the event loop, for whatever drives the window.

`QTest.qWait` keeps the interpreter to itself while it waits, so that work on other threads moves
on by one step a wait; a loop of one's own lets it go on.
"""

from PySide6.QtCore import QEventLoop, QTimer

from strikelog.gui.tasks import Tasks


def settle(milliseconds: int = 60) -> None:
    """Let Qt lay out, deliver and paint, and other threads work, for some time."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def settled(tasks: Tasks, painting: int = 60) -> None:
    """Wait until nothing is under way, and give Qt some milliseconds to paint what it became."""
    settle()
    while tasks.is_busy:
        settle(30)
    settle(painting)
