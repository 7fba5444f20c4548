"""What the benchmarks measure with: the memory of a process is its own."""

import subprocess
import sys

import pytest

from .measuring import highest_bytes, resident_bytes

WRITTEN = 200_000_000
TELL = """
import resource
from tests.benchmarks.measuring import highest_bytes
print(highest_bytes(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells it this way")
def test_the_highest_memory_of_a_process_is_not_that_of_the_one_that_started_it() -> None:
    written = bytearray(b"x") * WRITTEN

    told = subprocess.run([sys.executable, "-c", TELL], capture_output=True, text=True, check=True)

    own, inherited = map(int, told.stdout.split())
    assert 0 < own < WRITTEN
    assert inherited >= len(written)  # the control: the figure that misled


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells it this way")
def test_the_highest_memory_of_this_process_is_at_least_what_it_holds_or_has_held() -> None:
    held = resident_bytes()

    assert highest_bytes() >= held - (1 << 20)


def test_a_process_that_has_ended_holds_nothing() -> None:
    assert highest_bytes("0") == 0
