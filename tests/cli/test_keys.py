"""Keys, office, travel and erasing from the command line; secrets only over file descriptors."""

import os

import pytest
from click.testing import CliRunner

from strikelog.cli import COMMANDS
from strikelog.domain.passphrases import generate
from strikelog.storage.keys import KdfCost
from strikelog.storage.vault import Vault

from .conftest import CHEAP, PASSPHRASE

OTHER = generate()
LEAST = KdfCost(memory=64, passes=1, lanes=1)


@pytest.fixture(autouse=True)
def cheap(monkeypatch):
    monkeypatch.setattr(KdfCost, "calibrated", classmethod(lambda cls: LEAST))


@pytest.fixture
def with_new(strikelog):
    """Run a command that takes a second, new passphrase."""

    def run(*arguments, new=OTHER, **named):
        reading, writing = os.pipe()
        os.write(writing, new.encode() + b"\n")
        os.close(writing)
        try:
            return strikelog(*arguments, "--new-passphrase-fd", reading, **named)
        finally:
            os.close(reading)

    return run


def opens(folder, secret):
    Vault.open(folder, secret).close()
    return True


def test_the_ways_in_are_listed(as_json, empty_vault):
    (way,) = as_json("keys", empty_vault, "list")

    assert (way["kind"], way["office"], way["memory_mib"]) == (
        "passphrase",
        None,
        CHEAP.memory // 1024,
    )
    assert len(way["slot"]) == 8


def test_a_passphrase_is_changed(with_new, strikelog, empty_vault):
    assert with_new("keys", empty_vault, "change").exit_code == 0

    assert opens(empty_vault, OTHER)
    assert strikelog("keys", empty_vault, "list").exit_code == 3


def test_the_data_key_is_exchanged(with_new, empty_vault):
    before = (empty_vault / "vault.db").read_bytes()[:16]

    result = with_new("keys", empty_vault, "exchange")

    assert result.exit_code == 0, result.output
    assert opens(empty_vault, OTHER)
    assert (empty_vault / "vault.db").read_bytes()[:16] != before


def test_a_weak_one_is_refused(with_new, empty_vault):
    result = with_new("keys", empty_vault, "change", new="hospital 2019")

    assert result.exit_code == 3
    assert "too easy to guess" in result.stderr
    assert opens(empty_vault, PASSPHRASE)


def test_a_way_in_is_added_and_removed(with_new, as_json, strikelog, empty_vault):
    with_new("keys", empty_vault, "add", "--kind", "passphrase")
    first, second = as_json("keys", empty_vault, "list")

    assert opens(empty_vault, OTHER)
    assert strikelog("keys", empty_vault, "remove", "--slot", second["slot"]).exit_code == 0
    assert as_json("keys", empty_vault, "list") == [first]
    last = strikelog("keys", empty_vault, "remove", "--slot", first["slot"])
    assert last.exit_code == 3
    assert "last passphrase" in last.stderr


def test_a_recovery_sheet_is_written(as_json, empty_vault, tmp_path):
    sheet = tmp_path / "sheet.pdf"

    ways = as_json("keys", empty_vault, "add", "--kind", "recovery", "--sheet", sheet)

    assert [way["kind"] for way in ways] == ["passphrase", "recovery"]
    assert sheet.read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(
    "arguments",
    [
        ("add",),
        ("add", "--kind", "recovery"),
        ("add", "--kind", "office"),
        ("remove",),
        ("open",),
        ("list", "--passphrase", "words"),
    ],
)
def test_what_is_missing_or_unknown_is_a_matter_of_usage(strikelog, empty_vault, arguments):
    assert strikelog("keys", empty_vault, *arguments).exit_code == 2


def test_the_road_from_invitation_to_erasing(strikelog, as_json, demo_vault, tmp_path):
    key, invitation = tmp_path / "north.strikelog-office", tmp_path / "north.invitation"
    package, theirs = tmp_path / "field.strikelog-sealed", tmp_path / "theirs.strikelog"

    made = strikelog("office", "new", key, "--name", "North", passphrase=OTHER)
    assert made.exit_code == 0, made.output
    strikelog("office", "invite", key, invitation, passphrase=OTHER)
    ways = as_json("keys", demo_vault, "add", "--kind", "office", "--invitation", invitation)
    assert ways[1]["office"] == "North"
    sealed = as_json("seal", demo_vault, package, "--invitation", invitation)
    got = strikelog("office", "receive", key, package, theirs, "--json", passphrase=OTHER)
    assert got.exit_code == 0, got.output
    received = __import__("json").loads(got.stdout)
    assert received["head"] == sealed["head"]

    answer = as_json("receipt", demo_vault, *received["receipt"].split())
    assert answer["may_erase"] is True
    erased = CliRunner().invoke(COMMANDS, ["erase", str(demo_vault)], input="demo\n")
    assert erased.exit_code == 0, erased.output
    assert not demo_vault.exists()
    assert opens(theirs, PASSPHRASE)


def test_an_office_lets_itself_in_with_a_new_passphrase(with_new, strikelog, as_json, empty_vault):
    key, invitation = empty_vault.parent / "k", empty_vault.parent / "i"
    strikelog("office", "new", key, "--name", "North", passphrase=OTHER)
    strikelog("office", "invite", key, invitation, passphrase=OTHER)
    as_json("keys", empty_vault, "add", "--kind", "office", "--invitation", invitation)
    third = generate()

    result = with_new("office", "keys", key, empty_vault, new=third, passphrase=OTHER)

    assert result.exit_code == 0, result.output
    assert opens(empty_vault, third)


def test_erasing_asks_for_the_name(empty_vault):
    result = CliRunner().invoke(COMMANDS, ["erase", str(empty_vault)], input="other\n")

    assert result.exit_code == 3
    assert opens(empty_vault, PASSPHRASE)
