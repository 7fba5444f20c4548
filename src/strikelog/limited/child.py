"""What runs in the child: it waits for requests and answers each with the function it names.

Where the system can copy a process, the waiting one stays clean and each request is answered by a
copy that ends with it, so that one hostile file cannot see or spoil the next; elsewhere the process
answers one request and ends. A copy that dies takes the waiting one with it: the parent sees the
pipe close, knows why by the exit status, and starts another.
"""

import importlib
import json
import os
import platform
import select
import signal
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from .confinement import Forbidden, Limits, confine
from .conversation import (
    ANSWER,
    DATA,
    FAULT,
    REQUEST,
    WANTED,
    Broken,
    Hearing,
    Saying,
    hear,
    pack_answer,
    pack_part,
    say,
)

HIDDEN_ARGUMENT = "--limited-child"
"""First argument that makes a packaged program become a child instead of opening its window."""

PACKAGE = "strikelog."
ENDED = 0
MISUNDERSTOOD = 3
OUT_OF_MEMORY = 4
_MOST_ASKED = 1 << 20


class Answer(NamedTuple):
    """What a function gives back: a value that JSON holds, and bytes."""

    value: object = None
    content: bytes = b""


class Unusable(Exception):
    """The data cannot be worked on; the first argument is a word that says why."""


class TooMuchAsked(Exception):
    """More of the data was asked for than the limits allow."""


class Data:
    """The data a function works on, fetched from the parent as it is asked for."""

    def __init__(self, size: int, most: int, hearing: Hearing, saying: Saying) -> None:
        self.size = size
        self._left = most
        self._hearing, self._saying = hearing, saying

    def read_at(self, offset: int, length: int) -> bytes:
        """Give part of the data; shorter at its end."""
        length = max(0, min(length, self.size - offset))
        if not length:
            return b""
        self._left -= length
        if self._left < 0:
            raise TooMuchAsked
        say(self._saying, WANTED, pack_part(offset, length))
        kind, content = hear(self._hearing, length)
        if kind != DATA:
            raise Broken
        return content

    def all(self) -> bytes:
        """Give the whole of the data."""
        return self.read_at(0, self.size)


Work = Callable[[Mapping[str, object], Data], Answer]


@dataclass(frozen=True, slots=True)
class _Asked:
    work: Work
    given: Mapping[str, object]
    size: int
    limits: Limits


def serve(arguments: Sequence[str]) -> int:
    """Answer requests until the parent ends; the arguments name modules to load beforehand."""
    for name in arguments:
        importlib.import_module(_of_ours(name))
    hearing, saying = _pipes()
    if copies_itself():
        return _answer_by_copies(hearing, saying)
    return _answer_one(hearing, saying)


def copies_itself() -> bool:
    """Tell whether one child serves many requests; elsewhere than on Linux, it serves one."""
    return platform.system() == "Linux"


def _pipes() -> tuple[Hearing, Saying]:
    """Give the two pipes; printing, by whoever does it, goes nowhere from now on."""
    saying = os.fdopen(1, "wb", closefd=False)
    sys.stdout = sys.stderr
    return _Whole(), saying


class _Whole:
    """Reads as much as asked for and never ahead: that would be lost to the next copy."""

    def read(self, length: int, /) -> bytes:
        """Read so many bytes unless the pipe ends."""
        parts, held = [], 0
        while held < length and (part := os.read(0, min(1 << 20, length - held))):
            parts.append(part)
            held += len(part)
        return b"".join(parts)


def _answer_by_copies(hearing: Hearing, saying: Saying) -> int:
    while True:
        select.select([0], [], [])
        copy = os.fork()
        if copy == 0:
            os._exit(_answer_one(hearing, saying))
        _, status = os.waitpid(copy, 0)
        if status != 0:
            return _ended_like(status)


def _ended_like(status: int) -> int:
    """End as the copy ended, so that the parent can tell why."""
    if os.WIFSIGNALED(status):
        number = os.WTERMSIG(status)
        if number != signal.SIGKILL:
            signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)
    return os.waitstatus_to_exitcode(status)


def _answer_one(hearing: Hearing, saying: Saying) -> int:
    try:
        asked = _understood(hear(hearing, _MOST_ASKED))
    except (Broken, KeyError, ValueError, ImportError, AttributeError):
        return MISUNDERSTOOD
    try:
        confine(asked.limits)
        data = Data(asked.size, asked.limits.most_read, hearing, saying)
        answer = asked.work(asked.given, data)
        packed = pack_answer(json.dumps(answer.value).encode(), answer.content)
        say(saying, ANSWER, packed)
    except MemoryError:
        return OUT_OF_MEMORY
    except Exception as problem:  # noqa: BLE001 - what broke on a stranger's file is its business
        say(saying, FAULT, _word_for(problem).encode())
    return ENDED


def _understood(frame: tuple[bytes, bytes]) -> _Asked:
    kind, content = frame
    if kind != REQUEST:
        raise Broken
    plain = json.loads(content)
    module, _, function = plain["function"].partition(":")
    work = getattr(importlib.import_module(_of_ours(module)), function)
    limits = Limits.from_plain(plain["limits"])
    return _Asked(work, plain["given"], int(plain["size"]), limits)


def _of_ours(module: str) -> str:
    if not module.startswith(PACKAGE):
        raise ImportError
    return module


def _word_for(problem: Exception) -> str:
    """Give one word: the reason the function gave, or the kind of problem; never its text."""
    if isinstance(problem, Unusable) and problem.args:
        return str(problem.args[0])
    return f"forbidden {problem}" if isinstance(problem, Forbidden) else type(problem).__name__
