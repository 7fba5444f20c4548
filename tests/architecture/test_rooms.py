"""Which room may lean on which library; the rule between rooms stands in the import contracts."""

import ast
import subprocess
import sys

import pytest

from tests.architecture.source_tree import (
    PACKAGE,
    SOURCE,
    imports_of,
    modules_below_gui,
    parsed,
    python_files,
    room_of,
)

# Everything else from outside is the standard library.
LIBRARIES = {
    "resources": set(),
    "offline": set(),
    "domain": {"babel"},
    "insight": {"babel"},
    "drawing": {"babel", "fontTools"},
    "storage": {"sqlalchemy", "sqlcipher3", "alembic", "cryptography"},
    "exchange": {"openpyxl", "python_calamine", "lxml", "babel"},
    "briefing": {"reportlab", "uharfbuzz", "fontTools"},
    "limited": set(),
    "media": {"PIL"},
    "services": {"babel"},
    "cli": {"click", "rich"},
    "gui": {"PySide6", "shiboken6"},
    "app": {"click"},
    "__init__": set(),
    "__main__": set(),
}
NETWORK = ("http", "urllib.request", "ssl", "asyncio", "PySide6.QtNetwork")
ALWAYS_ABSENT = ("http", "urllib.request", "PySide6.QtNetwork")

_IMPORT_WITHOUT_QT = """
import importlib, sys
for name in ("PySide6", "shiboken6"):
    sys.modules[name] = None
for name in sys.argv[1:]:
    importlib.import_module(name)
"""
# SQLAlchemy loads asyncio, and with it ssl, for two exception classes it never meets here.
_IMPORT_APP = f"""
import sys
import sqlalchemy
before = set(sys.modules)
import strikelog.app
print(*(name for name in {NETWORK!r} if name in set(sys.modules) - before))
print(*(name for name in {ALWAYS_ABSENT!r} if name in sys.modules))
"""


def test_each_room_leans_on_its_own_libraries_alone():
    found = {
        f"{path.relative_to(SOURCE)} imports {name}"
        for path in python_files()
        for name in (imported.partition(".")[0] for imported in imports_of(path))
        if name not in LIBRARIES[room_of(path)] | sys.stdlib_module_names | {"strikelog"}
    }

    assert found == set()


def test_everything_below_the_window_lives_without_qt():
    modules = modules_below_gui()

    done = _python(_IMPORT_WITHOUT_QT, *modules)

    assert len(modules) >= 10
    assert done.returncode == 0, done.stderr


def test_starting_loads_nothing_that_speaks_to_a_network():
    if not (PACKAGE / "app.py").exists():
        pytest.skip("there is no app.py yet")

    done = _python(_IMPORT_APP)

    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == []


def test_no_module_of_ours_imports_what_speaks_to_a_network():
    found = {
        f"{path.relative_to(SOURCE)} imports {name}"
        for path in python_files()
        for name in imports_of(path)
        if name.startswith((*NETWORK, "socket", "ftplib", "smtplib", "xmlrpc"))
    }

    assert found == set()


def test_nobody_pumps_the_event_loop():
    found = [
        f"{path.relative_to(SOURCE)}:{node.lineno}"
        for path in python_files()
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Attribute) and node.attr == "processEvents"
    ]

    assert found == []


def test_blind_excepts_live_in_two_places_at_most():
    found = {
        path.relative_to(SOURCE).as_posix()
        for path in python_files()
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.ExceptHandler) and _is_blind(node)
    }

    assert len(found) <= 2, found


def _is_blind(handler: ast.ExceptHandler) -> bool:
    if handler.type is None:
        return True
    names = {node.id for node in ast.walk(handler.type) if isinstance(node, ast.Name)}
    return not names.isdisjoint({"Exception", "BaseException"})


def _python(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(command, cwd=SOURCE, capture_output=True, text=True, check=False)
