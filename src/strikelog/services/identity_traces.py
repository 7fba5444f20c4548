"""What the vault itself keeps of people while their names are closed: masks, and hashes to find.

Both are brought in line with the store whenever it is opened, and with each record that is saved.
"""

from ..domain.identities import SourceIdentity, VictimPerson
from ..storage.identities import IdentityStore
from ..storage.loading import Loader
from .gate_tokens import GateTokens, marks_of
from .masks import Masks


def renew_traces(
    store: IdentityStore, masks: Masks, tokens: GateTokens, ids: list[str] | None = None
) -> None:
    """Renew the traces of some records, or of all."""
    with store.database.reading() as connection:
        loader = Loader(connection, store.database.schema)
        people = list(loader.all(VictimPerson)) if ids is None else []
        people += loader.by_ids(VictimPerson, ids or []).values()
        sources = list(loader.all(SourceIdentity)) if ids is None else []
        sources += loader.by_ids(SourceIdentity, ids or []).values()
    masks.renew(people, ids)
    tokens.renew(_giveaways(people, sources), ids)


def _giveaways(people: list[VictimPerson], sources: list[SourceIdentity]) -> dict[str, set[str]]:
    """Give what the release gate looks for; who agreed to be named is not hidden from it."""
    hidden = (one for one in people if not one.deleted and not one.publish_name)
    found = {one.id: marks_of([one.name, one.name_local], []) for one in hidden}
    for source in sources:
        if not source.deleted:
            names = [source.name, source.name_local]
            found[source.id] = marks_of(names, [source.contact])
    return found
