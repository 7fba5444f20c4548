"""Temporary files lie in memory, are gone at the end, and are swept after a sudden one."""

import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from strikelog.storage.private_temp import sweep
from tests.architecture.source_tree import SOURCE

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asks Linux")

PROGRAM = """
import os, sys, tempfile
from strikelog.storage.private_temp import keep_temporary_files_private
folder = keep_temporary_files_private()
handle, name = tempfile.mkstemp()
print(folder, name, flush=True)
sys.stdin.read()
"""


def program(runtime):
    """A program that keeps a temporary file open until its input ends."""
    made = subprocess.Popen(
        [sys.executable, "-c", PROGRAM],
        env={**os.environ, "XDG_RUNTIME_DIR": str(runtime), "PYTHONPATH": str(SOURCE)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    folder, name = made.stdout.readline().split()
    return made, Path(folder), Path(name)


def test_files_lie_in_a_folder_of_the_session_that_nobody_else_may_read(tmp_path):
    made, folder, name = program(tmp_path)

    assert name.parent == folder
    assert folder.parent == tmp_path
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    made.communicate()


def test_they_are_gone_with_the_program(tmp_path):
    made, folder, _ = program(tmp_path)

    made.communicate()

    assert not folder.exists()


def test_what_a_sudden_end_leaves_is_swept(tmp_path):
    made, folder, name = program(tmp_path)
    made.send_signal(signal.SIGKILL)
    made.communicate()
    assert name.exists()

    assert sweep(tmp_path) == 1
    assert not folder.exists()


def test_what_is_in_use_or_not_ours_stays(tmp_path):
    made, folder, _ = program(tmp_path)
    other = tmp_path / "strikelog-trial-1"
    other.mkdir()

    assert sweep(tmp_path) == 0
    assert folder.exists()
    assert other.exists()
    made.communicate()
