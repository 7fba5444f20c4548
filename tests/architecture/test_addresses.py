"""No committed file names a package registry or a place on the machine it was written on."""

import re
from pathlib import Path

import pytest

from tests.architecture.source_tree import ROOT, committed_files

# In two halves, so that this file does not find itself.
_HOSTS = (
    "pypi" + r"\.org",
    "pypi" + r"\.python\.org",
    "pythonhosted" + r"\.org",
    "npmjs" + r"\.(org|com)",
    "yarnpkg" + r"\.com",
    "unpkg" + r"\.com",
    "jsdelivr" + r"\.net",
    "crates" + r"\.io",
    "deb" + r"\.debian\.org",
    "artifact" + "(ory|registry)",
)
_PIP_LINES = r"^\s*--?(extra-)?index-url\b|^\s*--find-links\b|^\s*--trusted-host\b"
_PLACES = (r"(?<![\w.~-])/(work|root)/",)
_FORBIDDEN = re.compile("|".join((*_HOSTS, _PIP_LINES, *_PLACES)), re.IGNORECASE | re.MULTILINE)


@pytest.fixture(scope="module")
def files():
    return committed_files()


def test_the_files_of_the_project_are_found(files):
    assert {"pyproject.toml", "README.md", "Makefile", "resources.py"} <= {f.name for f in files}


def test_no_file_names_a_registry_or_a_machine(files):
    found = [
        f"{path.relative_to(ROOT)}: {match.group().strip()}"
        for path in files
        for match in _FORBIDDEN.finditer(_text(path))
    ]

    assert found == []


def test_no_file_names_the_folder_it_stands_in(files):
    here = {str(ROOT), str(Path.home())} - {"/"}

    found = [path.name for path in files if any(place in _text(path) for place in here)]

    assert found == []


def test_no_lock_file_with_addresses_is_committed(files):
    assert {path.name for path in files}.isdisjoint({"uv.lock", "pylock.toml", "poetry.lock"})


def test_the_lock_pins_every_package_by_hash():
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")

    entries = re.split(r"^(?=[A-Za-z])", lock, flags=re.MULTILINE)[1:]

    assert len(entries) > 50
    assert [entry for entry in entries if "==" not in entry or "--hash=sha256:" not in entry] == []


@pytest.mark.parametrize(
    "line", ["https://pypi" + ".org/simple", "/wo" + "rk/main", "  --index-url x"]
)
def test_such_a_line_would_be_found(line):
    assert _FORBIDDEN.search(line)


def _text(path: Path) -> str:
    """A file's text; nothing for pictures, fonts and other files that are no text."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""
