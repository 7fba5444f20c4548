"""What people set: the office's data and saved views inside the vault, the look outside it.

The file outside the vault holds only appearance, because it lies on the disk in clear.
"""

import json
import os
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from ..domain.field_notes import FIELD_NOTES
from ..domain.fields import Kind, describe, fields_of
from ..domain.filter_text import filter_text, parse_filter
from ..domain.filters import Filter
from ..domain.messages import mark
from ..domain.records import Record
from ..domain.values import WrongShape, from_plain, to_plain
from ..insight.thresholds import Thresholds
from ..storage.database import Database
from ..storage.files import write_durably
from .office_logo import OfficeLogo
from .protection import Protection, protection_of
from .resuming import Resuming

S = TypeVar("S")


@dataclass(frozen=True, kw_only=True)
class OfficeSettings:
    """Who we are, as briefings, workbooks and the history name us; kept in the vault."""

    office: str | None = describe(Kind.LINE, mark("Office"), group="who", limit=60)
    user_code: str | None = describe(
        Kind.LINE,
        mark("Your code"),
        group="who",
        limit=20,
        default="u01",
        help=mark("A code, never a name: it stands in the history and in workbooks."),
    )
    contact: str | None = describe(Kind.LINE, mark("Contact printed in briefings"), group="who")
    series: str | None = describe(Kind.LINE, mark("Series title of briefings"), group="what")
    licence: str | None = describe(Kind.LINE, mark("Licence of what you publish"), group="sharing")
    methodology: str | None = describe(Kind.TEXT, mark("Methodology text"), group="what")
    tz: str | None = describe(
        Kind.LINE,
        mark("Time zone of new incidents"),
        group="when",
        limit=40,
        help=FIELD_NOTES["tz"],
    )
    country_iso3: str | None = describe(
        Kind.LINE, mark("Country of new places"), group="where", limit=3
    )


@dataclass(frozen=True, kw_only=True)
class Appearance:
    """How the window looks on this machine; kept beside other programs' settings, in clear."""

    theme: str | None = describe(Kind.LINE, mark("Theme"), default="system", limit=10)
    language: str | None = describe(Kind.LINE, mark("Language"), default="en", limit=10)
    text_size: int | None = describe(Kind.COUNT, mark("Text size"), default=13, unit="px")


def _to_json(settings: object) -> str:
    fields = fields_of(type(settings))
    plain = {field.key: to_plain(field, getattr(settings, field.key)) for field in fields}
    return json.dumps(plain, ensure_ascii=False)


def _from_json(kind: type[S], text: str) -> S:
    """Read settings; what a damaged or newer file holds beyond them is left out."""
    settings = kind()
    try:
        plain = json.loads(text)
    except json.JSONDecodeError:
        return settings
    for field in fields_of(kind):
        if isinstance(plain, dict) and field.key in plain:
            try:
                value = from_plain(field, plain[field.key])
            except WrongShape:
                continue
            settings = replace(settings, **{field.key: value})  # type: ignore[type-var]
    return settings


_OFFICE = "settings.office"
_INSIGHT = "insight"


class Settings:
    """Settings, saved views and small choices kept inside one vault."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.resuming = Resuming(database)
        self.logo = OfficeLogo(database)

    @property
    def office(self) -> OfficeSettings:
        """The office's data."""
        return _from_json(OfficeSettings, self._database.facts(_OFFICE).get(_OFFICE, "{}"))

    def save_office(self, settings: OfficeSettings) -> None:
        """Keep the office's data."""
        self._database.remember(_OFFICE, _to_json(settings))

    @property
    def can_write(self) -> bool:
        """Tell whether anything can be kept just now."""
        return not self._database.read_only

    @property
    def thresholds(self) -> Thresholds:
        """What the rules of insight go by."""
        return _from_json(Thresholds, self._database.facts(_INSIGHT).get(_INSIGHT, "{}"))

    def save_thresholds(self, thresholds: Thresholds) -> None:
        """Keep what the rules go by."""
        self._database.remember(_INSIGHT, _to_json(thresholds))

    def protection(self) -> Protection:
        """Look how this computer keeps what leaves the memory of the program."""
        return protection_of(self._database.path.parent)

    def views(self, kind: type[Record]) -> dict[str, Filter]:
        """Give the saved views of a list by name."""
        prefix = f"view.{kind.__name__}."
        found = self._database.facts(prefix)
        return {key.removeprefix(prefix): parse_filter(text, kind) for key, text in found.items()}

    def save_view(self, kind: type[Record], name: str, where: Filter) -> None:
        """Keep a filter under a name; an existing view of that name is replaced."""
        self._database.remember(f"view.{kind.__name__}.{name}", filter_text(where))

    def remove_view(self, kind: type[Record], name: str) -> None:
        """Forget a saved view."""
        self._database.remember(f"view.{kind.__name__}.{name}", None)


class VaultPreferences:
    """Small choices such as column widths, kept in the vault and so hidden with it."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._known = database.facts("preference.")

    def get(self, key: str) -> str | None:
        """Return what was remembered, or None."""
        return self._known.get(f"preference.{key}")

    def set(self, key: str, value: str) -> None:
        """Remember a text; nothing is written when it is what is known."""
        name = f"preference.{key}"
        if self._known.get(name) != value and not self._database.read_only:
            self._known[name] = value
            self._database.remember(name, value)


def appearance_file() -> Path:
    """Give the place where this platform keeps settings of programs."""
    home = Path.home()
    if sys.platform == "win32":
        base = Path(os.environ.get("APPDATA", home))
    elif sys.platform == "darwin":
        base = home / "Library" / "Application Support"
    else:
        base = Path(os.environ.get("XDG_CONFIG_HOME") or home / ".config")
    return base / "strikelog" / "appearance.json"


def load_appearance(path: Path | None = None) -> Appearance:
    """Read the appearance, or the default where none was saved."""
    try:
        return _from_json(Appearance, (path or appearance_file()).read_text(encoding="utf-8"))
    except OSError:
        return Appearance()


def save_appearance(appearance: Appearance, path: Path | None = None) -> None:
    """Keep the appearance."""
    target = path or appearance_file()
    target.parent.mkdir(parents=True, exist_ok=True)
    write_durably(target, _to_json(appearance).encode())
