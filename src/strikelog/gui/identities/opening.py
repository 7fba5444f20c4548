"""Reading what the restricted view of one record needs, beside the window."""

from dataclasses import dataclass

from strikelog.domain.display import words
from strikelog.domain.fields import field_of
from strikelog.domain.identities import Consent, SourceIdentity, VictimPerson
from strikelog.domain.records import Record
from strikelog.domain.validation import Problem
from strikelog.gui.editors.suggestions import Suggestion
from strikelog.gui.forms.opening import claim_name
from strikelog.gui.language import language
from strikelog.services.finding import Finding
from strikelog.services.identities import Identities


@dataclass(frozen=True)
class OpenedPerson:
    """A record of the store, what is wrong with it, and what its links may name."""

    record: Record
    is_stored: bool
    problems: tuple[Problem, ...]
    claims: tuple[Suggestion, ...]
    consents: tuple[Suggestion, ...]


class PeopleReading:
    """Reads records of the store with what of the vault stands beside them."""

    def __init__(self, identities: Identities, finding: Finding) -> None:
        self._identities = identities
        self._finding = finding

    def stored(self, kind: type[Record], record_id: str) -> OpenedPerson | None:
        """Look at a record; None when it is gone."""
        record = self._identities.read(kind, record_id)
        if record is None or record.deleted:
            return None
        return self._with_surroundings(record, is_stored=True)

    def new_victim(self, incident_id: str) -> OpenedPerson:
        """Begin a victim under the next free pseudonym; it is kept with the first edit."""
        pseudonym = self._identities.masks.next_pseudonym()
        victim = VictimPerson(incident_id=incident_id, pseudonym=pseudonym, publish_name=False)
        return self._with_surroundings(victim, is_stored=False)

    def new_consent(self) -> OpenedPerson:
        """Begin a consent."""
        return self._with_surroundings(Consent(), is_stored=False)

    def source(self, source_id: str) -> OpenedPerson:
        """Look at who stands behind a source, or begin to say so."""
        known = self._identities.source_identity(source_id)
        record = known or SourceIdentity(source_id=source_id)
        return self._with_surroundings(record, is_stored=known is not None)

    def _with_surroundings(self, record: Record, *, is_stored: bool) -> OpenedPerson:
        incident_id = getattr(record, "incident_id", None)
        return OpenedPerson(
            record,
            is_stored,
            self._identities.check(record) if is_stored else (),
            self._claims(incident_id) if incident_id else (),
            tuple(map(_suggested, self._identities.consents())),
        )

    def _claims(self, incident_id: str) -> tuple[Suggestion, ...]:
        case = self._finding.case_file(incident_id)
        claims = case.claims if case else ()
        return tuple(Suggestion(one.id, claim_name(one, case)) for one in claims if case)


def _suggested(consent: Consent) -> Suggestion:
    uses = words(field_of(Consent, "uses"), consent.uses, language())
    return Suggestion(consent.id, consent.subject_code or consent.id[:8], uses)
