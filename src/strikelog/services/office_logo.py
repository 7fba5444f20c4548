"""The logo of the office: drawn anew in the confined process, kept small in the vault."""

import json
from base64 import b64decode, b64encode
from pathlib import Path
from typing import NamedTuple

from ..domain.errors import StrikelogError
from ..domain.messages import mark
from ..domain.progress import Progress
from ..limited.cell import Cell, Failed, Held, Limits
from ..storage.database import Database

__all__ = ["Logo", "LogoNotTaken", "OfficeLogo"]

_FACT = "settings.logo"
_SIDE = 480
_LARGEST = 12 << 20
_LIMITS = Limits(memory=1 << 30, processor_seconds=20, seconds=30.0)


class LogoNotTaken(StrikelogError):
    """The file is no picture that can be drawn, or larger than any logo."""

    message = mark(
        "“{name}” could not be taken as a logo. Choose a JPEG, PNG or WebP picture of at most 12"
        " MB."
    )


class Logo(NamedTuple):
    """A JPEG with nothing beside its pixels, and its size."""

    content: bytes
    size: tuple[int, int]


class OfficeLogo:
    """Keeps the logo of one vault."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def read(self) -> Logo | None:
        """Give the logo, or None where there is none."""
        kept = self._database.facts(_FACT).get(_FACT)
        if kept is None:
            return None
        plain = json.loads(kept)
        return Logo(b64decode(plain["jpeg"]), (plain["width"], plain["height"]))

    def take(self, path: Path, progress: Progress | None = None) -> Logo:
        """Draw a picture anew and keep it; raises LogoNotTaken."""
        logo = _drawn_anew(path, progress)
        width, height = logo.size
        plain = {"jpeg": b64encode(logo.content).decode(), "width": width, "height": height}
        self._database.remember(_FACT, json.dumps(plain))
        return logo

    def remove(self) -> None:
        """Forget the logo."""
        self._database.remember(_FACT, None)


def _drawn_anew(path: Path, progress: Progress | None) -> Logo:
    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST + 1)
    except OSError as problem:
        raise LogoNotTaken(name=path.name) from problem
    if len(content) > _LARGEST:
        raise LogoNotTaken(name=path.name)
    cell = Cell(("strikelog.media.edits",))
    try:
        answer = cell.run(
            "strikelog.media.edits:for_print",
            {"side": _SIDE},
            Held(content),
            limits=_LIMITS,
            progress=progress,
        )
    except Failed as failure:
        raise LogoNotTaken(name=path.name) from failure
    finally:
        cell.close()
    width, height = answer.value if isinstance(answer.value, list) else (0, 0)
    return Logo(answer.content, (int(width), int(height)))
