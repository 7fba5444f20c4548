"""Throwaway vaults for tests, copied from one that was made once in this process."""

import atexit
import shutil
import tempfile
from contextlib import ExitStack
from functools import cache
from pathlib import Path

from strikelog.services.workspace import Workspace
from strikelog.storage.database import Database
from strikelog.storage.vault import DATABASE_FILE, Vault, lock_held


def worked_example():
    """Open a vault of its own with the worked example in it; it is gone when closed."""
    return _copy_of(*_example())


def empty_vault():
    """Open a vault of its own with nothing in it; it is gone when closed."""
    return _copy_of(*_nothing())


@cache
def _example():
    return _kept(Workspace.with_demo())


@cache
def _nothing():
    return _kept(Workspace.throwaway())


def _kept(workspace):
    """Copy the folder of a workspace for as long as the tests run; give it with its keys."""
    folder = Path(tempfile.mkdtemp(prefix="strikelog-kept-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    workspace.settle()
    shutil.copytree(workspace.vault.folder, folder, dirs_exist_ok=True)
    lineage, keys = workspace.vault.lineage, workspace.vault.keys
    workspace.close()
    return folder, lineage, keys


def _copy_of(folder, lineage, keys):
    place = Path(tempfile.mkdtemp(prefix="strikelog-", suffix=".strikelog"))
    shutil.copytree(folder, place, dirs_exist_ok=True)
    with ExitStack() as opening:
        opening.callback(shutil.rmtree, place, ignore_errors=True)
        opening.enter_context(lock_held(place))
        database = Database.open(place / DATABASE_FILE, keys.database, lineage.database_salt)
        opening.callback(database.close)
        held = opening.pop_all()
    return Workspace.over(Vault(place, lineage=lineage, keys=keys, database=database, held=held))
