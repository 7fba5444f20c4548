"""What a form needs of an open vault; `services.workspace.Workspace` is one."""

from typing import Protocol

from strikelog.services.finding import Finding
from strikelog.services.gazetteer import Gazetteers
from strikelog.services.recording import Recording
from strikelog.services.settings import Settings


class Desk(Protocol):
    """The services a form works with."""

    @property
    def finding(self) -> Finding:
        """Reads records."""

    @property
    def recording(self) -> Recording:
        """Writes records."""

    @property
    def settings(self) -> Settings:
        """Knows the office, for what new records start with."""

    @property
    def gazetteers(self) -> Gazetteers:
        """Knows the places of the world, for a vault that does not have them yet."""
