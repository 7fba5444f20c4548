"""What the vault itself keeps of people while their names are closed.

Masks, hashes to find them by, and from which sources pictures may be published. All are
brought in line with the store whenever it is opened, and with each record that is saved.
"""

from datetime import date, timedelta

from ..domain.identities import Consent, SourceIdentity, VictimPerson, is_in_force, withdrawn_uses
from ..storage.identities import IdentityStore
from ..storage.loading import Loader
from .gate_tokens import GateTokens, marks_of
from .image_consents import ImageConsents, Span
from .masks import Masks


def renew_traces(
    store: IdentityStore,
    masks: Masks,
    tokens: GateTokens,
    images: ImageConsents,
    *,
    ids: list[str] | None = None,
) -> None:
    """Renew the traces of some records, or of all."""
    with store.database.reading() as connection:
        loader = Loader(connection, store.database.schema)
        people = list(loader.all(VictimPerson)) if ids is None else []
        people += loader.by_ids(VictimPerson, ids or []).values()
        sources = list(loader.all(SourceIdentity)) if ids is None else []
        sources += loader.by_ids(SourceIdentity, ids or []).values()
        agreed = _agreements(loader)
    masks.renew(people, ids)
    tokens.renew(_giveaways(people, sources), ids)
    images.renew(agreed)


def _giveaways(people: list[VictimPerson], sources: list[SourceIdentity]) -> dict[str, set[str]]:
    """Give what the release gate looks for; who agreed to be named is not hidden from it."""
    hidden = (one for one in people if not one.deleted and not one.publish_name)
    found = {one.id: marks_of([one.name, one.name_local], []) for one in hidden}
    for source in sources:
        if not source.deleted:
            names = [source.name, source.name_local]
            found[source.id] = marks_of(names, [source.contact])
    return found


def _agreements(loader: Loader) -> dict[str, Span]:
    """Give from which sources, and for which days, pictures may be published."""
    consents = {one.id: one for one in loader.all(Consent)}
    found = {}
    for source in loader.all(SourceIdentity):
        consent = consents.get(source.consent_id or "")
        if source.source_id and not source.deleted and consent and _ever(consent):
            found[source.source_id] = (consent.obtained_on, _last_day(consent))
    return found


_IMAGE = "publish_image"


def _ever(consent: Consent) -> bool:
    """Tell whether a picture may, or might once, be published."""
    begun = consent.obtained_on
    return _IMAGE in consent.uses and begun is not None and is_in_force(consent, begun)


def _last_day(consent: Consent) -> date | None:
    """Give the last day on which it holds: that of its end, or the one before it was taken back."""
    ends = [consent.expires] if consent.expires else []
    if consent.withdrawn_on and _IMAGE in withdrawn_uses(consent, consent.withdrawn_on):
        ends.append(consent.withdrawn_on - timedelta(days=1))
    return min(ends, default=None)
