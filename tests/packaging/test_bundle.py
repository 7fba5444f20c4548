"""What the bundle leaves out: judged by the rules of its specification on what is installed."""

import ast
import fnmatch
from pathlib import Path

import PySide6
import pytest

from tests.architecture.source_tree import ROOT

SPECIFICATION = ROOT / "packaging" / "strikelog.spec"
NETWORK = ("*Qt6Network*", "*QtNetwork*", "*/tls/*", "*networkinformation*", "*webengine*")


@pytest.fixture(scope="module")
def rules():
    """The lists and the rule of the specification, without the building."""
    tree = ast.parse(SPECIFICATION.read_text(encoding="utf-8"))
    wanted = [
        node
        for node in tree.body
        if (isinstance(node, ast.Assign) and isinstance(node.value, ast.List))
        or (isinstance(node, ast.FunctionDef) and node.name == "wanted")
    ]
    known = {"fnmatch": fnmatch, "Path": Path, "LINUX": True}
    exec(compile(ast.Module(wanted, []), str(SPECIFICATION), "exec"), known)
    return known


@pytest.fixture(scope="module")
def installed():
    """Every file of the installed Qt, named as in a bundle."""
    folder = Path(PySide6.__file__).parent
    return [
        f"PySide6/{path.relative_to(folder).as_posix()}"
        for path in folder.rglob("*")
        if path.is_file()
    ]


def speaks(name):
    return any(fnmatch.fnmatch(f"/{name}", pattern) for pattern in NETWORK)


def test_nothing_of_qt_that_speaks_to_a_network_is_bundled(rules, installed):
    bundled = [name for name in installed if rules["wanted"]((name, name, "BINARY"))]

    assert [name for name in bundled if speaks(name) and not name.endswith(".pyi")] == []
    assert any("Qt6Widgets" in name for name in bundled)


def test_without_the_rules_it_would_be(installed):
    assert [name for name in installed if speaks(name) and not name.endswith(".pyi")]


def test_modules_of_the_network_are_left_out(rules):
    assert {"PySide6.QtNetwork", "ssl", "_ssl"} <= set(rules["EXCLUDED_MODULES"])


def test_a_bundle_that_was_built_holds_none_of_it():
    bundle = ROOT / "dist" / "strikelog"
    if not bundle.is_dir():
        pytest.skip("no bundle was built here")

    names = [path.relative_to(bundle).as_posix() for path in bundle.rglob("*")]

    assert [name for name in names if speaks(name) or "libssl" in name] == []
