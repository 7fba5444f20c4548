"""The project's own files and imports, as the architecture tests look at them."""

import ast
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src"
PACKAGE = SOURCE / "strikelog"


def committed_files() -> list[Path]:
    """Every file that git tracks; without git or its history, every file that could be."""
    if not (ROOT / ".git").exists() or not shutil.which("git"):
        return [path for path in _own_files() if path.is_file()]
    # Whoever owns the folder, its list of files may be read.
    command = ["git", "-c", f"safe.directory={ROOT}", "-C", str(ROOT), "ls-files", "-z"]
    listed = subprocess.run(command, capture_output=True, check=True).stdout
    paths = (ROOT / name for name in listed.decode().split("\0") if name)
    return [path for path in paths if path.is_file()]


def _own_files() -> Iterator[Path]:
    yield from ROOT.glob("*")
    for folder in ("src", "tests", "packaging", "resources", ".ci"):
        found = (ROOT / folder).rglob("*")
        yield from (path for path in found if "__pycache__" not in path.parts)


def python_files(room: str = "") -> list[Path]:
    """The modules of one room, or of the whole program."""
    return sorted((PACKAGE / room).rglob("*.py"))


def room_of(path: Path) -> str:
    """``domain`` for any module of the domain, ``app`` for app.py itself."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports_of(path: Path) -> Iterator[str]:
    """Names of the modules that ``path`` imports absolutely, anywhere in it."""
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield node.module


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def modules_below_gui() -> list[str]:
    """Dotted names of every module that must live without Qt."""
    paths = (path for path in python_files() if room_of(path) not in {"gui", "app", "__main__"})
    return [_dotted(path) for path in paths]


def _dotted(path: Path) -> str:
    return ".".join(path.relative_to(SOURCE).with_suffix("").parts).removesuffix(".__init__")
