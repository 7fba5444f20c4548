"""Makes the virtual environment that strikelog runs, is tested and is bundled in.

Needs Python 3.11 or later and nothing else; ``make`` calls it, and so can anyone:

    python3 packaging/set_up.py

Everything is installed from ``requirements.lock``, by hash and from wheels alone. What is done
is noted in the environment, so that a second run takes a moment.
"""

import hashlib
import importlib.util
import json
import subprocess
import sys
from pathlib import Path

import system_libraries

ROOT = Path(__file__).resolve().parents[1]
ENVIRONMENT = ROOT / ".venv"
PYTHON = ENVIRONMENT / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
LOCK = ROOT / "requirements.lock"
NOTE = ENVIRONMENT / "set-up.json"
OLDEST = (3, 11)


def main() -> int:
    """Set up what is not yet set up; 0 when strikelog can run afterwards."""
    if sys.version_info < OLDEST:
        return _fail(f"strikelog needs Python 3.11 or later; this is {sys.version.split()[0]}.")
    if not _has_environment() and not _make_environment():
        return _fail("Then run the same command again.")
    if not _install():
        return _fail("The packages could not be installed; the lines above say why.")
    if not system_libraries.check():
        return _fail("Then run the same command again.")
    return 0


def _has_environment() -> bool:
    """Whether the environment's Python still runs and has pip; a copied or moved one may not."""
    if not PYTHON.exists():
        return False
    asked = subprocess.run([PYTHON, "-m", "pip", "--version"], capture_output=True, check=False)
    return asked.returncode == 0


def _make_environment() -> bool:
    if importlib.util.find_spec("ensurepip") is None and not _provide_venv():
        return False
    _say(f"Making a virtual environment in {ENVIRONMENT.name}/ ...")
    command = [sys.executable, "-m", "venv", "--clear", str(ENVIRONMENT)]
    return subprocess.run(command, check=False).returncode == 0


def _provide_venv() -> bool:
    """Debian keeps the part of Python that makes environments in a package of its own."""
    _say("This Python cannot make virtual environments yet: the package python3-venv is missing.")
    # One line for everything: what Qt will miss in a moment is asked for at once.
    return system_libraries.provide(["python3-venv", *system_libraries.all_missing().values()])


def _install() -> bool:
    done = _read_note()
    for name, state, arguments in (
        ("packages", _digest(LOCK), _PACKAGES),
        ("project", _project_state(), _PROJECT),
    ):
        if done.get(name) == state:
            continue
        _say(f"Installing the {name} ...")
        if not _pip(arguments):
            return False
        done[name] = state
        NOTE.write_text(json.dumps(done, indent=2), encoding="utf-8")
    return True


_PACKAGES = ["--require-hashes", "--only-binary", ":all:", "--requirement", str(LOCK)]
_PROJECT = ["--no-deps", "--no-build-isolation", "--editable", str(ROOT)]


def _pip(arguments: list[str]) -> bool:
    quiet = ["--quiet", "--disable-pip-version-check", "--no-input"]
    command = [str(PYTHON), "-m", "pip", "install", *quiet, *arguments]
    return subprocess.run(command, cwd=ROOT, check=False).returncode == 0


def _project_state() -> str:
    """Changes when the project must be installed anew: its description, or where it stands."""
    return f"{_digest(ROOT / 'pyproject.toml')} {ROOT}"


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _read_note() -> dict[str, str]:
    if not NOTE.exists():
        return {}
    noted: dict[str, str] = json.loads(NOTE.read_text(encoding="utf-8"))
    return noted


def _say(text: str) -> None:
    print(text, flush=True)


def _fail(text: str) -> int:
    print(text, file=sys.stderr, flush=True)
    return 1


if __name__ == "__main__":
    sys.exit(main())
