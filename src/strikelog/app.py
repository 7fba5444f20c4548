"""Where the program starts: the one place that connects everyone."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from . import __version__
from .domain.faults import chain_of, tell_faults_to
from .limited.child import HIDDEN_ARGUMENT, serve
from .offline import refuse_network
from .services.restarting import HANDOVER, read_handover
from .storage.machine import harden_process
from .storage.private_temp import keep_temporary_files_private

_USAGE = """\
strikelog [VAULT]       opens the window
strikelog --demo        opens the worked example in a vault that is gone when closed
strikelog COMMAND …     works without a window; `strikelog --help` lists the commands
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command, or open the window; give the exit status."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    harden_process()
    refuse_network()
    tell_faults_to(_tell_fault)
    if given[:1] == [HIDDEN_ARGUMENT]:
        return serve(given[1:])
    keep_temporary_files_private()
    if given[:1] == [HANDOVER] and given[1:2] and given[1].isdecimal():
        left = read_handover(int(given[1]))
        return _window(left.vault, demo=False, why=left.why)
    if given == ["--demo"]:
        return _window(None, demo=True)
    if not given or (
        len(given) == 1 and not given[0].startswith("-") and not _is_command(given[0])
    ):
        return _window(Path(given[0]) if given else None, demo=False)
    return _command(given)


def _is_command(word: str) -> bool:
    from .cli import COMMANDS

    return word in COMMANDS.commands


def _command(given: Sequence[str]) -> int:
    """Run the command line; its exit status comes as click gives it."""
    from .cli import COMMANDS

    try:
        COMMANDS.main(args=list(given), prog_name="strikelog", standalone_mode=True)
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)


def _tell_fault(error: BaseException) -> None:
    """Say where the program failed; the words of an exception could hold what a record says."""
    print(f"strikelog failed.\n{chain_of(error)}", file=sys.stderr)  # noqa: T201


def _window(vault: Path | None, *, demo: bool, why: str = "") -> int:
    if not _has_display():
        print("There is no display, so no window is opened.\n" + _USAGE, end="")  # noqa: T201
        return 0
    from .gui.running import run

    return run(vault, demo=demo, version=__version__, why=why)


def _has_display() -> bool:
    """Tell whether a window can be shown; other systems than Linux always have a screen."""
    if not sys.platform.startswith("linux"):
        return True
    chosen = os.environ.get("QT_QPA_PLATFORM", "")
    return bool(chosen or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
