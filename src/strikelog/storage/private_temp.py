"""Where passing files go: into memory, for the owner's eyes only, and gone with the program.

Libraries make temporary files without asking, and a deleted file can be found on a disk for a long
time. Where the system offers a folder that lives in memory, everything temporary goes there. What a
sudden end leaves in it is removed at the next start.
"""

import atexit
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

_OURS = re.compile(r"strikelog-(\d+)")
_SHARED_MEMORY = Path("/dev/shm")  # noqa: S108 - a folder of our own is made in it


def keep_temporary_files_private() -> Path | None:
    """Send temporary files into memory; give the folder, or None where there is no such place."""
    base = _folder_in_memory()
    if base is None:
        return None
    sweep(base)
    folder = base / f"strikelog-{os.getpid()}"
    try:
        # After a lock the number of the process is the same, and so may be the folder.
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(mode=0o700)
    except OSError:
        return None
    tempfile.tempdir = str(folder)
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def sweep(base: Path) -> int:
    """Remove what processes that are gone have left; tell how many folders that were."""
    leftovers = list(_leftovers(base))
    for folder in leftovers:
        shutil.rmtree(folder, ignore_errors=True)
    return len(leftovers)


def _leftovers(base: Path) -> Iterator[Path]:
    for folder in base.iterdir():
        found = _OURS.fullmatch(folder.name)
        if found and not folder.is_symlink() and not _is_running(int(found[1])):
            yield folder


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True  # Somebody else's; it is theirs to remove.
    return True


def _folder_in_memory() -> Path | None:
    """Find the folder that the session keeps in memory, or the one that all share."""
    if not sys.platform.startswith("linux"):
        return None
    session = os.environ.get("XDG_RUNTIME_DIR", "")
    for folder in (Path(session) if session else _SHARED_MEMORY, _SHARED_MEMORY):
        if folder.is_dir() and os.access(folder, os.W_OK | os.X_OK):
            return folder
    return None
