"""Stored files: whole or refused, whatever is done to them and whenever the power goes."""

import hashlib
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strikelog.storage import blobs as module
from strikelog.storage.blobs import (
    CHUNK,
    PART,
    BlobDamaged,
    BlobMissing,
    Blobs,
    FileNotRead,
    NoRoom,
    NotAFile,
    NotStored,
    all_files,
    check,
    pieces_of,
)

KEY = b"k" * 32
HEADER = 24
SIZES = (0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 3 * CHUNK + 77)


@pytest.fixture
def blobs(tmp_path):
    return Blobs(tmp_path / "blobs", KEY)


def content_of(size):
    return (b"0123456789abcdef" * (size // 16 + 1))[:size]


def stored(blobs, content, piece=CHUNK):
    pieces = (content[at : at + piece] for at in range(0, len(content), piece))
    with blobs.written(pieces) as made:
        pass
    return made


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("piece", [700_001, CHUNK, 5 * CHUNK])
def test_what_is_stored_comes_back(blobs, size, piece):
    content = content_of(size)

    made = stored(blobs, content, piece)

    assert b"".join(blobs.chunks(made.place)) == content
    assert (made.size, made.sha256) == (size, hashlib.sha256(content).hexdigest())
    assert check(blobs, made.place, made.sha256) is None
    assert [one.name for one in all_files(blobs.folder)] == [made.place]


def test_a_stored_file_tells_nothing_but_its_length(blobs):
    content = b"a witness " * 200_000

    first, second = stored(blobs, content), stored(blobs, content)

    packed = [(blobs.folder / one.place).read_bytes()[HEADER:] for one in (first, second)]
    assert first.place != second.place
    assert packed[0] != packed[1]
    assert b"witness" not in packed[0]
    assert first.sha256 not in first.place


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps rights otherwise")
def test_a_stored_file_is_its_owners_alone(blobs):
    made = stored(blobs, b"x")

    assert (blobs.folder / made.place).stat().st_mode & 0o777 == 0o600


@given(st.data())
def test_any_part_can_be_read(tmp_path_factory, data):
    blobs, place, content = _three_chunks(tmp_path_factory)
    offset = data.draw(st.integers(0, len(content) + 10))
    length = data.draw(st.integers(0, len(content)))

    with blobs.opened(place) as reader:
        assert reader.size == len(content)
        assert reader.read_at(offset, length) == content[offset : offset + length]


_MADE = []


def _three_chunks(tmp_path_factory):
    """Make one file for all examples of a property."""
    if not _MADE:
        blobs = Blobs(tmp_path_factory.mktemp("blobs"), KEY)
        content = os.urandom(2 * CHUNK + 1_000)
        _MADE.append((blobs, stored(blobs, content).place, content))
    return _MADE[0]


# -- damage --------------------------------------------------------------------------------------


@given(st.integers(0, HEADER + 2 * (CHUNK + 16) + 1_000 + 15), st.integers(1, 255))
def test_no_bit_can_be_changed_unnoticed(tmp_path_factory, at, change):
    blobs, place, content = _three_chunks(tmp_path_factory)
    path = blobs.folder / place
    with path.open("r+b") as file:
        file.seek(at)
        was = file.read(1)[0]
        file.seek(at)
        file.write(bytes([was ^ change]))
    try:
        assert str(check(blobs, place, hashlib.sha256(content).hexdigest())) == "damaged"
    finally:
        with path.open("r+b") as file:
            file.seek(at)
            file.write(bytes([was]))


def _cut(packed):
    return packed[:-1]


def _cut_a_chunk(packed):
    return packed[: HEADER + 2 * (CHUNK + 16)]


def _first_chunk_alone(packed):
    return packed[: HEADER + CHUNK + 16]


def _header_alone(packed):
    return packed[:HEADER]


def _chunks_swapped(packed):
    one, two = HEADER + CHUNK + 16, HEADER + 2 * (CHUNK + 16)
    return packed[:HEADER] + packed[one:two] + packed[HEADER:one] + packed[two:]


def _chunk_repeated(packed):
    one = HEADER + CHUNK + 16
    return packed[:one] + packed[HEADER:one] + packed[one:]


def _longer(packed):
    return packed + b"x"


def _zeros_at_the_end(packed):
    return packed + bytes(CHUNK + 16)


def _zeroed_sector(packed):
    return packed[: CHUNK // 2] + bytes(512) + packed[CHUNK // 2 + 512 :]


@pytest.mark.parametrize(
    "damage",
    [
        _cut,
        _cut_a_chunk,
        _first_chunk_alone,
        _header_alone,
        _chunks_swapped,
        _chunk_repeated,
        _longer,
        _zeros_at_the_end,
        _zeroed_sector,
        lambda packed: b"",
    ],
)
def test_damage_is_noticed(blobs, damage):
    made = stored(blobs, os.urandom(2 * CHUNK + 500))
    path = blobs.folder / made.place
    path.write_bytes(damage(path.read_bytes()))

    with pytest.raises(BlobDamaged):
        list(blobs.chunks(made.place))
    assert str(check(blobs, made.place, made.sha256)) == "damaged"


def test_a_file_in_the_place_of_another_is_noticed(blobs):
    one, two = stored(blobs, b"one"), stored(blobs, b"two")

    shutil.copy(blobs.folder / one.place, blobs.folder / two.place)

    assert str(check(blobs, two.place, one.sha256)) == "damaged"
    assert check(blobs, one.place, one.sha256) is None


def test_a_file_of_another_vault_does_not_open(blobs):
    made = stored(blobs, b"one")

    with pytest.raises(BlobDamaged):
        list(Blobs(blobs.folder, b"o" * 32).chunks(made.place))


def test_the_digest_of_other_content_does_not_pass(blobs):
    made = stored(blobs, b"one")

    assert str(check(blobs, made.place, "0" * 64)) == "other content"


@pytest.mark.parametrize("place", ["f" * 32, "", "../vault.db", "F" * 32, "f" * 31 + "/", "f" * 33])
def test_a_place_that_is_none_leads_nowhere(blobs, place):
    stored(blobs, b"x")

    with pytest.raises(BlobMissing):
        list(blobs.chunks(place))
    assert str(check(blobs, place, "0" * 64)) == "it is missing"


# -- half done -----------------------------------------------------------------------------------


class RowNotWritten(Exception):
    """The row was refused."""


def test_nothing_is_kept_when_the_row_is_not_written(blobs):
    with pytest.raises(RowNotWritten), blobs.written([b"x" * 3_000]):
        raise RowNotWritten

    assert list(blobs.folder.iterdir()) == []


def test_nothing_is_kept_of_a_file_that_ends_with_an_error(blobs):
    def pieces():
        yield b"x" * CHUNK
        raise FileNotRead(name="a", reason="gone")

    with pytest.raises(FileNotRead), blobs.written(pieces()):
        pass

    assert list(blobs.folder.iterdir()) == []


def test_until_the_row_is_written_the_file_bears_the_ending(blobs):
    with blobs.written([b"abc"]) as made:
        assert [one.name for one in blobs.folder.iterdir()] == [made.place + PART]
        assert b"".join(blobs.chunks(made.place)) == b"abc"

    assert [one.name for one in blobs.folder.iterdir()] == [made.place]


def test_what_a_sudden_end_left_is_finished_or_removed(blobs):
    named, orphan, settled = (stored(blobs, one) for one in (b"named", b"orphan", b"settled"))
    for made in (named, orphan):
        (blobs.folder / made.place).rename(blobs.folder / (made.place + PART))
    (blobs.folder / f"strange{PART}").write_text("not ours")

    removed = blobs.settle(lambda places: {named.place} & set(places))

    assert removed == [orphan.place]
    assert {one.name for one in blobs.folder.iterdir()} == {
        named.place, settled.place, f"strange{PART}"
    }  # fmt: skip
    assert b"".join(blobs.chunks(named.place)) == b"named"


def test_a_vault_open_for_reading_alone_settles_nothing(blobs):
    made = stored(blobs, b"x")
    (blobs.folder / made.place).rename(blobs.folder / (made.place + PART))

    assert Blobs(blobs.folder, KEY, read_only=True).settle(lambda places: set()) == []

    assert [one.name for one in blobs.folder.iterdir()] == [made.place + PART]


def test_a_file_is_thrown_away_after_its_row(blobs):
    made = stored(blobs, b"x")

    with blobs.thrown_away(made.place):
        assert (blobs.folder / (made.place + PART)).exists()

    assert list(blobs.folder.iterdir()) == []


def test_a_file_whose_row_stays_is_not_thrown_away(blobs):
    made = stored(blobs, b"x")

    with pytest.raises(RowNotWritten), blobs.thrown_away(made.place):
        raise RowNotWritten

    assert b"".join(blobs.chunks(made.place)) == b"x"


# -- the disk ------------------------------------------------------------------------------------


def test_a_full_disk_names_the_room_needed(blobs, monkeypatch):
    def full(handle, content):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(module, "write_all", full)

    with pytest.raises(NoRoom, match="about 1 MB"), blobs.written([b"x" * CHUNK]):
        pass
    assert list(blobs.folder.iterdir()) == []


@pytest.mark.parametrize("call", ["write_all", "sync_handle", "sync_folder", "open_new"])
def test_whatever_the_disk_refuses_is_said_and_nothing_is_kept(blobs, monkeypatch, call):
    def refused(*_):
        raise OSError(5, "Input/output error")

    stored(blobs, b"earlier")
    before = all_files(blobs.folder)
    monkeypatch.setattr(module, call, refused)

    with pytest.raises(NotStored, match="Input/output error"), blobs.written([b"x"]):
        pass
    assert all_files(blobs.folder) == before


def test_a_file_is_on_the_disk_before_its_row(blobs, monkeypatch):
    done = []
    for name in ("write_all", "sync_handle", "sync_folder"):
        real = getattr(module, name)

        def noted(*given, name=name, real=real):
            done.append(name)
            return real(*given)

        monkeypatch.setattr(module, name, noted)

    with blobs.written([b"x"]):
        done.append("row")

    assert done == ["write_all", "write_all", "sync_handle", "sync_folder", "row", "sync_folder"]


# -- what is taken in ----------------------------------------------------------------------------


def test_a_file_that_is_not_there_says_so(tmp_path):
    with pytest.raises(FileNotRead, match="“none”"):
        list(pieces_of(tmp_path / "none"))


def test_a_folder_is_no_file(tmp_path):
    with pytest.raises(NotAFile):
        list(pieces_of(tmp_path))


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such pipes")
def test_a_pipe_nobody_writes_to_does_not_hold_us_up(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    started = time.monotonic()

    with pytest.raises(NotAFile):
        list(pieces_of(tmp_path / "pipe"))

    assert time.monotonic() - started < 1


_TAKING_IN = """
import sys
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from strikelog.storage.blobs import CHUNK, Blobs
blobs = Blobs(Path(sys.argv[2]), b"k" * 32)
def pieces():
    for number in range(1_000_000):
        yield bytes(CHUNK)
        print(number, flush=True)
with blobs.written(pieces()):
    pass
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no kill -9")
def test_killed_half_way_it_leaves_nothing_after_the_next_start(blobs):
    source = str(Path(module.__file__).resolve().parents[2])
    command = [sys.executable, "-c", _TAKING_IN, source, str(blobs.folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as child:
        for _ in range(3):
            child.stdout.readline()
        child.send_signal(signal.SIGKILL)
        child.wait()
    left = list(blobs.folder.iterdir())

    removed = blobs.settle(lambda places: set())

    assert [one.suffix for one in left] == [PART]
    assert removed == [left[0].stem]
    assert list(blobs.folder.iterdir()) == []


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads the process's peak memory")
def test_a_large_file_needs_little_memory(tmp_path):
    source = str(Path(module.__file__).resolve().parents[2])
    code = f"""
import resource, sys
sys.path.insert(0, {source!r})
from pathlib import Path
from strikelog.storage.blobs import CHUNK, Blobs, check
blobs = Blobs(Path({str(tmp_path)!r}), b"k" * 32)
def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
with blobs.written([bytes(CHUNK)] * 2):
    before = peak()
with blobs.written(bytes(CHUNK) for _ in range(200)) as made:
    pass
assert check(blobs, made.place, made.sha256) is None
print(peak() - before)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    assert int(done.stdout) < 16 * 1024
