"""The parent's side: a cell holds a confined child process and gives it work, piece by piece."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO, Protocol, Self

from ..domain.errors import StrikelogError
from ..domain.messages import mark
from ..domain.progress import Progress, Silent
from .child import HIDDEN_ARGUMENT, OUT_OF_MEMORY, copies_itself
from .confinement import Limits
from .conversation import (
    ANSWER,
    DATA,
    FAULT,
    REQUEST,
    WANTED,
    Broken,
    Oversized,
    hear,
    say,
    unpack_answer,
    unpack_part,
)

if sys.platform == "win32":
    from .job import Job

    _CREATION = subprocess.CREATE_NO_WINDOW
else:
    _CREATION = 0

if sys.platform == "linux":
    import fcntl

__all__ = [
    "Answered",
    "Cell",
    "Failed",
    "Held",
    "Limits",
    "NeededTooMuch",
    "Source",
    "TookTooLong",
]

_LOOK_EVERY = 0.05
_MOST_FAULT = 1 << 10
_PIPE = 1 << 20
_START = (
    "import sys; sys.path.insert(0, sys.argv[1]); "
    "from strikelog.limited.child import serve; sys.exit(serve(sys.argv[2:]))"
)


class Failed(StrikelogError):
    """The work came to nothing; `word` says why in one machine word."""

    message = mark("The file could not be read. It may be damaged, or of another kind.")

    @property
    def word(self) -> str:
        """Why, for the program: what the function said, or the kind of problem."""
        return str(self.params.get("word", ""))


class TookTooLong(Failed):
    """The work was stopped because it took more time than any honest file needs."""

    message = mark("Reading the file took too long, so it was stopped. Nothing was changed.")


class NeededTooMuch(Failed):
    """The work was stopped because it needed more memory than any honest file needs."""

    message = mark("Reading the file needed too much memory, so it was stopped.")


class Source(Protocol):
    """Where the data come from: their size, and any part of them."""

    @property
    def size(self) -> int:
        """Bytes there are."""

    def read_at(self, offset: int, length: int) -> bytes:
        """Give part of the data; shorter at its end."""


@dataclass(frozen=True, slots=True)
class Held:
    """Data that are in memory already."""

    content: bytes = b""

    @property
    def size(self) -> int:
        """Bytes there are."""
        return len(self.content)

    def read_at(self, offset: int, length: int) -> bytes:
        """Give part of the data; shorter at its end."""
        return self.content[offset : offset + length]


@dataclass(frozen=True, slots=True)
class Answered:
    """What a function gave back: a value of JSON, and bytes."""

    value: object
    content: bytes


class Cell:
    """A child process without rights, started when first needed; safe to use from any thread."""

    def __init__(self, modules: Sequence[str] = ()) -> None:
        self._modules = tuple(modules)
        self._lock = threading.Lock()
        self._child: _Child | None = None

    @property
    def serves_again(self) -> bool:
        """Tell whether one child does many pieces of work; elsewhere each takes a new one."""
        return copies_itself()

    def run(
        self,
        function: str,
        given: Mapping[str, object],
        source: Source | None = None,
        *,
        limits: Limits | None = None,
        progress: Progress | None = None,
    ) -> Answered:
        """Run `package.module:function` of ours on some data; raises Failed and its kinds.

        A report of `progress` that raises, as when the person cancels, ends the child.
        """
        talk = _Talk(function, given, source or Held(), limits or Limits())
        tell = progress or Silent()
        with self._turn(tell):
            child = self._child or _Child.started(self._modules)
            self._child = None  # until it has proven to be in order
            answered = talk.hold(child, tell)
            if child.serves_again:
                self._child = child
            else:
                child.end()
        if isinstance(answered, Failed):
            raise answered  # said in good order, so the child goes on
        return answered

    @contextmanager
    def _turn(self, progress: Progress) -> Iterator[None]:
        """Wait for those who came before; the person can cancel meanwhile."""
        while not self._lock.acquire(timeout=_LOOK_EVERY):
            progress.report(0, None)
        try:
            yield
        finally:
            self._lock.release()

    def close(self) -> None:
        """End the child, if there is one; the cell can be used again."""
        with self._lock:
            child, self._child = self._child, None
        if child is not None:
            child.end()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


@dataclass
class _Child:
    """A running child and the pipes to it."""

    process: "subprocess.Popen[bytes]"
    serves_again: bool

    @classmethod
    def started(cls, modules: Sequence[str]) -> Self:
        process = subprocess.Popen(  # noqa: S603 - the program itself
            _command(modules),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=os.path.abspath(os.sep),  # noqa: PTH100 - the root of the current drive
            env=_environment(),
            close_fds=True,
            creationflags=_CREATION,
            # A group of its own, so that the child is ended together with its copies.
            start_new_session=sys.platform != "win32",
        )
        if sys.platform == "win32":
            Job.around(process)
        _widen(process)
        return cls(process, serves_again=copies_itself())

    @property
    def saying(self) -> IO[bytes]:
        assert self.process.stdin is not None
        return self.process.stdin

    @property
    def hearing(self) -> IO[bytes]:
        assert self.process.stdout is not None
        return self.process.stdout

    def kill(self) -> int:
        """End it and every copy of it at once; give its exit status."""
        if self.process.returncode is None:
            if sys.platform == "win32":
                self.process.kill()
            else:
                with suppress(ProcessLookupError):
                    os.killpg(self.process.pid, signal.SIGKILL)
        status = self.process.wait()
        self._close()
        return status

    def end(self) -> None:
        """Let it end by itself, as it does when nobody speaks to it any more."""
        self._close()
        try:
            self.process.wait(timeout=2)
        except subprocess.TimeoutExpired:
            self.kill()

    def status(self) -> int:
        """Give the exit status of a child whose pipe has closed."""
        try:
            return self.process.wait(timeout=2)
        except subprocess.TimeoutExpired:
            return self.kill()

    def _close(self) -> None:
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                with suppress(OSError):  # what was still to be said to a dead child
                    pipe.close()


@dataclass(frozen=True, slots=True)
class _Talk:
    """One request and its answer."""

    function: str
    given: Mapping[str, object]
    source: Source
    limits: Limits

    def hold(self, child: _Child, progress: Progress) -> Answered | Failed:
        """Talk until there is an answer or a fault; if it ends otherwise, so does the child."""
        with ExitStack() as ending:
            talking = ThreadPoolExecutor(max_workers=1)
            ending.callback(talking.shutdown)
            ending.callback(child.kill)  # comes first: it lets a talk that waits for ever end
            answer = talking.submit(self._talk, child)
            self._await(answer, progress)
            problem = answer.exception()
            if problem is not None:
                raise self._reason(problem, child) from problem
            ending.pop_all()
        talking.shutdown()
        return answer.result()

    def _await(self, answer: "Future[Answered | Failed]", progress: Progress) -> None:
        """Wait while there is time and the person does not cancel."""
        started = time.monotonic()
        while not wait([answer], _LOOK_EVERY).done:
            progress.report(0, None)
            if time.monotonic() - started > self.limits.seconds:
                raise TookTooLong(word="seconds")

    def _talk(self, child: _Child) -> Answered | Failed:
        say(child.saying, REQUEST, self._request())
        while True:
            kind, content = hear(child.hearing, self.limits.most_answered)
            if kind == ANSWER:
                text, rest = unpack_answer(content)
                return Answered(json.loads(text), rest)
            if kind == FAULT:
                return Failed(word=content[:_MOST_FAULT].decode(errors="replace"))
            self._give(child, kind, content)

    def _give(self, child: _Child, kind: bytes, content: bytes) -> None:
        """Give the part of the data that is asked for."""
        if kind != WANTED:
            raise Broken
        offset, length = unpack_part(content)
        if length > self.limits.most_read:
            raise Broken
        say(child.saying, DATA, self.source.read_at(offset, length))

    def _request(self) -> bytes:
        plain = {
            "function": self.function,
            "given": dict(self.given),
            "size": self.source.size,
            "limits": self.limits.to_plain(),
        }
        return json.dumps(plain).encode()

    def _reason(self, problem: BaseException, child: _Child) -> BaseException:
        """Give the error that says why there is no answer."""
        if isinstance(problem, Oversized):
            return NeededTooMuch(word="answer")
        if isinstance(problem, Broken | OSError | ValueError):
            return _meaning_of(child.status())
        return problem


def _widen(process: "subprocess.Popen[bytes]") -> None:
    """Let the pipes hold more: a large file would wait for its turn at every 64 kB."""
    if sys.platform == "linux":
        for pipe in (process.stdin, process.stdout):
            assert pipe is not None
            with suppress(OSError):  # one may have used up what it is allowed
                fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _PIPE)


def _meaning_of(status: int) -> Failed:
    if status == OUT_OF_MEMORY:
        return NeededTooMuch(word="memory")
    if sys.platform != "win32" and status in (-signal.SIGXCPU, -signal.SIGKILL):
        return TookTooLong(word="processor")
    return Failed(word=f"ended {status}")


def _command(modules: Sequence[str]) -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, HIDDEN_ARGUMENT, *modules]
    sources = str(Path(__file__).resolve().parents[2])
    # Isolated: neither the folder it starts in nor the environment adds to what it can import.
    return [sys.executable, "-I", "-B", "-c", _START, sources, *modules]


def _environment() -> dict[str, str]:
    """Give the child what it cannot start without, and nothing that tells of the person."""
    kept = ("SYSTEMROOT", "WINDIR") if sys.platform == "win32" else ()
    return {name: os.environ[name] for name in kept if name in os.environ}
