"""Taking rights away from the process this runs in, for good.

What the system can take is taken by the system: memory, processor time, files, further processes.
A hook in the interpreter refuses the rest, the network first of all. Windows limits the child from
outside, by the job object its parent puts it into (`job`).
"""

import sys
from dataclasses import asdict, dataclass
from typing import Self

if sys.platform != "win32":
    import resource


@dataclass(frozen=True, slots=True)
class Limits:
    """What one piece of work may use: bytes of memory, seconds, bytes asked for and answered."""

    memory: int = 1 << 30
    processor_seconds: int = 20
    seconds: float = 30.0
    most_read: int = 1 << 30
    most_answered: int = 256 << 20

    def to_plain(self) -> dict[str, float]:
        """Give the limits as JSON holds them."""
        return asdict(self)

    @classmethod
    def from_plain(cls, plain: dict[str, float]) -> Self:
        """Read limits from JSON."""
        return cls(
            memory=int(plain["memory"]),
            processor_seconds=int(plain["processor_seconds"]),
            seconds=float(plain["seconds"]),
            most_read=int(plain["most_read"]),
            most_answered=int(plain["most_answered"]),
        )


class Forbidden(Exception):
    """Confined code reached for something it has no right to."""


_FORBIDDEN = (
    "socket.",
    "subprocess.",
    "os.",
    "shutil.",
    "tempfile.",
    "ctypes.",
    "urllib.",
    "ftplib.",
    "http.",
    "smtplib.",
    "winreg.",
    "open",
    "pty.",
    "signal.pthread_kill",
    "sqlite3.",
    "syslog.",
    "webbrowser.",
)


def confine(limits: Limits) -> None:
    """Take the rights away; nothing gives them back."""
    _limit_resources(limits)
    sys.addaudithook(_refuse)


def _refuse(event: str, _: tuple[object, ...]) -> None:
    if event.startswith(_FORBIDDEN):
        raise Forbidden(event)


if sys.platform == "win32":

    def _limit_resources(limits: Limits) -> None:
        """The job object does it from outside."""

else:

    def _limit_resources(limits: Limits) -> None:
        seconds = limits.processor_seconds
        _lower(resource.RLIMIT_CORE, 0)
        _lower(resource.RLIMIT_FSIZE, 0)
        _lower(resource.RLIMIT_NPROC, 0)
        _lower(resource.RLIMIT_AS, limits.memory)
        _lower(resource.RLIMIT_CPU, seconds, seconds + 1)
        # Only the pipes, which are open already; opening anything else fails.
        _lower(resource.RLIMIT_NOFILE, 3)

    def _lower(kind: int, soft: int, hard: int | None = None) -> None:
        _, allowed = resource.getrlimit(kind)
        wished = soft if hard is None else hard
        if allowed != resource.RLIM_INFINITY:
            soft, wished = min(soft, allowed), min(wished, allowed)
        resource.setrlimit(kind, (soft, wished))
