"""Names and words: modules say what they know, and public methods say what they are for."""

import ast

from tests.architecture.source_tree import PACKAGE, parsed, python_files

DRAWERS = {"utils", "util", "helpers", "helper", "common", "base", "manager", "misc"}
# Qt's virtual methods without a capital letter; those with one are recognised by it.
QT_OVERRIDES = {"data", "event", "flags", "index", "paint", "parent", "sort", "clone", "key"}
QT_OVERRIDES |= {"pixmap", "count", "create", "id", "redo", "undo", "shape", "text", "translate"}


def test_no_module_is_a_drawer():
    found = [path.name for path in PACKAGE.rglob("*") if path.stem in DRAWERS]

    assert found == []


def test_our_own_public_methods_of_the_window_have_a_docstring():
    found = [
        f"{path.relative_to(PACKAGE)}:{node.lineno} {owner.name}.{node.name}"
        for path in python_files("gui")
        for owner in ast.walk(parsed(path))
        if isinstance(owner, ast.ClassDef) and not owner.name.startswith("_")
        for node in owner.body
        if isinstance(node, ast.FunctionDef) and _needs_words(node)
    ]

    assert found == []


def _needs_words(method: ast.FunctionDef) -> bool:
    """Whether a method is public, ours, and says nothing about itself."""
    ours = method.name.islower() and method.name not in QT_OVERRIDES
    return ours and not method.name.startswith("_") and ast.get_docstring(method) is None
