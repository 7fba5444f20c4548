"""Beginning anew: what is handed over arrives, and nobody else can read it on the way."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from strikelog.services.restarting import Handover, read_handover
from tests.architecture.source_tree import SOURCE

# Sends itself round once: the first time it hands over, the second it tells what arrived.
ROUND = """
import json, os, sys
from pathlib import Path
from strikelog.services.restarting import HANDOVER, Handover, read_handover, restart
secret = os.environ["STRIKELOG_TEST_VAULT"]
if sys.argv[1:2] == [HANDOVER]:
    left = read_handover(int(sys.argv[2]))
    cmdline = Path("/proc/self/cmdline")
    print(json.dumps([os.fsencode(left.vault).hex(), left.why, os.getpid(), sys.argv[1:]]))
    print(cmdline.read_bytes().hex() if cmdline.exists() else "")
else:
    print(os.getpid(), flush=True)
    restart(Handover(Path(os.fsdecode(bytes.fromhex(secret))), "idle"))
"""
NAMES = [b"north.strikelog", "خزنة الشمال.strikelog".encode(), b"odd \xff\n name", b"x" * 3000]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows starts a second process instead")
@pytest.mark.parametrize("name", NAMES, ids=["plain", "arabic", "no text", "long"])
def test_a_fresh_process_gets_the_vault_and_its_arguments_do_not_say_it(name):
    path = b"/somewhere/" + name

    said = subprocess.run(
        [sys.executable, "-c", ROUND, "first", "arguments"],
        env={**os.environ, "PYTHONPATH": str(SOURCE), "STRIKELOG_TEST_VAULT": path.hex()},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    ).stdout.splitlines()

    process, (vault, why, again, arguments) = int(said[0]), json.loads(said[1])
    assert bytes.fromhex(vault) == path
    assert (why, again) == ("idle", process)
    assert arguments[0] == "--handover"
    assert len(arguments) == 2
    assert path not in bytes.fromhex(said[2])


@pytest.mark.parametrize("content", [b"", b"no json", b"[1]", b'{"vault": 3}', b'{"vault": "zz"}'])
def test_nonsense_in_the_pipe_is_nothing_known(content):
    reading, writing = os.pipe()
    os.write(writing, content)
    os.close(writing)

    assert read_handover(reading) == Handover()


def test_a_pipe_that_is_not_there_is_nothing_known():
    assert read_handover(999_999) == Handover()


def test_a_vault_may_be_missing():
    reading, writing = os.pipe()
    os.write(writing, b'{"vault": null, "why": "asked"}')
    os.close(writing)

    assert read_handover(reading) == Handover(None, "asked")
    assert Handover(Path("x")).why == ""
