"""The command line: the second consumer of the services, for scripts and for no screen."""

from . import backups, briefing, evidence, exchange, insight, keys, partners
from .commands import commands as COMMANDS  # noqa: N812 - the group is a constant here

__all__ = ["COMMANDS", "backups", "briefing", "evidence", "exchange", "insight", "keys", "partners"]
