"""The checks run in order and stop at the first that fails."""

import sys

import pytest


@pytest.fixture
def checks(script, monkeypatch):
    module = script("checks")
    python = [sys.executable, "-c"]
    commands = {
        "first": [*python, "pass"],
        "second": [*python, "import sys; sys.exit(3)"],
        "third": [*python, "pass"],
    }
    monkeypatch.setattr(module, "CHECKS", commands)
    return module


@pytest.mark.parametrize(("arguments", "found"), [([], "1"), (["first"], "none")])
def test_the_whole_run_tries_the_same_examples_everywhere(checks, monkeypatch, arguments, found):
    monkeypatch.setenv("CI", "")  # so that what is set is taken back afterwards
    monkeypatch.delenv("CI")
    say = "import os, sys; sys.exit(os.environ.get('CI', 'none') != sys.argv[1])"
    monkeypatch.setitem(checks.CHECKS, "first", [sys.executable, "-c", say, found])
    monkeypatch.delitem(checks.CHECKS, "second")

    assert checks.main(arguments) == 0


def test_the_first_that_fails_ends_the_run_with_its_code(checks, capsys):
    code = checks.main([])

    said = capsys.readouterr().out
    assert code == 3
    assert "== first passed" in said
    assert "== second FAILED (exit code 3)" in said
    assert "third" not in said


def test_one_check_runs_alone(checks, capsys):
    assert checks.main(["third"]) == 0
    assert "first" not in capsys.readouterr().out


def test_an_unknown_check_is_named(checks, capsys):
    assert checks.main(["fourth"]) == 2
    assert "No check is called fourth" in capsys.readouterr().out
