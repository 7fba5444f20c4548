"""Beginning the program anew in place of itself, so that nothing it knew stays in memory.

What the new one must know, which vault to ask for, goes through a pipe: the arguments of a process
and its environment can be read by every user of the machine.
"""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

HANDOVER = "--handover"
"""The hidden first argument; the number of the pipe's end follows."""

_MOST = 16_384
"""A pipe holds more than this on every system, so writing to it never waits."""


@dataclass(frozen=True)
class Handover:
    """What the program tells its successor: the vault to ask for, and why it was locked."""

    vault: Path | None = None
    why: str = ""


def restart(handover: Handover) -> NoReturn:
    """Become a fresh process that asks for the passphrase; where that fails, end.

    Ending is the safe answer: what was open stays closed.
    """
    with suppress(OSError):
        if sys.platform == "win32":
            _succeed(_packed(handover))
        else:
            _become(_packed(handover))
    os._exit(1)


def read_handover(descriptor: int) -> Handover:
    """Read what the program before this one left in the pipe; nothing usable is nothing known."""
    try:
        with os.fdopen(descriptor, "rb") as pipe:
            plain = json.loads(pipe.read(_MOST))
        vault = plain.get("vault")
        return Handover(Path(os.fsdecode(bytes.fromhex(vault))) if vault else None, plain["why"])
    except (OSError, ValueError, KeyError, AttributeError, TypeError):
        return Handover()


def command(*arguments: str) -> list[str]:
    """Give the command this program was started by, with other arguments."""
    if getattr(sys, "frozen", False):
        return [sys.executable, *arguments]
    ours = len(sys.orig_argv) - len(sys.argv[1:])
    return [sys.executable, *sys.orig_argv[1:ours], *arguments]


def environment() -> Mapping[str, str]:
    """Give the environment for a fresh start of the same program."""
    fresh = dict(os.environ)
    if getattr(sys, "frozen", False):
        # Otherwise a bundled program takes its successor for one of its own helpers.
        fresh["PYINSTALLER_RESET_ENVIRONMENT"] = "1"
    return fresh


def _packed(handover: Handover) -> bytes:
    """Pack for the pipe; a name may hold bytes that are no text."""
    vault = os.fsencode(handover.vault).hex() if handover.vault else None
    return json.dumps({"vault": vault, "why": handover.why}).encode()


def _become(content: bytes) -> NoReturn:
    """Put the new program in place of this one: same process, other memory."""
    reading, writing = os.pipe()
    os.write(writing, content)
    os.close(writing)
    os.set_inheritable(reading, True)
    os.execve(sys.executable, command(HANDOVER, str(reading)), environment())  # noqa: S606


def _succeed(content: bytes) -> NoReturn:
    """Start the new program beside this one, which ends; for systems that cannot do better."""
    new = subprocess.Popen(  # noqa: S603
        command(HANDOVER, "0"), env=environment(), stdin=subprocess.PIPE, close_fds=True
    )
    assert new.stdin is not None
    new.stdin.write(content)
    new.stdin.close()
    os._exit(0)
