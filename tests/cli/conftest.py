"""Vaults for the command line: made once with a cheap key derivation, copied for each test."""

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from strikelog.cli import COMMANDS
from strikelog.services.recording import Author, Recording
from strikelog.services.safekeeping import fill_with_demo
from strikelog.storage.keys import KdfCost
from strikelog.storage.vault import Vault

PASSPHRASE = "orchard lantern velvet copper drift"
CHEAP = KdfCost(memory=64 * 1024, passes=1, lanes=1)


@pytest.fixture(scope="session")
def demo_master(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("vaults") / "demo.strikelog"
    with Vault.create(folder, PASSPHRASE, cost=CHEAP) as vault:
        fill_with_demo(Recording(vault.database, Author()), vault.database, 2)
    return folder


@pytest.fixture
def demo_vault(demo_master: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(demo_master, tmp_path / "demo.strikelog"))


@pytest.fixture
def empty_vault(tmp_path: Path) -> Path:
    folder = tmp_path / "empty.strikelog"
    Vault.create(folder, PASSPHRASE, cost=CHEAP).close()
    return folder


@pytest.fixture
def strikelog() -> Callable[..., Result]:
    """Run a command with the passphrase on a file descriptor of its own."""

    def run(*arguments: object, stdin: str = "", passphrase: str = PASSPHRASE) -> Result:
        reading, writing = os.pipe()
        os.write(writing, passphrase.encode() + b"\n")
        os.close(writing)
        try:
            command, *rest = map(str, arguments)
            given = [command, *rest, "--passphrase-fd", str(reading)]
            return CliRunner().invoke(COMMANDS, given, input=stdin, catch_exceptions=False)
        finally:
            os.close(reading)

    return run


@pytest.fixture
def as_json(strikelog: Callable[..., Result]) -> Callable[..., Any]:
    """Run a command that must go well and read its JSON."""

    def run(*arguments: object, stdin: str = "") -> Any:
        result = strikelog(*arguments, "--json", stdin=stdin)
        assert result.exit_code == 0, result.output
        return json.loads(result.stdout)

    return run
