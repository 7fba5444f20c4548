"""Changes to small workbooks and text tables that keep their structure and break their sense."""

import random
import re
import warnings
import zipfile
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path

from tests.exchange.packages import packed, parts

SHARED = Path(__file__).parents[2].parent / "shared" / "data"
MOST_BYTES = 40_000
_NUMBERS = (b"-1", b"0", b"65536", b"1048577", b"4294967296", b"9" * 30, b"1e999", b"NaN", b"")
_VALUE = re.compile(rb"(?<==\")[^\"]{0,80}(?=\")|(?<=<v>)[^<]{0,80}(?=</v>)")
_TAG = re.compile(rb"<[^<>]{1,200}>")
_ODD_TEXT = (b'"', b"\0", b"\r", b"\n", b",", b";", b"\t", b"\xff", b"\xfe\xff", "،".encode())


@dataclass(frozen=True)
class Seed:
    """A file to be changed, and whether it is one of ours."""

    name: str
    content: bytes
    is_ours: bool = False

    @property
    def members(self) -> dict[str, bytes]:
        """The members of a package; none of another file."""
        return _members(self.content)


@cache
def _members(content: bytes) -> dict[str, bytes]:
    if not content.startswith(b"PK"):
        return {}
    with zipfile.ZipFile(BytesIO(content)) as package:
        return {one.filename: package.read(one) for one in package.infolist()}


def seeds(own: bytes) -> list[Seed]:
    """Give the files that are changed: ours, some put together by hand, and small real ones."""
    made = [
        Seed("own.xlsx", own, is_ours=True),
        Seed("own.xlsx", own, is_ours=True),
        Seed("small.xlsx", packed(parts())),
        Seed("rows.csv", b'date,town,killed\n2019-05-05,"Kafr Nabl, south",3\n' * 20),
        Seed(
            "rows.csv",
            "التاريخ؛البلدة؛القتلى\n٥/٥/٢٠١٩؛كفر نبل؛٣\n".encode("cp1256", "ignore") * 20,
        ),
        Seed("rows.tsv", "date\ttown\n5/5/2019\tIdlib\n".encode("utf-16") * 9),
    ]
    return made + _real()


def _real() -> list[Seed]:
    if not SHARED.is_dir():
        return []
    found = (
        path for folder in ("odd-workbooks", "uwazi", "kobo") for path in _files(SHARED / folder)
    )
    return [Seed(path.name, path.read_bytes()) for path in sorted(found)]


def _files(folder: Path) -> list[Path]:
    endings = {".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".tsv"}
    wanted = (path for path in folder.rglob("*") if path.suffix in endings)
    # An empty package stays what it is, however it is changed.
    return [path for path in wanted if 200 < path.stat().st_size <= MOST_BYTES]


def mutated(chance: random.Random, known: Sequence[Seed]) -> Seed:
    """Change one of the files in one to four ways."""
    seed = chance.choice(known)
    if seed.members and chance.random() < 0.8:
        members = dict(seed.members)
        for _ in range(chance.randint(1, 4)):
            chance.choice(_IN_PACKAGES)(chance, members)
        content = _packed(chance, members)
    else:
        content = seed.content
        for _ in range(chance.randint(1, 4)):
            content = chance.choice(_IN_BYTES)(chance, content)
    return Seed(seed.name, content, seed.is_ours)


def _packed(chance: random.Random, members: dict[str, bytes]) -> bytes:
    memory = BytesIO()
    with warnings.catch_warnings(action="ignore"), zipfile.ZipFile(memory, "w") as package:
        for name, text in members.items():
            package.writestr(name, text, zipfile.ZIP_DEFLATED, 1)
        if chance.random() < 0.02 and members:
            name, text = chance.choice(list(members.items()))
            package.writestr(name, text[::-1])
    content = memory.getvalue()
    return _flipped(chance, content) if chance.random() < 0.1 else content


# -- members -------------------------------------------------------------------------------------


def _change(
    change: Callable[[random.Random, bytes], bytes],
) -> Callable[[random.Random, dict[str, bytes]], None]:
    def within(chance: random.Random, members: dict[str, bytes]) -> None:
        name = chance.choice(list(members))
        members[name] = change(chance, members[name])

    return within


def _odd_value(chance: random.Random, text: bytes) -> bytes:
    found = list(_VALUE.finditer(text))
    if not found:
        return _flipped(chance, text)
    match = chance.choice(found)
    value = chance.choice((*_NUMBERS, match[0] * 2, match[0][::-1], b"A1:XFD1048576", b"&#0;"))
    return text[: match.start()] + value + text[match.end() :]


def _odd_tag(chance: random.Random, text: bytes) -> bytes:
    found = list(_TAG.finditer(text))
    if not found:
        return text
    match = chance.choice(found)
    instead = chance.choice((b"", match[0] * 2, b"<x>", b"</x>", chance.choice(found)[0]))
    return text[: match.start()] + instead + text[match.end() :]


def _flipped(chance: random.Random, text: bytes) -> bytes:
    if not text:
        return chance.randbytes(8)
    changed = bytearray(text)
    for _ in range(chance.choice((1, 2, 8))):
        changed[chance.randrange(len(changed))] = chance.choice((0, 0x3C, 0x80, 0xFF))
    return bytes(changed)


def _cut(chance: random.Random, text: bytes) -> bytes:
    return text[: chance.randrange(len(text) + 1)]


def _doubled(chance: random.Random, text: bytes) -> bytes:
    start = chance.randrange(len(text) + 1)
    part = text[start : start + chance.choice((10, 300, 4_000))]
    return text[:start] + part * chance.choice((2, 20)) + text[start:]


def _swap(chance: random.Random, members: dict[str, bytes]) -> None:
    one, other = (chance.choice(list(members)) for _ in range(2))
    members[one], members[other] = members[other], members[one]


def _drop(chance: random.Random, members: dict[str, bytes]) -> None:
    if len(members) > 1:
        del members[chance.choice(list(members))]


def _rename(chance: random.Random, members: dict[str, bytes]) -> None:
    name = chance.choice(list(members))
    members[chance.choice((name.upper(), f"../{name}", f"/{name}", "mimetype"))] = members.pop(name)


_IN_PACKAGES: Sequence[Callable[[random.Random, dict[str, bytes]], None]] = (
    *[_change(_odd_value)] * 5,
    *[_change(_odd_tag)] * 4,
    *[_change(_flipped)] * 2,
    _change(_cut),
    _change(_doubled),
    _swap,
    _drop,
    _rename,
)


# -- bytes ---------------------------------------------------------------------------------------


def _odd_text(chance: random.Random, text: bytes) -> bytes:
    at = chance.randrange(len(text) + 1)
    return text[:at] + chance.choice(_ODD_TEXT) + text[at:]


def _longer(chance: random.Random, text: bytes) -> bytes:
    return text + zlib.compress(chance.randbytes(chance.choice((1, 100, 5_000))))


_IN_BYTES: Sequence[Callable[[random.Random, bytes], bytes]] = (
    *[_flipped] * 3,
    _cut,
    _doubled,
    *[_odd_text] * 3,
    _longer,
)
