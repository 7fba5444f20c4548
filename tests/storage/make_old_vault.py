"""Makes the small vault that is kept of a released format: one record of every class."""

import sys
from dataclasses import replace
from pathlib import Path

from strikelog.domain.dates import FuzzyDate
from strikelog.domain.fields import Kind, fields_of
from strikelog.domain.records import RECORDS, Incident, Location
from strikelog.services.recording import Author, Recording
from strikelog.storage.keys import KdfCost
from strikelog.storage.vault import Vault

PASSPHRASE = "lantern orchard pebble"


def records():
    """Give one record of each class, named after it, the place and the incident in two scripts."""
    for kind in RECORDS:
        named = [key for key in kind.about.title if _is_line(kind, key)][:1]
        yield kind(**dict.fromkeys(named, f"Old {kind.__name__}"))
    yield Location(name="Kafr Nabl", name_local="كفر نبل", aliases=("Kafranbel",), level="5")
    yield Incident(title="Strike on a bakery", date_edtf=FuzzyDate.parse("2019-05-05/2019-05-06"))


def _is_line(kind, key):
    return any(field.key == key and field.kind is Kind.LINE for field in fields_of(kind))


def make(folder):
    """Make the vault, with an edit in its history."""
    cost = KdfCost(memory=8, passes=1, lanes=1)
    with Vault.create(folder, PASSPHRASE, cost=cost) as vault:
        recording = Recording(vault.database, Author("u01", "Field office"))
        applied = recording.add_all(records(), "Add")
        incident = next(one for one in applied.records if isinstance(one, Incident))
        recording.save(replace(incident, summary="Seen by two residents"), incident)
    (folder / "vault.lock").unlink()


if __name__ == "__main__":
    make(Path(sys.argv[1]))
