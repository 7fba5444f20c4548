"""The guards every test stands behind do stop what they are there to stop."""

import subprocess
import sys

import pytest

from tests.architecture.source_tree import ROOT

MISDEEDS = {
    "a Python warning": "import warnings; warnings.warn('seen', stacklevel=1)",
    "a Qt warning": "from PySide6.QtCore import qWarning; qWarning('seen')",
    "a log warning": "import logging; logging.getLogger('strikelog.x').warning('seen')",
    "a network socket": "import socket; socket.socket(socket.AF_INET)",
}


@pytest.mark.parametrize("misdeed", MISDEEDS.values(), ids=MISDEEDS.keys())
def test_a_test_fails_that_causes(misdeed, tmp_path):
    done = _run_test(tmp_path, misdeed)

    assert done.returncode == 1, done.stdout


def test_a_test_passes_that_causes_nothing(tmp_path):
    done = _run_test(tmp_path, "assert 1 + 1 == 2")

    assert done.returncode == 0, done.stdout


def test_tests_run_in_english_in_utc_and_without_a_window(tmp_path):
    done = _run_test(
        tmp_path,
        "import os, time; from PySide6.QtCore import QLocale; "
        "assert time.timezone == 0; assert QLocale().name() == 'en_GB'; "
        "assert os.environ['QT_QPA_PLATFORM'] == 'offscreen'",
    )

    assert done.returncode == 0, done.stdout


def _run_test(folder, statement):
    """Run one test that consists of ``statement``, under the project's own settings."""
    (folder / "test_it.py").write_text(f"def test_it():\n    {statement}\n")
    (folder / "conftest.py").write_text((ROOT / "tests" / "conftest.py").read_text())
    settings = ["-c", str(ROOT / "pyproject.toml"), "--rootdir", str(folder)]
    command = [sys.executable, "-m", "pytest", *settings, "-p", "no:cacheprovider", str(folder)]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
