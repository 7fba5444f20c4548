"""From nothing to an open window: first run, unlocking, the worked example."""

import os
from pathlib import Path

from PySide6.QtWidgets import QApplication

from strikelog.gui import style
from strikelog.gui.dialogs.files import forget_folders
from strikelog.gui.start.program import Program
from strikelog.services.settings import Appearance, load_appearance

__all__ = ["Program", "run"]

_SCALE = "QT_SCALE_FACTOR"


def run(vault: Path | None, *, demo: bool, version: str) -> int:
    """Open the window on a vault, on the worked example, or on the choice; give the exit status."""
    appearance = load_appearance()
    _scale(appearance)
    app = QApplication(["strikelog"])
    app.setApplicationName("strikelog")
    forget_folders()
    style.load_fonts()
    program = Program(app, appearance, version=version)
    program.start(vault, demo=demo)
    status = app.exec()
    program.close()
    return status


def _scale(appearance: Appearance) -> None:
    """Draw everything larger or smaller; Qt reads this once, before the application is made."""
    size = appearance.text_size or style.TEXT
    if size != style.TEXT and _SCALE not in os.environ:
        os.environ[_SCALE] = f"{size / style.TEXT:.3f}"
