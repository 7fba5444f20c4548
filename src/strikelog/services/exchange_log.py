"""The log of what went out and came in, as people read it: newest first."""

from ..storage.database import Database
from ..storage.exchanges import Exchange, exchanges
from .kept_receipts import HASH_SHOWN, Receipts

ROWS_OF = "rows of "
"""Begins the profile of a table of somebody else in the log, before the name of its dataset."""


class ExchangeLog:
    """Reads the exchanges of one vault."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.receipts = Receipts(database)

    def listed(self) -> list[Exchange]:
        """Give every exchange, newest first."""
        with self._database.reading() as connection:
            return exchanges(connection, self._database.schema)[::-1]

    def earlier(self, sha256: str) -> Exchange | None:
        """Give the last time this very file came in; None when it never did."""
        came = (one for one in self.listed() if one.direction == "in")
        return next((one for one in came if one.file_sha256 == sha256), None)


__all__ = ["HASH_SHOWN", "ROWS_OF", "Exchange", "ExchangeLog"]
