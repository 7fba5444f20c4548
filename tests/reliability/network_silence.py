"""T18: a whole sitting in the real window opens no internet socket, and needs no network.

The sitting of the residue experiment runs twice more: under a tracer that writes down every call
about networks, of every thread and child; and in a network namespace in which there is nothing at
all, not even the machine itself. What is loaded at the end is looked at too. The control is a
program that asks for a socket, under the same tracer.
"""

import re
import shutil
import subprocess
import sys
from pathlib import Path

from strikelog.storage.vault import Vault

from .experiment import Experiment, Outcome, Skipped
from .grounds import CHEAP, ground
from .residue_sweep import SAID, UNSAID, photograph, word
from .window_driver import running

_INTERNET = re.compile(r"AF_INET6?\b|AF_NETLINK|AF_PACKET")
_ASKS = "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM).close()"


def run(times: int) -> Outcome:
    """Trace so many sittings, repeat each without a network, then trace the control."""
    if not sys.platform.startswith("linux") or not shutil.which("strace"):
        raise Skipped("calls are traced by strace, which this system lacks")
    calls, details = 0, []
    alone = _empty_network()
    for _ in range(times):
        with ground() as folder:
            trace = folder / "trace"
            loaded = _sitting(folder / "traced", _tracing(trace))
            lines = trace.read_text().splitlines()
            calls += len(lines)
            details += [f"traced: {one}" for one in lines if _INTERNET.search(one)]
            details += [f"loaded: {one}" for one in loaded]
            if alone:
                _sitting(folder / "alone", alone)
    with ground() as folder:
        subprocess.run([*_tracing(folder / "trace"), sys.executable, "-c", _ASKS], check=True)
        caught = len(_INTERNET.findall((folder / "trace").read_text()))
    return Outcome(
        count=times,
        failures=len(details),
        control=f"{min(caught, 1)} of 1 forbidden sockets caught",
        control_bites=caught > 0,
        details=tuple(details),
        figures={
            "calls about sockets of this machine": f"{calls:,}",
            "repeated where there is no network": "yes" if alone else "not permitted here",
        },
    )


def _tracing(trace: Path) -> list[str]:
    return ["strace", "-f", "-qq", "-e", "trace=%network", "-o", str(trace)]


def _empty_network() -> list[str]:
    """Give the command that runs another where there is no network, if that is permitted."""
    command = ["unshare", "--user", "--map-root-user", "--net"]
    if not shutil.which(command[0]):
        return []
    tried = subprocess.run([*command, "true"], capture_output=True, check=False)
    return command if tried.returncode == 0 else []


def _sitting(folder: Path, wrapper: list[str]) -> list[str]:
    """Go through a sitting, locking included; give what is loaded that could use a network."""
    words = {name: word() for name in (*SAID, *UNSAID)}
    places = {name: folder / name for name in ("home", "outputs", "inputs")}
    for place in places.values():
        place.mkdir(parents=True)
    photograph(places["inputs"] / "photo.jpg", words)
    vault = folder / "silent.strikelog"
    Vault.create(vault, words["passphrase"], cost=CHEAP).close()
    environment = {"HOME": str(places["home"]), "XDG_CONFIG_HOME": str(places["home"])}
    with running(vault, environment=environment, wrapper=wrapper) as program:
        program.ask("unlock", words["passphrase"])
        program.ask("journey", words, {name: str(place) for name, place in places.items()})
        loaded = program.ask("loaded")
        program.lock()
        program.ask("unlock", words["passphrase"])
        program.end()
    return loaded


EXPERIMENTS = (
    Experiment(
        name="network",
        claim="The program opens no internet socket and works where there is no network.",
        unit="whole sittings traced",
        run=run,
        short=1,
        long=10,
    ),
)
