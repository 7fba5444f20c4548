"""The release gate: the last look at finished bytes, before a file gets its name.

It reads the file as it will be read, not as it was meant, and compares every text in it with what
must not leave: names and contacts of people (by hashes, so that identities stay locked), authors
and addresses of confidential sources, this computer and its user, and coordinates finer than the
level. A hit keeps the file from appearing. What was found is never told, only where and of what
kind.
"""

import getpass
import json
import platform
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from ..domain.errors import StrikelogError
from ..domain.giveaways import Reader, forms_of_address, forms_of_name, plain
from ..domain.messages import mark, translate
from ..domain.positions import tells_position
from ..domain.progress import Progress, Silent
from ..domain.records import Source
from ..domain.sharing import is_protected
from ..storage.database import Database
from ..storage.loading import Loader
from .gate_tokens import GateTokens, hashing_of

if TYPE_CHECKING:
    from ..exchange.opened import OpenedPackage, Piece

IDENTITY = mark("a name, number or address that is kept with the identities")
SOURCE = mark("the author or address of a confidential source")
FINE = mark("coordinates finer than this level allows")
MACHINE = mark("this computer, its user or a folder on it")
HIDDEN = mark("something that readers do not see")
PICTURE = mark("a picture with data hidden in it")

_GENERIC = frozenset(
    "root user admin administrator home office owner guest laptop desktop computer localhost"
    " strikelog public default debian ubuntu windows macbook".split()
)
_LEAST = 4
_PATH = re.compile(
    r"(?:/(?:home|Users|root)/|file://|\b[A-Za-z]:\\(?:Users|Documents))[^\s\"'<>|]+"
)
_MOST_HITS = 500
_EVERY = 5_000


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that must not leave: of what kind, where it stands, and in which record.

    `record` is its id as the file has it; whoever made the file knows of which class it is. With a
    `number`, `where` is a marked text that takes it, such as the page of a paper.
    """

    kind: str
    where: str
    record: str = ""
    entity: str = ""
    number: int = 0

    @property
    def sheet(self) -> str:
        """The sheet, page or part it stands in."""
        return self.where.partition("!")[0]

    def sentence(self, language: str = "en") -> str:
        """Say where it stands and of what kind it is, never what it is."""
        return f"{self.place(language)}: {translate(self.kind, language)}"

    def place(self, language: str = "en") -> str:
        """Say where it stands."""
        said = translate(self.where, language)
        return said.format(number=self.number) if self.number else said

    def to_plain(self) -> dict[str, str]:
        """Give it as JSON holds it."""
        plain = {"where": self.place(), "kind": self.kind, "record": self.record}
        return plain | ({"entity": self.entity} if self.entity else {})


class NotReleased(StrikelogError):
    """The gate found something in a finished file, which was removed again."""

    message = mark(
        "The file was not made: the check of the finished file found {count} passages that must "
        "not leave at this level. Open each record, take the passage out, and export again."
    )

    def __init__(self, *, count: int, hits: tuple[Hit, ...] = ()) -> None:
        super().__init__(count=count)
        self.hits = hits

    def __reduce__(self) -> tuple[object, ...]:
        """Survive the way between processes with the hits."""
        return (_again, (self.hits,))


def _again(hits: tuple[Hit, ...]) -> NotReleased:
    return NotReleased(count=len(hits), hits=hits)


@dataclass(frozen=True, slots=True)
class Strictness:
    """What is looked for at a level besides identities, which leave at none.

    `decimals` of a degree are the most that may stand in the file; None for any.
    """

    decimals: int | None = None
    sources: bool = False
    machine: bool = False
    hidden: bool = False
    is_for_all: bool = False


LEVELS = {
    "full": Strictness(),
    "field_form": Strictness(),
    "partner": Strictness(decimals=2, sources=True, machine=True),
    "briefing": Strictness(decimals=2, sources=True, machine=True, is_for_all=True),
    "public": Strictness(decimals=2, sources=True, machine=True, hidden=True, is_for_all=True),
}
"""How strict the gate is, by profile or level."""


class ReleaseGate:
    """Looks through finished files of one vault."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._folder = database.path.parent

    def guard(self, level: str, progress: Progress | None = None) -> Callable[[BinaryIO], None]:
        """Give the function that a finished workbook is handed to; it raises NotReleased."""

        def gate(stream: BinaryIO) -> None:
            if hits := self.scan_workbook(stream, level, progress):
                raise NotReleased(count=len(hits), hits=tuple(hits))

        return gate

    def scan_workbook(
        self, stream: BinaryIO, level: str, progress: Progress | None = None
    ) -> list[Hit]:
        """Give what must not leave in a workbook or another package of files."""
        from ..exchange.opened import OpenedPackage

        strict = LEVELS[level]
        look = self._look(strict)
        if look is None and strict == Strictness():
            return []
        package = OpenedPackage(stream)
        pieces = _told(package.pieces(), progress or Silent())
        hits = _first(self._in_pieces(pieces, look, strict))
        return hits + list(_hidden(package, strict))

    def kinds(self, level: str) -> "Kinds | None":
        """Give what tells the kind of a text that must not leave; None when all may leave."""
        strict = LEVELS[level]
        look = self._look(strict)
        if look is None and strict == Strictness():
            return None
        return Kinds(look, self._machine(strict), has_positions=strict.decimals is not None)

    # -- what is looked for ------------------------------------------------------------------

    def _look(self, strict: Strictness) -> Callable[[str], str | None] | None:
        """Give the function that names the kind of what gives somebody away in a text."""
        hashed = hashing_of(self._database)
        people = GateTokens(self._database).all()
        sources = frozenset(map(hashed, self._source_marks(strict))) if strict.sources else people
        known = people | sources
        if not known:
            return None
        reader = Reader(lambda one: hashed(one) in known)

        def look(text: str) -> str | None:
            found = reader.finds(text)
            if found is None:
                return None
            return IDENTITY if hashed(found) in people else SOURCE

        return look

    def _source_marks(self, strict: Strictness) -> set[str]:
        found: set[str] = set()
        with self._database.reading() as connection:
            for source in Loader(connection, self._database.schema).all(Source):
                if is_protected(source, from_partners=strict.is_for_all):
                    found |= forms_of_name(source.author or "")
                    for url in (source.url, source.archived_url):
                        found |= forms_of_address(url or "")
        return found

    def _machine(self, strict: Strictness) -> re.Pattern[str] | None:
        if not strict.machine:
            return None
        names = {*_own_names(), str(Path.home()), str(self._folder)}
        told = sorted(one for one in map(plain, names) if len(one) >= _LEAST)
        told = [one for one in told if one not in _GENERIC]
        return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, told))})(?!\w)") if told else None

    def _in_pieces(
        self,
        pieces: "Iterable[Piece]",
        look: Callable[[str], str | None] | None,
        strict: Strictness,
    ) -> Iterator[Hit]:
        kinds = Kinds(look, self._machine(strict), has_positions=strict.decimals is not None)
        for piece in pieces:
            if strict.decimals is not None and _is_fine(piece, strict.decimals):
                yield Hit(FINE, piece.where, piece.record)
                continue
            found = filter(None, map(kinds.of, _texts(piece)))
            if kind := next(found, None):
                yield Hit(kind, piece.where, piece.record)


class Kinds:
    """Says of what kind a text is that must not leave; what it found clean it does not read twice.

    Codes, days and names come again and again, and every row stands in the file a second time, as
    it was exported.
    """

    _MOST = 300_000

    def __init__(
        self,
        look: Callable[[str], str | None] | None,
        machine: re.Pattern[str] | None,
        *,
        has_positions: bool,
    ) -> None:
        self._look = look
        self._machine = machine
        self._has_positions = has_positions
        self._clean: set[int] = set()

    def of(self, text: str) -> str | None:
        """Give the kind of what a text tells; None when it tells nothing."""
        if _OPAQUE.fullmatch(text):
            return None
        known = hash(text)
        if known in self._clean:
            return None
        kind = self._kind(text)
        if kind is None and len(self._clean) < self._MOST:
            self._clean.add(known)
        return kind

    def _kind(self, text: str) -> str | None:
        kind = self._look(text) if self._look else None
        if kind is None and self._has_positions and tells_position(text):
            kind = FINE
        if kind is None and self._machine is not None:
            is_told = _PATH.search(text) or self._machine.search(plain(text))
            kind = MACHINE if is_told else None
        return kind


_ID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_OPAQUE = re.compile(rf"{_ID}(?:\|{_ID})*|[0-9a-f]{{64}}|[\d.:-]{{1,6}}|.{{0,3}}")
"""Ids, digests and what is too short to tell anything."""

_STRING = re.compile(r'"((?:[^"\\]|\\.)+)"')


def _texts(piece: "Piece") -> Iterable[str]:
    """Give the texts of a cell: its own, or those of the row that it holds as it was exported."""
    text = piece.text
    if not piece.key.startswith("_base") or not text.startswith("{") or not text.endswith("}"):
        return (text,)
    found = _STRING.findall(text)
    return (json.loads(f'"{one}"') if "\\" in one else one for one in found)


def _told(pieces: "Iterable[Piece]", progress: Progress) -> "Iterator[Piece]":
    """Pass pieces on and say how far it is; how many there are nobody knows."""
    for done, piece in enumerate(pieces):
        if done % _EVERY == 0:
            progress.report(done, None)
        yield piece


def _first(hits: Iterator[Hit]) -> list[Hit]:
    """Give hits, each place once, as many as anyone would read."""
    found: dict[Hit, None] = {}
    for hit in hits:
        found[hit] = None
        if len(found) >= _MOST_HITS:
            break
    return list(found)


def _own_names() -> Iterator[str]:
    with suppress(OSError, KeyError):  # a user without a name cannot be told
        yield getpass.getuser()
    yield platform.node()
    yield platform.node().split(".", maxsplit=1)[0]


def _hidden(package: "OpenedPackage", strict: Strictness) -> Iterator[Hit]:
    for picture in package.hidden.pictures:
        yield Hit(PICTURE, picture)
    if strict.hidden:
        hidden = package.hidden
        for name in (*hidden.sheets, *hidden.rows, *hidden.parts):
            yield Hit(HIDDEN, name)


# -- coordinates -----------------------------------------------------------------------------

_NUMBER = re.compile(r"-?\d{1,3}\.(\d+)")
_BASE_DEGREES = re.compile(r'"l(?:at|on)":"-?\d{1,3}\.(\d{6})"')
_DEGREE_KEYS = frozenset({"lat", "lon"})
_AREAS = ("Locations", "Location")
"""Centres of areas are the gazetteer's, and exact."""


def _is_fine(piece: "Piece", decimals: int) -> bool:
    """Tell whether a cell for degrees, or a row as it was exported, holds finer ones."""
    if piece.key in _DEGREE_KEYS:
        return piece.sheet not in _AREAS and _digits(_NUMBER.fullmatch(piece.text)) > decimals
    if piece.key.startswith("_base") and piece.record not in _AREAS:
        degrees = _BASE_DEGREES.findall(piece.text)
        return any(len(one.rstrip("0")) > decimals for one in degrees)
    return False


def _digits(found: re.Match[str] | None) -> int:
    return len(found[1].rstrip("0")) if found else 0
