"""The program whose disk is pulled: works through the services and tells each head it reached.

Run as a program with the shim around it, by `power_states`.
"""

import random
import sys
from pathlib import Path

from strikelog.services.workspace import Workspace
from strikelog.storage import database, sqlite

from .grounds import open_vault
from .kill_driver import Worker
from .shimming import Shim

SETTINGS = {
    "full": {},
    "fallback": {},
    "normal": {"synchronous=FULL": "synchronous=NORMAL"},
    "off": {"synchronous=FULL": "synchronous=OFF", "journal_mode=WAL": "journal_mode=DELETE"},
}
"""How durable commits are made: as the program does it, also where there is no shared memory, and
two ways that must lose work."""


def without_shared_memory(folder: Path) -> bool:
    """Stands in for the look at the file system: takes every folder for one on a network."""
    return True


def main(place: Path, log: Path, *, mode: str, acts: int, seed: int) -> None:
    """Open and close the vault some times, and work in between."""
    changed = SETTINGS[mode]
    sqlite._SETTINGS = tuple(changed.get(one, one) for one in sqlite._SETTINGS)
    if mode == "fallback":
        sqlite.needs_fallback = database.needs_fallback = without_shared_memory
    shim, chance = Shim(), random.Random(seed)
    shim.watch(place)
    shim.log_to(log)
    left = acts
    while left:
        now = min(left, chance.randint(3, 15))
        left -= now
        workspace = Workspace.over(open_vault(place))
        worker = Worker(workspace, None, chance)
        for _ in range(now):
            worker.act()
            shim.tell(worker.head())
        workspace.close()


if __name__ == "__main__":
    main(
        Path(sys.argv[1]),
        Path(sys.argv[2]),
        mode=sys.argv[3],
        acts=int(sys.argv[4]),
        seed=int(sys.argv[5]),
    )
