"""What the operating systems do differently: memory size, dumps of memory, locks on files.

Everything here is a plain function with one answer, so that nobody else asks which system this is.
"""

from __future__ import annotations

import ctypes
import os
import sys
from contextlib import suppress

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl
    import resource

_PR_SET_DUMPABLE = 4
_ASSUMED_MEMORY = 1 << 30


def harden_process() -> bool:
    """Keep keys out of crash dumps and other programs out of our memory; tell whether it was granted.

    A sandbox may refuse; the program is still of use then, so the caller decides what to say.
    """
    if sys.platform == "win32":
        _silence_crash_dialogs()
        return True
    try:
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    except (ValueError, OSError):
        return False
    return sys.platform != "linux" or _prctl(_PR_SET_DUMPABLE, 0) == 0


def installed_memory() -> int:
    """Tell the machine's memory in bytes; a modest guess where the system does not say."""
    if sys.platform == "win32":
        return _windows_memory()
    with suppress(ValueError, OSError):
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    return _ASSUMED_MEMORY


def try_to_lock(handle: int) -> bool:
    """Lock an open file for this process alone; the kernel lets go however the process ends."""
    try:
        if sys.platform == "win32":
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True


def _prctl(option: int, value: int) -> int:
    libc = ctypes.CDLL(None)
    return int(libc.prctl(option, ctypes.c_ulong(value), 0, 0, 0))


if sys.platform == "win32":

    class _MemoryStatus(ctypes.Structure):
        _fields_ = (
            ("length", ctypes.c_uint32),
            ("load", ctypes.c_uint32),
            *((name, ctypes.c_uint64) for name in ("total", "free", "page", "page_free")),
            *((name, ctypes.c_uint64) for name in ("virtual", "virtual_free", "extended")),
        )

    def _windows_memory() -> int:
        status = _MemoryStatus(length=ctypes.sizeof(_MemoryStatus))
        if not ctypes.windll.kernel32.GlobalMemoryStatusEx(ctypes.byref(status)):
            return _ASSUMED_MEMORY
        return int(status.total)

    def _silence_crash_dialogs() -> None:
        """Stop Windows from collecting a dump of this process when it fails."""
        no_fault_box = 0x0002
        ctypes.windll.kernel32.SetErrorMode(no_fault_box)
