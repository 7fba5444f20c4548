"""One run of the window from beginning to end: what is made first, what is cleared last."""

import os
from pathlib import Path

from PySide6.QtWidgets import QApplication

from strikelog.domain.journal import Journal
from strikelog.gui import style
from strikelog.gui.dialogs.files import forget_dialogs, forget_folders
from strikelog.gui.language import say
from strikelog.gui.locking.guard import REASONS, Guard
from strikelog.gui.locking.locker import Why
from strikelog.gui.silence import keep_silent
from strikelog.gui.start.program import Program
from strikelog.gui.start.tongues import at_first
from strikelog.services.restarting import restart
from strikelog.services.settings import Appearance, appearance_file, load_appearance

_SCALE = "QT_SCALE_FACTOR"


def run(vault: Path | None, *, demo: bool, version: str, why: str = "") -> int:
    """Open the window on a vault, on the worked example, or on the choice; give the exit status.

    `why` tells what made the program lock before this one took its place.
    """
    journal = Journal()
    keep_silent(journal)
    appearance = load_appearance()
    is_ours = _scale(appearance)
    app = QApplication(["strikelog"])
    if is_ours:
        # Qt has read it; whatever is started from here shall not take it over.
        del os.environ[_SCALE]
    app.setApplicationName("strikelog")
    forget_folders()
    style.load_fonts()
    appearance = at_first(appearance, was_chosen=appearance_file().exists())
    program = Program(app, appearance, version=version, journal=journal)
    guard = Guard(app, program, restart=restart, journal=journal)
    program.start(vault, demo=demo, note=say(REASONS[Why(why)]) if why in set(Why) else "")
    status = app.exec()
    guard.clipboard.clear()
    program.close()
    forget_dialogs()
    return status


def _scale(appearance: Appearance) -> bool:
    """Draw everything larger or smaller; Qt reads this once, before the application is made."""
    size = appearance.text_size or style.TEXT
    if size == style.TEXT or _SCALE in os.environ:
        return False
    os.environ[_SCALE] = f"{size / style.TEXT:.3f}"
    return True
