"""Power cuts while key files are written: at every moment some key opens, and what was said holds.

The system calls of real key changes are recorded, and disks rebuilt that a power cut could have
left: what was not yet pushed to the disk is there, missing, or torn in sectors, some of rubbish.
"ordered" stands for a journalling file system, whose names come in the order they were given;
"any" for the strict letter of the standard, where any of them may be missing.
"""

import os
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from unittest import mock

from strikelog.domain.errors import StrikelogError
from strikelog.domain.recovery_keys import written
from strikelog.storage import files, keyfile, shredding
from strikelog.storage.keyfile import (
    KeyFile,
    add_slot,
    change_passphrase,
    remove_slot,
    unlock,
)
from strikelog.storage.keys import Lineage, new_data_key, sealed
from strikelog.storage.slots import recovery_slot

from .experiment import Experiment, Outcome
from .grounds import CHEAP, ground

SECTOR = 512
KEPT, DROPPED = 0.4, 0.8
RECOVERY = bytes(range(16))
FIRST = "first words of mine"
NAMES = ("vault.keys", "vault.keys.bak")


@dataclass
class Call:
    """A system call that matters: what, on which inode or name, and its content."""

    what: str
    inode: int = 0
    name: str = ""
    other: str = ""
    at: int = 0
    content: bytes = b""


@dataclass
class Said:
    """What holds from a moment on: secrets that must all open, and some of which one must."""

    must: frozenset[str]
    one_of: frozenset[str] = frozenset()


@dataclass
class Log:
    """Every call in order, and what was said after how many of them."""

    calls: list[Call] = field(default_factory=list)
    said: list[tuple[int, Said]] = field(default_factory=list)

    def say(self, must: set[str], one_of: set[str] | None = None) -> None:
        """Note what holds from here on."""
        self.said.append((len(self.calls), Said(frozenset(must), frozenset(one_of or ()))))

    def holding(self, count: int) -> Said:
        """Give what was said last before a number of calls had been made."""
        return [said for at, said in self.said if at <= count][-1]


class Recorder:
    """Notes the calls of the storage's own `os` while they are really made."""

    def __init__(self, folder: Path, log: Log) -> None:
        self._folder = folder
        self._log = log
        self._inodes: dict[str, int] = {}
        self._handles: dict[int, tuple[int, int]] = {}
        self._count = 0

    def open(self, path: Path, flags: int, mode: int = 0o777) -> int:
        handle = os.open(path, flags, mode)
        name = Path(path).name
        if Path(path) == self._folder:
            self._handles[handle] = (0, 0)
            return handle
        if name not in self._inodes:
            self._count += 1
            self._inodes[name] = self._count
            self._log.calls.append(Call("create", self._count, name))
        self._handles[handle] = (self._inodes[name], 0)
        if flags & os.O_TRUNC:
            self._log.calls.append(Call("truncate", self._inodes[name]))
        return handle

    def write(self, handle: int, content: bytes) -> int:
        done = os.write(handle, content)
        inode, at = self._handles[handle]
        self._log.calls.append(Call("write", inode, at=at, content=bytes(content[:done])))
        self._handles[handle] = (inode, at + done)
        return done

    def lseek(self, handle: int, place: int, how: int) -> int:
        found = os.lseek(handle, place, how)
        self._handles[handle] = (self._handles[handle][0], found)
        return found

    def fsync(self, handle: int) -> None:
        os.fsync(handle)
        self._log.calls.append(Call("fsync", self._handles[handle][0]))

    def replace(self, path: Path, target: Path) -> None:
        path.rename(target)
        self._inodes[target.name] = self._inodes.pop(path.name)
        self._log.calls.append(Call("rename", name=path.name, other=target.name))

    def unlink(self, path: Path, missing_ok: bool = False) -> None:
        if path.exists():
            os.remove(path)  # noqa: PTH107 - the method itself is replaced here
            self._inodes.pop(path.name, None)
            self._log.calls.append(Call("unlink", name=path.name))

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Stand between the storage and the system."""
        ours = {name: getattr(self, name) for name in ("open", "write", "lseek", "fsync")}
        listening = SimpleNamespace(**{**vars(os), **ours})
        # As methods they must be functions, to be given the path they are called on.
        replace, unlink = (lambda p, t: self.replace(p, t)), (lambda p, **n: self.unlink(p, **n))
        with (
            mock.patch.object(files, "os", listening),
            mock.patch.object(shredding, "os", listening),
            mock.patch.object(Path, "replace", replace),
            mock.patch.object(Path, "unlink", unlink),
        ):
            yield


class Disk:
    """What of the calls so far is on the disk for certain, and what is on its way."""

    def __init__(self, *, ordered: bool) -> None:
        self._ordered = ordered
        self._content: dict[int, bytes] = {}
        self._pending: dict[int, list[Call]] = {}
        self._names: dict[str, int] = {}
        self._renames: list[Call] = []

    def take(self, call: Call) -> None:
        """Follow one more call."""
        if call.what == "create":
            self._content[call.inode] = b""
            self._renames.append(call)
        elif call.what in ("write", "truncate"):
            self._pending.setdefault(call.inode, []).append(call)
        elif call.what == "fsync" and call.inode:
            self._settle(call.inode)
            if self._ordered:
                self._settle_names()
        elif call.what == "fsync":
            self._settle_names()
        else:
            self._renames.append(call)

    def after_the_cut(self, chance: random.Random) -> dict[str, bytes]:
        """Give files a power cut could have left."""
        names = dict(self._names)
        count = chance.randint(0, len(self._renames))
        for place, call in enumerate(self._renames):
            if place < count if self._ordered else chance.random() < 0.5:
                _rename(names, call)
        contents = {inode: self._left(inode, chance) for inode in set(names.values())}
        return {name: contents[inode] for name, inode in names.items()}

    def _settle(self, inode: int) -> None:
        for call in self._pending.pop(inode, []):
            self._content[inode] = _written(self._content[inode], call)

    def _settle_names(self) -> None:
        for call in self._renames:
            _rename(self._names, call)
        self._renames.clear()

    def _left(self, inode: int, chance: random.Random) -> bytes:
        content = self._content.get(inode, b"")
        for call in self._pending.get(inode, []):
            luck = chance.random()
            if luck < KEPT:
                content = _written(content, call)
            elif luck >= DROPPED and call.what == "write":
                content = _torn(content, call, chance)
        return content


def _rename(names: dict[str, int], call: Call) -> None:
    if call.what == "create":
        names.setdefault(call.name, call.inode)
    elif call.what == "unlink":
        names.pop(call.name, None)
    elif call.name in names:
        names[call.other] = names.pop(call.name)


def _written(content: bytes, call: Call) -> bytes:
    if call.what == "truncate":
        return b""
    padded = content.ljust(call.at, b"\0")
    return padded[: call.at] + call.content + padded[call.at + len(call.content) :]


def _torn(content: bytes, call: Call, chance: random.Random) -> bytes:
    """Write some sectors, leave others, and put rubbish into the rest."""
    end = call.at + len(call.content)
    new = _written(content.ljust(end, b"\0"), call)
    old = content.ljust(len(new), b"\0")
    sectors = []
    for at in range(0, len(new), SECTOR):
        rubbish = chance.randbytes(len(new[at : at + SECTOR]))
        sectors.append(chance.choice((new[at : at + SECTOR], old[at : at + SECTOR], rubbish)))
    return b"".join(sectors)


def recorded(folder: Path, rounds: int = 3) -> Log:
    """Make a key file, then change, add and remove ways in, saying after each what holds."""
    log = Log()
    lineage, data_key = Lineage.fresh(), new_data_key()
    first = sealed(data_key, FIRST, lineage=lineage, cost=CHEAP)
    recorder = Recorder(folder, log)
    with recorder.listening():
        keyfile.write_key_file(folder, KeyFile(lineage, (first,)))
        log.say({FIRST})
        words, paper = FIRST, written(RECOVERY)
        for number in range(rounds):
            new = f"words number {number} of mine"
            log.say(set(), {words, new})
            change_passphrase(folder, words, new, cost=CHEAP)
            log.say({new})
            opened = unlock(folder, new)
            slot = recovery_slot(opened.data_key, RECOVERY, lineage)
            add_slot(folder, opened, slot, secret=paper)
            log.say({new, paper})
            log.say({new})
            remove_slot(folder, unlock(folder, new), slot)
            words = new
    return log


def _opens(folder: Path, secret: str) -> bool:
    try:
        unlock(folder, secret)
    except (StrikelogError, OSError):
        return False
    return True


def _is_bad(folder: Path, left: dict[str, bytes], said: Said) -> bool:
    for name in NAMES:
        (folder / name).unlink(missing_ok=True)
    for name in set(left) & set(NAMES):
        (folder / name).write_bytes(left[name])
    if said.one_of and not any(_opens(folder, secret) for secret in said.one_of):
        return True
    return not all(_opens(folder, secret) for secret in sorted(said.must))


def _bad(log: Log, states: int, folder: Path, seed: int) -> int:
    """Count the states, half of each kind of disk, that break what was said."""
    chance, bad = random.Random(seed), 0
    begin = log.said[0][0]
    for number in range(states):
        cut = chance.randint(begin, len(log.calls))
        disk = Disk(ordered=bool(number % 2))
        for call in log.calls[:cut]:
            disk.take(call)
        bad += _is_bad(folder, disk.after_the_cut(chance), log.holding(cut))
    return bad


def _truncating(path: Path, content: bytes) -> None:
    """Write as programs usually do: empty the file, then fill it."""
    handle = files.os.open(path, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
    try:
        files.os.write(handle, content)
    finally:
        os.close(handle)


def _logged(folder: Path, writing: Callable[[Path, bytes], None] | None) -> Log:
    folder.mkdir()
    if writing is None:
        return recorded(folder)
    with mock.patch.object(keyfile, "write_durably", writing):
        return recorded(folder)


def run(times: int) -> Outcome:
    """Rebuild so many disks; the control is the same with files written over in place."""
    with ground() as folder:
        log, careless = _logged(folder / "log", None), _logged(folder / "control", _truncating)
        place = folder / "state"
        place.mkdir()
        failures = _bad(log, times, place, seed=1)
        tries = max(200, times // 20)
        bad = _bad(careless, tries, place, seed=2)
    share = bad / tries
    return Outcome(
        count=times,
        failures=failures,
        control=f"truncate and write: {share:.0%} of {tries:,} states bad",
        control_bites=share >= 0.5,
        figures={"system calls recorded": str(len(log.calls))},
    )


EXPERIMENTS = (
    Experiment(
        name="keys-power",
        claim="A power cut while keys are changed leaves a key that opens",
        unit="disks",
        run=run,
        short=400,
        long=100_000,
    ),
)
