"""Runs every check a change must pass, cheapest first, and stops at the first that fails.

python packaging/checks.py                 all of them
python packaging/checks.py pytest -k dates one of them, with further arguments for it
"""

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PYTHON = sys.executable
CHECKS: dict[str, list[str]] = {
    "ruff": [PYTHON, "-m", "ruff", "check"],
    "format": [PYTHON, "-m", "ruff", "format", "--check"],
    "imports": [str(Path(PYTHON).with_name("lint-imports"))],
    "mypy": [PYTHON, "-m", "mypy"],
    # A worker a processor; more than four need more memory than a small machine has.
    "pytest": [PYTHON, "-m", "pytest", "-n", "auto", "--maxprocesses", "4", "--dist", "worksteal"],
}


def main(arguments: list[str]) -> int:
    """Run one named check or all of them; the exit code is that of the first that fails."""
    if arguments and arguments[0] not in CHECKS:
        print(f"No check is called {arguments[0]}. There are: {', '.join(CHECKS)}")
        return 2
    names = arguments[:1] or list(CHECKS)
    if not arguments:
        # The whole run tries the same examples everywhere; a check run alone tries new ones.
        os.environ.setdefault("CI", "1")
    for name in names:
        code = _run(name, arguments[1:])
        if code:
            return code
    if not arguments:
        print("== all checks passed", flush=True)
    return 0


def _run(name: str, further: list[str]) -> int:
    print(f"== {name}", flush=True)
    began = time.monotonic()
    code = subprocess.run([*CHECKS[name], *further], cwd=ROOT, check=False).returncode
    said = "passed" if code == 0 else f"FAILED (exit code {code})"
    print(f"== {name} {said} after {time.monotonic() - began:.1f} s\n", flush=True)
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
