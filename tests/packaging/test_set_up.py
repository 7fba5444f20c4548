"""The set-up does what is needed once, by hash, and says plainly when it cannot."""

import json

import pytest


@pytest.fixture
def set_up(script, tmp_path, monkeypatch):
    module = script("set_up")
    monkeypatch.setattr(module, "NOTE", tmp_path / "set-up.json")
    monkeypatch.setattr(module, "LOCK", tmp_path / "requirements.lock")
    module.LOCK.write_text("one==1 --hash=sha256:00\n")
    return module


@pytest.fixture
def installed(set_up, monkeypatch):
    """What pip was asked to install; it always succeeds."""
    asked = []
    monkeypatch.setattr(set_up, "_pip", lambda arguments: asked.append(arguments) or True)
    return asked


def test_packages_come_by_hash_and_from_wheels_alone(set_up, installed):
    set_up._install()

    packages, project = installed
    assert "--require-hashes" in packages
    assert packages[packages.index("--only-binary") + 1] == ":all:"
    assert {"--no-deps", "--no-build-isolation", "--editable"} <= set(project)


def test_a_second_run_installs_nothing(set_up, installed):
    set_up._install()
    installed.clear()

    assert set_up._install()
    assert installed == []


def test_a_changed_lock_is_installed(set_up, installed):
    set_up._install()
    installed.clear()
    set_up.LOCK.write_text("one==2 --hash=sha256:00\n")

    set_up._install()

    assert [arguments[0] for arguments in installed] == ["--require-hashes"]


def test_what_failed_is_tried_again(set_up, monkeypatch):
    monkeypatch.setattr(set_up, "_pip", lambda arguments: "--editable" not in arguments)

    assert not set_up._install()
    assert list(json.loads(set_up.NOTE.read_text())) == ["packages"]


def test_an_older_python_is_refused_with_its_version(set_up, monkeypatch, capsys):
    monkeypatch.setattr(set_up.sys, "version_info", (3, 10, 0))
    monkeypatch.setattr(set_up.sys, "version", "3.10.0 (main)")

    assert set_up.main() == 1
    assert "3.11 or later; this is 3.10.0" in capsys.readouterr().err


def test_what_a_bare_system_lacks_is_asked_for_in_one_line(set_up, monkeypatch):
    asked = []
    monkeypatch.setattr(set_up.system_libraries, "provide", lambda names: asked.extend(names))
    monkeypatch.setattr(set_up.system_libraries, "all_missing", lambda: {"libEGL.so.1": "libegl1"})

    set_up._provide_venv()

    assert asked == ["python3-venv", "libegl1"]
