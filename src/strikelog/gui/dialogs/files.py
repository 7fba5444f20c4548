"""Asking for files and folders without leaving a trace of them.

The system's own dialogs remember what was opened; Qt's own does so too, unless it is told not to.
"""

from pathlib import Path

from PySide6.QtCore import QSettings, QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

_NOWHERE = "/dev/null/strikelog"
_DIALOG_KEYS = ("history", "lastVisited", "shortcuts")


def forget_folders() -> None:
    """Keep Qt's file dialog from writing visited folders into its settings; call once at start."""
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, _NOWHERE)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, _NOWHERE)


def forget_dialogs() -> None:
    """Remove what Qt's file dialog wrote all the same; Windows and macOS keep settings elsewhere.

    It writes at the end of each dialog, so this is called after each and at the end of the program.
    """
    kept = QSettings(QSettings.Scope.UserScope, "QtProject")
    kept.beginGroup("FileDialog")
    for key in _DIALOG_KEYS:
        kept.remove(key)


def documents_folder() -> Path:
    """Return the folder that dialogs start in."""
    known = QStandardPaths.StandardLocation.DocumentsLocation
    folder = Path(QStandardPaths.writableLocation(known))
    return folder if folder.is_dir() else Path.home()


def ask_for_saving(parent: QWidget, title: str, name: str, *, pattern: str) -> Path | None:
    """Ask where to write a file; None when the person thinks better of it."""
    dialog = _dialog(parent, title, pattern)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    dialog.setDefaultSuffix(Path(name).suffix.lstrip("."))
    dialog.selectFile(name)
    return _answer(dialog)


def ask_for_opening(
    parent: QWidget, title: str, *, pattern: str, folder: Path | None = None
) -> Path | None:
    """Ask which file to read, in a folder that was kept or in that of documents."""
    dialog = _dialog(parent, title, pattern)
    if folder is not None and folder.is_dir():
        dialog.setDirectory(str(folder))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    return _answer(dialog)


def ask_for_many(parent: QWidget, title: str, *, pattern: str) -> list[Path]:
    """Ask which files to read; none when the person thinks better of it."""
    dialog = _dialog(parent, title, pattern)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    return _answers(dialog)


def ask_for_folder(parent: QWidget, title: str) -> Path | None:
    """Ask which folder to open."""
    dialog = _dialog(parent, title, "")
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    return _answer(dialog)


def open_folder_of(path: Path) -> None:
    """Show the folder of a file in the system's own program for folders."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))


def open_file(path: Path) -> None:
    """Show a file in whichever program the system has for it."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def _dialog(parent: QWidget, title: str, pattern: str) -> QFileDialog:
    dialog = QFileDialog(parent, title, str(documents_folder()), pattern)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setHistory([])
    return dialog


def _answer(dialog: QFileDialog) -> Path | None:
    return next(iter(_answers(dialog)), None)


def _answers(dialog: QFileDialog) -> list[Path]:
    accepted = bool(dialog.exec())
    chosen = dialog.selectedFiles()
    dialog.setHistory([])
    dialog.destroyed.connect(forget_dialogs)
    dialog.deleteLater()
    return [Path(one) for one in chosen] if accepted else []
