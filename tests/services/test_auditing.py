"""Heads go out, come back, and are looked for ever after."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from strikelog.domain.headwords import ChainHead, HeadNotUnderstood
from strikelog.domain.records import Site
from strikelog.services.auditing import (
    backup_heads,
    chain_head,
    check_head,
    clock_jumps,
    custody_lines,
    head_words,
    note_restored,
    note_shown,
    outgoing,
    told_heads,
)
from strikelog.services.backups import Why
from strikelog.services.recording import Author, Recording
from strikelog.services.safekeeping import verify
from strikelog.services.workspace import Workspace
from strikelog.storage.history import History
from strikelog.storage.keys import KdfCost
from strikelog.storage.vault import Vault
from strikelog.storage.witnesses import Signature, Witnesses

NOON = datetime(2024, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def vault(tmp_path):
    with Vault.throwaway(tmp_path) as made:
        write(made, 3)
        yield made


def write(vault, times, clock=None):
    recording = Recording(vault.database, Author("u07"), *([clock] if clock else []))
    site = recording.save(Site(name="Bakery")).record
    for number in range(1, times):
        site = recording.save(replace(site, note=f"seen {number}"), site).record


def signatures(vault):
    with vault.database.reading() as connection:
        return list(
            Witnesses(connection, vault.database.schema, vault.database.audit_key).signatures()
        )


def faults(vault, *heads):
    return [str(one.what) for one in verify(vault, told=told_heads(heads))]


def cut(vault, size):
    """Take the end of the history away, with the signatures over it."""
    with vault.database.writing() as connection:
        for name in ("history", "signature"):
            connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {name}_no_delete")
        connection.exec_driver_sql(f"DELETE FROM history WHERE seq > {size}")
        connection.exec_driver_sql(f"DELETE FROM signature WHERE size > {size}")


def test_a_head_that_went_out_is_part_of_the_history_ever_after(vault):
    words = head_words(vault.database)
    write(vault, 5)

    answer = check_head(vault.database, words)

    assert (answer.stands, answer.head.size, answer.size) == (True, 3, 8)


def test_a_head_of_another_history_is_not(vault):
    other = str(ChainHead(2, "ab" * 32))

    assert not check_head(vault.database, other).stands
    assert faults(vault, other) == [
        f"the head “{other}” (entered by hand) is not part of it: something was put back"
    ]


def test_a_head_that_was_entered_is_looked_for_ever_after(vault):
    check_head(vault.database, head_words(vault.database))
    cut(vault, 2)

    assert any("entered by hand" in one for one in faults(vault))


def test_without_anyone_who_holds_a_head_the_chain_alone_sees_no_cut(vault):
    cut(vault, 2)

    with vault.database.reading() as connection:
        history = History(connection, vault.database.schema, vault.database.audit_key)
        assert list(history.faults()) == []


def test_what_is_no_head_is_refused_before_anything_is_read():
    with pytest.raises(HeadNotUnderstood):
        told_heads(["abacus 9"])


def test_each_hundred_is_signed(vault):
    write(vault, 250)

    assert [one.head.size for one in signatures(vault)] == [100, 200]
    assert all(one.is_authentic() for one in signatures(vault))
    assert faults(vault) == []


def test_a_signature_taken_away_is_missed(vault):
    write(vault, 250)
    with vault.database.writing() as connection:
        connection.exec_driver_sql("DROP TRIGGER signature_no_delete")
        connection.exec_driver_sql("DELETE FROM signature WHERE size = 200")

    assert faults(vault) == ["the newest 153 entries are not signed"]


def test_signing_twice_what_did_not_change_writes_one_signature(vault):
    first, second = outgoing(vault.database), outgoing(vault.database)

    assert first == second
    assert len(signatures(vault)) == 1


def test_what_goes_out_is_signed_by_this_device(vault):
    sent = outgoing(vault.database)

    signed = Signature.read(sent.signature)
    assert signed.is_authentic()
    assert signed.head == chain_head(vault.database)
    assert sent.text == str(signed.head)


def test_an_empty_history_sends_nothing_out(tmp_path):
    with Vault.throwaway(tmp_path) as empty:
        assert outgoing(empty.database).plain == {}


def test_a_file_of_ours_that_comes_back_is_a_witness(vault):
    meta = outgoing(vault.database).plain
    write(vault, 2)

    assert note_shown(vault.database, meta, "case.xlsx")
    cut(vault, 2)
    assert any("case.xlsx" in one for one in faults(vault))


@pytest.mark.parametrize(
    "change",
    [
        {"chain_start": "0" * 16},
        {"chain_signature": ""},
        {"chain_signature": "3|ab|2024-03-01T12:00:00+00:00|export|d|00|00"},
    ],
    ids=["another history", "unsigned", "forged"],
)
def test_a_head_that_nobody_here_signed_is_no_witness(vault, change):
    meta = outgoing(vault.database).plain | change

    assert not note_shown(vault.database, meta, "case.xlsx")
    assert faults(vault) == []


def test_the_heads_of_backups_are_looked_for(tmp_path):
    cheap = KdfCost(memory=8, passes=1, lanes=1)
    with Vault.create(tmp_path / "case", "lantern orchard pebble", cost=cheap) as vault:
        workspace = Workspace.over(vault)
        write(vault, 3)
        workspace.backups.make(Why.ASKED)
        held = backup_heads(vault)
        cut(vault, 2)

        assert [one.head.size for one in held] == [3]
        assert any("backup 1" in one for one in faults(vault))


def test_a_backup_restored_by_the_program_explains_what_is_gone(vault):
    left = chain_head(vault.database)
    words = head_words(vault.database)
    cut(vault, 2)
    note_restored(vault.database, left)

    assert not any("put back" in one for one in faults(vault, words))
    assert any("entries 3 to 3 were given up" in one.sentence() for one in custody_lines(vault))


def ticking(*minutes):
    moments = iter([NOON + timedelta(minutes=one) for one in minutes for _ in range(2)])
    return lambda: next(moments)


def test_a_clock_that_was_set_is_found_in_the_history(tmp_path):
    with Vault.throwaway(tmp_path) as vault:
        write(vault, 3, ticking(0, 60, 60))

        (jump,) = clock_jumps(vault.database)

    assert jump.step == 2
    assert abs(jump.by - timedelta(minutes=60)) < timedelta(seconds=5)


def test_a_clock_that_ran_right_has_no_jumps(vault):
    assert clock_jumps(vault.database) == []
