"""Places brought into a vault: from a gazetteer file, or from the built-in gazetteer.

What the vault has already is recognised by id, P-code or name and completed, not doubled. Each
import is one step that is undone as one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from ..domain.changes import Changes
from ..domain.messages import mark
from ..domain.progress import Progress
from ..domain.records import Location
from ..domain.text import fold, skeleton
from ..storage.database import Database
from ..storage.loading import Loader
from ..storage.writing import Revision
from .recording import Recording, nothing_first
from .world import WorldPlace, world

if TYPE_CHECKING:
    from ..exchange.gazetteers import Gazetteer, RefusedRow


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import would do: places that are new, places that change, and rows refused."""

    new: tuple[Location, ...]
    changed: tuple[Revision, ...]
    unchanged: int
    refused: tuple[RefusedRow, ...]

    @property
    def revisions(self) -> tuple[Revision, ...]:
        """All that is written."""
        return (*(Revision(None, one) for one in self.new), *self.changed)


@dataclass(frozen=True, slots=True)
class Adoption:
    """A place of the built-in gazetteer as it would stand in the vault, and what that takes."""

    place: Location
    new: tuple[Revision, ...]

    @property
    def is_new(self) -> bool:
        """True when the place itself has to be written, whatever it lies in."""
        return any(one.after.id == self.place.id for one in self.new)


class Gazetteers:
    """Brings places into one vault."""

    def __init__(
        self,
        database: Database,
        recording: Recording,
        before: Callable[[], object] = nothing_first,
    ) -> None:
        self._database = database
        self._recording = recording
        self._before = before
        self._world = world()
        self._seen: tuple[int, _Known] | None = None

    def plan(self, path: Path, *, pcode_set: str = "") -> Plan:
        """Read a gazetteer file and tell what importing it would do; nothing is written."""
        from ..exchange.gazetteers import read_gazetteer

        read = read_gazetteer(path, pcode_set=pcode_set)
        return _planned(read, self._known([place.id for place in read.places]))

    def import_plan(self, plan: Plan, progress: Progress | None = None) -> Changes:
        """Write what was planned as one step."""
        label = mark("Import places")
        if plan.revisions:
            self._before()
        applied = self._recording.apply(label, plan.revisions, progress=progress)
        return applied.changes if applied else Changes()

    def suggest(self, text: str, limit: int = 12) -> list[WorldPlace]:
        """Offer places of the built-in gazetteer in any spelling; no vault is read."""
        return self._world.suggest(text, limit)

    def prepare(self) -> bool:
        """Read a further part of the built-in gazetteer; True once suggestions come at once."""
        return self._world.prepare()

    def suggest_new(self, text: str, limit: int = 12) -> list[WorldPlace]:
        """Offer places of the built-in gazetteer that the vault does not have."""
        found = self._world.suggest(text, limit)
        known = self._known_now()
        return [one for one in found if self._adopted(one, known).is_new]

    def adopt(self, place: WorldPlace) -> Adoption:
        """Give the records that bring a place into the vault, parents first; nothing is written."""
        known = self._known([one.id for one in self._world.chain(place)])
        return self._adopted(place, known)

    def _adopted(self, place: WorldPlace, known: _Known) -> Adoption:
        new: list[Revision] = []
        below: Location | None = None
        for one in reversed(self._world.chain(place)):
            record = one.record(below.id if below else None)
            held = known.same(record)
            if held is None:
                new.append(Revision(None, record))
            elif held.deleted:
                new.append(Revision(held, replace(held, deleted=False)))
            below = held or record
        assert below is not None, "a chain has at least the place itself"
        return Adoption(below, tuple(new))

    def bring(self, place: WorldPlace) -> Location:
        """Bring a place into the vault with what it lies in, as one step, and give its record."""
        adoption = self.adopt(place)
        label = mark("Add place {name}").format(name=place.name)
        applied = self._recording.apply(label, adoption.new)
        written = {one.id: one for one in applied.records} if applied else {}
        found = written.get(adoption.place.id, adoption.place)
        assert isinstance(found, Location)
        return found

    def _known_now(self) -> _Known:
        """Give the living places, read again only when something was written since."""
        newest = self._database.recent_steps(1)
        step = newest[0]["pk"] if newest else 0
        if self._seen is None or self._seen[0] != step:
            self._seen = (step, self._known(()))
        return self._seen[1]

    def _known(self, ids: Sequence[str]) -> _Known:
        """Read all places, and those of some ids even if they were removed."""
        with self._database.reading() as connection:
            loader = Loader(connection, self._database.schema)
            return _Known(loader.all(Location), loader.by_ids(Location, ids))


class _Known:
    """The places of a vault, by all that tells that two are the same."""

    def __init__(self, places: Iterable[Location], by_id: Mapping[str, Location]) -> None:
        self._by_id = dict(by_id)
        self._by_code: dict[tuple[str, str], Location] = {}
        self._by_sound: defaultdict[tuple[str, str, str], list[Location]] = defaultdict(list)
        self._by_name: defaultdict[tuple[str, str], list[Location]] = defaultdict(list)
        for place in places:
            self._take(place)

    def _take(self, place: Location) -> None:
        country = place.country_iso3 or ""
        self._by_id[place.id] = place
        for code in filter(None, (place.pcode, place.iso_3166_2)):
            self._by_code.setdefault((country, code), place)
        if place.level == "0":
            self._by_code.setdefault((country, ""), place)
        for key in _sounds(place):
            self._by_sound[key].append(place)
        for name in {fold(name) for name in (place.name, place.name_local) if name}:
            self._by_name[country, name].append(place)

    def same(self, place: Location) -> Location | None:
        """Give the place of the vault that this one is: of its id, code, or name and parent."""
        country = place.country_iso3 or ""
        if found := self._by_id.get(place.id):
            return found
        if place.level == "0":
            return self._by_code.get((country, ""))
        for code in filter(None, (place.pcode, place.iso_3166_2)):
            if found := self._by_code.get((country, code)):
                return found
        alike = {one.id: one for key in _sounds(place) for one in self._by_sound.get(key, ())}
        fitting = [one for one in alike.values() if _may_be(one, place)]
        return fitting[0] if len(fitting) == 1 else None

    def parent(self, named: str, country: str) -> list[Location]:
        """Give the places that a row may have meant by the code or name of its parent."""
        if found := self._by_code.get((country, named.upper())):
            return [found]
        return self._by_name.get((country, fold(named)), [])


def _sounds(place: Location) -> set[tuple[str, str, str]]:
    names = (place.name, place.name_local)
    country, level = place.country_iso3 or "", place.level or ""
    return {(country, level, skeleton(name)) for name in names if name and skeleton(name)}


def _may_be(known: Location, told: Location) -> bool:
    """Tell whether places that sound alike on one level may be one.

    Codes of the same set must not differ, and points must share their parent.
    """
    if known.pcode and told.pcode:
        return False
    return told.level != "5" or known.parent_id == told.parent_id


def _planned(read: Gazetteer, known: _Known) -> Plan:
    from ..exchange.gazetteer_trees import PARENT_UNCLEAR, PARENT_UNKNOWN, RefusedRow

    new: list[Location] = []
    changed: list[Revision] = []
    refused = list(read.refused)
    settled: dict[str, str] = {}  # ids of the file to ids of the vault
    unchanged = 0
    for place in read.places:
        parent, reason = place.parent_id, ""
        if place.id in read.parents:
            named = known.parent(read.parents[place.id], place.country_iso3 or "")
            parent = named[0].id if len(named) == 1 else None
            reason = "" if parent else (PARENT_UNCLEAR if named else PARENT_UNKNOWN)
        elif parent is not None:
            parent = settled.get(parent)
            reason = "" if parent else PARENT_UNKNOWN
        if reason:
            refused.append(RefusedRow(read.rows[place.id], place.name or "", reason))
            continue
        told = replace(place, parent_id=parent)
        held = known.same(told)
        settled[place.id] = held.id if held else place.id
        if held is None:
            new.append(told)
        elif (after := _completed(held, told)) != held:
            changed.append(Revision(held, after))
        else:
            unchanged += 1
    return Plan(tuple(new), tuple(changed), unchanged, _in_order(refused))


def _in_order(refused: Sequence[RefusedRow]) -> tuple[RefusedRow, ...]:
    return tuple(sorted(refused, key=lambda one: one.row))


_TAKEN = ("level", "name", "name_local", "parent_id", "pcode", "pcode_set", "iso_3166_2")
_POINT = ("lat", "lon", "valid_from")


def _completed(held: Location, told: Location) -> Location:
    """Take what the file tells; names that give way stay as other spellings, as do our own."""
    values = {key: new for key in (*_TAKEN, *_POINT) if (new := getattr(told, key)) is not None}
    after = replace(held, **values, deleted=False)
    shown = {fold(name) for name in (after.name, after.name_local) if name}
    told_of = (*held.aliases, held.name, held.name_local, *told.aliases)
    spellings = {fold(one): one for one in reversed(told_of) if one}
    others = [one for key, one in spellings.items() if key not in shown]
    return replace(after, aliases=tuple(reversed(others)))
