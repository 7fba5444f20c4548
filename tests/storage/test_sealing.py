"""A sealed package opens for one office, whole or not at all, and comes back as the same vault."""

import struct
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from strikelog.storage import sealing
from strikelog.storage.migrations import FileIsNewer
from strikelog.storage.sealing import (
    NotAPackage,
    PackageDamaged,
    PackageForOthers,
    Seal,
    SealedFile,
    SealedReader,
    SealingWriter,
    header_of,
    sealed_bytes,
)
from strikelog.storage.slots import OfficeKey

OFFICE = OfficeKey(bytes(range(32)))


def ignore(moved):
    """A progress nobody watches."""


def packed(files, closing=None, office=OFFICE.public):
    target = BytesIO()
    writer = SealingWriter(target, Seal.to_office(office))
    for place, content in files.items():
        writer.add(sealed_bytes(content, place), ignore)
    writer.close(closing or {})
    return target.getvalue(), writer.digest


def unpacked(content, key=OFFICE):
    source = BytesIO(content)
    seal = Seal.opened(header_of(source), key, name="p")
    reader = SealedReader(source, seal, name="p")
    return {file.place: b"".join(file.content) for file in reader.files()}, reader


places = st.from_regex(r"[a-z]{1,8}(/[a-z0-9]{1,8})?", fullmatch=True)


@given(st.dictionaries(places, st.binary(max_size=4000), max_size=6))
@settings(max_examples=60, deadline=None)
def test_what_goes_in_comes_out(files):
    content, digest = packed(files, {"told": "so"})

    found, reader = unpacked(content)

    assert found == files
    assert reader.digest == digest
    assert reader.closing["told"] == "so"


@pytest.mark.parametrize("over", [-1, 0, 1, sealing.CHUNK - 40])
def test_files_over_the_edge_of_a_chunk_come_out(over):
    files = {"a": bytes(sealing.CHUNK + over), "b": b"x" * 10, "empty": b""}

    assert unpacked(packed(files)[0])[0] == files


def test_another_office_opens_nothing():
    content, _ = packed({"a": b"secret of mine"})

    with pytest.raises(PackageForOthers):
        unpacked(content, OfficeKey.drawn())
    assert b"secret of mine" not in content
    assert OFFICE.public not in content


SMALL = packed({"a": b"12345", "b/c": b"6"})[0]


@pytest.mark.parametrize("place", range(0, len(SMALL), 3))
def test_any_flipped_byte_is_noticed(place):
    bent = SMALL[:place] + bytes([SMALL[place] ^ 1]) + SMALL[place + 1 :]

    with pytest.raises((NotAPackage, PackageDamaged, PackageForOthers, FileIsNewer)):
        unpacked(bent)


@pytest.fixture(scope="module")
def long():
    return packed({"a": bytes(range(256)) * (3 * sealing.CHUNK // 256)})[0]


STEP = sealing.CHUNK + 16
HEAD = 96


def test_a_package_cut_off_between_chunks_is_noticed(long):
    assert unpacked(long)

    for cut in (HEAD + STEP, HEAD + 2 * STEP, len(long) - 1):
        with pytest.raises((PackageDamaged, PackageForOthers)):
            unpacked(long[:cut])


def test_chunks_exchanged_repeated_or_dropped_are_noticed(long):
    first, second = long[HEAD : HEAD + STEP], long[HEAD + STEP : HEAD + 2 * STEP]
    head, rest = long[:HEAD], long[HEAD + 2 * STEP :]

    for bent in (second + first, first + first, second, first + second + second):
        with pytest.raises((PackageDamaged, PackageForOthers)):
            unpacked(head + bent + rest)


def test_what_follows_the_end_is_noticed():
    with pytest.raises((PackageDamaged, PackageForOthers)):
        unpacked(SMALL + b"x")


def hostile(*parts):
    """A package as somebody would make it who knows the format and wishes the office ill."""
    target = BytesIO()
    writer = SealingWriter(target, Seal.to_office(OFFICE.public))
    for part in parts:
        writer._write(part)
    writer._seal_chunk(is_last=True)
    return target.getvalue()


def entry(place, content, size=None):
    encoded = place.encode()
    length = len(content) if size is None else size
    return b"F" + struct.pack(">H", len(encoded)) + encoded + struct.pack(">Q", length) + content


@pytest.mark.parametrize(
    "place",
    ["../up", "/etc/x", "a/../../b", "", ".hidden", "a\\b", "c:x", "a//b", "a\nb", "x" * 10 + "\0"],
)
def test_a_place_outside_the_folder_is_refused(place):
    with pytest.raises(PackageDamaged):
        unpacked(hostile(entry(place, b"x"), b"E" + struct.pack(">I", 2) + b"{}"))


@pytest.mark.parametrize(
    "end",
    [
        b"",
        b"Z",
        b"E",
        b"E" + struct.pack(">I", 1 << 31),
        b"E" + struct.pack(">I", 2) + b"{}",
        b"E" + struct.pack(">I", 2) + b"[]",
        b"E" + struct.pack(">I", 3) + b"nul",
    ],
)
def test_an_end_that_does_not_fit_is_refused(end):
    with pytest.raises(PackageDamaged):
        unpacked(hostile(entry("a", b"x"), end))


def test_a_size_beyond_the_content_is_refused():
    with pytest.raises(PackageDamaged):
        unpacked(hostile(entry("a", b"x", size=1 << 50)))


def test_a_file_that_grew_while_it_was_read_stops_the_sealing():
    writer = SealingWriter(BytesIO(), Seal.to_office(OFFICE.public))

    with pytest.raises(PackageDamaged):
        writer.add(SealedFile("a", 1, [b"xy"]), ignore)


def test_later_formats_and_sealed_records_are_told_apart():
    for place, new in ((8, b"\0\2"), (10, b"\0\2")):
        with pytest.raises(FileIsNewer):
            unpacked(SMALL[:place] + new + SMALL[place + 2 :])
    with pytest.raises(NotAPackage):
        unpacked(b"short")
