"""Machines have a code within one vault alone, and a clock that nobody can set."""

from strikelog.storage import device
from strikelog.storage.device import device_code
from strikelog.storage.ticking import session, ticks


def test_a_machine_keeps_its_code_within_a_vault():
    assert device_code(b"one vault") == device_code(b"one vault")


def test_its_code_says_nothing_in_another_vault():
    assert device_code(b"one vault") != device_code(b"another vault")


def test_two_machines_have_two_codes(monkeypatch):
    here = device_code(b"one vault")
    monkeypatch.setattr(device, "_system_identity", lambda: b"another machine")

    assert device_code(b"one vault") != here


def test_a_machine_without_a_name_of_its_own_still_has_a_code(monkeypatch):
    monkeypatch.setattr(device, "_system_identity", lambda: b"")

    assert len(device_code(b"one vault")) == 8


def test_ticks_only_grow():
    first = ticks()

    assert ticks() >= first > 0


def test_one_run_of_the_program_is_one_session():
    assert session() == session()
    assert len(session()) == 8
