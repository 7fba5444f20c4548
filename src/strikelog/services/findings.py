"""Findings of the rules that a person accepted or dismissed.

Accepting writes what the finding means: links between incidents, a group, a pattern, periods, a
grade. Dismissing is remembered, with the reason. Both are undone as one step, and both can be
opened again. Nothing becomes a record by itself.
"""

from collections.abc import Collection
from dataclasses import replace

from ..domain.changes import Changes
from ..domain.errors import StrikelogError
from ..domain.messages import mark
from ..insight.findings import key_of, record_ids_of, rule_of
from ..storage.database import Connection, Database
from ..storage.findings import Decision, Verdict, note_decision, standing_decisions
from ..storage.loading import Loader
from ..storage.writing import Applied
from .acceptance import can_be_accepted, revisions_of
from .recording import Recording, now
from .undoing import FINDING


class NothingToAccept(StrikelogError):
    """A finding that says what is so, and means no record, was to be accepted."""

    message = mark(
        "This finding says how the records stand, so there is nothing to accept. Change the"
        " records, or dismiss the finding."
    )


class ReasonMissing(StrikelogError):
    """A finding was to be dismissed without a word why."""

    message = mark("Say in a few words why the finding is dismissed; it stays dismissed.")


class FindingGone(StrikelogError):
    """The records of a finding were deleted since it was found."""

    message = mark("Records of this finding were deleted in the meantime. Ask the records again.")


class Findings:
    """Remembers what was decided about findings in one vault."""

    def __init__(self, database: Database, recording: Recording) -> None:
        self._database = database
        self._recording = recording

    def decisions(self) -> dict[str, Decision]:
        """Give what was decided and stands, by the key of the finding."""
        with self._database.reading() as connection:
            return standing_decisions(connection, self._database.schema)

    def accept(self, found: object, reason: str = "") -> Changes:
        """Write what a finding means, as one step; raises NothingToAccept, FindingGone."""
        if not can_be_accepted(found):
            raise NothingToAccept
        with self._database.reading() as connection:
            loader = Loader(connection, self._database.schema)
            if len(loader.any_of(record_ids_of(found))) < len(record_ids_of(found)):
                raise FindingGone
            revisions = revisions_of(found, loader, self._recording.author.code, now().date())
        decision = self._decision(found, "accepted", reason)

        def beside(connection: Connection, applied: Applied | None) -> None:
            if applied is not None:
                self._write(connection, replace(decision, step=applied.step))

        self._recording.prepare(len(revisions))
        applied = self._recording.apply(ACCEPTED, revisions, reason=reason or None, beside=beside)
        return applied.changes if applied else self._note(ACCEPTED, decision)

    def dismiss(self, found: object, reason: str) -> Changes:
        """Remember that a finding is none, and why; raises ReasonMissing."""
        if not reason.strip():
            raise ReasonMissing
        return self._note(DISMISSED, self._decision(found, "dismissed", reason.strip()))

    def reopen(self, found: object, reason: str = "") -> Changes:
        """Forget what was decided; records that acceptance wrote stay until they are removed."""
        return self._note(REOPENED, self._decision(found, "open", reason))

    def _note(self, label: str, decision: Decision) -> Changes:
        self._recording.note(
            label, lambda connection, step: self._write(connection, replace(decision, step=step))
        )
        return Changes(frozenset({FINDING}), frozenset(decision.record_ids), label)

    def _write(self, connection: Connection, decision: Decision) -> None:
        note_decision(connection, self._database.schema, decision)

    def _decision(self, found: object, verdict: Verdict, reason: str) -> Decision:
        return Decision(
            key=key_of(found),
            rule=rule_of(found),
            verdict=verdict,
            record_ids=record_ids_of(found),
            reason=reason,
            actor=self._recording.author.code,
            at=now(),
        )


ACCEPTED = mark("Accept a finding")
DISMISSED = mark("Dismiss a finding")
REOPENED = mark("Open a finding again")


def dismissed_keys(decisions: Collection[Decision]) -> frozenset[str]:
    """Give the keys of findings that are left out unless asked for."""
    return frozenset(one.key for one in decisions if one.verdict == "dismissed")


__all__ = ["Decision", "Findings", "dismissed_keys"]
