"""The set-up scripts stand outside the program, so they are loaded by path."""

import importlib
import sys

import pytest

from tests.architecture.source_tree import ROOT


@pytest.fixture
def script(monkeypatch):
    """Load one of the scripts in ``packaging/`` by name."""
    monkeypatch.syspath_prepend(str(ROOT / "packaging"))
    before = set(sys.modules)
    yield importlib.import_module
    for name in {"set_up", "system_libraries", "checks"} & (set(sys.modules) - before):
        del sys.modules[name]
