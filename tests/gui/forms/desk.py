"""A real vault with the services that forms need."""

from dataclasses import dataclass

from strikelog.services.finding import Finding
from strikelog.services.gazetteer import Gazetteers
from strikelog.services.recording import Author, Recording
from strikelog.services.safekeeping import fill_with_demo
from strikelog.services.settings import Settings
from strikelog.storage.vault import Vault


@dataclass
class TestDesk:
    """Services over one vault."""

    __test__ = False
    vault: Vault
    finding: Finding
    recording: Recording
    settings: Settings
    gazetteers: Gazetteers


def desk_over(vault):
    """Connect the services of an open vault."""
    recording = Recording(vault.database, Author("u01"))
    return TestDesk(
        vault,
        Finding(vault.database),
        recording,
        Settings(vault.database),
        Gazetteers(vault.database, recording),
    )


def open_desk(demo=0):
    """Open a throwaway vault, with the worked example up to a step."""
    desk = desk_over(Vault.throwaway())
    if demo:
        fill_with_demo(desk.recording, desk.vault.database, demo)
    return desk
