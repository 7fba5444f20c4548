"""Taking files in: what is known before, what the record of a new file says, the folder at once."""

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from ... import __version__
from ...domain.dates import FuzzyDate
from ...domain.errors import BadValue
from ...domain.fields import field_of
from ...domain.media import Fact
from ...domain.progress import Progress
from ...domain.records import Evidence
from ...domain.text import clean_line
from ...media.kinds import JPEG, media_type_of
from ...storage.blobs import FileNotRead, Stored

TOOL = f"strikelog {__version__}"
_EARLIEST = 1990
_CAPTURED = ("captured_local", "captured", "created")
"""Facts that tell when a picture or film was recorded, the most trustworthy first."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What the person says of files as they add them."""

    source_id: str | None = None
    incident_ids: tuple[str, ...] = ()
    site_ids: tuple[str, ...] = ()
    title: str = ""
    acq_method: str = "unknown"


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a file: its new record, or the record that holds the same bytes already."""

    evidence: Evidence
    known: Evidence | None = None


@dataclass(frozen=True, slots=True)
class NotTaken:
    """A file of a folder that could not be taken in: its name, and the sentence that says why."""

    name: str
    why: str


@dataclass
class FolderTaken:
    """What became of a folder; `stopped` when the person cancelled before its end."""

    taken: list[Evidence] = field(default_factory=list)
    known: list[Evidence] = field(default_factory=list)
    refused: list[NotTaken] = field(default_factory=list)
    stopped: bool = False


@dataclass(frozen=True, slots=True)
class Arrival:
    """A file as it arrived: its name, kind and facts, who took it in and when."""

    name: str
    mime: str
    stored: Stored
    facts: Sequence[Fact]
    taker: str
    at: datetime


def record_of_arrival(arrival: Arrival, wish: Wish) -> Evidence:
    """Make the record of a file that was just stored."""
    values = {fact.key: fact.value for fact in arrival.facts}
    captured = _captured(values, arrival.at.date())
    name = clean_line(arrival.name)
    return Evidence(
        title=_cut("title", wish.title or Path(name).stem or name),
        media_type=media_type_of(arrival.mime),
        holding="held_original",
        filename=_cut("filename", name),
        mime=arrival.mime,
        bytes=arrival.stored.size,
        sha256=arrival.stored.sha256,
        store_path=arrival.stored.place,
        captured_edtf=captured,
        captured_basis="device_metadata" if captured else None,
        device=_cut("device", f"{values.get('maker', '')} {values.get('model', '')}") or None,
        acquired_at=arrival.at,
        acquirer=arrival.taker,
        acq_method=wish.acq_method,
        acq_tool=TOOL,
        source_id=wish.source_id,
        incident_ids=wish.incident_ids,
        site_ids=wish.site_ids,
        verification="unverified",
        graphic="unknown",
    )


def record_of_copy(
    parent: Evidence, stored: Stored, done: str, *, taker: str, at: datetime
) -> Evidence:
    """Make the record of a working copy: what it shows is as before, its bytes are its own."""
    name = Path(parent.filename or "picture").stem[:200]
    return Evidence(
        title=parent.title,
        media_type=parent.media_type,
        holding="held_working",
        filename=f"{name}-{stored.sha256[:8]}.jpg",
        mime=JPEG,
        bytes=stored.size,
        sha256=stored.sha256,
        store_path=stored.place,
        captured_edtf=parent.captured_edtf,
        captured_basis=parent.captured_basis,
        creator=parent.creator,
        acquired_at=at,
        acquirer=taker,
        acq_method=parent.acq_method or "unknown",
        acq_tool=TOOL,
        source_id=parent.source_id,
        derived_from_id=parent.id,
        derivation=done,
        verification=parent.verification,
        graphic=parent.graphic,
        incident_ids=parent.incident_ids,
        site_ids=parent.site_ids,
        rights=parent.rights,
        tlp=parent.tlp,
    )


def _cut(key: str, text: str) -> str:
    return clean_line(text)[: field_of(Evidence, key).limit]


def _captured(values: dict[str, str], today: date) -> FuzzyDate | None:
    """Propose the day of recording, unless the device's clock was plainly not set."""
    for key in _CAPTURED:
        day = values.get(key, "")[:10].replace(":", "-")
        try:
            found = date.fromisoformat(day)
            if found.year >= _EARLIEST and found <= today:
                return FuzzyDate.parse(found.isoformat())
        except (ValueError, BadValue):
            continue
    return None


@dataclass(frozen=True, slots=True)
class Waiting:
    """A file of a folder that waits to be taken in."""

    path: Path
    size: int


def files_at(path: Path) -> list[Waiting]:
    """Give a file, or the files of a folder and the folders in it, in order.

    Of a folder, hidden files and links are left out. Raises FileNotRead when it cannot be listed.
    """
    if path.is_dir():
        return sorted(_walked(path), key=lambda one: one.path)
    try:
        return [Waiting(path, path.stat().st_size)]
    except OSError:
        return [Waiting(path, 0)]  # reading it will say what is the matter


def _walked(folder: Path) -> Iterator[Waiting]:
    try:
        entries = list(os.scandir(folder))
    except OSError as refusal:
        reason = refusal.strerror or type(refusal).__name__
        raise FileNotRead(name=folder.name, reason=reason) from refusal
    for entry in entries:
        if entry.name.startswith(".") or entry.is_symlink():
            continue
        if entry.is_dir():
            yield from _walked(Path(entry.path))
        elif entry.is_file():
            yield Waiting(Path(entry.path), entry.stat().st_size)


class Counting:
    """Passes pieces on while it tells how many bytes went by, of this file and those before."""

    def __init__(self, progress: Progress, total: int, *, before: int = 0, text: str = "") -> None:
        self._progress = progress
        self._total = total
        self._before = self._done = before
        self._text = text

    def over(self, pieces: Iterable[bytes]) -> Iterator[bytes]:
        """Give the pieces; ends with Cancelled when asked to."""
        self._done = self._before
        self._progress.report(self._done, self._total, self._text)
        for piece in pieces:
            yield piece
            self._done += len(piece)
            self._progress.report(self._done, self._total, self._text)
