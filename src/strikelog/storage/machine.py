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

_ASSUMED_MEMORY = 1 << 30


def harden_process() -> bool:
    """Keep keys out of crash dumps and other programs out of our memory; tell if it was granted.

    A sandbox may refuse; the program is still of use then, so the caller decides what to say.
    """
    return _forbid_dumps()


def installed_memory() -> int:
    """Tell the machine's memory in bytes; a modest guess where the system does not say."""
    return _system_memory() or _ASSUMED_MEMORY


def keep_out_of_swap(secret: bytes) -> bool:
    """Keep the memory of a key from being put aside on the disk; tell if it was granted.

    The pages stay where they are until the process ends. Systems allow each program a few.
    """
    return bool(secret) and _hold(id(secret) + bytes.__basicsize__ - 1, len(secret))


def try_to_lock(handle: int) -> bool:
    """Lock an open file for this process alone; the kernel lets go however the process ends."""
    try:
        _lock(handle)
    except (BlockingIOError, PermissionError):
        return False
    return True


if sys.platform == "win32":

    class _MemoryStatus(ctypes.Structure):
        _fields_ = (
            ("length", ctypes.c_uint32),
            ("load", ctypes.c_uint32),
            *((name, ctypes.c_uint64) for name in ("total", "free", "page", "page_free")),
            *((name, ctypes.c_uint64) for name in ("virtual", "virtual_free", "extended")),
        )

    def _system_memory() -> int:
        status = _MemoryStatus(length=ctypes.sizeof(_MemoryStatus))
        if not ctypes.windll.kernel32.GlobalMemoryStatusEx(ctypes.byref(status)):
            return 0
        return int(status.total)

    def _forbid_dumps() -> bool:
        # SEM_NOGPFAULTERRORBOX: error reporting, which would take the dump, is not called.
        ctypes.windll.kernel32.SetErrorMode(0x0002)
        return True

    def _hold(address: int, size: int) -> bool:
        start = ctypes.c_void_p(address)
        return bool(ctypes.windll.kernel32.VirtualLock(start, ctypes.c_size_t(size)))

    def _lock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:

    def _system_memory() -> int:
        with suppress(ValueError, OSError):
            return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
        return 0

    def _forbid_dumps() -> bool:
        try:
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        except (ValueError, OSError):
            return False
        return sys.platform != "linux" or _become_undumpable()

    def _become_undumpable() -> bool:
        pr_set_dumpable = 4
        return bool(ctypes.CDLL(None).prctl(pr_set_dumpable, ctypes.c_ulong(0), 0, 0, 0) == 0)

    def _hold(address: int, size: int) -> bool:
        return bool(ctypes.CDLL(None).mlock(ctypes.c_void_p(address), ctypes.c_size_t(size)) == 0)

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
