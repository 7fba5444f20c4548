"""A vault knows whether it is as it was closed; what merely broke off is not called tampering."""

import shutil

import pytest

from strikelog.domain.headwords import ChainHead
from strikelog.domain.records import Site
from strikelog.services.auditing import chain_head
from strikelog.services.recording import Author, Recording
from strikelog.services.safekeeping import verify
from strikelog.storage import closure
from strikelog.storage.closure import SEAL_FILE, Seal, page_digest, read_seal, write_seal
from strikelog.storage.keys import KdfCost
from strikelog.storage.vault import DATABASE_FILE, Vault

PASSPHRASE = "lantern orchard pebble"


@pytest.fixture
def place(tmp_path):
    folder = tmp_path / "case.strikelog"
    with Vault.create(folder, PASSPHRASE, cost=KdfCost(memory=8, passes=1, lanes=1)) as vault:
        add(vault, "Bakery")
    return folder


def add(vault, name):
    Recording(vault.database, Author("u07")).save(Site(name=name))


def opened(place):
    return Vault.open(place, PASSPHRASE)


def seal_of(place):
    with opened(place) as vault:
        return vault.opening.seal


def findings(place):
    with opened(place) as vault:
        return [str(one.what) for one in verify(vault)]


def test_closing_seals_the_head_and_the_pages(place):
    with opened(place) as vault:
        head, seal = chain_head(vault.database), vault.opening.seal

    assert seal.head == head
    assert seal.pages == page_digest(place / DATABASE_FILE)


def test_an_untouched_vault_is_as_it_was_closed(place):
    assert findings(place) == []
    assert findings(place) == []


def test_an_older_file_put_back_is_found(place, tmp_path):
    shutil.copy(place / DATABASE_FILE, tmp_path / "older.db")
    with opened(place) as vault:
        add(vault, "Market")
    shutil.copy(tmp_path / "older.db", place / DATABASE_FILE)

    found = findings(place)

    assert "its pages are not those of when it was last closed" in found
    assert any("something was put back" in one for one in found)


def test_a_session_that_broke_off_is_not_called_tampering(place, tmp_path):
    with opened(place) as vault:
        add(vault, "Market")
        shutil.copytree(place, tmp_path / "broken.strikelog")

    assert findings(tmp_path / "broken.strikelog") == []


def test_while_it_is_open_the_seal_names_no_pages(place):
    with opened(place) as vault:
        during = read_seal(place, vault.database.audit_key)

    assert during.pages == ""
    assert during.head.size == 1


def test_a_seal_says_nothing_to_who_lacks_the_key(place):
    assert read_seal(place, b"another key" * 3) is None
    assert b"size" not in (place / SEAL_FILE).read_bytes()


def test_a_damaged_seal_is_no_seal(place):
    (place / SEAL_FILE).write_bytes(b"rubbish")

    assert seal_of(place) is None
    assert findings(place) == []


def test_a_seal_is_read_as_it_was_written(tmp_path):
    seal = Seal(ChainHead(12, "ab" * 32), "cd" * 32)

    write_seal(tmp_path, b"k" * 32, seal)

    assert read_seal(tmp_path, b"k" * 32) == seal


def test_a_file_that_was_only_read_is_not_read_once_more(place, monkeypatch):
    before = seal_of(place)
    monkeypatch.setattr(closure, "page_digest", lambda database: "read once more")

    with opened(place):
        pass

    assert seal_of(place) == before


def test_a_file_that_was_written_to_is(place):
    before = seal_of(place)

    with opened(place) as vault:
        add(vault, "Market")

    assert seal_of(place).pages not in ("", before.pages)
    assert findings(place) == []
