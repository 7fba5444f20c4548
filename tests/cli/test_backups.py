"""Backups by command: made, listed, carried off, put back, and what damage left."""

import json

import pytest
from click.testing import CliRunner

from strikelog.cli import COMMANDS
from strikelog.storage.keys import KdfCost

PASSPHRASE = "lantern orchard pebble harbour"


@pytest.fixture
def run(tmp_path, monkeypatch):
    cheap = KdfCost(memory=8, passes=1, lanes=1)
    monkeypatch.setattr(KdfCost, "calibrated", classmethod(lambda _: cheap))

    def command(*words, lines=(), status=0):
        fed = "\n".join([PASSPHRASE, *map(json.dumps, lines)]) + "\n"
        done = CliRunner().invoke(COMMANDS, list(map(str, words)), input=fed)
        assert done.exit_code == status, (done.output, done.exception)
        return done.stderr if status else done.stdout

    return command


@pytest.fixture
def vault(run, tmp_path):
    place = tmp_path / "case.strikelog"
    run("new", place)
    run("record", place, lines=[{"entity": "Site", "name": f"Site {n}"} for n in range(12)])
    return place


def count(run, vault):
    return json.loads(run("count", vault, "Site", "--json"))["certain"]


def damage(vault, page):
    content = bytearray((vault / "vault.db").read_bytes())
    content[page * 4096 + 777] ^= 0x40
    (vault / "vault.db").write_bytes(content)


def test_a_backup_is_made_listed_and_put_back(run, vault):
    made = json.loads(run("backup", vault, "--json"))
    run("record", vault, lines=[{"entity": "Site", "name": "Later"}])
    assert (made["backup"], made["records"]["site"]) == (1, 12)

    assert json.loads(run("restore", vault, "1", "--json"))["kept"] == 2

    assert count(run, vault) == 12
    listed = json.loads(run("backup", vault, "--list", "--json"))
    assert [(one["backup"], one["why"]) for one in listed] == [(2, "restore"), (1, "asked")]
    assert "Before a restore" in run("backup", vault, "--list")


def test_a_copy_elsewhere_opens_and_is_restored_from(run, vault, tmp_path):
    (tmp_path / "stick").mkdir()
    copy = json.loads(run("backup", vault, tmp_path / "stick", "--json"))["copy"]
    assert count(run, copy) == 12
    damage(vault, 0)

    run("count", vault, "Site", status=3)
    run("restore", vault, copy)

    assert count(run, vault) == 12


def test_salvage_says_what_was_saved_and_exits_by_it(run, vault, tmp_path):
    damage(vault, 0)

    done = json.loads(run("salvage", vault, tmp_path / "saved", "--json"))

    assert (done["damaged"], done["records"]["Site"], done["lost"]) == (1, 12, {})
    assert count(run, tmp_path / "saved") == 12
    assert "Make" not in run("salvage", vault, tmp_path / "again")


def test_what_cannot_be_is_said_in_a_sentence(run, vault, tmp_path):
    unknown = run("restore", vault, "7", status=3)
    elsewhere = run("restore", vault, tmp_path / "nothing", status=3)
    no_vault = run("salvage", tmp_path / "nothing", tmp_path / "out", status=3)

    assert "7" in unknown
    assert "vault.keys" in elsewhere
    assert "nothing" in no_vault


def test_a_risky_place_is_refused_unless_meant(run, tmp_path):
    (tmp_path / "Dropbox").mkdir()

    run("new", tmp_path / "Dropbox" / "case", status=3)
    run("new", tmp_path / "Dropbox" / "case", "--anyway")

    assert (tmp_path / "Dropbox" / "case.strikelog" / "vault.db").is_file()
