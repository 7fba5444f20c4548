"""The answers of the operating system: memory, dumps, locks."""

import os
import subprocess
import sys

import pytest

from strikelog.storage.machine import installed_memory, try_to_lock

HARDENED = """
import ctypes, resource
from strikelog.storage.machine import harden_process

granted = harden_process()
get_dumpable = 3
print(
    granted,
    resource.getrlimit(resource.RLIMIT_CORE),
    ctypes.CDLL(None).prctl(get_dumpable, 0, 0, 0, 0),
)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="asks Linux")
def test_a_hardened_process_leaves_no_dump_and_shows_its_memory_to_nobody():
    answer = subprocess.run(
        [sys.executable, "-c", HARDENED],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=True,
    )

    assert answer.stdout.strip() == "True (0, 0) 0"


HELD = """
from pathlib import Path
from strikelog.storage.machine import keep_out_of_swap

def held():
    lines = Path("/proc/self/status").read_text().splitlines()
    return int(next(one for one in lines if one.startswith("VmLck")).split()[1])

secret = bytes(range(32)) * 2
before = held()
print(keep_out_of_swap(secret), held() > before, keep_out_of_swap(b""))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="asks Linux")
def test_a_key_is_held_in_memory():
    answer = subprocess.run(
        [sys.executable, "-c", HELD],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=True,
    )

    assert answer.stdout.strip() == "True True False"


def test_this_machine_has_between_a_quarter_and_a_million_gigabytes():
    assert 2**28 < installed_memory() < 2**60


def test_a_file_is_locked_for_one_handle_at_a_time(tmp_path):
    path = tmp_path / "lock"
    first = os.open(path, os.O_CREAT | os.O_RDWR)
    second = os.open(path, os.O_RDWR)

    got = [try_to_lock(first), try_to_lock(second)]
    os.close(first)
    after = try_to_lock(second)
    os.close(second)

    assert got == [True, False]
    assert after is True
