"""Sources that went to partners under other ids, known again when a workbook names them."""

from collections.abc import Collection
from uuid import UUID

from ..domain.records import Source
from ..storage.database import Connection, Database
from ..storage.loading import Loader
from .sharing import Partners, masking_of

_VERSION = 14
"""Where the version stands in the text of a UUID."""


def own_names(database: Database, connection: Connection, ids: Collection[str]) -> dict[str, str]:
    """Give, for those of some ids that a partner knows a source of ours by, the source's own id."""
    wanted = {one for one in ids if one[_VERSION : _VERSION + 1] == "5"}
    if not wanted:
        return {}
    sources = Loader(connection, database.schema).ids(Source)
    wanted -= sources
    found: dict[str, str] = {}
    for reader in ("", *(one.id for one in Partners(database).all(removed=True))):
        masking = masking_of(database, reader)
        for source_id in sources if wanted else ():
            masked = str(UUID(bytes=masking(source_id), version=5))
            if masked in wanted:
                found[masked] = source_id
    return found
