"""Where the program starts: a fault of a command is told without a word of what it was about."""

import os
import subprocess
import sys

from tests.architecture.source_tree import SOURCE

SECRET = "Witness W-114, Kafr Nabl"
FAILING = """
import sys
from strikelog import app
import strikelog.cli
def fail(**_):
    witness = sys.argv[1]
    raise RuntimeError(witness) from KeyError(witness)
strikelog.cli.COMMANDS.main = fail
app.main(["list", "x"])
"""


def run(code, *arguments):
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        env={**os.environ, "PYTHONPATH": str(SOURCE)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_a_command_that_fails_tells_types_and_places_alone():
    done = run(FAILING, SECRET)

    assert done.returncode == 1
    assert "RuntimeError" in done.stderr
    assert "KeyError" in done.stderr
    assert "strikelog/app.py:" in done.stderr
    assert SECRET not in done.stderr + done.stdout


def test_without_the_hook_python_would_have_told_it():
    unhooked = FAILING.replace(
        "import strikelog.cli", "import strikelog.cli; keep = sys.excepthook"
    )
    unhooked = unhooked.replace("def fail(**_):", "def fail(**_):\n    sys.excepthook = keep")

    assert SECRET in run(unhooked, SECRET).stderr


def test_the_program_refuses_a_network_from_its_first_line():
    code = (
        "from strikelog import app\n"
        "app._command = lambda given: __import__('socket').socket()\n"
        "app.main(['list', 'x'])"
    )

    assert "NetworkRefused" in run(code).stderr
