"""A small file is the old one or the new one, whole, whatever fails on the way."""

import errno
import os
import stat

import pytest

from strikelog.storage import files
from strikelog.storage.files import DiskFull, FileNotWritten, sweep_unfinished, write_durably


@pytest.fixture
def target(tmp_path):
    path = tmp_path / "vault.keys"
    write_durably(path, b"old")
    return path


def failing(code):
    def fail(*_args, **_kwargs):
        raise OSError(code, os.strerror(code))

    return fail


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_the_new_content_replaces_the_old(target):
    write_durably(target, b"new" * 100_000)

    assert target.read_bytes() == b"new" * 100_000
    assert names(target.parent) == ["vault.keys"]


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights elsewhere")
def test_only_the_owner_may_read_it(target):
    assert stat.S_IMODE(target.stat().st_mode) == 0o600


def test_short_writes_are_continued(target, monkeypatch):
    whole_write = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: whole_write(handle, data[:7]))

    write_durably(target, bytes(range(256)))

    assert target.read_bytes() == bytes(range(256))


@pytest.mark.parametrize("step", ["open", "write", "fsync"])
@pytest.mark.parametrize("code", [errno.EIO, errno.EACCES, errno.EMFILE])
def test_a_refusal_leaves_the_old_file_and_nothing_else(target, monkeypatch, step, code):
    monkeypatch.setattr(os, step, failing(code))

    with pytest.raises(FileNotWritten, match=r"vault\.keys"):
        write_durably(target, b"new")

    monkeypatch.undo()
    assert target.read_bytes() == b"old"
    assert names(target.parent) == ["vault.keys"]


def test_a_full_disk_is_called_a_full_disk(target, monkeypatch):
    monkeypatch.setattr(os, "write", failing(errno.ENOSPC))

    with pytest.raises(DiskFull):
        write_durably(target, b"new")

    assert target.read_bytes() == b"old"


def test_an_interruption_leaves_the_old_file_and_nothing_else(target, monkeypatch):
    def interrupt(_handle):
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)

    with pytest.raises(KeyboardInterrupt):
        write_durably(target, b"new")

    assert target.read_bytes() == b"old"
    assert names(target.parent) == ["vault.keys"]


@pytest.mark.skipif(os.name == "nt", reason="Windows cannot sync folders")
def test_file_then_name_then_folder_are_made_durable_in_this_order(target, monkeypatch):
    happened = []
    fsync, replace = os.fsync, files.Path.replace

    def watched_fsync(handle):
        happened.append("folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "file")
        fsync(handle)

    def watched_replace(path, other):
        happened.append("rename")
        return replace(path, other)

    monkeypatch.setattr(os, "fsync", watched_fsync)
    monkeypatch.setattr(files.Path, "replace", watched_replace)

    write_durably(target, b"new")

    assert happened == ["file", "rename", "folder"]


def test_leftovers_of_interrupted_writes_are_swept_and_nothing_else(target):
    (target.parent / ".vault.keys.0a1b2c3d.unfinished").write_bytes(b"half")
    (target.parent / "notes.unfinished").write_bytes(b"somebody's")

    swept = sweep_unfinished(target.parent)

    assert swept == 1
    assert names(target.parent) == ["notes.unfinished", "vault.keys"]
