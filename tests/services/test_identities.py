"""Names are seen for five minutes, never without a note, and never anywhere else."""

import io
import logging
import subprocess
import sys
import zipfile
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdf
import pytest

from strikelog.domain import accesses
from strikelog.domain.dates import FuzzyDate
from strikelog.domain.errors import StrikelogError
from strikelog.domain.filter_text import parse_filter
from strikelog.domain.identities import Consent, SourceIdentity, VictimPerson
from strikelog.domain.records import Incident, Source
from strikelog.services.backups import Backups, Why
from strikelog.services.identities import (
    REST_SECONDS,
    Identities,
    IdentitiesClosed,
    IdentitiesOff,
    SamePassphrase,
    SecondPassphraseWeak,
)
from strikelog.services.recording import Author, Refused
from strikelog.services.safekeeping import verify
from strikelog.services.undoing import UndoStacks
from strikelog.services.workspace import Workspace
from strikelog.storage.identities import IDENTITY_DATABASE, WrongSecondPassphrase
from strikelog.storage.keys import KdfCost
from strikelog.storage.vault import Vault

SOURCE = Path(__file__).parents[2] / "src"
CHEAP = KdfCost(memory=64, passes=1, lanes=1)
FIRST = "anchor basket candle dragon engine falcon"
SECOND = "footnote sullen tag earwig moody plasma"
NAME, LOCAL, CONTACT = "Canaria Namewitness", "كناريا شاهدة", "through the Canaryphone bakery"
CANARIES = (NAME, "Namewitness", LOCAL, CONTACT, "Canaryphone")


class Seconds:
    """A stopwatch that stands still until it is moved."""

    def __init__(self):
        self.at = 1000.0

    def __call__(self):
        return self.at

    def pass_by(self, seconds):
        self.at += seconds


@pytest.fixture
def seconds():
    return Seconds()


@pytest.fixture
def work(tmp_path):
    """A workspace with one incident and one confidential source."""
    vault = Vault.create(tmp_path / "case", FIRST, cost=CHEAP)
    with closing(Workspace.over(vault)) as opened:
        opened.recording.save(a_strike())
        opened.recording.save(Source(title="Source K-7", access="confidential", language="ar"))
        yield opened


@pytest.fixture
def people(work, seconds):
    """Identities that are on and open."""
    made = Identities(work.vault, Author("u07"), seconds=seconds, cost=CHEAP)
    made.turn_on(SECOND)
    yield made
    made.close()


def a_strike():
    return Incident(
        title="Strike on a market",
        ref="IDL-1",
        date_edtf=FuzzyDate.parse("2019-11-06"),
        workflow="reviewed",
    )


def incident_of(work):
    return work.finding.all(Incident)[0]


def a_victim(work, **values):
    given = {
        "incident_id": incident_of(work).id,
        "pseudonym": "P-001",
        "name": NAME,
        "name_local": LOCAL,
        "age_sex": "woman",
        "outcome": "injured",
    }
    return VictimPerson(**{**given, **values})


def an_identity(work):
    source = work.finding.all(Source)[0]
    return SourceIdentity(source_id=source.id, name=NAME, contact=CONTACT)


def notes(work):
    """The labels of the steps that only note something, oldest first."""
    steps = reversed(work.vault.database.recent_steps(1000))
    return [step["label"] for step in steps if step["label"] in accesses.ACCESS_LABELS]


def faults(work):
    return verify(work.vault)


# -- on and off, open and closed


def test_identities_are_off_until_the_project_turns_them_on(work, seconds):
    people = Identities(work.vault, Author(), seconds=seconds, cost=CHEAP)

    assert not people.is_on
    with pytest.raises(IdentitiesOff):
        people.unlock(SECOND)
    with pytest.raises(IdentitiesOff):
        people.consents()
    assert not (work.vault.folder / IDENTITY_DATABASE).exists()


def test_opening_the_vault_opens_no_names(work, people):
    people.close()
    folder = work.vault.folder
    work.close()

    with closing(Workspace.open(folder, FIRST)) as again:
        assert again.identities.is_on
        assert again.identities.seconds_left == 0
        with pytest.raises(IdentitiesClosed):
            again.identities.consents()


@pytest.mark.parametrize("weak", ["hospital", "password 123", ""])
def test_a_second_passphrase_that_is_easily_guessed_is_refused(work, seconds, weak):
    people = Identities(work.vault, Author(), seconds=seconds, cost=CHEAP)

    with pytest.raises(SecondPassphraseWeak):
        people.turn_on(weak)
    assert not people.is_on


def test_the_second_passphrase_differs_from_the_first(work, seconds):
    people = Identities(work.vault, Author(), seconds=seconds, cost=CHEAP)

    with pytest.raises(SamePassphrase):
        people.turn_on(FIRST)
    assert not people.is_on


def test_the_passphrase_of_the_vault_opens_no_names(work, people):
    people.close()

    with pytest.raises(WrongSecondPassphrase):
        people.unlock(FIRST)


def test_the_store_closes_five_minutes_after_the_last_use(people, seconds):
    seconds.pass_by(REST_SECONDS - 1)
    assert people.consents() == []

    seconds.pass_by(REST_SECONDS - 1)
    assert people.seconds_left == 1
    seconds.pass_by(1)

    with pytest.raises(IdentitiesClosed):
        people.consents()


def test_typing_counts_as_use(people, seconds):
    seconds.pass_by(200)

    people.touch()

    assert people.seconds_left == REST_SECONDS


def test_a_touch_does_not_open_what_is_over(people, seconds):
    seconds.pass_by(REST_SECONDS)

    people.touch()

    assert people.seconds_left == 0
    assert people.close_if_idle()
    assert not people.close_if_idle()


def test_closing_lets_the_keys_go(people):
    people.close()

    assert people._store is None
    assert people._recording is None


def test_closing_the_workspace_closes_the_names(tmp_path):
    vault = Vault.create(tmp_path / "case", FIRST, cost=CHEAP)
    work = Workspace.over(vault)
    work.identities._cost = CHEAP
    work.identities.turn_on(SECOND)

    work.close()

    assert work.identities.seconds_left == 0
    assert not (vault.folder / f"{IDENTITY_DATABASE}-wal").exists()


def test_a_recovery_key_opens_too_however_it_is_typed(people):
    key = people.make_paper_key()
    people.close()

    people.unlock(key.replace(" ", "-"))

    assert people.seconds_left > 0


def test_a_new_second_passphrase_takes_the_place_of_the_old(people):
    new = "unthread unlaced slacks reproach thicket pouch"
    people.change_passphrase(SECOND, new)
    people.close()

    people.unlock(new)
    people.close()
    with pytest.raises(WrongSecondPassphrase):
        people.unlock(SECOND)


# -- what the history of the vault says


def test_every_look_is_noted_in_the_history_of_the_vault(work, people):
    person = people.save(a_victim(work)).record
    people.read(VictimPerson, person.id)
    people.close()
    with pytest.raises(WrongSecondPassphrase):
        people.unlock("not these words")
    people.unlock(SECOND)

    assert notes(work) == [
        accesses.TURNED_ON,
        accesses.READ,
        accesses.CLOSED,
        accesses.REFUSED,
        accesses.OPENED,
    ]


def test_a_reading_names_class_and_id_and_whoever_read(work, people):
    person = people.save(a_victim(work)).record

    people.read(VictimPerson, person.id)

    entry = work.finding.history(person.id)[-1]
    assert (entry.entity, entry.record_id, entry.actor) == ("VictimPerson", person.id, "u07")
    assert entry.changes == {}


def test_closing_by_time_is_noted_too(work, people, seconds):
    seconds.pass_by(REST_SECONDS)

    people.close_if_idle()

    assert notes(work)[-1] == accesses.CLOSED


def test_what_cannot_be_noted_is_not_shown(work, people, monkeypatch):
    person = people.save(a_victim(work)).record
    monkeypatch.setattr(work.vault.database, "read_only", True)

    with pytest.raises(StrikelogError):
        people.read(VictimPerson, person.id)
    monkeypatch.undo()


def test_notes_leave_the_chain_of_the_vault_whole(work, people):
    person = people.save(a_victim(work)).record
    people.read(VictimPerson, person.id)
    people.close()

    assert faults(work) == []


def test_notes_are_nothing_to_undo(work, people):
    people.close()

    assert UndoStacks(work.vault.database).undo_label == "New source"


# -- verifying


def test_verify_checks_the_open_store(work, people):
    people.save(a_victim(work))

    assert people.faults() == []


def test_verify_finds_an_older_store_put_back(work, people):
    people.close()
    path = work.vault.folder / IDENTITY_DATABASE
    older = path.read_bytes()
    people.unlock(SECOND)
    people.save(a_victim(work))
    people.close()
    assert faults(work) == []
    path.write_bytes(older)

    assert [one.part for one in faults(work)] == ["identities"]


def test_verify_finds_the_older_store_when_it_is_open(work, people):
    people.save(a_victim(work))
    people.close()
    path = work.vault.folder / IDENTITY_DATABASE
    older = path.read_bytes()
    people.unlock(SECOND)
    people.save(a_victim(work, pseudonym="P-002"))
    people.close()
    path.write_bytes(older)
    before = people._store

    people.unlock(SECOND)

    assert before is None
    assert people.is_older_copy
    (fault,) = people.faults()
    assert str(fault) == "the store is older than the vault remembers it"
    assert notes(work)[-1] == accesses.OPENED_OLDER


# -- writing


def test_a_pseudonym_that_tells_the_name_is_not_kept(work, people):
    with pytest.raises(Refused):
        people.save(a_victim(work, pseudonym="Canaria"))
    assert people.masks.all() == []


def test_rules_see_the_consent_a_person_names(work, people):
    consent = Consent(
        subject_code="P-001",
        obtained_on=date(2020, 1, 1),
        method="written",
        uses=("publish_named",),
    )
    people.save(consent)
    person = a_victim(work, consent_id=consent.id, publish_name=True)

    assert "E23" not in {one.code for one in people.check(person)}
    assert "E23" in {one.code for one in people.check(replace(person, consent_id=None))}


def test_the_last_change_can_be_undone_while_the_store_is_open(work, people):
    person = people.save(a_victim(work)).record
    people.close_step()
    people.save(replace(person, name="Another"), person)

    people.undo()

    assert people.get(VictimPerson, person.id).name == NAME


def test_undo_reaches_back_to_the_opening_and_no_further(work, people):
    people.save(a_victim(work))
    people.close()
    people.unlock(SECOND)

    assert not people.can_undo
    assert people.undo() is None


def test_removing_takes_the_mask_away_and_undo_brings_it_back(work, people):
    person = people.save(a_victim(work)).record

    people.remove(person)
    assert people.masks.all() == []
    people.undo()

    assert [one.pseudonym for one in people.masks.all()] == ["P-001"]


def test_masks_are_seen_while_the_store_is_closed(work, people):
    person = people.save(a_victim(work)).record
    people.save(a_victim(work, pseudonym="P-002", incident_id=person.id))
    people.close()

    masks = people.masks.of_incident(incident_of(work).id)

    assert [(one.pseudonym, one.age_sex, one.outcome) for one in masks] == [
        ("P-001", "woman", "injured")
    ]
    assert people.masks.next_pseudonym() == "P-003"


def test_an_opening_brings_the_masks_in_line(work, people):
    person = people.save(a_victim(work)).record
    work.vault.database.remember(f"identities.mask.{person.id}", None)
    people.close()
    people = Identities(work.vault, Author("u07"), cost=CHEAP)

    people.unlock(SECOND)
    people.close()

    assert len(people.masks.all()) == 1


def test_the_identity_of_a_source_is_found_by_the_source(work, people):
    identity = people.save(an_identity(work)).record

    assert people.source_identity(identity.source_id).name == NAME
    assert people.source_identity("someone") is None
    assert notes(work).count(accesses.READ) == 1


def test_lists_of_consents_leave_wishes_out(people):
    people.save(Consent(subject_code="P-001", note=CONTACT))

    assert [(one.subject_code, one.note) for one in people.consents()] == [("P-001", None)]


# -- names never appear anywhere else


def dump_of(database):
    """Everything a database holds, decrypted."""
    with database.reading() as connection:
        tables = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type='table'")
        rows = [
            row
            for (name,) in tables.fetchall()
            for row in connection.exec_driver_sql(f'SELECT * FROM "{name}"').fetchall()
        ]
    return "\n".join(repr(row) for row in rows)


def text_of_workbook(path):
    with zipfile.ZipFile(path) as parts:
        return "\n".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())


def text_of_pdf(path):
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(path).pages)


def found_by(work, text):
    where = parse_filter(text, Incident)
    return "\n".join(repr(one) for one in work.finding.all(Incident, where))


def everything_that_leaves(work, folder, log):
    """What the vault holds and every way out writes, as one text a place."""
    incident, source = incident_of(work), work.finding.all(Source)[0]
    work.exporting.export(folder / "all.xlsx")
    work.briefings.make(folder / "briefing.pdf")
    work.briefings.dossier(folder / "dossier.pdf", incident.id)
    work.briefings.sheet(folder / "source.pdf", source)
    choices = work.finding.choices(("Incident", "Source"), "")
    return {
        "vault": dump_of(work.vault.database),
        "workbook": text_of_workbook(folder / "all.xlsx"),
        "briefing": text_of_pdf(folder / "briefing.pdf"),
        "dossier": text_of_pdf(folder / "dossier.pdf"),
        "sheet": text_of_pdf(folder / "source.pdf"),
        "choices": "\n".join(map(repr, choices)),
        "search": found_by(work, "namewitness"),
        "log": log.getvalue(),
    }


def hits(places):
    return sorted(place for place, text in places.items() if any(one in text for one in CANARIES))


@pytest.fixture
def log():
    """Everything that is logged, at any level."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    root = logging.getLogger()
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield written
    root.removeHandler(handler)
    root.setLevel(before)


def whole_round(work, people, seconds):
    """Record people, look at them, change, remove, undo, mistype, run out of time."""
    person = people.save(a_victim(work)).record
    people.save(an_identity(work))
    people.save(Consent(subject_code="P-001", note=CONTACT))
    person = people.save(replace(people.read(VictimPerson, person.id), cause=NAME), person).record
    people.remove(person)
    people.undo()
    with pytest.raises(Refused):
        people.save(replace(person, pseudonym=NAME), person)
    people.close()
    with pytest.raises(WrongSecondPassphrase):
        people.unlock("canary words that do not open")
    people.unlock(SECOND)
    seconds.pass_by(REST_SECONDS)
    people.close_if_idle()


def test_names_are_in_the_store_and_nowhere_else(work, people, seconds, tmp_path, log):
    whole_round(work, people, seconds)

    assert hits(everything_that_leaves(work, tmp_path, log)) == []
    people.unlock(SECOND)
    assert NAME in dump_of(people._store.database)


def test_names_typed_into_a_record_are_found_by_the_same_search(work, tmp_path, log):
    incident, source = incident_of(work), work.finding.all(Source)[0]
    work.recording.save(replace(incident, title=NAME, summary=NAME), incident)
    work.recording.save(replace(source, title=NAME, access="public"), source)
    logging.getLogger("strikelog").info(NAME)

    places = everything_that_leaves(work, tmp_path, log)

    assert hits(places) == sorted(places)


def test_no_file_of_the_vault_holds_a_name_in_clear(work, people, seconds):
    whole_round(work, people, seconds)
    spelled = [one.encode(coding) for one in CANARIES for coding in ("utf-8", "utf-16-le")]

    files = [path for path in work.vault.folder.rglob("*") if path.is_file()]

    assert len(files) >= 6
    assert [f.name for f in files if any(one in f.read_bytes() for one in spelled)] == []


def test_errors_about_people_name_nobody(work, people):
    with pytest.raises(Refused) as refused:
        people.save(a_victim(work, pseudonym=NAME))

    assert not any(one in str(refused.value).replace(f"“{NAME}”", "") for one in CANARIES)


def test_a_record_of_the_store_cannot_be_printed(work, people, tmp_path):
    person = people.save(a_victim(work)).record

    with pytest.raises(StrikelogError):
        work.briefings.sheet(tmp_path / "person.pdf", person)
    assert not (tmp_path / "person.pdf").exists()


_LOADED = """
import importlib, sys
for name in {names!r}:
    importlib.import_module(name)
print(*(name for name in sys.modules if "identities" in name or name.endswith(".masks")))
"""


@pytest.mark.parametrize(
    ("names", "is_reached"),
    [
        (
            (
                *("strikelog.services.exporting", "strikelog.services.briefings"),
                *("strikelog.services.finding", "strikelog.exchange.writing"),
                *("strikelog.exchange.sheets", "strikelog.exchange.flat"),
                *("strikelog.briefing.document", "strikelog.briefing.dossier"),
                "strikelog.briefing.record_sheet",
            ),
            False,
        ),
        (("strikelog.services.workspace",), True),
    ],
)
def test_what_writes_files_for_others_never_loads_the_store(names, is_reached):
    code = _LOADED.format(names=names)

    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=SOURCE, capture_output=True, text=True, check=True)

    assert bool(done.stdout.split()) is is_reached


# -- together with backups


@pytest.mark.parametrize("is_open", [True, False])
def test_a_backup_brings_names_back_under_the_same_second_passphrase(work, people, is_open):
    person = people.save(a_victim(work)).record
    if not is_open:
        people.close()
    made = Backups(work.vault).make(Why.ASKED)
    people.close()
    folder = work.vault.folder
    (folder / IDENTITY_DATABASE).unlink()
    Backups(work.vault).restore(made.counter)
    work.close()

    with closing(Workspace.open(folder, FIRST)) as again:
        again.identities.unlock(SECOND)
        assert again.identities.read(VictimPerson, person.id).name == NAME
        assert again.identities.faults() == []
