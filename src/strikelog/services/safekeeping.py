"""Making, opening, filling and verifying vaults."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..domain.errors import StrikelogError
from ..domain.messages import mark, translate
from ..domain.progress import Progress, Silent
from ..domain.records import Record
from ..domain.saying import Said, Sayable
from ..domain.values import record_from_plain, revised, values_from_plain
from ..resources import resource
from ..storage.contradictions import contradictions
from ..storage.database import Database
from ..storage.history import History
from ..storage.identities import faults_of_closed
from ..storage.loading import Loader
from ..storage.sqlite import DatabaseUnreadable
from ..storage.vault import DATABASE_FILE, Vault
from ..storage.witnesses import OutsideHead
from ..storage.writing import Applied, Revision
from .auditing import chain_faults, custody_lines, seal_contradicted, told_heads
from .evidence.checks import evidence_findings
from .recording import Recording

PARTS = CIPHER, DATABASE, HISTORY, IDENTITIES, RECORD, EVIDENCE = (
    mark("cipher"),
    mark("database"),
    mark("history"),
    mark("identities"),
    mark("record"),
    mark("evidence"),
)
"""Of what a vault is, as `verify` names it."""

_OTHER_PAGES = Said(mark("its pages are not those of when it was last closed"))

DEMO_STEPS = (1, 2)
"""Parts of the worked example: the passage alone, then what other public records add."""


class UnknownEntity(StrikelogError):
    """A line names an entity that does not exist."""

    message = mark("There is no entity “{entity}”. Entities are: {known}.")


class NotAnObject(StrikelogError):
    """A line is not one JSON object."""

    message = mark("Line {line} is not a JSON object: {problem}")


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing `verify` found wrong: where, by a word of `PARTS`, and what."""

    part: str
    what: Sayable

    def sentence(self, language: str = "en") -> str:
        """Say where it was found and what it is."""
        return f"{translate(self.part, language)}: {self.what.sentence(language)}"


def vault_last_used(parent: Path) -> Path | None:
    """Give the vault in a folder that was changed last, known by its database alone."""
    databases = [one for one in parent.glob(f"*.strikelog/{DATABASE_FILE}") if one.is_file()]
    newest = max(databases, key=lambda one: one.stat().st_mtime_ns, default=None)
    return newest.parent if newest else None


def revision_from_plain(
    plain: Mapping[str, object], kinds: Mapping[str, type[Record]], known: Mapping[str, Record]
) -> Revision:
    """Read one JSON object as a new record, or, when its id is known, as a change to it."""
    content = dict(plain)
    entity = str(content.pop("entity", ""))
    if entity not in kinds:
        raise UnknownEntity(entity=entity, known=", ".join(kinds))
    kind = kinds[entity]
    before = known.get(str(content.get("id", "")).lower())
    if before is not None and isinstance(before, kind):
        return Revision(before, revised(before, content))
    values_from_plain(kind, content)
    return Revision(None, record_from_plain(kind, content))


def read_lines(lines: Iterable[str]) -> Iterator[dict[str, object]]:
    """Read one JSON object a line; blank lines are skipped."""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            plain = json.loads(line)
        except json.JSONDecodeError as problem:
            raise NotAnObject(line=number, problem=problem.msg) from None
        if not isinstance(plain, dict):
            raise NotAnObject(line=number, problem="an object in braces was expected")
        yield plain


def fill_with_demo(recording: Recording, database: Database, step: int) -> list[Applied]:
    """Enter the worked example up to a step, each part as one step of the history."""
    labels = (mark("Worked example: the passage"), mark("Worked example: what other records add"))
    return [
        applied
        for part, label in zip(DEMO_STEPS, labels, strict=True)
        if part <= step and (applied := _enter(recording, database, part, label))
    ]


def _enter(recording: Recording, database: Database, part: int, label: str) -> Applied | None:
    text = resource("demo", f"step{part}.jsonl").read_text(encoding="utf-8")
    plains = list(read_lines(text.splitlines()))
    with database.reading() as connection:
        loader = Loader(connection, database.schema)
        known = loader.any_of([str(plain["id"]) for plain in plains])
    revisions = _merged(plains, database, known)
    return recording.apply(label, revisions)


def _merged(
    plains: Iterable[Mapping[str, object]], database: Database, known: Mapping[str, Record]
) -> list[Revision]:
    """Read lines as revisions, a later line of the same id changing the earlier one."""
    made: dict[str, Revision] = {}
    for plain in plains:
        current = {**known, **{key: one.after for key, one in made.items()}}
        revision = revision_from_plain(plain, database.schema.by_name, current)
        record = revision.after
        made[record.id] = Revision(known.get(record.id), record)
    return list(made.values())


@dataclass(frozen=True, slots=True)
class Verified:
    """What a check found wrong, and what it can say about the history."""

    faults: list[Fault]
    said: list[Said]


def verify_folder(
    folder: Path,
    passphrase: str,
    progress: Progress | None = None,
    *,
    heads: Sequence[str] = (),
) -> Verified:
    """Open a vault and check it; a database too damaged to open is a finding too.

    Its history must go through the `heads`, as people wrote them down.
    """
    told = told_heads(heads)
    try:
        with Vault.open(folder, passphrase) as vault:
            return check(vault, progress, told=told)
    except DatabaseUnreadable as damage:
        return Verified([Fault(DATABASE, damage)], [])


def check(
    vault: Vault, progress: Progress | None = None, *, told: Sequence[OutsideHead] = ()
) -> Verified:
    """Check an open vault, and say what its history is."""
    faults = verify(vault, progress, told=told)
    return Verified(faults, [] if vault.read_only else list(custody_lines(vault)))


def verify(
    vault: Vault, progress: Progress | None = None, *, told: Sequence[OutsideHead] = ()
) -> list[Fault]:
    """Check the encryption of every page, the database's structure and the chain of the history.

    The chain must go through every head that is known outside: those `told`, those that were
    entered once, and that of the vault's last closing, whose pages are compared too.
    """
    report = (progress or Silent()).report
    database = vault.database
    found = [Fault(CIPHER, what) for what in database.cipher_check()]
    report(1, 4)
    found += [Fault(DATABASE, what) for what in database.quick_check()]
    report(2, 4)
    if found:
        return found  # a damaged file is not read further
    found += [Fault(IDENTITIES, what) for what in faults_of_closed(vault.folder, database)]
    if seal_contradicted(vault):
        found.append(Fault(DATABASE, _OTHER_PAGES))
    found += [Fault(HISTORY, what) for what in chain_faults(vault, told, lambda: report(2, 4))]
    with database.reading() as connection:
        history = History(connection, database.schema, database.audit_key)
        report(3, 4)
        found += [Fault(RECORD, one) for one in contradictions(connection, database, history)]
    found += [Fault(EVIDENCE, one.said) for one in evidence_findings(vault, progress)]
    report(4, 4)
    return found


def counts(database: Database) -> dict[str, int]:
    """Count the living records of each entity."""
    with database.reading() as connection:
        loader = Loader(connection, database.schema)
        return {kind.__name__: loader.count(kind) for kind in database.schema.records}
