"""Windows: a job object that limits the child's memory, time and children, and ends it with us."""

import sys

if sys.platform == "win32":
    import ctypes
    import subprocess
    from ctypes import wintypes
    from typing import ClassVar

    _EXTENDED_LIMITS = 9
    _UI_RESTRICTIONS = 4
    _PROCESS_TIME = 0x0002
    _ACTIVE_PROCESSES = 0x0008
    _PROCESS_MEMORY = 0x0100
    _DIE_ON_FAULT = 0x0400
    _KILL_ON_CLOSE = 0x2000
    _NO_DESKTOP = 0x00FF
    _MEMORY = 2 << 30
    _HUNDRED_NANOSECONDS = 10_000_000
    _SECONDS = 120

    class _Basic(ctypes.Structure):
        _fields_ = (
            ("process_time", ctypes.c_int64),
            ("job_time", ctypes.c_int64),
            ("flags", wintypes.DWORD),
            ("least_working_set", ctypes.c_size_t),
            ("most_working_set", ctypes.c_size_t),
            ("active_processes", wintypes.DWORD),
            ("affinity", ctypes.c_size_t),
            ("priority", wintypes.DWORD),
            ("scheduling", wintypes.DWORD),
        )

    class _Extended(ctypes.Structure):
        _fields_ = (
            ("basic", _Basic),
            ("counters", ctypes.c_uint64 * 6),
            ("process_memory", ctypes.c_size_t),
            ("job_memory", ctypes.c_size_t),
            ("peak_process_memory", ctypes.c_size_t),
            ("peak_job_memory", ctypes.c_size_t),
        )

    class Job:
        """Holds the handles of job objects; closing one, as our own end does, ends its child."""

        _held: ClassVar[dict[int, int]] = {}

        @classmethod
        def around(cls, process: "subprocess.Popen[bytes]") -> None:
            """Limit a child that was just started; it does nothing before it is spoken to."""
            kernel = ctypes.WinDLL("kernel32", use_last_error=True)
            kernel.CreateJobObjectW.restype = wintypes.HANDLE
            job = wintypes.HANDLE(kernel.CreateJobObjectW(None, None))
            limits = _Extended(process_memory=_MEMORY)
            limits.basic.active_processes = 1
            limits.basic.process_time = _SECONDS * _HUNDRED_NANOSECONDS
            limits.basic.flags = (
                _PROCESS_TIME | _ACTIVE_PROCESSES | _PROCESS_MEMORY | _DIE_ON_FAULT | _KILL_ON_CLOSE
            )
            desktop = wintypes.DWORD(_NO_DESKTOP)
            for kind, value in ((_EXTENDED_LIMITS, limits), (_UI_RESTRICTIONS, desktop)):
                size = ctypes.sizeof(value)
                kernel.SetInformationJobObject(job, kind, ctypes.byref(value), size)
            handle = wintypes.HANDLE(int(process._handle))  # noqa: SLF001 - the only way to it
            if not kernel.AssignProcessToJobObject(job, handle):
                process.kill()
                raise ctypes.WinError(ctypes.get_last_error())
            cls._close_ended(kernel)
            cls._held[process.pid] = int(job.value or 0)

        @classmethod
        def _close_ended(cls, kernel: "ctypes.WinDLL") -> None:
            """Let go of the objects of children that have ended; one child runs at a time."""
            for pid in list(cls._held):
                kernel.CloseHandle(wintypes.HANDLE(cls._held.pop(pid)))
