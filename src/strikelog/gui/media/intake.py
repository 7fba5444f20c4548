"""Takes what a person brings into the vault, one after another, and tells what became of each."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import TypedDict

from strikelog.domain.errors import StrikelogError
from strikelog.domain.progress import Cancelled, Progress
from strikelog.domain.records import Evidence
from strikelog.gui.language import language
from strikelog.gui.media.arrivals import Arrivals
from strikelog.services.evidence.media import Media, Taken


@dataclass(frozen=True)
class Wish:
    """What the person says of all that is added."""

    source_id: str | None = None
    incident_ids: tuple[str, ...] = ()
    site_ids: tuple[str, ...] = ()
    acq_method: str = "unknown"


class _Said(TypedDict):
    """The wish as the services take it."""

    source_id: str | None
    incident_ids: tuple[str, ...]
    site_ids: tuple[str, ...]
    acq_method: str


@dataclass(frozen=True)
class Refused:
    """A file that could not be taken in, and the sentence that says why."""

    name: str
    why: str


@dataclass
class Outcome:
    """What became of everything; `stopped` when the person stopped it before its end."""

    added: list[Evidence] = field(default_factory=list)
    known: list[Evidence] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    stopped: bool = False

    def take(self, taken: Taken) -> None:
        """Note what became of one file."""
        if taken.known is not None:
            self.known.append(taken.known)
        else:
            self.added.append(taken.evidence)


class _Part:
    """Reports how far one of several files is as a part of the whole."""

    def __init__(self, whole: Progress, before: int, total: int, name: str) -> None:
        self._whole = whole
        self._before = before
        self._total = total
        self._name = name

    def report(self, done: int, total: int | None = None, text: str = "") -> None:
        """Pass it on."""
        whole = max(self._total, self._before + (total or 0))
        self._whole.report(self._before + done, whole, text or self._name)


def take_all(media: Media, arrivals: Arrivals, wish: Wish, progress: Progress) -> Outcome:
    """Take everything in; one file that cannot be read does not keep the others out."""
    outcome = Outcome()
    try:
        _take_files(media, arrivals, wish, progress, outcome)
        for folder in arrivals.folders:
            _take_folder(media, folder, wish, progress, outcome)
            if outcome.stopped:
                return outcome
        if arrivals.pasted is not None:
            name, content = arrivals.pasted.name, arrivals.pasted.read()
            taken = media.take_in_bytes(name, content, **_said(wish), progress=progress)
            outcome.take(taken)
    except Cancelled:
        outcome.stopped = True
    return outcome


def _take_files(
    media: Media, arrivals: Arrivals, wish: Wish, progress: Progress, outcome: Outcome
) -> None:
    sizes = [_size(one) for one in arrivals.files]
    before, total = 0, sum(sizes)
    for path, size in zip(arrivals.files, sizes, strict=True):
        part = _Part(progress, before, total, path.name)
        try:
            outcome.take(media.take_in(path, **_said(wish), progress=part))
        except Cancelled:
            raise
        except StrikelogError as refusal:
            outcome.refused.append(Refused(path.name, refusal.sentence(language())))
        before += size


def _take_folder(
    media: Media, folder: Path, wish: Wish, progress: Progress, outcome: Outcome
) -> None:
    found = media.take_in_folder(folder, **_said(wish), progress=progress)
    outcome.added += found.taken
    outcome.known += found.known
    outcome.refused += [Refused(one.name, one.why) for one in found.refused]
    outcome.stopped = found.stopped


def _said(wish: Wish) -> _Said:
    return {
        "source_id": wish.source_id,
        "incident_ids": wish.incident_ids,
        "site_ids": wish.site_ids,
        "acq_method": wish.acq_method,
    }


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0  # it says why it cannot be read when its turn comes
