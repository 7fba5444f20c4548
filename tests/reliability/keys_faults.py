"""Key changes whose system calls fail, or whose process is killed: some key always opens."""

import errno
import os
import random
import shutil
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from types import SimpleNamespace
from unittest import mock

from strikelog.domain.errors import StrikelogError
from strikelog.domain.recovery_keys import written
from strikelog.storage import files, keyfile, shredding
from strikelog.storage.files import sweep_unfinished
from strikelog.storage.keyfile import (
    add_slot,
    change_passphrase,
    create_key_file,
    remove_slot,
    unlock,
)
from strikelog.storage.slots import recovery_slot

from .experiment import Experiment, Outcome, Skipped
from .grounds import CHEAP, ground

OLD, NEW = "old words of mine", "new words of mine"
KEY = bytes(range(16))
PAPER = written(KEY)
CALLS = ("open", "write", "fsync", "fstat", "lseek", "read", "close")
ERRORS = (errno.ENOSPC, errno.EIO, errno.EMFILE, errno.EACCES, errno.EINTR)
KILL, SHORT = -1, -2
NAMES = ("vault.keys", "vault.keys.bak")


class Killed(BaseException):
    """The end of the process: nothing of the program runs after it."""


@dataclass
class Trap:
    """Lets a number of system calls through and makes the next one fail."""

    left: int
    fault: int
    sprung: bool = False

    def step(self) -> bool:
        """Tell whether this is the call; after a kill every other call is one too."""
        self.left -= 1
        hit = self.left == -1 or (self.fault == KILL and self.left < 0)
        self.sprung = self.sprung or hit
        return hit

    def fail(self) -> None:
        """Raise what the system would."""
        if self.fault == KILL:
            raise Killed
        if self.fault != SHORT:
            raise OSError(self.fault, os.strerror(self.fault))

    def around(self, call: Callable[..., object], *, is_write: bool) -> Callable[..., object]:
        def trapped(*given: object, **named: object) -> object:
            if self.step():
                self.fail()
                if is_write and len(given[1]) > 1:  # a short write takes half of it
                    return call(given[0], given[1][: len(given[1]) // 2])
            return call(*given, **named)

        return trapped


@contextmanager
def trapped(trap: Trap) -> Iterator[None]:
    """Set the trap among all calls the storage of keys makes."""
    ours = {name: trap.around(getattr(os, name), is_write=name == "write") for name in CALLS}
    listening = SimpleNamespace(**{**vars(os), **ours})
    paths = {name: getattr(Path, name) for name in ("replace", "unlink", "open")}
    with (
        mock.patch.object(files, "os", listening),
        mock.patch.object(shredding, "os", listening),
        mock.patch.multiple(
            Path, **{name: trap.around(call, is_write=False) for name, call in paths.items()}
        ),
    ):
        yield


@dataclass(frozen=True)
class Change:
    """A change of keys; one of `before` must open if it fails, all of `after` once it is done."""

    name: str
    make: Callable[[Path], None]
    before: tuple[str, ...]
    after: tuple[str, ...]


def _with_recovery(folder: Path) -> None:
    opened = unlock(folder, OLD)
    slot = recovery_slot(opened.data_key, KEY, opened.key_file.lineage)
    add_slot(folder, opened, slot, secret=PAPER)


def _without_recovery(folder: Path) -> None:
    opened = unlock(folder, PAPER)
    remove_slot(folder, unlock(folder, OLD), opened.slot)


def _changed(folder: Path) -> None:
    change_passphrase(folder, OLD, NEW, cost=CHEAP)


def _reset(folder: Path) -> None:
    change_passphrase(folder, PAPER, NEW, cost=CHEAP)


def _mended(folder: Path) -> None:
    unlock(folder, OLD)


CHANGES = (
    Change("change", _changed, (OLD, NEW), (NEW,)),
    Change("change with the recovery key", _reset, (PAPER,), (NEW, PAPER)),
    Change("add", _with_recovery, (OLD,), (OLD, PAPER)),
    Change("remove", _without_recovery, (OLD,), (OLD,)),
    Change("mend", _mended, (OLD,), (OLD,)),
)


def _prepared(folder: Path) -> dict[str, dict[str, bytes]]:
    """Give the key files each change starts from."""
    create_key_file(folder, OLD, CHEAP)
    plain = _kept(folder)
    _with_recovery(folder)
    both = _kept(folder)
    one = {NAMES[1]: plain[NAMES[1]]}
    return dict(zip([c.name for c in CHANGES], (plain, both, plain, both, one), strict=True))


def _kept(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in NAMES}


def _lay(folder: Path, kept: dict[str, bytes]) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name, content in kept.items():
        (folder / name).write_bytes(content)


def _opens(folder: Path, secret: str) -> bool:
    try:
        unlock(folder, secret)
    except (StrikelogError, OSError):
        return False
    return True


def _tried(folder: Path, change: Change, trap: Trap) -> str:
    """Try once; give what was wrong, or nothing."""
    told = done = False
    try:
        with trapped(trap):
            change.make(folder)
        done = True
    except Killed:
        pass
    except StrikelogError:
        told = True
    except OSError as raw:
        return f"{change.name}: {type(raw).__name__} was not translated ({trap})"
    sweep_unfinished(folder)
    if not any(_opens(folder, secret) for secret in change.before):
        return f"{change.name}: nothing opens ({trap})"
    if done and not all(_opens(folder, secret) for secret in change.after):
        return f"{change.name}: said to be done, but it does not open ({trap})"
    if not done and not told and trap.fault != KILL:
        return f"{change.name}: failed without a word ({trap})"
    return ""


def _points(change: Change, folder: Path, kept: dict[str, bytes]) -> int:
    """Count the calls a change makes."""
    _lay(folder, kept)
    trap = Trap(1 << 30, errno.EIO)
    with trapped(trap):
        change.make(folder)
    return (1 << 30) - trap.left


def run_faults(times: int) -> Outcome:
    """Fail the calls of every change in every way; all of them where there are times enough."""
    with ground() as parent:
        folder = parent / "keys"
        folder.mkdir()
        starts = _prepared(folder)
        every = [
            (change, point, fault)
            for change in CHANGES
            for point in range(_points(change, folder, starts[change.name]))
            for fault in (KILL, SHORT, *ERRORS)
        ]
        random.Random(7).shuffle(every)  # so that fewer tries are a fair choice of all
        tries = islice(cycle(every), times)
        found, count = [], 0
        for change, point, fault in tries:
            _lay(folder, starts[change.name])
            wrong = _tried(folder, change, Trap(point, fault))
            found += [wrong] if wrong else []
            count += 1
        control = _careless(folder, starts["change"])
    return Outcome(
        count=count,
        failures=len(found),
        control=f"one file written over in place, then killed: {control} of 20 locked out",
        control_bites=control >= 10,
        details=tuple(found),
        figures={"different points": f"{len(every):,}"},
    )


def _careless(folder: Path, kept: dict[str, bytes]) -> int:
    """Count how often nothing opens when files are written over in place and cut short."""

    def in_place(path: Path, content: bytes) -> None:
        handle = files.os.open(path, os.O_WRONLY | os.O_TRUNC)
        try:
            files.os.write(handle, content)
        finally:
            os.close(handle)

    locked_out = 0
    with mock.patch.object(keyfile, "VAULT_NAMES", NAMES[:1]):
        for _ in range(20):
            _lay(folder, {NAMES[0]: kept[NAMES[0]]})
            with mock.patch.object(keyfile, "write_durably", in_place), suppress(Killed):
                names = NAMES[:1] * 2
                opened = unlock(folder, OLD, names=names)
                with trapped(Trap(2, KILL)):
                    keyfile.write_key_file(folder, opened.key_file, names=names)
            locked_out += not _opens(folder, OLD)
    return locked_out


def run_kills(times: int) -> Outcome:
    """Kill a process that changes keys, at any moment, and look whether some key opens."""
    if not hasattr(os, "fork"):
        raise Skipped("processes cannot be forked here")
    chance, found, cut = random.Random(3), [], 0
    with ground() as parent:
        folder = parent / "keys"
        folder.mkdir()
        start = _prepared(folder)["change"]
        whole = _seconds_of_a_change(folder, start)
        for _ in range(times):
            _lay(folder, start)
            done = _killed_after(folder, chance.uniform(0, 1.2 * whole))
            cut += not done
            sweep_unfinished(folder)
            if not any(_opens(folder, secret) for secret in (OLD, NEW)):
                found.append("nothing opens")
            elif done and not _opens(folder, NEW):
                found.append("said to be done, but it does not open")
        control = sum(_control_killed(folder, start) for _ in range(10))
    return Outcome(
        count=times,
        failures=len(found),
        control=f"killed with both files emptied: {control} of 10 locked out",
        control_bites=control == 10,
        details=tuple(found),
        figures={"killed before it was done": f"{cut:,}"},
    )


def _seconds_of_a_change(folder: Path, start: dict[str, bytes]) -> float:
    _lay(folder, start)
    began = time.perf_counter()
    _changed(folder)
    return time.perf_counter() - began


def _killed_after(folder: Path, seconds: float) -> bool:
    """Kill a child that changes the passphrase; tell whether it had said that it was done."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        with suppress(BaseException):
            _changed(folder)
            os.write(writing, b"1")
        os._exit(0)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    os.close(writing)
    done = os.read(reading, 1) == b"1"
    os.close(reading)
    return done


def _control_killed(folder: Path, start: dict[str, bytes]) -> bool:
    """Empty both files as a careless program does, and be killed before they are filled."""
    _lay(folder, start)
    child = os.fork()
    if not child:
        for name in NAMES:
            os.close(os.open(folder / name, os.O_WRONLY | os.O_TRUNC))
        signal.pause()
    while any((folder / name).stat().st_size for name in NAMES):
        time.sleep(0.001)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return not any(_opens(folder, secret) for secret in (OLD, NEW))


EXPERIMENTS = (
    Experiment(
        name="keys-faults",
        claim="A key change whose system calls fail is told or done, and some key opens",
        unit="changes",
        run=run_faults,
        short=300,
        long=10_000,
    ),
    Experiment(
        name="keys-kills",
        claim="A process killed while it changes a passphrase leaves one that opens",
        unit="kills",
        run=run_kills,
        short=60,
        long=10_000,
    ),
)
