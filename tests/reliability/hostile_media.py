"""T9 for evidence: files made to harm are shown or refused in time, and only in the child.

Pictures, films and texts are changed at random, cut, and mixed with each other; some only claim to
be enormous. Each is asked for a thumbnail, its facts and its text in a confined child. The control
asks a cell without a limit of memory for a picture of 108 million pixels, and then one with it.
"""

import random
import struct
import zlib
from io import BytesIO

from PIL import Image

from strikelog.limited.cell import Cell, Failed, Held, Limits, NeededTooMuch
from tests.media.files import apple_metadata, film, picture, saved, telling_jpeg, telling_png

from .experiment import Experiment, Outcome, Skipped

MODULES = tuple(f"strikelog.media.{name}" for name in ("edits", "metadata", "pictures", "texts"))
LONGEST = 5.0
LIMITS = Limits(memory=1 << 30, processor_seconds=5, seconds=LONGEST)
CONTROL_SIZE = (12_000, 9_000)


def run(times: int) -> Outcome:
    """Try so many files."""
    if not Cell().serves_again:
        raise Skipped("a child of its own for each of so many files takes too long here")
    chance, seeds = random.Random(times), _seeds()
    details, refused = [], 0
    with Cell(MODULES) as cell:
        for number in range(times):
            content = _hostile(chance, seeds)
            try:
                _asked(cell, chance, content)
            except Failed as failure:
                refused += 1
                if failure.word.startswith(("forbidden", "seconds")):
                    details.append(f"file {number}: {failure.word}")
    bitten = _control()
    return Outcome(
        count=times,
        failures=len(details),
        control=f"a picture of 108 million pixels: {bitten}",
        control_bites=bitten == "decoded without the limit, refused with it",
        details=tuple(details),
        figures={"refused": f"{refused:,}", "shown": f"{times - refused:,}"},
    )


def _seeds() -> list[bytes]:
    noise = Image.effect_noise((120, 90), 90).convert("RGB")
    return [
        telling_jpeg(),
        telling_png(),
        saved(noise, "JPEG", progressive=True),
        saved(noise, "WEBP", lossless=True),
        saved(noise.convert("P"), "PNG"),
        saved(picture(), "GIF"),
        film(),
        film(brand=b"isom", extra=apple_metadata(model="x", place="+1.0+2.0/")),
        "قصف مشفى\n".encode() * 50,
        b"<svg xmlns='http://www.w3.org/2000/svg'><image href='file:///etc/passwd'/></svg>",
    ]


def _hostile(chance: random.Random, seeds: list[bytes]) -> bytes:
    content = bytearray(chance.choice(seeds))
    for _ in range(chance.choice((1, 3, 10, 60))):
        at = chance.randrange(len(content))
        content[at] = chance.choice((0, 1, 0x7F, 0x80, 0xFF, chance.randrange(256)))
    if chance.random() < 0.2:
        del content[chance.randrange(len(content)) :]
    if chance.random() < 0.2:
        content += chance.choice(seeds)[chance.randrange(200) :]
    return _bomb(chance) if chance.random() < 0.03 else bytes(content)


def _bomb(chance: random.Random) -> bytes:
    """A few bytes that claim to be a picture of up to four thousand million pixels each way."""
    width, height = (chance.choice((20_000, 65_535, 1 << 31)) for _ in range(2))
    head = struct.pack(">IIBBBBB", width & 0x7FFFFFFF, height & 0x7FFFFFFF, 8, 6, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(bytes(1 << 16))), (b"IEND", b""))
    chunks = (
        struct.pack(">I", len(part)) + name + part + struct.pack(">I", zlib.crc32(name + part))
        for name, part in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def _asked(cell: Cell, chance: random.Random, content: bytes) -> None:
    function, given = chance.choice(
        (
            ("pictures:thumbnail", {"side": 128}),
            ("metadata:facts", {"film": False}),
            ("metadata:facts", {"film": True}),
            ("texts:text_head", {}),
            ("edits:working_copy", {"edits": [["blur", 1, 1, 30, 30], ["crop", 2, 2, 20, 20]]}),
        )
    )
    cell.run(f"strikelog.media.{function}", given, Held(content), limits=LIMITS)


def _control() -> str:
    memory = BytesIO()
    Image.new("RGB", CONTROL_SIZE).save(memory, "PNG", compress_level=1)
    asked = ("strikelog.media.pictures:thumbnail", {"side": 64}, Held(memory.getvalue()))
    with Cell(MODULES) as cell:
        without = cell.run(*asked, limits=Limits(memory=4 << 30)).value == list(CONTROL_SIZE)
        try:
            cell.run(*asked, limits=Limits(memory=256 << 20))
        except (NeededTooMuch, Failed):
            return "decoded without the limit, refused with it" if without else "refused by both"
    return "decoded by both"


EXPERIMENTS = (
    Experiment(
        name="hostile-media",
        claim="Pictures, films and texts made to harm are shown or refused within 5 seconds",
        unit="files",
        run=run,
        short=300,
        long=50_000,
    ),
)
