"""Building the shim, loading it into a program, and reading what it wrote down."""

import ctypes
import os
import shutil
import struct
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from .experiment import Skipped

SOURCE = Path(__file__).with_name("shim.c")
ROOT = Path(__file__).parents[2]
_HEAD = struct.Struct("<cQQQ")


@dataclass(frozen=True, slots=True)
class Call:
    """One call that was written down.

    Kinds: C created (text: name), W written, T truncated (offset: length), S synced, D folder
    synced (text: name), R renamed and U removed (text: names), A told by the program (text).
    """

    kind: str
    inode: int
    offset: int
    data: bytes

    @property
    def text(self) -> str:
        return self.data.decode()


@cache
def built() -> Path:
    """Compile the shim; raises Skipped where that cannot be done."""
    compiler = shutil.which("cc")
    if sys.platform != "linux" or compiler is None:
        raise Skipped("the shim needs Linux and a C compiler (cc)")
    library = Path(mkdtemp(prefix="strikelog-shim-")) / "shim.so"
    asked = [compiler, "-O2", "-shared", "-fPIC", "-o", str(library), str(SOURCE), "-ldl"]
    made = subprocess.run(asked, capture_output=True, text=True, check=False)
    if made.returncode:
        raise Skipped(f"the shim could not be compiled: {made.stderr[:200]}")
    return library


def run_shimmed(module: str, *arguments: object) -> str:
    """Run a module of ours as a program with the shim around it, and give what it printed."""
    environment = os.environ | {
        "LD_PRELOAD": str(built()),
        "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
    }
    asked = [sys.executable, "-m", module, *map(str, arguments)]
    done = subprocess.run(
        asked, env=environment, cwd=ROOT, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(f"{module} failed: {done.stderr[-2000:]}")
    return done.stdout


class Shim:
    """The shim inside the program that it was loaded into."""

    NONE, ERROR, SHORT = 0, 1, 2

    def __init__(self) -> None:
        library = ctypes.CDLL(None)
        self._watch, self._log = library.shim_watch, library.shim_log_to
        self._fail, self._tell = library.shim_fail, library.shim_tell
        self._calls, self._failed = library.shim_calls, library.shim_failed
        self._fail.argtypes = [ctypes.c_int, ctypes.c_int, ctypes.c_long, ctypes.c_int]
        self._calls.restype = self._failed.restype = ctypes.c_long

    def watch(self, folder: Path) -> None:
        self._watch(str(folder).encode())

    def log_to(self, path: Path) -> None:
        self._log(str(path).encode())

    def tell(self, text: str) -> None:
        """Write something down among the calls, in its place."""
        self._tell(text.encode())

    def fail(self, kind: int, error: int, at: int, *, once: bool) -> None:
        """Let the n-th call from now on fail, alone or with all that follow."""
        self._fail(kind, error, at, int(once))

    @property
    def calls(self) -> int:
        """Calls since the last `fail`."""
        return int(self._calls())

    @property
    def failed(self) -> int:
        return int(self._failed())


def read_log(path: Path) -> Iterator[Call]:
    """Give the calls in their order."""
    content = memoryview(path.read_bytes())
    at = 0
    while at < len(content):
        kind, inode, offset, length = _HEAD.unpack_from(content, at)
        at += _HEAD.size
        yield Call(kind.decode(), inode, offset, bytes(content[at : at + length]))
        at += length
