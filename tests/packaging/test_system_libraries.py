"""Missing system libraries are found, named, and answered with the one line that installs them."""

import sys

import pytest

from tests.architecture.source_tree import ROOT, imports_of

linux_only = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="Linux alone lacks them"
)
ABSENT = {"libstrikelog-nowhere.so.1": "libnowhere1"}


@pytest.fixture
def libraries(script):
    return script("system_libraries")


@linux_only
def test_a_library_that_cannot_be_loaded_is_missing(libraries):
    assert libraries.missing({"libc.so.6": "libc6"} | ABSENT) == ABSENT


def test_who_is_not_root_is_told_the_line(libraries, monkeypatch, capsys):
    monkeypatch.setattr(libraries, "is_debian", lambda: True)
    monkeypatch.setattr(libraries.os, "geteuid", lambda: 1000, raising=False)

    done = libraries.provide(["libegl1", "libdbus-1-3", "libegl1"])

    assert not done
    assert "    sudo apt-get install -y libdbus-1-3 libegl1\n" in capsys.readouterr().out


@linux_only
@pytest.mark.parametrize(("display", "runs"), [("", True), (":0", False)])
def test_what_only_a_window_needs_stops_only_who_has_a_display(
    libraries, monkeypatch, display, runs
):
    monkeypatch.setattr(libraries, "FOR_IMPORT", {})
    monkeypatch.setattr(libraries, "FOR_WINDOW", ABSENT)
    monkeypatch.setattr(libraries, "provide", lambda _: False)
    monkeypatch.setenv("DISPLAY", display)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)

    assert libraries.check() is runs


@linux_only
def test_without_what_qt_needs_to_be_imported_nothing_runs(libraries, monkeypatch):
    monkeypatch.setattr(libraries, "FOR_IMPORT", ABSENT)
    monkeypatch.setattr(libraries, "provide", lambda _: False)
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)

    assert libraries.check() is False


@pytest.mark.parametrize("name", ["set_up", "system_libraries", "checks"])
def test_the_scripts_need_nothing_that_is_not_installed_yet(name):
    imported = set(imports_of(ROOT / "packaging" / f"{name}.py")) - {"system_libraries"}

    assert {module.partition(".")[0] for module in imported} <= sys.stdlib_module_names
